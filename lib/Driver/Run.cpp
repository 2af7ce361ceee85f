// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `cubeport run`: translates a program, builds it for the twin and runs it.
#include "lib/Driver/BuildProgram.h"
#include "lib/Driver/Translate.h"
#include "llvm/ADT/STLExtras.h"

using namespace cubeport;
using namespace cubeport::driver;

int driver::runRunCommand(llvm::ArrayRef<std::string> words) {
  std::vector<std::string> rest;
  bool onlyBuilds = false;
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (*word == "--") {
      rest.insert(rest.end(), word, words.end());
      break;
    }
    if (llvm::StringRef(*word).starts_with("--on=") && *word != "--on=twin") {
      return runOnOracle(words); // which knows other places to be errors
    }
    if (*word == "--build-only") {
      onlyBuilds = true;
    } else if (*word != "--on=twin") {
      rest.push_back(*word);
    }
  }
  DiagnosticPrinter printer(llvm::errs());
  Options options;
  if (!parseOptions(rest, options, printer)) {
    return 1;
  }
  std::string program;
  {
    Progress progress;
    progress.show("translating ...");
    PhaseTimer timer;
    Project project;
    bool ok = translateSources(options, project, timer, printer);
    if (options.timePhases) {
      timer.print(llvm::errs());
    }
    if (!ok) {
      return 1;
    }
    progress.show("building for the twin ...");
    if (!prepareProgram(project, options, {}, program, printer)) {
      return 1;
    }
  }
  if (onlyBuilds) {
    llvm::outs() << program << "\n";
    return 0;
  }
  return becomeProgram(program, options.programArgs, printer);
}
