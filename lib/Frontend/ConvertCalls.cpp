// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls of device math, and special registers.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/ConvertArithmetic.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::frontend;

namespace {
/// Builds the value of a device math call; empty: not these operands.
using MathRewrite = Value (*)(OpBuilder &, Location, ValueRange, Type);

template <typename To>
Value math1(OpBuilder &b, Location loc, ValueRange args, Type) {
  return To::create(b, loc, args[0]);
}
template <typename To>
Value math2(OpBuilder &b, Location loc, ValueRange args, Type) {
  return To::create(b, loc, args[0], args[1]);
}
template <typename To>
Value math3(OpBuilder &b, Location loc, ValueRange args, Type) {
  return To::create(b, loc, args[0], args[1], args[2]);
}
template <typename To>
Value cast1(OpBuilder &b, Location loc, ValueRange args, Type type) {
  return To::create(b, loc, type, args[0]);
}

Value constantLike(OpBuilder &b, Location loc, Type type, double value) {
  if (isa<FloatType>(type)) {
    return arith::ConstantOp::create(b, loc, b.getFloatAttr(type, value));
  }
  return arith::ConstantOp::create(
      b, loc, b.getIntegerAttr(type, static_cast<int64_t>(value)));
}

/// Rounds, then converts: the rounding mode of the name decides how.
template <typename Round, typename To>
Value roundTo(OpBuilder &b, Location loc, ValueRange args, Type type) {
  Value rounded = Round::create(b, loc, args[0]);
  return To::create(b, loc, type, rounded);
}

/// NaN becomes 0, as CUDA says: maxnum drops it.
Value saturate(OpBuilder &b, Location loc, ValueRange args, Type type) {
  Value low =
      arith::MaxNumFOp::create(b, loc, args[0], constantLike(b, loc, type, 0));
  return arith::MinNumFOp::create(b, loc, low, constantLike(b, loc, type, 1));
}

Value exp10(OpBuilder &b, Location loc, ValueRange args, Type type) {
  return math::PowFOp::create(b, loc, constantLike(b, loc, type, 10), args[0]);
}

Value fdim(OpBuilder &b, Location loc, ValueRange args, Type type) {
  Value difference = arith::SubFOp::create(b, loc, args[0], args[1]);
  Value zero = constantLike(b, loc, type, 0);
  Value isAbove = arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OGT,
                                        args[0], args[1]);
  Value isOrdered = arith::CmpFOp::create(b, loc, arith::CmpFPredicate::ORD,
                                          args[0], args[1]);
  Value ordered = arith::SelectOp::create(b, loc, isAbove, difference, zero);
  return arith::SelectOp::create(b, loc, isOrdered, ordered, difference);
}

/// Without the square's overflow: scaled by the larger of the two.
Value hypot(OpBuilder &b, Location loc, ValueRange args, Type type) {
  Value x = math::AbsFOp::create(b, loc, args[0]);
  Value y = math::AbsFOp::create(b, loc, args[1]);
  Value large = arith::MaximumFOp::create(b, loc, x, y);
  Value small = arith::MinimumFOp::create(b, loc, x, y);
  Value zero = constantLike(b, loc, type, 0);
  Value isZero =
      arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OEQ, large, zero);
  Value one = constantLike(b, loc, type, 1);
  Value divisor = arith::SelectOp::create(b, loc, isZero, one, large);
  Value ratio = arith::DivFOp::create(b, loc, small, divisor);
  Value square = arith::MulFOp::create(b, loc, ratio, ratio);
  Value sum = arith::AddFOp::create(b, loc, square, one);
  Value root = math::SqrtOp::create(b, loc, sum);
  Value length = arith::MulFOp::create(b, loc, large, root);
  // With an infinite operand it is infinite, whatever the other is.
  auto floatType = cast<FloatType>(type);
  Value infinity = arith::ConstantOp::create(
      b, loc,
      b.getFloatAttr(floatType,
                     APFloat::getInf(floatType.getFloatSemantics())));
  Value most = arith::MaxNumFOp::create(b, loc, x, y);
  Value isInfinite = arith::CmpFOp::create(b, loc, arith::CmpFPredicate::OEQ,
                                           most, infinity);
  return arith::SelectOp::create(b, loc, isInfinite, infinity, length);
}

