// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Old name of the texture types; cuda_runtime.h has all.
#ifndef CUBEPORT_CUDA_CUDA_TEXTURE_TYPES_H
#define CUBEPORT_CUDA_CUDA_TEXTURE_TYPES_H
#include "cuda_runtime.h"
#endif
