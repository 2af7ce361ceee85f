// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Puts checks before accesses to memory.
#include "lib/Oracle/Lowering.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

namespace {
/// One access of an instruction.
struct Access {
  Instruction *inst;
  Value *pointer;
  /// Bytes, where they are the same each time; else null in `length`'s favour.
  uint64_t bytes = 0;
  Value *length = nullptr;
  uint64_t alignment = 1;
  Type *type = nullptr;
  /// What is written, if it is known before.
  Value *value = nullptr;
  uint8_t flags = 0;
};

/// Checks the accesses of one function.
class Instrumenter {
public:
  Instrumenter(Lowering &lowering, Function &function, bool isInLoop)
      : lowering(lowering), function(function), isInLoop(isInLoop),
        layout(lowering.module.getDataLayout()) {}

  void run();

private:
  Lowering &lowering;
  Function &function;
  /// It is called in a loop, so that all of it is.
  bool isInLoop;
  const DataLayout &layout;

  void collect(Instruction &inst, std::vector<Access> &accesses);
  void check(const Access &access);
  void checkObject(const Access &access, Value *base, uint64_t bytes,
                   const Twine &name);
  void checkAlignment(const Access &access);
  void checkMap(const Access &access);
  void checkLength(const Access &access);
  void checkShared(const Access &access, bool isCertain);
  void callSharedCheck(IRBuilder<> &builder, StringRef what,
                       SmallVector<Value *> arguments);
  void enterShared(IRBuilder<> &builder, Value *pointer, Instruction *place);
  void checkSpins();
  void keepInStep();
  void meetWarp(IRBuilder<> &builder, StoreInst &store);
  void enterUnlikely(IRBuilder<> &builder, Value *condition,
                     const Access &access);
  void callSlowCheck(IRBuilder<> &builder, const Access &access, Value *bytes,
                     uint64_t alignment, ConstantInt *site);
  ConstantInt *addSite(const Access &access);
};
} // namespace

static ElementKind findKind(Type *type) {
  if (!type) {
    return ElementKind::Unknown;
  }
  Type *element = type->getScalarType();
  if (element->isFloatTy()) {
    return ElementKind::F32;
  }
  if (element->isDoubleTy()) {
    return ElementKind::F64;
  }
  if (element->isHalfTy()) {
    return ElementKind::F16;
  }
  if (element->isBFloatTy()) {
    return ElementKind::BF16;
  }
  return element->isIntegerTy() ? ElementKind::Integer : ElementKind::Unknown;
}

ConstantInt *Instrumenter::addSite(const Access &access) {
  return lowering.sites.add(*access.inst, access.bytes, findKind(access.type),
                            access.flags);
}

void Instrumenter::collect(Instruction &inst, std::vector<Access> &accesses) {
  auto add = [&](Value *pointer, Type *type, Align alignment, Value *value,
                 unsigned flags) {
    Access access;
    access.inst = &inst;
    access.pointer = pointer;
    access.bytes = layout.getTypeStoreSize(type);
    access.alignment = alignment.value();
    access.type = type;
    access.value = value;
    access.flags = flags | (inst.isVolatile() ? kSiteIsVolatile : 0) |
                   (inst.isAtomic() ? kSiteIsAtomic : 0);
    accesses.push_back(access);
  };
  auto addRange = [&](Value *pointer, Value *length, unsigned flags) {
    Access access;
    access.inst = &inst;
    access.pointer = pointer;
    access.flags = flags;
    if (auto *constant = dyn_cast<ConstantInt>(length)) {
      access.bytes = constant->getZExtValue();
    } else {
      access.length = length;
    }
    accesses.push_back(access);
  };
  if (auto *load = dyn_cast<LoadInst>(&inst)) {
    add(load->getPointerOperand(), load->getType(), load->getAlign(), nullptr,
        0);
  } else if (auto *store = dyn_cast<StoreInst>(&inst)) {
    add(store->getPointerOperand(), store->getValueOperand()->getType(),
        store->getAlign(), store->getValueOperand(),
        kSiteIsStore | (store->isAtomic() ? kSiteIsBlind : 0));
  } else if (auto *rmw = dyn_cast<AtomicRMWInst>(&inst)) {
    const bool isBlind =
        rmw->getOperation() == AtomicRMWInst::Xchg && rmw->use_empty();
    add(rmw->getPointerOperand(), rmw->getType(), rmw->getAlign(), nullptr,
        kSiteIsStore | (isBlind ? kSiteIsBlind : 0));
  } else if (auto *exchange = dyn_cast<AtomicCmpXchgInst>(&inst)) {
    add(exchange->getPointerOperand(), exchange->getNewValOperand()->getType(),
        exchange->getAlign(), nullptr, kSiteIsStore);
  } else if (auto *copy = dyn_cast<MemTransferInst>(&inst)) {
    addRange(copy->getRawSource(), copy->getLength(), 0);
    addRange(copy->getRawDest(), copy->getLength(), kSiteIsStore);
  } else if (auto *fill = dyn_cast<MemSetInst>(&inst)) {
    addRange(fill->getRawDest(), fill->getLength(), kSiteIsStore);
  }
}

