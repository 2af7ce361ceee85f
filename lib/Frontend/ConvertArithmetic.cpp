// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operations on numbers: llvm dialect to arith and math, one to one.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/ConvertArithmetic.h"
#include "lib/Frontend/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "llvm/ADT/TypeSwitch.h"

namespace cubeport::frontend {
#define GEN_PASS_DEF_CONVERTARITHMETIC
#include "lib/Frontend/Passes.h.inc"
} // namespace cubeport::frontend

using namespace mlir;
using namespace cubeport::frontend;

namespace {
/// Rewrites one operation; an empty result means: leave it as it is.
using Rewrite = Value (*)(Operation *, OpBuilder &);

template <typename To> Value toUnary(Operation *op, OpBuilder &builder) {
  return To::create(builder, op->getLoc(), op->getOperand(0));
}

template <typename To> Value toBinary(Operation *op, OpBuilder &builder) {
  return To::create(builder, op->getLoc(), op->getOperand(0),
                    op->getOperand(1));
}

template <typename To> Value toTernary(Operation *op, OpBuilder &builder) {
  return To::create(builder, op->getLoc(), op->getOperand(0), op->getOperand(1),
                    op->getOperand(2));
}

template <typename To> Value toCast(Operation *op, OpBuilder &builder) {
  return To::create(builder, op->getLoc(), op->getResult(0).getType(),
                    op->getOperand(0));
}

/// Wrapping flags are kept: Lift's affine analysis needs them.
template <typename From, typename To>
Value toOverflowing(Operation *op, OpBuilder &builder) {
  auto from = cast<From>(op).getOverflowFlags();
  auto flags = arith::IntegerOverflowFlags::none;
  if (bitEnumContainsAny(from, LLVM::IntegerOverflowFlags::nsw)) {
    flags = flags | arith::IntegerOverflowFlags::nsw;
  }
  if (bitEnumContainsAny(from, LLVM::IntegerOverflowFlags::nuw)) {
    flags = flags | arith::IntegerOverflowFlags::nuw;
  }
  return To::create(
      builder, op->getLoc(), op->getOperand(0), op->getOperand(1),
      arith::IntegerOverflowFlagsAttr::get(op->getContext(), flags));
}

arith::FastMathFlags getFastMath(Operation *op) {
  auto flagged = dyn_cast<LLVM::FastmathFlagsInterface>(op);
  if (!flagged) {
    return arith::FastMathFlags::none;
  }
  // Both enumerations have LLVM's bits in the same order.
  auto from = flagged.getFastmathAttr().getValue();
  auto flags = arith::FastMathFlags::none;
  auto carry = [&](LLVM::FastmathFlags bit, arith::FastMathFlags to) {
    if (bitEnumContainsAny(from, bit)) {
      flags = flags | to;
    }
  };
  carry(LLVM::FastmathFlags::reassoc, arith::FastMathFlags::reassoc);
  carry(LLVM::FastmathFlags::nnan, arith::FastMathFlags::nnan);
  carry(LLVM::FastmathFlags::ninf, arith::FastMathFlags::ninf);
  carry(LLVM::FastmathFlags::nsz, arith::FastMathFlags::nsz);
  carry(LLVM::FastmathFlags::arcp, arith::FastMathFlags::arcp);
  carry(LLVM::FastmathFlags::contract, arith::FastMathFlags::contract);
  carry(LLVM::FastmathFlags::afn, arith::FastMathFlags::afn);
  return flags;
}

template <typename To> Value toFloatUnary(Operation *op, OpBuilder &builder) {
  return To::create(builder, op->getLoc(), op->getOperand(0), getFastMath(op));
}

template <typename To> Value toFloatBinary(Operation *op, OpBuilder &builder) {
  return To::create(builder, op->getLoc(), op->getOperand(0), op->getOperand(1),
                    getFastMath(op));
}

template <typename To> Value toFloatTernary(Operation *op, OpBuilder &builder) {
  return To::create(builder, op->getLoc(), op->getOperand(0), op->getOperand(1),
                    op->getOperand(2), getFastMath(op));
}

Value convertICmp(Operation *op, OpBuilder &builder) {
  auto cmp = cast<LLVM::ICmpOp>(op);
  // The two enumerations agree in their values.
  auto predicate =
      static_cast<arith::CmpIPredicate>(static_cast<int>(cmp.getPredicate()));
  return arith::CmpIOp::create(builder, op->getLoc(), predicate, cmp.getLhs(),
                               cmp.getRhs());
}

Value convertFCmp(Operation *op, OpBuilder &builder) {
  auto cmp = cast<LLVM::FCmpOp>(op);
  auto predicate =
      static_cast<arith::CmpFPredicate>(static_cast<int>(cmp.getPredicate()));
  return arith::CmpFOp::create(builder, op->getLoc(), predicate, cmp.getLhs(),
                               cmp.getRhs(), getFastMath(op));
}

Value convertConstant(Operation *op, OpBuilder &builder) {
  auto value = dyn_cast<TypedAttr>(cast<LLVM::ConstantOp>(op).getValue());
  if (!value || value.getType() != op->getResult(0).getType()) {
    return {};
  }
  return arith::ConstantOp::create(builder, op->getLoc(), value);
}

Value convertZero(Operation *op, OpBuilder &builder) {
  TypedAttr zero = builder.getZeroAttr(op->getResult(0).getType());
  return zero ? arith::ConstantOp::create(builder, op->getLoc(), zero)
                    .getResult()
              : Value();
}

/// A disjoint `or` is an addition that nothing carries in: affine analysis
/// sees through it.
Value convertOr(Operation *op, OpBuilder &builder) {
  if (!cast<LLVM::OrOp>(op).getIsDisjoint() ||
      op->getResult(0).getType().isInteger(1)) {
    return toBinary<arith::OrIOp>(op, builder);
  }
  auto flags =
      arith::IntegerOverflowFlags::nsw | arith::IntegerOverflowFlags::nuw;
  return arith::AddIOp::create(
      builder, op->getLoc(), op->getOperand(0), op->getOperand(1),
      arith::IntegerOverflowFlagsAttr::get(op->getContext(), flags));
}

/// Of a number that is never negative, sign extension says more: it folds
/// into index casts.
Value convertZExt(Operation *op, OpBuilder &builder) {
  return cast<LLVM::ZExtOp>(op).getNonNeg()
             ? toCast<arith::ExtSIOp>(op, builder)
             : toCast<arith::ExtUIOp>(op, builder);
}

Value convertUIToFP(Operation *op, OpBuilder &builder) {
  return cast<LLVM::UIToFPOp>(op).getNonNeg()
             ? toCast<arith::SIToFPOp>(op, builder)
             : toCast<arith::UIToFPOp>(op, builder);
}

Value convertPoison(Operation *op, OpBuilder &builder) {
  return ub::PoisonOp::create(builder, op->getLoc(),
                              op->getResult(0).getType());
}

Value convertFreeze(Operation *op, OpBuilder &) {
  // Poison does not exist on the target: any value will do.
  return op->getOperand(0);
}

Value convertBitcast(Operation *op, OpBuilder &builder) {
  return op->getOperand(0).getType() == op->getResult(0).getType()
             ? op->getOperand(0)
             : toCast<arith::BitcastOp>(op, builder);
}

/// `ctlz` and `cttz` have a second operand: whether zero is poison.
template <typename To> Value toFirstOperand(Operation *op, OpBuilder &builder) {
  return To::create(builder, op->getLoc(), op->getOperand(0));
}

/// fshl(a, b, s): the high word of (a:b) << s. Rotations are its common use.
template <bool isLeft>
Value convertFunnelShift(Operation *op, OpBuilder &builder) {
  Location loc = op->getLoc();
  Type type = op->getResult(0).getType();
  unsigned width = type.getIntOrFloatBitWidth();
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantOp::create(builder, loc,
                                     builder.getIntegerAttr(type, value));
  };
  Value shift = arith::AndIOp::create(builder, loc, op->getOperand(2),
                                      constant(width - 1));
  Value rest = arith::SubIOp::create(builder, loc, constant(width - 1), shift);
  Value high = op->getOperand(0), low = op->getOperand(1);
  // Two shifts by less than the width: a shift by the width is poison.
  if (isLeft) {
    high = arith::ShLIOp::create(builder, loc, high, shift);
    low = arith::ShRUIOp::create(builder, loc, low, constant(1));
    low = arith::ShRUIOp::create(builder, loc, low, rest);
  } else {
    low = arith::ShRUIOp::create(builder, loc, low, shift);
    high = arith::ShLIOp::create(builder, loc, high, constant(1));
    high = arith::ShLIOp::create(builder, loc, high, rest);
  }
  return arith::OrIOp::create(builder, loc, high, low);
}

} // namespace

