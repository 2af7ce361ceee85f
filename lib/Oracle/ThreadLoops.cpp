// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads as loops between barriers. Kernels in which some thread may take
// another way than the rest keep a stack per thread instead.
#include "lib/Oracle/ThreadLoops.h"
#include "lib/Oracle/Abi.h"
#include "lib/Oracle/ThreadSlots.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/PromoteMemToReg.h"

using namespace cubeport::oracle;
using namespace llvm;

static constexpr StringRef kThreadVariable = "cubeportOracleThread";

//===----------------------------------------------------------------------===//
// Which kernels
//===----------------------------------------------------------------------===//

/// Functions of the runtime that let other threads run.
static bool switchesThreads(StringRef name) {
  return is_contained({"cubeportOracleBarrier", "cubeportOracleArrive",
                       "cubeportOracleWarp", "cubeportOracleActiveMask",
                       "cubeportOracleGridSync", "cubeportOracleYield",
                       "cubeportOracleExit"},
                      name);
}

/// True if no call below `function` waits for other threads.
static bool runsThrough(const Function &function,
                        SmallPtrSetImpl<const Function *> &seen) {
  if (!seen.insert(&function).second) {
    return true;
  }
  for (const Instruction &inst : instructions(function)) {
    auto *call = dyn_cast<CallBase>(&inst);
    if (!call) {
      continue;
    }
    const Function *callee = call->getCalledFunction();
    if (!callee || switchesThreads(callee->getName()) ||
        (!callee->isDeclaration() && !runsThrough(*callee, seen))) {
      return false;
    }
  }
  return true;
}

static bool canLoop(const Function &entry) {
  SmallPtrSet<const Function *, 16> seen;
  for (const Instruction &inst : instructions(entry)) {
    if (auto *call = dyn_cast<CallBase>(&inst)) {
      const Function *callee = call->getCalledFunction();
      if (!isa<CallInst>(call) || !callee) {
        return false;
      }
      if (callee->isDeclaration()
              ? switchesThreads(callee->getName()) && !isPlainBarrier(inst)
              : !runsThrough(*callee, seen)) {
        return false;
      }
    }
    auto *local = dyn_cast<AllocaInst>(&inst);
    if (local && (!local->isStaticAlloca() ||
                  !local->getAllocationSize(entry.getDataLayout()))) {
      return false;
    }
  }
  return true;
}

/// True if the address of a local gets out of the kernel's sight: the runtime
/// would then meet addresses that are in no thread's stack.
static bool escapes(const AllocaInst &local) {
  SmallVector<const Value *, 8> work{&local};
  SmallPtrSet<const Value *, 8> seen;
  while (!work.empty()) {
    const Value *pointer = work.pop_back_val();
    if (!seen.insert(pointer).second) {
      continue;
    }
    for (const User *user : pointer->users()) {
      if (auto *store = dyn_cast<StoreInst>(user)) {
        if (store->getValueOperand() == pointer) {
          return true;
        }
      } else if (isa<GetElementPtrInst>(user) || isa<PHINode>(user) ||
                 isa<SelectInst>(user) || isa<PtrToIntInst>(user)) {
        work.push_back(user);
      } else if (auto *call = dyn_cast<CallBase>(user)) {
        const Function *callee = call->getCalledFunction();
        if (!callee || !(callee->isIntrinsic() ||
                         callee->getName().starts_with("cubeportOracle"))) {
          return true;
        }
      } else if (!isa<LoadInst>(user) && !isa<ICmpInst>(user) &&
                 !isa<BinaryOperator>(user)) {
        return true;
      }
    }
  }
  return false;
}

//===----------------------------------------------------------------------===//
// The thread's own values
//===----------------------------------------------------------------------===//

/// What a load at this offset of the thread's context gives.
static bool findField(uint64_t offset, ThreadValue &which) {
  static const std::pair<uint64_t, ThreadValue> fields[] = {
      {offsetof(ThreadContext, threadIdx), ThreadValue::X},
      {offsetof(ThreadContext, threadIdx) + 4, ThreadValue::Y},
      {offsetof(ThreadContext, threadIdx) + 8, ThreadValue::Z},
      {offsetof(ThreadContext, linear), ThreadValue::Linear},
      {offsetof(ThreadContext, lane), ThreadValue::Lane}};
  for (const auto &[at, value] : fields) {
    if (at == offset) {
      which = value;
      return true;
    }
  }
  return false;
}

