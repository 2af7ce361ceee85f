// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads whose rows do not fall on blocks of the buffer: the rows are copied
// to a staging buffer, then one vector gather brings each lane its element.
#include "lib/Map/KernelMapper.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::ScalarKind;

namespace {
/// Which axis runs along a row, down the rows, and from plane to plane.
struct Order {
  int row = -1, column = -1, plane = -1;
};
} // namespace

/// Memory runs along the axis of stride 1; axes of stride 0 add no address.
static Order orderOf(const Access &access) {
  Order order;
  for (int axis = 0; axis < 3; ++axis) {
    if (access.fixed[axis] == 1 && order.row < 0) {
      order.row = axis;
    }
  }
  for (int axis = 0; axis < 3; ++axis) {
    if (axis == order.row || access.fixed[axis] == 0) {
      continue;
    }
    if (order.column < 0) {
      order.column = axis;
    } else {
      order.plane = axis;
    }
  }
  // Without an axis of stride 1 rows are single elements; a third axis of
  // that kind has no place in a copy.
  return order;
}

/// Elements from one row of the staging buffer to the next.
Value KernelMapper::stagingPitch(Value length, Type element) {
  return roundUpI32(length, chip.blockBytes() / bytesOf(element));
}

void KernelMapper::loadGmStaged(const Access &access, Value dst) {
  Order order = orderOf(access);
  const Box &box = access.box;
  int axes = (order.row >= 0) + (order.column >= 0) + (order.plane >= 0);
  bool hasThirdStride = order.row < 0 && axes == 2 && order.plane >= 0 &&
                        access.fixed[0] != 0 && access.fixed[1] != 0 &&
                        access.fixed[2] != 0;
  if (hasThirdStride) {
    return loadGmPerLane(access, dst);
  }
  auto extentOf = [&](int axis) {
    return axis < 0 ? constI32(1) : box.extent[axis];
  };
  Value length = extentOf(order.row);
  Value rowCount = extentOf(order.column);
  Value planes = extentOf(order.plane);
  // Lanes along an axis of stride 0 share an element, which exists only if
  // that axis has a lane in the box.
  for (int axis = 0; axis < 3; ++axis) {
    if (access.fixed[axis] == 0 && constantOf(box.extent[axis]) != 1) {
      Value some =
          b.createOrFold<arith::MinSIOp>(box.extent[axis], constI32(1));
      length = mulI32(length, some);
    }
  }
  Value pitch = stagingPitch(length, access.element);
  Value planePitch = mulI32(pitch, rowCount);
  Value staging =
      alloc(access.element, stagingElements(access, order.row >= 0));
  {
    OpBuilder::InsertionGuard guard(b);
    LaneCursor cursor;
    for (int axis = 0; axis < 3; ++axis) {
      cursor.at[axis] = toI64(box.lo[axis]);
    }
    Rows rows;
    rows.buffer = staging;
    rows.count = rowCount;
    rows.length = length;
    rows.stride = order.column < 0 ? constI64(0) : access.stride[order.column];
    if (order.plane >= 0 && constantOf(planes) != 1) {
      auto loop = b.create<scf::ForOp>(constI64(0), toI64(planes), constI64(1));
      b.setInsertionPointToStart(loop.getBody());
      Value plane = loop.getInductionVar();
      rows.bufferOffset =
          b.createOrFold<arith::MulIOp>(plane, toI64(planePitch));
      cursor.at[order.plane] =
          b.createOrFold<arith::AddIOp>(cursor.at[order.plane], plane);
    }
    rows.offset = offsetAt(access, cursor);
    copyRows(/*isLoad=*/true, access, rows);
  }
  std::array<Value, 3> steps; // elements of the staging buffer
  if (order.row >= 0) {
    steps[order.row] = constI32(1);
  }
  if (order.column >= 0) {
    steps[order.column] = pitch;
  }
  if (order.plane >= 0) {
    steps[order.plane] = planePitch;
  }
  spread(access, staging, steps, dst);
}

/// A bound on the staging buffer's elements: a single row is as long as the
/// lanes; otherwise each lane may have a block of its own.
int64_t KernelMapper::stagingElements(const Access &access, bool hasRow) {
  int64_t size = bytesOf(access.element);
  int64_t perBlock = chip.blockBytes() / size;
  bool isOneAxis =
      constantOf(space.extent[1]) == 1 && constantOf(space.extent[2]) == 1;
  if (hasRow && isOneAxis) {
    return capacity + perBlock;
  }
  auto x = constantOf(space.extent[0]), y = constantOf(space.extent[1]),
       z = constantOf(space.extent[2]);
  if (access.fixed[0] == 1 && x && y && z) {
    return llvm::alignTo(*x, perBlock) * *y * *z;
  }
  return capacity * perBlock;
}

/// dst[lane] = staging[sum of steps[i] * (coordinate[i] - lo[i])].
void KernelMapper::spread(const Access &access, Value staging,
                          const std::array<Value, 3> &steps, Value dst) {
  const Box &box = access.box;
  int64_t size = bytesOf(access.element);
  if (size != 2 && size != 4) {
    forEachLane(
        box, Value(), /*withCoordinates=*/true, [&](LaneCursor &cursor) {
          Value index = constI64(0);
          for (int i = 0; i < 3; ++i) {
            if (steps[i]) {
              Value from =
                  b.createOrFold<arith::SubIOp>(cursor.at[i], toI64(box.lo[i]));
              index = b.createOrFold<arith::AddIOp>(
                  index, b.createOrFold<arith::MulIOp>(from, toI64(steps[i])));
            }
          }
          Value value = getValue(staging, index);
          b.create<davinci::SetValueOp>(value, dst, cursor.lane);
        });
    return;
  }
  Value offsets;
  Value base = constI32(0);
  for (int i = 0; i < 3; ++i) {
    if (!steps[i]) {
      continue;
    }
    Value bytes = mulI32(steps[i], constI32(size));
    base = addI32(base, mulI32(box.lo[i], bytes));
    Value term = alloc(b.getI32Type(), capacity);
    b.create<davinci::BinaryScalarOp>(ScalarKind::muls, term, coordinate(i),
                                      bytes, space.count);
    if (offsets) {
      b.create<davinci::BinaryOp>(davinci::BinaryKind::add, offsets, offsets,
                                  term, space.count);
    } else {
      offsets = term;
    }
  }
  if (constantOf(base) != 0) {
    Value back = b.createOrFold<arith::SubIOp>(constI32(0), base);
    b.create<davinci::BinaryScalarOp>(ScalarKind::adds, offsets, offsets, back,
                                      space.count);
  }
  if (!box.isWhole) {
    clampOffsets(offsets, staging, size);
  }
  gather(dst, staging, offsets);
}

/// Keeps the offsets of lanes that are not active inside of the table.
void KernelMapper::clampOffsets(Value offsets, Value table, int64_t size) {
  auto type = cast<MemRefType>(rootOf(table).getType());
  int64_t last = type.getDimSize(0) * bytesOf(type.getElementType()) - size;
  b.create<davinci::BinaryScalarOp>(ScalarKind::maxs, offsets, offsets,
                                    constI32(0), space.count);
  b.create<davinci::BinaryScalarOp>(ScalarKind::mins, offsets, offsets,
                                    constI32(last), space.count);
}

void KernelMapper::gather(Value dst, Value table, Value offsets) {
  Type u32 = b.getIntegerType(32, /*isSigned=*/false);
  b.create<davinci::VectorGatherOp>(dst, table, viewAs(offsets, u32),
                                    constI32(0), space.count);
}
