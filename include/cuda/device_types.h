// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rounding modes of CUDA's conversion intrinsics.
#ifndef CUBEPORT_CUDA_DEVICE_TYPES_H
#define CUBEPORT_CUDA_DEVICE_TYPES_H
enum cudaRoundMode {
  cudaRoundNearest,
  cudaRoundZero,
  cudaRoundPosInf,
  cudaRoundMinInf
};
#endif