/// Loads from the context become placeholders, at each use; the block's
/// context is the same for all.
static void replaceContext(Value *pointer, uint64_t offset, Value *block,
                           Module &module) {
  for (Use &use : make_early_inc_range(pointer->uses())) {
    auto *user = cast<Instruction>(use.getUser());
    auto *load = dyn_cast<LoadInst>(user);
    ThreadValue which;
    if (load && offset == offsetof(ThreadContext, block)) {
      load->replaceAllUsesWith(block);
      load->eraseFromParent();
      continue;
    }
    if (load && load->getType()->isIntegerTy(32) && findField(offset, which)) {
      for (Use &value : make_early_inc_range(load->uses())) {
        auto *place = cast<Instruction>(value.getUser());
        if (auto *phi = dyn_cast<PHINode>(place)) {
          place = phi->getIncomingBlock(value)->getTerminator();
        }
        value.set(IRBuilder<>(place).CreateCall(threadValue(module, which)));
      }
      load->eraseFromParent();
      continue;
    }
    APInt step(64, 0);
    auto *address = dyn_cast<GetElementPtrInst>(user);
    if (address && use.getOperandNo() == 0 &&
        address->accumulateConstantOffset(module.getDataLayout(), step)) {
      replaceContext(address, offset + step.getZExtValue(), block, module);
      if (address->use_empty()) {
        address->eraseFromParent();
      }
    }
  }
}

/// Makes all places of `function` that name the variable use `address`, also
/// those that choose between names of it.
static void joinNames(Function &function, const GlobalVariable &variable,
                      IntrinsicInst *address) {
  auto isName = [&](const Value *value) {
    auto *name = dyn_cast<IntrinsicInst>(value);
    return name && name->getIntrinsicID() == Intrinsic::threadlocal_address &&
           name->getArgOperand(0) == &variable;
  };
  auto isChoice = [&](const Instruction &inst) {
    auto *select = dyn_cast<SelectInst>(&inst);
    auto *phi = dyn_cast<PHINode>(&inst);
    return select ? isName(select->getTrueValue()) &&
                        isName(select->getFalseValue())
                  : phi && all_of(phi->incoming_values(), [&](Value *value) {
                      return value == phi || isName(value);
                    });
  };
  bool isChanged = true;
  while (isChanged) {
    isChanged = false;
    for (Instruction &inst : make_early_inc_range(instructions(function))) {
      if (&inst != address && (isName(&inst) || isChoice(inst))) {
        inst.replaceAllUsesWith(address);
        inst.eraseFromParent();
        isChanged = true;
      }
    }
  }
}

/// False if the variable is used for more than to look up the thread.
static bool replaceContexts(Function &function, BasicBlock *start,
                            Value *block) {
  Module &module = *function.getParent();
  GlobalVariable *variable = module.getNamedGlobal(kThreadVariable);
  auto *address = cast<IntrinsicInst>(&*find_if(
      *start, [](Instruction &inst) { return isa<IntrinsicInst>(inst); }));
  joinNames(function, *variable, address);
  for (User *user : make_early_inc_range(address->users())) {
    auto *load = dyn_cast<LoadInst>(user);
    if (!load) {
      return false;
    }
    if (load->getParent() == start) {
      continue;
    }
    replaceContext(load, 0, block, module);
    for (Use &use : make_early_inc_range(load->uses())) {
      auto *place = cast<Instruction>(use.getUser());
      if (auto *phi = dyn_cast<PHINode>(place)) {
        place = phi->getIncomingBlock(use)->getTerminator();
      }
      use.set(IRBuilder<>(place).CreateCall(
          threadValue(module, ThreadValue::Context)));
    }
    load->eraseFromParent();
  }
  return true;
}

//===----------------------------------------------------------------------===//
// The loops
//===----------------------------------------------------------------------===//

namespace {
/// Builds the function that runs all threads of a block.
class LoopBuilder {
public:
  LoopBuilder(Function &function, Regions &regions, ThreadSlots &slots,
              BasicBlock *start)
      : function(function), module(*function.getParent()),
        context(function.getContext()), regions(regions), slots(slots),
        start(start), i32(Type::getInt32Ty(context)),
        i64(Type::getInt64Ty(context)), ptr(PointerType::get(context, 0)),
        group(MDNode::getDistinct(context, {})) {}

