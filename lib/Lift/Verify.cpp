// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-verify: the gate at the end of the lift stage.
#include "lib/Lift/Passes.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"

namespace cubeport::lift {
#define GEN_PASS_DEF_LIFTVERIFY
#include "lib/Lift/Passes.h.inc"
} // namespace cubeport::lift

using namespace mlir;
using namespace cubeport;

namespace {
struct LiftVerify : lift::impl::LiftVerifyBase<LiftVerify> {
  void runOnOperation() override;

private:
  LogicalResult checkKernel(func::FuncOp kernel);
  LogicalResult checkOp(Operation *op, int64_t capacity);
};
} // namespace

LogicalResult LiftVerify::checkOp(Operation *op, int64_t capacity) {
  if (isa_and_nonnull<gpu::GPUDialect>(op->getDialect())) {
    return op->emitError("CP3002: '")
           << op->getName()
           << "' after lifting; the tile form knows no single thread";
  }
  for (Type type : op->getResultTypes()) {
    auto tensor = dyn_cast<TensorType>(type);
    if (tensor && (!tensor.hasRank() || tensor.getRank() != 1 ||
                   tensor.getDimSize(0) != capacity)) {
      return op->emitError("CP3002: '")
             << op->getName() << "' gives " << type << "; lanes are tensor<"
             << capacity << "xT> in this kernel";
    }
  }
  return success();
}

LogicalResult LiftVerify::checkKernel(func::FuncOp kernel) {
  if (!kernel.getOps<tile::ThreadsOp>().empty()) {
    return success(); // single threads, with all that a thread can do
  }
  auto lanes =
      kernel->getAttrOfType<IntegerAttr>(tile::TileDialect::kLanesAttrName);
  if (!lanes || lanes.getInt() <= 0 || lanes.getInt() % 64 != 0) {
    return kernel.emitError("CP3002: kernel '")
           << kernel.getName()
           << "' without a lane capacity; it is a positive multiple of 64";
  }
  WalkResult bad = kernel.walk([&](Operation *op) {
    auto trips = op->getParentOfType<tile::TripsOp>();
    int64_t capacity = trips ? int64_t(trips.getLanes()) : lanes.getInt();
    if (trips && capacity == lanes.getInt()) {
      trips.emitError("CP3002: trips in as many lanes as there are around "
                      "them: ")
          << capacity << "; their tensors must differ";
      return WalkResult::interrupt();
    }
    return failed(checkOp(op, capacity)) ? WalkResult::interrupt()
                                         : WalkResult::advance();
  });
  return failure(bad.wasInterrupted());
}

void LiftVerify::runOnOperation() {
  for (Operation &op : getOperation().getOps()) {
    auto kernel = dyn_cast<func::FuncOp>(op);
    if (!kernel) {
      op.emitError("CP3002: '")
          << op.getName() << "' beside kernels after lifting; only functions "
          << "in tile form may stand here";
      return signalPassFailure();
    }
    if (!kernel.isDeclaration() && failed(checkKernel(kernel))) {
      return signalPassFailure();
    }
  }
}
