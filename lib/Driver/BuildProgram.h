// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Building a translated program for the twin, in a cache of such programs.
#ifndef CUBEPORT_LIB_DRIVER_BUILDPROGRAM_H
#define CUBEPORT_LIB_DRIVER_BUILDPROGRAM_H

#include "lib/Driver/Project.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

namespace cubeport::driver {

/// Says on a terminal what is going on, in one line that goes away.
class Progress {
public:
  Progress() : isShown(llvm::sys::Process::StandardErrIsDisplayed()) {}
  ~Progress() { show(""); }
  void show(llvm::StringRef text) {
    if (isShown) {
      llvm::errs() << "\r\033[K" << text;
    }
  }

private:
  bool isShown;
};

/// A program or library of cubeport's that lies beside this program.
std::string findTool(llvm::StringRef name);

/// The version, and what tells builds of cubeport apart.
std::string describeBuild();

/// Writes and builds the project unless the same one was built before;
/// `program` is where it lies then. `objects` are linked as well.
bool prepareProgram(const Project &project, const Options &options,
                    llvm::ArrayRef<std::string> objects, std::string &program,
                    DiagnosticPrinter &printer);

/// The program takes this process over, with its terminal and its signals.
/// Comes back, with exit status 1, only if it cannot be started.
int becomeProgram(const std::string &program, llvm::ArrayRef<std::string> args,
                  DiagnosticPrinter &printer);

} // namespace cubeport::driver

#endif
