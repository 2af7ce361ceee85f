// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared memory and private arrays: buffers of the UB that lanes read by
// copies and gathers, and write in place or, where lanes scatter, by a loop.
#include "lib/Map/KernelMapper.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::ScalarKind;
using davinci::Space;

void KernelMapper::loadShared(const Access &access, Value dst) {
  bool isUniform = llvm::all_of(
      access.fixed, [](std::optional<int64_t> s) { return s == 0; });
  if (isUniform && !access.mask && access.box.isWhole) {
    fill(dst, getValue(access.view, access.offset), space.count);
    return;
  }
  int64_t size = bytesOf(access.element);
  if (loadRun(access, dst)) {
    return;
  }
  if (size == 2 || size == 4) {
    Value offsets = byteOffsets(access, size);
    bool isAll = access.box.isWhole && !access.mask;
    if (!isAll) {
      clampOffsets(offsets, access.view, size);
    }
    gather(dst, access.view, offsets);
    return;
  }
  forEachLane(access.box, access.mask, /*withCoordinates=*/true,
              [&](LaneCursor &cursor) {
                Value value = getValue(access.view, offsetAt(access, cursor));
                b.create<davinci::SetValueOp>(value, dst, cursor.lane);
              });
}

/// i32 byte offsets of an affine access.
Value KernelMapper::byteOffsets(const Access &access, int64_t size) {
  Type i32 = b.getI32Type();
  Value offsets;
  auto narrow = [&](Value i64) {
    Value value = b.createOrFold<arith::TruncIOp>(i32, i64);
    return mulI32(value, constI32(size));
  };
  for (unsigned axis = 0; axis < 3; ++axis) {
    if (access.fixed[axis] == 0) {
      continue;
    }
    Value term = alloc(i32, capacity);
    b.create<davinci::BinaryScalarOp>(ScalarKind::muls, term, coordinate(axis),
                                      narrow(access.stride[axis]), space.count);
    if (offsets) {
      b.create<davinci::BinaryOp>(davinci::BinaryKind::add, offsets, offsets,
                                  term, space.count);
    } else {
      offsets = term;
    }
  }
  Value base = narrow(access.offset);
  if (!offsets) {
    offsets = alloc(i32, capacity);
    fill(offsets, base, space.count);
  } else if (constantOf(base) != 0) {
    b.create<davinci::BinaryScalarOp>(ScalarKind::adds, offsets, offsets, base,
                                      space.count);
  }
  return offsets;
}

/// The lanes that an access leaves alone, as a mask; null if none.
Value KernelMapper::activeMask(const Access &access) {
  if (access.box.isWhole) {
    return access.mask;
  }
  Value box = boxMask(access.box);
  if (!box || !access.mask) {
    return box ? box : access.mask;
  }
  Value both = allocLanes(b.getI1Type());
  bitwise(davinci::BinaryKind::and_, both, box, access.mask, maskCount());
  return both;
}

/// Whether the elements behind a run's active lanes belong to the array, up
/// to the last lane in use. A private array has a place for every lane; of a
/// shared one the bounds must be constant.
bool KernelMapper::hasRoomForLanes(const Access &access) {
  auto type = cast<MemRefType>(access.view.getType());
  if (access.isPrivate) {
    return true;
  }
  auto offset = constantOf(access.offset);
  return offset && !type.isDynamicDim(0) &&
         *offset + capacity <= type.getDimSize(0);
}

void KernelMapper::storeShared(const Access &access, Value lanes) {
  int64_t size = bytesOf(access.element);
  bool isWord = size == 2 || size == 4;
  Access run = access;
  run.box = wholeBox();
  Value count, mask;
  if (isWord && !access.mask && isAlignedRun(access)) {
    count = access.box.isWhole ? space.count : flatCount(access.box);
  } else if (isWord && isAlignedRun(run) && hasRoomForLanes(run)) {
    count = space.count;
    mask = activeMask(access);
  }
  if (count) {
    Value target = viewAt(access.view, access.offset);
    Value src = bufferOf(lanes);
    if (mask) {
      selectLanes(target, mask, src, target, count);
      return;
    }
    storeExactly(target, src, count);
    return;
  }
  forEachLane(access.box, access.mask, /*withCoordinates=*/true,
              [&](LaneCursor &cursor) {
                b.create<davinci::SetValueOp>(valueAt(lanes, cursor),
                                              access.view,
                                              offsetAt(access, cursor));
              });
}

LogicalResult KernelMapper::mapGather(tile::GatherOp op) {
  Value view = uniform(op.getView());
  Value dst = allocResult(op.getResult());
  Type element = cast<RankedTensorType>(op.getType()).getElementType();
  int64_t size = bytesOf(element);
  bool isWide = cast<RankedTensorType>(op.getIndices().getType())
                    .getElementType()
                    .isInteger(64);
  bool isShared = davinci::getSpace(view.getType()) == Space::ub;
  if (isShared && (size == 2 || size == 4) && !isWide) {
    Value indices = bufferOf(op.getIndices());
    Value offsets = alloc(b.getI32Type(), capacity);
    b.create<davinci::BinaryScalarOp>(ScalarKind::muls, offsets, indices,
                                      constI32(size), space.count);
    if (!op.getBox().empty() || op.getMask()) {
      clampOffsets(offsets, view, size);
    }
    gather(dst, view, offsets);
    return success();
  }
  Box box = clampBox(op.getBox());
  Value mask = op.getMask() ? bufferOf(op.getMask()) : Value();
  if (!isShared) {
    b.create<davinci::InvalidateCacheOp>(view);
  }
  forEachLane(box, mask, /*withCoordinates=*/false, [&](LaneCursor &cursor) {
    Value value = getValue(view, indexAt(op.getIndices(), cursor));
    b.create<davinci::SetValueOp>(value, dst, cursor.lane);
  });
  return success();
}
