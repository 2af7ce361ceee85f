// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What instructions cost that touch local memory only.
#ifndef CUBEPORT_TWIN_CLOCK_COSTS_H
#define CUBEPORT_TWIN_CLOCK_COSTS_H

#include "lib/Chip/Dav220Timing.h"
#include "twin/Machine.h"

namespace cubeport::twin {

/// The cost of the vector instruction `name` on elements of `type`. What the
/// table does not know costs as much as an addition.
chip::VectorCost vectorCostOf(const char *name, ElementType type);

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_COSTS_H