  void build(Value *contexts, Value *block);

private:
  Function &function;
  Module &module;
  LLVMContext &context;
  Regions &regions;
  ThreadSlots &slots;
  BasicBlock *start; ///< where slots and what all threads share are made
  Type *i32, *i64, *ptr;
  MDNode *group; ///< accesses that different threads make in any order
  Value *contexts = nullptr, *dims[3] = {}, *padded = nullptr;
  Value *frame = nullptr;
  /// For each slot the thread's copy; for uniform ones what all share.
  DenseMap<AllocaInst *, AllocaInst *> own, shared;
  DenseMap<BasicBlock *, BasicBlock *> pointBlocks, regionBlocks;
  std::vector<AllocaInst *> made;

  struct ThreadLoop {
    BasicBlock *before, *body, *end;
    Value *values[numThreadValues];
  };
  ThreadLoop makeLoop(BasicBlock *exit);
  void addLatch(IRBuilder<> &builder, PHINode *counter, BasicBlock *head,
                Value *limit, BasicBlock *exit, bool isInnermost);
  BasicBlock *blockFor(BasicBlock *original);
  void buildRegion(const Region &region);
  void buildPoint(BasicBlock *point);
  Value *placeOf(IRBuilder<> &builder, AllocaInst *slot, Value *linear);
  void finishBlock(BasicBlock *block, const ThreadLoop &loop);
  AllocaInst *makeSlot(AllocaInst *original, const char *suffix);
};
} // namespace

AllocaInst *LoopBuilder::makeSlot(AllocaInst *original, const char *suffix) {
  IRBuilder<> builder(start, start->begin());
  AllocaInst *slot = builder.CreateAlloca(original->getAllocatedType(), nullptr,
                                          original->getName() + suffix);
  made.push_back(slot);
  return slot;
}

/// Where the skeleton goes on in place of an original block.
BasicBlock *LoopBuilder::blockFor(BasicBlock *original) {
  return regions.isPoint(original) ? pointBlocks[original]
                                   : regionBlocks[original];
}

Value *LoopBuilder::placeOf(IRBuilder<> &builder, AllocaInst *slot,
                            Value *linear) {
  const ThreadSlots::Place place = slots.offsets[slot];
  Value *base = builder.CreateInBoundsGEP(
      builder.getInt8Ty(), frame,
      builder.CreateMul(padded, ConstantInt::get(i64, place.offset)));
  return builder.CreateInBoundsGEP(
      ArrayType::get(builder.getInt8Ty(), place.bytes), base,
      builder.CreateZExt(linear, i64));
}

void LoopBuilder::addLatch(IRBuilder<> &builder, PHINode *counter,
                           BasicBlock *head, Value *limit, BasicBlock *exit,
                           bool isInnermost) {
  Value *next = builder.CreateAdd(counter, ConstantInt::get(i32, 1), "",
                                  /*HasNUW=*/true, /*HasNSW=*/true);
  counter->addIncoming(next, builder.GetInsertBlock());
  Instruction *back =
      builder.CreateCondBr(builder.CreateICmpULT(next, limit), head, exit);
  if (isInnermost) {
    Metadata *parallel[] = {
        MDString::get(context, "llvm.loop.parallel_accesses"), group};
    MDNode *loop =
        MDNode::getDistinct(context, {nullptr, MDNode::get(context, parallel)});
    loop->replaceOperandWith(0, loop);
    back->setMetadata(LLVMContext::MD_loop, loop);
  }
}

