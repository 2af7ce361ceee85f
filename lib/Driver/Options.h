// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The command line of `cubeport`: its own options, with nvcc's among them.
#ifndef CUBEPORT_LIB_DRIVER_OPTIONS_H
#define CUBEPORT_LIB_DRIVER_OPTIONS_H

#include "lib/Common/SourceDiagnostic.h"
#include "lib/Driver/Phases.h"
#include "lib/Frontend/CommandLine.h"
#include "lib/Frontend/DoublePolicy.h"
#include <optional>
#include <string>
#include <vector>

namespace cubeport::driver {

/// What `--emit=` prints.
enum class EmittedForm {
  Project,
  Simt,
  Tile,
  Davinci,
  Planned,
  AscendC,
  Host,
  Report
};

/// How the threads of a kernel are run.
enum class Route {
  /// In step where that is possible, else one by one.
  Auto,
  /// All threads of a block in step, as lanes of vector instructions.
  Lanes,
  /// One by one, on the scalar unit of one core.
  Threads
};

/// What `cubeport translate` and `cubeport run` were asked for.
struct Options {
  frontend::SourceOptions source;
  EmittedForm emit = EmittedForm::Project;
  std::optional<Phase> stopAfter;
  std::optional<Phase> startFrom;
  /// Folder for the form after each phase; empty: none.
  std::string savePhases;
  bool timePhases = false;
  DiagnosticRules rules;
  /// Files for all diagnostics in SARIF, and for the report; written whatever
  /// came of the translation. Empty: none.
  std::string sarif, report;
  /// A refused kernel does not end the translation; its launch fails.
  bool deferRefusals = false;
  Route route = Route::Auto;
  /// What becomes of double in kernels.
  frontend::DoublePolicy doubles = frontend::DoublePolicy::Exact;
  /// Lanes of the first try; 0: as the lift stage chooses.
  int64_t lanes = 0;
  /// Threads that know only their global index run in chunks that are larger
  /// than blocks.
  bool mergeBlocks = true;
  /// Threads load before they store, if that gives the same.
  bool hoistLoads = true;
  /// Short loops in which threads meet become their trips.
  bool unrollLoops = true;
  /// Warps that do not meet run one after the other.
  bool splitWarps = true;
  /// The trips of a strided loop run together where nothing but sums and the
  /// like goes from one to the next.
  bool promoteLoops = true;
  /// Slots of the buffers of copies in loops; 0: no double buffering.
  int64_t bufferSlots = 2;
  /// Buffers are placed where instructions meet few bank conflicts.
  bool avoidsBanks = true;
  /// What follows `--`: the arguments of the program to run.
  std::vector<std::string> programArgs;
};

/// Parses the words behind `cubeport translate` or `cubeport run`. Returns
/// false after errors were printed.
bool parseOptions(llvm::ArrayRef<std::string> words, Options &options,
                  DiagnosticPrinter &printer);

} // namespace cubeport::driver

#endif
