// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How long things take on dav-c220, in cycles of the core unless said. Where
// the numbers come from: docs/machine.md, "Timing". Free of LLVM, since the
// twin reads it too.
#ifndef CUBEPORT_LIB_CHIP_DAV220TIMING_H
#define CUBEPORT_LIB_CHIP_DAV220TIMING_H

#include <cstdint>

namespace cubeport::chip {

/// What one vector instruction costs: `perRepeat` for each 256 bytes, and
/// `head` once.
struct VectorCost {
  double perRepeat;
  double head;
};

/// One chip of the architecture.
struct Dav220Timing {
  const char *name;
  double megahertz;
  uint32_t cubeCores, vectorCores;
  /// HBM bytes per second that reads have reached on chips.
  double hbmBytesPerSecond;
  uint64_t l2Bytes;
};

/// T1: the chips. 910B1 is the one that published measurements are of.
inline constexpr Dav220Timing ascend910b1{"Ascend910B1", 1850,      24, 48,
                                          1.49e12,       192u << 20};

namespace dav220 {
// T2: the scalar unit. A copy or vector instruction takes a few operations to
// set up its operands (estimate).
inline constexpr double scalarOperation = 1;
inline constexpr double instructionSetUp = 5;
/// The first time that a core comes to a place of the code (estimate).
inline constexpr double instructionCacheMiss = 100;
inline constexpr double setFlag = 1, waitFlag = 1, barrier = 20;
inline constexpr double dataCacheMiss = 300;
/// A hit of the data cache, with its part of a loop.
inline constexpr double dataCacheHit = 7;
/// GetValue or SetValue of the UB, with their part of a loop: a third of the
/// 34 cycles that an element of the published scalar addition takes.
inline constexpr double localScalarAccess = 34.0 / 3;
/// The scalar unit waits for the vector unit before it touches the UB.
inline constexpr double vectorDrain = 20;

// T3: the vector unit.
inline constexpr uint32_t repeatBytes = 256;
inline constexpr double counterModeExtra = 16;
inline constexpr double readWriteConflict = 1.79;
inline constexpr double gatherElementsPerCycle = 5;
/// UB banks: 16 groups of three banks, which take turns every 32 bytes. A group
/// serves one read and one write a cycle.
inline constexpr uint32_t bankGroups = 16, bankRowBytes = 32;
inline constexpr uint32_t bankColumnBytes = 64 * 1024; ///< a bank of each group

// T4: copies from global memory (MTE2).
inline constexpr double copyIssue = 20.6;
inline constexpr double copyLatency = 213;
/// The same for what the L2 cache has (estimate: no document gives it).
inline constexpr double hitLatency = 100;
inline constexpr double missBytesPerCycle = 36.7;
inline constexpr double hitBytesPerCycle = 110;
inline constexpr double burstCycles = 8.3;
inline constexpr uint32_t burstRounding = 32;
/// Efficiency of rows that do not start at a line.
inline constexpr double unalignedEfficiency = 0.78;
/// Rows of a matrix on its way into fractals: short rows take longer, and hits
/// bring them nothing.
inline constexpr double fractalRowFactor = 1.31;
inline constexpr uint32_t fractalFullRowBytes = 512;

// T5: copies to global memory (MTE3, FIX).
inline constexpr double storeBytesPerCycle = 27;
inline constexpr double fixBytesPerCycle = 68, fixLocalBytesPerCycle = 128;
inline constexpr double fixElementsPerCycle = 64;

// T6: the cube unit and its loads (MTE1).
inline constexpr double mmadHead = 6, mmadIdle = 56;
inline constexpr double loadIssue = 23.5;
inline constexpr double loadABytesPerCycle = 256, loadBBytesPerCycle = 128;
inline constexpr double loadContention = 1.15;

// T7: what the cores share.
inline constexpr double l2BytesPerSecond = 3.8e12;
inline constexpr uint32_t l2LineBytes = 512, l2SectorBytes = 128;
inline constexpr double crossCoreFlag = 1000;
inline constexpr double launchMicroseconds = 0.5;
inline constexpr double launchPerBlockMicroseconds = 0.13;
/// Instructions that wait in front of a pipe.
inline constexpr uint32_t queueDepth = 32;
} // namespace dav220

} // namespace cubeport::chip

#endif // CUBEPORT_LIB_CHIP_DAV220TIMING_H
