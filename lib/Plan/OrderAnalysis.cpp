// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The structured walk of plan-insert-flags and its choice of syncs.
#include "lib/Plan/OrderAnalysis.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;
using davinci::Pipe;

static unsigned indexOf(Pipe pipe) { return static_cast<unsigned>(pipe); }

OrderAnalysis::OrderAnalysis(func::FuncOp kernel, Conflicts conflicts)
    : kernel(kernel) {
  addSites(*kernel);
  for (Sites &pipeSites : sitesOfPipe) {
    pipeSites.resize(sites.size());
  }
  globalSites.resize(sites.size());
  for (auto [index, site] : llvm::enumerate(sites)) {
    sitesOfPipe[indexOf(site.pipe)].set(index);
    if (site.space == davinci::Space::gm) {
      globalSites.set(index);
    }
  }
  findConflicts(conflicts);
}

/// Goes to the context that `slot` being `value` adds to the current one;
/// returns the current one.
unsigned OrderAnalysis::enterContext(Value slot, int64_t value) {
  KnownValues inner = withValue(contexts[context], slot, value);
  unsigned outer = context;
  context = llvm::find(contexts, inner) - contexts.begin();
  if (context == contexts.size()) {
    contexts.push_back(std::move(inner));
  }
  return outer;
}

/// The sites of `op` for `accesses`: those of another slot, if they are the
/// same.
OrderAnalysis::Range OrderAnalysis::findRange(Operation &op,
                                              ArrayRef<Access> accesses) {
  for (unsigned other = 0; other < contexts.size(); ++other) {
    auto range = sitesOf.find({&op, other});
    if (range != sitesOf.end() &&
        llvm::equal(
            accesses,
            ArrayRef(sites).slice(range->second.first,
                                  range->second.second - range->second.first),
            [](const Access &a, const Access &b) {
              return a.root == b.root && a.begin == b.begin && a.end == b.end &&
                     a.isExact == b.isExact && a.isSized == b.isSized;
            })) {
      return range->second;
    }
  }
  unsigned first = sites.size();
  llvm::append_range(sites, accesses);
  return {first, sites.size()};
}

void OrderAnalysis::addSites(Operation &op) {
  if (auto instruction = dyn_cast<davinci::DavinciPipeOp>(op)) {
    sitesOf[{&op, context}] =
        findRange(op, getAccesses(instruction, contexts[context]));
  }
  auto addBody = [&] {
    for (Region &region : op.getRegions()) {
      for (Block &block : region) {
        for (Operation &inner : block) {
          addSites(inner);
        }
      }
    }
  };
  auto loop = dyn_cast<scf::ForOp>(op);
  std::optional<SlotCycle> cycle = loop ? findSlotCycle(loop) : std::nullopt;
  if (!cycle) {
    return addBody();
  }
  for (int64_t value : cycle->values) {
    unsigned outer = enterContext(cycle->slot, value);
    addBody();
    context = outer;
  }
}

void OrderAnalysis::findConflicts(Conflicts kind) {
  for (auto [place, range] : sitesOf) {
    if (range.first == range.second || conflictsOf.contains(range.first)) {
      continue;
    }
    Sites conflicts(sites.size());
    for (unsigned later = range.first; later < range.second; ++later) {
      for (unsigned earlier = 0; earlier < sites.size(); ++earlier) {
        if (mustOrder(sites[earlier], sites[later]) &&
            (kind == Conflicts::All ||
             surelyOverlap(sites[earlier], sites[later]))) {
          conflicts.set(earlier);
        }
      }
    }
    conflictsOf[range.first] = std::move(conflicts);
  }
}

OrderAnalysis::State OrderAnalysis::makeEmptyState() const {
  State state;
  for (Sites &unknown : state.unknown) {
    unknown.resize(sites.size());
  }
  return state;
}