/// Three loops around one body, ending in `exit`.
LoopBuilder::ThreadLoop LoopBuilder::makeLoop(BasicBlock *exit) {
  ThreadLoop loop;
  BasicBlock *heads[3], *latches[3];
  loop.before = BasicBlock::Create(context, "threads", &function);
  for (int axis = 2; axis >= 0; --axis) {
    heads[axis] = BasicBlock::Create(context, "head", &function);
  }
  loop.body = heads[0];
  loop.end = BasicBlock::Create(context, "end", &function);
  latches[0] = loop.end;
  for (int axis = 1; axis < 3; ++axis) {
    latches[axis] = BasicBlock::Create(context, "latch", &function);
  }
  PHINode *counters[3];
  IRBuilder<> builder(loop.before);
  Value *zero = ConstantInt::get(i32, 0), *row = zero;
  builder.CreateBr(heads[2]);
  for (int axis = 2; axis >= 0; --axis) {
    builder.SetInsertPoint(heads[axis]);
    counters[axis] = builder.CreatePHI(i32, 2);
    counters[axis]->addIncoming(zero,
                                axis == 2 ? loop.before : heads[axis + 1]);
    row = builder.CreateAdd(builder.CreateMul(row, dims[axis], "", true, true),
                            counters[axis], "", true, true);
    loop.values[axis] = counters[axis];
    if (axis > 0) {
      builder.CreateBr(heads[axis - 1]);
    }
  }
  loop.values[unsigned(ThreadValue::Linear)] = row;
  loop.values[unsigned(ThreadValue::Lane)] =
      builder.CreateAnd(row, ConstantInt::get(i32, 31));
  loop.values[unsigned(ThreadValue::Context)] = builder.CreateInBoundsGEP(
      ArrayType::get(builder.getInt8Ty(), sizeof(ThreadContext)), contexts,
      builder.CreateZExt(row, i64));
  // The innermost latch is the end of the body, which gets its branch later.
  for (int axis = 1; axis < 3; ++axis) {
    builder.SetInsertPoint(latches[axis]);
    addLatch(builder, counters[axis], heads[axis], dims[axis],
             axis == 2 ? exit : latches[axis + 1], false);
  }
  builder.SetInsertPoint(latches[0]);
  addLatch(builder, counters[0], heads[0], dims[0], latches[1], true);
  return loop;
}

/// Placeholders become the loop's values, and calls learn whose they are.
void LoopBuilder::finishBlock(BasicBlock *block, const ThreadLoop &loop) {
  for (Instruction &inst : make_early_inc_range(*block)) {
    ThreadValue which;
    if (isThreadValue(&inst, which)) {
      inst.replaceAllUsesWith(loop.values[unsigned(which)]);
      inst.eraseFromParent();
      continue;
    }
    if (inst.mayReadOrWriteMemory() &&
        !inst.hasMetadata(LLVMContext::MD_access_group)) {
      inst.setMetadata(LLVMContext::MD_access_group, group);
    }
    auto *call = dyn_cast<CallInst>(&inst);
    const Function *callee = call ? call->getCalledFunction() : nullptr;
    if (callee && !callee->isIntrinsic() &&
        (!callee->isDeclaration() ||
         callee->getName().starts_with("cubeportOracle"))) {
      IRBuilder<> builder(call);
      builder.CreateStore(loop.values[unsigned(ThreadValue::Context)],
                          builder.CreateThreadLocalAddress(
                              module.getNamedGlobal(kThreadVariable)));
    }
  }
}

void LoopBuilder::buildRegion(const Region &region) {
  ThreadLoop loop = makeLoop(blockFor(region.end));
  regionBlocks[region.start]->replaceAllUsesWith(loop.before);
  BasicBlock *placeholder = regionBlocks[region.start];
  regionBlocks[region.start] = loop.before;
  placeholder->eraseFromParent();

  SmallPtrSet<AllocaInst *, 16> used, stored;
  for (BasicBlock *block : region.blocks) {
    for (Instruction &inst : *block) {
      for (Value *operand : inst.operands()) {
        if (auto *slot = dyn_cast<AllocaInst>(operand)) {
          used.insert(slot);
        }
      }
      if (auto *store = dyn_cast<StoreInst>(&inst)) {
        if (auto *slot = dyn_cast<AllocaInst>(store->getPointerOperand())) {
          stored.insert(slot);
        }
      }
    }
  }
  // In the order of the function, so that the code is the same each time.
  ValueToValueMapTy map;
  IRBuilder<> before(loop.before->getTerminator()), body(loop.body),
      end(loop.end, loop.end->begin());
  Value *linear = loop.values[unsigned(ThreadValue::Linear)];
  auto mark = [&](Instruction *access) {
    access->setMetadata(LLVMContext::MD_access_group, group);
  };
  for (AllocaInst *slot : slots.all) {
    if (!used.contains(slot)) {
      continue;
    }
    if (!slots.simple.contains(slot)) {
      map[slot] = placeOf(body, slot, linear);
      continue;
    }
    AllocaInst *mine = own[slot];
    Type *type = slot->getAllocatedType();
    map[slot] = mine;
    const bool isShared = slots.uniform.contains(slot);
    Value *place = isShared ? shared[slot] : nullptr;
    if (!isShared && slots.offsets.count(slot)) {
      place = placeOf(body, slot, linear);
    }
    if (place && slots.isLiveAt(slot, region.start)) {
      LoadInst *load = (isShared ? before : body).CreateLoad(type, place);
      isShared ? void() : mark(load);
      body.CreateStore(load, mine);
    }
    if (place && stored.contains(slot) && slots.isLiveAt(slot, region.end)) {
      StoreInst *store = end.CreateStore(end.CreateLoad(type, mine), place);
      isShared ? void() : mark(store);
    }
  }
  SmallVector<BasicBlock *, 16> copies;
  for (BasicBlock *block : region.blocks) {
    BasicBlock *copy = CloneBasicBlock(block, map, "", &function);
    map[block] = copy;
    copies.push_back(copy);
  }
  map[region.end] = loop.end;
  remapInstructionsInBlocks(copies, map);
  body.CreateBr(copies.front());
  for (BasicBlock *copy : copies) {
    finishBlock(copy, loop);
  }
}

