// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the host half of a verified program calls, and the comparison of the
// twin with the oracle. The host half has its own declarations of the first
// part (cubeport_verify.h), so it is plain data.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_VERIFY_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_VERIFY_H

#include "lib/Oracle/Abi.h"

#include <string>
#include <vector>

namespace cubeport::oracle {

/// One argument of a launch.
struct VerifyArgument {
  const char *name;
  void *value;
  /// What a pointer leads to; bytes 0: not a pointer, or of unknown elements.
  ElementKind kind;
  uint32_t elementBytes;
};

/// One launch, as the host half knows it.
struct VerifyLaunch {
  const char *mangled, *kernel, *file;
  /// The code that the translation was refused with, or null.
  const char *refusal;
  uint32_t grid[3], block[3];
  uint64_t sharedBytes;
  const VerifyArgument *arguments;
  uint32_t argumentCount;
};

} // namespace cubeport::oracle

extern "C" {
/// Before the twin runs a kernel: remembers all device memory.
void cubeportVerifyBegin(const cubeport::oracle::VerifyLaunch *launch);
/// After it: runs the oracle and compares.
void cubeportVerifyEnd(const cubeport::oracle::VerifyLaunch *launch);
/// Runs the oracle alone. Returns false if CUDA would not launch this.
bool cubeportVerifyRun(const cubeport::oracle::VerifyLaunch *launch);
void cubeportVerifyVariable(const char *mangled, void *(*address)(void *),
                            void *handle);
void cubeportVerifyHostMemory(bool (*isKnown)(const void *, uint64_t));
}

namespace cubeport::oracle {

struct MemoryRange;

/// How far floating-point numbers may be apart.
struct Tolerance {
  double relative, absolute;
  uint64_t ulps;
  /// For memory that holds other elements as well: only what changes with the
  /// rounding mode is a number of this kind.
  bool onlySensitive = false;
};
/// The tolerance of a kind, from CUBEPORT_VERIFY_OPTIONS; larger if sums may
/// have been reassociated.
Tolerance findTolerance(ElementKind kind, bool isReassociated);

/// What the oracle computes besides.
struct Spread {
  /// When every operation rounds down, and up: how much rounding alone matters
  /// in each element.
  const void *low = nullptr, *high = nullptr;
  /// With blocks and threads in another order.
  const void *reordered = nullptr;
};

/// What comparing one buffer gave.
struct Comparison {
  uint64_t elements = 0;
  /// Elements that are close enough only because rounding matters there.
  uint64_t sensitive = 0;
  /// Elements that the oracle itself computes otherwise each time, and those
  /// that it computes otherwise in another order.
  uint64_t timed = 0, ordered = 0;
  uint64_t worstUlps = 0;
  double worstRelative = 0;
  /// The first element that differs too much.
  bool differs = false;
  uint64_t index = 0;
  /// Its first byte in the buffer, and its size.
  uint64_t offset = 0;
  uint32_t elementBytes = 1;
  std::string twinValue, oracleValue;
};

/// Compares `bytes` bytes element by element.
Comparison compareBuffers(const void *twin, const void *oracle, uint64_t bytes,
                          ElementKind kind, uint32_t elementBytes,
                          const Tolerance &tolerance,
                          const Spread &spread = {});

/// Where both sides hold what an operation without a result leaves, of a kind
/// among `kinds` (bits by ElementKind), takes the oracle's: machines differ in
/// its sign and fraction. For memory of structures, whose elements have no one
/// kind.
void equateDefaultNans(char *twin, const char *oracle, uint64_t bytes,
                       uint32_t kinds);

/// Compares 8 bytes at a time and passes over those that `spread`, other runs
/// of the oracle, has otherwise too.
Comparison compareSteady(const void *twin, const void *oracle, uint64_t bytes,
                         const Spread &spread);

/// Whether two buffers hold the same elements, in whatever order.
bool holdSameElements(const void *a, const void *b, uint64_t bytes,
                      uint32_t elementBytes);

/// How often device code has read a clock since the last call. From now on each
/// read moves the clock on by `step` ns besides.
uint64_t startClock(uint64_t step);

/// What is known about a kernel's launches so far.
struct KernelRecord {
  std::string kernel, mangled, refusal, verdict = "match";
  /// Launches: compared, and not compared because enough of them were.
  uint64_t launches = 0, passedOver = 0;
  uint64_t buffers = 0, elements = 0, worstUlps = 0;
  uint64_t sensitive = 0, timed = 0, ordered = 0;
  double worstRelative = 0;
  bool isReassociated = false, ranOnTwin = false;
};
KernelRecord &findRecord(const VerifyLaunch &launch);
/// Notes a divergence or a fault for the report.
void noteProblem(const std::string &code, const std::string &message);
/// Writes the report to the file that CUBEPORT_VERIFY_REPORT names.
void writeReport();

} // namespace cubeport::oracle

#endif
