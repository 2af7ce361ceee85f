// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How far simulated times are to be trusted. Every page and table that shows
// such a time says so from here.
#ifndef CUBEPORT_LIB_CHIP_TIMINGACCURACY_H
#define CUBEPORT_LIB_CHIP_TIMINGACCURACY_H

namespace cubeport::chip {

/// Tasks of published measurements come out within so many per cent
/// (docs/machine.md).
inline constexpr unsigned taskErrorPercent = 10;

} // namespace cubeport::chip

#endif
