// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The same header by another way.
#ifndef CUBEPORT_ASCENDC_PLATFORM_PLATFORM_H
#define CUBEPORT_ASCENDC_PLATFORM_PLATFORM_H

#include "tiling/platform/platform_ascendc.h"

#endif // CUBEPORT_ASCENDC_PLATFORM_PLATFORM_H
