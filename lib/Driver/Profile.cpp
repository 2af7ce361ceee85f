// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `cubeport profile`: runs a program on the twin's clock and shows what it
// says.
#include "lib/Driver/BuildProgram.h"
#include "lib/Driver/Translate.h"
#include "lib/Profile/Print.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#include <cstdlib>

using namespace cubeport;
using namespace cubeport::driver;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

namespace {
/// Files to write; empty: none.
struct Outputs {
  std::string json, trace, html, folder;
};

/// A file that goes away with its owner.
class TemporaryFile {
public:
  ~TemporaryFile() {
    if (!path.empty()) {
      fs::remove(path);
    }
  }
  bool create(StringRef suffix, DiagnosticPrinter &printer) {
    std::error_code error =
        fs::createTemporaryFile("cubeport-profile", suffix, path);
    if (error) {
      printer.error("CP1007", "no temporary file: " + error.message());
    }
    return !error;
  }
  /// Its text, or nullptr if it is not there.
  std::unique_ptr<llvm::MemoryBuffer> read() const {
    auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false,
                                              /*RequiresNullTerminator=*/false);
    return buffer ? std::move(*buffer) : nullptr;
  }

  llvm::SmallString<128> path;
};
} // namespace

/// Takes the options of this command out of `words`.
static std::vector<std::string> parseOutputs(llvm::ArrayRef<std::string> words,
                                             Outputs &outputs,
                                             DiagnosticPrinter &printer) {
  std::pair<StringRef, std::string *> known[] = {{"--json", &outputs.json},
                                                 {"--trace", &outputs.trace},
                                                 {"--html", &outputs.html},
                                                 {"-o", &outputs.folder}};
  std::vector<std::string> rest;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") {
      rest.insert(rest.end(), words.begin() + i, words.end());
      break;
    }
    auto [name, value] = StringRef(words[i]).split('=');
    std::string *output = nullptr;
    for (auto &[option, target] : known) {
      output = name == option ? target : output;
    }
    if (!output) {
      rest.push_back(words[i]);
      continue;
    }
    if (words[i] == name && i + 1 < words.size() && words[i + 1] != "--") {
      value = words[++i];
    }
    *output = value.str();
    if (value.empty()) {
      printer.error("CP1004", ("'" + name + "' needs the name of a " +
                               (name == "-o" ? "folder" : "file"))
                                  .str());
    }
  }
  return rest;
}

/// -o DIR stands for a file of each kind.
static bool makeFolder(Outputs &outputs, DiagnosticPrinter &printer) {
  if (outputs.folder.empty()) {
    return true;
  }
  if (fs::create_directories(outputs.folder)) {
    printer.error("CP1007", "folder '" + outputs.folder + "' cannot be made");
    return false;
  }
  auto fill = [&](std::string &output, StringRef name) {
    if (output.empty()) {
      llvm::SmallString<128> path(outputs.folder);
      llvm::sys::path::append(path, name);
      output = path.str().str();
    }
  };
  fill(outputs.json, "profile.json");
  fill(outputs.trace, "trace.json");
  fill(outputs.html, "index.html");
  return true;
}

static bool writeFile(StringRef path, StringRef text,
                      DiagnosticPrinter &printer) {
  std::error_code error;
  llvm::raw_fd_ostream os(path, error);
  if (!error) {
    os << text;
    os.flush();
  }
  if (error || os.has_error()) {
    os.clear_error();
    printer.error("CP1007", ("file '" + path + "' cannot be written").str());
    return false;
  }
  return true;
}

/// What the translation knows of the kernels that the clock names.
static std::vector<profile::KernelFacts> listFacts(const Project &project) {
  auto simplify = [](SourcePlace place) {
    llvm::SmallString<128> file(place.file);
    llvm::sys::path::remove_dots(file, /*remove_dot_dot=*/true);
    place.file = file.str().str();
    return place;
  };
  std::vector<profile::KernelFacts> facts;
  for (const KernelOutcome &outcome : project.outcomes) {
    for (const target::KernelInterface &interface : project.interfaces) {
      if (interface.mangled == outcome.symbol) {
        facts.push_back({interface.emittedName, outcome.name,
                         simplify(outcome.place),
                         outcome.route == Route::Threads, outcome.diagnostics});
        for (SourceDiagnostic &remark : facts.back().remarks) {
          remark.place = simplify(remark.place);
        }
      }
    }
  }
  return facts;
}

