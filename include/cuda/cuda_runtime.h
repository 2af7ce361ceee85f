// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What every CUDA source sees, included or not: types, launch syntax, the
// runtime's declarations and the device functions.
#ifndef CUBEPORT_CUDA_RUNTIME_H
#define CUBEPORT_CUDA_RUNTIME_H
#ifndef __CUDACC_RUNTIME_H__
#define __CUDACC_RUNTIME_H__
#endif
#define __CUDA_RUNTIME_H__
#define __DRIVER_TYPES_H__
#define __VECTOR_TYPES_H__

#include "host_defines.h"

// Before any standard header: a constexpr function of libstdc++ becomes a
// device function too unless a device overload is known by then.
#if defined(__CUDA__)
#include <__clang_cuda_math_forward_declares.h>
#endif

#include "cuda_runtime_api.h"
#include "device_launch_parameters.h"
#include "vector_functions.h"

#include "cubeport/runtime_templates.h"

// The special functions of C++17 (std::hermite, ...) take two thirds of the
// time that <cmath> takes. Sources that use them say so with this macro.
#include <assert.h>
#include <limits.h>
#include <limits>
#include <type_traits>
#include <utility>
#if !defined(__STDCPP_WANT_MATH_SPEC_FUNCS__) && defined(__GLIBCXX__)
#undef _GLIBCXX_USE_STD_SPEC_FUNCS
#endif

// The C names too: sources use isfinite, abs and the host's printf as they
// come.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__CUDA__)
#include "cubeport/device_functions.h"
// Clang's new and delete of the device, which end in malloc and free.
#include <new>
#endif

#endif
