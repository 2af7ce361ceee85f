// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `cubeport verify` and `cubeport run --on=oracle`.
#include "lib/Driver/BuildOracle.h"
#include "lib/Driver/BuildProgram.h"
#include "lib/Driver/Translate.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

#include <cstdlib>
#include <thread>

using namespace cubeport;
using namespace cubeport::driver;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

/// Translates (unless the oracle runs alone) and builds.
static bool makeProgram(const VerifyOptions &options, host::LaunchMode mode,
                        std::string &program, DiagnosticPrinter &printer) {
  Progress progress;
  progress.show("translating ...");
  OracleObjects objects;
  bool hasObjects = false;
  // The two share nothing, so they run side by side.
  std::thread beside([&] { hasObjects = objects.build(options); });
  PhaseTimer timer;
  Project project;
  bool ok = translateSources(options.common, project, timer, printer, mode);
  beside.join();
  if (options.common.timePhases) {
    timer.print(llvm::errs());
  }
  if (!ok) {
    return false;
  }
  objects.printDiagnostics(printer);
  if (!hasObjects) {
    return false;
  }
  progress.show("building ...");
  return prepareProgram(project, options.common, objects.files(), program,
                        printer);
}

int driver::runOnOracle(llvm::ArrayRef<std::string> words) {
  DiagnosticPrinter printer(llvm::errs());
  VerifyOptions options;
  std::string program;
  if (!parseVerifyOptions(words, options, printer) ||
      !makeProgram(options, host::LaunchMode::OnOracle, program, printer)) {
    return 1;
  }
  return becomeProgram(program, options.common.programArgs, printer);
}

//===----------------------------------------------------------------------===//
// The report
//===----------------------------------------------------------------------===//

static std::string printCell(const llvm::json::Object &kernel, StringRef key) {
  return std::to_string(kernel.getInteger(key).value_or(0));
}

/// The table that a person reads: a row per kernel.
static void printTable(const llvm::json::Object &report) {
  std::vector<std::array<std::string, 7>> rows = {{"kernel", "launches",
                                                   "buffers", "elements",
                                                   "worst ulp", "verdict", ""}};
  const llvm::json::Array *kernels = report.getArray("kernels");
  for (const llvm::json::Value &value : *kernels) {
    const llvm::json::Object &kernel = *value.getAsObject();
    std::string note;
    if (kernel.getBoolean("reassociated").value_or(false)) {
      note = "reassociated";
    }
    if (int64_t sensitive = kernel.getInteger("sensitive").value_or(0)) {
      note += (note.empty() ? "" : ", ") + std::to_string(sensitive) +
              " elements hang on rounding";
    }
    if (int64_t timed = kernel.getInteger("timed").value_or(0)) {
      note += (note.empty() ? "" : ", ") + std::to_string(timed) +
              " words hang on the clock";
    }
    if (int64_t ordered = kernel.getInteger("ordered").value_or(0)) {
      note += (note.empty() ? "" : ", ") + std::to_string(ordered) +
              " elements hang on the order of threads";
    }
    if (int64_t passedOver = kernel.getInteger("passed_over").value_or(0)) {
      note += (note.empty() ? "" : ", ") + std::to_string(passedOver) +
              " more launches not compared";
    }
    StringRef refusal = kernel.getString("refusal").value_or("");
    if (!refusal.empty()) {
      note = ("refused with " + refusal).str();
    }
    rows.push_back({kernel.getString("kernel").value_or("").str(),
                    printCell(kernel, "launches"), printCell(kernel, "buffers"),
                    printCell(kernel, "elements"),
                    printCell(kernel, "worst_ulps"),
                    kernel.getString("verdict").value_or("").str(), note});
  }
  std::array<size_t, 7> widths = {};
  for (const auto &row : rows) {
    for (size_t column = 0; column < row.size(); ++column) {
      widths[column] = std::max(widths[column], row[column].size());
    }
  }
  for (const auto &row : rows) {
    std::string line = row[0] + std::string(widths[0] - row[0].size(), ' ');
    for (size_t column = 1; column < row.size(); ++column) {
      bool isNumber = column < 5;
      std::string cell = row[column];
      size_t padding = widths[column] - cell.size();
      line += "  " + (isNumber ? std::string(padding, ' ') + cell
                               : cell + std::string(padding, ' '));
    }
    llvm::outs() << StringRef(line).rtrim() << "\n";
  }
}

