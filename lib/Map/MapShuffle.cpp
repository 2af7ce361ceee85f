// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shuffles over constant distances: a gather by a table of lanes that is made
// once per kernel.
#include "lib/Map/KernelMapper.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::ScalarKind;
using tile::ShuffleMode;

/// The byte offset of the lane that each lane takes from.
Value KernelMapper::shuffleOffsets(ShuffleMode mode, int64_t by,
                                   int64_t width) {
  // The elements have four bytes.
  Value &offsets = shuffleTables[{unsigned(mode), by, width}];
  if (offsets) {
    return offsets;
  }
  Value lanes = iota();
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPoint(launch.blockLoop);
  Value all = constI32(capacity);
  Value table = alloc(b.getI32Type(), capacity);
  auto scalar = [&](ScalarKind kind, int64_t value) {
    b.create<davinci::BinaryScalarOp>(kind, table, table, constI32(value), all);
  };
  // The lane's number in its segment, or the bits that xor turns.
  b.create<davinci::DuplicateOp>(
      table, constI32(mode == ShuffleMode::xor_ ? by : width - 1), all);
  bitwise(davinci::BinaryKind::and_, table, table, lanes,
          constI32(2 * capacity));
  // The sign of a difference is -1 in the lanes that it is less than 0 in.
  int64_t more = 0;
  switch (mode) {
  case ShuffleMode::xor_: // l ^ by = l + by - 2 * (l & by)
    scalar(ScalarKind::muls, -2);
    more = by;
    break;
  case ShuffleMode::idx:
    scalar(ScalarKind::muls, -1);
    more = by;
    break;
  case ShuffleMode::down:
    scalar(ScalarKind::adds, by - width);
    scalar(ScalarKind::shr, 31);
    scalar(ScalarKind::muls, -by);
    break;
  case ShuffleMode::up:
    scalar(ScalarKind::adds, -by);
    scalar(ScalarKind::shr, 31);
    scalar(ScalarKind::muls, -by);
    more = -by;
    break;
  }
  b.create<davinci::BinaryOp>(davinci::BinaryKind::add, table, table, lanes,
                              all);
  if (more != 0) {
    scalar(ScalarKind::adds, more);
  }
  scalar(ScalarKind::muls, 4);
  return offsets = table;
}

LogicalResult KernelMapper::mapShuffle(tile::ShuffleOp op) {
  if (Value scalar = splatOf(op.getValue())) {
    splats[op.getResult()] = scalar;
    return success();
  }
  Value src = bufferOf(op.getValue());
  Value offsets = shuffleOffsets(op.getMode(), op.getOffset(), op.getWidth());
  gather(allocResult(op.getResult()), src, offsets);
  return success();
}