void LoopBuilder::buildPoint(BasicBlock *point) {
  ValueToValueMapTy map;
  for (AllocaInst *slot : slots.all) {
    if (shared.count(slot)) {
      map[slot] = shared[slot];
    }
  }
  BasicBlock *copy = CloneBasicBlock(point, map, "", &function);
  remapInstructionsInBlocks({copy}, map);
  for (Instruction &inst : make_early_inc_range(*copy)) {
    if (isPlainBarrier(inst)) {
      IRBuilder<> builder(&inst);
      builder.CreateCall(module.getOrInsertFunction("cubeportOracleNextEpoch",
                                                    builder.getVoidTy()));
      inst.replaceAllUsesWith(Constant::getNullValue(inst.getType()));
      inst.eraseFromParent();
    }
  }
  for (Use &operand : copy->getTerminator()->operands()) {
    if (auto *successor = dyn_cast<BasicBlock>(operand.get())) {
      operand.set(blockFor(successor));
    }
  }
  pointBlocks[point]->replaceAllUsesWith(copy);
  BasicBlock *placeholder = pointBlocks[point];
  pointBlocks[point] = copy;
  placeholder->eraseFromParent();
}

void LoopBuilder::build(Value *contextsValue, Value *block) {
  contexts = contextsValue;
  std::vector<BasicBlock *> originals;
  for (BasicBlock &old : function) {
    if (&old != start) {
      originals.push_back(&old);
    }
  }
  BasicBlock *first = start->getSingleSuccessor();
  start->getTerminator()->eraseFromParent();
  IRBuilder<> builder(start);
  auto loadField = [&](uint64_t offset, Type *type) {
    LoadInst *load = builder.CreateLoad(
        type,
        builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), block, offset));
    load->setMetadata(LLVMContext::MD_invariant_load, MDNode::get(context, {}));
    return load;
  };
  for (int axis = 0; axis < 3; ++axis) {
    dims[axis] = loadField(offsetof(BlockContext, blockDim) + 4 * axis, i32);
  }
  frame = loadField(offsetof(BlockContext, frame), ptr);
  padded = builder.CreateZExt(
      loadField(offsetof(BlockContext, frameThreads), i32), i64);
  for (AllocaInst *slot : slots.all) {
    if (slots.simple.contains(slot)) {
      own[slot] = makeSlot(slot, ".own");
      if (slots.uniform.contains(slot)) {
        shared[slot] = makeSlot(slot, ".all");
      }
    }
  }
  for (BasicBlock *point : regions.points) {
    pointBlocks[point] = BasicBlock::Create(context, "", &function);
  }
  for (auto &[first, region] : regions.regions) {
    regionBlocks[first] = BasicBlock::Create(context, "", &function);
  }
  for (auto &[first, region] : regions.regions) {
    buildRegion(region);
  }
  for (BasicBlock *point : regions.points) {
    buildPoint(point);
  }
  builder.CreateBr(blockFor(first));
  for (BasicBlock *old : originals) {
    old->dropAllReferences();
  }
  for (BasicBlock *old : originals) {
    old->eraseFromParent();
  }
  for (AllocaInst *slot : slots.all) {
    slot->eraseFromParent();
  }
  DominatorTree dominators(function);
  PromoteMemToReg(made, dominators);
}

