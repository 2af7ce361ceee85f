// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rates and shares, and how they are printed.
#include "lib/Profile/Summary.h"
#include "lib/Chip/Dav220Timing.h"
#include "lib/Chip/TimingAccuracy.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>

using namespace cubeport;
using namespace cubeport::profile;

static const chip::Dav220Timing &timing = chip::ascend910b1;

Reached profile::measure(const KernelSum &kernel) {
  Reached reached;
  if (kernel.task <= 0) {
    return reached;
  }
  const double seconds = kernel.task * 1e-6;
  const double hbmBytes = double(kernel.hbmRead + kernel.hbmWritten);
  const double l2Bytes = double(kernel.read + kernel.written);
  reached.hbmRate = hbmBytes / seconds * 1e-9;
  reached.l2Rate = l2Bytes / seconds * 1e-9;
  reached.hbm = hbmBytes / seconds / timing.hbmBytesPerSecond;
  reached.l2 = l2Bytes / seconds / chip::dav220::l2BytesPerSecond;
  reached.launch = kernel.starting / kernel.task;
  reached.vectorRoof =
      kernel.of(Unit::Vector).work / kernel.task / timing.vectorCores;
  reached.cubeRoof =
      kernel.of(Unit::Cube).work / kernel.task / timing.cubeCores;
  // Memory first: a unit that waits for it is not what holds the kernel up.
  double most = reached.launch;
  reached.bound = "launch";
  auto consider = [&](llvm::StringRef name, double share) {
    if (share > most) {
      most = share;
      reached.bound = name;
    }
  };
  consider("HBM", reached.hbm);
  consider("L2", reached.l2);
  for (unsigned unit = 0; unit < numUnits; ++unit) {
    const double share = kernel.units[unit].busy / kernel.task;
    reached.units[unit] = share;
    const bool isCopy = Unit(unit) == Unit::MTE2 || Unit(unit) == Unit::MTE3;
    // Copies that wait for memory are busy all the while.
    if (!isCopy || std::max(reached.hbm, reached.l2) < 0.7) {
      consider(unitName(Unit(unit)), share);
    }
  }
  return reached;
}

double profile::mostWorkPerSecond(bool isCube) {
  return (isCube ? timing.cubeCores : timing.vectorCores) * timing.megahertz *
         1e6;
}

RooflinePoint profile::placeUnderRoof(const KernelSum &kernel) {
  RooflinePoint point;
  if (kernel.task <= 0) {
    return point;
  }
  const double cycles =
      (kernel.of(Unit::Vector).work + kernel.of(Unit::Cube).work) *
      timing.megahertz;
  const double hbm = double(kernel.hbmRead + kernel.hbmWritten);
  const double l2 = double(kernel.read + kernel.written);
  point.perSecond = cycles / (kernel.task * 1e-6);
  point.perHbmByte = hbm > 0 ? cycles / hbm : 0;
  point.perL2Byte = l2 > 0 ? cycles / l2 : 0;
  return point;
}

std::string profile::describeModel(const Run &run) {
  return llvm::formatv("simulated for {0}; tasks within {1} % of published "
                       "measurements (docs/machine.md)",
                       run.chip.empty() ? timing.name : run.chip,
                       chip::taskErrorPercent);
}

std::string profile::abbreviate(llvm::StringRef kernel) {
  constexpr size_t kMost = 44, kEnd = 14;
  return kernel.size() <= kMost ? kernel.str()
                                : (kernel.take_front(kMost - kEnd - 2) + ".." +
                                   kernel.take_back(kEnd))
                                      .str();
}

std::string profile::printTime(double microseconds) {
  if (microseconds >= 1e5) {
    return llvm::formatv("{0:f0}", microseconds);
  }
  return microseconds >= 1000 ? llvm::formatv("{0:f1}", microseconds).str()
                              : llvm::formatv("{0:f3}", microseconds).str();
}

std::string profile::printShare(double share) {
  return llvm::formatv("{0:f1} %", share * 100).str();
}

std::string profile::printCount(double count) {
  return count >= 100 ? llvm::formatv("{0:f0}", count).str()
                      : llvm::formatv("{0:f1}", count).str();
}

std::string profile::printBytes(double bytes) {
  for (const char *unit : {"B", "kB", "MB", "GB"}) {
    if (bytes < 1000 || unit[0] == 'G') {
      return llvm::formatv(unit[0] == 'B' ? "{0:f0} {1}" : "{0:f1} {1}", bytes,
                           unit)
          .str();
    }
    bytes /= 1000;
  }
  return "";
}
