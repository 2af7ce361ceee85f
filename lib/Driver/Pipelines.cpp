// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Takes each kernel through frontend, lift, map and plan.
#include "lib/Driver/Pipelines.h"
#include "dialects/Davinci/DavinciDialect.h"
#include "dialects/Simt/SimtDialect.h"
#include "dialects/Tile/TileDialect.h"
#include "lib/Driver/KernelShelf.h"
#include "lib/Driver/Register.h"
#include "lib/Frontend/Frontend.h"
#include "lib/Lift/Passes.h"
#include "lib/Map/Passes.h"
#include "lib/Plan/Passes.h"
#include "lib/Target/KernelInterface.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace cubeport;
using namespace cubeport::driver;
using namespace mlir;

//===----------------------------------------------------------------------===//
// The phases
//===----------------------------------------------------------------------===//

void driver::buildPhase(OpPassManager &passes, Phase phase, LaneLimits limits,
                        Route route, const Options &options) {
  switch (phase) {
  case Phase::Frontend:
    frontend::buildFrontendPipeline(passes, options.doubles);
    return;
  case Phase::Lift:
    if (route == Route::Threads) {
      lift::buildThreadsPipeline(passes);
    } else {
      lift::LiftChoices choices;
      choices.lanes = limits.lanes;
      choices.mergeBlocks = options.mergeBlocks;
      choices.hoistLoads = options.hoistLoads;
      choices.unrollLoops = options.unrollLoops;
      choices.splitWarps = options.splitWarps;
      choices.tripLanes = limits.tripLanes;
      lift::buildLiftPipeline(passes, choices);
    }
    return;
  case Phase::Map:
    map::buildMapPipeline(passes);
    return;
  case Phase::Plan:
    plan::buildPlanPipeline(passes, options.bufferSlots, options.avoidsBanks);
    return;
  case Phase::Target:
    return; // prints, changes nothing
  }
}

std::unique_ptr<MLIRContext> driver::createContext() {
  DialectRegistry registry, ofImport;
  registerAllDialects(registry);
  frontend::registerImportDialects(registry);
  frontend::registerImportDialects(ofImport);
  auto context =
      std::make_unique<MLIRContext>(registry, MLIRContext::Threading::DISABLED);
  // The CUDA line says where; the op would print pages.
  context->printOpOnDiagnostic(false);
  // The import from LLVM IR makes operations of dialects that no pass names.
  for (llvm::StringRef name : ofImport.getDialectNames()) {
    context->getOrLoadDialect(name);
  }
  return context;
}

/// One kernel in a module of its own.
struct DevicePipeline::Kernel {
  OwningOpRef<ModuleOp> module;
  /// Index of its outcome.
  size_t outcome;
};

DevicePipeline::DevicePipeline(MLIRContext &context, const Options &options,
                               PhaseTimer &timer, DiagnosticPrinter &printer)
    : context(context), options(options), timer(timer), printer(printer) {}

DevicePipeline::~DevicePipeline() = default;

//===----------------------------------------------------------------------===//
// Diagnostics of passes
//===----------------------------------------------------------------------===//

SourcePlace driver::findPlace(Location location) {
  SourcePlace place;
  location->walk([&](Location inner) {
    if (auto file = dyn_cast<FileLineColLoc>(inner)) {
      place = {file.getFilename().str(), file.getLine(), file.getColumn()};
      return WalkResult::interrupt();
    }
    return WalkResult::advance();
  });
  return place;
}

static SourceDiagnostic convertDiagnostic(mlir::Diagnostic &diagnostic) {
  SourceDiagnostic result;
  switch (diagnostic.getSeverity()) {
  case DiagnosticSeverity::Error:
    result.severity = Severity::Error;
    break;
  case DiagnosticSeverity::Warning:
    result.severity = Severity::Warning;
    break;
  default:
    result.severity = Severity::Remark;
    break;
  }
  std::string message = diagnostic.str();
  llvm::StringRef text;
  result.code = splitCode(message, text).str();
  result.message = text.str();
  result.place = findPlace(diagnostic.getLocation());
  if (result.severity == Severity::Error && result.code.empty()) {
    result.code = "CP1011"; // a pass that reports without a code broke a rule
  }
  for (mlir::Diagnostic &note : diagnostic.getNotes()) {
    result.notes.push_back({findPlace(note.getLocation()), note.str()});
  }
  return result;
}