//===----------------------------------------------------------------------===//
// The whole
//===----------------------------------------------------------------------===//

/// Makes the block in which what all threads share is looked up once; locals
/// go there too.
static BasicBlock *makeStart(Function &function, Value *&contexts,
                             Value *&block) {
  BasicBlock &first = function.getEntryBlock();
  BasicBlock *start =
      BasicBlock::Create(function.getContext(), "start", &function, &first);
  IRBuilder<> builder(start);
  Type *ptr = builder.getPtrTy();
  auto *variable = function.getParent()->getNamedGlobal(kThreadVariable);
  contexts =
      builder.CreateLoad(ptr, builder.CreateThreadLocalAddress(variable));
  block = builder.CreateLoad(
      ptr, builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), contexts,
                                              offsetof(ThreadContext, block)));
  builder.CreateBr(&first);
  for (Instruction &inst : make_early_inc_range(first)) {
    if (isa<AllocaInst>(inst)) {
      inst.moveBefore(start->begin());
    }
  }
  return start;
}

/// Arguments and what the block's context says are there whether a thread needs
/// them or not: they are loaded once.
static void hoistArguments(Function &function, BasicBlock *start,
                           const Value *block) {
  auto isReady = [&](const Value *value) {
    auto *inst = dyn_cast<Instruction>(value);
    return !inst || (inst->getParent() == start && !isa<AllocaInst>(inst));
  };
  for (BasicBlock *at : ReversePostOrderTraversal<Function *>(&function)) {
    for (Instruction &inst : make_early_inc_range(*at)) {
      auto *load = dyn_cast<LoadInst>(&inst);
      auto *address = dyn_cast<GetElementPtrInst>(&inst);
      if (at == start || !all_of(inst.operands(), isReady) ||
          !((load && load->isSimple()) ||
            (address && address->hasAllConstantIndices()))) {
        continue;
      }
      const Value *base = getUnderlyingObject(inst.getOperand(0),
                                              /*MaxLookup=*/0);
      if (load && base == block
              ? load->hasMetadata(LLVMContext::MD_invariant_load)
              : address || leadsToArguments(inst.getOperand(0), function)) {
        inst.moveBefore(start->getTerminator()->getIterator());
      }
    }
  }
}

/// True if every branch between barriers is one that all threads take alike.
static bool areDecisionsUniform(const Regions &regions,
                                const Uniformity &uniformity) {
  return all_of(regions.points, [&](BasicBlock *point) {
    const Instruction *end = point->getTerminator();
    return end->getNumSuccessors() < 2 ||
           uniformity.isUniform(end->getOperand(0));
  });
}

/// Works on a copy of the kernel, which is thrown away if it cannot be done.
static bool transform(Function &function, uint64_t &frameBytes) {
  Value *contexts = nullptr, *block = nullptr;
  BasicBlock *start = makeStart(function, contexts, block);
  for (Instruction &inst : *start) {
    auto *local = dyn_cast<AllocaInst>(&inst);
    if (local && escapes(*local)) {
      return false;
    }
  }
  if (!replaceContexts(function, start, block)) {
    return false;
  }
  hoistArguments(function, start, block);
  Regions regions;
  if (!regions.find(function)) {
    return false;
  }
  {
    Uniformity uniformity(function);
    if (!areDecisionsUniform(regions, uniformity)) {
      return false;
    }
    ThreadSlots slots(function);
    slots.demote(uniformity);
    slots.computeLiveness();
    slots.place(regions);
    LoopBuilder(function, regions, slots, start).build(contexts, block);
    frameBytes = slots.frameBytes;
  }
  return true;
}

Function *cubeport::oracle::makeThreadLoops(Function &entry,
                                            uint64_t &frameBytes) {
  if (!entry.getParent()->getNamedGlobal(kThreadVariable) || !canLoop(entry)) {
    return nullptr;
  }
  ValueToValueMapTy map;
  Function *copy = CloneFunction(&entry, map);
  if (!transform(*copy, frameBytes)) {
    copy->eraseFromParent();
    return nullptr;
  }
  return copy;
}