/// Merges two paths: what either path leaves unknown is unknown, and a flag
/// tells only what it tells on both. Returns whether `into` changed.
bool OrderAnalysis::join(State &into, const State &from) {
  bool changed = false;
  for (unsigned pipe = 0; pipe < kPipes; ++pipe) {
    if (from.unknown[pipe].test(into.unknown[pipe])) {
      into.unknown[pipe] |= from.unknown[pipe];
      changed = true;
    }
  }
  for (auto flag = into.raised.begin(); flag != into.raised.end();) {
    auto other = from.raised.find(flag->first);
    if (other == from.raised.end()) {
      flag = into.raised.erase(flag);
      changed = true;
      continue;
    }
    if (flag->second.test(other->second)) {
      flag->second &= other->second;
      changed = true;
    }
    ++flag;
  }
  return changed;
}

FailureOr<llvm::MapVector<Operation *, SmallVector<Sync>>>
OrderAnalysis::findNeededSyncs() {
  needed.clear();
  checkOnly = false;
  ignoredSyncs = nullptr;
  State state = makeEmptyState();
  for (Block &block : kernel.getBody()) {
    if (failed(visitBlock(block, state))) {
      return failure();
    }
  }
  // What one slot needs, all slots get: the op stands in the text once.
  llvm::MapVector<Operation *, SmallVector<Sync>> ofOps;
  for (auto &[place, syncs] : needed) {
    SmallVector<Sync> &all = ofOps[place.first];
    for (Sync sync : syncs) {
      if (!llvm::is_contained(all, sync)) {
        all.push_back(sync);
      }
    }
  }
  return ofOps;
}

bool OrderAnalysis::isOrdered(const DenseSet<Operation *> &ignored) {
  checkOnly = true;
  foundUnordered = false;
  ignoredSyncs = &ignored;
  State state = makeEmptyState();
  for (Block &block : kernel.getBody()) {
    if (failed(visitBlock(block, state))) {
      return false;
    }
  }
  return !foundUnordered;
}

LogicalResult OrderAnalysis::visitBlock(Block &block, State &state) {
  for (Operation &op : block) {
    if (checkOnly && foundUnordered) {
      return success();
    }
    if (failed(visitOp(op, state))) {
      return failure();
    }
  }
  return success();
}

LogicalResult OrderAnalysis::visitOp(Operation &op, State &state) {
  if (auto instruction = dyn_cast<davinci::DavinciPipeOp>(op)) {
    visitInstruction(instruction, state);
    return success();
  }
  if (auto loop = dyn_cast<scf::ForOp>(op)) {
    return visitFor(loop, state);
  }
  if (auto loop = dyn_cast<scf::WhileOp>(op)) {
    return visitWhile(loop, state);
  }
  if (auto branch = dyn_cast<scf::IfOp>(op)) {
    return visitBranches(op, state, branch.getElseRegion().empty());
  }
  if (isa<scf::IndexSwitchOp>(op)) {
    return visitBranches(op, state, /*mayTakeNone=*/false);
  }
  if (op.getNumRegions() > 0) {
    return op.emitError() << "CP5006: '" << op.getName()
                          << "' in the davinci form; control flow must be "
                             "scf.for, scf.while, scf.if or scf.index_switch";
  }
  visitSync(op, state);
  return success();
}

/// CUDA does not order the global accesses of two blocks.
void OrderAnalysis::forgetGlobal(scf::ForOp loop, State &state) const {
  if (isBlockLoop(loop)) {
    for (Sites &unknown : state.unknown) {
      unknown.reset(globalSites);
    }
  }
}

LogicalResult OrderAnalysis::visitFor(scf::ForOp loop, State &state) {
  if (std::optional<SlotCycle> cycle = findSlotCycle(loop)) {
    return visitSlots(loop, *cycle, state);
  }
  State entry = state;
  State bodyEnd;
  bool changed = true;
  while (changed) {
    bodyEnd = entry;
    if (failed(visitBlock(*loop.getBody(), bodyEnd))) {
      return failure();
    }
    State next = bodyEnd;
    forgetGlobal(loop, next);
    changed = join(entry, next);
  }
  state = runsAtLeastOnce(loop) ? bodyEnd : entry;
  return success();
}

