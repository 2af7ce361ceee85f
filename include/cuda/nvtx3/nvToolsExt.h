// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The newer place of NVTX.
#ifndef CUBEPORT_CUDA_NVTX3_NVTOOLSEXT_H
#define CUBEPORT_CUDA_NVTX3_NVTOOLSEXT_H
#include "../nvToolsExt.h"
#endif