/// A predicate on floats as the int that CUDA returns.
template <arith::CmpFPredicate predicate, bool onMagnitude>
Value classify(OpBuilder &b, Location loc, ValueRange args, Type type) {
  Value lhs = args[0], rhs = args[0];
  if (onMagnitude) {
    lhs = math::AbsFOp::create(b, loc, args[0]);
    auto floatType = cast<FloatType>(args[0].getType());
    APFloat infinity = APFloat::getInf(floatType.getFloatSemantics());
    rhs =
        arith::ConstantOp::create(b, loc, b.getFloatAttr(floatType, infinity));
  }
  Value bit = arith::CmpFOp::create(b, loc, predicate, lhs, rhs);
  return arith::ExtUIOp::create(b, loc, type, bit);
}

Value signBit(OpBuilder &b, Location loc, ValueRange args, Type type) {
  auto word = b.getIntegerType(args[0].getType().getIntOrFloatBitWidth());
  Value bits = arith::BitcastOp::create(b, loc, word, args[0]);
  Value isNegative = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::slt,
                                           bits, constantLike(b, loc, word, 0));
  return arith::ExtUIOp::create(b, loc, type, isNegative);
}

/// Counts are i32 even of 64-bit words.
template <typename To>
Value countBits(OpBuilder &b, Location loc, ValueRange args, Type type) {
  Value count = To::create(b, loc, args[0]);
  return count.getType() == type
             ? count
             : arith::TruncIOp::create(b, loc, type, count).getResult();
}

/// Reverses the bits by exchanging ever smaller halves.
Value reverseBits(OpBuilder &b, Location loc, ValueRange args, Type type) {
  unsigned width = type.getIntOrFloatBitWidth();
  auto constant = [&](const APInt &value) -> Value {
    return arith::ConstantOp::create(b, loc, b.getIntegerAttr(type, value));
  };
  Value bits = args[0];
  for (unsigned half = width / 2; half > 0; half /= 2) {
    APInt low = APInt::getSplat(width, APInt::getLowBitsSet(2 * half, half));
    Value mask = constant(low), shift = constant(APInt(width, half));
    Value high = arith::ShRUIOp::create(b, loc, bits, shift);
    high = arith::AndIOp::create(b, loc, high, mask);
    Value kept = arith::AndIOp::create(b, loc, bits, mask);
    kept = arith::ShLIOp::create(b, loc, kept, shift);
    bits = arith::OrIOp::create(b, loc, high, kept);
  }
  return bits;
}

/// One-based position of the lowest set bit, 0 for zero.
Value findFirstSet(OpBuilder &b, Location loc, ValueRange args, Type type) {
  Type word = args[0].getType();
  Value zeros = math::CountTrailingZerosOp::create(b, loc, args[0]);
  Value position =
      arith::AddIOp::create(b, loc, zeros, constantLike(b, loc, word, 1));
  Value isZero = arith::CmpIOp::create(b, loc, arith::CmpIPredicate::eq,
                                       args[0], constantLike(b, loc, word, 0));
  Value result = arith::SelectOp::create(
      b, loc, isZero, constantLike(b, loc, word, 0), position);
  return type == word
             ? result
             : arith::TruncIOp::create(b, loc, type, result).getResult();
}

/// The high word of a product of 64-bit words, from products of halves.
Value multiplyHighWide(OpBuilder &b, Location loc, Value x, Value y,
                       bool isSigned) {
  Type i64 = b.getI64Type();
  Value half = constantLike(b, loc, i64, 32);
  Value low = constantLike(b, loc, i64, 4294967295.0);
  auto bottom = [&](Value v) -> Value {
    return arith::AndIOp::create(b, loc, v, low);
  };
  auto top = [&](Value v) -> Value {
    return arith::ShRUIOp::create(b, loc, v, half);
  };
  auto multiply = [&](Value u, Value v) -> Value {
    return arith::MulIOp::create(b, loc, u, v);
  };
  auto add = [&](Value u, Value v) -> Value {
    return arith::AddIOp::create(b, loc, u, v);
  };
  Value cross = multiply(bottom(x), top(y));
  Value other = multiply(top(x), bottom(y));
  Value middle = add(top(multiply(bottom(x), bottom(y))),
                     add(bottom(cross), bottom(other)));
  Value high = add(add(multiply(top(x), top(y)), top(middle)),
                   add(top(cross), top(other)));
  if (!isSigned) {
    return high;
  }
  // A negative factor counts 2^64 less than its bits say.
  Value sign = constantLike(b, loc, i64, 63);
  Value ofX = arith::AndIOp::create(
      b, loc, arith::ShRSIOp::create(b, loc, x, sign), y);
  Value ofY = arith::AndIOp::create(
      b, loc, arith::ShRSIOp::create(b, loc, y, sign), x);
  high = arith::SubIOp::create(b, loc, high, ofX);
  return arith::SubIOp::create(b, loc, high, ofY);
}

