// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What came of one program. Internal to lib/Survey.
#ifndef CUBEPORT_LIB_SURVEY_RECORD_H
#define CUBEPORT_LIB_SURVEY_RECORD_H

#include "llvm/Support/JSON.h"
#include <memory>
#include <string>
#include <vector>

namespace cubeport::survey {

/// How a program ended, in the words of --json.
enum class Outcome { Passed, Wrong, Crashed, Timeout, Refused, NotBuilt };
constexpr unsigned numOutcomes = 6;
llvm::StringRef outcomeName(Outcome outcome);

/// One kernel of a program.
struct KernelRecord {
  std::string name, file;
  int64_t line = 0;
  bool isTranslated = false;
  std::string route;   ///< "lanes" or "threads"
  std::string codes;   ///< of its refusal, or of remarks
  std::string verdict; ///< of verify: "match", ...; empty: not launched
};

struct Record {
  std::string name, from;
  Outcome outcome = Outcome::Refused;
  bool isTranslated = false, isBuilt = false, hasRun = false;
  /// "match", "partly" (the time was up), "diverges", "fault", or empty.
  std::string verified;
  /// Of the first failure, empty if there was none or it has no code.
  std::string code;
  std::string message; ///< one line
  std::string output;  ///< what the run printed
  double seconds = 0;
  std::vector<KernelRecord> kernels;
  /// Tells builds of cubeport and commands apart.
  std::string key;
};

llvm::json::Value toJson(const Record &record);
/// False if `object` is not what toJson makes.
bool fromJson(const llvm::json::Object &object, Record &record);
/// The object in a file of JSON; null if there is none.
std::unique_ptr<llvm::json::Object> readObject(llvm::StringRef file);
/// A member of `object`, empty if it is missing or no text.
std::string textOf(const llvm::json::Object &object, llvm::StringRef key);

/// The tables; each row ends in a newline.
std::string programsCsv(llvm::ArrayRef<Record> records);
std::string kernelsCsv(llvm::ArrayRef<Record> records);
/// Suites (first folders of names) by outcomes, in Markdown.
std::string suitesMarkdown(llvm::ArrayRef<Record> records);
/// A page with that table, and with what did not pass and why.
std::string statusMarkdown(llvm::ArrayRef<Record> records);
/// A page of its own for a browser.
std::string htmlPage(llvm::StringRef title, llvm::ArrayRef<Record> records);

/// The first folder of the name, "." if it has none.
llvm::StringRef suiteOf(const Record &record);

} // namespace cubeport::survey

#endif
