// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Intrinsics of LLVM that arith and math express by several operations.
#include "lib/Frontend/ConvertArithmetic.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/FloatingPointMode.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport::frontend;

namespace {
/// Creates operations on the operands of one intrinsic.
struct Maker {
  OpBuilder &b;
  Location loc;
  Type type;

  template <typename To> Value make(Value x, Value y) {
    return To::create(b, loc, x, y);
  }
  Value number(const APInt &value) {
    return arith::ConstantOp::create(b, loc, b.getIntegerAttr(type, value));
  }
  Value number(int64_t value) { return number(APInt(width(), value, true)); }
  unsigned width() { return type.getIntOrFloatBitWidth(); }
  Value compare(arith::CmpIPredicate predicate, Value x, Value y) {
    return arith::CmpIOp::create(b, loc, predicate, x, y);
  }
  Value select(Value condition, Value x, Value y) {
    return arith::SelectOp::create(b, loc, condition, x, y);
  }
};
} // namespace

/// Exchanges ever smaller halves, down to `step` bits.
static Value reverse(Maker m, Value bits, unsigned step) {
  unsigned width = m.width();
  for (unsigned half = width / 2; half >= step; half /= 2) {
    Value mask = m.number(
        APInt::getSplat(width, APInt::getLowBitsSet(2 * half, half)));
    Value shift = m.number(half);
    Value high = m.make<arith::AndIOp>(m.make<arith::ShRUIOp>(bits, shift), mask);
    Value low = m.make<arith::ShLIOp>(m.make<arith::AndIOp>(bits, mask), shift);
    bits = m.make<arith::OrIOp>(high, low);
  }
  return bits;
}

/// x + y or x - y, at the nearer end of the range where it overflows.
static Value saturate(Maker m, Value x, Value y, bool isAdd) {
  Value sum = isAdd ? m.make<arith::AddIOp>(x, y) : m.make<arith::SubIOp>(x, y);
  // Signs of the operands allow an overflow, and the result's has changed.
  Value signs = m.make<arith::XOrIOp>(x, y);
  signs = isAdd ? m.make<arith::XOrIOp>(signs, m.number(-1)) : signs;
  Value changed = m.make<arith::XOrIOp>(x, sum);
  Value overflows = m.compare(arith::CmpIPredicate::slt,
                              m.make<arith::AndIOp>(signs, changed),
                              m.number(0));
  Value end = m.make<arith::XOrIOp>(
      m.make<arith::ShRSIOp>(x, m.number(m.width() - 1)),
      m.number(APInt::getSignedMaxValue(m.width())));
  return m.select(overflows, end, sum);
}

/// -1, 0 or 1 for below, equal and above.
static Value compareThreeWays(Operation *op, OpBuilder &b, bool isSigned) {
  Location loc = op->getLoc();
  Type type = op->getResult(0).getType();
  Value x = op->getOperand(0), y = op->getOperand(1);
  Value above = arith::CmpIOp::create(
      b, loc, isSigned ? arith::CmpIPredicate::sgt : arith::CmpIPredicate::ugt,
      x, y);
  Value below = arith::CmpIOp::create(
      b, loc, isSigned ? arith::CmpIPredicate::slt : arith::CmpIPredicate::ult,
      x, y);
  return arith::SubIOp::create(b, loc,
                               arith::ExtUIOp::create(b, loc, type, above),
                               arith::ExtUIOp::create(b, loc, type, below));
}

