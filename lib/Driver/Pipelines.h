// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The device half: a CUDA source, or a form of it, through the phases.
#ifndef CUBEPORT_LIB_DRIVER_PIPELINES_H
#define CUBEPORT_LIB_DRIVER_PIPELINES_H

#include "lib/Driver/Options.h"
#include "lib/Driver/PhaseTimer.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Pass/PassManager.h"
#include <map>
#include <memory>
#include <tuple>

namespace cubeport::driver {

/// A context with the dialects of every form, those of the import loaded.
std::unique_ptr<mlir::MLIRContext> createContext();

/// What became of one kernel.
struct KernelOutcome {
  /// Its name in the CUDA source, in the device code, and among all sources:
  /// two sources may each have a static kernel of one name.
  std::string name, mangled, symbol;
  SourcePlace place;
  bool isTranslated = false;
  /// The block size of all its launches, if the source has just one and it is
  /// constant: the translation holds for that size only.
  std::vector<int32_t> block;
  /// Lanes that it was lifted with; 0: its threads run one by one.
  int64_t lanes = 0;
  Route route = Route::Lanes;
  /// Errors if it was refused, and remarks.
  std::vector<SourceDiagnostic> diagnostics;
};

/// The capacity of every kernel, 0 for what fits, and the most lanes for trips
/// of a loop that run together.
struct LaneLimits {
  int64_t lanes = 0;
  int64_t tripLanes = 0;
};

/// Takes kernels through the phases, each alone, so that one refusal hides no
/// other and each gets the lanes that fit it.
class DevicePipeline {
public:
  DevicePipeline(mlir::MLIRContext &context, const Options &options,
                 PhaseTimer &timer, DiagnosticPrinter &printer);
  ~DevicePipeline();

  /// Compiles a CUDA source to the simt form and adds its kernels. Returns
  /// false after errors were printed.
  bool addSource(llvm::StringRef source);
  /// Adds the kernels of a file in the form that `--start-from` takes.
  bool addForm(llvm::StringRef path);

  /// Runs the phases up to and with `last` (at most Plan) on all kernels.
  /// Prints every refusal and returns false if there was one.
  bool run(Phase last);

  /// The kernels in the form after the last phase, as one module.
  mlir::ModuleOp module() { return *merged; }
  const std::vector<KernelOutcome> &outcomes() const { return results; }

private:
  struct Kernel;
  mlir::MLIRContext &context;
  const Options &options;
  PhaseTimer &timer;
  DiagnosticPrinter &printer;
  std::vector<Kernel> kernels;
  std::vector<KernelOutcome> results;
  mlir::OwningOpRef<mlir::ModuleOp> merged;
  /// Text of each kernel after each phase, for --save-phases.
  std::map<Phase, std::string> savedText;
  /// Those of a phase, by route, lanes and lanes of trips.
  std::map<std::tuple<Phase, Route, int64_t, int64_t>,
           std::unique_ptr<mlir::PassManager>>
      passManagers;

  bool isKnown(mlir::Operation *kernel) const;
  std::string chooseSymbol(const std::string &mangled) const;
  void splitKernels(mlir::ModuleOp module);
  void addKernel(mlir::ModuleOp module, mlir::Operation *kernel);
  struct Attempt;
  void runKernel(Kernel &kernel, Phase last);
  Attempt attempt(Kernel &kernel, Phase last, Route route, LaneLimits limits);
  Attempt attemptLanes(Kernel &kernel, Phase last);
  bool runPhase(Phase phase, mlir::ModuleOp module, Route route,
                LaneLimits limits);
  bool prints(mlir::ModuleOp module);
  void mergeKernels();
  bool savePhases();
};

/// Adds one phase between the simt form and the planned form to `passes`.
/// `limits` are for the lift in step. `options` are those that passes ask.
void buildPhase(mlir::OpPassManager &passes, Phase phase, LaneLimits limits,
                Route route = Route::Lanes, const Options &options = Options());

/// Where an operation stands in the CUDA source.
SourcePlace findPlace(mlir::Location location);

} // namespace cubeport::driver

#endif
