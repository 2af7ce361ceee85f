// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integers that are known while a loop is followed once for each slot of its
// buffers.
#ifndef CUBEPORT_LIB_PLAN_KNOWNVALUES_H
#define CUBEPORT_LIB_PLAN_KNOWNVALUES_H

#include "dialects/Davinci/DavinciDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace cubeport::plan {

/// Values of the slots of the loops around an op.
using KnownValues = llvm::SmallVector<std::pair<mlir::Value, int64_t>, 2>;

/// `known` and one value more.
KnownValues withValue(const KnownValues &known, mlir::Value value,
                      int64_t number);

/// What `value` is where `known` holds; none if that takes more.
std::optional<int64_t> evaluate(mlir::Value value, const KnownValues &known);

/// The number of the flag that a set_flag or wait_flag names.
template <typename FlagOp>
std::optional<int64_t> evaluateFlagId(FlagOp flag, const KnownValues &known) {
  if (!flag.getSlot()) {
    return flag.getId();
  }
  std::optional<int64_t> slot = evaluate(flag.getSlot(), known);
  return slot ? std::optional<int64_t>(*slot + flag.getId()) : std::nullopt;
}

/// An integer that a loop carries, which numbers flags or views of local
/// buffers and takes the same few values in turn.
struct SlotCycle {
  mlir::Value slot;
  /// Its values, that of the first iteration first; the first follows the
  /// last.
  llvm::SmallVector<int64_t> values;
};

/// The slots of `loop`; none if it has none or their values do not follow
/// from constants.
std::optional<SlotCycle> findSlotCycle(mlir::scf::ForOp loop);

/// True if the bounds of `loop`, or its attribute, say that its body runs.
bool runsAtLeastOnce(mlir::scf::ForOp loop);

} // namespace cubeport::plan

#endif
