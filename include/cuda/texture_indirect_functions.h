// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Textures are read by loads and arithmetic, as CUDA's programming guide
// describes texture fetching.
#ifndef CUBEPORT_CUDA_TEXTURE_INDIRECT_FUNCTIONS_H
#define CUBEPORT_CUDA_TEXTURE_INDIRECT_FUNCTIONS_H

#include "cubeport/texture_formats.h"
#include "texture_types.h"

namespace cubeport_texture {

/// A coordinate in texels. Wrapping and mirroring are for normalised ones;
/// others are clamped then.
CUBEPORT_DEVICE float toTexels(const Description &t, int axis,
                                        float x, int size) {
  if (!t.hasNormalizedCoordinates) {
    return x;
  }
  float whole = floorf(x);
  if (t.addressMode[axis] == cudaAddressModeWrap) {
    x = x - whole;
  } else if (t.addressMode[axis] == cudaAddressModeMirror) {
    float part = x - whole;
    float half = 0.5f * whole;
    x = half == floorf(half) ? part : 1.0f - part;
  }
  return x * (float)size;
}

/// The texel that stands for `i`; `isInside` becomes false where there is
/// none. A neighbour for a filter may be one off at either side.
CUBEPORT_DEVICE int resolve(const Description &t, int axis, int i,
                                     int size, bool &isInside) {
  int mode = t.addressMode[axis];
  if (mode == cudaAddressModeBorder) {
    isInside = isInside && i >= 0 && i < size;
  }
  if (mode == cudaAddressModeWrap && t.hasNormalizedCoordinates) {
    i = i < 0 ? i + size : i >= size ? i - size : i;
  }
  return max(0, min(i, size - 1)); // mirrored neighbours are the same texels
}

/// floor(), for coordinates that may be far outside.
CUBEPORT_DEVICE int toIndex(float x, int size) {
  return (int)floorf(fmaxf(-2.0f, fminf(x, (float)size + 1.0f)));
}

/// One axis of a fetch: the texel below, the one above, and how near it is,
/// in steps of 1/256.
struct Axis {
  int low, high;
  float weight;
  bool isLowInside, isHighInside;

  __device__ __attribute__((always_inline)) Axis() : low(0), high(0), weight(0.0f), isLowInside(true),
                      isHighInside(true) {}
  __device__ __attribute__((always_inline)) Axis(const Description &t, int axis, float coordinate, int size)
      : weight(0.0f), isLowInside(true), isHighInside(true) {
    float x = toTexels(t, axis, coordinate, size);
    if (t.isLinear) {
      x -= 0.5f;
    }
    int i = toIndex(x, size);
    low = resolve(t, axis, i, size, isLowInside);
    high = low;
    if (t.isLinear) {
      high = resolve(t, axis, i + 1, size, isHighInside);
      float part = fminf(fmaxf(x - (float)i, 0.0f), 1.0f);
      weight = floorf(part * 256.0f + 0.5f) * (1.0f / 256.0f);
    }
  }
};

/// Adds one corner of the filter's cell.
template <class T>
CUBEPORT_DEVICE void addCorner(Texel<T> &sum, const Texel<T> &corner,
                                 float weight) {
  for (int c = 0; c < Parts<T>::count; ++c) {
    sum.v[c] += typename Parts<T>::Scalar(weight * (float)corner.v[c]);
  }
}

template <class T, int kAxes>
CUBEPORT_DEVICE T sample(cudaTextureObject_t handle, const Axis &x,
                           const Axis &y, const Axis &z) {
  const Description &t = *(const Description *)handle;
  using Scalar = typename Parts<T>::Scalar;
  bool isInside = x.isLowInside && y.isLowInside && z.isLowInside;
  if (!t.isLinear || Scalar(0.5f) == Scalar(0)) {
    return Parts<T>::join(
        Texel<T>::read(t, x.low, y.low, z.low, isInside).v);
  }
  Texel<T> sum;
  for (int c = 0; c < Parts<T>::count; ++c) {
    sum.v[c] = Scalar(0);
  }
  for (int corner = 0; corner < 1 << kAxes; ++corner) {
    bool isX = corner & 1, isY = corner & 2, isZ = corner & 4;
    float weight = (isX ? x.weight : 1.0f - x.weight) *
                   (kAxes < 2 ? 1.0f : isY ? y.weight : 1.0f - y.weight) *
                   (kAxes < 3 ? 1.0f : isZ ? z.weight : 1.0f - z.weight);
    addCorner<T>(sum,
                 Texel<T>::read(t, isX ? x.high : x.low, isY ? y.high : y.low,
                                isZ ? z.high : z.low,
                                (isX ? x.isHighInside : x.isLowInside) &&
                                    (isY ? y.isHighInside : y.isLowInside) &&
                                    (isZ ? z.isHighInside : z.isLowInside)),
                 weight);
  }
  return Parts<T>::join(sum.v);
}

/// A layer, which is clamped.
CUBEPORT_DEVICE Axis layerOf(const Description &t, int layer) {
  Axis axis;
  axis.low = axis.high = max(0, min(layer, t.depth - 1));
  return axis;
}

} // namespace cubeport_texture

