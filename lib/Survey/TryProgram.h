// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One program: translated, built, run and verified. Internal to lib/Survey.
#ifndef CUBEPORT_LIB_SURVEY_TRYPROGRAM_H
#define CUBEPORT_LIB_SURVEY_TRYPROGRAM_H

#include "lib/Survey/Program.h"
#include "lib/Survey/Record.h"
#include "lib/Survey/Survey.h"

namespace cubeport::survey {

/// Tries `program` with `self`; `scratch` is an empty folder of its own, and
/// `log` gets what each step printed. Never fails: the record says it all.
/// The outcome of a run that Ctrl-C ended is not to be kept (see isStopped).
Record tryProgram(const Program &program, const SurveyOptions &options,
                  const std::string &self, llvm::StringRef scratch,
                  std::string &log);

/// A folder below `scratch` with what stands in the program's folder and
/// around it, in which it may write; the originals stay as they are.
std::string makeRunFolder(llvm::StringRef folder, llvm::StringRef scratch);

} // namespace cubeport::survey

#endif
