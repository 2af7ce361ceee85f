// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The commands of `cubeport`.
#ifndef CUBEPORT_LIB_DRIVER_TRANSLATE_H
#define CUBEPORT_LIB_DRIVER_TRANSLATE_H

#include "lib/Driver/Project.h"

namespace cubeport::driver {

/// Translates the sources of `options` into `project`. Prints every refusal
/// and returns false if there was one.
bool translateSources(const Options &options, Project &project,
                      PhaseTimer &timer, DiagnosticPrinter &printer,
                      host::LaunchMode mode = host::LaunchMode::Translated);

/// Each runs one command of `cubeport` on the words behind its name and
/// returns the exit status.
int runTranslateCommand(llvm::ArrayRef<std::string> words);
int runRunCommand(llvm::ArrayRef<std::string> words);
int runVerifyCommand(llvm::ArrayRef<std::string> words);
/// `cubeport run --on=oracle`.
int runOnOracle(llvm::ArrayRef<std::string> words);
int runProfileCommand(llvm::ArrayRef<std::string> words);
int runSurveyCommand(llvm::ArrayRef<std::string> words);
int runExplainCommand(llvm::ArrayRef<std::string> words);

} // namespace cubeport::driver

#endif
