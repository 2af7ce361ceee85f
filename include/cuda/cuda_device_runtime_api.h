// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches from the device are refused with a code; cuda_runtime.h has all.
#ifndef CUBEPORT_CUDA_CUDA_DEVICE_RUNTIME_API_H
#define CUBEPORT_CUDA_CUDA_DEVICE_RUNTIME_API_H
#include "cuda_runtime.h"
#endif
