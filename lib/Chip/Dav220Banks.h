// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// When the operands of a vector instruction get in each other's way in the
// banks of the UB (docs/machine.md, T3). Free of LLVM, since the twin reads it
// too.
#ifndef CUBEPORT_LIB_CHIP_DAV220BANKS_H
#define CUBEPORT_LIB_CHIP_DAV220BANKS_H

#include "lib/Chip/Dav220Timing.h"

#include <algorithm>

namespace cubeport::chip {

/// Of the 8 blocks of a repeat, the part that lies in one bank group when two
/// operands are `distance` blocks apart.
inline double sharedBanks(uint32_t distance) {
  constexpr uint32_t blocks = dav220::repeatBytes / dav220::bankRowBytes;
  const uint32_t apart =
      std::min(distance % dav220::bankGroups,
               dav220::bankGroups - distance % dav220::bankGroups);
  return apart >= blocks ? 0 : double(blocks - apart) / blocks;
}

/// How many times as long a repeat takes whose operands start at the addresses
/// `starts` of the UB: the result first, then one or two sources.
inline double bankConflict(const uint32_t *starts, int numOperands) {
  auto groupOf = [&](int operand) {
    return starts[operand] / dav220::bankRowBytes;
  };
  double factor = 1;
  if (numOperands == 3 && starts[1] != starts[2]) {
    factor += sharedBanks(groupOf(1) - groupOf(2));
  }
  // A repeat is written while the next one is read.
  constexpr uint32_t ahead = dav220::repeatBytes / dav220::bankRowBytes;
  for (int source = 1; source < numOperands; ++source) {
    if (starts[source] / dav220::bankColumnBytes ==
        starts[0] / dav220::bankColumnBytes) {
      factor = std::max(
          factor, 1 + (dav220::readWriteConflict - 1) *
                          sharedBanks(groupOf(0) - groupOf(source) - ahead));
    }
  }
  return factor;
}

} // namespace cubeport::chip

#endif // CUBEPORT_LIB_CHIP_DAV220BANKS_H
