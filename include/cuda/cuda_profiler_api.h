// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The profiler's switches; declared with the runtime.
#ifndef CUBEPORT_CUDA_PROFILER_API_H
#define CUBEPORT_CUDA_PROFILER_API_H
#include "cuda_runtime_api.h"
#endif
