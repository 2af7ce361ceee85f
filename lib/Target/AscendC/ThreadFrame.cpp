// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which values of a thread outlive a pause.
#include "lib/Target/AscendC/ThreadFrame.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::target;

ThreadFrame::ThreadFrame(davinci::ThreadsOp threads) {
  threads->walk([&](davinci::PauseOp pause) {
    for (Operation *op = pause; op != threads; op = op->getParentOp()) {
      pausing.insert(op);
    }
  });
  pausing.insert(threads);
  threads->walk([&](Block *block) {
    unsigned count = 0;
    for (Operation &op : *block) {
      before[&op] = count;
      count += pausing.contains(&op);
    }
  });
  threads.getBody().walk([&](Operation *op) {
    for (Value result : op->getResults()) {
      if (crossesPause(result)) {
        kept.insert(result);
      }
    }
  });
  // Outer ops first: what one keeps may be another's variable.
  threads.getBody().walk<WalkOrder::PreOrder>(
      [&](Operation *op) { keepVariables(op); });
}

bool ThreadFrame::isStable(Value value) const {
  Operation *definition = value.getDefiningOp();
  if (!definition) {
    Operation *owner = value.getParentBlock()->getParentOp();
    return isa<davinci::ThreadsOp, func::FuncOp>(owner);
  }
  return isa<arith::ExtSIOp, arith::ExtUIOp, arith::TruncIOp>(definition) &&
         isStable(definition->getOperand(0));
}

/// Whether a pause may lie between the value and its use.
bool ThreadFrame::isBehindPause(Value value, OpOperand &use) const {
  Operation *user = use.getOwner();
  Operation *inBlock = value.getParentBlock()->findAncestorOpInBlock(*user);
  unsigned start = 0;
  if (Operation *definition = value.getDefiningOp()) {
    start = before.lookup(definition) + pausing.contains(definition);
    if (isa<davinci::PauseOp>(definition)) {
      start = before.lookup(definition) + 1;
    }
  }
  if (before.lookup(inBlock) > start) {
    return true;
  }
  if (inBlock != user) {
    return pausing.contains(inBlock);
  }
  // A counting loop reads its bound and its step again in every trip.
  auto loop = dyn_cast<scf::ForOp>(user);
  return loop && pausing.contains(user) &&
         (use.get() == loop.getUpperBound() || use.get() == loop.getStep());
}

bool ThreadFrame::crossesPause(Value value) const {
  Operation *definition = value.getDefiningOp();
  if (isStable(value)) {
    return false;
  }
  if (definition && (definition->hasTrait<OpTrait::ConstantLike>() ||
                     isa<davinci::ThreadArrayOp, davinci::BlockArrayOp>(
                         definition))) {
    return false; // always there
  }
  for (OpOperand &use : value.getUses()) {
    if (isBehindPause(value, use)) {
      return true;
    }
    // A view is text: its address is read where the view is used.
    Operation *user = use.getOwner();
    if (isa<davinci::ViewOp, davinci::FromAddressOp>(user)) {
      for (OpOperand &inner : user->getResult(0).getUses()) {
        if (isBehindPause(value, inner)) {
          return true;
        }
      }
    }
  }
  return false;
}

/// Variables of a loop or a branch: its results and what it carries are one.
void ThreadFrame::keepVariables(Operation *op) {
  if (!isa<scf::ForOp, scf::WhileOp, scf::IfOp, scf::IndexSwitchOp>(op)) {
    return;
  }
  bool keeps = pausing.contains(op) ||
               llvm::any_of(op->getResults(),
                            [&](Value result) { return isKept(result); });
  if (!keeps) {
    return;
  }
  for (Value result : op->getResults()) {
    kept.insert(result);
  }
  for (Region &region : op->getRegions()) {
    for (BlockArgument argument : region.getArguments()) {
      kept.insert(argument);
    }
  }
}

int64_t ThreadArrays::placeBytes(MemRefType array) {
  // An element of any size may begin at any array.
  constexpr int64_t kAlignment = 16;
  return llvm::alignTo(
      array.getNumElements() * array.getElementTypeBitWidth() / 8, kAlignment);
}

ThreadArrays::ThreadArrays(davinci::ThreadsOp threads) {
  threads->walk([&](Operation *op) {
    hasShared |= isa<davinci::BlockArrayOp>(op);
    if (isa<davinci::ThreadArrayOp>(op) && !op->use_empty()) {
      ownBytes += placeBytes(cast<MemRefType>(op->getResult(0).getType()));
    }
    if (auto pause = dyn_cast<davinci::PauseOp>(op)) {
      pauses = true;
      syncsGrid |= pause.getKind() == davinci::PauseKind::grid;
      takesTurns |= pause.getKind() == davinci::PauseKind::yield;
    }
    if (auto address = dyn_cast<davinci::AddressOfOp>(op)) {
      Value source = address.getSource();
      while (auto view = source.getDefiningOp<davinci::ViewOp>()) {
        source = view.getSource();
      }
      escape |= isa_and_nonnull<davinci::ThreadArrayOp, davinci::BlockArrayOp>(
          source.getDefiningOp());
    }
  });
  // Locals of C++ stand on the scalar unit's stack, which has 32 KiB for all.
  constexpr int64_t kMostStackBytes = 16384;
  escape |= !pauses && ownBytes > kMostStackBytes;
}