/// Whether a float is of one of the classes in a mask, by its bits.
static Value classify(LLVM::IsFPClass op, OpBuilder &b) {
  auto floatType = dyn_cast<FloatType>(op.getIn().getType());
  if (!floatType) {
    return {};
  }
  Location loc = op.getLoc();
  Type word = b.getIntegerType(floatType.getWidth());
  Maker m{b, loc, word};
  const llvm::fltSemantics &semantics = floatType.getFloatSemantics();
  APInt inf = APFloat::getInf(semantics).bitcastToAPInt();
  APInt normal = APFloat::getSmallestNormalized(semantics).bitcastToAPInt();
  APInt quiet = inf | APInt::getOneBitSet(
                          inf.getBitWidth(),
                          APFloat::semanticsPrecision(semantics) - 2);
  Value bits = arith::BitcastOp::create(b, loc, word, op.getIn());
  Value magnitude = m.make<arith::AndIOp>(
      bits, m.number(APInt::getSignedMaxValue(m.width())));
  Value isNegative = m.compare(arith::CmpIPredicate::slt, bits, m.number(0));
  unsigned mask = op.getBit();
  Value any = arith::ConstantOp::create(b, loc, b.getBoolAttr(false));
  // Classes of magnitude in [low, high], for each sign that is asked for.
  auto add = [&](unsigned negative, unsigned positive, const APInt &low,
                 const APInt &high) {
    bool wantsNegative = mask & negative, wantsPositive = mask & positive;
    if (!wantsNegative && !wantsPositive) {
      return;
    }
    Value hit = m.make<arith::AndIOp>(
        m.compare(arith::CmpIPredicate::uge, magnitude, m.number(low)),
        m.compare(arith::CmpIPredicate::ule, magnitude, m.number(high)));
    if (!wantsPositive) {
      hit = arith::AndIOp::create(b, loc, hit, isNegative);
    } else if (!wantsNegative) {
      Value one = arith::ConstantOp::create(b, loc, b.getBoolAttr(true));
      hit = arith::AndIOp::create(
          b, loc, hit, arith::XOrIOp::create(b, loc, isNegative, one));
    }
    any = arith::OrIOp::create(b, loc, any, hit);
  };
  APInt zero(m.width(), 0), most = APInt::getSignedMaxValue(m.width());
  add(llvm::fcNegZero, llvm::fcPosZero, zero, zero);
  add(llvm::fcNegSubnormal, llvm::fcPosSubnormal, zero + 1, normal - 1);
  add(llvm::fcNegNormal, llvm::fcPosNormal, normal, inf - 1);
  add(llvm::fcNegInf, llvm::fcPosInf, inf, inf);
  add(llvm::fcSNan, llvm::fcSNan, inf + 1, quiet - 1);
  add(llvm::fcQNan, llvm::fcQNan, quiet, most);
  return any;
}

/// Sum, difference or product, and whether it left the range.
static bool convertOverflow(Operation *op, OpBuilder &b, StructParts &parts) {
  bool isUnsigned = isa<LLVM::UAddWithOverflowOp, LLVM::USubWithOverflowOp,
                        LLVM::UMulWithOverflowOp>(op);
  bool isAdd = isa<LLVM::UAddWithOverflowOp, LLVM::SAddWithOverflowOp>(op);
  bool isSub = isa<LLVM::USubWithOverflowOp, LLVM::SSubWithOverflowOp>(op);
  bool isMul = isa<LLVM::UMulWithOverflowOp, LLVM::SMulWithOverflowOp>(op);
  if (!isAdd && !isSub && !isMul) {
    return false;
  }
  Value x = op->getOperand(0), y = op->getOperand(1);
  Maker m{b, op->getLoc(), x.getType()};
  if (!x.getType().isInteger()) {
    return false;
  }
  Value result, overflows;
  if (isMul) {
    Value high;
    if (isUnsigned) {
      auto wide = arith::MulUIExtendedOp::create(b, m.loc, x, y);
      result = wide.getLow();
      high = wide.getHigh();
      overflows = m.compare(arith::CmpIPredicate::ne, high, m.number(0));
    } else {
      auto wide = arith::MulSIExtendedOp::create(b, m.loc, x, y);
      result = wide.getLow();
      high = wide.getHigh();
      overflows = m.compare(
          arith::CmpIPredicate::ne, high,
          m.make<arith::ShRSIOp>(result, m.number(m.width() - 1)));
    }
  } else {
    result = isAdd ? m.make<arith::AddIOp>(x, y) : m.make<arith::SubIOp>(x, y);
    if (isUnsigned) {
      overflows = isAdd ? m.compare(arith::CmpIPredicate::ult, result, x)
                        : m.compare(arith::CmpIPredicate::ult, x, y);
    } else {
      Value signs = m.make<arith::XOrIOp>(x, y);
      signs = isAdd ? m.make<arith::XOrIOp>(signs, m.number(-1)) : signs;
      Value changed = m.make<arith::XOrIOp>(x, result);
      overflows = m.compare(arith::CmpIPredicate::slt,
                            m.make<arith::AndIOp>(signs, changed), m.number(0));
    }
  }
  parts.set(op, {result, overflows});
  return true;
}

