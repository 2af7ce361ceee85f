// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Runs of shared and private memory: lanes from 0 on that access consecutive
// elements. They are copied, or computed with where they stand.
#include "lib/Map/KernelMapper.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::ScalarKind;

/// Whether an element offset is known to be a multiple of `by`.
static bool isMultipleOf(Value value, int64_t by) {
  if (auto constant = constantOf(value)) {
    return *constant % by == 0;
  }
  Operation *def = value.getDefiningOp();
  if (!def) {
    return false;
  }
  if (isa<arith::ExtSIOp, arith::IndexCastOp>(def)) {
    return isMultipleOf(def->getOperand(0), by);
  }
  if (isa<arith::AddIOp, arith::SubIOp>(def)) {
    return isMultipleOf(def->getOperand(0), by) &&
           isMultipleOf(def->getOperand(1), by);
  }
  if (isa<arith::MulIOp>(def)) {
    return isMultipleOf(def->getOperand(0), by) ||
           isMultipleOf(def->getOperand(1), by);
  }
  if (isa<arith::ShLIOp>(def)) {
    auto amount = constantOf(def->getOperand(1));
    return amount && *amount < 32 && (int64_t(1) << *amount) % by == 0;
  }
  return false;
}

/// All lanes as one run of the buffer, from a block on.
bool KernelMapper::isAlignedRun(const Access &access) {
  int64_t perBlock = chip.blockBytes() / bytesOf(access.element);
  return isWholeRun(access) && isMultipleOf(access.offset, perBlock);
}

/// Lanes of a run that take part.
Value KernelMapper::runCount(const Access &access) {
  return access.box.isWhole ? space.count : flatCount(access.box);
}

/// Copies elements of 2 or 4 bytes, and nothing behind them: that is other
/// data. An integer add of 0 keeps every bit, NaNs and -0 too.
void KernelMapper::storeExactly(Value dst, Value src, Value count) {
  auto element = cast<MemRefType>(src.getType()).getElementType();
  Type word = b.getIntegerType(bytesOf(element) * 8);
  b.create<davinci::BinaryScalarOp>(ScalarKind::adds, viewAs(dst, word),
                                    viewAs(src, word), constLike(word, 0),
                                    count);
}

/// 0, size, 2 * size, ... once per kernel: the byte offsets of a run, which
/// a gather shifts by its base.
Value KernelMapper::runOffsets(int64_t size) {
  Value &offsets = runOffsetBuffers[size];
  if (!offsets) {
    Value lanes = iota();
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPoint(launch.blockLoop);
    offsets = alloc(b.getI32Type(), capacity);
    b.create<davinci::BinaryScalarOp>(ScalarKind::muls, offsets, lanes,
                                      constI32(size), constI32(capacity));
  }
  return offsets;
}

/// Vector instructions take operands from a 32-byte block on; a gather reads
/// what starts elsewhere.
bool KernelMapper::loadRun(const Access &access, Value dst) {
  if (access.mask || !isWholeRun(access)) {
    return false;
  }
  int64_t size = bytesOf(access.element);
  bool isWord = size == 2 || size == 4;
  Value count = runCount(access);
  if (isAlignedRun(access)) {
    Value src = viewAt(access.view, access.offset);
    bool isSome = access.box.isWhole || constantOf(count).value_or(0) > 0;
    if (!isSome && !isWord) {
      return false; // a copy has no form for none
    }
    if (isSome) {
      b.create<davinci::CopyOp>(dst, src,
                                roundUpI32(count, chip.blockBytes() / size));
    } else {
      storeExactly(dst, src, count);
    }
    return true;
  }
  if (!isWord || capacity > kMostTableLanes) {
    return false;
  }
  Value offsets = viewAs(runOffsets(size), b.getIntegerType(32, false));
  Value first = b.createOrFold<arith::TruncIOp>(b.getI32Type(), access.offset);
  b.create<davinci::VectorGatherOp>(dst, access.view, offsets,
                                    mulI32(first, constI32(size)), count);
  return true;
}