/// True if the access stays in `bytes` bytes from `base` on, for certain.
static bool isCertainlyInside(const Access &access, const Value *base,
                              uint64_t bytes, const DataLayout &layout) {
  APInt offset(64, 0);
  const Value *root = access.pointer->stripAndAccumulateConstantOffsets(
      layout, offset, /*AllowNonInbounds=*/true);
  return root == base && !access.length && offset.sge(0) &&
         offset.getZExtValue() + access.bytes <= bytes;
}

void Instrumenter::check(const Access &access) {
  if (!access.length && access.bytes == 0) {
    return;
  }
  const bool checksMemory = lowering.options.checks & kCheckMemory;
  Value *base =
      const_cast<Value *>(getUnderlyingObject(access.pointer, /*MaxLookup=*/0));
  if (auto *local = dyn_cast<AllocaInst>(base)) {
    std::optional<TypeSize> size = local->getAllocationSize(layout);
    if (checksMemory) {
      checkAlignment(access);
    }
    if (checksMemory && size && !access.length &&
        !isCertainlyInside(access, base, *size, layout)) {
      checkObject(access, base, *size,
                  "l:" + (local->hasName() ? local->getName() : "an array"));
    }
    return;
  }
  if (const VariableEntry *shared = lowering.findShared(base)) {
    if (checksMemory && (shared->isDynamic || access.length)) {
      Access marked = access;
      marked.flags |= shared->isDynamic ? kSiteIsDynamic : 0;
      access.length ? checkLength(marked) : checkMap(marked);
    } else if (checksMemory) {
      checkAlignment(access);
    }
    if (checksMemory && !shared->isDynamic && !access.length &&
        !isCertainlyInside(access, base, shared->bytes, layout)) {
      checkObject(access, base, shared->bytes, "s:" + shared->name);
    }
    return checkShared(access, /*isCertain=*/true);
  }
  auto *global = dyn_cast<GlobalVariable>(base);
  const bool isTable = global && !lowering.findDevice(global);
  if (isTable && global->hasInitializer() &&
      isCertainlyInside(access, base,
                        layout.getTypeAllocSize(global->getValueType()),
                        layout)) {
    return;
  }
  auto *argument = dyn_cast<Argument>(base);
  if (argument && argument->hasByValAttr() &&
      isCertainlyInside(access, base,
                        layout.getTypeAllocSize(argument->getParamByValType()),
                        layout)) {
    return; // a structure that is an argument
  }
  if (checksMemory) {
    access.length ? checkLength(access) : checkMap(access);
  }
  const bool isGlobal =
      global || (argument && lowering.isKernel(argument->getParent()));
  if (!isGlobal) {
    checkShared(access, /*isCertain=*/false);
  }
}

/// Goes on where `condition` holds, which is rare; the access comes behind.
void Instrumenter::enterUnlikely(IRBuilder<> &builder, Value *condition,
                                 const Access &access) {
  Instruction *then = SplitBlockAndInsertIfThen(
      condition, access.inst->getIterator(), /*Unreachable=*/false,
      MDBuilder(lowering.context).createUnlikelyBranchWeights());
  builder.SetInsertPoint(then);
  builder.SetCurrentDebugLocation(access.inst->getDebugLoc());
}

/// The runtime looks the access up.
void Instrumenter::callSlowCheck(IRBuilder<> &builder, const Access &access,
                                 Value *bytes, uint64_t alignment,
                                 ConstantInt *site) {
  FunctionCallee slow = lowering.runtime(
      "cubeportOracleCheckSlow", builder.getVoidTy(),
      {lowering.ptr, lowering.i64, lowering.i32, lowering.i32});
  builder.CreateCall(
      slow, {access.pointer, bytes, lowering.i32Constant(alignment), site});
}

