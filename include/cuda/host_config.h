// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Nothing: there is no host compiler to check; cuda_runtime.h has all.
#ifndef CUBEPORT_CUDA_HOST_CONFIG_H
#define CUBEPORT_CUDA_HOST_CONFIG_H
#include "cuda_runtime.h"
#endif
