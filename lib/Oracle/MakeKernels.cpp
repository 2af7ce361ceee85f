// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gives each kernel an entry for the runtime, and registers the module.
#include "lib/Oracle/Lowering.h"
#include "llvm/ADT/SCCIterator.h"
#include "llvm/Analysis/CallGraph.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

namespace {
/// What a kernel and all that it may call amount to.
struct Reach {
  bool waits = false, isOrdered = false, recurses = false;
  uint64_t localBytes = 0;
};
} // namespace

/// Runtime and library functions that switch threads.
static bool isWaiting(StringRef name) {
  for (StringRef prefix :
       {"cubeport_barrier_", "cubeport_bar_", "cubeport_shfl_",
        "cubeport_vote_", "cubeport_match_", "cubeport_redux_",
        "cubeport_elect_", "cubeport_activemask", "cubeport_exit",
        "cubeport_fn___cubeport_grid_sync", "cubeport_nanosleep", "cubeport_fn__ZN",
        "cubeportOracleYield", "cubeport_ptx_wait_"}) {
    if (name.starts_with(prefix)) {
      return true;
    }
  }
  return false;
}

static void visit(Lowering &lowering, Function *function,
                  SmallPtrSetImpl<Function *> &seen,
                  SmallPtrSetImpl<Function *> &active, Reach &reach) {
  if (active.count(function)) {
    reach.recurses = true;
  }
  if (!seen.insert(function).second) {
    return;
  }
  active.insert(function);
  reach.waits |= lowering.waiting.contains(function);
  reach.isOrdered |= lowering.ordered.contains(function);
  for (Instruction &inst : instructions(function)) {
    if (auto *local = dyn_cast<AllocaInst>(&inst)) {
      if (auto size =
              local->getAllocationSize(lowering.module.getDataLayout())) {
        reach.localBytes += *size;
      }
    }
    auto *call = dyn_cast<CallBase>(&inst);
    if (!call) {
      continue;
    }
    auto *callee = dyn_cast<Function>(call->getCalledOperand());
    if (!callee) {
      // Through a pointer: any function whose address is taken.
      for (Function &other : lowering.module) {
        if (!other.isDeclaration() && other.hasAddressTaken()) {
          visit(lowering, &other, seen, active, reach);
        }
      }
    } else if (callee->isDeclaration()) {
      reach.waits |= isWaiting(callee->getName());
    } else {
      visit(lowering, callee, seen, active, reach);
    }
  }
  active.erase(function);
}

/// void entry(void **arguments): calls the kernel with what they lead to.
static Function *makeEntry(Lowering &lowering, const KernelEntry &kernel,
                           std::vector<Constant *> &sizes) {
  Module &module = lowering.module;
  auto *type = FunctionType::get(Type::getVoidTy(lowering.context),
                                 {lowering.ptr}, false);
  Function *entry =
      Function::Create(type, GlobalValue::InternalLinkage,
                       kernel.mangled + ".entry", module);
  IRBuilder<> builder(
      BasicBlock::Create(lowering.context, "", entry));
  std::vector<Value *> args;
  const DataLayout &layout = module.getDataLayout();
  for (Argument &param : kernel.function->args()) {
    Value *place = builder.CreateLoad(
        lowering.ptr, builder.CreateConstInBoundsGEP1_32(
                          lowering.ptr, entry->getArg(0), param.getArgNo()));
    Type *byValue = param.getParamByValType();
    args.push_back(byValue ? place
                           : builder.CreateAlignedLoad(param.getType(), place,
                                                       Align(1)));
    sizes.push_back(lowering.i32Constant(layout.getTypeAllocSize(
        byValue ? byValue : param.getType())));
  }
  CallInst *call = builder.CreateCall(kernel.function, args);
  call->setAttributes(kernel.function->getAttributes());
  call->setCallingConv(kernel.function->getCallingConv());
  call->addFnAttr(Attribute::AlwaysInline);
  builder.CreateRetVoid();
  return entry;
}

static Constant *makeArray(Module &module, ArrayRef<Constant *> rows,
                           Type *type, const Twine &name) {
  if (rows.empty()) {
    return ConstantPointerNull::get(PointerType::get(module.getContext(), 0));
  }
  auto *array = ArrayType::get(type, rows.size());
  return new GlobalVariable(module, array, true, GlobalValue::PrivateLinkage,
                            ConstantArray::get(array, rows), name);
}

/// Stacks are for what the kernel says, and for the C library below it.
static uint64_t chooseStack(const Reach &reach) {
  constexpr uint64_t kLeast = 64 << 10, kForLibrary = 32 << 10;
  if (reach.recurses) {
    return std::max<uint64_t>(1 << 20, alignTo(64 * reach.localBytes, 4096));
  }
  return std::max(kLeast, alignTo(2 * reach.localBytes + kForLibrary, 4096));
}

/// The marks of return statements become notes of the thread, in kernels
/// that have barriers; others never ask.
static void lowerExitMarks(Lowering &lowering, Function &kernel, bool waits) {
  if (!lowering.exitMarker) {
    return;
  }
  for (User *user : make_early_inc_range(lowering.exitMarker->users())) {
    auto *mark = cast<CallInst>(user);
    if (mark->getFunction() != &kernel) {
      continue;
    }
    if (waits) {
      IRBuilder<> builder(mark);
      Value *place = builder.CreateConstInBoundsGEP1_32(
          builder.getInt8Ty(), lowering.loadThread(builder),
          offsetof(ThreadContext, exitSite));
      builder.CreateStore(mark->getArgOperand(0), place);
    }
    mark->eraseFromParent();
  }
}

