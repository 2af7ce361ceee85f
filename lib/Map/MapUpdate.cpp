// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Updates of shared and private memory, `to[t] = a[t] + b[t + d]`: one vector
// instruction on the elements where they stand, and no copies around it.
#include "lib/Map/KernelMapper.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::BinaryKind;

/// The instruction of an op of lanes, if it is one instruction.
static std::optional<BinaryKind> updateKind(Operation *op,
                                            const chip::Chip &chip) {
  using chip::VectorOp;
  if (!op || op->getNumResults() != 1) {
    return std::nullopt;
  }
  chip::Element element =
      elementOf(getElementTypeOrSelf(op->getResult(0).getType()));
  auto known = [&](BinaryKind kind, VectorOp form) {
    return chip.hasVector(form, element) ? std::optional(kind) : std::nullopt;
  };
  return TypeSwitch<Operation *, std::optional<BinaryKind>>(op)
      .Case<arith::AddFOp, arith::AddIOp>(
          [&](auto) { return known(BinaryKind::add, VectorOp::Add); })
      .Case<arith::MulFOp, arith::MulIOp>(
          [&](auto) { return known(BinaryKind::mul, VectorOp::Mul); })
      .Case<arith::MaxSIOp, arith::MaxNumFOp>(
          [&](auto) { return known(BinaryKind::max, VectorOp::Max); })
      .Case<arith::MinSIOp, arith::MinNumFOp>(
          [&](auto) { return known(BinaryKind::min, VectorOp::Min); })
      .Default([](Operation *) { return std::nullopt; });
}

static bool isOnlyRead(Operation *op) {
  return isMemoryEffectFree(op) ||
         isa<tile::LoadOp, tile::GatherOp, memref::LoadOp>(op);
}

/// Whether the op may as well happen right before the store: no other lanes are
/// computed between them, which could take the place of its operands.
static bool isNextTo(Operation *op, tile::StoreOp store) {
  if (op->getBlock() != store->getBlock()) {
    return false;
  }
  for (op = op->getNextNode(); op != store; op = op->getNextNode()) {
    if (op->getNumRegions() != 0 ||
        llvm::any_of(op->getResultTypes(),
                     [](Type type) { return isa<TensorType>(type); })) {
      return false;
    }
  }
  return true;
}

/// Whether the load may as well happen right before the store, for the lanes
/// of the store.
static bool canDelay(tile::LoadOp load, tile::StoreOp store) {
  if (!load || !load->hasOneUse() || load.getMask() ||
      load->getBlock() != store->getBlock() || isGlobalMemory(load.getView()) ||
      load.getBox() != store.getBox()) {
    return false;
  }
  for (Operation *op = load->getNextNode(); op != store;
       op = op->getNextNode()) {
    if (!isOnlyRead(op)) {
      return false;
    }
  }
  return true;
}

void KernelMapper::findUpdates() {
  source.walk([&](tile::StoreOp store) {
    Operation *op = store.getValue().getDefiningOp();
    if (store.getMask() || isGlobalMemory(store.getView()) ||
        !updateKind(op, chip) || !op->hasOneUse() || !isNextTo(op, store)) {
      return;
    }
    SmallVector<Operation *> delayed;
    for (Value operand : op->getOperands()) {
      auto load = operand.getDefiningOp<tile::LoadOp>();
      if (canDelay(load, store)) {
        delayed.push_back(load);
      }
    }
    if (!delayed.empty()) {
      delayed.push_back(op);
      partsOfUpdates.insert(delayed.begin(), delayed.end());
    }
  });
}

/// Whether an instruction that writes one run may read another one while it
/// does: the same elements, or others.
static bool isSameOrApart(const Access &from, const Access &to, Value count) {
  if (from.view != to.view) {
    // Views of one buffer as other elements are views of their own.
    return !from.view.getDefiningOp<davinci::ViewOp>() &&
           !to.view.getDefiningOp<davinci::ViewOp>();
  }
  if (from.offset == to.offset) {
    return true;
  }
  auto a = constantOf(from.offset), c = constantOf(to.offset);
  auto n = constantOf(count);
  return a && c && (*a == *c || (n && std::abs(*a - *c) >= *n));
}

LogicalResult KernelMapper::mapUpdate(tile::StoreOp store) {
  Operation *op = store.getValue().getDefiningOp();
  Access to =
      describe(store.getView(), store.getOffset(), store.getSx(), store.getSy(),
               store.getSz(), store.getBox(), store.getMask());
  bool inPlace = isAlignedRun(to);
  Value count = inPlace ? runCount(to) : space.count;
  SmallVector<Value> sources;
  for (Value operand : op->getOperands()) {
    auto load = operand.getDefiningOp<tile::LoadOp>();
    if (!load || !partsOfUpdates.contains(load)) {
      sources.push_back(inPlace ? bufferOf(operand) : Value());
      continue;
    }
    Access from = describe(load.getView(), load.getOffset(), load.getSx(),
                           load.getSy(), load.getSz(), load.getBox(), Value());
    if (inPlace && isAlignedRun(from) && isSameOrApart(from, to, count)) {
      sources.push_back(viewAt(from.view, from.offset));
      continue;
    }
    sources.push_back(allocResult(load.getResult()));
    loadShared(from, sources.back());
  }
  if (inPlace) {
    b.create<davinci::BinaryOp>(*updateKind(op, chip),
                                viewAt(to.view, to.offset), sources[0],
                                sources[1], count);
    return success();
  }
  if (failed(mapElementwise(op))) {
    return failure();
  }
  storeShared(to, store.getValue());
  return success();
}
