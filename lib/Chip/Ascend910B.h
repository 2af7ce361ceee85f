// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The chips of the architecture dav-c220 (NPU_ARCH 2201).
#ifndef CUBEPORT_LIB_CHIP_ASCEND910B_H
#define CUBEPORT_LIB_CHIP_ASCEND910B_H

#include "lib/Chip/Chip.h"

namespace cubeport::chip {
/// Ascend 910B ("Atlas A2").
const Chip &ascend910b();
/// Ascend 910C ("Atlas A3"): two such dies, the same core.
const Chip &ascend910c();
} // namespace cubeport::chip

#endif
