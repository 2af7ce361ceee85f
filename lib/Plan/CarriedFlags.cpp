// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which flags a loop with slots carries, and where they stand.
#include "lib/Plan/CarriedFlags.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;
using davinci::Pipe;

/// Ours are 0 to 5 (docs/machine.md, M7).
static constexpr int32_t kFlagIds = 6;

std::optional<int32_t> FlagIds::take(Sync sync, int64_t count) {
  int32_t &next = taken[{sync.source, sync.destination}];
  if (next + count >= kFlagIds) {
    return std::nullopt;
  }
  next += count;
  return next - count;
}

int32_t FlagIds::takeLast(Sync sync) const {
  auto found = taken.find({sync.source, sync.destination});
  return found == taken.end() ? 0 : found->second;
}

SmallVector<Operation *> CarriedFlag::getOps() const {
  SmallVector<Operation *> ops(first.begin(), first.end());
  for (const Carry &carry : carries) {
    ops.push_back(carry.wait);
    ops.push_back(carry.set);
  }
  ops.append(last.begin(), last.end());
  return ops;
}

void CarriedFlag::setFirstId(int32_t id) {
  for (Carry &carry : carries) {
    carry.wait.setId(id);
    carry.set.setId(id);
  }
  for (auto [slot, flag] : llvm::enumerate(first)) {
    flag.setId(id + slot);
  }
  for (auto [slot, flag] : llvm::enumerate(last)) {
    flag.setId(id + slot);
  }
}

/// The accesses to slots of `loop`, in textual order, as those of one slot.
static SmallVector<Access> findSlotAccesses(scf::ForOp loop,
                                            const SlotCycle &cycle) {
  SmallVector<Access> result;
  loop.walk<WalkOrder::PreOrder>([&](davinci::DavinciPipeOp op) {
    for (const Access &access :
         getAccesses(op, {{cycle.slot, cycle.values.front()}})) {
      if (access.space == davinci::Space::gm) {
        continue;
      }
      // What lies elsewhere for another slot, lies in a slot.
      bool isSlot =
          llvm::none_of(getAccesses(op, {{cycle.slot, cycle.values.back()}}),
                        [&](const Access &other) {
                          return other.root == access.root &&
                                 other.begin == access.begin &&
                                 other.isWrite == access.isWrite;
                        });
      if (isSlot) {
        result.push_back(access);
      }
    }
  });
  return result;
}

namespace {
/// From where to where in a loop's body a slot is in use by two pipes.
struct Use {
  /// The first op of the pipe that must wait for the slot.
  Operation *first;
  /// The last op of the pipe that gives it back.
  Operation *last;
};
} // namespace

/// For each two pipes, what the later in the text does with a slot that the
/// earlier one must wait for in a later iteration.
static llvm::MapVector<std::pair<Pipe, Pipe>, Use>
findUses(scf::ForOp loop, ArrayRef<Access> accesses) {
  llvm::MapVector<std::pair<Pipe, Pipe>, Use> uses;
  auto inBody = [&](const Access &access) {
    Operation *op = access.op;
    return loop.getBody()->findAncestorOpInBlock(*op);
  };
  for (size_t early = 0; early < accesses.size(); ++early) {
    for (size_t late = early + 1; late < accesses.size(); ++late) {
      const Access &waits = accesses[early], &gives = accesses[late];
      if (waits.pipe == gives.pipe || !mustOrder(gives, waits)) {
        continue;
      }
      auto [use, isNew] = uses.insert(
          {{gives.pipe, waits.pipe}, {inBody(waits), inBody(gives)}});
      if (!isNew && use->second.last->isBeforeInBlock(inBody(gives))) {
        use->second.last = inBody(gives);
      }
    }
  }
  return uses;
}

static Carry insertCarry(scf::ForOp loop, Value slot, Sync sync, int32_t id,
                         Use use) {
  OpBuilder builder(use.first);
  auto wait = davinci::WaitFlagOp::create(
      builder, use.first->getLoc(), sync.source, sync.destination, id, slot);
  builder.setInsertionPointAfter(use.last);
  auto set = davinci::SetFlagOp::create(
      builder, use.last->getLoc(), sync.source, sync.destination, id, slot);
  return {loop, wait, set};
}