template <class T>
CUBEPORT_DEVICE T tex1Dfetch(cudaTextureObject_t handle, int x) {
  using namespace cubeport_texture;
  const Description &t = *(const Description *)handle;
  Texel<T> texel;
  for (int c = 0; c < Parts<T>::count; ++c) {
    texel.v[c] = typename Parts<T>::Scalar(0);
  }
  if (x >= 0 && x < t.width) { // behind the memory there are zeros
    texel = Texel<T>::read(t, x, 0, 0, true);
  }
  return Parts<T>::join(texel.v);
}
template <class T> CUBEPORT_DEVICE T tex1D(cudaTextureObject_t handle, float x) {
  using namespace cubeport_texture;
  const Description &t = *(const Description *)handle;
  return sample<T, 1>(handle, Axis(t, 0, x, t.width), Axis(), Axis());
}
template <class T>
CUBEPORT_DEVICE T tex2D(cudaTextureObject_t handle, float x, float y) {
  using namespace cubeport_texture;
  const Description &t = *(const Description *)handle;
  return sample<T, 2>(handle, Axis(t, 0, x, t.width), Axis(t, 1, y, t.height),
                      Axis());
}
template <class T>
CUBEPORT_DEVICE T tex3D(cudaTextureObject_t handle, float x, float y,
                          float z) {
  using namespace cubeport_texture;
  const Description &t = *(const Description *)handle;
  return sample<T, 3>(handle, Axis(t, 0, x, t.width), Axis(t, 1, y, t.height),
                      Axis(t, 2, z, t.depth));
}
template <class T>
CUBEPORT_DEVICE T tex1DLayered(cudaTextureObject_t handle, float x,
                                 int layer) {
  using namespace cubeport_texture;
  const Description &t = *(const Description *)handle;
  return sample<T, 1>(handle, Axis(t, 0, x, t.width), Axis(),
                      layerOf(t, layer));
}
template <class T>
CUBEPORT_DEVICE T tex2DLayered(cudaTextureObject_t handle, float x, float y,
                                 int layer) {
  using namespace cubeport_texture;
  const Description &t = *(const Description *)handle;
  return sample<T, 2>(handle, Axis(t, 0, x, t.width), Axis(t, 1, y, t.height),
                      layerOf(t, layer));
}

// There is one level of detail.
template <class T>
CUBEPORT_DEVICE T tex1DLod(cudaTextureObject_t t, float x, float) {
  return tex1D<T>(t, x);
}
template <class T>
CUBEPORT_DEVICE T tex2DLod(cudaTextureObject_t t, float x, float y, float) {
  return tex2D<T>(t, x, y);
}
template <class T>
CUBEPORT_DEVICE T tex3DLod(cudaTextureObject_t t, float x, float y, float z,
                             float) {
  return tex3D<T>(t, x, y, z);
}

// The results through a pointer.
#define CUBEPORT_TEXTURE_OUT(name, params, args)                               \
  template <class T>                                                           \
  CUBEPORT_DEVICE void name(T *out, cudaTextureObject_t t, params) {         \
    *out = name<T>(t, args);                                                   \
  }
#define CUBEPORT_LIST(...) __VA_ARGS__
CUBEPORT_TEXTURE_OUT(tex1Dfetch, int x, x)
CUBEPORT_TEXTURE_OUT(tex1D, float x, x)
CUBEPORT_TEXTURE_OUT(tex2D, CUBEPORT_LIST(float x, float y),
                     CUBEPORT_LIST(x, y))
CUBEPORT_TEXTURE_OUT(tex3D, CUBEPORT_LIST(float x, float y, float z),
                     CUBEPORT_LIST(x, y, z))
#undef CUBEPORT_LIST
#undef CUBEPORT_TEXTURE_OUT

// Declared only, so that their use is refused with a code.
template <class T>
__device__ T texCubemap(cudaTextureObject_t t, float x, float y, float z);
template <class T>
__device__ T tex2Dgather(cudaTextureObject_t t, float x, float y, int channel);

#endif
