// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// plan-insert-flags: puts in the syncs that the order analysis asks for, moves
// them out of loops and up to what they wait for, and takes out those that
// others imply.
#include "lib/Plan/InsertFlags.h"
#include "lib/Plan/Passes.h"
#include "lib/Plan/SyncUnits.h"

namespace cubeport::plan {
#define GEN_PASS_DEF_INSERTFLAGS
#include "lib/Plan/Passes.h.inc"
} // namespace cubeport::plan

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;
using davinci::Pipe;

/// Writes `sync` before `op` and the waits right in front of it, at its
/// location.
static void insertBefore(Operation *op, Sync sync, const FlagIds &ids) {
  Operation *place = op;
  while (isa_and_nonnull<davinci::WaitFlagOp>(place->getPrevNode()) &&
         !isa_and_nonnull<davinci::SetFlagOp>(
             place->getPrevNode()->getPrevNode())) {
    place = place->getPrevNode();
  }
  OpBuilder builder(place);
  if (sync.source == sync.destination) {
    davinci::PipeBarrierOp::create(builder, op->getLoc(), sync.source);
    return;
  }
  // A set and its wait side by side cannot get out of step, so one id per
  // pair of pipes is enough.
  int32_t id = ids.takeLast(sync);
  davinci::SetFlagOp::create(builder, op->getLoc(), sync.source,
                             sync.destination, id, Value());
  davinci::WaitFlagOp::create(builder, op->getLoc(), sync.source,
                              sync.destination, id, Value());
}

/// Moves `unit` in front of the outermost loop around it that still leaves
/// the kernel ordered. A wait costs more in a loop than a set before it.
static void hoist(const SyncUnit &unit, OrderAnalysis &analysis) {
  SmallVector<Operation *> loops;
  for (Operation *parent = unit.front()->getParentOp();
       parent && !isa<func::FuncOp>(parent); parent = parent->getParentOp()) {
    if (isa<scf::ForOp, scf::WhileOp>(parent)) {
      loops.push_back(parent);
    }
  }
  Operation *oldNext = unit.back()->getNextNode();
  for (Operation *loop : llvm::reverse(loops)) {
    for (Operation *op : unit) {
      op->moveBefore(loop);
    }
    if (analysis.isOrdered({})) {
      return;
    }
    for (Operation *op : unit) {
      op->moveBefore(oldNext);
    }
  }
}

/// The syncs that pass from op to op: barriers, and sets with their waits.
static SmallVector<SyncUnit> findPairs(func::FuncOp kernel) {
  SmallVector<SyncUnit> units = findSyncUnits(kernel);
  llvm::erase_if(units, [](const SyncUnit &unit) {
    return unit.size() == 1 && !isa<davinci::PipeBarrierOp>(unit.front());
  });
  return units;
}

/// Erases `unit` if the kernel is ordered without it.
static bool eraseIfImplied(ArrayRef<Operation *> unit,
                           OrderAnalysis &analysis) {
  DenseSet<Operation *> ignored(unit.begin(), unit.end());
  if (!analysis.isOrdered(ignored)) {
    return false;
  }
  for (Operation *op : unit) {
    op->erase();
  }
  return true;
}

/// Erases every unit that the kernel is ordered without, innermost last in
/// text first.
static void prune(func::FuncOp kernel, SmallVector<CarriedFlag> &carried,
                  OrderAnalysis &analysis) {
  SmallVector<SyncUnit> units = findPairs(kernel);
  for (const SyncUnit &unit : llvm::reverse(units)) {
    eraseIfImplied(unit, analysis);
  }
  for (CarriedFlag &flag : carried) {
    llvm::erase_if(flag.carries, [&](const Carry &carry) {
      Operation *ops[] = {carry.wait, carry.set};
      return eraseIfImplied(ops, analysis);
    });
  }
  llvm::erase_if(carried, [&](const CarriedFlag &flag) {
    return flag.carries.empty() && eraseIfImplied(flag.getOps(), analysis);
  });
}

namespace {
/// Numbers for the pairs in the bodies of loops with slots.
class SlotIds {
public:
  explicit SlotIds(FlagIds &ids) : ids(ids) {}

