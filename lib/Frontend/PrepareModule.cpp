// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The LLVM passes between Clang and MLIR. Loops are not rotated, unrolled or
// vectorised: raising feeds on them as they were written.
#include "lib/Frontend/CompileDevice.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PassManager.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/IPO/AlwaysInliner.h"
#include "llvm/Transforms/IPO/GlobalDCE.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/InferAddressSpaces.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/Scalarizer.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Scalar/TailRecursionElimination.h"
#include "llvm/Transforms/Utils/LoopSimplify.h"

using namespace cubeport;
using namespace llvm;

static bool isKernel(const Function &function) {
  return function.getCallingConv() == CallingConv::PTX_Kernel;
}

/// Kernels stay, everything that they can call is to be inlined.
static void markForInlining(Module &module) {
  for (Function &function : module) {
    function.removeFnAttr(Attribute::OptimizeNone);
    if (function.isDeclaration() || isKernel(function)) {
      continue;
    }
    function.removeFnAttr(Attribute::NoInline);
    function.addFnAttr(Attribute::AlwaysInline);
    function.setLinkage(GlobalValue::InternalLinkage);
  }
  // Linking is not ours to do, and MLIR has no comdats of inlined functions.
  for (GlobalObject &object : module.global_objects()) {
    object.setComdat(nullptr);
  }
  module.getComdatSymbolTable().clear();
  // The host may write them; the import keeps 'constant' and drops this.
  for (GlobalVariable &global : module.globals()) {
    if (global.isExternallyInitialized()) {
      global.setConstant(false);
    }
  }
  // A call site may forbid what its callee allows.
  for (Function &function : module) {
    for (Instruction &inst : instructions(function)) {
      if (auto *call = dyn_cast<CallBase>(&inst)) {
        call->removeFnAttr(Attribute::NoInline);
      }
    }
  }
}

/// Says in which range the special registers are, so that indices are known
/// not to be negative. The numbers are those of CUDA's programming guide.
static void boundRegisters(Module &module) {
  auto bound = [&](StringRef name, int64_t low, int64_t high) {
    Function *reg =
        module.getFunction(("llvm.nvvm.read.ptx.sreg." + name).str());
    if (!reg) {
      return;
    }
    ConstantRange range(APInt(32, low), APInt(32, high));
    for (User *user : reg->users()) {
      if (auto *call = dyn_cast<CallInst>(user)) {
        call->addRangeRetAttr(range);
      }
    }
  };
  struct {
    StringRef axis;
    int64_t maxThreads, maxBlocks;
  } axes[] = {{"x", 1024, 0x7fffffff}, {"y", 1024, 65535}, {"z", 64, 65535}};
  for (auto &[axis, maxThreads, maxBlocks] : axes) {
    bound(("tid." + axis).str(), 0, maxThreads);
    bound(("ntid." + axis).str(), 1, maxThreads + 1);
    bound(("ctaid." + axis).str(), 0, maxBlocks);
    bound(("nctaid." + axis).str(), 1, maxBlocks + 1);
  }
}

/// What our headers tell the oracle: of the heap, and of order by flags.
static bool isNoteForOracle(const CallInst &call) {
  const Function *callee = call.getCalledFunction();
  return callee && (callee->getName() == "__cubeport_heap_gave" ||
                    callee->getName() == "__cubeport_heap_takes" ||
                    callee->getName() == "__cubeport_ordered");
}

/// Intrinsics that only help optimisers, and that raising would trip over.
static void dropHints(Module &module) {
  for (Function &function : module) {
    for (BasicBlock &block : function) {
      for (Instruction &inst : llvm::make_early_inc_range(block)) {
        if (auto *note = dyn_cast<CallInst>(&inst); note && isNoteForOracle(*note)) {
          inst.eraseFromParent();
          continue;
        }
        auto *call = dyn_cast<IntrinsicInst>(&inst);
        if (!call) {
          continue;
        }
        switch (call->getIntrinsicID()) {
        case Intrinsic::lifetime_start:
        case Intrinsic::lifetime_end:
        case Intrinsic::experimental_noalias_scope_decl:
        case Intrinsic::assume:
          inst.eraseFromParent();
          break;
        default:
          break;
        }
      }
    }
  }
}

static SimplifyCFGPass makeSimplifyCFG() {
  // Sinking stores of two branches into one makes pointers of two roots.
  return SimplifyCFGPass(SimplifyCFGOptions()
                             .forwardSwitchCondToPhi(false)
                             .convertSwitchToLookupTable(false)
                             .convertSwitchToArithmetic(false)
                             .needCanonicalLoops(true)
                             .hoistCommonInsts(false)
                             .sinkCommonInsts(false));
}

