// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `cubeport explain`: the table of diagnostic codes, for people.
#include "lib/Driver/Translate.h"
#include "llvm/Support/FormatVariadic.h"

using namespace cubeport;
using namespace cubeport::driver;

int driver::runExplainCommand(llvm::ArrayRef<std::string> words) {
  DiagnosticPrinter printer(llvm::errs());
  if (words.empty()) {
    for (const DiagnosticInfo &info : allDiagnostics()) {
      llvm::outs() << info.code << "  " << info.title << "\n";
    }
    return 0;
  }
  for (const std::string &word : words) {
    if (word == "--all-markdown") {
      printDiagnosticsPage(llvm::outs());
      continue;
    }
    if (const DiagnosticInfo *info = findDiagnostic(word)) {
      explainDiagnostic(*info, llvm::outs());
    } else {
      printer.error("CP1004", "there is no diagnostic code '" + word + "'");
    }
  }
  return printer.errorCount() ? 1 : 0;
}