static Constant *makeKernelTable(Lowering &lowering) {
  Module &module = lowering.module;
  Type *i32 = lowering.i32, *ptr = lowering.ptr;
  StructType *type = StructType::get(lowering.context, {ptr, ptr, ptr, i32, i32,
                                                        i32, i32, ptr, ptr, ptr});
  static_assert(sizeof(Kernel) == 64, "the type above follows Kernel");
  std::vector<Constant *> rows;
  for (const KernelEntry &kernel : lowering.kernels) {
    Reach reach;
    SmallPtrSet<Function *, 16> seen, active;
    visit(lowering, kernel.function, seen, active, reach);
    lowerExitMarks(lowering, *kernel.function, reach.waits);
    std::vector<Constant *> sizes;
    Function *entry = makeEntry(lowering, kernel, sizes);
    StructType *loopForm = StructType::get(lowering.context, {ptr, lowering.i64});
    auto *loops = new GlobalVariable(
        module, loopForm, true, GlobalValue::InternalLinkage,
        ConstantAggregateZero::get(loopForm), kernel.mangled + ".loops");
    const uint32_t flags = (reach.waits ? kKernelWaits : 0) |
                           (reach.isOrdered ? kKernelIsOrdered : 0);
    rows.push_back(ConstantStruct::get(
        type, {lowering.sites.text(kernel.mangled),
               lowering.sites.text(kernel.name),
               lowering.sites.text(kernel.place.file),
               lowering.i32Constant(kernel.place.line),
               lowering.i32Constant(flags),
               lowering.i32Constant(chooseStack(reach)),
               lowering.i32Constant(sizes.size()), entry,
               makeArray(module, sizes, i32, "cubeport.sizes"), loops}));
    if (lowering.options.makesLoops) {
      lowering.entries.push_back({entry, loops});
    }
    kernel.function->setLinkage(GlobalValue::InternalLinkage);
  }
  return makeArray(module, rows, type, "cubeport.kernels");
}

static Constant *makeVariableTable(Lowering &lowering,
                                   const std::vector<VariableEntry> &entries,
                                   const Twine &name, uint32_t &count) {
  Type *i64 = lowering.i64, *ptr = lowering.ptr;
  auto *null = ConstantPointerNull::get(cast<PointerType>(ptr));
  StructType *type =
      StructType::get(lowering.context, {ptr, ptr, i64, ptr, ptr, i64});
  static_assert(sizeof(Variable) == 48, "the type above follows Variable");
  std::vector<Constant *> rows;
  for (const VariableEntry &entry : entries) {
    if (entry.isDynamic) {
      continue;
    }
    rows.push_back(ConstantStruct::get(
        type, {lowering.sites.text(entry.mangled),
               lowering.sites.text(entry.name),
               lowering.i64Constant(entry.bytes),
               entry.slot ? static_cast<Constant *>(entry.slot) : null,
               entry.initial ? static_cast<Constant *>(entry.initial) : null,
               lowering.i64Constant(entry.offset)}));
  }
  count = rows.size();
  return makeArray(lowering.module, rows, type, name);
}

/// Tables and texts of device code, which it may read through pointers.
static Constant *makeConstantTable(Lowering &lowering, uint32_t &count) {
  StructType *type =
      StructType::get(lowering.context, {lowering.ptr, lowering.i64});
  const DataLayout &layout = lowering.module.getDataLayout();
  std::vector<Constant *> rows;
  for (GlobalVariable &global : lowering.module.globals()) {
    if (global.hasInitializer() && global.isConstant() &&
        !global.getName().starts_with("cubeport.") && !global.use_empty()) {
      rows.push_back(ConstantStruct::get(
          type, {&global, lowering.i64Constant(layout.getTypeAllocSize(
                              global.getValueType()))}));
    }
  }
  count = rows.size();
  return makeArray(lowering.module, rows, type, "cubeport.constants");
}

void Lowering::makeKernels() {
  uint32_t variableCount = 0, sharedCount = 0, constantCount = 0;
  Constant *constants = makeConstantTable(*this, constantCount);
  Constant *kernelTable = makeKernelTable(*this);
  Constant *variables = makeVariableTable(*this, deviceVariables,
                                          "cubeport.variables", variableCount);
  Constant *shared = makeVariableTable(*this, sharedVariables,
                                       "cubeport.shared", sharedCount);
  if (exitMarker) {
    exitMarker->eraseFromParent();
  }
  Constant *siteTable = sites.emit();
  StructType *type = StructType::get(
      context, {ptr, ptr, ptr, ptr, ptr, i32, i32, i32, i32, i32, i32, i64});
  static_assert(sizeof(DeviceModule) == 72, "the type above follows it");
  auto *table = new GlobalVariable(
      module, type, true, GlobalValue::PrivateLinkage,
      ConstantStruct::get(
          type, {siteTable, kernelTable, variables, shared, constants,
                 i32Constant(sites.size()), i32Constant(kernels.size()),
                 i32Constant(variableCount), i32Constant(sharedCount),
                 i32Constant(constantCount), i32Constant(options.checks),
                 i64Constant(staticSharedBytes)}),
      "cubeport.module");
  auto *start = Function::Create(
      FunctionType::get(Type::getVoidTy(context), false),
      GlobalValue::InternalLinkage, "cubeport.register", module);
  IRBuilder<> builder(BasicBlock::Create(context, "", start));
  builder.CreateCall(
      runtime("cubeportOracleRegister", builder.getVoidTy(), {ptr}), {table});
  builder.CreateRetVoid();
  appendToGlobalCtors(module, start, 65535);
}
