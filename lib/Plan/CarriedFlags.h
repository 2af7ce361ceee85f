// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Flags that one iteration of a loop with slots sets for a later one.
#ifndef CUBEPORT_LIB_PLAN_CARRIEDFLAGS_H
#define CUBEPORT_LIB_PLAN_CARRIEDFLAGS_H

#include "lib/Plan/OrderAnalysis.h"
#include <map>

namespace cubeport::plan {

/// Hands out the numbers of the flags of a kernel.
class FlagIds {
public:
  /// The first of `count` numbers that no other flag between the two pipes
  /// has; none if there are not so many. One always remains for `takeLast`.
  std::optional<int32_t> take(Sync sync, int64_t count);
  /// The first number that was not taken.
  int32_t takeLast(Sync sync) const;

private:
  std::map<std::pair<davinci::Pipe, davinci::Pipe>, int32_t> taken;
};

/// Where a loop uses the flag of its slot: it waits before the first use of
/// the slot, and sets behind the last.
struct Carry {
  mlir::scf::ForOp loop;
  davinci::WaitFlagOp wait;
  davinci::SetFlagOp set;
};

/// The flags between two pipes that say that a slot is free again. They are up
/// but while a loop has a slot in use: set for every slot before the first
/// loop, waited for behind the last. Loops that do not contain each other
/// share them.
struct CarriedFlag {
  Sync sync;
  llvm::SmallVector<Carry> carries;
  llvm::SmallVector<davinci::SetFlagOp> first;
  llvm::SmallVector<davinci::WaitFlagOp> last;

  llvm::SmallVector<mlir::Operation *> getOps() const;
  /// Makes `id` the number of the flag of the first slot.
  void setFirstId(int32_t id);
};

/// Adds to each loop with slots the flags between all pipes that use a slot
/// one after the other.
llvm::SmallVector<CarriedFlag> insertCarriedFlags(mlir::func::FuncOp kernel,
                                                  FlagIds &ids);

/// Moves what stands around the loops of `flag` in front of and behind the
/// outermost op that leaves the kernel ordered.
void hoistCarriedFlag(const CarriedFlag &flag, OrderAnalysis &analysis);

} // namespace cubeport::plan

#endif
