// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that call themselves become one function with a stack of frames.
// The chip's compiler has no recursion, so that calls among them are jumps:
// parameters, what lives across a call and arrays stand in frames, one array
// of the thread for each, indexed by the depth of the call.
#include "lib/Frontend/CompileDevice.h"
#include "lib/Frontend/Output.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SCCIterator.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Analysis/CallGraph.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace cubeport;
using namespace llvm;

namespace {
/// Bytes of all frames of a recursion, for each thread of a block.
constexpr uint64_t kMostFrameBytes = 65536;

/// Functions that call each other in a circle.
using Circle = SmallSetVector<Function *, 4>;

/// Builds the function that takes the place of one member of a circle.
class FrameStack {
public:
  FrameStack(const Circle &circle, Function &first, unsigned depth)
      : circle(circle), first(first), depth(depth),
        context(first.getContext()), i32(Type::getInt32Ty(context)),
        builder(context) {}

  Function *build();
  uint64_t frameBytes() const { return bytes; }

private:
  /// A copy of a member within the result.
  struct Member {
    BasicBlock *entry;
    /// Per parameter its stack; null: the same in all calls, or unused.
    SmallVector<AllocaInst *> parameters;
    AllocaInst *result = nullptr;
    SmallVector<CallInst *> calls;
    SmallVector<ReturnInst *> returns;
  };

  const Circle &circle;
  Function &first;
  unsigned depth;
  LLVMContext &context;
  Type *i32;
  IRBuilder<> builder;
  Function *whole = nullptr;
  BasicBlock *entry = nullptr, *leave = nullptr;
  /// The depth of the call under way; where each call goes on.
  AllocaInst *position = nullptr, *returnPlaces = nullptr;
  MapVector<Function *, Member> members;
  uint64_t bytes = 0;

  const DataLayout &layout() const { return first.getDataLayout(); }
  Value *loadPosition() { return builder.CreateLoad(i32, position); }
  Value *slot(AllocaInst *stack, Value *at) {
    return builder.CreateInBoundsGEP(stack->getAllocatedType(), stack,
                                     {builder.getInt32(0), at});
  }
  AllocaInst *createStack(Type *type, Align align);
  void copyMember(Function &member);
  void splitCalls(Function &copy, Member &member);
  void keepAcrossCalls(Function &copy, const Member &member);
  void moveParameters(Function &original, Function &copy, Member &member);
  void moveArrays(Function &copy);
  bool isInvariant(Function &original, unsigned index) const;
  template <typename Make> void replaceUses(Value &value, Make make);
  void connectCall(CallInst &call, unsigned place, SwitchInst &dispatch);
  void connectReturn(ReturnInst &back, const Member &member,
                     BasicBlock *dispatch);
};
} // namespace

AllocaInst *FrameStack::createStack(Type *type, Align align) {
  auto *stack = new AllocaInst(ArrayType::get(type, depth),
                               layout().getAllocaAddrSpace(), "frames",
                               entry->begin());
  stack->setAlignment(std::max(align, layout().getPrefTypeAlign(type)));
  bytes += layout().getTypeAllocSize(type) * depth;
  return stack;
}

/// A new value in place of each use of `value`, made right there: the frame
/// may be another one.
template <typename Make>
void FrameStack::replaceUses(Value &value, Make make) {
  for (Use &use : make_early_inc_range(value.uses())) {
    auto *user = cast<Instruction>(use.getUser());
    if (auto *phi = dyn_cast<PHINode>(user)) {
      builder.SetInsertPoint(phi->getIncomingBlock(use)->getTerminator());
      // All entries for one block have to be one value.
      Value *made = make();
      BasicBlock *from = phi->getIncomingBlock(use);
      for (unsigned i = 0; i < phi->getNumIncomingValues(); ++i) {
        if (phi->getIncomingBlock(i) == from &&
            phi->getIncomingValue(i) == &value) {
          phi->setIncomingValue(i, made);
        }
      }
      return replaceUses(value, make);
    }
    builder.SetInsertPoint(user);
    use.set(make());
  }
}

/// Whether all calls of the only member pass on what it got itself.
bool FrameStack::isInvariant(Function &original, unsigned index) const {
  // A structure by value is a copy in each call.
  if (circle.size() != 1 || original.hasParamAttribute(index, Attribute::ByVal)) {
    return false;
  }
  return all_of(original.users(), [&](User *user) {
    auto *call = dyn_cast<CallInst>(user);
    return !call || call->getFunction() != &original ||
           call->getArgOperand(index) == original.getArg(index);
  });
}

