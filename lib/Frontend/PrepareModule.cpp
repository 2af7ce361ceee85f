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
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
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
    function.setComdat(nullptr);
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

/// Intrinsics that only help optimisers, and that raising would trip over.
static void dropHints(Module &module) {
  for (Function &function : module) {
    for (BasicBlock &block : function) {
      for (Instruction &inst : llvm::make_early_inc_range(block)) {
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
  passes.addPass(LoopSimplifyPass());
  return passes;
}

void frontend::prepareModule(Module &module) {
  std::string error;
  const Target *target =
      TargetRegistry::lookupTarget(module.getTargetTriple(), error);
  std::unique_ptr<TargetMachine> machine(target->createTargetMachine(
      module.getTargetTriple(), "sm_80", "", TargetOptions(), std::nullopt));

  markForInlining(module);
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

  ModulePassManager passes;
  passes.addPass(AlwaysInlinerPass(/*InsertLifetimeIntrinsics=*/false));
  passes.addPass(GlobalDCEPass());
  passes.run(module, modules);

  dropHints(module);
  ModulePassManager cleanup;
  cleanup.addPass(createModuleToFunctionPassAdaptor(makeFunctionPasses()));
  cleanup.run(module, modules);
}
