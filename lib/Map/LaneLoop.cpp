// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the vector unit lacks: a scalar loop over the lanes. An op whose users
// are such loops too is not computed on its own but inside of theirs.
#include "lib/Map/KernelMapper.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using chip::VectorOp;

static Type elementTypeOf(Value lanes) {
  return getElementTypeOrSelf(lanes.getType());
}

void KernelMapper::remarkLaneLoop(Operation *op) {
  op->emitRemark() << "CP4001: '" << op->getName().getStringRef() << "' on "
                   << elementTypeOf(op->getResult(0))
                   << " lanes; the vector unit lacks it, so a scalar loop "
                      "does it lane by lane";
}

/// Whether all lanes are one scalar, also before that scalar is mapped: what is
/// said of an op must not depend on what comes between it and its users.
static bool isSplat(Value lanes) {
  return lanes.getDefiningOp<tensor::SplatOp>() ||
         matchPattern(lanes, m_Constant());
}

/// A double is a value of the scalar unit only, within a loop over the lanes.
static bool isDouble(Type type) { return type.isF64(); }

/// Whether the op is elementwise and has no vector form on this chip. The
/// forms themselves are in MapArith.cpp and MapCompare.cpp.
bool KernelMapper::isLaneLoopOp(Operation *op) {
  if (op->getNumResults() != 1 ||
      !isa<TensorType>(op->getResult(0).getType())) {
    return false;
  }
  chip::Element result = elementOf(elementTypeOf(op->getResult(0)));
  chip::Element source = elementOf(elementTypeOf(op->getOperand(0)));
  auto lacks = [&](VectorOp vectorOp) {
    return !chip.hasVector(vectorOp, result);
  };
  return TypeSwitch<Operation *, bool>(op)
      .Case<arith::AddFOp, arith::AddIOp>(
          [&](auto) { return lacks(VectorOp::Add); })
      .Case<arith::SubFOp, arith::SubIOp>(
          [&](auto) { return lacks(VectorOp::Sub); })
      .Case<arith::MulFOp, arith::MulIOp>(
          [&](auto) { return lacks(VectorOp::Mul); })
      .Case([&](arith::DivFOp) { return lacks(VectorOp::Div); })
      .Case<arith::MaxSIOp, arith::MaxNumFOp>(
          [&](auto) { return lacks(VectorOp::Max); })
      .Case<arith::MinSIOp, arith::MinNumFOp>(
          [&](auto) { return lacks(VectorOp::Min); })
      .Case<arith::NegFOp>([&](auto) { return lacks(VectorOp::Muls); })
      .Case<arith::ShLIOp, arith::ShRSIOp, arith::ShRUIOp>([&](auto o) {
        return !isSplat(o->getOperand(1)) || lacks(VectorOp::Shift);
      })
      .Case([&](arith::CmpIOp o) {
        return o.getPredicate() != arith::CmpIPredicate::eq ||
               !chip.hasVector(VectorOp::CompareEqual, source);
      })
      .Case([&](arith::CmpFOp) {
        return !chip.hasVector(VectorOp::CompareOrdered, source);
      })
      .Case([&](arith::SelectOp o) {
        bool isUniform = !isa<TensorType>(o.getCondition().getType()) ||
                         isSplat(o.getCondition());
        return !isUniform && !isSelectable(elementTypeOf(o.getResult()));
      })
      .Case([&](arith::BitcastOp o) {
        return isDouble(elementTypeOf(o.getIn())) ||
               isDouble(elementTypeOf(o.getResult()));
      })
      .Case<arith::SIToFPOp, arith::FPToSIOp, arith::ExtFOp, arith::TruncFOp>(
          [&](auto) { return !chip.hasCast(source, result); })
      .Case<arith::ExtSIOp, arith::ExtUIOp, arith::TruncIOp, arith::UIToFPOp,
            arith::FPToUIOp, arith::DivSIOp, arith::DivUIOp, arith::RemSIOp,
            arith::RemUIOp, arith::MaxUIOp, arith::MinUIOp>(
          [](auto) { return true; })
      .Case<math::CtPopOp, math::CountLeadingZerosOp,
            math::CountTrailingZerosOp, math::AbsIOp>([](auto) { return true; })
      .Default([](Operation *) { return false; });
}

/// Deferred lanes have no buffer: each user computes the lane it is at. That
/// is right only where the operands still stand when the users run.
bool KernelMapper::isDeferred(Operation *op) {
  Value result = op->getResult(0);
  if (elementTypeOf(result).isInteger(1)) {
    return false;
  }
  bool hasOneReader = result.hasOneUse();
  return llvm::all_of(result.getUses(), [&](OpOperand &use) {
    Operation *user = use.getOwner();
    if (user->getBlock() != op->getBlock()) {
      return false;
    }
    if (isLaneLoopOp(user)) {
      return hasOneReader;
    }
    auto isGm = [](Value view) { return isGlobalMemory(view); };
    if (auto gather = dyn_cast<tile::GatherOp>(user)) {
      return hasOneReader && isGm(gather.getView());
    }
    if (auto scatter = dyn_cast<tile::ScatterOp>(user)) {
      return hasOneReader && use.get() == scatter.getIndices();
    }
    if (auto atomic = dyn_cast<tile::AtomicOp>(user)) {
      return hasOneReader && use.get() == atomic.getIndices();
    }
    if (auto cas = dyn_cast<tile::AtomicCasOp>(user)) {
      return hasOneReader && use.get() == cas.getIndices();
    }
    return false;
  });
}