/// What a person has to know of doubles that were not computed as such.
static void noteDoubles(const VerifyOptions &options,
                        llvm::json::Object &report) {
  if (options.common.doubles != frontend::DoublePolicy::Demote) {
    return;
  }
  auto bound = [&](StringRef name) {
    return StringRef(options.numbers).split(name).second.split(',').first;
  };
  report["fp64"] = "demote";
  llvm::outs() << "doubles were computed in float (--fp64=demote) and compared "
                  "by bounds of float: rtol64="
               << bound("rtol64=") << ",atol64=" << bound("atol64=") << "\n";
}

/// Writes --json's file, if there is one to write.
static bool writeReport(const llvm::json::Value &report,
                        const VerifyOptions &options,
                        DiagnosticPrinter &printer) {
  if (options.json.empty()) {
    return true;
  }
  std::error_code error;
  llvm::raw_fd_ostream os(options.json, error);
  os << llvm::formatv("{0:2}", report) << "\n";
  if (error || os.has_error()) {
    os.clear_error();
    printer.error("CP1007", "file '" + options.json + "' cannot be written");
    return false;
  }
  return true;
}

/// Reads what the program wrote, prints the table and gives the verdict.
static bool judge(StringRef reportPath, int status,
                  const VerifyOptions &options, DiagnosticPrinter &printer) {
  auto buffer = llvm::MemoryBuffer::getFile(reportPath);
  if (status == 0 && buffer && (*buffer)->getBuffer().empty()) {
    llvm::outs() << "no kernel was launched\n";
    return writeReport(llvm::json::Object{{"kernels", llvm::json::Array()},
                                          {"code", ""},
                                          {"message", ""},
                                          {"status", 0}},
                       options, printer);
  }
  if (!buffer || (*buffer)->getBuffer().empty()) {
    printer.error("CP8020", "the program ended with status " +
                                std::to_string(status) +
                                " before it launched a kernel, or without a "
                                "report");
    return false;
  }
  llvm::Expected<llvm::json::Value> value =
      llvm::json::parse((*buffer)->getBuffer());
  if (!value) {
    printer.error("CP1011", "the report of the program is not valid: " +
                                llvm::toString(value.takeError()));
    return false;
  }
  llvm::json::Object &report = *value->getAsObject();
  report["status"] = status;
  noteDoubles(options, report);
  if (!writeReport(*value, options, printer)) {
    return false;
  }
  printTable(report);
  llvm::outs().flush();
  StringRef code = report.getString("code").value_or("");
  if (code == "CP8021") {
    SourceDiagnostic warning;
    warning.severity = Severity::Warning;
    warning.code = code.str();
    warning.message = report.getString("message").value_or("").str();
    printer.print(warning);
    return status == 0;
  }
  return status == 0 && code.empty();
}

int driver::runVerifyCommand(llvm::ArrayRef<std::string> words) {
  DiagnosticPrinter printer(llvm::errs());
  VerifyOptions options;
  if (!parseVerifyOptions(words, options, printer)) {
    return 1;
  }
  // Refused kernels run on the oracle alone, and the table says so.
  options.common.deferRefusals = true;
  std::string program;
  if (!makeProgram(options, host::LaunchMode::Verified, program, printer)) {
    return 1;
  }
  llvm::SmallString<128> report;
  if (std::error_code error =
          fs::createTemporaryFile("cubeport-verify", "json", report)) {
    printer.error("CP1007", "no temporary file: " + error.message());
    return 1;
  }
  setenv("CUBEPORT_VERIFY_REPORT", report.c_str(), 1);
  setenv("CUBEPORT_VERIFY_OPTIONS", options.numbers.c_str(), 1);
  std::vector<StringRef> argv = {program};
  argv.insert(argv.end(), options.common.programArgs.begin(),
              options.common.programArgs.end());
  llvm::outs().flush();
  std::string message;
  int status = llvm::sys::ExecuteAndWait(program, argv, std::nullopt, {}, 0, 0,
                                         &message);
  if (!message.empty()) {
    llvm::errs() << message << "\n";
  }
  bool ok = judge(report, status, options, printer);
  fs::remove(report);
  return ok ? 0 : 1;
}
