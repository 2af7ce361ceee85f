// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// plan-drop-sync: mutants of a planned module, for the test of the twin.
#include "lib/Plan/Passes.h"
#include "lib/Plan/SyncUnits.h"
#include "mlir/IR/BuiltinOps.h"

namespace cubeport::plan {
#define GEN_PASS_DEF_DROPSYNC
#include "lib/Plan/Passes.h.inc"
} // namespace cubeport::plan

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;

namespace {
struct DropSync : plan::impl::DropSyncBase<DropSync> {
  using DropSyncBase::DropSyncBase;

  void runOnOperation() override {
    SmallVector<SyncUnit> units = findSyncUnits(getOperation());
    int64_t count = units.size();
    if (index < 0 || index >= count) {
      getOperation()->emitRemark() << count << " units of synchronisation";
      return;
    }
    const SyncUnit &unit = units[index];
    std::string text;
    llvm::raw_string_ostream(text) << *unit.front();
    unit.front()->emitRemark() << "removed unit " << index.getValue() << " of "
                               << count << ": " << text;
    for (Operation *op : unit) {
      op->erase();
    }
  }
};
} // namespace