namespace {
/// Collects what passes report while it lives.
class Collector {
public:
  Collector(MLIRContext &context)
      : handler(&context, [this](mlir::Diagnostic &diagnostic) {
          collected.push_back(convertDiagnostic(diagnostic));
          return success();
        }) {}
  std::vector<SourceDiagnostic> collected;

private:
  ScopedDiagnosticHandler handler;
};
} // namespace

static bool hasError(llvm::ArrayRef<SourceDiagnostic> diagnostics) {
  return llvm::any_of(diagnostics, [](const SourceDiagnostic &one) {
    return one.severity == Severity::Error;
  });
}

/// True if fewer lanes may help: every error is the plan stage's about space.
static bool isOverflow(llvm::ArrayRef<SourceDiagnostic> diagnostics) {
  return hasError(diagnostics) &&
         llvm::all_of(diagnostics, [](const SourceDiagnostic &one) {
           return one.severity != Severity::Error ||
                  llvm::StringRef(one.code).starts_with("CP5");
         });
}

//===----------------------------------------------------------------------===//
// Input
//===----------------------------------------------------------------------===//

bool DevicePipeline::addSource(llvm::StringRef source) {
  PhaseTimer::Scope scope(timer, phaseName(Phase::Frontend));
  std::string clangText;
  llvm::raw_string_ostream clangStream(clangText);
  Collector collector(context);
  OwningOpRef<ModuleOp> module =
      frontend::importDevice(context, source, options.source, clangStream);
  if (!module) {
    llvm::errs() << clangText;
    for (const SourceDiagnostic &diagnostic : collector.collected) {
      printer.print(diagnostic);
    }
    return false;
  }
  splitKernels(*module);
  return true;
}

bool DevicePipeline::addForm(llvm::StringRef path) {
  Collector collector(context);
  OwningOpRef<ModuleOp> module =
      parseSourceFile<ModuleOp>(path, ParserConfig(&context));
  for (const SourceDiagnostic &diagnostic : collector.collected) {
    printer.print(diagnostic);
  }
  if (!module) {
    return false;
  }
  splitKernels(*module);
  return true;
}

/// A kernel in any form: the frontend's import, simt, or one of the later.
static bool isKernel(Operation *op) {
  auto function = dyn_cast<FunctionOpInterface>(op);
  return function && !function.isExternal() &&
         (op->hasAttr(simt::SimtDialect::kNameAttrName) ||
          isa<func::FuncOp>(op) || op->hasAttr("gpu.kernel"));
}

/// Moves `op` to the end of `module`; kernels of one gpu.module stay in one.
static void moveInto(ModuleOp module, Operation &op) {
  auto part = dyn_cast<gpu::GPUModuleOp>(op);
  if (part) {
    for (auto whole : module.getOps<gpu::GPUModuleOp>()) {
      for (Operation &inner : llvm::make_early_inc_range(*part.getBody())) {
        auto symbol = dyn_cast<SymbolOpInterface>(inner);
        if (symbol && !SymbolTable::lookupSymbolIn(whole, symbol.getName())) {
          inner.moveBefore(whole.getBody(), whole.getBody()->end());
        }
      }
      return;
    }
  }
  op.remove();
  module.getBody()->push_back(&op);
}

/// True if the kernel was added from the same file for another source.
bool DevicePipeline::isKnown(Operation *kernel) const {
  llvm::StringRef mangled = SymbolTable::getSymbolName(kernel).getValue();
  std::string file = findPlace(kernel->getLoc()).file;
  return !file.empty() &&
         llvm::any_of(results, [&](const KernelOutcome &outcome) {
           return outcome.mangled == mangled && outcome.place.file == file;
         });
}

