// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic updates: in the UB by a scalar loop, as no other core sees it; in
// global memory by the DMA engine, which updates but does not answer.
#include "lib/Map/KernelMapper.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::Space;
using tile::AtomicKind;

Value KernelMapper::atomicValue(AtomicKind kind, Value old, Value value) {
  bool isFloat = isa<FloatType>(old.getType());
  switch (kind) {
  case AtomicKind::add:
    return isFloat ? Value(b.create<arith::AddFOp>(old, value))
                   : Value(b.create<arith::AddIOp>(old, value));
  case AtomicKind::max:
    return isFloat ? Value(b.create<arith::MaxNumFOp>(old, value))
                   : Value(b.create<arith::MaxSIOp>(old, value));
  case AtomicKind::min:
    return isFloat ? Value(b.create<arith::MinNumFOp>(old, value))
                   : Value(b.create<arith::MinSIOp>(old, value));
  case AtomicKind::umax:
    return b.create<arith::MaxUIOp>(old, value);
  case AtomicKind::umin:
    return b.create<arith::MinUIOp>(old, value);
  case AtomicKind::and_:
    return b.create<arith::AndIOp>(old, value);
  case AtomicKind::or_:
    return b.create<arith::OrIOp>(old, value);
  case AtomicKind::xor_:
    return b.create<arith::XOrIOp>(old, value);
  case AtomicKind::exchange:
    return value;
  }
  return value;
}

/// Lane after lane: read an element, compute, write it, keep what was there.
/// Global memory is read through the cache and written by a copy.
void KernelMapper::updateLanes(
    Value view, Value indices, const Box &box, Value mask, Value old,
    function_ref<Value(Value, LaneCursor &)> update) {
  bool isGm = davinci::getSpace(view.getType()) == Space::gm;
  Type element = cast<MemRefType>(view.getType()).getElementType();
  Value slot = isGm ? alloc(element, 1) : Value();
  forEachLane(box, mask, /*withCoordinates=*/false, [&](LaneCursor &cursor) {
    Value index = indexAt(indices, cursor);
    if (isGm) {
      b.create<davinci::InvalidateCacheOp>(view);
    }
    Value before = getValue(view, index);
    Value after = update(before, cursor);
    if (isGm) {
      b.create<davinci::SetValueOp>(after, slot, constI64(0));
      copyOutElement(view, index, slot, constI64(0));
    } else {
      b.create<davinci::SetValueOp>(after, view, index);
    }
    if (old) {
      b.create<davinci::SetValueOp>(before, old, cursor.lane);
    }
  });
}

LogicalResult KernelMapper::mapCompareSwap(tile::AtomicCasOp op) {
  Box box = clampBox(op.getBox());
  Value mask = op.getMask() ? bufferOf(op.getMask()) : Value();
  Value view = uniform(op.getView());
  Value old = op.getOld().use_empty() ? Value() : allocResult(op.getOld());
  updateLanes(view, op.getIndices(), box, mask, old,
              [&](Value before, LaneCursor &cursor) -> Value {
                Value isEqual =
                    b.create<arith::CmpIOp>(arith::CmpIPredicate::eq, before,
                                            valueAt(op.getExpected(), cursor));
                return b.create<arith::SelectOp>(
                    isEqual, valueAt(op.getDesired(), cursor), before);
              });
  return success();
}

static std::optional<davinci::AtomicKind> dmaKindOf(AtomicKind kind) {
  switch (kind) {
  case AtomicKind::add:
    return davinci::AtomicKind::add;
  case AtomicKind::max:
    return davinci::AtomicKind::max;
  case AtomicKind::min:
    return davinci::AtomicKind::min;
  default:
    return std::nullopt;
  }
}

static chip::Atomic chipKindOf(davinci::AtomicKind kind) {
  switch (kind) {
  case davinci::AtomicKind::max:
    return chip::Atomic::Max;
  case davinci::AtomicKind::min:
    return chip::Atomic::Min;
  default:
    return chip::Atomic::Add;
  }
}

/// Whether the DMA engine does the update by itself.
static bool isDmaAtomic(tile::AtomicOp op, const chip::Chip &chip) {
  Type element = getElementTypeOrSelf(op.getValue().getType());
  auto kind = dmaKindOf(op.getKind());
  return !op.getOld() && kind &&
         chip.hasAtomic(chipKindOf(*kind), elementOf(element));
}

/// Whether an update of global memory has to be read, changed and written
/// back, which is atomic only if one core does all blocks.
static bool isReadBack(tile::AtomicOp op, const chip::Chip &chip) {
  return isGlobalMemory(op.getView()) && !isDmaAtomic(op, chip) &&
         (op.getOld() || op.getKind() != AtomicKind::exchange);
}

bool KernelMapper::needsOneCore() {
  bool isNeeded = false;
  auto note = [&](Operation *op, StringRef kind, Type type, bool hasOld) {
    op->emitRemark() << "CP4003: atomic " << kind << " on "
                     << getElementTypeOrSelf(type) << " in global memory"
                     << (hasOld ? " with its old value" : "")
                     << "; the chip's copies do add, max and min on i8, i16, "
                        "i32, f16, bf16 and f32 and return nothing, so one "
                        "core does all blocks";
    isNeeded = true;
  };
  source.walk([&](Operation *op) {
    if (auto cas = dyn_cast<tile::AtomicCasOp>(op)) {
      if (isGlobalMemory(cas.getView())) {
        note(op, "compare and swap", cas.getType(), /*hasOld=*/false);
      }
    } else if (auto atomic = dyn_cast<tile::AtomicOp>(op)) {
      if (isReadBack(atomic, chip)) {
        note(op, tile::stringifyAtomicKind(atomic.getKind()),
             atomic.getValue().getType(), bool(atomic.getOld()));
      }
    }
  });
  return isNeeded;
}

LogicalResult KernelMapper::mapAtomic(tile::AtomicOp op) {
  Value view = uniform(op.getView());
  Box box = clampBox(op.getBox());
  Value mask = op.getMask() ? bufferOf(op.getMask()) : Value();
  bool isGm = davinci::getSpace(view.getType()) == Space::gm;
  Type element = getElementTypeOrSelf(op.getValue().getType());
  if (isUniformAtomic(op, box) && !isReadBack(op, chip)) {
    if (isGm) {
      b.create<davinci::SetAtomicOp>(*dmaKindOf(op.getKind()), element);
    }
    mapUniformAtomic(op, view, box, mask);
    if (isGm) {
      b.create<davinci::SetAtomicOp>(davinci::AtomicKind::none, element);
    }
    return success();
  }
  if (!isGm || isReadBack(op, chip)) {
    Value old = op.getOld() ? allocResult(op.getOld()) : Value();
    updateLanes(view, op.getIndices(), box, mask, old,
                [&](Value before, LaneCursor &cursor) {
                  return atomicValue(op.getKind(), before,
                                     valueAt(op.getValue(), cursor));
                });
    return success();
  }
  if (op.getKind() == AtomicKind::exchange) {
    scatterGm(op.getValue(), view, op.getIndices(), box, mask);
    return success();
  }
  auto kind = *dmaKindOf(op.getKind());
  b.create<davinci::SetAtomicOp>(kind, element);
  scatterGm(op.getValue(), view, op.getIndices(), box, mask);
  b.create<davinci::SetAtomicOp>(davinci::AtomicKind::none, element);
  return success();
}
