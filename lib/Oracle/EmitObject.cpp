// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The last step: the device library comes in, and LLVM makes an object file.
#include "lib/Oracle/Lowering.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Verifier.h"
#include "llvm/Linker/Linker.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"
#include "llvm/Transforms/IPO/GlobalDCE.h"
#include "llvm/Transforms/Utils/LCSSA.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

static std::unique_ptr<TargetMachine> makeMachine(const Module &module,
                                                  std::string &error) {
  InitializeNativeTarget();
  InitializeNativeTargetAsmPrinter();
  const Target *target =
      TargetRegistry::lookupTarget(module.getTargetTriple(), error);
  if (!target) {
    return nullptr;
  }
  SubtargetFeatures features;
  for (const auto &[name, isOn] : sys::getHostCPUFeatures()) {
    features.AddFeature(name, isOn);
  }
  TargetOptions options;
  options.AllowFPOpFusion = FPOpFusion::Strict;
  return std::unique_ptr<TargetMachine>(target->createTargetMachine(
      module.getTargetTriple(), sys::getHostCPUName(), features.getString(),
      options, Reloc::PIC_, std::nullopt, CodeGenOptLevel::Default));
}

/// Functions that lead to a barrier go into the kernels, as far as possible.
static void inlineBarriers(Module &module) {
  SmallVector<Function *, 8> work;
  SmallPtrSet<Function *, 8> seen;
  if (Function *barrier = module.getFunction("cubeportOracleBarrier")) {
    // Copies of a barrier would look like different barriers.
    barrier->addFnAttr(Attribute::Convergent);
    work.push_back(barrier);
  }
  while (!work.empty()) {
    Function *callee = work.pop_back_val();
    for (User *user : callee->users()) {
      auto *call = dyn_cast<CallBase>(user);
      Function *caller = call ? call->getFunction() : nullptr;
      if (caller && call->getCalledOperand() == callee &&
          seen.insert(caller).second) {
        caller->addFnAttr(Attribute::AlwaysInline);
        work.push_back(caller);
      }
    }
  }
}

/// Makes loops of the threads of each kernel that allows it.
static void makeLoops(Module &module, ArrayRef<EntryPoint> entries) {
  for (const EntryPoint &entry : entries) {
    uint64_t frameBytes = 0;
    if (Function *loops = makeThreadLoops(*entry.function, frameBytes)) {
      auto *type = cast<StructType>(entry.loops->getValueType());
      entry.loops->setInitializer(ConstantStruct::get(
          type, {loops, ConstantInt::get(type->getElementType(1), frameBytes)}));
    }
  }
}

/// The library's list of what it offers has brought all of it.
static void removeUnused(Module &module) {
  ModuleAnalysisManager modules;
  PassBuilder().registerModuleAnalyses(modules);
  GlobalDCEPass().run(module, modules);
}

/// `entries`: the kernels that become loops as well.
static void optimize(Module &module, TargetMachine &machine,
                     ArrayRef<EntryPoint> entries) {
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager sccs;
  ModuleAnalysisManager modules;
  PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, sccs, modules);
  if (!entries.empty()) {
    inlineBarriers(module);
    builder
        .buildModuleSimplificationPipeline(OptimizationLevel::O2,
                                           ThinOrFullLTOPhase::None)
        .run(module, modules);
    FunctionPassManager versions;
    versions.addPass(LoopSimplifyPass());
    versions.addPass(LCSSAPass());
    versions.addPass(VersionLoopsPass());
    for (const EntryPoint &entry : entries) {
      versions.run(*entry.function, functions);
    }
    makeLoops(module, entries);
    modules.clear();
    functions.clear();
  }
  builder.buildPerModuleDefaultPipeline(OptimizationLevel::O2)
      .run(module, modules);
}

std::string oracle::emitObject(Module &module, const BuildOptions &options,
                               std::unique_ptr<Module> library,
                               ArrayRef<EntryPoint> entries,
                               StringRef objectPath) {
  std::string error;
  std::unique_ptr<TargetMachine> machine = makeMachine(module, error);
  if (!machine) {
    return error;
  }
  module.setDataLayout(machine->createDataLayout());
  raw_string_ostream problems(error);
  if (verifyModule(module, &problems)) {
    return error;
  }
  library->setDataLayout(module.getDataLayout());
  library->setTargetTriple(module.getTargetTriple());
  if (Linker::linkModules(module, std::move(library),
                          Linker::Flags::LinkOnlyNeeded)) {
    return "the device library does not link";
  }
  for (StringRef name : {"llvm.used", "llvm.compiler.used"}) {
    if (GlobalVariable *list = module.getNamedGlobal(name)) {
      list->eraseFromParent();
    }
  }
  for (Function &function : module) {
    if (!function.isDeclaration()) {
      function.setLinkage(GlobalValue::InternalLinkage);
      function.removeFnAttr("target-cpu");
      function.removeFnAttr("target-features");
      function.addFnAttr("target-cpu", machine->getTargetCPU());
      function.addFnAttr("target-features",
                         machine->getTargetFeatureString());
    }
  }
  removeUnused(module);
  dropReadChecks(module, entries);
  if (!options.savedForm.empty()) {
    std::error_code code;
    raw_fd_ostream os(options.savedForm, code);
    os << module;
  }
  optimize(module, *machine, entries);
  std::error_code code;
  raw_fd_ostream object(objectPath, code);
  if (code) {
    return "file '" + objectPath.str() + "' cannot be written: " +
           code.message();
  }
  legacy::PassManager passes;
  if (machine->addPassesToEmitFile(passes, object, nullptr,
                                   CodeGenFileType::ObjectFile)) {
    return "no code generator for this machine";
  }
  passes.run(module);
  return "";
}
