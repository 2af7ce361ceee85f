// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Look-up and printing of the table of diagnostic codes.
#include "lib/Common/Diagnostics.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace cubeport;

static const DiagnosticInfo kDiagnostics[] = {
#define CUBEPORT_DIAGNOSTIC(code, severity, title, explanation, hint)          \
  {code, Severity::severity, title, explanation, hint},
#include "lib/Common/Diagnostics.def"
#undef CUBEPORT_DIAGNOSTIC
};

llvm::ArrayRef<DiagnosticInfo> cubeport::allDiagnostics() {
  return kDiagnostics;
}

const DiagnosticInfo *cubeport::findDiagnostic(llvm::StringRef code) {
  for (const DiagnosticInfo &info : kDiagnostics) {
    if (info.code.equals_insensitive(code)) {
      return &info;
    }
  }
  return nullptr;
}

llvm::StringRef cubeport::splitCode(llvm::StringRef message,
                                    llvm::StringRef &text) {
  text = message;
  llvm::StringRef code = message.take_front(6);
  bool isCode = code.size() == 6 && code.starts_with("CP") &&
                llvm::all_of(code.drop_front(2), llvm::isDigit) &&
                message.drop_front(6).starts_with(":");
  if (!isCode) {
    return "";
  }
  text = message.drop_front(7).ltrim();
  return code;
}

llvm::StringRef cubeport::severityName(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Remark:
    return "remark";
  }
  return "";
}

/// Prints `text` broken at spaces into lines of at most 78 columns.
static void printWrapped(llvm::StringRef text, llvm::raw_ostream &os) {
  llvm::SmallVector<llvm::StringRef> words;
  text.split(words, ' ', -1, /*KeepEmpty=*/false);
  size_t column = 0;
  for (llvm::StringRef word : words) {
    if (column != 0 && column + 1 + word.size() > 78) {
      os << "\n";
      column = 0;
    }
    os << (column ? " " : "") << word;
    column += word.size() + (column ? 1 : 0);
  }
  os << "\n";
}

void cubeport::explainDiagnostic(const DiagnosticInfo &info,
                                 llvm::raw_ostream &os) {
  os << info.code << " (" << severityName(info.severity) << "): " << info.title
     << "\n\n";
  printWrapped(info.explanation, os);
  os << "\n";
  printWrapped(("What to do: " + info.hint + ".").str(), os);
}

/// The heading of the range that `code` belongs to.
static llvm::StringRef rangeTitle(llvm::StringRef code) {
  switch (code[2]) {
  case '1':
    return "CP1xxx: command line and files";
  case '2':
    return "CP2xxx: frontend";
  case '3':
    return "CP3xxx: lift";
  case '4':
    return "CP4xxx: map";
  case '5':
    return "CP5xxx: plan";
  case '6':
    return "CP6xxx: target and host API";
  case '7':
    return "CP7xxx: twin";
  default:
    return "CP8xxx: oracle";
  }
}

/// Whether docs/codes has a page on the code: on all that an input is known to
/// provoke. test/docs/codes.py draws the same line.
static bool hasPage(const DiagnosticInfo &info) {
  return !info.explanation.starts_with("Not reported any more") &&
         info.code != "CP1011" && info.code != "CP8018";
}

void cubeport::printDiagnosticsPage(llvm::raw_ostream &os) {
  os << "# Diagnostic codes\n\n"
        "Written by `cubeport explain --all-markdown` from "
        "`lib/Common/Diagnostics.def`; do not edit.\n";
  llvm::StringRef range;
  for (const DiagnosticInfo &info : kDiagnostics) {
    if (rangeTitle(info.code) != range) {
      range = rangeTitle(info.code);
      os << "\n## " << range << "\n";
    }
    os << "\n### " << info.code << ": " << info.title << "\n\n";
    printWrapped(info.explanation, os);
    os << "\n";
    printWrapped(("*What to do:* " + info.hint + ".").str(), os);
    if (hasPage(info)) {
      os << "\n[Example](codes/" << info.code << ".md).\n";
    }
  }
}
