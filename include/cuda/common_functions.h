// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Old name of printf and assert on the device; cuda_runtime.h has all.
#ifndef CUBEPORT_CUDA_COMMON_FUNCTIONS_H
#define CUBEPORT_CUDA_COMMON_FUNCTIONS_H
#include "cuda_runtime.h"
#endif
