// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the host asks about the chip.
#ifndef CUBEPORT_ASCENDC_PLATFORM_ASCENDC_H
#define CUBEPORT_ASCENDC_PLATFORM_ASCENDC_H

#include <cstdint>

#endif // CUBEPORT_ASCENDC_PLATFORM_ASCENDC_H