/// Integer of a float, at the end of the range where it lies outside, 0 for
/// NaN: llvm.fptosi.sat and llvm.fptoui.sat.
static Value convertSaturating(Operation *op, OpBuilder &b, bool isSigned) {
  Location loc = op->getLoc();
  Value x = op->getOperand(0);
  auto from = dyn_cast<FloatType>(x.getType());
  auto to = dyn_cast<IntegerType>(op->getResult(0).getType());
  if (!from || !to) {
    return {};
  }
  unsigned width = to.getWidth();
  APInt least = isSigned ? APInt::getSignedMinValue(width) : APInt(width, 0);
  APInt most = isSigned ? APInt::getSignedMaxValue(width)
                        : APInt::getMaxValue(width);
  // The first float past the range: a power of two, or infinity.
  APFloat end(from.getFloatSemantics());
  APInt beyond = APInt::getOneBitSet(width + 2, isSigned ? width - 1 : width);
  end.convertFromAPInt(beyond, true, APFloat::rmNearestTiesToEven);
  APFloat start(from.getFloatSemantics());
  start.convertFromAPInt(least, isSigned, APFloat::rmNearestTiesToEven);
  auto constant = [&](const APFloat &value) -> Value {
    return arith::ConstantOp::create(b, loc, b.getFloatAttr(from, value));
  };
  auto compare = [&](arith::CmpFPredicate predicate, Value y) -> Value {
    return arith::CmpFOp::create(b, loc, predicate, x, y);
  };
  Maker m{b, loc, to};
  Value above = compare(arith::CmpFPredicate::OGE, constant(end));
  Value below = compare(arith::CmpFPredicate::OLE, constant(start));
  Value isNan = compare(arith::CmpFPredicate::UNO, x);
  // What is outside never reaches the conversion.
  Value zero = constant(APFloat::getZero(from.getFloatSemantics()));
  Value outside = arith::OrIOp::create(
      b, loc, isNan, arith::OrIOp::create(b, loc, above, below));
  Value inside = arith::SelectOp::create(b, loc, outside, zero, x);
  Value result = isSigned
                     ? arith::FPToSIOp::create(b, loc, to, inside).getResult()
                     : arith::FPToUIOp::create(b, loc, to, inside).getResult();
  result = m.select(above, m.number(most), result);
  return m.select(below, m.number(least), result);
}

static Value convertValue(Operation *op, OpBuilder &b) {
  if (op->getNumResults() != 1 || op->getNumOperands() == 0) {
    return {};
  }
  Type type = op->getResult(0).getType();
  if (!type.isIntOrFloat()) {
    return {};
  }
  Maker m{b, op->getLoc(), type};
  Value x = op->getOperand(0);
  Value y = op->getNumOperands() > 1 ? op->getOperand(1) : Value();
  if (auto call = dyn_cast<LLVM::CallIntrinsicOp>(op)) {
    StringRef name = call.getIntrin();
    if (name.starts_with("llvm.fptosi.sat") ||
        name.starts_with("llvm.fptoui.sat")) {
      return convertSaturating(op, b, name.starts_with("llvm.fptosi"));
    }
    if (name.starts_with("llvm.minimumnum")) {
      return m.make<arith::MinNumFOp>(x, y);
    }
    return name.starts_with("llvm.maximumnum")
               ? m.make<arith::MaxNumFOp>(x, y)
               : Value();
  }
  return llvm::TypeSwitch<Operation *, Value>(op)
      .Case([&](LLVM::BitReverseOp) { return reverse(m, x, 1); })
      .Case([&](LLVM::ByteSwapOp) { return reverse(m, x, 8); })
      .Case([&](LLVM::USubSat) {
        return m.make<arith::SubIOp>(m.make<arith::MaxUIOp>(x, y), y);
      })
      .Case([&](LLVM::UAddSat) {
        Value room = m.make<arith::XOrIOp>(x, m.number(-1));
        return m.make<arith::AddIOp>(x, m.make<arith::MinUIOp>(y, room));
      })
      .Case([&](LLVM::SAddSat) { return saturate(m, x, y, true); })
      .Case([&](LLVM::SSubSat) { return saturate(m, x, y, false); })
      .Case([&](LLVM::SCmpOp) { return compareThreeWays(op, b, true); })
      .Case([&](LLVM::UCmpOp) { return compareThreeWays(op, b, false); })
      .Case([&](LLVM::IsFPClass op) { return classify(op, b); })
      .Case([&](LLVM::TanOp) -> Value {
        return math::TanOp::create(b, m.loc, x);
      })
      .Case([&](LLVM::PowIOp) -> Value {
        return math::FPowIOp::create(b, m.loc, x, y);
      })
      .Case<LLVM::ExpectOp, LLVM::ExpectWithProbabilityOp>(
          [&](Operation *) { return x; })
      .Case([&](LLVM::IsConstantOp) -> Value { return m.number(0); })
      .Default([](Operation *) { return Value(); });
}

bool cubeport::frontend::convertIntrinsic(Operation *op, OpBuilder &builder,
                                          StructParts &parts) {
  if (convertOverflow(op, builder, parts)) {
    return true;
  }
  // A prefetch and the bounds of a stack are hints.
  if (isa<LLVM::Prefetch, LLVM::StackRestoreOp>(op)) {
    return true;
  }
  Value value = convertValue(op, builder);
  if (value) {
    op->getResult(0).replaceAllUsesWith(value);
  }
  return value != nullptr;
}