/// The ops of one block that contain the first and the last of the loops.
static std::pair<Operation *, Operation *> findSpan(ArrayRef<Carry> carries) {
  Block *block = carries.front().loop->getBlock();
  auto find = [&](const Carry &carry) {
    scf::ForOp loop = carry.loop;
    return block->findAncestorOpInBlock(*loop);
  };
  while (!llvm::all_of(carries, find)) {
    block = block->getParentOp()->getBlock();
  }
  Operation *first = find(carries.front()), *last = first;
  for (const Carry &carry : carries) {
    Operation *op = find(carry);
    first = op->isBeforeInBlock(first) ? op : first;
    last = last->isBeforeInBlock(op) ? op : last;
  }
  return {first, last};
}

/// Sets the flags of all slots before the loops, and waits for them behind.
static void insertAround(CarriedFlag &flag, int64_t slots) {
  auto [first, last] = findSpan(flag.carries);
  int32_t id = flag.carries.front().set.getId();
  Location start = first->getLoc();
  Location end = flag.carries.back().loop.getBody()->getTerminator()->getLoc();
  OpBuilder before(first), after(last);
  after.setInsertionPointAfter(last);
  for (int64_t slot = 0; slot < slots; ++slot) {
    flag.first.push_back(
        davinci::SetFlagOp::create(before, start, flag.sync.source,
                                   flag.sync.destination, id + slot, Value()));
    flag.last.push_back(
        davinci::WaitFlagOp::create(after, end, flag.sync.source,
                                    flag.sync.destination, id + slot, Value()));
  }
}

/// The slots of `loop` if their flags can be numbered by them.
static std::optional<SlotCycle> findFlagSlots(scf::ForOp loop) {
  std::optional<SlotCycle> cycle = findSlotCycle(loop);
  if (cycle && cycle->slot.getType().isInteger(32) &&
      llvm::equal(llvm::seq<int64_t>(0, cycle->values.size()), cycle->values)) {
    return cycle;
  }
  return std::nullopt;
}

SmallVector<CarriedFlag> plan::insertCarriedFlags(func::FuncOp kernel,
                                                  FlagIds &ids) {
  SmallVector<CarriedFlag> flags;
  SmallVector<size_t> slotsOfFlags;
  kernel.walk([&](scf::ForOp loop) {
    std::optional<SlotCycle> cycle = findFlagSlots(loop);
    if (!cycle) {
      return;
    }
    size_t slots = cycle->values.size();
    for (auto [pipes, use] : findUses(loop, findSlotAccesses(loop, *cycle))) {
      Sync sync{pipes.first, pipes.second};
      auto isFree = [&](const auto &flagAndSlots) {
        const auto &[flag, flagSlots] = flagAndSlots;
        return flag.sync == sync && flagSlots == slots &&
               llvm::none_of(flag.carries, [&](const Carry &carry) {
                 return loop->isProperAncestor(carry.loop);
               });
      };
      auto zipped = llvm::zip(flags, slotsOfFlags);
      auto shared = llvm::find_if(zipped, isFree);
      if (shared != zipped.end()) {
        CarriedFlag &flag = std::get<0>(*shared);
        int32_t id = flag.carries.front().set.getId();
        flag.carries.push_back(insertCarry(loop, cycle->slot, sync, id, use));
      } else if (std::optional<int32_t> id = ids.take(sync, slots)) {
        flags.push_back({sync, {}, {}, {}});
        flags.back().carries.push_back(
            insertCarry(loop, cycle->slot, sync, *id, use));
        slotsOfFlags.push_back(slots);
      }
    }
  });
  for (auto [flag, slots] : llvm::zip(flags, slotsOfFlags)) {
    insertAround(flag, slots);
  }
  return flags;
}

void plan::hoistCarriedFlag(const CarriedFlag &flag, OrderAnalysis &analysis) {
  auto [first, last] = findSpan(flag.carries);
  SmallVector<Operation *> parents;
  for (Operation *parent = first->getParentOp();
       parent && !isa<func::FuncOp>(parent); parent = parent->getParentOp()) {
    parents.push_back(parent);
  }
  auto moveAround = [&](Operation *front, Operation *back) {
    for (davinci::SetFlagOp set : flag.first) {
      set->moveBefore(front);
    }
    for (davinci::WaitFlagOp wait : llvm::reverse(flag.last)) {
      wait->moveAfter(back);
    }
  };
  for (Operation *parent : llvm::reverse(parents)) {
    moveAround(parent, parent);
    if (analysis.isOrdered({})) {
      return;
    }
  }
  moveAround(first, last);
}