/// Translates and builds.
static bool makeProgram(const Options &options, Project &project,
                        std::string &program, DiagnosticPrinter &printer) {
  Progress progress;
  progress.show("translating ...");
  PhaseTimer timer;
  const bool ok = translateSources(options, project, timer, printer);
  if (options.timePhases) {
    timer.print(llvm::errs());
  }
  if (!ok) {
    return false;
  }
  progress.show("building for the twin ...");
  return prepareProgram(project, options, {}, program, printer);
}

/// Runs the program on the clock. Returns its exit status.
static int runOnClock(const std::string &program, const Options &options,
                      const TemporaryFile &report, const TemporaryFile &trace,
                      DiagnosticPrinter &printer) {
  setenv("CUBEPORT_TWIN_CLOCK", report.path.str().str().c_str(), 1);
  if (trace.path.empty()) {
    unsetenv("CUBEPORT_TWIN_TRACE");
  } else {
    setenv("CUBEPORT_TWIN_TRACE", trace.path.str().str().c_str(), 1);
  }
  std::vector<StringRef> argv = {program};
  argv.insert(argv.end(), options.programArgs.begin(),
              options.programArgs.end());
  llvm::outs().flush();
  std::string message;
  const int status = llvm::sys::ExecuteAndWait(program, argv, std::nullopt, {},
                                               0, 0, &message);
  if (status == 0) {
    return 0;
  }
  if (status < 0) {
    printer.error("CP1016", "the program ended early" +
                                (message.empty() ? "" : ": " + message) +
                                "; there is no profile of a run that fails");
    return 1;
  }
  printer.error("CP1016", "the program ended with status " +
                              std::to_string(status) +
                              "; there is no profile of a run that fails");
  return status;
}

/// Writes all that was asked for.
static bool writeOutputs(const profile::Profile &profile,
                         const TemporaryFile &trace, const Outputs &outputs,
                         DiagnosticPrinter &printer) {
  bool ok = true;
  if (!outputs.json.empty()) {
    ok &= writeFile(
        outputs.json,
        llvm::formatv("{0:2}\n", profile::describeProfile(profile)).str(),
        printer);
  }
  if (trace.path.empty()) {
    return ok;
  }
  std::unique_ptr<llvm::MemoryBuffer> recorded = trace.read();
  const StringRef text = recorded ? recorded->getBuffer() : "";
  if (!outputs.trace.empty()) {
    ok &= writeFile(outputs.trace, text.empty() ? "[\n]\n" : text, printer);
  }
  if (!outputs.html.empty()) {
    std::set<uint64_t> longest;
    for (const profile::KernelSum &kernel : profile.run.kernels) {
      longest.insert(kernel.longestLaunch);
    }
    ok &= writeFile(
        outputs.html,
        profile::htmlPage(profile, profile::readEvents(text, longest)),
        printer);
  }
  return ok;
}

int driver::runProfileCommand(llvm::ArrayRef<std::string> words) {
  DiagnosticPrinter printer(llvm::errs());
  Outputs outputs;
  Options options;
  std::vector<std::string> rest = parseOutputs(words, outputs, printer);
  Project project;
  std::string program;
  if (!parseOptions(rest, options, printer) || !makeFolder(outputs, printer) ||
      !makeProgram(options, project, program, printer)) {
    return 1;
  }
  TemporaryFile report, trace;
  const bool wantsTrace = !outputs.trace.empty() || !outputs.html.empty();
  if (!report.create("json", printer) ||
      (wantsTrace && !trace.create("json", printer))) {
    return 1;
  }
  if (int status = runOnClock(program, options, report, trace, printer)) {
    return status;
  }
  const profile::KernelText text(project.appName + "_kernels.asc",
                                 project.kernels, listFacts(project));
  profile::Profile profile{project.appName, {}, text, {}};
  std::unique_ptr<llvm::MemoryBuffer> lines = report.read();
  std::string reason;
  if (lines &&
      !profile::readLaunches(lines->getBuffer(), profile.run, reason)) {
    printer.error("CP1011", "the report of the clock is not valid: " + reason);
    return 1;
  }
  profile.remarks = profile::findRemarks(profile.run, text);
  profile::printTables(profile, llvm::outs());
  return writeOutputs(profile, trace, outputs, printer) ? 0 : 1;
}
