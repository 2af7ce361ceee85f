// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The host's part of the high-level APIs: sizes of buffers and tilings.
#ifndef CUBEPORT_ASCENDC_TILING_TILING_API_H
#define CUBEPORT_ASCENDC_TILING_TILING_API_H

#include "kernel_tiling/kernel_tiling.h"
#include "tiling/platform/platform_ascendc.h"

#include <algorithm>
#include <string>
#include <vector>

#endif // CUBEPORT_ASCENDC_TILING_TILING_API_H
