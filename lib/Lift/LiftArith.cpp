// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: values, from constants to comparisons.
#include "lib/Lift/Lifter.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

LogicalResult Lifter::liftOp(Operation *op) {
  lanes.loc = op->getLoc();
  if (liftBuiltin(op)) {
    return success();
  }
  return TypeSwitch<Operation *, LogicalResult>(op)
      .Case<scf::IfOp>([&](auto op) { return liftIf(op); })
      .Case<scf::ForOp>([&](auto op) { return liftFor(op); })
      .Case<scf::WhileOp>([&](auto op) { return liftWhile(op); })
      .Case<gpu::BarrierOp>([&](auto op) { return liftBarrier(op); })
      .Case<arith::IndexCastOp, arith::IndexCastUIOp, arith::ExtSIOp,
            arith::ExtUIOp, arith::TruncIOp>(
          [&](Operation *op) { return liftCast(op); })
      .Case<arith::CmpIOp>([&](auto op) { return liftCompare(op); })
      .Case<arith::SelectOp>([&](auto op) { return liftSelect(op); })
      .Case<arith::DivSIOp, arith::DivUIOp, arith::RemSIOp, arith::RemUIOp,
            arith::CeilDivSIOp, arith::FloorDivSIOp, arith::CeilDivUIOp>(
          [&](Operation *op) { return liftDivision(op); })
      .Default([&](Operation *op) -> LogicalResult {
        if (OpTrait::hasElementwiseMappableTraits(op) &&
            op->getNumResults() == 1) {
          return liftElementwise(op);
        }
        return liftMemory(op);
      });
}

/// Built-in variables, constants and values that never were.
bool Lifter::liftBuiltin(Operation *op) {
  Type i32 = lanes.b.getI32Type(), i64 = lanes.b.getI64Type();
  auto launch = [&](auto builtin, Value known, auto make) {
    setScalar(builtin, lanes.resize(known ? known : make(), i64));
  };
  return TypeSwitch<Operation *, bool>(op)
      .Case<arith::ConstantOp>([&](arith::ConstantOp op) {
        if (auto integer = dyn_cast<IntegerAttr>(op.getValue())) {
          setScalar(op, lanes.constant(elementType(op.getType()),
                                       integer.getValue().getSExtValue()));
        } else {
          setScalar(op, lanes.b.clone(*op)->getResult(0));
        }
        return true;
      })
      .Case<ub::PoisonOp>([&](ub::PoisonOp op) {
        setScalar(op, zeroOf(elementType(op.getType())));
        return true;
      })
      .Case<gpu::ThreadIdOp, gpu::GlobalIdOp>([&](auto op) {
        auto axis = static_cast<unsigned>(op.getDimension());
        LaneValue v;
        v.value = lanes.resize(origin[axis], i64);
        v.level = kinds.of(op).level;
        if (v.level != LaneKind::Uniform) {
          v.level = LaneKind::Affine;
          v.coef[axis] = lanes.constant(i64, 1);
        }
        set(op, v);
        return true;
      })
      .Case<gpu::LaneIdOp>([&](gpu::LaneIdOp op) {
        LaneValue v;
        v.value = lanes.constant(i64, 0);
        v.level = LaneKind::Affine;
        v.coef[0] = lanes.constant(i64, 1);
        set(op, v);
        return ranges.hasWarps();
      })
      .Case<gpu::SubgroupIdOp>([&](gpu::SubgroupIdOp op) {
        setScalar(op, lanes.resize(warp, i64));
        return true;
      })
      .Case<gpu::BlockDimOp>([&](gpu::BlockDimOp op) {
        auto axis = static_cast<unsigned>(op.getDimension());
        int64_t fixed = ranges.blockExtent(axis);
        launch(op, fixed ? lanes.i32(fixed) : Value(), [&]() -> Value {
          return tile::BlockDimOp::create(lanes.b, lanes.loc, i32,
                                          static_cast<tile::Dim>(axis));
        });
        return true;
      })
      .Case<gpu::BlockIdOp>([&](gpu::BlockIdOp op) {
        launch(op, Value(), [&]() -> Value {
          return tile::BlockIdOp::create(
              lanes.b, lanes.loc, i32,
              static_cast<tile::Dim>(op.getDimension()));
        });
        return true;
      })
      .Case<gpu::GridDimOp>([&](gpu::GridDimOp op) {
        launch(op, Value(), [&]() -> Value {
          return tile::GridDimOp::create(
              lanes.b, lanes.loc, i32,
              static_cast<tile::Dim>(op.getDimension()));
        });
        return true;
      })
      // What it limits is the lane space, which ToLanes makes.
      .Case<simt::ThreadLimitOp>([&](auto) { return ranges.hasChunks(); })
      .Default([](Operation *) { return false; });
}