/// `mangled`, with a number if another source has a kernel of that name.
std::string DevicePipeline::chooseSymbol(const std::string &mangled) const {
  size_t same = llvm::count_if(results, [&](const KernelOutcome &outcome) {
    return outcome.mangled == mangled;
  });
  return same ? mangled + "_" + std::to_string(same + 1) : mangled;
}

/// Gives each kernel a copy of the module without the other kernels.
void DevicePipeline::splitKernels(ModuleOp module) {
  KernelShelf shelf(module, isKernel);
  for (size_t i = 0; i < shelf.size(); ++i) {
    Operation *kernel = shelf.show(i);
    if (!isKnown(kernel)) {
      addKernel(module, kernel);
    } // else one of a header that several sources include
  }
}

/// Adds a kernel, the only one that stands in the module now.
void DevicePipeline::addKernel(ModuleOp module, Operation *kernel) {
  KernelOutcome outcome;
  auto name =
      kernel->getAttrOfType<StringAttr>(simt::SimtDialect::kNameAttrName);
  outcome.mangled = SymbolTable::getSymbolName(kernel).str();
  outcome.name = name ? name.str() : outcome.mangled;
  outcome.place = findPlace(kernel->getLoc());
  if (auto block = kernel->getAttrOfType<DenseI32ArrayAttr>(
          simt::SimtDialect::kBlockAttrName)) {
    outcome.block.assign(block.asArrayRef().begin(), block.asArrayRef().end());
  }
  outcome.symbol = chooseSymbol(outcome.mangled);
  IRMapping copies;
  OwningOpRef<ModuleOp> own = cast<ModuleOp>(module->clone(copies));
  SymbolTable::setSymbolName(copies.lookup(kernel), outcome.symbol);
  kernels.push_back({std::move(own), results.size()});
  results.push_back(outcome);
}

//===----------------------------------------------------------------------===//
// Running
//===----------------------------------------------------------------------===//

bool DevicePipeline::runPhase(Phase phase, ModuleOp module, Route route,
                              LaneLimits limits) {
  PhaseTimer::Scope scope(timer, phaseName(phase));
  // Kept for the next kernel: collecting the patterns of a canonicalizer costs
  // more than applying them to a small kernel.
  std::unique_ptr<PassManager> &passes =
      passManagers[{phase, route, limits.lanes, limits.tripLanes}];
  if (!passes) {
    passes = std::make_unique<PassManager>(&context);
    buildPhase(*passes, phase, limits, route, options);
  }
  return succeeded(passes->run(module));
}

static int64_t findLanes(ModuleOp module) {
  int64_t lanes = 0;
  module.walk([&](func::FuncOp function) {
    for (llvm::StringRef name : {tile::TileDialect::kLanesAttrName,
                                 davinci::DavinciDialect::kLanesAttrName}) {
      if (auto attribute = function->getAttrOfType<IntegerAttr>(name)) {
        lanes = attribute.getInt();
      }
    }
  });
  return lanes;
}

/// The most lanes of trips that run together, 0 without any.
static int64_t findTripLanes(ModuleOp module) {
  int64_t most = 0;
  module.walk([&](tile::TripsOp trips) {
    most = std::max<int64_t>(most, trips.getLanes());
  });
  return most;
}

/// Whether the frontend found what lanes in step cannot do.
static bool needsThreads(ModuleOp module) {
  return module
      .walk([](Operation *op) {
        return op->hasAttr(simt::SimtDialect::kNeedsThreadsAttrName)
                   ? WalkResult::interrupt()
                   : WalkResult::advance();
      })
      .wasInterrupted();
}

/// One try at a kernel.
struct DevicePipeline::Attempt {
  OwningOpRef<ModuleOp> module;
  std::map<Phase, std::string> texts;
  std::vector<SourceDiagnostic> diagnostics;
  Route route = Route::Lanes;
  /// The phase that failed; none if all went well.
  std::optional<Phase> failed;
  int64_t lanes = 0, tripLanes = 0;
  bool needsThreads = false;
};