/// Puts each call at the end of a block, and its result at the start of the
/// next one.
void FrameStack::splitCalls(Function &copy, Member &member) {
  for (Instruction &inst : instructions(copy)) {
    auto *call = dyn_cast<CallInst>(&inst);
    if (call && circle.contains(call->getCalledFunction())) {
      member.calls.push_back(call);
    }
  }
  for (CallInst *call : member.calls) {
    BasicBlock *behind =
        SplitBlock(call->getParent(), call->getNextNode()->getIterator());
    Function *callee = call->getCalledFunction();
    if (!call->getType()->isVoidTy()) {
      builder.SetInsertPoint(behind, behind->begin());
      call->replaceAllUsesWith(builder.CreateLoad(
          call->getType(), members[callee].result));
    }
  }
}

/// Values that are used behind a call, from before it, move to frames.
void FrameStack::keepAcrossCalls(Function &copy, const Member &member) {
  using Values = DenseSet<Instruction *>;
  DenseMap<BasicBlock *, Values> liveIn;
  auto isValue = [](Value *value) {
    return isa<Instruction>(value) && !isa<AllocaInst>(value);
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (BasicBlock &block : copy) {
      Values live;
      for (BasicBlock *next : successors(&block)) {
        for (Instruction *value : liveIn[next]) {
          live.insert(value);
        }
        for (PHINode &phi : next->phis()) {
          Value *value = phi.getIncomingValueForBlock(&block);
          if (isValue(value)) {
            live.insert(cast<Instruction>(value));
          }
        }
      }
      for (Instruction &inst : reverse(block)) {
        live.erase(&inst);
        if (!isa<PHINode>(inst)) {
          for (Value *operand : inst.operands()) {
            if (isValue(operand)) {
              live.insert(cast<Instruction>(operand));
            }
          }
        }
      }
      if (live.size() != liveIn[&block].size()) {
        liveIn[&block] = std::move(live);
        changed = true;
      }
    }
  }
  SetVector<Instruction *> across;
  for (CallInst *call : member.calls) {
    // In the order of the code, so that the output is the same each time.
    const Values &live = liveIn[call->getParent()->getSingleSuccessor()];
    for (Instruction &inst : instructions(copy)) {
      if (live.contains(&inst)) {
        across.insert(&inst);
      }
    }
  }
  for (Instruction *value : across) {
    if (auto *phi = dyn_cast<PHINode>(value)) {
      // What it leaves, a load in its place, is used behind the call as well.
      AllocaInst *kept = DemotePHIToStack(phi);
      for (User *user : kept->users()) {
        if (auto *load = dyn_cast<LoadInst>(user)) {
          value = load;
        }
      }
    }
    DemoteRegToStack(*value);
  }
}

void FrameStack::moveParameters(Function &original, Function &copy,
                                Member &member) {
  for (Argument &argument : copy.args()) {
    unsigned index = argument.getArgNo();
    bool isShared = isInvariant(original, index);
    if (argument.use_empty() || isShared) {
      if (isShared) {
        argument.replaceAllUsesWith(whole->getArg(index));
      }
      member.parameters.push_back(nullptr);
      continue;
    }
    Type *byValue = argument.getParamByValType();
    Type *type = byValue ? byValue : argument.getType();
    AllocaInst *stack = createStack(type, argument.getParamAlign().valueOrOne());
    member.parameters.push_back(stack);
    replaceUses(argument, [&]() -> Value * {
      Value *address = slot(stack, loadPosition());
      return byValue ? address : builder.CreateLoad(type, address);
    });
  }
}

/// Each array of a member, and each value that was kept, is one per frame.
void FrameStack::moveArrays(Function &copy) {
  SmallVector<AllocaInst *> arrays;
  for (Instruction &inst : instructions(copy)) {
    if (auto *array = dyn_cast<AllocaInst>(&inst)) {
      arrays.push_back(array);
    }
  }
  for (AllocaInst *array : arrays) {
    Type *type = array->getAllocatedType();
    uint64_t count = cast<ConstantInt>(array->getArraySize())->getZExtValue();
    if (count != 1) {
      type = ArrayType::get(type, count);
    }
    AllocaInst *stack = createStack(type, array->getAlign());
    replaceUses(*array, [&] { return slot(stack, loadPosition()); });
    array->eraseFromParent();
  }
}

