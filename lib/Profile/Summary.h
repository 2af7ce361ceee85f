// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a kernel reached of what the chip can do.
#ifndef CUBEPORT_LIB_PROFILE_SUMMARY_H
#define CUBEPORT_LIB_PROFILE_SUMMARY_H

#include "lib/Profile/Launches.h"

namespace cubeport::profile {

/// Rates in GB/s, shares of 1. All are of the kernel's time from launch to end.
struct Reached {
  double hbmRate = 0, l2Rate = 0;
  double hbm = 0, l2 = 0;              ///< of what the chip has
  double vectorRoof = 0, cubeRoof = 0; ///< busy, of all such units of the chip
  std::array<double, numUnits> units = {}; ///< busy, of the cores that ran
  double launch = 0; ///< gone before the last core has started
  /// What takes the most: "launch", "HBM", "L2" or a unit.
  llvm::StringRef bound;
};

Reached measure(const KernelSum &kernel);

/// The two roofs over a kernel: its work per byte, and work per second, in
/// cycles of vector and cube units.
struct RooflinePoint {
  double perHbmByte = 0, perL2Byte = 0; ///< 0: no such bytes
  double perSecond = 0;
};
RooflinePoint placeUnderRoof(const KernelSum &kernel);
/// Work per second of all vector cores, or cube cores if `isCube`.
double mostWorkPerSecond(bool isCube);

/// "simulated for Ascend910B1; tasks within ... (docs/machine.md)".
std::string describeModel(const Run &run);

/// A kernel's name where there is not much room: functions made from templates
/// have long ones.
std::string abbreviate(llvm::StringRef kernel);
/// A time or a share as people read it: "0.123", "12.3 %".
std::string printTime(double microseconds);
std::string printShare(double share);
/// "1.5 MB", with thousands as powers of ten.
std::string printBytes(double bytes);
std::string printCount(double count);

} // namespace cubeport::profile

#endif