  /// The number of the first slot's flag in pairs of `loop`: its own or, if
  /// there is no more, that of a loop behind or in front of it.
  std::optional<int32_t> find(scf::ForOp loop, Sync sync, size_t slots) {
    for (const Range &range : ranges) {
      if (range.loop == loop && range.sync == sync) {
        return range.id;
      }
    }
    std::optional<int32_t> id = ids.take(sync, slots);
    for (size_t i = 0; !id && i < ranges.size(); ++i) {
      Range range = ranges[i];
      bool isApart =
          !loop->isAncestor(range.loop) && !range.loop->isAncestor(loop);
      if (isApart && range.sync == sync && range.slots == slots) {
        id = range.id;
      }
    }
    if (id) {
      ranges.push_back({loop, sync, slots, *id});
    }
    return id;
  }

private:
  struct Range {
    scf::ForOp loop;
    Sync sync;
    size_t slots;
    int32_t id;
  };
  FlagIds &ids;
  SmallVector<Range> ranges;
};
} // namespace

/// Numbers the flags, those that loops carry first. In the body of a loop with
/// slots a pair has one flag for each slot: a pipe may be an iteration ahead
/// of the pipe that waits, and would set a flag that is still up.
static void assignIds(func::FuncOp kernel,
                      MutableArrayRef<CarriedFlag> carried) {
  FlagIds ids;
  for (CarriedFlag &flag : carried) {
    flag.setFirstId(*ids.take(flag.sync, flag.first.size()));
  }
  SlotIds slotIds(ids);
  SmallVector<std::pair<davinci::SetFlagOp, davinci::WaitFlagOp>> others;
  for (const SyncUnit &unit : findPairs(kernel)) {
    auto set = dyn_cast<davinci::SetFlagOp>(unit.front());
    if (!set) {
      continue;
    }
    auto wait = cast<davinci::WaitFlagOp>(unit.back());
    Sync sync{set.getSrc(), set.getDst()};
    auto loop = dyn_cast<scf::ForOp>(set->getParentOp());
    std::optional<SlotCycle> cycle;
    // The scalar unit sets and waits before it goes on.
    if (loop && sync.source != Pipe::S && sync.destination != Pipe::S) {
      cycle = findSlotCycle(loop);
    }
    std::optional<int32_t> id;
    if (cycle) {
      id = slotIds.find(loop, sync, cycle->values.size());
    }
    if (!id) {
      others.push_back({set, wait});
      continue;
    }
    set.setId(*id);
    wait.setId(*id);
    set.getSlotMutable().assign(cycle->slot);
    wait.getSlotMutable().assign(cycle->slot);
  }
  for (auto [set, wait] : others) {
    int32_t id = ids.takeLast({set.getSrc(), set.getDst()});
    set.setId(id);
    wait.setId(id);
  }
}

/// True if `op` or an op in it sets or waits for the flag of `set`.
static bool usesFlag(Operation *op, davinci::SetFlagOp set) {
  auto isSame = [&](auto flag) {
    return flag.getSrc() == set.getSrc() && flag.getDst() == set.getDst() &&
           flag.getId() == set.getId();
  };
  return op
      ->walk([&](Operation *inner) {
        auto other = dyn_cast<davinci::SetFlagOp>(inner);
        auto wait = dyn_cast<davinci::WaitFlagOp>(inner);
        return (other && isSame(other)) || (wait && isSame(wait))
                   ? WalkResult::interrupt()
                   : WalkResult::advance();
      })
      .wasInterrupted();
}

/// True if pipe `pipe` has something to do in `op`.
static bool occupies(Operation *op, Pipe pipe) {
  return op
      ->walk([&](davinci::DavinciPipeOp inner) {
        return inner.getPipe() == pipe ? WalkResult::interrupt()
                                       : WalkResult::advance();
      })
      .wasInterrupted();
}

/// True if `user` must wait for `op` itself: cheaper to see than by moving a
/// set.
static bool dependsOn(Operation *user, Operation *op) {
  auto later = dyn_cast_or_null<davinci::DavinciPipeOp>(user);
  auto earlier = dyn_cast<davinci::DavinciPipeOp>(op);
  if (!later || !earlier) {
    return false;
  }
  SmallVector<Access> laterAccesses = getAccesses(later, {});
  return llvm::any_of(getAccesses(earlier, {}), [&](const Access &before) {
    return llvm::any_of(laterAccesses, [&](const Access &after) {
      return mustOrder(before, after);
    });
  });
}