/// Integer operations and comparisons.
static Rewrite findIntegerRewrite(Operation *op) {
  Rewrite rewrite =
      llvm::TypeSwitch<Operation *, Rewrite>(op)
          .Case([](LLVM::AddOp) {
            return toOverflowing<LLVM::AddOp, arith::AddIOp>;
          })
          .Case([](LLVM::SubOp) {
            return toOverflowing<LLVM::SubOp, arith::SubIOp>;
          })
          .Case([](LLVM::MulOp) {
            return toOverflowing<LLVM::MulOp, arith::MulIOp>;
          })
          .Case([](LLVM::ShlOp) {
            return toOverflowing<LLVM::ShlOp, arith::ShLIOp>;
          })
          .Case([](LLVM::UDivOp) { return toBinary<arith::DivUIOp>; })
          .Case([](LLVM::SDivOp) { return toBinary<arith::DivSIOp>; })
          .Case([](LLVM::URemOp) { return toBinary<arith::RemUIOp>; })
          .Case([](LLVM::SRemOp) { return toBinary<arith::RemSIOp>; })
          .Case([](LLVM::AndOp) { return toBinary<arith::AndIOp>; })
          .Case([](LLVM::OrOp) { return convertOr; })
          .Case([](LLVM::XOrOp) { return toBinary<arith::XOrIOp>; })
          .Case([](LLVM::LShrOp) { return toBinary<arith::ShRUIOp>; })
          .Case([](LLVM::AShrOp) { return toBinary<arith::ShRSIOp>; })
          .Case([](LLVM::ICmpOp) { return convertICmp; })
          .Case([](LLVM::SMaxOp) { return toBinary<arith::MaxSIOp>; })
          .Case([](LLVM::SMinOp) { return toBinary<arith::MinSIOp>; })
          .Case([](LLVM::UMaxOp) { return toBinary<arith::MaxUIOp>; })
          .Case([](LLVM::UMinOp) { return toBinary<arith::MinUIOp>; })
          .Case([](LLVM::AbsOp) { return toFirstOperand<math::AbsIOp>; })
          .Case([](LLVM::CtPopOp) { return toUnary<math::CtPopOp>; })
          .Case([](LLVM::CountLeadingZerosOp) {
            return toFirstOperand<math::CountLeadingZerosOp>;
          })
          .Case([](LLVM::CountTrailingZerosOp) {
            return toFirstOperand<math::CountTrailingZerosOp>;
          })
          .Case([](LLVM::FshlOp) { return convertFunnelShift<true>; })
          .Case([](LLVM::FshrOp) { return convertFunnelShift<false>; })
          .Default(nullptr);
  return rewrite;
}

