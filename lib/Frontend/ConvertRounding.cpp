// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device math whose name ends with a rounding direction: _rn, _rz, _ru, _rd.
// Floats are computed as doubles where that is exact, and rounded once; or
// rounded twice in the same direction, which is the same as once.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/ConvertArithmetic.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::frontend;

namespace {
enum class Rounded {
#define CUBEPORT_SCALAR_FUNCTION(name, callee)
#define CUBEPORT_ROUNDED_FUNCTION(name, callee) name,
#include "lib/Frontend/ScalarFunctions.def"
};

StringRef getTemplate(Rounded function) {
  static constexpr StringLiteral names[] = {
#define CUBEPORT_SCALAR_FUNCTION(name, callee)
#define CUBEPORT_ROUNDED_FUNCTION(name, callee) callee,
#include "lib/Frontend/ScalarFunctions.def"
  };
  return names[static_cast<int>(function)];
}

/// Builds what one function in one direction gives.
class Rounding {
public:
  Rounding(OpBuilder &builder, Location loc, StringRef suffix)
      : b(builder), loc(loc), isNearest(suffix == "rn"),
        direction(llvm::StringSwitch<StringRef>(suffix)
                      .Case("rn", "Nearest")
                      .Case("rz", "TowardZero")
                      .Case("ru", "Up")
                      .Case("rd", "Down")
                      .Default("")) {}

  bool isKnown() const { return !direction.empty(); }

  Value call(Rounded function, ValueRange args, Type type) {
    std::string callee =
        (getTemplate(function) + "<cubeport::Rounding::" + direction + ">")
            .str();
    return simt::CallOp::create(b, loc, type, callee, args, /*pure=*/true)
        .getResult(0);
  }

  Value widen(Value value) {
    return value.getType().isF64()
               ? value
               : arith::ExtFOp::create(b, loc, f64(), value).getResult();
  }

  /// An operation on floats or doubles: fadd, dsqrt, fmaf.
  Value compute(StringRef name, ValueRange args, Type type) {
    if (!isNearest) {
      auto function = llvm::StringSwitch<std::optional<Rounded>>(name)
                          .Case("add", Rounded::Add)
                          .Case("sub", Rounded::Sub)
                          .Case("mul", Rounded::Mul)
                          .Case("div", Rounded::Div)
                          .Case("sqrt", Rounded::Sqrt)
                          .Case("rcp", Rounded::Rcp)
                          .Case("fma", Rounded::Fma)
                          .Default(std::nullopt);
      if (!function) {
        return {};
      }
      SmallVector<Value> wide;
      for (Value arg : args) {
        wide.push_back(widen(arg));
      }
      Value result = call(*function, wide, f64());
      return type.isF64() ? result : call(Rounded::ToFloat, result, type);
    }
    if (name == "add") {
      return arith::AddFOp::create(b, loc, args[0], args[1]);
    }
    if (name == "sub") {
      return arith::SubFOp::create(b, loc, args[0], args[1]);
    }
    if (name == "mul") {
      return arith::MulFOp::create(b, loc, args[0], args[1]);
    }
    if (name == "div") {
      return arith::DivFOp::create(b, loc, args[0], args[1]);
    }
    if (name == "rcp") {
      Value one =
          arith::ConstantOp::create(b, loc, b.getFloatAttr(type, 1.0));
      return arith::DivFOp::create(b, loc, one, args[0]);
    }
    if (name == "sqrt") {
      return math::SqrtOp::create(b, loc, args[0]);
    }
    if (name == "rsqrt") {
      return math::RsqrtOp::create(b, loc, args[0]);
    }
    return name == "fma"
               ? math::FmaOp::create(b, loc, args[0], args[1], args[2])
                     .getResult()
               : Value();
  }

  /// float or double to an integer.
  Value toInteger(Value value, StringRef to, Type type) {
    auto function = llvm::StringSwitch<std::optional<Rounded>>(to)
                        .Case("int", Rounded::ToInt32)
                        .Case("uint", Rounded::ToUint32)
                        .Case("ll", Rounded::ToInt64)
                        .Case("ull", Rounded::ToUint64)
                        .Default(std::nullopt);
    return function ? call(*function, widen(value), type) : Value();
  }

  /// An integer to float or double.
  Value fromInteger(Value value, bool isSigned, Type type) {
    if (isNearest) {
      return isSigned ? arith::SIToFPOp::create(b, loc, type, value).getResult()
                      : arith::UIToFPOp::create(b, loc, type, value).getResult();
    }
    Value wide = value.getType().isInteger(64)
                     ? fromHalves(value, isSigned)
                 : isSigned
                     ? arith::SIToFPOp::create(b, loc, f64(), value).getResult()
                     : arith::UIToFPOp::create(b, loc, f64(), value).getResult();
    return type.isF64() ? wide : call(Rounded::ToFloat, wide, type);
  }

private:
  OpBuilder &b;
  Location loc;
  bool isNearest;
  StringRef direction;

  Type f64() { return b.getF64Type(); }

  /// Both halves of a 64-bit integer are doubles exactly; their sum rounds.
  Value fromHalves(Value value, bool isSigned) {
    Type i32 = b.getI32Type();
    Value shift =
        arith::ConstantOp::create(b, loc, b.getI64IntegerAttr(32));
    Value high = arith::TruncIOp::create(
        b, loc, i32, arith::ShRUIOp::create(b, loc, value, shift));
    Value low = arith::TruncIOp::create(b, loc, i32, value);
    high = isSigned ? arith::SIToFPOp::create(b, loc, f64(), high).getResult()
                    : arith::UIToFPOp::create(b, loc, f64(), high).getResult();
    low = arith::UIToFPOp::create(b, loc, f64(), low);
    Value scale = arith::ConstantOp::create(
        b, loc, b.getFloatAttr(f64(), 4294967296.0));
    high = arith::MulFOp::create(b, loc, high, scale);
    return call(Rounded::Add, {high, low}, f64());
  }
};
} // namespace

/// Conversions: "float2int", "ull2double".
static Value convertNumber(Rounding &rounding, StringRef from, StringRef to,
                           Value value, Type type) {
  if (from == "float" && to == "float") {
    return {};
  }
  if (from == "double" && to == "float") {
    return rounding.call(Rounded::ToFloat, value, type);
  }
  if (from == "float" || from == "double") {
    return rounding.toInteger(value, to, type);
  }
  bool isSigned = from == "int" || from == "ll";
  bool isKnown = isSigned || from == "uint" || from == "ull";
  return isKnown && isa<FloatType>(type)
             ? rounding.fromInteger(value, isSigned, type)
             : Value();
}

Value frontend::convertRounded(OpBuilder &builder, Location loc, StringRef name,
                               ValueRange args, Type type) {
  auto [function, suffix] = name.rsplit('_');
  Rounding rounding(builder, loc, suffix);
  if (!rounding.isKnown() || args.empty()) {
    return {};
  }
  auto [from, to] = function.split('2');
  if (!to.empty()) {
    return convertNumber(rounding, from, to, args[0], type);
  }
  if (!isa<FloatType>(type)) {
    return {};
  }
  function.consume_back("_ieee");
  if (function == "fma" || function == "fmaf") {
    return rounding.compute("fma", args, type);
  }
  if (!function.consume_front("f") && !function.consume_front("d")) {
    return {};
  }
  return rounding.compute(function, args, type);
}
