// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `cubeport survey`: calls this program for each step of each program.
#include "lib/Survey/Survey.h"
#include "lib/Driver/BuildProgram.h"
#include "lib/Driver/Translate.h"

using namespace cubeport;

int driver::runSurveyCommand(llvm::ArrayRef<std::string> words) {
  return survey::runSurveyCommand(words, findTool("cubeport"),
                                  describeBuild());
}