/// Moves a set up past work of its pipe that the waiting pipe needs not wait
/// for: directly behind the first op after which the kernel is ordered.
static void setEarly(davinci::SetFlagOp set, OrderAnalysis &analysis) {
  // The scalar unit is done with what stands before a set.
  if (set.getSrc() == Pipe::S) {
    return;
  }
  Operation *user = set->getNextNode();
  while (isa_and_nonnull<davinci::SetFlagOp, davinci::WaitFlagOp,
                         davinci::PipeBarrierOp>(user)) {
    user = user->getNextNode();
  }
  bool isEarly = false;
  Operation *earlier = nullptr;
  for (Operation *op = set->getPrevNode(); op && !usesFlag(op, set);
       op = earlier) {
    earlier = op->getPrevNode();
    if (!occupies(op, set.getSrc())) {
      continue;
    }
    Operation *next = set->getNextNode();
    set->moveBefore(op);
    if (!dependsOn(user, op) && analysis.isOrdered({})) {
      isEarly = true;
      continue;
    }
    set->moveAfter(op);
    if (!isEarly || !analysis.isOrdered({})) {
      set->moveBefore(next);
    }
    return;
  }
}

/// Marks the units that order nothing but accesses that may overlap.
static void markPossible(func::FuncOp kernel, ArrayRef<CarriedFlag> carried) {
  OrderAnalysis analysis(kernel, OrderAnalysis::Conflicts::Sure);
  auto mark = [&](ArrayRef<Operation *> unit, ArrayRef<Operation *> named) {
    DenseSet<Operation *> ignored(unit.begin(), unit.end());
    if (analysis.isOrdered(ignored)) {
      for (Operation *op : named) {
        op->setAttr(davinci::DavinciDialect::kMayOverlapAttrName,
                    UnitAttr::get(kernel.getContext()));
      }
    }
  };
  for (const SyncUnit &unit : findPairs(kernel)) {
    mark(unit, unit.front());
  }
  for (const CarriedFlag &flag : carried) {
    SmallVector<Operation *> ops = flag.getOps();
    mark(ops, ops);
  }
}

/// Puts in the flags that loops carry, and what is needed besides.
static FailureOr<SmallVector<CarriedFlag>>
insertNeeded(func::FuncOp kernel, OrderAnalysis &analysis) {
  FlagIds ids;
  SmallVector<CarriedFlag> carried = insertCarriedFlags(kernel, ids);
  auto needed = analysis.findNeededSyncs();
  if (failed(needed)) {
    return failure();
  }
  for (auto &[op, syncs] : *needed) {
    for (Sync sync : syncs) {
      insertBefore(op, sync, ids);
    }
  }
  return carried;
}

bool plan::waitsForSlots(func::FuncOp kernel, scf::ForOp loop) {
  OrderAnalysis analysis(kernel);
  FailureOr<SmallVector<CarriedFlag>> carried = insertNeeded(kernel, analysis);
  if (failed(carried)) {
    return false;
  }
  for (const CarriedFlag &flag : *carried) {
    for (const Carry &carry : flag.carries) {
      Operation *ops[] = {carry.wait, carry.set};
      if (carry.loop == loop && !eraseIfImplied(ops, analysis)) {
        return true;
      }
    }
  }
  return false;
}

namespace {
struct InsertFlags : plan::impl::InsertFlagsBase<InsertFlags> {
  void runOnOperation() override {
    func::FuncOp kernel = getOperation();
    // Threads one by one use the scalar unit only: nothing to place or order.
    if (kernel.isExternal() ||
        kernel->hasAttr(davinci::DavinciDialect::kThreadsAttrName)) {
      return;
    }
    WalkResult placed = kernel.walk([](davinci::AllocOp alloc) {
      if (alloc.getAddress()) {
        return WalkResult::advance();
      }
      alloc.emitError() << "CP5002: a local buffer without an address; "
                           "plan-place-buffers comes before plan-insert-flags";
      return WalkResult::interrupt();
    });
    if (placed.wasInterrupted()) {
      return signalPassFailure();
    }
    OrderAnalysis analysis(kernel);
    FailureOr<SmallVector<CarriedFlag>> carried =
        insertNeeded(kernel, analysis);
    if (failed(carried)) {
      return signalPassFailure();
    }
    // First those that more general ones imply, so that what is left moves.
    prune(kernel, *carried, analysis);
    for (const SyncUnit &unit : findPairs(kernel)) {
      hoist(unit, analysis);
    }
    for (const CarriedFlag &flag : *carried) {
      if (!flag.carries.empty()) {
        hoistCarriedFlag(flag, analysis);
      }
    }
    prune(kernel, *carried, analysis);
    assignIds(kernel, *carried);
    markPossible(kernel, *carried);
    for (const SyncUnit &unit : findPairs(kernel)) {
      if (auto set = dyn_cast<davinci::SetFlagOp>(unit.front())) {
        setEarly(set, analysis);
      }
    }
  }
};
} // namespace
