// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Atomic updates of one element by many lanes whose old values nobody wants:
// the lanes are combined first, and the element is updated once. CUDA leaves
// the order open.
#include "lib/Map/KernelMapper.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::BinaryKind;
using tile::AtomicKind;

/// The vector instruction that combines two lanes.
static std::optional<BinaryKind> combination(tile::AtomicOp op) {
  Type element = getElementTypeOrSelf(op.getValue().getType());
  // Maxima of floats would have to pass NaN over.
  bool isInteger = element.isInteger(32);
  if (op.getKind() == AtomicKind::add && (isInteger || element.isF32())) {
    return BinaryKind::add;
  }
  if (op.getKind() == AtomicKind::max && isInteger) {
    return BinaryKind::max;
  }
  if (op.getKind() == AtomicKind::min && isInteger) {
    return BinaryKind::min;
  }
  return std::nullopt;
}

/// What a combination leaves as it is; of sums of floats, -0 does also to -0.
static double neutralOf(BinaryKind kind, Type element) {
  switch (kind) {
  case BinaryKind::max:
    return INT32_MIN;
  case BinaryKind::min:
    return INT32_MAX;
  default:
    return isa<FloatType>(element) ? -0.0 : 0.0;
  }
}

/// Whether one combination of the lanes can take their place.
bool KernelMapper::isUniformAtomic(tile::AtomicOp op, const Box &box) {
  return !op.getOld() && combination(op) && splatOf(op.getIndices()) &&
         constantOf(flatCount(box)) != 1;
}

/// The combination of the active lanes, which are those of the mask or a run
/// from lane 0 on, by halves: of what is left, the upper
/// half is added to the lower one, down to one block.
Value KernelMapper::combineLanes(tile::AtomicOp op, const Access &lanes) {
  BinaryKind kind = *combination(op);
  Type element = getElementTypeOrSelf(op.getValue().getType());
  Value src = bufferOf(op.getValue()), work = alloc(element, capacity);
  b.create<davinci::DuplicateOp>(
      work, constLike(element, neutralOf(kind, element)), constI32(capacity));
  if (lanes.mask) {
    selectLanes(work, lanes.mask, src, work, space.count);
  } else {
    storeExactly(work, src, runCount(lanes));
  }
  int64_t perBlock = chip.blockBytes() / bytesOf(element), left = capacity;
  while (left > perBlock) {
    int64_t half = llvm::alignTo(llvm::divideCeil(left, 2), perBlock);
    b.create<davinci::BinaryOp>(kind, work, work, viewAt(work, constI64(half)),
                                constI32(left - half));
    left = half;
  }
  Value result = getValue(work, constI64(0));
  for (int64_t i = 1; i < left; ++i) {
    result = atomicValue(op.getKind(), result, getValue(work, constI64(i)));
  }
  return result;
}

void KernelMapper::mapUniformAtomic(tile::AtomicOp op, Value view,
                                    const Box &box, Value mask) {
  OpBuilder::InsertionGuard guard(b);
  Access lanes;
  lanes.box = box;
  lanes.mask = mask;
  // Bits for lanes that are no run from lane 0 on.
  bool isFlat = box.isWhole || (constantOf(space.extent[1]) == 1 &&
                                constantOf(space.extent[2]) == 1 &&
                                constantOf(box.lo[0]) == 0);
  if (mask || !isFlat) {
    lanes.mask = activeMask(lanes);
  }
  // The element need not exist where no lane asks for it.
  Value some;
  if (!box.isWhole) {
    some = b.create<arith::CmpIOp>(arith::CmpIPredicate::sgt, flatCount(box),
                                   constI32(0));
  }
  if (mask) {
    Value any = anyOf(lanes.mask);
    some = some ? b.create<arith::AndIOp>(some, any) : any;
  }
  if (some) {
    auto branch = b.create<scf::IfOp>(some, /*else=*/false);
    b.setInsertionPointToStart(branch.thenBlock());
  }
  Value value = combineLanes(op, lanes);
  Value index = splatOf(op.getIndices());
  index = index.getType().isInteger(64) ? index : toI64(index);
  if (davinci::getSpace(view.getType()) != davinci::Space::gm) {
    Value old = getValue(view, index);
    b.create<davinci::SetValueOp>(atomicValue(op.getKind(), old, value), view,
                                  index);
    return;
  }
  Value slot = alloc(value.getType(), 1);
  b.create<davinci::SetValueOp>(value, slot, constI64(0));
  copyOutElement(view, index, slot, constI64(0));
}
