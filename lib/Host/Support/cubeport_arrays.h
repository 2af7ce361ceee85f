// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA arrays: device memory with a format, in rows and slices. ACL has none;
// here they are plain memory with rows at multiples of 512 bytes. Part of the
// support headers of a project written by cubeport.
#ifndef CUBEPORT_ARRAYS_H
#define CUBEPORT_ARRAYS_H

#include "cubeport_acl_memory.h"

namespace cubeport {

enum ChannelFormatKind {
  kChannelFormatKindSigned = 0,
  kChannelFormatKindUnsigned = 1,
  kChannelFormatKindFloat = 2,
  kChannelFormatKindNone = 3,
};
/// Bits of each channel, and what they are.
struct ChannelFormatDesc {
  int x, y, z, w;
  ChannelFormatKind f;
};
constexpr unsigned int kArrayDefault = 0, kArrayLayered = 1,
                       kArraySurfaceLoadStore = 2, kArrayCubemap = 4,
                       kArrayTextureGather = 8;

inline ChannelFormatDesc createChannelDesc(int x, int y, int z, int w,
                                           ChannelFormatKind f) {
  return {x, y, z, w, f};
}

namespace detail {
/// What a channel of a C++ type is, and how many channels a type has.
template <class T> ChannelFormatDesc describeChannels(int count) {
  int bits = 8 * (int)sizeof(T);
  return {bits, count > 1 ? bits : 0, count > 2 ? bits : 0,
          count > 3 ? bits : 0,
          std::is_floating_point_v<T> ? kChannelFormatKindFloat
          : std::is_signed_v<T>       ? kChannelFormatKindSigned
                                      : kChannelFormatKindUnsigned};
}
template <class T, class = void> struct ChannelsOf {
  static ChannelFormatDesc get() { return describeChannels<T>(1); }
};
template <class T> struct ChannelsOf<T, std::void_t<decltype(T::x)>> {
  static ChannelFormatDesc get() {
    return describeChannels<decltype(T::x)>(sizeof(T) / sizeof(T::x));
  }
};
inline ChannelFormatDesc halfChannels(int count) {
  ChannelFormatDesc desc = describeChannels<short>(count);
  desc.f = kChannelFormatKindFloat;
  return desc;
}
} // namespace detail

template <class T> ChannelFormatDesc createChannelDesc() {
  return detail::ChannelsOf<T>::get();
}
inline ChannelFormatDesc createHalfChannelDesc() {
  return detail::halfChannels(1);
}
inline ChannelFormatDesc createHalf2ChannelDesc() {
  return detail::halfChannels(2);
}
inline ChannelFormatDesc createHalf4ChannelDesc() {
  return detail::halfChannels(4);
}

/// What cudaArray_t points to. Sizes that are not there are 0.
struct Array {
  char *data;
  ChannelFormatDesc desc;
  Extent extent;
  unsigned int flags;
  size_t pitch, slice;
};
using ArrayPtr = Array *;
using ConstArrayPtr = const Array *;

namespace detail {
/// Channels of 8, 16 or 32 bits, one, two or four of them, all alike.
inline int countChannels(const ChannelFormatDesc &desc) {
  int bits = desc.x;
  bool isKnown = (bits == 8 || bits == 16 || bits == 32) &&
                 desc.f != kChannelFormatKindNone &&
                 (desc.f != kChannelFormatKindFloat || bits != 8);
  int count = desc.w ? 4 : desc.z ? 3 : desc.y ? 2 : 1;
  bool isAlike = (count < 2 || desc.y == bits) &&
                 (count < 4 || (desc.z == bits && desc.w == bits));
  return isKnown && isAlike && count != 3 ? count : 0;
}
inline size_t texelBytes(const ChannelFormatDesc &desc) {
  return (size_t)countChannels(desc) * (size_t)desc.x / 8;
}
inline size_t atLeastOne(size_t size) { return size ? size : 1; }
} // namespace detail

inline aclError malloc3DArray(Array **array, const ChannelFormatDesc *desc,
                              Extent extent, unsigned int flags = 0) {
  *array = nullptr;
  if (detail::countChannels(*desc) == 0 || extent.width == 0 ||
      (extent.depth && !extent.height && !(flags & kArrayLayered))) {
    return detail::note(ACL_ERROR_RT_PARAM_INVALID);
  }
  if (flags & kArrayCubemap) {
    fprintf(stderr, "error: CP6007: an array of a cubemap was asked for\n");
    return detail::note(ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
  }
  auto made = std::make_unique<Array>();
  made->desc = *desc;
  made->extent = extent;
  made->flags = flags;
  size_t rows = detail::atLeastOne(extent.height);
  PitchedPtr memory;
  aclError status = malloc3D(
      &memory, {extent.width * detail::texelBytes(*desc), rows,
                detail::atLeastOne(extent.depth)});
  if (status == ACL_SUCCESS) {
    made->data = (char *)memory.ptr;
    made->pitch = memory.pitch;
    made->slice = memory.pitch * rows;
    *array = made.release();
  }
  return status;
}
inline aclError mallocArray(Array **array, const ChannelFormatDesc *desc,
                            size_t width, size_t height = 0,
                            unsigned int flags = 0) {
  return malloc3DArray(array, desc, {width, height, 0}, flags);
}
inline aclError freeArray(Array *array) {
  std::unique_ptr<Array> owned(array);
  return array ? free(array->data) : ACL_SUCCESS;
}
inline aclError getArrayInfo(ChannelFormatDesc *desc, Extent *extent,
                             unsigned int *flags, const Array *array) {
  if (array == nullptr) {
    return detail::note(ACL_ERROR_RT_INVALID_HANDLE);
  }
  if (desc) {
    *desc = array->desc;
  }
  if (extent) {
    *extent = array->extent;
  }
  if (flags) {
    *flags = array->flags;
  }
  return ACL_SUCCESS;
}
inline aclError getChannelDesc(ChannelFormatDesc *desc, const Array *array) {
  return getArrayInfo(desc, nullptr, nullptr, array);
}

// Copies: x offsets and widths are bytes here, as CUDA has them.

namespace detail {
/// Null if a box of `width` bytes and `height` rows at (x, y) is not inside.
inline char *findInArray(const Array *array, size_t x, size_t y, size_t width,
                         size_t height) {
  size_t rowBytes = array ? array->extent.width * texelBytes(array->desc) : 0;
  size_t rows = array ? atLeastOne(array->extent.height) : 0;
  bool isInside = array && width <= rowBytes && x <= rowBytes - width &&
                  height <= rows && y <= rows - height;
  return isInside ? array->data + y * array->pitch + x : nullptr;
}
} // namespace detail

inline aclError memcpy2DToArrayAsync(Array *dst, size_t x, size_t y,
                                     const void *src, size_t srcPitch,
                                     size_t width, size_t height,
                                     aclrtMemcpyKind kind,
                                     aclrtStream stream = nullptr) {
  char *place = detail::findInArray(dst, x, y, width, height);
  return place ? memcpy2DAsync(place, dst->pitch, src, srcPitch, width, height,
                               kind, stream)
               : detail::note(ACL_ERROR_RT_PARAM_INVALID);
}
inline aclError memcpy2DToArray(Array *dst, size_t x, size_t y,
                                const void *src, size_t srcPitch, size_t width,
                                size_t height, aclrtMemcpyKind kind) {
  return memcpy2DToArrayAsync(dst, x, y, src, srcPitch, width, height, kind);
}
inline aclError memcpy2DFromArrayAsync(void *dst, size_t dstPitch,
                                       const Array *src, size_t x, size_t y,
                                       size_t width, size_t height,
                                       aclrtMemcpyKind kind,
                                       aclrtStream stream = nullptr) {
  char *place = detail::findInArray(src, x, y, width, height);
  return place ? memcpy2DAsync(dst, dstPitch, place, src->pitch, width, height,
                               kind, stream)
               : detail::note(ACL_ERROR_RT_PARAM_INVALID);
}
inline aclError memcpy2DFromArray(void *dst, size_t dstPitch, const Array *src,
                                  size_t x, size_t y, size_t width,
                                  size_t height, aclrtMemcpyKind kind) {
  return memcpy2DFromArrayAsync(dst, dstPitch, src, x, y, width, height, kind);
}
inline aclError memcpy2DArrayToArray(
    Array *dst, size_t dstX, size_t dstY, const Array *src, size_t srcX,
    size_t srcY, size_t width, size_t height,
    aclrtMemcpyKind kind = ACL_MEMCPY_DEVICE_TO_DEVICE) {
  char *place = detail::findInArray(src, srcX, srcY, width, height);
  return place ? memcpy2DToArray(dst, dstX, dstY, place, src->pitch, width,
                                 height, kind)
               : detail::note(ACL_ERROR_RT_PARAM_INVALID);
}

namespace detail {
/// Calls copy(x, y, offset, bytes) for the rows of a run of bytes that begins
/// at (x, y) of an array and goes on in the next rows.
template <class Copy>
aclError forRows(const Array *array, size_t x, size_t y, size_t count,
                 Copy copy) {
  size_t rowBytes = array ? array->extent.width * texelBytes(array->desc) : 0;
  if (x >= rowBytes && count) {
    return note(ACL_ERROR_RT_PARAM_INVALID);
  }
  for (size_t done = 0; done < count; x = 0, ++y) {
    size_t bytes = rowBytes - x < count - done ? rowBytes - x : count - done;
    aclError status = copy(x, y, done, bytes);
    if (status != ACL_SUCCESS) {
      return status;
    }
    done += bytes;
  }
  return ACL_SUCCESS;
}
} // namespace detail

inline aclError memcpyToArrayAsync(Array *dst, size_t x, size_t y,
                                   const void *src, size_t count,
                                   aclrtMemcpyKind kind,
                                   aclrtStream stream = nullptr) {
  return detail::forRows(
      dst, x, y, count, [&](size_t x, size_t y, size_t done, size_t bytes) {
        return memcpy2DToArrayAsync(dst, x, y, (const char *)src + done, bytes,
                                    bytes, 1, kind, stream);
      });
}
inline aclError memcpyToArray(Array *dst, size_t x, size_t y, const void *src,
                              size_t count, aclrtMemcpyKind kind) {
  return memcpyToArrayAsync(dst, x, y, src, count, kind);
}
inline aclError memcpyFromArrayAsync(void *dst, const Array *src, size_t x,
                                     size_t y, size_t count,
                                     aclrtMemcpyKind kind,
                                     aclrtStream stream = nullptr) {
  return detail::forRows(
      src, x, y, count, [&](size_t x, size_t y, size_t done, size_t bytes) {
        return memcpy2DFromArrayAsync((char *)dst + done, bytes, src, x, y,
                                      bytes, 1, kind, stream);
      });
}
inline aclError memcpyFromArray(void *dst, const Array *src, size_t x, size_t y,
                                size_t count, aclrtMemcpyKind kind) {
  return memcpyFromArrayAsync(dst, src, x, y, count, kind);
}

// Three dimensions.

namespace detail {
/// One side of a copy: the place of its first byte, and its steps in bytes.
struct CopySide {
  char *start;
  size_t pitch, slice;
};
/// A start of null: the box is not inside.
inline CopySide findSide(const Array *array, const PitchedPtr &memory,
                         const Pos &pos, const Extent &extent,
                         size_t elementBytes) {
  if (array == nullptr) {
    size_t slice = memory.ysize * memory.pitch;
    return {(char *)memory.ptr + pos.z * slice + pos.y * memory.pitch + pos.x,
            memory.pitch, slice};
  }
  size_t depth = atLeastOne(array->extent.depth);
  char *place =
      findInArray(array, pos.x * texelBytes(array->desc), pos.y,
                  extent.width * elementBytes, atLeastOne(extent.height));
  bool isInside = place && extent.depth <= depth &&
                  pos.z <= depth - extent.depth;
  return {isInside ? place + pos.z * array->slice : nullptr, array->pitch,
          array->slice};
}
} // namespace detail

inline aclError memcpy3DAsync(const Memcpy3DParms *parms,
                              aclrtStream stream = nullptr) {
  const Array *any = parms->srcArray ? parms->srcArray : parms->dstArray;
  size_t elementBytes = any ? detail::texelBytes(any->desc) : 1;
  const Extent &extent = parms->extent;
  detail::CopySide src = detail::findSide(parms->srcArray, parms->srcPtr,
                                          parms->srcPos, extent, elementBytes);
  detail::CopySide dst = detail::findSide(parms->dstArray, parms->dstPtr,
                                          parms->dstPos, extent, elementBytes);
  if (src.start == nullptr || dst.start == nullptr) {
    return detail::note(ACL_ERROR_RT_PARAM_INVALID);
  }
  for (size_t z = 0; z < extent.depth; ++z) {
    aclError status = memcpy2DAsync(
        dst.start + z * dst.slice, dst.pitch, src.start + z * src.slice,
        src.pitch, extent.width * elementBytes, extent.height, parms->kind,
        stream);
    if (status != ACL_SUCCESS) {
      return status;
    }
  }
  return ACL_SUCCESS;
}
inline aclError memcpy3D(const Memcpy3DParms *parms) {
  return memcpy3DAsync(parms);
}

} // namespace cubeport

#endif
