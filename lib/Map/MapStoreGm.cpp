// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stores of lanes, and those to global memory. Scalar writes to global memory
// are not coherent between cores, so every store is a copy from the UB.
#include "lib/Map/KernelMapper.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::Space;

LogicalResult KernelMapper::mapStore(tile::StoreOp op) {
  if (partsOfUpdates.contains(op.getValue().getDefiningOp())) {
    return mapUpdate(op);
  }
  Access access = describe(op.getView(), op.getOffset(), op.getSx(), op.getSy(),
                           op.getSz(), op.getBox(), op.getMask());
  if (davinci::getSpace(access.view.getType()) == Space::gm) {
    storeGm(access, op.getValue());
  } else {
    storeShared(access, op.getValue());
  }
  return success();
}

/// Of lanes that write the same address the last one wins: along an axis of
/// stride 0 that is the last lane of the box.
void KernelMapper::keepLastLanes(Access &access) {
  for (int axis = 0; axis < 3; ++axis) {
    if (access.fixed[axis] != 0 || constantOf(space.extent[axis]) == 1) {
      continue;
    }
    Box &box = access.box;
    Value last = b.createOrFold<arith::SubIOp>(box.hi[axis], constI32(1));
    box.lo[axis] = b.createOrFold<arith::MaxSIOp>(box.lo[axis], last);
    box.extent[axis] =
        b.createOrFold<arith::MinSIOp>(box.extent[axis], constI32(1));
    box.isWhole = false;
  }
}

void KernelMapper::storeGm(const Access &wanted, Value lanes) {
  Access access = wanted;
  if (access.mask) {
    return storeGmPerLane(access, lanes);
  }
  if (isWholeRun(access)) {
    return copyRun(/*isLoad=*/false, access, bufferOf(lanes));
  }
  keepLastLanes(access);
  if (hasAlignedRows(access) && access.fixed[1] != 0) {
    Value src = bufferOf(lanes);
    return forEachPlane(access, [&](const Rows &rows) {
      Rows here = rows;
      here.buffer = src;
      copyRows(/*isLoad=*/false, access, here);
    });
  }
  int64_t size = bytesOf(access.element);
  if (canBroadcastBlocks(access)) {
    return storeGmStrided(access, bufferOf(lanes));
  }
  if (access.fixed[0] == 1 && (size == 2 || size == 4)) {
    Value src = bufferOf(lanes);
    return ifFromLane0(
        access,
        [&](const Access &whole) { copyRun(/*isLoad=*/false, whole, src); },
        [&] { storeGmShifted(access, src); });
  }
  storeGmPerLane(access, lanes);
}

/// Whether all lanes lie along x, at a distance in memory, and each can have a
/// block of its own.
bool KernelMapper::canBroadcastBlocks(const Access &access) {
  int64_t size = bytesOf(access.element);
  bool isRow = constantOf(space.extent[1]) == 1 &&
               constantOf(space.extent[2]) == 1 && access.fixed[0] != 0 &&
               access.fixed[0] != 1;
  return isRow && (size == 2 || size == 4);
}

/// Fills a block with each lane's value.
void KernelMapper::broadcastBlocks(Value slots, Value src, int64_t perBlock) {
  constexpr int64_t kPerRepeat = 8; // semantics.md broadcast_blocks
  if (capacity <= chip.maxRepeats() * kPerRepeat) {
    b.create<davinci::BroadcastBlocksOp>(slots, src,
                                         divUpI32(space.count, kPerRepeat));
    return;
  }
  // An even number of repeats, so that each starts on a block of 16-bit lanes.
  Value most = constI32(chip.maxRepeats() / 2 * 2 * kPerRepeat);
  auto loop = b.create<scf::ForOp>(constI32(0), space.count, most);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(loop.getBody());
  Value at = loop.getInductionVar();
  Value left = b.create<arith::SubIOp>(space.count, at);
  Value here = b.create<arith::MinSIOp>(left, most);
  Value slot = b.create<arith::MulIOp>(toI64(at), constI64(perBlock));
  b.create<davinci::BroadcastBlocksOp>(
      viewAt(slots, slot), viewAt(src, toI64(at)), divUpI32(here, kPerRepeat));
}

/// Single elements at a distance: each lane's value fills a block, and rows of
/// one element go from block to block.
void KernelMapper::storeGmStrided(const Access &access, Value src) {
  int64_t perBlock = chip.blockBytes() / bytesOf(access.element);
  Value slots = alloc(access.element, capacity * perBlock);
  broadcastBlocks(slots, src, perBlock);
  Value lo = toI64(access.box.lo[0]);
  Value offset = b.createOrFold<arith::AddIOp>(
      access.offset, b.createOrFold<arith::MulIOp>(lo, access.stride[0]));
  Rows rows;
  rows.buffer = slots;
  rows.bufferOffset = b.createOrFold<arith::MulIOp>(lo, constI64(perBlock));
  rows.offset = offset;
  rows.count = access.box.extent[0];
  rows.length = constI32(1);
  rows.stride = access.stride[0];
  copyRows(/*isLoad=*/false, access, rows);
}

