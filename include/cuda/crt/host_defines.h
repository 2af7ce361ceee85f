// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Old place of host_defines.h.
#ifndef CUBEPORT_CUDA_CRT_HOST_DEFINES_H
#define CUBEPORT_CUDA_CRT_HOST_DEFINES_H
#include "../host_defines.h"
#endif