/// Whether the planned form has a text: found out here, where another way
/// can still be taken.
bool DevicePipeline::prints(ModuleOp module) {
  std::vector<target::KernelInterface> interfaces;
  target::EmitOptions emit;
  emit.sourceComments = false;
  return succeeded(target::emitAscendC(module, llvm::nulls(), llvm::nulls(),
                                       interfaces, emit));
}

DevicePipeline::Attempt DevicePipeline::attempt(Kernel &kernel, Phase last,
                                                Route route,
                                                LaneLimits limits) {
  Attempt result;
  result.module = kernel.module->clone();
  result.route = route;
  Collector collector(context);
  Phase first = options.startFrom.value_or(Phase::Frontend);
  for (const PhaseInfo &info : allPhases()) {
    if (info.phase < first || info.phase > last) {
      continue;
    }
    bool isLift = info.phase == Phase::Lift;
    result.needsThreads = isLift && needsThreads(*result.module);
    if (result.needsThreads && route == Route::Lanes &&
        options.route == Route::Auto) {
      result.failed = Phase::Lift;
      break;
    }
    if (!runPhase(info.phase, *result.module, route, limits)) {
      result.failed = info.phase;
      break;
    }
    result.tripLanes =
        std::max(result.tripLanes, findTripLanes(*result.module));
    if (!options.savePhases.empty()) {
      llvm::raw_string_ostream os(result.texts[info.phase]);
      result.module->print(os);
    }
  }
  result.lanes = findLanes(*result.module);
  if (!result.failed && last == Phase::Plan && !prints(*result.module)) {
    result.failed = Phase::Target;
  }
  result.diagnostics = std::move(collector.collected);
  return result;
}

/// Whether blocks have to fit into the lanes, so that larger ones are refused.
static bool limitsBlocks(ModuleOp module) {
  return llvm::any_of(module.getOps<func::FuncOp>(), [](func::FuncOp kernel) {
    return kernel->hasAttr(davinci::DavinciDialect::kMaxBlockAttrName);
  });
}

/// All threads in step. If the buffers do not fit, with half the trips that run
/// together, down to one; then with half the lanes, down to one vector repeat;
/// but not if larger blocks were refused then, unless
/// the user chose the lanes.
DevicePipeline::Attempt DevicePipeline::attemptLanes(Kernel &kernel,
                                                     Phase last) {
  constexpr int64_t kFewestLanes = 64;
  Phase first = options.startFrom.value_or(Phase::Frontend);
  std::optional<Attempt> overflowed;
  LaneLimits limits{options.lanes,
                    options.promoteLoops ? lift::kMostTripLanes : 0};
  while (true) {
    Attempt result = attempt(kernel, last, Route::Lanes, limits);
    if (result.failed && result.tripLanes > 0 && first <= Phase::Lift &&
        isOverflow(result.diagnostics)) {
      limits.tripLanes = result.tripLanes / 2;
      continue;
    }
    bool helps = result.failed ? isOverflow(result.diagnostics)
                               : options.lanes || !limitsBlocks(*result.module);
    if (overflowed && !helps) {
      return std::move(*overflowed);
    }
    int64_t tried = result.lanes ? result.lanes : limits.lanes;
    bool canShrink = first <= Phase::Lift && tried / 2 >= kFewestLanes;
    if (!result.failed || !canShrink || !isOverflow(result.diagnostics)) {
      result.lanes = tried;
      return result;
    }
    result.lanes = tried;
    limits.lanes = tried / 2 / 64 * 64;
    if (!overflowed) {
      overflowed = std::move(result);
    }
  }
}

