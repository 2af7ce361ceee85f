// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Before anything is added to device code: what only an NVPTX backend wants
// to know goes, wrappers in headers are inlined, locals leave memory.
#include "lib/Oracle/Lowering.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/AttributeMask.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/PassManager.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Transforms/IPO/AlwaysInliner.h"
#include "llvm/Transforms/IPO/GlobalDCE.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

/// "k" from "_Z1kPfi", without scopes and template arguments.
static std::string findSourceName(const std::string &mangled) {
  ItaniumPartialDemangler demangler;
  // 'c' is a variable of C++'s, or the mangled 'char'.
  if (!StringRef(mangled).starts_with("_Z") ||
      demangler.partialDemangle(mangled.c_str())) {
    return mangled;
  }
  size_t size = 0;
  char *name = demangler.isFunction()
                   ? demangler.getFunctionBaseName(nullptr, &size)
                   : demangler.finishDemangle(nullptr, &size);
  StringRef result = name ? name : StringRef(mangled);
  // A variable of a function comes as "k(int*)::tile".
  size_t scope = result.rfind("::");
  if (scope != StringRef::npos) {
    result = result.drop_front(scope + 2);
  }
  std::string copy = result.split('<').first.str();
  std::free(name);
  return copy;
}

/// Attributes that speak of another machine, or that only hold there.
static void dropAttributes(Function &function) {
  AttributeMask gone;
  for (StringRef name : {"target-cpu", "target-features", "frame-pointer",
                         "stack-protector-buffer-size", "no-trapping-math",
                         "uniform-work-group-size"}) {
    gone.addAttribute(name);
  }
  gone.addAttribute(Attribute::OptimizeNone);
  gone.addAttribute(Attribute::NoInline);
  gone.addAttribute(Attribute::Convergent);
  function.removeFnAttrs(gone);
  // An access through a null pointer is to be found, not to be optimised.
  function.addFnAttr(Attribute::NullPointerIsValid);
  for (Instruction &inst : instructions(function)) {
    // CUDA code reads arrays of floats as float4: registers have no addresses
    // that could be odd, and this machine's vector moves would trap.
    if (auto *local = dyn_cast<AllocaInst>(&inst)) {
      constexpr uint64_t kWidestAccess = 16;
      local->setAlignment(std::max(local->getAlign(), Align(kWidestAccess)));
    }
    if (auto *call = dyn_cast<CallBase>(&inst)) {
      call->removeFnAttr(Attribute::NoInline);
      call->removeFnAttr(Attribute::Convergent);
    }
    // The source asks for two roundings, which is what the chip does too.
    if (isa<FPMathOperator>(inst)) {
      inst.setHasAllowContract(false);
    }
  }
}

/// A global that belongs to device memory rather than to the code.
static bool isVariable(const GlobalVariable &global) {
  switch (global.getAddressSpace()) {
  case 1:
    return true;
  case 4:
    // Constants that the host may set; others are tables of the compiler.
    return global.isExternallyInitialized() || global.isDeclaration() ||
           !global.hasLocalLinkage();
  default:
    return false;
  }
}

static void collectVariables(Lowering &lowering) {
  const DataLayout &layout = lowering.module.getDataLayout();
  uint64_t offset = 0;
  for (GlobalVariable &global : lowering.module.globals()) {
    VariableEntry entry;
    entry.global = &global;
    entry.mangled = global.getName().str();
    entry.name = findSourceName(entry.mangled);
    entry.bytes = layout.getTypeAllocSize(global.getValueType());
    if (global.getAddressSpace() == 3) {
      entry.isDynamic = global.isDeclaration();
      if (!entry.isDynamic) {
        const uint64_t alignment =
            std::max<uint64_t>(16, global.getAlign().valueOrOne().value());
        offset = alignTo(offset, alignment);
        entry.offset = offset;
        offset += entry.bytes + 32; // what lies behind it is found
      }
      lowering.sharedVariables.push_back(entry);
    } else if (isVariable(global) && !global.use_empty()) {
      lowering.deviceVariables.push_back(entry);
    } else if (!global.isDeclaration() && !global.hasAppendingLinkage()) {
      // The host half has one of that name.
      global.setLinkage(GlobalValue::InternalLinkage);
    }
  }
  lowering.staticSharedBytes = offset ? alignTo(offset, 256) : 0;
}

/// Marks the return statements of a kernel, before they become one.
static void markReturns(Lowering &lowering, Function &kernel) {
  std::vector<Instruction *> ends;
  for (BasicBlock &block : kernel) {
    if (!isa<ReturnInst>(block.getTerminator())) {
      continue;
    }
    for (BasicBlock *before : predecessors(&block)) {
      if (before->getTerminator()->getNumSuccessors() == 1) {
        ends.push_back(before->getTerminator());
      }
    }
  }
  // Where variables go out of scope, Clang first notes which way it goes on.
  for (Instruction &inst : instructions(kernel)) {
    auto *note = dyn_cast<StoreInst>(&inst);
    if (note && note->getPointerOperand()->getName() == "cleanup.dest.slot" &&
        !match(note->getValueOperand(), PatternMatch::m_Zero())) {
      ends.push_back(note->getParent()->getTerminator());
    }
  }
  for (Instruction *end : ends) {
    if (!end->getDebugLoc()) {
      continue;
    }
    IRBuilder<> builder(end);
    builder.CreateCall(lowering.exitMarker, {lowering.sites.add(*end)});
  }
}

static void simplify(Module &module) {
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager sccs;
  ModuleAnalysisManager modules;
  PassBuilder builder;
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, sccs, modules);
  ModulePassManager passes;
  passes.addPass(AlwaysInlinerPass(/*InsertLifetimeIntrinsics=*/false));
  passes.addPass(GlobalDCEPass());
  FunctionPassManager cleanup;
  cleanup.addPass(SROAPass(SROAOptions::ModifyCFG));
  cleanup.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  cleanup.addPass(SimplifyCFGPass());
  cleanup.addPass(InstCombinePass());
  cleanup.addPass(SROAPass(SROAOptions::ModifyCFG));
  cleanup.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  passes.addPass(createModuleToFunctionPassAdaptor(std::move(cleanup)));
  passes.run(module, modules);
}

void Lowering::prepare() {
  for (StringRef name :
       {"llvm.used", "llvm.compiler.used", "llvm.global.annotations"}) {
    if (GlobalVariable *list = module.getNamedGlobal(name)) {
      list->eraseFromParent();
    }
  }
  for (GlobalObject &object : module.global_objects()) {
    object.setComdat(nullptr);
  }
  module.getComdatSymbolTable().clear();
  exitMarker = cast<Function>(
      runtime("cubeport.exit", Type::getVoidTy(context), {i32}).getCallee());
  for (Function &function : module) {
    if (function.isDeclaration()) {
      continue;
    }
    dropAttributes(function);
    if (function.getCallingConv() == CallingConv::PTX_Kernel) {
      function.setCallingConv(CallingConv::C);
      KernelEntry kernel;
      kernel.function = &function;
      kernel.mangled = function.getName().str();
      kernel.name = findSourceName(kernel.mangled);
      if (const DISubprogram *place = function.getSubprogram()) {
        kernel.place = {place->getFilename().str(), place->getLine(), 0};
      }
      kernels.push_back(kernel);
      markReturns(*this, function);
    } else {
      function.setLinkage(GlobalValue::InternalLinkage);
    }
  }
  simplify(module);
  exitMarker = module.getFunction("cubeport.exit"); // gone if nothing calls it
  collectVariables(*this);
}
