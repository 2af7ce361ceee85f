// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: what the threads of a warp pass to each other.
#include "lib/Lift/Lifter.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

/// Each lane puts its value where all can see it, then fetches that of the
/// lane that it wants; beyond the ends of its segment it gets its own.
LogicalResult Lifter::liftShuffle(simt::ShuffleOp op) {
  std::optional<int64_t> width =
      LaneBuilder::constantOf(lookup(op.getWidth()).value);
  if (!width || *width < 1 || *width > 32 || !llvm::isPowerOf2_64(*width)) {
    return op.emitError("CP3001: unsupported: warp shuffle of a width that is "
                        "not a constant power of two up to 32");
  }
  if (liftFixedShuffle(op, *width)) {
    return success();
  }
  auto splat = [&](int64_t v) { return lanes.splat(lanes.i32(v)); };
  auto binary = [&](auto kind, Value a, Value b) -> Value {
    return decltype(kind)::create(lanes.b, lanes.loc, a, b);
  };
  auto compare = [&](arith::CmpIPredicate p, Value a, Value b) -> Value {
    return arith::CmpIOp::create(lanes.b, lanes.loc, p, a, b);
  };
  Value dense = denseLanes(), offset = asLanes(op.getOffset());
  Value place = binary(arith::AndIOp(), dense, splat(*width - 1));
  Value from, valid;
  switch (op.getMode()) {
  case simt::ShuffleMode::xor_:
    from = binary(arith::XOrIOp(), place, offset);
    break;
  case simt::ShuffleMode::up:
    from = binary(arith::SubIOp(), place, offset);
    break;
  case simt::ShuffleMode::down:
    from = binary(arith::AddIOp(), place, offset);
    break;
  case simt::ShuffleMode::idx:
    from = binary(arith::AndIOp(), offset, splat(*width - 1));
    break;
  }
  // As unsigned numbers, both ends of the segment at once.
  valid = compare(arith::CmpIPredicate::ult, from, splat(*width));
  from = arith::SelectOp::create(lanes.b, lanes.loc, valid, from, place);
  Value source =
      binary(arith::AddIOp(), binary(arith::SubIOp(), dense, place), from);
  Value value = asLanes(op.getValue());
  Value board = scratch(op.getValue().getType());
  AffineLanes own = lanes.denseIndex();
  SmallVector<Value, 6> box = lanes.boxOperands(active);
  tile::StoreOp::create(lanes.b, op.getLoc(), value, board, own.base,
                        own.coef[0], own.coef[1], own.coef[2], box,
                        active.tensor);
  setLanes(op.getResult(),
           tile::GatherOp::create(lanes.b, op.getLoc(), value.getType(), board,
                                  source, box, active.tensor));
  setLanes(op.getValid(), valid);
  return success();
}

static tile::ShuffleMode modeOf(simt::ShuffleMode mode) {
  switch (mode) {
  case simt::ShuffleMode::xor_:
    return tile::ShuffleMode::xor_;
  case simt::ShuffleMode::up:
    return tile::ShuffleMode::up;
  case simt::ShuffleMode::down:
    return tile::ShuffleMode::down;
  case simt::ShuffleMode::idx:
    return tile::ShuffleMode::idx;
  }
  llvm_unreachable("all modes are above");
}

/// A distance that is constant inside the segment needs no indices, unless
/// somebody asks whether there was a lane.
bool Lifter::liftFixedShuffle(simt::ShuffleOp op, int64_t width) {
  const LaneValue &offset = lookup(op.getOffset());
  std::optional<int64_t> by = offset.level <= LaneKind::Uniform
                                  ? LaneBuilder::constantOf(offset.value)
                                  : std::nullopt;
  if (by && op.getMode() == simt::ShuffleMode::idx) {
    by = *by & (width - 1);
  }
  if (!by || *by < 0 || *by >= width || !op.getValid().use_empty()) {
    return false;
  }
  Value value = asLanes(op.getValue());
  setLanes(op.getResult(),
           tile::ShuffleOp::create(lanes.b, op.getLoc(), value.getType(),
                                   modeOf(op.getMode()), value, *by, width));
  return true;
}

/// A buffer on the chip with one element per lane.
Value Lifter::scratch(Type element) {
  Value &buffer = scratches[element];
  if (!buffer) {
    OpBuilder::InsertionGuard guard(lanes.b);
    lanes.b.setInsertionPoint(lanes.constantAnchor);
    auto space = gpu::AddressSpaceAttr::get(lanes.b.getContext(),
                                            gpu::AddressSpace::Workgroup);
    buffer = memref::AllocaOp::create(
        lanes.b, lanes.loc,
        MemRefType::get({lanes.capacity}, element, MemRefLayoutAttrInterface(),
                        space));
  }
  return buffer;
}