template <typename Extend>
Value multiplyHigh(OpBuilder &b, Location loc, ValueRange args, Type type) {
  if (type.isInteger(64)) {
    return multiplyHighWide(b, loc, args[0], args[1],
                            std::is_same_v<Extend, arith::ExtSIOp>);
  }
  Type i64 = b.getI64Type();
  Value product =
      arith::MulIOp::create(b, loc, Extend::create(b, loc, i64, args[0]),
                            Extend::create(b, loc, i64, args[1]));
  product = arith::ShRUIOp::create(b, loc, product,
                                   constantLike(b, loc, i64, 32));
  return arith::TruncIOp::create(b, loc, type, product);
}

/// Products of the low 24 bits; bits above are undefined in the inputs.
template <typename Shift>
Value multiply24(OpBuilder &b, Location loc, ValueRange args, Type type) {
  Value eight = constantLike(b, loc, type, 8);
  SmallVector<Value> parts;
  for (Value arg : args) {
    Value high = arith::ShLIOp::create(b, loc, arg, eight);
    parts.push_back(Shift::create(b, loc, high, eight));
  }
  return arith::MulIOp::create(b, loc, parts[0], parts[1]);
}

/// A double from its high and low word.
Value fromWords(OpBuilder &b, Location loc, ValueRange args, Type type) {
  Type i64 = b.getI64Type();
  Value high = arith::ExtUIOp::create(b, loc, i64, args[0]);
  Value low = arith::ExtUIOp::create(b, loc, i64, args[1]);
  high = arith::ShLIOp::create(b, loc, high, constantLike(b, loc, i64, 32));
  return arith::BitcastOp::create(b, loc, type,
                                  arith::OrIOp::create(b, loc, high, low));
}

/// The word of a double that starts at a bit.
template <int shift>
Value getWord(OpBuilder &b, Location loc, ValueRange args, Type type) {
  Type i64 = b.getI64Type();
  Value bits = arith::BitcastOp::create(b, loc, i64, args[0]);
  bits = arith::ShRUIOp::create(b, loc, bits, constantLike(b, loc, i64, shift));
  return arith::TruncIOp::create(b, loc, type, bits);
}

using arith::CmpFPredicate;

/// Functions whose names carry no type, or only an `f` for float.
const llvm::StringMap<MathRewrite> &getFloatTable() {
  static const llvm::StringMap<MathRewrite> table = {
      {"exp", math1<math::ExpOp>},
      {"exp2", math1<math::Exp2Op>},
      {"exp10", exp10},
      {"expm1", math1<math::ExpM1Op>},
      {"log", math1<math::LogOp>},
      {"log2", math1<math::Log2Op>},
      {"log10", math1<math::Log10Op>},
      {"log1p", math1<math::Log1pOp>},
      {"sin", math1<math::SinOp>},
      {"cos", math1<math::CosOp>},
      {"tan", math1<math::TanOp>},
      {"asin", math1<math::AsinOp>},
      {"acos", math1<math::AcosOp>},
      {"atan", math1<math::AtanOp>},
      {"sinh", math1<math::SinhOp>},
      {"cosh", math1<math::CoshOp>},
      {"tanh", math1<math::TanhOp>},
      {"asinh", math1<math::AsinhOp>},
      {"acosh", math1<math::AcoshOp>},
      {"atanh", math1<math::AtanhOp>},
      {"sqrt", math1<math::SqrtOp>},
      {"rsqrt", math1<math::RsqrtOp>},
      {"cbrt", math1<math::CbrtOp>},
      {"ceil", math1<math::CeilOp>},
      {"floor", math1<math::FloorOp>},
      {"trunc", math1<math::TruncOp>},
      {"rint", math1<math::RoundEvenOp>},
      {"nearbyint", math1<math::RoundEvenOp>},
      {"round", math1<math::RoundOp>},
      {"fabs", math1<math::AbsFOp>},
      {"erf", math1<math::ErfOp>},
      {"erfc", math1<math::ErfcOp>},
      {"pow", math2<math::PowFOp>},
      {"powi", math2<math::FPowIOp>},
      {"atan2", math2<math::Atan2Op>},
      {"fmod", math2<arith::RemFOp>},
      {"copysign", math2<math::CopySignOp>},
      {"fmax", math2<arith::MaxNumFOp>},
      {"fmin", math2<arith::MinNumFOp>},
      {"fdim", fdim},
      {"hypot", hypot},
      {"fdivide", math2<arith::DivFOp>},
      {"fma", math3<math::FmaOp>},
      {"isnan", classify<CmpFPredicate::UNO, false>},
      {"isinf", classify<CmpFPredicate::OEQ, true>},
      {"finite", classify<CmpFPredicate::OLT, true>},
      {"signbit", signBit},
      {"saturate", saturate},
  };
  return table;
}