/// Against an object whose place and size the compiler knows.
void Instrumenter::checkObject(const Access &access, Value *base,
                               uint64_t bytes, const Twine &name) {
  IRBuilder<> builder(access.inst);
  Value *offset =
      builder.CreateSub(builder.CreatePtrToInt(access.pointer, lowering.i64),
                        builder.CreatePtrToInt(base, lowering.i64));
  // An object smaller than the access: every place is beyond.
  Value *isBeyond =
      bytes < access.bytes
          ? builder.getTrue()
          : builder.CreateICmpUGT(offset,
                                  lowering.i64Constant(bytes - access.bytes));
  enterUnlikely(builder, isBeyond, access);
  FunctionCallee report = lowering.runtime(
      "cubeportOracleBeyond", builder.getVoidTy(),
      {lowering.ptr, lowering.ptr, lowering.i64, lowering.ptr, lowering.i32});
  builder.CreateCall(report,
                     {access.pointer, base, lowering.i64Constant(bytes),
                      lowering.sites.text(name.str()), addSite(access)});
}

/// Where the object's own alignment does not settle it.
void Instrumenter::checkAlignment(const Access &access) {
  if (getKnownAlignment(access.pointer, layout, access.inst) >=
      Align(access.alignment)) {
    return;
  }
  IRBuilder<> builder(access.inst);
  Value *low =
      builder.CreateAnd(builder.CreatePtrToInt(access.pointer, lowering.i64),
                        lowering.i64Constant(access.alignment - 1));
  enterUnlikely(builder, builder.CreateICmpNE(low, lowering.i64Constant(0)),
                access);
  callSlowCheck(builder, access, lowering.i64Constant(access.bytes),
                access.alignment, addSite(access));
}

/// Against the range that this site found its address in before.
void Instrumenter::checkMap(const Access &access) {
  IRBuilder<> builder(access.inst);
  ConstantInt *site = addSite(access);
  Value *caches = lowering.loadBlockField(
      builder, offsetof(BlockContext, caches), lowering.ptr);
  Value *entry = builder.CreateConstInBoundsGEP1_64(
      builder.getInt8Ty(), caches, site->getZExtValue() * sizeof(RangeCache));
  Value *begin = builder.CreateLoad(lowering.i64, entry);
  Value *last = builder.CreateLoad(
      lowering.i64,
      builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), entry,
                                         offsetof(RangeCache, last)));
  Value *address = builder.CreatePtrToInt(access.pointer, lowering.i64);
  Value *isSlow =
      builder.CreateICmpUGT(builder.CreateSub(address, begin), last);
  if (access.alignment > 1) {
    Value *low =
        builder.CreateAnd(address, lowering.i64Constant(access.alignment - 1));
    isSlow = builder.CreateOr(
        isSlow, builder.CreateICmpNE(low, lowering.i64Constant(0)));
  }
  enterUnlikely(builder, isSlow, access);
  callSlowCheck(builder, access, lowering.i64Constant(access.bytes),
                access.alignment, site);
}

void Instrumenter::checkLength(const Access &access) {
  IRBuilder<> builder(access.inst);
  callSlowCheck(builder, access,
                builder.CreateZExtOrTrunc(access.length, lowering.i64),
                /*alignment=*/1, addSite(access));
}

/// Goes on where `pointer` is in shared memory; `place` comes behind.
void Instrumenter::enterShared(IRBuilder<> &builder, Value *pointer,
                               Instruction *place) {
  const DebugLoc where = builder.getCurrentDebugLocation();
  Value *shared = lowering.loadBlockField(
      builder, offsetof(BlockContext, shared), lowering.ptr);
  Value *window = lowering.loadBlockField(
      builder, offsetof(BlockContext, sharedBytes), lowering.i64);
  Value *offset =
      builder.CreateSub(builder.CreatePtrToInt(pointer, lowering.i64),
                        builder.CreatePtrToInt(shared, lowering.i64));
  builder.SetInsertPoint(SplitBlockAndInsertIfThen(
      builder.CreateICmpULT(offset, window), place->getIterator(),
      /*Unreachable=*/false));
  builder.SetCurrentDebugLocation(where);
}

