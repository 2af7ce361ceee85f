// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds what lanes in lock-step have no form for.
#include "lib/Frontend/NeedsThreads.h"
#include "dialects/Simt/SimtDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cubeport;

static bool isDouble(Type type) { return type.isF64(); }

/// Lanes move doubles and convert them from and to float, one by one on the
/// scalar unit, but compute and choose among floats only.
static bool movesDoubles(Operation *op) {
  if (isa<arith::TruncFOp>(op)) {
    return op->getResult(0).getType().isF32();
  }
  if (isa<arith::ExtFOp>(op)) {
    return op->getOperand(0).getType().isF32();
  }
  return isa<arith::ConstantOp, memref::LoadOp, memref::StoreOp>(op);
}

static std::optional<gpu::AddressSpace> getSpace(Value view) {
  auto space = dyn_cast_or_null<gpu::AddressSpaceAttr>(
      cast<MemRefType>(view.getType()).getMemorySpace());
  return space ? std::optional(space.getValue()) : std::nullopt;
}

/// Lanes share what is on the chip, where nothing has an address.
static bool needsAddress(simt::AddressOfOp op) {
  std::optional<gpu::AddressSpace> space = getSpace(op.getSource());
  return space && *space != gpu::AddressSpace::Global &&
         llvm::any_of(op->getUsers(), [](Operation *user) {
           return !isa<arith::CmpIOp>(user);
         });
}

/// In lock-step all see what one writes to shared memory; but in a loop a
/// thread may wait for another, which lock-step never lets go first.
static bool isPlainVolatile(Operation *op, Value view) {
  return getSpace(view) == gpu::AddressSpace::Workgroup &&
         !op->getParentOfType<scf::WhileOp>();
}

static bool needsThreads(Operation *op) {
  if (auto shuffle = dyn_cast<simt::ShuffleOp>(op)) {
    APInt width;
    return !matchPattern(shuffle.getWidth(), m_ConstantInt(&width));
  }
  if (auto fence = dyn_cast<simt::FenceOp>(op)) {
    return fence.getScope() != simt::Scope::block;
  }
  if (auto address = dyn_cast<simt::AddressOfOp>(op)) {
    return needsAddress(address);
  }
  if (auto load = dyn_cast<simt::VolatileLoadOp>(op)) {
    return !isPlainVolatile(op, load.getView());
  }
  if (auto store = dyn_cast<simt::VolatileStoreOp>(op)) {
    return !isPlainVolatile(op, store.getView());
  }
  if (isa<simt::SimtDialect>(op->getDialect()) &&
      !isa<simt::ReinterpretOp, simt::FromAddressOp, simt::AtomicCasOp,
           simt::WarpSyncOp>(op)) {
    return true;
  }
  return !movesDoubles(op) &&
         (llvm::any_of(op->getOperandTypes(), isDouble) ||
          llvm::any_of(op->getResultTypes(), isDouble));
}

void frontend::markNeedsThreads(gpu::GPUFuncOp kernel) {
  WalkResult found = kernel.getBody().walk([](Operation *op) {
    return needsThreads(op) ? WalkResult::interrupt() : WalkResult::advance();
  });
  if (found.wasInterrupted()) {
    kernel->setAttr(simt::SimtDialect::kNeedsThreadsAttrName,
                    UnitAttr::get(kernel.getContext()));
  }
}
