// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The tiling structures of the high-level APIs, which the host fills.
#ifndef CUBEPORT_ASCENDC_KERNEL_TILING_H
#define CUBEPORT_ASCENDC_KERNEL_TILING_H

#include <cstdint>

#endif // CUBEPORT_ASCENDC_KERNEL_TILING_H
