// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The older name of what is below.
#ifndef CUBEPORT_CUDA_CUDA_PIPELINE_H
#define CUBEPORT_CUDA_CUDA_PIPELINE_H
#include "cuda_pipeline_primitives.h"
#endif
