// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// arith on lanes: one or a few vector instructions each.
#include "lib/Map/KernelMapper.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using chip::VectorOp;
using davinci::BinaryKind;
using davinci::RoundMode;
using davinci::ScalarKind;

static Type elementTypeOf(Value lanes) {
  return getElementTypeOrSelf(lanes.getType());
}

LogicalResult KernelMapper::mapElementwise(Operation *op) {
  if (op->getNumResults() == 1 && !isLaneLoopOp(op) &&
      (mapArith(op) || mapCompare(op) || mapMath(op))) {
    return success();
  }
  if (!isMemoryEffectFree(op) || op->getNumRegions() != 0 ||
      !isa<arith::ArithDialect, math::MathDialect>(op->getDialect()) ||
      op->getNumResults() != 1) {
    return refuse(op, "'" + op->getName().getStringRef() + "' on lanes");
  }
  bool hasDouble = elementTypeOf(op->getResult(0)).isF64() ||
                   elementTypeOf(op->getOperand(0)).isF64();
  bool isConversion =
      isa<arith::BitcastOp, arith::ExtFOp, arith::TruncFOp>(op);
  bool needsBuffer =
      elementTypeOf(op->getResult(0)).isF64() && !isDeferred(op);
  if (hasDouble && (!isConversion || needsBuffer)) {
    return op->emitError() << "CP4005: lanes of type 'f64'; the vector unit "
                              "has 16- and 32-bit floats";
  }
  if (!isa<arith::BitcastOp>(op)) {
    remarkLaneLoop(op);
  }
  if (!isDeferred(op)) {
    materialise(op->getResult(0), allocResult(op->getResult(0)));
  }
  return success();
}

bool KernelMapper::mapArith(Operation *op) {
  return TypeSwitch<Operation *, bool>(op)
      .Case<arith::AddFOp, arith::AddIOp>(
          [&](auto o) { return mapBinary(o, BinaryKind::add, VectorOp::Add); })
      .Case<arith::SubFOp, arith::SubIOp>(
          [&](auto o) { return mapBinary(o, BinaryKind::sub, VectorOp::Sub); })
      .Case<arith::MulFOp, arith::MulIOp>(
          [&](auto o) { return mapBinary(o, BinaryKind::mul, VectorOp::Mul); })
      .Case([&](arith::DivFOp o) {
        return mapBinary(o, BinaryKind::div, VectorOp::Div);
      })
      .Case<arith::MaxSIOp, arith::MaxNumFOp>(
          [&](auto o) { return mapBinary(o, BinaryKind::max, VectorOp::Max); })
      .Case<arith::MinSIOp, arith::MinNumFOp>(
          [&](auto o) { return mapBinary(o, BinaryKind::min, VectorOp::Min); })
      .Case([&](arith::AndIOp o) { return mapBitwise(o, BinaryKind::and_); })
      .Case([&](arith::OrIOp o) { return mapBitwise(o, BinaryKind::or_); })
      .Case([&](arith::XOrIOp o) { return mapXor(o); })
      .Case(
          [&](arith::ShLIOp o) { return mapShift(o, ScalarKind::shl, false); })
      .Case(
          [&](arith::ShRSIOp o) { return mapShift(o, ScalarKind::shr, false); })
      .Case(
          [&](arith::ShRUIOp o) { return mapShift(o, ScalarKind::shr, true); })
      .Case([&](arith::NegFOp o) {
        Type type = elementTypeOf(o);
        Value src = bufferOf(o.getOperand());
        b.create<davinci::BinaryScalarOp>(ScalarKind::muls,
                                          allocResult(o.getResult()), src,
                                          constLike(type, -1), space.count);
        return true;
      })
      .Case([&](arith::SIToFPOp o) { return mapCast(o, RoundMode::RINT); })
      .Case([&](arith::FPToSIOp o) { return mapCast(o, RoundMode::TRUNC); })
      .Case([&](arith::ExtFOp o) { return mapCast(o, RoundMode::NONE); })
      .Case([&](arith::TruncFOp o) { return mapCast(o, RoundMode::RINT); })
      .Case([&](arith::BitcastOp o) { return mapBitcast(o); })
      .Case([&](arith::SelectOp o) { return mapSelect(o); })
      .Default([](Operation *) { return false; });
}

static std::optional<ScalarKind> scalarForm(BinaryKind kind) {
  switch (kind) {
  case BinaryKind::add:
    return ScalarKind::adds;
  case BinaryKind::mul:
    return ScalarKind::muls;
  case BinaryKind::max:
    return ScalarKind::maxs;
  case BinaryKind::min:
    return ScalarKind::mins;
  default:
    return std::nullopt;
  }
}

