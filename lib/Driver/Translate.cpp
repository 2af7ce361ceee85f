// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `cubeport translate`: sources in, a project or one of the forms out.
#include "lib/Driver/Translate.h"
#include "dialects/Davinci/DavinciDialect.h"
#include "lib/Driver/Sarif.h"
#include "lib/Frontend/Frontend.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ToolOutputFile.h"

using namespace cubeport;
using namespace cubeport::driver;
using llvm::StringRef;

/// Refuses what is no readable text before any compiler sees it.
static bool checkSources(const Options &options, DiagnosticPrinter &printer) {
  for (const std::string &source : options.source.sources) {
    if (llvm::sys::fs::is_directory(source)) {
      printer.error("CP1003", "'" + source + "' is a directory");
      continue;
    }
    auto buffer = llvm::MemoryBuffer::getFile(source);
    if (!buffer) {
      printer.error("CP1001", "file '" + source + "' cannot be read: " +
                                  buffer.getError().message());
    } else if ((*buffer)->getBuffer().trim().empty()) {
      printer.error("CP1002", "file '" + source + "' is empty");
    }
  }
  return printer.errorCount() == 0;
}

/// A C identifier from the name of the first source.
static std::string chooseAppName(const Options &options) {
  std::string name =
      llvm::sys::path::stem(options.source.sources.front()).str();
  for (char &c : name) {
    if (!llvm::isAlnum(c)) {
      c = '_';
    }
  }
  return llvm::isDigit(name[0]) ? "app_" + name : name;
}

static bool readHostHalf(const Options &options, host::HostHalf &hostHalf,
                         PhaseTimer &timer, DiagnosticPrinter &printer) {
  PhaseTimer::Scope scope(timer, "host");
  bool ok = true;
  for (const std::string &source : options.source.sources) {
    bool isValid = true;
    ok &= hostHalf.readSource(source,
                              frontend::getClangCommandLine(
                                  options.source, source, frontend::Half::Host),
                              [&](const SourceDiagnostic &one) {
                                printer.print(one);
                                isValid &= !one.code.empty();
                              });
    if (!isValid) {
      printer.error("CP1012", "'" + source + "' is not valid CUDA C++");
    }
  }
  return ok && printer.errorCount() == 0;
}

static std::vector<host::Launcher> listLaunchers(const Project &project) {
  std::vector<host::Launcher> launchers;
  for (const KernelOutcome &outcome : project.outcomes) {
    if (!outcome.isTranslated) {
      host::Launcher refused;
      refused.mangled = outcome.mangled;
      refused.file = outcome.place.file;
      for (const SourceDiagnostic &one : outcome.diagnostics) {
        if (one.severity == Severity::Error && refused.refusal.empty()) {
          refused.refusal = one.code;
        }
      }
      launchers.push_back(refused);
    }
  }
  for (const target::KernelInterface &interface : project.interfaces) {
    host::Launcher launcher;
    launcher.mangled = interface.mangled;
    launcher.name = interface.emittedName;
    for (const KernelOutcome &outcome : project.outcomes) {
      if (outcome.symbol == interface.mangled) {
        launcher.mangled = outcome.mangled;
        launcher.file = outcome.place.file;
        launcher.block = outcome.block;
      }
    }
    for (const target::KernelArg &arg : interface.args) {
      launcher.args.push_back(
          {arg.symbol, arg.isPointer, arg.sourceParam, arg.field});
    }
    launcher.maxThreads = interface.maxThreads ? interface.maxThreads : 1024;
    launcher.blockParts = interface.blockParts;
    launcher.dynamicShared = interface.dynamicShared;
    // A kernel that does not use dynamic memory takes what CUDA grants.
    launcher.maxSharedBytes =
        interface.dynamicShared && interface.threads
            ? davinci::DavinciDialect::kMaxThreadsSharedBytes
            : davinci::DavinciDialect::kMaxDynamicSharedBytes;
    launchers.push_back(launcher);
  }
  return launchers;
}

static bool rewriteHostHalf(const host::HostHalf &hostHalf, Project &project,
                            PhaseTimer &timer, DiagnosticPrinter &printer) {
  PhaseTimer::Scope scope(timer, "host");
  std::vector<host::Launcher> launchers = listLaunchers(project);
  project.hostFiles = hostHalf.rewrite(
      project.appName + "_kernels.h", &launchers,
      [&](const SourceDiagnostic &one) { printer.print(one); });
  return printer.errorCount() == 0;
}

static bool printKernels(mlir::ModuleOp planned, Project &project,
                         PhaseTimer &timer) {
  PhaseTimer::Scope scope(timer, phaseName(Phase::Target));
  target::EmitOptions emitOptions;
  emitOptions.appName = project.appName;
  llvm::raw_string_ostream kernels(project.kernels);
  llvm::raw_string_ostream header(project.kernelsHeader);
  return succeeded(target::emitAscendC(planned, kernels, header,
                                       project.interfaces, emitOptions));
}