/// Functions with the whole name in the table.
const llvm::StringMap<MathRewrite> &getExactTable() {
  static const llvm::StringMap<MathRewrite> table = {
      {"abs", math1<math::AbsIOp>},
      {"llabs", math1<math::AbsIOp>},
      {"max", math2<arith::MaxSIOp>},
      {"min", math2<arith::MinSIOp>},
      {"umax", math2<arith::MaxUIOp>},
      {"umin", math2<arith::MinUIOp>},
      {"llmax", math2<arith::MaxSIOp>},
      {"llmin", math2<arith::MinSIOp>},
      {"ullmax", math2<arith::MaxUIOp>},
      {"ullmin", math2<arith::MinUIOp>},
      {"popc", countBits<math::CtPopOp>},
      {"popcll", countBits<math::CtPopOp>},
      {"clz", countBits<math::CountLeadingZerosOp>},
      {"clzll", countBits<math::CountLeadingZerosOp>},
      {"brev", reverseBits},
      {"brevll", reverseBits},
      {"ffs", findFirstSet},
      {"ffsll", findFirstSet},
      {"mul24", multiply24<arith::ShRSIOp>},
      {"umul24", multiply24<arith::ShRUIOp>},
      {"mulhi", multiplyHigh<arith::ExtSIOp>},
      {"umulhi", multiplyHigh<arith::ExtUIOp>},
      {"mul64hi", multiplyHigh<arith::ExtSIOp>},
      {"umul64hi", multiplyHigh<arith::ExtUIOp>},
      {"float_as_int", cast1<arith::BitcastOp>},
      {"float_as_uint", cast1<arith::BitcastOp>},
      {"int_as_float", cast1<arith::BitcastOp>},
      {"uint_as_float", cast1<arith::BitcastOp>},
      {"longlong_as_double", cast1<arith::BitcastOp>},
      {"double_as_longlong", cast1<arith::BitcastOp>},
      {"float2int_rz", cast1<arith::FPToSIOp>},
      {"float2int_rn", roundTo<math::RoundEvenOp, arith::FPToSIOp>},
      {"float2int_rd", roundTo<math::FloorOp, arith::FPToSIOp>},
      {"float2int_ru", roundTo<math::CeilOp, arith::FPToSIOp>},
      {"float2uint_rz", cast1<arith::FPToUIOp>},
      {"float2uint_rn", roundTo<math::RoundEvenOp, arith::FPToUIOp>},
      {"float2uint_rd", roundTo<math::FloorOp, arith::FPToUIOp>},
      {"float2uint_ru", roundTo<math::CeilOp, arith::FPToUIOp>},
      {"llrintf", roundTo<math::RoundEvenOp, arith::FPToSIOp>},
      {"llroundf", roundTo<math::RoundOp, arith::FPToSIOp>},
      {"llrint", roundTo<math::RoundEvenOp, arith::FPToSIOp>},
      {"llround", roundTo<math::RoundOp, arith::FPToSIOp>},
      {"hiloint2double", fromWords},
      {"double2hiint", getWord<32>},
      {"double2loint", getWord<0>},
  };
  return table;
}