bool KernelMapper::mapBinary(Operation *op, BinaryKind kind,
                             VectorOp vectorOp) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  Value result = op->getResult(0);
  Type type = elementTypeOf(result);
  if (!chip.hasVector(vectorOp, elementOf(type))) {
    return false;
  }
  auto form = scalarForm(kind);
  if (form && splatOf(lhs) && !splatOf(rhs)) {
    std::swap(lhs, rhs); // these four commute
  }
  Value scalar = splatOf(rhs);
  if (kind == BinaryKind::sub && scalar) {
    // x - c is x + (-c), also for f32.
    form = ScalarKind::adds;
    scalar = isa<FloatType>(type)
                 ? b.createOrFold<arith::NegFOp>(scalar)
                 : b.createOrFold<arith::SubIOp>(constLike(type, 0), scalar);
  }
  if (form && scalar) {
    Value src = bufferOf(lhs);
    b.create<davinci::BinaryScalarOp>(*form, allocResult(result), src, scalar,
                                      space.count);
    return true;
  }
  Value a = bufferOf(lhs), c = bufferOf(rhs);
  b.create<davinci::BinaryOp>(kind, allocResult(result), a, c, space.count);
  return true;
}

/// Lanes of a type as 16-bit words.
Value KernelMapper::halvesOf(Type element) {
  if (element.isInteger(1)) {
    return maskCount();
  }
  int64_t bytes = bytesOf(element);
  return bytes == 1 ? divUpI32(space.count, 2)
                    : mulI32(space.count, constI32(bytes / 2));
}

// And, Or and Not exist on 16-bit lanes only; on wider ones they compile but
// treat half of the data (target.md 2.4).
void KernelMapper::bitwise(BinaryKind kind, Value dst, Value a, Value c,
                           Value halves) {
  Type word = b.getIntegerType(16, /*isSigned=*/false);
  b.create<davinci::BinaryOp>(kind, viewAs(dst, word), viewAs(a, word),
                              viewAs(c, word), halves);
}

bool KernelMapper::mapBitwise(Operation *op, BinaryKind kind) {
  Value a = bufferOf(op->getOperand(0)), c = bufferOf(op->getOperand(1));
  bitwise(kind, allocResult(op->getResult(0)), a, c,
          halvesOf(elementTypeOf(op->getResult(0))));
  return true;
}

/// a ^ c = (a | c) & ~(a & c); a ^ -1 = ~a.
bool KernelMapper::mapXor(Operation *op) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  Value result = op->getResult(0);
  Type type = elementTypeOf(result);
  Type word = b.getIntegerType(16, /*isSigned=*/false);
  Value halves = halvesOf(type);
  if (Value scalar = splatOf(rhs); scalar && constantOf(scalar) == -1) {
    Value src = viewAs(bufferOf(lhs), word);
    b.create<davinci::UnaryOp>(davinci::UnaryKind::not_,
                               viewAs(allocResult(result), word), src, halves);
    return true;
  }
  Value a = bufferOf(lhs), c = bufferOf(rhs);
  Value both = allocLanes(type), either = allocLanes(type);
  bitwise(BinaryKind::and_, both, a, c, halves);
  b.create<davinci::UnaryOp>(davinci::UnaryKind::not_, viewAs(both, word),
                             viewAs(both, word), halves);
  bitwise(BinaryKind::or_, either, a, c, halves);
  bitwise(BinaryKind::and_, allocResult(result), either, both, halves);
  return true;
}

bool KernelMapper::mapShift(Operation *op, ScalarKind kind, bool isLogical) {
  Type type = elementTypeOf(op->getResult(0));
  Value amount = splatOf(op->getOperand(1));
  if (!amount || !chip.hasVector(VectorOp::Shift, elementOf(type))) {
    return false;
  }
  Value src = bufferOf(op->getOperand(0));
  Value dst = allocResult(op->getResult(0));
  if (isLogical) {
    Type unsignedType =
        b.getIntegerType(type.getIntOrFloatBitWidth(), /*isSigned=*/false);
    src = viewAs(src, unsignedType);
    dst = viewAs(dst, unsignedType);
  }
  b.create<davinci::BinaryScalarOp>(kind, dst, src, amount, space.count);
  return true;
}

bool KernelMapper::mapCast(Operation *op, RoundMode mode) {
  Type from = elementTypeOf(op->getOperand(0));
  Type to = elementTypeOf(op->getResult(0));
  if (!chip.hasCast(elementOf(from), elementOf(to))) {
    return false;
  }
  Value src = bufferOf(op->getOperand(0));
  b.create<davinci::CastOp>(mode, allocResult(op->getResult(0)), src,
                            space.count);
  return true;
}

/// The same bytes: a view, unless a place for the result was chosen.
bool KernelMapper::mapBitcast(arith::BitcastOp op) {
  Type to = elementTypeOf(op.getResult());
  if (bytesOf(to) != bytesOf(elementTypeOf(op.getIn()))) {
    return false;
  }
  if (Value scalar = splatOf(op.getIn())) {
    splats[op.getResult()] = b.createOrFold<arith::BitcastOp>(to, scalar);
    return true;
  }
  buffers[op.getResult()] = viewAs(bufferOf(op.getIn()), to);
  return true;
}