bool driver::translateSources(const Options &options, Project &project,
                              PhaseTimer &timer, DiagnosticPrinter &printer,
                              host::LaunchMode mode) {
  if (!checkSources(options, printer)) {
    return false;
  }
  project.appName = chooseAppName(options);
  host::HostHalf hostHalf(mode);
  // First, because its errors are those of any C++ compiler.
  if (!readHostHalf(options, hostHalf, timer, printer)) {
    return false;
  }
  if (mode == host::LaunchMode::OnOracle) {
    project.hostFiles = hostHalf.rewrite(
        "", nullptr, [&](const SourceDiagnostic &one) { printer.print(one); });
    return printer.errorCount() == 0;
  }
  std::unique_ptr<mlir::MLIRContext> context = createContext();
  DevicePipeline device(*context, options, timer, printer);
  bool ok = true;
  for (const std::string &source : options.source.sources) {
    ok &= device.addSource(source);
  }
  ok = ok && device.run(Phase::Plan);
  project.outcomes = device.outcomes();
  if (ok && !project.outcomes.empty()) {
    ok = printKernels(device.module(), project, timer);
  }
  // Also when kernels were refused, so that all refusals show at once.
  ok &= rewriteHostHalf(hostHalf, project, timer, printer);
  return ok;
}

//===----------------------------------------------------------------------===//
// The command
//===----------------------------------------------------------------------===//

static bool writeText(StringRef text, const std::string &name,
                      DiagnosticPrinter &printer) {
  std::error_code error;
  llvm::ToolOutputFile file(name, error, llvm::sys::fs::OF_None);
  if (error) {
    printer.error("CP1007",
                  "file '" + name + "' cannot be written: " + error.message());
    return false;
  }
  file.os() << text;
  file.os().flush();
  if (file.os().has_error()) {
    error = file.os().error();
    file.os().clear_error();
    printer.error("CP1007", "file '" + name +
                                "' cannot be written: " + error.message());
    return false;
  }
  file.keep();
  return true;
}

static bool writeText(StringRef text, const Options &options,
                      DiagnosticPrinter &printer) {
  return writeText(text,
                   options.source.output.empty() ? "-" : options.source.output,
                   printer);
}

/// Prints a form between the frontend and the plan.
static bool printForm(const Options &options, Phase last, PhaseTimer &timer,
                      DiagnosticPrinter &printer) {
  std::unique_ptr<mlir::MLIRContext> context = createContext();
  DevicePipeline device(*context, options, timer, printer);
  for (const std::string &source : options.source.sources) {
    bool ok = options.startFrom && *options.startFrom != Phase::Frontend
                  ? device.addForm(source)
                  : device.addSource(source);
    if (!ok) {
      return false;
    }
  }
  if (!device.run(last)) {
    return false;
  }
  std::string text;
  llvm::raw_string_ostream os(text);
  if (last == Phase::Target) {
    Project project;
    project.appName = chooseAppName(options);
    if (!printKernels(device.module(), project, timer)) {
      return false;
    }
    os << project.kernels;
  } else {
    device.module().print(os);
  }
  return writeText(text, options, printer);
}

/// The last phase if the command prints a form, else nothing.
static std::optional<Phase> findLastPhase(const Options &options) {
  switch (options.emit) {
  case EmittedForm::Simt:
    return Phase::Frontend;
  case EmittedForm::Tile:
    return Phase::Lift;
  case EmittedForm::Davinci:
    return Phase::Map;
  case EmittedForm::Planned:
    return Phase::Plan;
  case EmittedForm::AscendC:
    return Phase::Target;
  default:
    break;
  }
  if (options.startFrom && *options.startFrom != Phase::Frontend) {
    return options.stopAfter.value_or(Phase::Target);
  }
  return options.stopAfter;
}

static bool printProjectPart(const Options &options, const Project &project,
                             DiagnosticPrinter &printer) {
  if (options.emit == EmittedForm::Report) {
    return writeText(printReport(project, options), options, printer);
  }
  std::string text;
  size_t count = 0;
  for (const host::HostFile &file : project.hostFiles) {
    text += project.hostFiles.size() > 1
                ? (count++ ? "\n" : "") + ("//--- " + file.path + "\n")
                : "";
    text += file.text;
  }
  return writeText(text, options, printer);
}

static bool translate(const Options &options, Project &project,
                      PhaseTimer &timer, DiagnosticPrinter &printer) {
  if (std::optional<Phase> last = findLastPhase(options)) {
    return checkSources(options, printer) &&
           printForm(options, *last, timer, printer);
  }
  bool wantsProject = options.emit == EmittedForm::Project;
  if (wantsProject && options.source.output.empty()) {
    printer.error("CP1004", "'-o' with the folder of the project is missing");
    return false;
  }
  if (wantsProject && !checkOutput(options.source.output, printer)) {
    return false;
  }
  if (!translateSources(options, project, timer, printer)) {
    return false;
  }
  return wantsProject ? writeProject(listFiles(project, options),
                                     options.source.output, printer)
                      : printProjectPart(options, project, printer);
}

int driver::runTranslateCommand(llvm::ArrayRef<std::string> words) {
  DiagnosticPrinter printer(llvm::errs());
  Options options;
  if (!parseOptions(words, options, printer)) {
    return 1;
  }
  PhaseTimer timer;
  Project project;
  bool ok = translate(options, project, timer, printer);
  if (!options.report.empty()) {
    ok &= writeText(printReport(project, options), options.report, printer);
  }
  if (!options.sarif.empty()) {
    ok &= writeText(printSarif(printer.all()), options.sarif, printer);
  }
  if (options.timePhases) {
    timer.print(llvm::errs());
  }
  return ok ? 0 : 1;
}