/// As if the body stood there once for each slot, in a ring.
LogicalResult OrderAnalysis::visitSlots(scf::ForOp loop, const SlotCycle &cycle,
                                        State &state) {
  size_t copies = cycle.values.size();
  std::vector<std::optional<State>> entries(copies);
  entries.front() = state;
  std::optional<State> exit;
  bool changed = true;
  while (changed) {
    changed = false;
    exit = runsAtLeastOnce(loop) ? std::nullopt : std::optional(state);
    for (size_t copy = 0; copy < copies; ++copy) {
      // Each iteration reaches the next, so that every entry has a state by
      // the time it is its turn.
      State bodyEnd = *entries[copy];
      unsigned outer = enterContext(cycle.slot, cycle.values[copy]);
      LogicalResult visited = visitBlock(*loop.getBody(), bodyEnd);
      context = outer;
      if (failed(visited)) {
        return failure();
      }
      if (exit) {
        join(*exit, bodyEnd);
      } else {
        exit = bodyEnd;
      }
      forgetGlobal(loop, bodyEnd);
      std::optional<State> &next = entries[(copy + 1) % copies];
      if (next) {
        changed |= join(*next, bodyEnd);
      } else {
        next = std::move(bodyEnd);
        changed = true;
      }
    }
  }
  state = std::move(*exit);
  return success();
}

LogicalResult OrderAnalysis::visitWhile(scf::WhileOp loop, State &state) {
  State entry = state;
  State tested;
  bool changed = true;
  while (changed) {
    tested = entry;
    if (failed(visitBlock(*loop.getBeforeBody(), tested))) {
      return failure();
    }
    State bodyEnd = tested;
    if (failed(visitBlock(*loop.getAfterBody(), bodyEnd))) {
      return failure();
    }
    changed = join(entry, bodyEnd);
  }
  state = tested;
  return success();
}

LogicalResult OrderAnalysis::visitBranches(Operation &op, State &state,
                                           bool mayTakeNone) {
  std::optional<State> merged;
  if (mayTakeNone) {
    merged = state;
  }
  for (Region &region : op.getRegions()) {
    if (region.empty()) {
      continue;
    }
    State branch = state;
    if (failed(visitBlock(region.front(), branch))) {
      return failure();
    }
    if (merged) {
      join(*merged, branch);
    } else {
      merged = std::move(branch);
    }
  }
  if (merged) {
    state = std::move(*merged);
  }
  return success();
}

void OrderAnalysis::visitInstruction(davinci::DavinciPipeOp op, State &state) {
  Place place = {op, context};
  if (findPending(op, state).any()) {
    foundUnordered = true;
    if (!checkOnly) {
      SmallVector<Sync> syncs = chooseSyncs(op, state);
      for (Sync sync : syncs) {
        apply(sync, state);
      }
      needed[place] = std::move(syncs);
    }
  } else if (auto earlier = needed.find(place);
             !checkOnly && earlier != needed.end()) {
    earlier->second.clear();
  }
  auto [first, end] = sitesOf.at(place);
  for (unsigned pipe = 0; pipe < kPipes && first < end; ++pipe) {
    // The scalar unit completes an access before it goes on.
    if (op.getPipe() == Pipe::S && pipe == indexOf(Pipe::S)) {
      continue;
    }
    state.unknown[pipe].set(first, end);
  }
  for (auto &[key, told] : state.raised) {
    told.reset(first, end);
  }
}