/// Hints about lifetimes name an array itself, which there will not be.
static void dropHints(Function &function) {
  for (Instruction &inst : make_early_inc_range(instructions(function))) {
    if (auto *hint = dyn_cast<IntrinsicInst>(&inst);
        hint && (hint->isLifetimeStartOrEnd() || isa<AssumeInst>(hint))) {
      inst.eraseFromParent();
    }
  }
}

void FrameStack::copyMember(Function &original) {
  ValueToValueMapTy map;
  Function *copy = CloneFunction(&original, map);
  Member &member = members[&original];
  dropHints(*copy);
  splitCalls(*copy, member);
  keepAcrossCalls(*copy, member);
  moveParameters(original, *copy, member);
  moveArrays(*copy);
  member.entry = &copy->getEntryBlock();
  for (BasicBlock &block : *copy) {
    if (auto *back = dyn_cast<ReturnInst>(block.getTerminator())) {
      member.returns.push_back(back);
    }
  }
  whole->splice(whole->end(), copy);
  copy->eraseFromParent();
}

/// The next frame gets the arguments, and the place where to go on.
void FrameStack::connectCall(CallInst &call, unsigned place,
                             SwitchInst &dispatch) {
  BasicBlock *block = call.getParent(), *behind = block->getSingleSuccessor();
  Function *callee = call.getCalledFunction();
  const Member &member = members[callee];
  block->getTerminator()->eraseFromParent();
  BasicBlock *tooDeep = BasicBlock::Create(context, "", whole);
  BasicBlock *push = BasicBlock::Create(context, "", whole);
  builder.SetInsertPoint(block);
  builder.SetCurrentDebugLocation(call.getDebugLoc());
  Value *next = builder.CreateAdd(loadPosition(), builder.getInt32(1));
  builder.CreateCondBr(builder.CreateICmpUGE(next, builder.getInt32(depth)),
                       tooDeep, push);
  builder.SetInsertPoint(tooDeep);
  std::string text = "CP2021: recursion of " +
                     demangle(callee->getName().str()) + " is deeper than " +
                     std::to_string(depth) +
                     " calls; --recursion-depth=N allows more";
  builder.CreateCall(whole->getParent()->getOrInsertFunction(
      (frontend::kAbortPrefix + toHex(text)).str(),
      FunctionType::get(builder.getVoidTy(), false)));
  builder.CreateUnreachable();
  builder.SetInsertPoint(push);
  for (auto [index, stack] : enumerate(member.parameters)) {
    if (!stack) {
      continue;
    }
    Value *argument = call.getArgOperand(index);
    if (Type *type = callee->getParamByValType(index)) {
      builder.CreateMemCpy(slot(stack, next), stack->getAlign(), argument,
                           call.getParamAlign(index),
                           layout().getTypeAllocSize(type));
    } else {
      builder.CreateStore(argument, slot(stack, next));
    }
  }
  builder.CreateStore(builder.getInt32(place), slot(returnPlaces, next));
  builder.CreateStore(next, position);
  builder.CreateBr(member.entry);
  dispatch.addCase(builder.getInt32(place), behind);
  call.eraseFromParent();
}

void FrameStack::connectReturn(ReturnInst &back, const Member &member,
                               BasicBlock *dispatch) {
  builder.SetInsertPoint(&back);
  if (Value *value = back.getReturnValue()) {
    builder.CreateStore(value, member.result);
  }
  builder.CreateBr(dispatch);
  back.eraseFromParent();
}

