// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The CUDA lines that emitted statements come from.
#ifndef CUBEPORT_LIB_TARGET_ASCENDC_SOURCELINES_H
#define CUBEPORT_LIB_TARGET_ASCENDC_SOURCELINES_H

#include "mlir/IR/Location.h"
#include <map>
#include <string>
#include <vector>

namespace cubeport::target {

/// Reads source files once and finds the text of locations.
class SourceLines {
public:
  /// `app.cu:12: y[i] = a * x[i];` for the innermost line of the user's own
  /// files; empty if there is none.
  std::string describe(mlir::Location location);

private:
  const std::vector<std::string> &getLines(llvm::StringRef path);

  std::map<std::string, std::vector<std::string>> files;
};

/// The variable that a described line assigns to: `y` in
/// `app.cu:12: float y = x + 1;` and in `app.cu:12: y[i] += x;`; empty if the
/// line is none such.
std::string findAssignedVariable(llvm::StringRef describedLine);

} // namespace cubeport::target

#endif