/// Floating-point operations with an operation of the same meaning.
static Rewrite findFloatRewrite(Operation *op) {
  Rewrite rewrite =
      llvm::TypeSwitch<Operation *, Rewrite>(op)
          .Case([](LLVM::FAddOp) { return toFloatBinary<arith::AddFOp>; })
          .Case([](LLVM::FSubOp) { return toFloatBinary<arith::SubFOp>; })
          .Case([](LLVM::FMulOp) { return toFloatBinary<arith::MulFOp>; })
          .Case([](LLVM::FDivOp) { return toFloatBinary<arith::DivFOp>; })
          .Case([](LLVM::FRemOp) { return toFloatBinary<arith::RemFOp>; })
          .Case([](LLVM::FNegOp) { return toFloatUnary<arith::NegFOp>; })
          .Case([](LLVM::FCmpOp) { return convertFCmp; })
          .Case([](LLVM::FAbsOp) { return toFloatUnary<math::AbsFOp>; })
          .Case([](LLVM::SqrtOp) { return toFloatUnary<math::SqrtOp>; })
          .Case([](LLVM::SinOp) { return toFloatUnary<math::SinOp>; })
          .Case([](LLVM::CosOp) { return toFloatUnary<math::CosOp>; })
          .Case([](LLVM::ExpOp) { return toFloatUnary<math::ExpOp>; })
          .Case([](LLVM::Exp2Op) { return toFloatUnary<math::Exp2Op>; })
          .Case([](LLVM::LogOp) { return toFloatUnary<math::LogOp>; })
          .Case([](LLVM::Log2Op) { return toFloatUnary<math::Log2Op>; })
          .Case([](LLVM::Log10Op) { return toFloatUnary<math::Log10Op>; })
          .Case([](LLVM::PowOp) { return toFloatBinary<math::PowFOp>; })
          .Case([](LLVM::FMAOp) { return toFloatTernary<math::FmaOp>; })
          .Case([](LLVM::FMulAddOp) { return toFloatTernary<math::FmaOp>; })
          .Case([](LLVM::FCeilOp) { return toFloatUnary<math::CeilOp>; })
          .Case([](LLVM::FFloorOp) { return toFloatUnary<math::FloorOp>; })
          .Case([](LLVM::FTruncOp) { return toFloatUnary<math::TruncOp>; })
          .Case([](LLVM::RintOp) { return toFloatUnary<math::RoundEvenOp>; })
          .Case(
              [](LLVM::NearbyintOp) { return toFloatUnary<math::RoundEvenOp>; })
          .Case(
              [](LLVM::RoundEvenOp) { return toFloatUnary<math::RoundEvenOp>; })
          .Case([](LLVM::RoundOp) { return toFloatUnary<math::RoundOp>; })
          .Case(
              [](LLVM::CopySignOp) { return toFloatBinary<math::CopySignOp>; })
          .Case([](LLVM::MaxNumOp) { return toFloatBinary<arith::MaxNumFOp>; })
          .Case([](LLVM::MinNumOp) { return toFloatBinary<arith::MinNumFOp>; })
          .Case(
              [](LLVM::MaximumOp) { return toFloatBinary<arith::MaximumFOp>; })
          .Case(
              [](LLVM::MinimumOp) { return toFloatBinary<arith::MinimumFOp>; })
          .Default(nullptr);
  return rewrite;
}

