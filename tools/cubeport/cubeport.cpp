// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The driver: `cubeport COMMAND ...`.
#include "lib/Driver/Help.h"
#include "lib/Driver/Phases.h"
#include "lib/Driver/Translate.h"
#include "lib/Driver/Version.h"
#include "llvm/Support/raw_ostream.h"

using namespace cubeport;
using namespace cubeport::driver;

static bool isHelp(llvm::StringRef word) {
  return word == "--help" || word == "-h" || word == "-help";
}

int main(int argc, char **argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) {
    printHelp("", llvm::errs());
    return 1;
  }
  std::string command = words.front();
  words.erase(words.begin());
  if (isHelp(command)) {
    printHelp(words.empty() ? "" : words.front(), llvm::outs());
    return 0;
  }
  if (command == "--version") {
    llvm::outs() << versionText();
    return 0;
  }
  if (command == "--list-phases") {
    printPhases(llvm::outs());
    return 0;
  }
  for (const std::string &word : words) {
    if (word == "--") {
      break;
    }
    if (isHelp(word) && printHelp(command, llvm::outs())) {
      return 0;
    }
    if (word == "--list-phases") {
      printPhases(llvm::outs());
      return 0;
    }
  }
  if (command == "translate") {
    return runTranslateCommand(words);
  }
  if (command == "run") {
    return runRunCommand(words);
  }
  if (command == "verify") {
    return runVerifyCommand(words);
  }
  if (command == "profile") {
    return runProfileCommand(words);
  }
  if (command == "survey") {
    return runSurveyCommand(words);
  }
  if (command == "explain") {
    return runExplainCommand(words);
  }
  DiagnosticPrinter printer(llvm::errs());
  printer.error("CP1004", "there is no command '" + command +
                              "'; the commands are translate, run, "
                              "verify, profile, survey and explain");
  return 1;
}