/// Tells the runtime who accesses shared memory.
void Instrumenter::checkShared(const Access &access, bool isCertain) {
  if (!(lowering.options.checks & (kCheckRaces | kCheckInit)) ||
      access.flags & kSiteIsVolatile) {
    return; // volatile accesses are meant to meet
  }
  IRBuilder<> builder(access.inst);
  Value *bytes = access.length
                     ? builder.CreateZExtOrTrunc(access.length, lowering.i64)
                     : lowering.i64Constant(access.bytes);
  Value *copy = ConstantPointerNull::get(cast<PointerType>(lowering.ptr));
  if (access.value && !(access.flags & kSiteIsAtomic)) {
    IRBuilder<> atEntry(&*function.getEntryBlock().getFirstInsertionPt());
    copy = atEntry.CreateAlloca(access.value->getType());
  }
  if (!isCertain) {
    enterShared(builder, access.pointer, access.inst);
  }
  ConstantInt *site = addSite(access);
  if (access.flags & kSiteIsAtomic) {
    FunctionCallee note =
        lowering.runtime("cubeportOracleSharedAtomic", builder.getVoidTy(),
                         {lowering.ptr, lowering.i64, lowering.i32});
    builder.CreateCall(note, {access.pointer, bytes, site});
  } else if (access.flags & kSiteIsStore) {
    if (access.value) {
      builder.CreateStore(access.value, copy);
    }
    callSharedCheck(builder, "Write", {access.pointer, bytes, copy, site});
  } else {
    callSharedCheck(builder, "Read", {access.pointer, bytes, site});
  }
}

/// Without the check of what was never written, the device library has a
/// quick way: it is also told where the window is.
void Instrumenter::callSharedCheck(IRBuilder<> &builder, StringRef what,
                                   SmallVector<Value *> arguments) {
  const bool isQuick = !(lowering.options.checks & kCheckInit);
  if (isQuick) {
    auto add = [&](uint64_t offset, Type *type) {
      arguments.push_back(lowering.loadBlockField(builder, offset, type));
    };
    add(offsetof(BlockContext, shared), lowering.ptr);
    add(offsetof(BlockContext, sharedBytes), lowering.i64);
    add(offsetof(BlockContext, shadow), lowering.ptr);
    add(offsetof(BlockContext, warps), lowering.ptr);
  }
  SmallVector<Type *> types;
  for (Value *argument : arguments) {
    types.push_back(argument->getType());
  }
  builder.CreateCall(
      lowering.runtime(
          (isQuick ? "cubeport_shared_" + what.lower()
                   : "cubeportOracleShared" + what.str()),
          builder.getVoidTy(), types),
      arguments);
}

//===----------------------------------------------------------------------===//
// Waiting for memory
//===----------------------------------------------------------------------===//

/// True if a thread may go round a loop until `inst` sees another value that
/// only another thread can write.
static bool maySpin(const Instruction &inst) {
  if (inst.use_empty()) {
    return false;
  }
  if (auto *exchange = dyn_cast<AtomicCmpXchgInst>(&inst)) {
    // One that expects what it read before succeeds without any help.
    return isa<Constant>(exchange->getCompareOperand());
  }
  return isa<AtomicRMWInst>(inst) ||
         (isa<LoadInst>(inst) && (inst.isVolatile() || inst.isAtomic()));
}

void Instrumenter::checkSpins() {
  DominatorTree dominators(function);
  LoopInfo loops(dominators);
  std::vector<Instruction *> spinning;
  for (Instruction &inst : instructions(function)) {
    if ((isInLoop || loops.getLoopFor(inst.getParent())) && maySpin(inst)) {
      spinning.push_back(&inst);
    }
    // Sums of floating-point numbers depend on the order, and so may what an
    // atomic operation returns.
    auto *rmw = dyn_cast<AtomicRMWInst>(&inst);
    const bool showsOrder =
        isa<AtomicCmpXchgInst>(inst) ||
        (rmw && (!inst.use_empty() || rmw->isFloatingPointOperation()));
    if (showsOrder) {
      lowering.ordered.insert(&function);
    }
  }
  for (Instruction *inst : spinning) {
    lowering.waiting.insert(&function);
    IRBuilder<> builder(inst);
    Value *thread = lowering.loadThread(builder);
    Value *place = builder.CreateConstInBoundsGEP1_32(
        builder.getInt8Ty(), thread, offsetof(ThreadContext, spins));
    Value *count = builder.CreateAdd(builder.CreateLoad(lowering.i32, place),
                                     lowering.i32Constant(1));
    builder.CreateStore(count, place);
    Value *isLong =
        builder.CreateICmpEQ(builder.CreateAnd(count, lowering.i32Constant(15)),
                             lowering.i32Constant(0));
    builder.SetInsertPoint(SplitBlockAndInsertIfThen(
        isLong, inst->getIterator(), /*Unreachable=*/false));
    builder.SetCurrentDebugLocation(inst->getDebugLoc());
    builder.CreateCall(lowering.runtime("cubeportOracleYield",
                                        builder.getVoidTy(), {lowering.i32}),
                       {lowering.sites.add(*inst)});
  }
}

