// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads of shared memory that cannot race: nobody writes any between the same
// two barriers. Their checks go, so that LLVM may vectorise what is left.
#include "lib/Oracle/Lowering.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/InstIterator.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

namespace {
/// What threads may do between one barrier and the next.
struct Epoch {
  SmallVector<CallInst *, 8> reads;
  bool writes = false;
};

class ReadChecks {
public:
  ReadChecks(Module &module, ArrayRef<EntryPoint> entries);
  void drop();

private:
  Module &module;
  SmallPtrSet<const Function *, 8> kernels;
  /// Functions that may write shared memory, themselves or in what they call.
  SmallPtrSet<const Function *, 16> writers;
  /// By the site of the barrier that they begin with: the runtime lets
  /// threads meet at all barriers of a site.
  MapVector<uint64_t, Epoch> epochs;
  /// Those that begin with a function.
  std::vector<Epoch> firstEpochs;

  bool mayWrite(const CallBase &call) const;
  void findWriters();
  void follow(BasicBlock::iterator start, Epoch &epoch);
};
} // namespace

/// The site of a barrier that all threads of a block reach, or the runtime
/// reports it (CP8006).
static std::optional<uint64_t> findBarrier(const Instruction &inst) {
  StringRef name = calledName(inst);
  if (!name.consume_front("cubeport_barrier_cta_") || !name.ends_with("all")) {
    return std::nullopt;
  }
  auto *call = cast<CallBase>(&inst);
  auto *id = dyn_cast<ConstantInt>(call->getArgOperand(0));
  auto *site =
      dyn_cast<ConstantInt>(call->getArgOperand(call->arg_size() - 1));
  return id && id->isZero() && site
             ? std::optional<uint64_t>(site->getZExtValue())
             : std::nullopt;
}

ReadChecks::ReadChecks(Module &module, ArrayRef<EntryPoint> entries)
    : module(module) {
  for (const EntryPoint &entry : entries) {
    for (Instruction &inst : instructions(*entry.function)) {
      if (auto *call = dyn_cast<CallBase>(&inst)) {
        kernels.insert(call->getCalledFunction());
      }
    }
  }
}

bool ReadChecks::mayWrite(const CallBase &call) const {
  const Function *callee = call.getCalledFunction();
  return !callee ||
         StringSwitch<bool>(callee->getName())
             .Cases({"cubeport_shared_write", "cubeportOracleSharedWrite",
                     "cubeportOracleSharedAtomic"},
                    true)
             .Default(writers.contains(callee));
}

void ReadChecks::findWriters() {
  bool isChanged = true;
  while (isChanged) {
    isChanged = false;
    for (const Function &function : module) {
      const bool writes = any_of(instructions(function), [&](auto &inst) {
        auto *call = dyn_cast<CallBase>(&inst);
        return call && mayWrite(*call);
      });
      isChanged |= writes && writers.insert(&function).second;
    }
  }
}

/// Adds all that comes behind `start` up to the next barriers.
void ReadChecks::follow(BasicBlock::iterator start, Epoch &epoch) {
  SmallVector<BasicBlock::iterator, 8> work{start};
  SmallPtrSet<BasicBlock *, 16> seen;
  while (!work.empty()) {
    BasicBlock::iterator at = work.pop_back_val();
    BasicBlock *block = at->getParent();
    while (at != block->end() && !findBarrier(*at)) {
      auto *call = dyn_cast<CallInst>(&*at);
      if (call && calledName(*call) == "cubeport_shared_read") {
        epoch.reads.push_back(call);
      } else if (auto *other = dyn_cast<CallBase>(&*at)) {
        epoch.writes |= mayWrite(*other);
      }
      // Its callers may go on to write.
      epoch.writes |=
          isa<ReturnInst>(*at) && !kernels.contains(block->getParent());
      ++at;
    }
    if (at != block->end()) {
      continue;
    }
    for (BasicBlock *next : successors(block)) {
      if (seen.insert(next).second) {
        work.push_back(next->begin());
      }
    }
  }
}

void ReadChecks::drop() {
  findWriters();
  for (Function &function : module) {
    if (function.isDeclaration()) {
      continue;
    }
    Epoch &first = firstEpochs.emplace_back();
    first.writes = !kernels.contains(&function); // what its callers did
    follow(function.getEntryBlock().begin(), first);
    for (Instruction &inst : instructions(function)) {
      if (std::optional<uint64_t> site = findBarrier(inst)) {
        follow(std::next(inst.getIterator()), epochs[*site]);
      }
    }
  }
  for (auto &[site, epoch] : epochs) {
    firstEpochs.push_back(std::move(epoch));
  }
  SmallPtrSet<CallInst *, 16> needed;
  SetVector<CallInst *> quiet;
  for (const Epoch &epoch : firstEpochs) {
    for (CallInst *read : epoch.reads) {
      epoch.writes ? void(needed.insert(read)) : void(quiet.insert(read));
    }
  }
  for (CallInst *read : quiet) {
    if (!needed.contains(read)) {
      read->eraseFromParent();
    }
  }
}

void oracle::dropReadChecks(Module &module, ArrayRef<EntryPoint> entries) {
  ReadChecks(module, entries).drop();
}
