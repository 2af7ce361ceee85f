// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// All built-in types of CUDA in one include.
#ifndef CUBEPORT_CUDA_BUILTIN_TYPES_H
#define CUBEPORT_CUDA_BUILTIN_TYPES_H
#include "device_types.h"
#include "driver_types.h"
#include "surface_types.h"
#include "texture_types.h"
#include "vector_types.h"
#endif
