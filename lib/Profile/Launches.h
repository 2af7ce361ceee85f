// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the twin's clock reported of a run, summed by kernel. Times are
// simulated microseconds.
#ifndef CUBEPORT_LIB_PROFILE_LAUNCHES_H
#define CUBEPORT_LIB_PROFILE_LAUNCHES_H

#include "llvm/ADT/StringRef.h"
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cubeport::profile {

/// The units of a core that can hold a kernel up.
enum class Unit { Scalar, Vector, Cube, MTE1, MTE2, MTE3, Fix };
constexpr unsigned numUnits = 7;
/// "vector", and what the twin calls it: "PIPE_V".
llvm::StringRef unitName(Unit unit);
llvm::StringRef pipeName(Unit unit);

/// What a unit did; `busy` is the mean over the cores of the chip that ran,
/// `work` the sum.
struct UnitUse {
  double busy = 0, work = 0;
  uint64_t instructions = 0, bytes = 0;
};

/// A place of the emitted text. Its times are means over the cores.
struct Site {
  std::string file, name, pipe;
  unsigned line = 0;
  uint64_t count = 0, bytes = 0;
  uint64_t rows = 0, unaligned = 0; ///< of copies; 0: not recorded
  uint64_t barriers = 0;
  double busy = 0;
  double starting = 0; ///< what vector instructions take however short
  double scalar = 0;   ///< work of the scalar unit by itself
  /// Instructions as one core sees them: what `busy` is a sum of.
  double perCore = 0, barriersPerCore = 0;
};

/// One launch, in short.
struct Launch {
  uint64_t number = 0, blocks = 0;
  std::string kernel;
  bool isTimed = false;
  double begin = 0, task = 0;
  uint64_t leftOut = 0; ///< events that the trace does not have
};

/// All timed launches of one kernel.
struct KernelSum {
  std::string kernel;
  unsigned launches = 0, untimed = 0;
  uint64_t fewestBlocks = 0, mostBlocks = 0;
  unsigned cubeCores = 0, vectorCores = 0; ///< of a block
  double task = 0, longest = 0;
  uint64_t longestLaunch = 0;
  double core = 0;      ///< mean time of a core, with all its blocks
  double starting = 0;  ///< until the last core has started
  double idleCores = 0; ///< time by which all cores would have shortened it
  double uneven = 0;    ///< longest core beyond the mean
  uint64_t read = 0, written = 0, l2Hits = 0, hbmRead = 0, hbmWritten = 0;
  uint64_t flags = 0, barriers = 0;
  double fetch = 0, issue = 0, work = 0; ///< parts of the scalar unit's time
  bool isRecorded = true;                ///< false: a launch has no such parts
  std::array<UnitUse, numUnits> units;
  std::vector<Site> sites; ///< by file and line

  UnitUse &of(Unit unit) { return units[unsigned(unit)]; }
  const UnitUse &of(Unit unit) const { return units[unsigned(unit)]; }
  /// The unit that works longest.
  Unit busiest() const;
};

/// A run of a program.
struct Run {
  std::string chip;
  std::vector<Launch> launches;
  std::vector<KernelSum> kernels; ///< the longest first
  double total() const;
};

/// Reads the clock's report, a line of JSON per launch. Returns false, with a
/// reason, if a line is none of the clock's.
bool readLaunches(llvm::StringRef text, Run &run, std::string &reason);

} // namespace cubeport::profile

#endif
