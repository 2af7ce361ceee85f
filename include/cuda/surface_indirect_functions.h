// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Surfaces: loads and stores in an array. `x` counts bytes, as in CUDA.
#ifndef CUBEPORT_CUDA_SURFACE_INDIRECT_FUNCTIONS_H
#define CUBEPORT_CUDA_SURFACE_INDIRECT_FUNCTIONS_H

#include "cubeport/texture_formats.h"
#include "surface_types.h"

namespace cubeport_texture {

/// The place of an access, or null for one that is not to be done.
template <class T>
CUBEPORT_DEVICE char *findTexel(cudaSurfaceObject_t handle, int x, int y,
                                  int z, cudaSurfaceBoundaryMode mode) {
  const Description &t = *(const Description *)handle;
  int column = x / (int)sizeof(T);
  bool isInside = x >= 0 && column < t.width && y >= 0 && y < t.height &&
                  z >= 0 && z < t.depth;
  if (!isInside && mode == cudaBoundaryModeTrap) {
    __trap();
  }
  if (!isInside && mode == cudaBoundaryModeZero) {
    return nullptr;
  }
  column = x < 0 ? 0 : min(column, t.width - 1);
  y = max(0, min(y, t.height - 1));
  z = max(0, min(z, t.depth - 1));
  return (char *)t.data + z * t.slice + y * t.pitch +
         (unsigned long long)column * sizeof(T);
}

template <class T>
CUBEPORT_DEVICE T readSurface(cudaSurfaceObject_t handle, int x, int y,
                                int z, cudaSurfaceBoundaryMode mode) {
  using Scalar = typename Parts<T>::Scalar;
  const char *place = findTexel<T>(handle, x, y, z, mode);
  Scalar v[Parts<T>::count];
  for (int c = 0; c < Parts<T>::count; ++c) {
    v[c] = place == nullptr ? Scalar(0) : ((const Scalar *)place)[c];
  }
  return Parts<T>::join(v);
}

template <class T>
CUBEPORT_DEVICE void writeSurface(T value, cudaSurfaceObject_t handle, int x,
                                    int y, int z,
                                    cudaSurfaceBoundaryMode mode) {
  using Scalar = typename Parts<T>::Scalar;
  char *place = findTexel<T>(handle, x, y, z, mode);
  Scalar v[Parts<T>::count];
  Parts<T>::split(value, v);
  if (place != nullptr) {
    for (int c = 0; c < Parts<T>::count; ++c) {
      ((Scalar *)place)[c] = v[c];
    }
  }
}

} // namespace cubeport_texture

#define CUBEPORT_LIST(...) __VA_ARGS__
#define CUBEPORT_SURFACE(name, params, place)                                  \
  template <class T>                                                           \
  CUBEPORT_DEVICE T name##read(                                              \
      cudaSurfaceObject_t s, params,                                           \
      cudaSurfaceBoundaryMode mode = cudaBoundaryModeTrap) {                   \
    return cubeport_texture::readSurface<T>(s, place, mode);                   \
  }                                                                            \
  template <class T>                                                           \
  CUBEPORT_DEVICE void name##read(                                           \
      T *out, cudaSurfaceObject_t s, params,                                   \
      cudaSurfaceBoundaryMode mode = cudaBoundaryModeTrap) {                   \
    *out = cubeport_texture::readSurface<T>(s, place, mode);                   \
  }                                                                            \
  template <class T>                                                           \
  CUBEPORT_DEVICE void name##write(                                          \
      T value, cudaSurfaceObject_t s, params,                                  \
      cudaSurfaceBoundaryMode mode = cudaBoundaryModeTrap) {                   \
    cubeport_texture::writeSurface<T>(value, s, place, mode);                  \
  }

CUBEPORT_SURFACE(surf1D, int x, CUBEPORT_LIST(x, 0, 0))
CUBEPORT_SURFACE(surf2D, CUBEPORT_LIST(int x, int y), CUBEPORT_LIST(x, y, 0))
CUBEPORT_SURFACE(surf3D, CUBEPORT_LIST(int x, int y, int z),
                 CUBEPORT_LIST(x, y, z))
CUBEPORT_SURFACE(surf1DLayered, CUBEPORT_LIST(int x, int layer),
                 CUBEPORT_LIST(x, 0, layer))
CUBEPORT_SURFACE(surf2DLayered, CUBEPORT_LIST(int x, int y, int layer),
                 CUBEPORT_LIST(x, y, layer))
#undef CUBEPORT_SURFACE
#undef CUBEPORT_LIST

#endif
