// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Old name of the atomic functions; cuda_runtime.h has all.
#ifndef CUBEPORT_CUDA_SM_60_ATOMIC_FUNCTIONS_H
#define CUBEPORT_CUDA_SM_60_ATOMIC_FUNCTIONS_H
#include "cuda_runtime.h"
#endif