MathRewrite findMathRewrite(StringRef name, Type resultOrOperand) {
  auto exact = getExactTable().find(name);
  if (exact != getExactTable().end()) {
    return exact->second;
  }
  // Fast forms may be less exact than ours; never the other way round.
  name.consume_front("fast_");
  auto found = getFloatTable().find(name);
  if (found == getFloatTable().end() && name.consume_back("f")) {
    found = getFloatTable().find(name);
  }
  // isnand, isinfd, signbitd: the double forms of the predicates.
  if (found == getFloatTable().end() && name.consume_back("d")) {
    found = getFloatTable().find(name);
  }
  return found == getFloatTable().end() ? nullptr : found->second;
}
} // namespace

/// A call of the support library, for what no operation expresses.
static Value callSupport(OpBuilder &builder, Location loc, StringRef name,
                         ValueRange args, Type type) {
  static const llvm::StringMap<StringRef> table = {
#define CUBEPORT_SCALAR_FUNCTION(name, callee) {name, callee},
#define CUBEPORT_ROUNDED_FUNCTION(name, callee)
#include "lib/Frontend/ScalarFunctions.def"
  };
  auto found = table.find(name);
  if (found == table.end() && name.consume_back("f")) {
    found = table.find(name);
  }
  if (found == table.end()) {
    return {};
  }
  return simt::CallOp::create(builder, loc, type, found->second, args,
                              /*pure=*/true)
      .getResult(0);
}

static bool convertMathCall(LLVM::CallOp call, OpBuilder &builder) {
  std::optional<StringRef> callee = call.getCallee();
  if (!callee || call->getNumResults() != 1) {
    return false;
  }
  StringRef name = *callee;
  if (!name.consume_front("__nv_")) {
    return false;
  }
  Type type = call->getResult(0).getType();
  Location loc = call.getLoc();
  ValueRange args = call.getArgOperands();
  MathRewrite rewrite = findMathRewrite(name, type);
  Value value = rewrite ? rewrite(builder, loc, args, type)
                        : convertRounded(builder, loc, name, args, type);
  value = value ? value : callSupport(builder, loc, name, args, type);
  if (!value) {
    return false;
  }
  call->getResult(0).replaceAllUsesWith(value);
  return true;
}

namespace {
/// A special register: which operation reads it, and which dimension.
using RegisterRewrite = Value (*)(OpBuilder &, Location, gpu::Dimension);

template <typename To>
Value readRegister(OpBuilder &builder, Location loc, gpu::Dimension dim) {
  return To::create(builder, loc, builder.getIndexType(), dim);
}
} // namespace

static bool convertRegister(Operation *op, OpBuilder &builder) {
  StringRef name = op->getName().getStringRef();
  if (!name.consume_front("nvvm.read.ptx.sreg.")) {
    return false;
  }
  auto [reg, axis] = name.rsplit('.');
  RegisterRewrite rewrite = llvm::StringSwitch<RegisterRewrite>(reg)
                                .Case("tid", readRegister<gpu::ThreadIdOp>)
                                .Case("ctaid", readRegister<gpu::BlockIdOp>)
                                .Case("ntid", readRegister<gpu::BlockDimOp>)
                                .Case("nctaid", readRegister<gpu::GridDimOp>)
                                .Default(nullptr);
  std::optional<gpu::Dimension> dim = gpu::symbolizeDimension(axis);
  if (!rewrite || !dim) {
    return false;
  }
  Value index = rewrite(builder, op->getLoc(), *dim);
  op->getResult(0).replaceAllUsesWith(arith::IndexCastOp::create(
      builder, op->getLoc(), op->getResult(0).getType(), index));
  return true;
}

/// Optimisers' hints.
static bool isNoOp(Operation *op) {
  return isa<LLVM::AssumeOp, LLVM::LifetimeStartOp, LLVM::LifetimeEndOp>(op);
}

bool cubeport::frontend::convertCall(Operation *op, OpBuilder &builder,
                                     StructParts &parts) {
  bool done = isNoOp(op) || convertSync(op, builder) ||
              convertWarp(op, builder, parts) || convertRegister(op, builder) ||
              convertIntrinsic(op, builder, parts) ||
              convertOutput(op, builder);
  if (auto call = dyn_cast<LLVM::CallOp>(op)) {
    done = done || convertMathCall(call, builder);
  }
  if (done && !parts.has(op)) {
    op->erase();
  }
  return done;
}