Function *FrameStack::build() {
  whole = Function::Create(first.getFunctionType(),
                           GlobalValue::InternalLinkage,
                           first.getName() + ".frames", first.getParent());
  whole->setAttributes(first.getAttributes());
  whole->removeFnAttr(Attribute::Memory);
  entry = BasicBlock::Create(context, "", whole);
  leave = BasicBlock::Create(context, "", whole);
  unsigned space = layout().getAllocaAddrSpace();
  auto scalar = [&](Type *type) {
    return new AllocaInst(type, space, "", entry->begin());
  };
  position = scalar(i32);
  returnPlaces = createStack(i32, Align(4));
  for (Function *member : circle) {
    Type *type = member->getReturnType();
    members[member].result = type->isVoidTy() ? nullptr : scalar(type);
  }
  for (Function *member : circle) {
    copyMember(*member);
  }
  // Where a call ends, its frame goes and its place says where to go on.
  BasicBlock *dispatch = BasicBlock::Create(context, "", whole);
  builder.SetInsertPoint(dispatch);
  Value *at = loadPosition();
  Value *place = builder.CreateLoad(i32, slot(returnPlaces, at));
  builder.CreateStore(builder.CreateSub(at, builder.getInt32(1)), position);
  SwitchInst *choice = builder.CreateSwitch(place, leave);
  unsigned places = 0;
  for (auto &[function, member] : members) {
    for (ReturnInst *back : member.returns) {
      connectReturn(*back, member, dispatch);
    }
    for (CallInst *call : member.calls) {
      connectCall(*call, ++places, *choice);
    }
  }
  const Member &member = members[&first];
  builder.SetInsertPoint(entry);
  builder.SetCurrentDebugLocation(DebugLoc());
  Value *zero = builder.getInt32(0);
  builder.CreateStore(zero, position);
  builder.CreateStore(zero, slot(returnPlaces, zero));
  for (auto [index, stack] : enumerate(member.parameters)) {
    if (!stack) {
      continue;
    }
    if (Type *type = first.getParamByValType(index)) {
      builder.CreateMemCpy(slot(stack, zero), stack->getAlign(),
                           whole->getArg(index), MaybeAlign(),
                           layout().getTypeAllocSize(type));
    } else {
      builder.CreateStore(whole->getArg(index), slot(stack, zero));
    }
  }
  builder.CreateBr(member.entry);
  builder.SetInsertPoint(leave);
  if (member.result) {
    builder.CreateRet(
        builder.CreateLoad(first.getReturnType(), member.result));
  } else {
    builder.CreateRetVoid();
  }
  return whole;
}

/// Frames have a fixed size, and calls stand where they can be jumps.
static bool canBuild(const Circle &circle) {
  for (Function *function : circle) {
    if (function->isVarArg()) {
      return false;
    }
    for (Instruction &inst : instructions(function)) {
      auto *array = dyn_cast<AllocaInst>(&inst);
      auto *call = dyn_cast<CallBase>(&inst);
      bool isMember = call && circle.contains(call->getCalledFunction());
      if ((array && !isa<ConstantInt>(array->getArraySize())) ||
          (isMember && !isa<CallInst>(call))) {
        return false;
      }
    }
  }
  return true;
}

/// Reported where a member calls another one.
static void refuse(const Circle &circle, uint64_t bytes, unsigned depth) {
  for (Function *member : circle) {
    for (User *user : make_early_inc_range(member->users())) {
      auto *call = dyn_cast<CallInst>(user);
      if (call && call->getCalledFunction() == member &&
          circle.contains(call->getFunction())) {
        frontend::replaceByRefusal(
            *call, "CP2003",
            "recursion of " + demangle(member->getName().str()) + ", " +
                Twine(depth) + " calls deep, needs " + Twine(bytes) +
                " bytes for its frames; a thread has " +
                Twine(kMostFrameBytes) + "; --recursion-depth=N takes less");
      }
    }
  }
}

static SmallVector<Circle> findCircles(Module &module) {
  SmallVector<Circle> circles;
  CallGraph graph(module);
  for (auto at = scc_begin(&graph); !at.isAtEnd(); ++at) {
    if (!at.hasCycle()) {
      continue;
    }
    Circle circle;
    for (CallGraphNode *node : *at) {
      if (Function *function = node->getFunction();
          function && !function->isDeclaration()) {
        circle.insert(function);
      }
    }
    if (!circle.empty()) {
      circles.push_back(circle);
    }
  }
  return circles;
}

void frontend::removeRecursion(Module &module, unsigned depth) {
  for (const Circle &circle : findCircles(module)) {
    if (!canBuild(circle)) {
      continue; // for the gate
    }
    for (Function *member : circle) {
      auto isOutside = [&](Use &use) {
        auto *inst = dyn_cast<Instruction>(use.getUser());
        return !inst || !circle.contains(inst->getFunction());
      };
      if (none_of(member->uses(), isOutside)) {
        continue;
      }
      FrameStack stack(circle, *member, depth);
      Function *whole = stack.build();
      if (stack.frameBytes() > kMostFrameBytes) {
        whole->eraseFromParent();
        refuse(circle, stack.frameBytes(), depth);
        break;
      }
      member->replaceUsesWithIf(whole, [&](Use &use) {
        auto *inst = dyn_cast<Instruction>(use.getUser());
        return isOutside(use) && (!inst || inst->getFunction() != whole);
      });
    }
  }
}