void OrderAnalysis::visitSync(Operation &op, State &state) {
  if (ignoredSyncs && ignoredSyncs->contains(&op)) {
    return;
  }
  const KnownValues &known = contexts[context];
  if (auto set = dyn_cast<davinci::SetFlagOp>(op)) {
    if (std::optional<int64_t> id = evaluateFlagId(set, known)) {
      state.raised[{set.getSrc(), set.getDst(), *id}] =
          getToldSites(set.getSrc(), state);
    }
  } else if (auto wait = dyn_cast<davinci::WaitFlagOp>(op)) {
    std::optional<int64_t> id = evaluateFlagId(wait, known);
    auto flag = id ? state.raised.find({wait.getSrc(), wait.getDst(), *id})
                   : state.raised.end();
    if (flag != state.raised.end()) {
      Sites told = std::move(flag->second);
      state.raised.erase(flag);
      learn(wait.getDst(), told, state);
    }
  } else if (auto barrier = dyn_cast<davinci::PipeBarrierOp>(op)) {
    if (barrier.getPipe() == Pipe::ALL) {
      for (Sites &unknown : state.unknown) {
        unknown.reset();
      }
    } else {
      apply({barrier.getPipe(), barrier.getPipe()}, state);
    }
  }
}

/// The sites that are complete once `source` comes to this point: its own, and
/// those that it knows of.
OrderAnalysis::Sites OrderAnalysis::getToldSites(Pipe source,
                                                 const State &state) const {
  Sites told = state.unknown[indexOf(source)];
  told.flip();
  told |= sitesOfPipe[indexOf(source)];
  return told;
}

void OrderAnalysis::learn(Pipe pipe, const Sites &complete,
                          State &state) const {
  // The scalar unit issues for all pipes: what holds it, holds everything.
  if (pipe == Pipe::S) {
    for (Sites &unknown : state.unknown) {
      unknown.reset(complete);
    }
    return;
  }
  state.unknown[indexOf(pipe)].reset(complete);
}

void OrderAnalysis::apply(Sync sync, State &state) const {
  if (sync.source == sync.destination) {
    learn(sync.source, sitesOfPipe[indexOf(sync.source)], state);
  } else {
    learn(sync.destination, getToldSites(sync.source, state), state);
  }
}

OrderAnalysis::Sites OrderAnalysis::findPending(davinci::DavinciPipeOp op,
                                                const State &state) const {
  auto [first, end] = sitesOf.at({op, context});
  if (first == end) {
    return Sites(sites.size());
  }
  Sites pending = conflictsOf.at(first);
  pending &= state.unknown[indexOf(op.getPipe())];
  return pending;
}

/// The fewest syncs after which the instruction may start.
SmallVector<Sync> OrderAnalysis::chooseSyncs(davinci::DavinciPipeOp op,
                                             const State &state) const {
  Pipe pipe = op.getPipe();
  SmallVector<Sync> candidates;
  if (pipe != Pipe::S) {
    candidates.push_back({pipe, pipe});
  }
  for (Pipe source : {Pipe::S, Pipe::V, Pipe::M, Pipe::MTE1, Pipe::MTE2,
                      Pipe::MTE3, Pipe::FIX}) {
    if (source != pipe && sitesOfPipe[indexOf(source)].any()) {
      candidates.push_back({source, pipe});
    }
  }
  unsigned subsets = 1u << candidates.size();
  SmallVector<unsigned> bySize;
  for (unsigned subset = 1; subset < subsets; ++subset) {
    bySize.push_back(subset);
  }
  llvm::sort(bySize, [](unsigned a, unsigned b) {
    return std::make_pair(llvm::popcount(a), a) <
           std::make_pair(llvm::popcount(b), b);
  });
  for (unsigned subset : bySize) {
    State trial = state;
    SmallVector<Sync> chosen;
    for (auto [index, candidate] : llvm::enumerate(candidates)) {
      if (subset & (1u << index)) {
        apply(candidate, trial);
        chosen.push_back(candidate);
      }
    }
    if (findPending(op, trial).none()) {
      return chosen;
    }
  }
  return candidates;
}
