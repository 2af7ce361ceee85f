// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A process with a limit of time and of memory. Internal to lib/Survey.
#ifndef CUBEPORT_LIB_SURVEY_CHILD_H
#define CUBEPORT_LIB_SURVEY_CHILD_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <atomic>
#include <string>
#include <vector>

namespace cubeport::survey {

struct ChildLimits {
  unsigned seconds = 60;
  /// Resident memory of the process and all that it starts.
  unsigned megabytes = 4096;
};

enum class ChildEnd {
  Exited,
  Signalled,
  TimedOut,
  OutOfMemory,
  Stopped,
  NotStarted
};

struct ChildResult {
  ChildEnd end = ChildEnd::NotStarted;
  int status = 0; ///< exit status, or the signal
  double seconds = 0;
  std::string output, errors; ///< at most 1 MiB of each
};

/// Set by Ctrl-C: children end, no more are started.
extern std::atomic<bool> isStopped;

/// Runs `command` in `folder` with no input; `environment` is added to ours.
/// What it writes goes to files in `scratch` first. Processes that it left
/// behind are ended.
ChildResult runChild(llvm::ArrayRef<std::string> command,
                     llvm::StringRef folder,
                     llvm::ArrayRef<std::string> environment,
                     const ChildLimits &limits, llvm::StringRef scratch);

} // namespace cubeport::survey

#endif
