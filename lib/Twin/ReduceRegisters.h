// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The registers that reductions of repeats leave their results in.
#ifndef CUBEPORT_TWIN_REDUCEREGISTERS_H
#define CUBEPORT_TWIN_REDUCEREGISTERS_H

#include <cstdint>

namespace cubeport::twin {

/// The sum over all repeats.
void setReducedSum(uint64_t bits);
/// The extreme of the last repeat and its lane, and whether it is the only one.
void setReducedBest(uint64_t value, uint64_t index, bool single);

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_REDUCEREGISTERS_H
