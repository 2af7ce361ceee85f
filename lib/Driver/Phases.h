// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The phases of a translation, as every option and every page names them.
#ifndef CUBEPORT_LIB_DRIVER_PHASES_H
#define CUBEPORT_LIB_DRIVER_PHASES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace llvm {
class raw_ostream;
}

namespace cubeport::driver {

/// In the order in which a kernel goes through them.
enum class Phase { Frontend, Lift, Map, Plan, Target };

/// What `--list-phases` says about one phase.
struct PhaseInfo {
  Phase phase;
  llvm::StringRef name;
  /// The form that it reads and the form that it writes.
  llvm::StringRef takes, gives;
  /// The pass that ends it and refuses what it could not do.
  llvm::StringRef gate;
  llvm::StringRef description;
};

/// All phases in order.
llvm::ArrayRef<PhaseInfo> allPhases();

/// The phase called `name`, or nothing.
std::optional<Phase> findPhase(llvm::StringRef name);

/// The name of a phase.
llvm::StringRef phaseName(Phase phase);

/// Prints the table of `--list-phases`.
void printPhases(llvm::raw_ostream &os);

} // namespace cubeport::driver

#endif