/// Says why the threads of a kernel run one by one.
static SourceDiagnostic explainThreads(const KernelOutcome &outcome,
                                       llvm::ArrayRef<SourceDiagnostic> why) {
  SourceDiagnostic remark;
  remark.severity = Severity::Remark;
  remark.code = "CP3103";
  remark.place = outcome.place;
  remark.message = "the threads of kernel '" + outcome.name +
                   "' run one by one on the scalar unit of one core";
  for (const SourceDiagnostic &one : why) {
    if (one.severity == Severity::Error) {
      remark.message += "; in step: " + one.code + ": " + one.message;
      remark.place = one.place.file.empty() ? remark.place : one.place;
      break;
    }
  }
  return remark;
}

/// Runs the phases on one kernel, in step if that goes, else one by one.
void DevicePipeline::runKernel(Kernel &kernel, Phase last) {
  KernelOutcome &outcome = results[kernel.outcome];
  Phase first = options.startFrom.value_or(Phase::Frontend);
  Attempt result = options.route == Route::Threads
                       ? attempt(kernel, last, Route::Threads, {})
                       : attemptLanes(kernel, last);
  bool mayRunThreads = options.route == Route::Auto && first <= Phase::Lift &&
                       result.failed && *result.failed != Phase::Frontend;
  if (mayRunThreads) {
    Attempt other = attempt(kernel, last, Route::Threads, {});
    if (!other.failed) {
      other.diagnostics.insert(other.diagnostics.begin(),
                               explainThreads(outcome, result.diagnostics));
      result = std::move(other);
    } else if (result.needsThreads) {
      result = std::move(other);
    }
  }
  outcome.route = result.route;
  outcome.lanes = result.route == Route::Threads ? 0 : result.lanes;
  outcome.diagnostics = result.diagnostics;
  outcome.isTranslated = !result.failed;
  if (result.failed && !hasError(outcome.diagnostics)) {
    SourceDiagnostic silent;
    silent.code = "CP1011";
    silent.place = outcome.place;
    silent.message =
        "kernel '" + outcome.name + "' was given up without a reason";
    outcome.diagnostics.push_back(silent);
  }
  for (auto &[phase, text] : result.texts) {
    savedText[phase] += (savedText[phase].empty() ? "" : "// -----\n") + text;
  }
  kernel.module = std::move(result.module);
}

bool DevicePipeline::run(Phase last) {
  if (last == Phase::Target) {
    last = Phase::Plan;
  }
  bool ok = true;
  for (Kernel &kernel : kernels) {
    runKernel(kernel, last);
    const KernelOutcome &outcome = results[kernel.outcome];
    ok &= outcome.isTranslated || options.deferRefusals;
    for (SourceDiagnostic diagnostic : outcome.diagnostics) {
      if (diagnostic.severity == Severity::Error && options.deferRefusals) {
        diagnostic.severity = Severity::Warning;
      }
      printer.print(diagnostic);
    }
  }
  ok &= savePhases();
  if (ok) {
    mergeKernels();
  }
  return ok;
}

void DevicePipeline::mergeKernels() {
  merged = ModuleOp::create(UnknownLoc::get(&context));
  for (Kernel &kernel : kernels) {
    if (!results[kernel.outcome].isTranslated) {
      continue; // its refusal was deferred
    }
    Block *body = kernel.module->getBody();
    for (Operation &op : llvm::make_early_inc_range(*body)) {
      moveInto(*merged, op);
    }
  }
}

bool DevicePipeline::savePhases() {
  if (options.savePhases.empty()) {
    return true;
  }
  if (std::error_code error =
          llvm::sys::fs::create_directories(options.savePhases)) {
    printer.error("CP1007", "folder '" + options.savePhases +
                                "' cannot be made: " + error.message());
    return false;
  }
  for (const auto &[phase, text] : savedText) {
    llvm::SmallString<128> path(options.savePhases);
    llvm::sys::path::append(path, std::to_string(int(phase) + 1) + "-" +
                                      phaseName(phase) + ".mlir");
    std::error_code error;
    llvm::raw_fd_ostream os(path, error);
    os << text;
    if (error || os.has_error()) {
      printer.error("CP1007", ("file '" + path + "' cannot be written").str());
      return false;
    }
  }
  return true;
}