/// Rows along x that do not start on a block: each is brought to the start of
/// a buffer by a gather and copied from there.
void KernelMapper::storeGmShifted(const Access &access, Value src) {
  OpBuilder::InsertionGuard guard(b);
  const Box &box = access.box;
  int64_t size = bytesOf(access.element);
  Type i32 = b.getI32Type();
  Value bytes = alloc(i32, capacity), offsets = alloc(i32, capacity);
  Value row = alloc(access.element, capacity);
  b.create<davinci::BinaryScalarOp>(davinci::ScalarKind::muls, bytes, iota(),
                                    constI32(size), space.count);
  LaneCursor cursor;
  cursor.at[0] = toI64(box.lo[0]);
  for (int axis = 2; axis >= 1; --axis) {
    cursor.at[axis] = toI64(box.lo[axis]);
    if (constantOf(box.extent[axis]) == 1) {
      continue;
    }
    auto loop =
        b.create<scf::ForOp>(cursor.at[axis], toI64(box.hi[axis]), constI64(1));
    b.setInsertionPointToStart(loop.getBody());
    cursor.at[axis] = loop.getInductionVar();
  }
  Value start = b.createOrFold<arith::TruncIOp>(i32, laneIndex(cursor.at));
  Value shift = mulI32(start, constI32(size));
  b.create<davinci::BinaryScalarOp>(davinci::ScalarKind::adds, offsets, bytes,
                                    shift, space.count);
  clampOffsets(offsets, src, size);
  gather(row, src, offsets);
  Rows rows{row,         Value(),       offsetAt(access, cursor),
            constI32(1), box.extent[0], constI64(0),
            Value()};
  copyRows(/*isLoad=*/false, access, rows);
}

/// Lanes one by one: first each value goes to a block of its own, as copies
/// read whole blocks, then each block's first element is copied out.
void KernelMapper::storeGmPerLane(const Access &wanted, Value lanes) {
  Access access = wanted;
  if (!access.mask) {
    keepLastLanes(access);
  }
  int64_t perBlock = chip.blockBytes() / bytesOf(access.element);
  Value slots = stageLanes(lanes, access.box, access.mask);
  forEachLane(
      access.box, access.mask, /*withCoordinates=*/true,
      [&](LaneCursor &cursor) {
        Value slot =
            b.createOrFold<arith::MulIOp>(cursor.lane, constI64(perBlock));
        copyOutElement(access.view, offsetAt(access, cursor), slots, slot);
      });
}

/// A buffer with the value of lane l at the start of block l.
Value KernelMapper::stageLanes(Value lanes, const Box &box, Value mask) {
  Type element = cast<RankedTensorType>(lanes.getType()).getElementType();
  int64_t perBlock = chip.blockBytes() / bytesOf(element);
  if (Value buffer = buffers.lookup(lanes); !buffer && !splatOf(lanes)) {
    bufferOf(lanes);
  }
  Value slots = alloc(element, capacity * perBlock);
  forEachLane(box, mask, /*withCoordinates=*/false, [&](LaneCursor &cursor) {
    Value slot = b.createOrFold<arith::MulIOp>(cursor.lane, constI64(perBlock));
    b.create<davinci::SetValueOp>(valueAt(lanes, cursor), slots, slot);
  });
  return slots;
}

void KernelMapper::copyOutElement(Value view, Value offset, Value slots,
                                  Value slot) {
  Value one = constI32(1);
  b.create<davinci::CopyOutOp>(view, offset, viewAt(slots, slot), one, one,
                               constI64(0), constI32(0));
}

LogicalResult KernelMapper::mapScatter(tile::ScatterOp op) {
  Box box = clampBox(op.getBox());
  Value mask = op.getMask() ? bufferOf(op.getMask()) : Value();
  Value view = uniform(op.getView());
  if (davinci::getSpace(view.getType()) == Space::gm) {
    scatterGm(op.getValue(), view, op.getIndices(), box, mask);
    return success();
  }
  forEachLane(box, mask, /*withCoordinates=*/false, [&](LaneCursor &cursor) {
    Value index = indexAt(op.getIndices(), cursor);
    b.create<davinci::SetValueOp>(valueAt(op.getValue(), cursor), view, index);
  });
  return success();
}

/// A lane's index as i64.
Value KernelMapper::indexAt(Value indices, LaneCursor &cursor) {
  Value index = valueAt(indices, cursor);
  return index.getType().isInteger(64) ? index : toI64(index);
}

void KernelMapper::scatterGm(Value lanes, Value view, Value indices,
                             const Box &box, Value mask) {
  int64_t perBlock =
      chip.blockBytes() /
      bytesOf(cast<RankedTensorType>(lanes.getType()).getElementType());
  Value slots = stageLanes(lanes, box, mask);
  forEachLane(box, mask, /*withCoordinates=*/false, [&](LaneCursor &cursor) {
    Value slot = b.createOrFold<arith::MulIOp>(cursor.lane, constI64(perBlock));
    copyOutElement(view, indexAt(indices, cursor), slots, slot);
  });
}