//===----------------------------------------------------------------------===//
// Warps in step
//===----------------------------------------------------------------------===//

/// The threads of the warp that can get here meet, as __activemask has them.
void Instrumenter::meetWarp(IRBuilder<> &builder, StoreInst &store) {
  builder.CreateCall(lowering.runtime("cubeportOracleActiveMask", lowering.i32,
                                      {lowering.i32}),
                     {lowering.sites.add(store)});
}

/// Code that is older than __syncwarp counts on warps in step where it writes
/// volatile shared memory: all have read what they need, and none goes on
/// before all have written.
void Instrumenter::keepInStep() {
  std::vector<StoreInst *> stores;
  for (Instruction &inst : instructions(function)) {
    auto *store = dyn_cast<StoreInst>(&inst);
    if (!store || !store->isVolatile() || store->isAtomic()) {
      continue;
    }
    const Value *base =
        getUnderlyingObject(store->getPointerOperand(), /*MaxLookup=*/0);
    auto *argument = dyn_cast<Argument>(base);
    const bool isElsewhere =
        isa<AllocaInst>(base) ||
        (isa<GlobalVariable>(base) && !lowering.findShared(base)) ||
        (argument && lowering.isKernel(argument->getParent()));
    if (!isElsewhere) {
      stores.push_back(store);
    }
  }
  for (StoreInst *store : stores) {
    lowering.waiting.insert(&function);
    for (Instruction *place :
         {static_cast<Instruction *>(store), store->getNextNode()}) {
      IRBuilder<> builder(place);
      builder.SetCurrentDebugLocation(store->getDebugLoc());
      if (!lowering.findShared(getUnderlyingObject(store->getPointerOperand(),
                                                   /*MaxLookup=*/0))) {
        enterShared(builder, store->getPointerOperand(), place);
      }
      meetWarp(builder, *store);
    }
  }
}

/// The functions of our device headers that read and write between blocks.
static bool isHeapFunction(const Function &function) {
  return function.getName() == "__cubeport_heap_malloc" ||
         function.getName() == "__cubeport_heap_free";
}

void Instrumenter::run() {
  if (isHeapFunction(function)) {
    return checkSpins();
  }
  // First, so that what the checks add is not checked.
  std::vector<Access> accesses;
  for (Instruction &inst : instructions(function)) {
    collect(inst, accesses);
  }
  checkSpins();
  for (const Access &access : accesses) {
    check(access);
  }
  keepInStep();
}

/// Functions that a loop calls, itself or through others.
static SmallPtrSet<Function *, 16>
findCalledInLoops(ArrayRef<Function *> functions) {
  SmallPtrSet<Function *, 16> found;
  std::vector<Function *> open;
  auto addCallees = [&](Function &caller, const LoopInfo *loops) {
    for (Instruction &inst : instructions(caller)) {
      auto *call = dyn_cast<CallBase>(&inst);
      Function *callee = call ? call->getCalledFunction() : nullptr;
      if (callee && !callee->isDeclaration() &&
          (!loops || loops->getLoopFor(inst.getParent())) &&
          found.insert(callee).second) {
        open.push_back(callee);
      }
    }
  };
  for (Function *function : functions) {
    DominatorTree dominators(*function);
    LoopInfo loops(dominators);
    addCallees(*function, &loops);
  }
  while (!open.empty()) {
    Function *function = open.back();
    open.pop_back();
    addCallees(*function, nullptr);
  }
  return found;
}

void Lowering::instrument() {
  std::vector<Function *> functions;
  for (Function &function : module) {
    if (!function.isDeclaration()) {
      functions.push_back(&function);
    }
  }
  const SmallPtrSet<Function *, 16> inLoops = findCalledInLoops(functions);
  for (Function *function : functions) {
    Instrumenter(*this, *function, inLoops.contains(function)).run();
  }
}
