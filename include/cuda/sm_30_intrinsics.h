// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Old name of the warp functions; cuda_runtime.h has all.
#ifndef CUBEPORT_CUDA_SM_30_INTRINSICS_H
#define CUBEPORT_CUDA_SM_30_INTRINSICS_H
#include "cuda_runtime.h"
#endif
