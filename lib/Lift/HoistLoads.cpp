// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-hoist-loads: a thread reads its element before it writes another array
// at the same index, and takes what it wrote if both arrays are one.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Lift/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

namespace cubeport::lift {
#define GEN_PASS_DEF_LIFTHOISTLOADS
#include "lib/Lift/Passes.h.inc"
} // namespace cubeport::lift

using namespace mlir;
using namespace cubeport;

namespace {
struct LiftHoistLoads : lift::impl::LiftHoistLoadsBase<LiftHoistLoads> {
  void runOnOperation() override;
};
} // namespace

static bool isGlobal(Value view) {
  auto space = dyn_cast_if_present<gpu::AddressSpaceAttr>(
      cast<MemRefType>(view.getType()).getMemorySpace());
  return space && space.getValue() == gpu::AddressSpace::Global;
}

/// Stores to global memory in front of a load in its block with nothing
/// between that might order other threads. The last one comes first.
static SmallVector<memref::StoreOp> findStoresBefore(memref::LoadOp load) {
  SmallVector<memref::StoreOp> stores;
  for (Operation *op = load->getPrevNode(); op; op = op->getPrevNode()) {
    auto store = dyn_cast<memref::StoreOp>(op);
    if (store && isGlobal(store.getMemRef())) {
      stores.push_back(store);
    } else if (!store && !isa<memref::LoadOp>(op) && !isMemoryEffectFree(op)) {
      break;
    }
  }
  return stores;
}

/// True if the elements that both access are one if the views begin at one
/// address, and else have no byte in common.
static bool accessSamePlace(memref::LoadOp load, memref::StoreOp store) {
  return load.getMemRefType().getElementType() ==
             store.getMemRefType().getElementType() &&
         llvm::equal(load.getIndices(), store.getIndices());
}

/// True if one of the pointers says that no other leads where it does.
static bool areApart(Value a, Value b) {
  auto isRestrict = [](Value view) {
    auto argument = dyn_cast<BlockArgument>(view);
    auto kernel =
        argument ? dyn_cast<gpu::GPUFuncOp>(argument.getOwner()->getParentOp())
                 : gpu::GPUFuncOp();
    return kernel && kernel.getArgAttr(argument.getArgNumber(),
                                       simt::SimtDialect::kRestrictAttrName);
  };
  return a != b && isa<BlockArgument>(a) && isa<BlockArgument>(b) &&
         (isRestrict(a) || isRestrict(b));
}

/// What `load` gives if it is made before `store`, and `loaded` is what it
/// gives then.
static Value takeStored(OpBuilder &b, memref::LoadOp load,
                        memref::StoreOp store, Value loaded) {
  Value stored = store.getValueToStore();
  if (store.getMemRef() == load.getMemRef()) {
    return stored;
  }
  if (areApart(store.getMemRef(), load.getMemRef())) {
    return loaded;
  }
  Location loc = load.getLoc();
  auto addressOf = [&](Value view) {
    return simt::AddressOfOp::create(b, loc, b.getI64Type(), view);
  };
  Value isOne = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                      addressOf(load.getMemRef()),
                                      addressOf(store.getMemRef()));
  auto choose = scf::IfOp::create(
      b, loc, isOne,
      [&](OpBuilder &b, Location loc) { scf::YieldOp::create(b, loc, stored); },
      [&](OpBuilder &b, Location loc) {
        scf::YieldOp::create(b, loc, loaded);
      });
  return choose.getResult(0);
}

/// Moves `load` in front of the stores before it.
static void hoist(memref::LoadOp load) {
  SmallVector<memref::StoreOp> stores = findStoresBefore(load);
  if (stores.empty() || !llvm::all_of(stores, [&](memref::StoreOp store) {
        return accessSamePlace(load, store) ||
               areApart(load.getMemRef(), store.getMemRef());
      })) {
    return;
  }
  memref::StoreOp first = stores.back();
  DominanceInfo dominance(load->getParentOfType<gpu::GPUFuncOp>());
  if (!llvm::all_of(load->getOperands(), [&](Value operand) {
        return dominance.properlyDominates(operand, first);
      })) {
    return;
  }
  SmallVector<OpOperand *> uses;
  for (OpOperand &use : load->getUses()) {
    uses.push_back(&use);
  }
  OpBuilder b(load->getContext());
  b.setInsertionPointAfter(load);
  Value value = load.getResult();
  for (memref::StoreOp store : llvm::reverse(stores)) {
    value = takeStored(b, load, store, value);
  }
  for (OpOperand *use : uses) {
    use->set(value);
  }
  load->moveBefore(first);
  if (load->use_empty()) {
    load.erase();
  }
}

void LiftHoistLoads::runOnOperation() {
  getOperation().walk([](gpu::GPUFuncOp kernel) {
    SmallVector<memref::LoadOp> loads;
    kernel.getBody().walk([&](memref::LoadOp load) {
      // Loops that load what they store in the iteration before gain nothing.
      if (isGlobal(load.getMemRef()) &&
          !load->getParentOfType<LoopLikeOpInterface>()) {
        loads.push_back(load);
      }
    });
    for (memref::LoadOp load : loads) {
      hoist(load);
    }
  });
}
