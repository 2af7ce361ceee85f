// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Boundary modes of surfaces.
#ifndef CUBEPORT_CUDA_SURFACE_TYPES_H
#define CUBEPORT_CUDA_SURFACE_TYPES_H
enum cudaSurfaceBoundaryMode {
  cudaBoundaryModeZero = 0,
  cudaBoundaryModeClamp = 1,
  cudaBoundaryModeTrap = 2,
};
#endif
