// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Texture and surface objects: descriptions in device memory, whose addresses
// are the handles that kernels take. Part of the support headers of a project
// written by cubeport.
#ifndef CUBEPORT_TEXTURES_H
#define CUBEPORT_TEXTURES_H

#include "cubeport_acl.h"

namespace cubeport {

using TextureObject = unsigned long long;
using SurfaceObject = unsigned long long;

enum TextureAddressMode {
  kAddressModeWrap = 0,
  kAddressModeClamp = 1,
  kAddressModeMirror = 2,
  kAddressModeBorder = 3,
};
enum TextureFilterMode { kFilterModePoint = 0, kFilterModeLinear = 1 };
enum TextureReadMode {
  kReadModeElementType = 0,
  kReadModeNormalizedFloat = 1,
};
enum ResourceType {
  kResourceTypeArray = 0,
  kResourceTypeMipmappedArray = 1,
  kResourceTypeLinear = 2,
  kResourceTypePitch2D = 3,
};
struct MipmappedArray;
struct ResourceDesc {
  ResourceType resType;
  union {
    struct {
      Array *array;
    } array;
    struct {
      MipmappedArray *mipmap;
    } mipmap;
    struct {
      void *devPtr;
      ChannelFormatDesc desc;
      size_t sizeInBytes;
    } linear;
    struct {
      void *devPtr;
      ChannelFormatDesc desc;
      size_t width, height, pitchInBytes;
    } pitch2D;
  } res;
};
struct TextureDesc {
  TextureAddressMode addressMode[3];
  TextureFilterMode filterMode;
  TextureReadMode readMode;
  int sRGB;
  float borderColor[4];
  int normalizedCoords;
  unsigned int maxAnisotropy;
  TextureFilterMode mipmapFilterMode;
  float mipmapLevelBias, minMipmapLevelClamp, maxMipmapLevelClamp;
  int disableTrilinearOptimization, seamlessCubemap;
};
struct ResourceViewDesc;

namespace detail {
/// What kernels read; they have the same structure.
struct TextureDescription {
  char *data;
  uint64_t pitch, slice;
  int32_t width, height, depth;
  int32_t channels, channelBits, channelKind;
  int32_t addressMode[3];
  int32_t isLinear, isNormalizedFloat, hasNormalizedCoordinates;
  float border[4];
};

inline aclError refuseTexture(const char *what) {
  fprintf(stderr, "error: CP6007: a texture object with %s was asked for\n",
          what);
  return ACL_ERROR_RT_FEATURE_NOT_SUPPORT;
}

inline aclError describeFormat(TextureDescription &texture,
                               const ChannelFormatDesc &desc) {
  texture.channels = countChannels(desc);
  texture.channelBits = desc.x;
  texture.channelKind = desc.f;
  return texture.channels ? ACL_SUCCESS : ACL_ERROR_RT_PARAM_INVALID;
}

inline aclError describeResource(TextureDescription &texture,
                                 const ResourceDesc &resource) {
  texture.height = texture.depth = 1;
  switch (resource.resType) {
  case kResourceTypeArray: {
    const Array *array = resource.res.array.array;
    if (array == nullptr) {
      return ACL_ERROR_RT_INVALID_HANDLE;
    }
    texture.data = array->data;
    texture.pitch = array->pitch;
    texture.slice = array->slice;
    texture.width = (int32_t)array->extent.width;
    texture.height = (int32_t)atLeastOne(array->extent.height);
    texture.depth = (int32_t)atLeastOne(array->extent.depth);
    return describeFormat(texture, array->desc);
  }
  case kResourceTypeLinear: {
    const auto &linear = resource.res.linear;
    texture.data = (char *)linear.devPtr;
    aclError status = describeFormat(texture, linear.desc);
    if (status == ACL_SUCCESS) {
      texture.width = (int32_t)(linear.sizeInBytes / texelBytes(linear.desc));
    }
    return status;
  }
  case kResourceTypePitch2D: {
    const auto &pitched = resource.res.pitch2D;
    texture.data = (char *)pitched.devPtr;
    texture.pitch = pitched.pitchInBytes;
    texture.width = (int32_t)pitched.width;
    texture.height = (int32_t)pitched.height;
    return describeFormat(texture, pitched.desc);
  }
  case kResourceTypeMipmappedArray:
    return refuseTexture("several levels of detail");
  }
  return ACL_ERROR_RT_PARAM_INVALID;
}

/// How it is read. CUDA has filters and normalised floats only where the
/// result is a float, and normalises integers of 8 and 16 bits.
inline aclError describeReading(TextureDescription &texture,
                                const TextureDesc &desc) {
  if (desc.sRGB) {
    return refuseTexture("sRGB values");
  }
  bool isInteger = texture.channelKind != kChannelFormatKindFloat;
  bool isNormalized = desc.readMode == kReadModeNormalizedFloat;
  if ((isNormalized && isInteger && texture.channelBits == 32) ||
      (desc.filterMode == kFilterModeLinear && isInteger && !isNormalized)) {
    return ACL_ERROR_RT_PARAM_INVALID;
  }
  for (int axis = 0; axis < 3; ++axis) {
    TextureAddressMode mode = desc.addressMode[axis];
    // The others are for normalised coordinates only.
    bool isKept = desc.normalizedCoords || mode == kAddressModeBorder;
    texture.addressMode[axis] = isKept ? mode : kAddressModeClamp;
  }
  for (int channel = 0; channel < 4; ++channel) {
    texture.border[channel] = desc.borderColor[channel];
  }
  texture.isLinear = desc.filterMode == kFilterModeLinear;
  texture.isNormalizedFloat = isNormalized && isInteger;
  texture.hasNormalizedCoordinates = desc.normalizedCoords != 0;
  return ACL_SUCCESS;
}

inline aclError placeDescription(unsigned long long *handle,
                                 const TextureDescription &texture) {
  void *place = nullptr;
  aclError status = malloc(&place, sizeof(texture));
  if (status == ACL_SUCCESS) {
    status = memcpy(place, &texture, sizeof(texture), ACL_MEMCPY_HOST_TO_DEVICE);
  }
  *handle = (unsigned long long)place;
  return status;
}
} // namespace detail

inline aclError createTextureObject(TextureObject *texture,
                                    const ResourceDesc *resource,
                                    const TextureDesc *desc,
                                    const ResourceViewDesc *view = nullptr) {
  *texture = 0;
  detail::TextureDescription description = {};
  aclError status = view ? detail::refuseTexture("a view of its resource")
                         : detail::describeResource(description, *resource);
  if (status == ACL_SUCCESS) {
    status = detail::describeReading(description, *desc);
  }
  return status == ACL_SUCCESS
             ? detail::placeDescription(texture, description)
             : detail::note(status);
}
inline aclError destroyTextureObject(TextureObject texture) {
  return free((void *)texture);
}

/// Only arrays that say so can be surfaces.
inline aclError createSurfaceObject(SurfaceObject *surface,
                                    const ResourceDesc *resource) {
  *surface = 0;
  detail::TextureDescription description = {};
  if (resource->resType != kResourceTypeArray) {
    return detail::note(ACL_ERROR_RT_PARAM_INVALID);
  }
  aclError status = detail::describeResource(description, *resource);
  return status == ACL_SUCCESS
             ? detail::placeDescription(surface, description)
             : detail::note(status);
}
inline aclError destroySurfaceObject(SurfaceObject surface) {
  return free((void *)surface);
}

} // namespace cubeport

#endif
