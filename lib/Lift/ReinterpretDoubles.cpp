// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-reinterpret-doubles: memory of doubles becomes memory of their bits.
#include "lib/Lift/Passes.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"

namespace cubeport::lift {
#define GEN_PASS_DEF_LIFTREINTERPRETDOUBLES
#include "lib/Lift/Passes.h.inc"
} // namespace cubeport::lift

using namespace mlir;
using namespace cubeport;

namespace {
struct LiftReinterpretDoubles
    : lift::impl::LiftReinterpretDoublesBase<LiftReinterpretDoubles> {
  void runOnOperation() override;
};
} // namespace

static void retype(Value view) {
  auto type = dyn_cast<MemRefType>(view.getType());
  if (type && type.getElementType().isF64()) {
    auto bits = IntegerType::get(type.getContext(), 64);
    view.setType(MemRefType::get(type.getShape(), bits, type.getLayout(),
                                 type.getMemorySpace()));
  }
}

static Value castBits(OpBuilder &b, Location loc, Type to, Value value) {
  return arith::BitcastOp::create(b, loc, to, value);
}

// Pattern: load : f64 -> bitcast (load : i64)
static void readBits(memref::LoadOp load) {
  OpBuilder b(load);
  Type f64 = b.getF64Type();
  auto bits = memref::LoadOp::create(b, load.getLoc(), load.getMemRef(),
                                     load.getIndices());
  // A cast for each user, in its place: lanes have no buffers of doubles.
  for (OpOperand &use : llvm::make_early_inc_range(load->getUses())) {
    b.setInsertionPoint(use.getOwner());
    use.set(castBits(b, use.getOwner()->getLoc(), f64, bits));
  }
  load.erase();
}

// Pattern: store x : f64 -> store (bitcast x) : i64
static void writeBits(memref::StoreOp store) {
  OpBuilder b(store);
  Value value = store.getValueToStore();
  auto cast = value.getDefiningOp<arith::BitcastOp>();
  store.getValueMutable().set(
      cast ? cast.getIn()
           : castBits(b, store.getLoc(), b.getI64Type(), value));
  if (cast && cast->use_empty()) {
    cast.erase();
  }
}

static void reinterpret(gpu::GPUFuncOp kernel) {
  for (BlockArgument argument : kernel.getBody().getArguments()) {
    retype(argument);
  }
  kernel.setFunctionType(FunctionType::get(
      kernel.getContext(),
      TypeRange(kernel.getBody().getArgumentTypes())
          .take_front(kernel.getNumArguments()),
      kernel.getResultTypes()));
  SmallVector<memref::LoadOp> loads;
  SmallVector<memref::StoreOp> stores;
  kernel.getBody().walk([&](Operation *op) {
    for (Value result : op->getResults()) {
      retype(result);
    }
    if (auto load = dyn_cast<memref::LoadOp>(op)) {
      if (load.getType().isF64()) {
        loads.push_back(load);
      }
    } else if (auto store = dyn_cast<memref::StoreOp>(op)) {
      if (store.getValueToStore().getType().isF64()) {
        stores.push_back(store);
      }
    }
  });
  llvm::for_each(loads, readBits);
  llvm::for_each(stores, writeBits);
}

void LiftReinterpretDoubles::runOnOperation() {
  getOperation()->walk([](gpu::GPUFuncOp kernel) { reinterpret(kernel); });
}