/// The same op on scalars, with index turned into i64.
Value Lifter::scalarClone(Operation *op) {
  SmallVector<Value> operands;
  for (Value operand : op->getOperands()) {
    operands.push_back(scalar(operand));
  }
  OperationState state(op->getLoc(), op->getName());
  state.addOperands(operands);
  state.addAttributes(op->getDiscardableAttrDictionary().getValue());
  state.propertiesAttr = op->getPropertiesAsAttribute();
  state.addTypes(elementType(op->getResult(0).getType()));
  Operation *made = Operation::create(state);
  SmallVector<Value, 1> folded;
  lanes.b.insert(made);
  if (succeeded(lanes.b.tryFold(made, folded)) && folded.size() == 1) {
    made->erase();
    return folded.front();
  }
  return made->getResult(0);
}

LogicalResult Lifter::liftElementwise(Operation *op) {
  Value result = op->getResult(0);
  LaneKind kind = kinds.of(result);
  if (kind.isUniform()) {
    setScalar(result, scalarClone(op));
    return success();
  }
  if (kind.isAffine()) {
    return liftAffine(op);
  }
  if (result.getType().isInteger(1) &&
      isa<arith::AndIOp, arith::OrIOp, arith::XOrIOp>(op)) {
    return liftMaskOp(op);
  }
  if (op->getNumOperands() == 1 && op->getOperand(0).getType().isInteger(1)) {
    return liftFromMask(op);
  }
  if (liftNarrow(op)) {
    return success();
  }
  OperationState state(op->getLoc(), op->getName());
  for (Value operand : op->getOperands()) {
    state.addOperands(asLanes(operand));
  }
  state.addAttributes(op->getDiscardableAttrDictionary().getValue());
  state.propertiesAttr = op->getPropertiesAsAttribute();
  state.addTypes(lanes.lanesOf(elementType(result.getType())));
  setLanes(result, lanes.b.create(state)->getResult(0));
  return success();
}

/// Sums and products of affine lanes that stay affine.
LaneValue Lifter::makeAffine(Operation *op) {
  AffineLanes a = asAffine(op->getOperand(0)), b = asAffine(op->getOperand(1));
  LaneValue v;
  v.level = LaneKind::Affine;
  if (isa<arith::AddIOp, arith::SubIOp>(op)) {
    bool isAdd = isa<arith::AddIOp>(op);
    v.value = isAdd ? lanes.add(a.base, b.base) : lanes.sub(a.base, b.base);
    for (unsigned axis = 0; axis < 3; ++axis) {
      Value x = a.coef[axis], y = b.coef[axis];
      if (!x && y && !isAdd) {
        x = lanes.constant(y.getType(), 0);
      }
      v.coef[axis] =
          x && y ? (isAdd ? lanes.add(x, y) : lanes.sub(x, y)) : (x ? x : y);
    }
    return v;
  }
  bool scalesLeft = !kinds.of(op->getOperand(1)).isAffine();
  AffineLanes &scaled = scalesLeft ? a : b;
  Value factor = scalesLeft ? b.base : a.base;
  if (isa<arith::ShLIOp>(op)) {
    std::optional<int64_t> amount = LaneBuilder::constantOf(factor);
    int64_t bits = amount && *amount >= 0 && *amount < 63 ? *amount : 63;
    factor = lanes.constant(factor.getType(), int64_t(uint64_t(1) << bits));
  }
  v.value = lanes.mul(scaled.base, factor);
  for (unsigned axis = 0; axis < 3; ++axis) {
    if (scaled.coef[axis]) {
      v.coef[axis] = lanes.mul(scaled.coef[axis], factor);
    }
  }
  return v;
}

LogicalResult Lifter::liftAffine(Operation *op) {
  set(op->getResult(0), makeAffine(op));
  return success();
}

LogicalResult Lifter::liftCast(Operation *op) {
  Value in = op->getOperand(0), result = op->getResult(0);
  Type to = elementType(result.getType());
  LaneKind kind = kinds.of(result);
  bool isSigned = !isa<arith::ExtUIOp, arith::IndexCastUIOp>(op);
  if (kind.isUniform()) {
    setScalar(result, lanes.resize(scalar(in), to, isSigned));
    return success();
  }
  if (kind.isAffine()) {
    // The sum does not wrap among lanes: divergence has seen to that.
    LaneValue v = lookup(in);
    bool mayBeNegative =
        !isSigned && ranges.of(in).lo < 0 && to != in.getType();
    v.value = mayBeNegative ? unsignedBase(v) : lanes.resize(v.value, to);
    for (Value &coef : v.coef) {
      coef = coef ? lanes.resize(coef, to) : coef;
    }
    set(result, v);
    return success();
  }
  if (in.getType().isInteger(1)) {
    return liftFromMask(op);
  }
  if (to.isInteger(1)) {
    Value wide = asLanes(in);
    Type element = getElementTypeOrSelf(wide.getType());
    Value bit = arith::AndIOp::create(lanes.b, lanes.loc, wide,
                                      lanes.splat(lanes.constant(element, 1)));
    setLanes(result, arith::CmpIOp::create(
                         lanes.b, lanes.loc, arith::CmpIPredicate::ne, bit,
                         lanes.splat(lanes.constant(element, 0))));
    return success();
  }
  LaneValue v = lookup(in);
  unsigned from = integerWidth(in.getType()), width = integerWidth(to);
  if (width == 64) {
    Value narrow;
    if (from < 32) {
      narrow = lanes.resize(asLanes(in), lanes.b.getI32Type(), isSigned);
    } else if (isSigned || ranges.of(in).lo >= 0) {
      narrow = narrowLanes(in);
    }
    if (narrow) {
      LaneValue wide;
      wide.level = LaneKind::Varying;
      wide.narrow = narrow;
      set(result, wide);
      return success();
    }
  }
  if (width <= 32 && v.narrow) {
    setLanes(result, lanes.resize(v.narrow, to));
    return success();
  }
  setLanes(result, lanes.resize(asLanes(in), to, isSigned));
  return success();
}

