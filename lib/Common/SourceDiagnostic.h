// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Diagnostics at places in CUDA source, and how a person sees them.
#ifndef CUBEPORT_LIB_COMMON_SOURCEDIAGNOSTIC_H
#define CUBEPORT_LIB_COMMON_SOURCEDIAGNOSTIC_H

#include "lib/Common/Diagnostics.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cubeport {

/// A message at a place. Line and column count from 1; 0 means unknown.
struct SourcePlace {
  std::string file;
  unsigned line = 0, column = 0;
};

/// A note that explains a diagnostic, at a place of its own or none.
struct DiagnosticNote {
  SourcePlace place;
  std::string message;
};

/// One thing to tell the user.
struct SourceDiagnostic {
  Severity severity = Severity::Error;
  /// A code of Diagnostics.def, or empty for Clang's own messages.
  std::string code;
  SourcePlace place;
  std::string message;
  std::vector<DiagnosticNote> notes;
};

/// What the user wants of codes: -Werror=CP2013, -Wno-CP3101, --remarks.
struct DiagnosticRules {
  std::set<std::string> asErrors, silenced;
  bool showsRemarks = false;
};

/// Prints diagnostics as Clang does, with the source line, a caret and the
/// hint of the code, and counts the errors.
class DiagnosticPrinter {
public:
  DiagnosticPrinter(llvm::raw_ostream &os) : os(os) {}

  /// Prints one diagnostic, as the rules have it.
  void print(const SourceDiagnostic &diagnostic);
  /// Rules for what comes; errors cannot be silenced.
  void setRules(const DiagnosticRules &wanted) { rules = wanted; }
  /// Prints an error that has no place in a source.
  void error(llvm::StringRef code, llvm::StringRef message);

  unsigned errorCount() const { return errors; }
  /// All that came and was not silenced, remarks too; a warning that counts as
  /// an error is one.
  const std::vector<SourceDiagnostic> &all() const { return received; }

private:
  llvm::raw_ostream &os;
  unsigned errors = 0;
  DiagnosticRules rules;
  std::vector<SourceDiagnostic> received;
  /// Texts of the sources printed so far, by path.
  std::map<std::string, std::string> sources;

  void printPlace(const SourcePlace &place);
  void printSourceLine(const SourcePlace &place);
};

} // namespace cubeport

#endif
