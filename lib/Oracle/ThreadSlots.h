// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a thread keeps while the others run. Internal to lib/Oracle.
#ifndef CUBEPORT_LIB_ORACLE_THREADSLOTS_H
#define CUBEPORT_LIB_ORACLE_THREADSLOTS_H

#include "lib/Oracle/ThreadLoops.h"

namespace cubeport::oracle {

/// The stack slots of a kernel that is divided into regions.
class ThreadSlots {
public:
  using SlotSet = llvm::SmallPtrSet<llvm::AllocaInst *, 16>;
  explicit ThreadSlots(llvm::Function &function) : function(function) {}

  /// Afterwards only slots lead from one block to another.
  void demote(const Uniformity &uniformity);
  void computeLiveness();
  /// Gives places to slots that must survive a region.
  void place(const Regions &regions);

  bool isLiveAt(llvm::AllocaInst *slot, llvm::BasicBlock *block) const {
    auto found = liveIn.find(block);
    return found != liveIn.end() && found->second.contains(slot);
  }

  std::vector<llvm::AllocaInst *> all;
  /// Slots that are only loaded and stored; the rest are objects in memory.
  SlotSet simple;
  /// Slots that hold the same for all threads.
  SlotSet uniform;
  struct Place {
    uint64_t offset, bytes; ///< of one thread
  };
  llvm::DenseMap<llvm::AllocaInst *, Place> offsets;
  uint64_t frameBytes = 0;

private:
  llvm::Function &function;
  llvm::DenseMap<const llvm::BasicBlock *, SlotSet> liveIn;
};

} // namespace cubeport::oracle

#endif