/// Bit `lane` of a mask.
Value KernelMapper::maskBitAt(Value buffer, Value lane) {
  Type i8 = b.getI8Type();
  Value byteIndex = b.createOrFold<arith::ShRUIOp>(lane, constI64(3));
  Value byte = getValue(viewAs(buffer, i8), byteIndex);
  Value bit = b.createOrFold<arith::AndIOp>(lane, constI64(7));
  Value word = b.createOrFold<arith::ExtUIOp>(b.getI32Type(), byte);
  Value amount = b.createOrFold<arith::TruncIOp>(b.getI32Type(), bit);
  Value shifted = b.createOrFold<arith::ShRUIOp>(word, amount);
  Value low = b.createOrFold<arith::AndIOp>(shifted, constI32(1));
  return b.create<arith::CmpIOp>(arith::CmpIPredicate::ne, low, constI32(0));
}

/// Lanes that are not active may hold any divisor, also 0.
static Value safeDivisor(ImplicitLocOpBuilder &b, Operation *op, Value lhs,
                         Value divisor) {
  auto constant = constantOf(divisor);
  bool isSigned = isa<arith::DivSIOp, arith::RemSIOp>(op);
  if (constant && *constant != 0 && *constant != -1) {
    return divisor;
  }
  Type type = divisor.getType();
  auto make = [&](int64_t v) -> Value {
    return b.create<arith::ConstantOp>(b.getIntegerAttr(type, v));
  };
  Value bad =
      b.create<arith::CmpIOp>(arith::CmpIPredicate::eq, divisor, make(0));
  if (isSigned) {
    // The one quotient that does not fit: smallest / -1.
    APInt least = APInt::getSignedMinValue(type.getIntOrFloatBitWidth());
    Value isLeast = b.create<arith::CmpIOp>(
        arith::CmpIPredicate::eq, lhs,
        b.create<arith::ConstantOp>(b.getIntegerAttr(type, least)));
    Value isMinusOne =
        b.create<arith::CmpIOp>(arith::CmpIPredicate::eq, divisor, make(-1));
    bad = b.create<arith::OrIOp>(bad,
                                 b.create<arith::AndIOp>(isLeast, isMinusOne));
  }
  return b.create<arith::SelectOp>(bad, make(1), divisor);
}

Value KernelMapper::valueAt(Value lanes, LaneCursor &at) {
  if (Value known = at.known.lookup(lanes)) {
    return known;
  }
  if (Value scalar = splatOf(lanes)) {
    return scalar;
  }
  Value result;
  if (Value buffer = buffers.lookup(lanes)) {
    bool isMask = elementTypeOf(lanes).isInteger(1);
    result = isMask ? maskBitAt(buffer, at.lane) : getValue(buffer, at.lane);
  } else {
    Operation *def = lanes.getDefiningOp();
    SmallVector<Value> operands;
    for (Value operand : def->getOperands()) {
      operands.push_back(isa<TensorType>(operand.getType())
                             ? valueAt(operand, at)
                             : uniform(operand));
    }
    if (isa<arith::DivSIOp, arith::DivUIOp, arith::RemSIOp, arith::RemUIOp>(
            def)) {
      operands[1] = safeDivisor(b, def, operands[0], operands[1]);
    }
    OperationState state(def->getLoc(), def->getName());
    state.addOperands(operands);
    state.addTypes(elementTypeOf(lanes));
    state.addAttributes(def->getAttrs());
    result = b.create(state)->getResult(0);
  }
  at.known[lanes] = result;
  return result;
}

/// Computes lanes that no vector instruction gives.
void KernelMapper::materialise(Value lanes, Value buffer) {
  buffers.erase(lanes); // it holds nothing yet
  bool isMask = elementTypeOf(lanes).isInteger(1);
  Value target = isMask ? alloc(b.getI32Type(), capacity) : buffer;
  forEachLane(wholeBox(), Value(), /*withCoordinates=*/false,
              [&](LaneCursor &at) {
                Value value = valueAt(lanes, at);
                if (isMask) {
                  value = b.create<arith::ExtUIOp>(b.getI32Type(), value);
                }
                b.create<davinci::SetValueOp>(value, target, at.lane);
              });
  if (isMask) {
    b.create<davinci::CompareScalarOp>(davinci::CompareMode::EQ, buffer, target,
                                       constI32(1),
                                       compareCount(b.getI32Type()));
  }
  buffers[lanes] = buffer;
}
