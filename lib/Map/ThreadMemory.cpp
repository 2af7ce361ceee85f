// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// map-threads: loads, stores and atomic updates of one thread.
#include "lib/Map/ThreadMapper.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::PauseKind;

/// Marks a read whose result other threads change: a loop may wait for that.
static void markMayChange(Operation *read) {
  read->setAttr(davinci::DavinciDialect::kMayChangeAttrName,
                UnitAttr::get(read->getContext()));
}

LogicalResult ThreadMapper::mapLoad(Operation *op, Value view, Value index) {
  auto read = davinci::ThreadLoadOp::create(b, op->getResult(0).getType(),
                                            lookup(view), lookup(index));
  if (isa<simt::VolatileLoadOp>(op)) {
    markMayChange(read);
  }
  bind(op->getResult(0), read);
  return success();
}

LogicalResult ThreadMapper::mapStore(Value value, Value view, Value index) {
  davinci::ThreadStoreOp::create(b, lookup(value), lookup(view), lookup(index));
  return success();
}

/// Code older than __syncwarp counts on warps in step where it writes volatile
/// shared memory: all have read what they need, and none goes on before all
/// have written. Who is active meets before and behind the write.
LogicalResult ThreadMapper::mapVolatileStore(simt::VolatileStoreOp op) {
  auto space = dyn_cast_or_null<gpu::AddressSpaceAttr>(
      op.getView().getType().getMemorySpace());
  const bool mayBeShared =
      !space || space.getValue() == gpu::AddressSpace::Workgroup;
  auto meet = [&] {
    if (mayBeShared) {
      davinci::PauseOp::create(b, TypeRange(), PauseKind::active_mask,
                               ValueRange());
    }
  };
  meet();
  LogicalResult mapped = mapStore(op.getValue(), op.getView(), op.getIndex());
  meet();
  return mapped;
}

/// What the element becomes; null for a kind that CUDA does not have.
static Value combine(ImplicitLocOpBuilder &b, arith::AtomicRMWKind kind,
                     Value old, Value value) {
  using Kind = arith::AtomicRMWKind;
  switch (kind) {
  case Kind::assign:
    return value;
  case Kind::addi:
    return arith::AddIOp::create(b, old, value);
  case Kind::addf:
    return arith::AddFOp::create(b, old, value);
  case Kind::maxs:
    return arith::MaxSIOp::create(b, old, value);
  case Kind::mins:
    return arith::MinSIOp::create(b, old, value);
  case Kind::maxu:
    return arith::MaxUIOp::create(b, old, value);
  case Kind::minu:
    return arith::MinUIOp::create(b, old, value);
  case Kind::andi:
    return arith::AndIOp::create(b, old, value);
  case Kind::ori:
    return arith::OrIOp::create(b, old, value);
  case Kind::xori:
    return arith::XOrIOp::create(b, old, value);
  case Kind::maximumf:
  case Kind::maxnumf:
    return arith::MaxNumFOp::create(b, old, value);
  case Kind::minimumf:
  case Kind::minnumf:
    return arith::MinNumFOp::create(b, old, value);
  default:
    return Value();
  }
}

LogicalResult ThreadMapper::mapAtomic(memref::AtomicRMWOp op) {
  Value view = lookup(op.getMemref()), index = lookup(op.getIndices().front());
  Value value = lookup(op.getValue());
  auto old = davinci::ThreadLoadOp::create(b, value.getType(), view, index);
  markMayChange(old);
  Value fresh = combine(b, op.getKind(), old, value);
  if (!fresh) {
    return refuse(op, "atomic update of this kind");
  }
  davinci::ThreadStoreOp::create(b, fresh, view, index);
  bind(op, old);
  return success();
}

LogicalResult ThreadMapper::mapCompareSwap(simt::AtomicCasOp op) {
  Value view = lookup(op.getView()), index = lookup(op.getIndex());
  Value expected = lookup(op.getExpected());
  auto old = davinci::ThreadLoadOp::create(b, expected.getType(), view, index);
  // What was read before is still there: no thread ran in between. A number
  // that is always the same, such as that of an open lock, may not be.
  if (matchPattern(op.getExpected(), m_Constant())) {
    markMayChange(old);
  }
  Value isEqual =
      arith::CmpIOp::create(b, arith::CmpIPredicate::eq, old, expected);
  auto swap = scf::IfOp::create(b, isEqual, /*withElseRegion=*/false);
  {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(swap.thenBlock());
    davinci::ThreadStoreOp::create(b, lookup(op.getDesired()), view, index);
  }
  bind(op, old);
  return success();
}

/// Counting up to a limit and down from one, around at the ends.
LogicalResult ThreadMapper::mapUpdate(simt::AtomicUpdateOp op) {
  Value view = lookup(op.getView()), index = lookup(op.getIndex());
  Value limit = lookup(op.getValue());
  Type type = limit.getType();
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantOp::create(b, b.getIntegerAttr(type, value));
  };
  auto compare = [&](arith::CmpIPredicate predicate, Value x,
                     Value y) -> Value {
    return arith::CmpIOp::create(b, predicate, x, y);
  };
  auto old = davinci::ThreadLoadOp::create(b, type, view, index);
  markMayChange(old);
  Value next;
  if (op.getKind() == simt::UpdateKind::inc) {
    next = arith::SelectOp::create(
        b, compare(arith::CmpIPredicate::uge, old, limit), constant(0),
        arith::AddIOp::create(b, old, constant(1)));
  } else {
    Value isOutside = arith::OrIOp::create(
        b, compare(arith::CmpIPredicate::eq, old, constant(0)),
        compare(arith::CmpIPredicate::ugt, old, limit));
    next = arith::SelectOp::create(b, isOutside, limit,
                                   arith::SubIOp::create(b, old, constant(1)));
  }
  davinci::ThreadStoreOp::create(b, next, view, index);
  bind(op.getOld(), old);
  return success();
}

LogicalResult ThreadMapper::mapView(Operation *op) {
  Value in = lookup(op->getOperand(0));
  Type to = convert(op->getResult(0).getType());
  Value out;
  if (isa<simt::AddressOfOp>(op)) {
    out = davinci::AddressOfOp::create(b, b.getI64Type(), in);
  } else if (isa<simt::FromAddressOp>(op)) {
    out = davinci::FromAddressOp::create(b, to, in);
  } else {
    Value zero = arith::ConstantOp::create(b, b.getI64IntegerAttr(0));
    out = davinci::ViewOp::create(b, to, in, zero);
  }
  bind(op->getResult(0), out);
  return success();
}