static ScalarizerPassOptions scalarizeAll() {
  ScalarizerPassOptions options;
  options.ScalarizeLoadStore = true;
  options.ScalarizeVariableInsertExtract = true;
  return options;
}

static FunctionPassManager makeFunctionPasses() {
  FunctionPassManager passes;
  passes.addPass(SROAPass(SROAOptions::PreserveCFG));
  passes.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  passes.addPass(makeSimplifyCFG());
  passes.addPass(InstCombinePass());
  // Indices that became constant let more memory be split.
  passes.addPass(SROAPass(SROAOptions::PreserveCFG));
  passes.addPass(InferAddressSpacesPass());
  passes.addPass(InstCombinePass());
  passes.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  passes.addPass(makeSimplifyCFG());
  passes.addPass(InstCombinePass());
  // Memory holds scalars in the simt form.
  passes.addPass(ScalarizerPass(scalarizeAll()));
  passes.addPass(LoopSimplifyPass());
  return passes;
}

/// Whether a kernel calls a function that has a body, or through a pointer.
static bool hasInlinableCall(Module &module) {
  for (Function &function : module) {
    if (!isKernel(function)) {
      continue;
    }
    for (Instruction &inst : instructions(function)) {
      auto *call = dyn_cast<CallBase>(&inst);
      Function *callee = call ? call->getCalledFunction() : nullptr;
      if (callee ? !callee->isDeclaration()
                 : call && call->isIndirectCall()) {
        return true;
      }
    }
  }
  return false;
}

/// Headers bring functions that no kernel reaches.
static void dropUnused(Module &module, ModuleAnalysisManager &modules) {
  ModulePassManager passes;
  passes.addPass(GlobalDCEPass());
  passes.run(module, modules);
}

/// A function that calls itself last of all is a loop.
static void turnTailCallsIntoLoops(Module &module,
                                   ModuleAnalysisManager &modules) {
  FunctionPassManager passes;
  passes.addPass(SROAPass(SROAOptions::PreserveCFG));
  passes.addPass(makeSimplifyCFG());
  passes.addPass(TailCallElimPass(/*UpdateFunctionEntryCount=*/false));
  auto &functions =
      modules.getResult<FunctionAnalysisManagerModuleProxy>(module)
          .getManager();
  for (Function &function : module) {
    bool callsItself = any_of(function.users(), [&](User *user) {
      auto *call = dyn_cast<CallInst>(user);
      return call && call->getFunction() == &function;
    });
    if (callsItself) {
      passes.run(function, functions);
    }
  }
}

void frontend::prepareModule(Module &module, unsigned recursionDepth) {
  std::string error;
  const Target *target =
      TargetRegistry::lookupTarget(module.getTargetTriple(), error);
  std::unique_ptr<TargetMachine> machine(target->createTargetMachine(
      module.getTargetTriple(), "sm_80", "", TargetOptions(), std::nullopt));

  markForInlining(module);
  refuseLabelAddresses(module);
  lowerPrintArguments(module);
  lowerPtx(module);
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager sccs;
  ModuleAnalysisManager modules;
  PassBuilder builder(machine.get());
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, sccs, modules);

  dropUnused(module, modules);
  resolveVirtualTables(module);
  turnTailCallsIntoLoops(module, modules);
  removeRecursion(module, recursionDepth);
  // Function pointers may be known only after a round: they were parameters.
  constexpr int kMaxRounds = 4;
  for (int round = 0; round < kMaxRounds; ++round) {
    // After a round in which constant pointers have become direct calls.
    if (round == 1) {
      resolveIndirectCalls(module);
      // Now it shows who calls whom through pointers.
      removeRecursion(module, recursionDepth);
    }
    ModulePassManager inlining;
    inlining.addPass(AlwaysInlinerPass(/*InsertLifetimeIntrinsics=*/false));
    inlining.addPass(GlobalDCEPass());
    inlining.run(module, modules);
    dropHints(module);
    expandCopies(module);
    boundRegisters(module);
    ModulePassManager cleanup;
    cleanup.addPass(createModuleToFunctionPassAdaptor(makeFunctionPasses()));
    cleanup.run(module, modules);
    if (!hasInlinableCall(module)) {
      break;
    }
  }
  lowerOutput(module);
  flattenTables(module);
  expandBlocks(module);
  resolvePtx(module);
}
