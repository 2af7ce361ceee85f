// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Old name of the texture functions; cuda_runtime.h has all.
#ifndef CUBEPORT_CUDA_TEXTURE_FETCH_FUNCTIONS_H
#define CUBEPORT_CUDA_TEXTURE_FETCH_FUNCTIONS_H
#include "cuda_runtime.h"
#endif
