// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints diagnostics with the source line they are about.
#include "lib/Common/SourceDiagnostic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace cubeport;

void DiagnosticPrinter::printPlace(const SourcePlace &place) {
  if (place.file.empty()) {
    os << "cubeport: ";
    return;
  }
  os << place.file << ":";
  if (place.line) {
    os << place.line << ":";
    if (place.column) {
      os << place.column << ":";
    }
  }
  os << " ";
}

void DiagnosticPrinter::printSourceLine(const SourcePlace &place) {
  if (!place.line) {
    return;
  }
  auto [entry, isNew] = sources.try_emplace(place.file);
  if (isNew) {
    if (auto buffer = llvm::MemoryBuffer::getFile(place.file)) {
      entry->second = (*buffer)->getBuffer().str();
    }
  }
  llvm::StringRef rest = entry->second;
  for (unsigned line = 1; line < place.line; ++line) {
    rest = rest.split('\n').second;
  }
  llvm::StringRef text = rest.split('\n').first.rtrim();
  if (text.empty()) {
    return;
  }
  os << " " << llvm::right_justify(std::to_string(place.line), 4) << " | "
     << text << "\n";
  if (place.column && place.column <= text.size() + 1) {
    os << "      | ";
    for (char c : text.take_front(place.column - 1)) {
      os << (c == '\t' ? '\t' : ' '); // a tab moves the caret as far
    }
    os << "^\n";
  }
}

void DiagnosticPrinter::print(const SourceDiagnostic &given) {
  SourceDiagnostic diagnostic = given;
  if (diagnostic.severity != Severity::Error) {
    if (rules.silenced.count(diagnostic.code)) {
      return;
    }
    if (rules.asErrors.count(diagnostic.code)) {
      diagnostic.severity = Severity::Error;
      diagnostic.message += " [-Werror=" + diagnostic.code + "]";
    }
  }
  received.push_back(diagnostic);
  if (diagnostic.severity == Severity::Remark && !rules.showsRemarks) {
    return;
  }
  errors += diagnostic.severity == Severity::Error;
  printPlace(diagnostic.place);
  os << severityName(diagnostic.severity) << ": ";
  if (!diagnostic.code.empty()) {
    os << diagnostic.code << ": ";
  }
  os << diagnostic.message << "\n";
  printSourceLine(diagnostic.place);
  for (const DiagnosticNote &note : diagnostic.notes) {
    printPlace(note.place);
    os << "note: " << note.message << "\n";
    printSourceLine(note.place);
  }
  if (const DiagnosticInfo *info = findDiagnostic(diagnostic.code)) {
    os << "  hint: " << info->hint << "\n";
  }
}

void DiagnosticPrinter::error(llvm::StringRef code, llvm::StringRef message) {
  SourceDiagnostic diagnostic;
  diagnostic.code = code.str();
  diagnostic.message = message.str();
  print(diagnostic);
}