/// The i64 base of affine i32 lanes that count as unsigned and only address
/// memory. Taken as signed it is right in lanes that do not come out negative;
/// if all do, they stand for indices from 2^31 on. One block does not reach
/// for both ends of the unsigned numbers.
Value Lifter::unsignedBase(const LaneValue &v) {
  OpBuilder &b = lanes.b;
  Type i64 = b.getI64Type();
  Value base = lanes.resize(v.value, i64);
  Value zero = lanes.constant(i64, 0), greatest = base;
  for (unsigned axis = 0; axis < 3; ++axis) {
    if (v.coef[axis]) {
      Value last = lanes.sub(lanes.resize(lanes.extent[axis], i64),
                             lanes.constant(i64, 1));
      Value span = lanes.mul(lanes.resize(v.coef[axis], i64), last);
      greatest = lanes.add(
          greatest, b.createOrFold<arith::MaxSIOp>(lanes.loc, span, zero));
    }
  }
  Value isHigh = b.createOrFold<arith::CmpIOp>(
      lanes.loc, arith::CmpIPredicate::slt, greatest, zero);
  return b.createOrFold<arith::SelectOp>(
      lanes.loc, isHigh, lanes.resize(v.value, i64, false), base);
}

/// i32 lanes whose sign extension the value is, or null.
Value Lifter::narrowLanes(Value simt) {
  const LaneValue &v = lookup(simt);
  Type i32 = lanes.b.getI32Type();
  Type element = elementType(simt.getType());
  if (element == i32) {
    return asLanes(simt);
  }
  if (v.narrow) {
    return v.narrow;
  }
  if (v.level == LaneKind::Varying || !ranges.of(simt).fits(32)) {
    return Value();
  }
  // The sum modulo 2^32 is the value, because the value fits.
  AffineLanes affine = asAffine(simt);
  affine.base = lanes.resize(affine.base, i32);
  for (Value &coef : affine.coef) {
    coef = coef ? lanes.resize(coef, i32) : coef;
  }
  return lanes.remember(simt, 4, [&] { return lanes.sum(affine); });
}

/// 64-bit index arithmetic whose result fits in 32 bits is done in i32: the
/// vector unit has no 64-bit lanes. Exact modulo 2^32, hence exact.
bool Lifter::liftNarrow(Operation *op) {
  Value result = op->getResult(0);
  if (!isa<arith::AddIOp, arith::SubIOp, arith::MulIOp>(op) ||
      !elementType(result.getType()).isInteger(64) ||
      !ranges.of(result).fits(32)) {
    return false;
  }
  Value a = narrowLanes(op->getOperand(0)), b = narrowLanes(op->getOperand(1));
  if (!a || !b) {
    return false;
  }
  OperationState state(op->getLoc(), op->getName());
  state.addOperands({a, b});
  state.addTypes(a.getType());
  LaneValue v;
  v.level = LaneKind::Varying;
  v.narrow = lanes.b.create(state)->getResult(0);
  set(result, v);
  return true;
}

/// Integer division traps on zero, which may stand in lanes that CUDA never
/// divides in: those divide by one.
LogicalResult Lifter::liftDivision(Operation *op) {
  Value divisor = op->getOperand(1);
  if (kinds.of(op->getResult(0)).isUniform() || kinds.of(divisor).isUniform()) {
    return liftElementwise(op);
  }
  Type element = elementType(divisor.getType());
  LaneMask inUse = active;
  for (unsigned axis = 0; axis < 3; ++axis) {
    if (!inUse.box.hi[axis]) {
      inUse.box.hi[axis] = lanes.extent[axis];
    }
  }
  Value safe = arith::SelectOp::create(lanes.b, lanes.loc,
                                       lanes.maskLanes(inUse), asLanes(divisor),
                                       lanes.splat(lanes.constant(element, 1)));
  OperationState state(op->getLoc(), op->getName());
  state.addOperands({asLanes(op->getOperand(0)), safe});
  state.addTypes(lanes.lanesOf(element));
  setLanes(op->getResult(0), lanes.b.create(state)->getResult(0));
  return success();
}
