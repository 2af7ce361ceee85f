// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a thread keeps from one region to the next: values that cross blocks
// become slots, and liveness says which slots cross regions.
#include "lib/Oracle/ThreadSlots.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/Transforms/Utils/Local.h"
#include "llvm/Transforms/Utils/PromoteMemToReg.h"

using namespace cubeport::oracle;
using namespace llvm;

/// Instructions that it may take to compute a value again.
static constexpr unsigned maxAgain = 24;

/// True if `value` can be computed again from what threads have in common and
/// their own numbers; counts the instructions.
static bool canRepeat(const Value *value, const Uniformity &uniformity,
                      unsigned &count) {
  auto *inst = dyn_cast<Instruction>(value);
  ThreadValue which;
  if (!inst || isa<AllocaInst>(inst) || uniformity.isUniform(inst) ||
      isThreadValue(inst, which)) {
    return true;
  }
  const bool isPure = isa<BinaryOperator>(inst) || isa<CastInst>(inst) ||
                      isa<GetElementPtrInst>(inst) || isa<CmpInst>(inst) ||
                      isa<SelectInst>(inst) || isa<FreezeInst>(inst);
  if (!isPure || inst->isFPDivRem() || ++count > maxAgain) {
    return false;
  }
  return all_of(inst->operands(), [&](const Use &operand) {
    return canRepeat(operand.get(), uniformity, count);
  });
}

/// A copy of `value` and of what it takes, before `place`.
static Value *repeat(Value *value, const Uniformity &uniformity,
                     Instruction *place) {
  auto *inst = dyn_cast<Instruction>(value);
  ThreadValue which;
  if (!inst || isa<AllocaInst>(inst) ||
      (uniformity.isUniform(inst) && !isThreadValue(inst, which))) {
    return value;
  }
  Instruction *copy = inst->clone();
  for (Use &operand : copy->operands()) {
    operand.set(repeat(operand.get(), uniformity, place));
  }
  copy->insertBefore(place->getIterator());
  return copy;
}

static bool crossesBlocks(const Instruction &inst) {
  return any_of(inst.users(), [&](const User *user) {
    auto *place = cast<Instruction>(user);
    return place->getParent() != inst.getParent() || isa<PHINode>(place);
  });
}

/// Computes again, where it is used, what is cheaper than to keep.
static void repeatValues(Function &function, const Uniformity &uniformity) {
  std::vector<Instruction *> list;
  for (Instruction &inst : instructions(function)) {
    unsigned count = 0;
    if (!uniformity.isUniform(&inst) && !inst.getType()->isVoidTy() &&
        crossesBlocks(inst) && canRepeat(&inst, uniformity, count)) {
      list.push_back(&inst);
    }
  }
  for (Instruction *inst : reverse(list)) {
    for (Use &use : make_early_inc_range(inst->uses())) {
      auto *user = cast<Instruction>(use.getUser());
      Instruction *place = user;
      if (auto *phi = dyn_cast<PHINode>(user)) {
        place = phi->getIncomingBlock(use)->getTerminator();
      }
      if (place->getParent() != inst->getParent()) {
        use.set(repeat(inst, uniformity, place));
      }
    }
    if (inst->use_empty()) {
      inst->eraseFromParent();
    }
  }
}

void ThreadSlots::demote(const Uniformity &uniformity) {
  repeatValues(function, uniformity);
  BasicBlock &entry = function.getEntryBlock();
  // Slots begin at the entry, before all else.
  const auto place = entry.getFirstNonPHIOrDbgOrAlloca();
  std::vector<Instruction *> phis, values;
  for (Instruction &inst : instructions(function)) {
    if (isa<PHINode>(inst)) {
      phis.push_back(&inst);
    }
  }
  auto note = [&](AllocaInst *slot, bool isUniform) {
    if (slot && isUniform) {
      uniform.insert(slot);
    }
  };
  // Values first: the slots of the phis are then loaded where they stand.
  for (Instruction &inst : instructions(function)) {
    if (inst.getParent() != &entry && !isa<PHINode>(inst) &&
        !inst.getType()->isVoidTy() && crossesBlocks(inst)) {
      values.push_back(&inst);
    }
  }
  for (Instruction *inst : values) {
    const bool isUniform = uniformity.isUniform(inst);
    note(DemoteRegToStack(*inst, /*VolatileLoads=*/false, place), isUniform);
  }
  for (Instruction *inst : phis) {
    auto *phi = cast<PHINode>(inst);
    const bool isUniform = uniformity.isUniform(phi);
    const bool crosses = any_of(phi->users(), [&](const User *user) {
      return cast<Instruction>(user)->getParent() != phi->getParent();
    });
    // The phi becomes a load, which other blocks must not see.
    if (crosses) {
      note(DemoteRegToStack(*phi, false, place), isUniform);
    }
    note(DemotePHIToStack(phi, place), isUniform);
  }
  for (Instruction &inst : make_early_inc_range(instructions(function))) {
    auto *local = dyn_cast<AllocaInst>(&inst);
    if (inst.isLifetimeStartOrEnd()) {
      inst.eraseFromParent();
    } else if (local) {
      all.push_back(local);
    }
  }
  for (AllocaInst *slot : all) {
    if (isAllocaPromotable(slot)) {
      simple.insert(slot);
    }
  }
}

void ThreadSlots::computeLiveness() {
  DenseMap<const BasicBlock *, SlotSet> exposed, killed;
  for (BasicBlock &block : function) {
    for (Instruction &inst : block) {
      if (auto *load = dyn_cast<LoadInst>(&inst)) {
        auto *slot = dyn_cast<AllocaInst>(load->getPointerOperand());
        if (slot && simple.contains(slot) && !killed[&block].contains(slot)) {
          exposed[&block].insert(slot);
        }
      } else if (auto *store = dyn_cast<StoreInst>(&inst)) {
        auto *slot = dyn_cast<AllocaInst>(store->getPointerOperand());
        if (slot && simple.contains(slot)) {
          killed[&block].insert(slot);
        }
      }
    }
    liveIn[&block] = exposed[&block];
  }
  bool isChanged = true;
  while (isChanged) {
    isChanged = false;
    for (BasicBlock &block : reverse(function)) {
      for (BasicBlock *successor : successors(&block)) {
        const SlotSet behind = liveIn[successor];
        for (AllocaInst *slot : behind) {
          if (!killed[&block].contains(slot)) {
            isChanged |= liveIn[&block].insert(slot).second;
          }
        }
      }
    }
  }
}

void ThreadSlots::place(const Regions &regions) {
  const DataLayout &layout = function.getParent()->getDataLayout();
  for (AllocaInst *slot : all) {
    const bool isKept =
        !simple.contains(slot) ||
        (!uniform.contains(slot) &&
         any_of(regions.regions, [&](const auto &entry) {
           return isLiveAt(slot, entry.second.start);
         }));
    if (!isKept) {
      continue;
    }
    const uint64_t bytes =
        alignTo(slot->getAllocationSize(layout)->getFixedValue(),
                simple.contains(slot)
                    ? layout.getABITypeAlign(slot->getAllocatedType())
                    : slot->getAlign());
    offsets[slot] = {frameBytes, bytes};
    // Places of one slot lie together; each slot starts on a line.
    frameBytes += bytes;
  }
}
