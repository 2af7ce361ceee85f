// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of diagnostic codes, as data: code, title, explanation and hint.
// How a diagnostic is printed is the driver's matter.
#ifndef CUBEPORT_LIB_COMMON_DIAGNOSTICS_H
#define CUBEPORT_LIB_COMMON_DIAGNOSTICS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace llvm {
class raw_ostream;
}

namespace cubeport {

/// How bad it is that a code was reported.
enum class Severity { Error, Warning, Remark };

/// "error", "warning" or "remark".
llvm::StringRef severityName(Severity severity);

/// One row of Diagnostics.def.
struct DiagnosticInfo {
  /// "CP" and four digits; the first digit names the stage.
  llvm::StringRef code;
  Severity severity;
  /// What happened, in a few words.
  llvm::StringRef title;
  /// Why it is so and what it means for the program.
  llvm::StringRef explanation;
  /// What the user can do.
  llvm::StringRef hint;
};

/// All codes in ascending order.
llvm::ArrayRef<DiagnosticInfo> allDiagnostics();

/// The row of `code`, or null if there is none.
const DiagnosticInfo *findDiagnostic(llvm::StringRef code);

/// Splits "CP2003: text" into code and text. Returns the code, empty if
/// `message` does not start with one; `text` is what follows it.
llvm::StringRef splitCode(llvm::StringRef message, llvm::StringRef &text);

/// Prints what `cubeport explain <code>` shows.
void explainDiagnostic(const DiagnosticInfo &info, llvm::raw_ostream &os);

/// Prints docs/diagnostics.md.
void printDiagnosticsPage(llvm::raw_ostream &os);

} // namespace cubeport

#endif