/// Conversions, constants and values without a type of their own.
static Rewrite findCastRewrite(Operation *op) {
  Rewrite rewrite =
      llvm::TypeSwitch<Operation *, Rewrite>(op)
          .Case([](LLVM::SelectOp) { return toTernary<arith::SelectOp>; })
          .Case([](LLVM::ZExtOp) { return convertZExt; })
          .Case([](LLVM::SExtOp) { return toCast<arith::ExtSIOp>; })
          .Case([](LLVM::TruncOp) { return toCast<arith::TruncIOp>; })
          .Case([](LLVM::FPExtOp) { return toCast<arith::ExtFOp>; })
          .Case([](LLVM::FPTruncOp) { return toCast<arith::TruncFOp>; })
          .Case([](LLVM::SIToFPOp) { return toCast<arith::SIToFPOp>; })
          .Case([](LLVM::UIToFPOp) { return convertUIToFP; })
          .Case([](LLVM::FPToSIOp) { return toCast<arith::FPToSIOp>; })
          .Case([](LLVM::FPToUIOp) { return toCast<arith::FPToUIOp>; })
          .Case([](LLVM::BitcastOp) { return convertBitcast; })
          .Case([](LLVM::ConstantOp) { return convertConstant; })
          .Case([](LLVM::ZeroOp) { return convertZero; })
          .Case<LLVM::UndefOp, LLVM::PoisonOp>(
              [](auto) { return convertPoison; })
          .Case([](LLVM::FreezeOp) { return convertFreeze; })
          .Default(nullptr);
  return rewrite;
}

static bool isNumber(Type type) { return type.isIntOrIndexOrFloat(); }

namespace {
struct ConvertArithmetic
    : cubeport::frontend::impl::ConvertArithmeticBase<ConvertArithmetic> {
  void runOnOperation() override {
    SmallVector<Operation *> ops;
    StructParts parts;
    getOperation()->walk([&](Operation *op) { ops.push_back(op); });
    for (Operation *op : ops) {
      OpBuilder builder(op);
      if (convertCall(op, builder, parts)) {
        continue;
      }
      if (op->getNumResults() != 1 ||
          !llvm::all_of(op->getOperandTypes(), isNumber) ||
          !isNumber(op->getResult(0).getType())) {
        continue;
      }
      Rewrite rewrite = findIntegerRewrite(op);
      rewrite = rewrite ? rewrite : findFloatRewrite(op);
      rewrite = rewrite ? rewrite : findCastRewrite(op);
      Value value = rewrite ? rewrite(op, builder) : Value();
      if (value) {
        op->getResult(0).replaceAllUsesWith(value);
        op->erase();
      }
    }
    parts.finish();
  }
};
} // namespace
