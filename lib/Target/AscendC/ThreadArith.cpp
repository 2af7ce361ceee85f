// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic of single threads that the scalar unit has no instruction for:
// calls of the support headers.
#include "lib/Target/AscendC/KernelPrinter.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport::target;

Expr cubeport::target::makeThreadLiteral(KernelPrinter &printer,
                                         const APFloat &value, Type type) {
  std::string bits =
      "0x" + llvm::utohexstr(value.bitcastToAPInt().getZExtValue(),
                             /*LowerCase=*/true);
  llvm::SmallString<32> decimal;
  value.toString(decimal);
  return {printer.type(type) + "{" + bits + "} /* " + decimal.str().str() +
          " */"};
}

/// The function of the support headers for an op of the math dialect; empty
/// for others. Names are those of C.
static StringRef findFunction(Operation &op) {
  StringRef name = op.getName().getStringRef();
  if (isa<arith::RemFOp>(op)) {
    return "fmod";
  }
  bool isDouble = op.getNumResults() == 1 && op.getResult(0).getType().isF64();
  if (isa<arith::MaxNumFOp>(op)) {
    return isDouble ? "fmax" : "";
  }
  if (isa<arith::MinNumFOp>(op)) {
    return isDouble ? "fmin" : "";
  }
  if (!name.consume_front("math.")) {
    return "";
  }
  return llvm::StringSwitch<StringRef>(name)
      .Case("roundeven", "rint")
      .Case("absf", "fabs")
      .Case("powf", "pow")
      .Case("fpowi", "pow")
      .Cases({"absi", "ctlz", "cttz", "ctpop"}, "")
      .Default(name);
}

static Expr callFunction(KernelPrinter &printer, Operation &op,
                         StringRef name) {
  Type type = op.getResult(0).getType();
  (type.isF64() ? printer.getNeeds().doubleMath : printer.getNeeds().math) =
      true;
  bool isNarrow = type.isF16() || type.isBF16();
  std::vector<std::string> arguments;
  for (Value operand : op.getOperands()) {
    std::string text = printer.argument(operand);
    if (isNarrow && isa<FloatType>(operand.getType())) {
      text = "cubeport::toFloat(" + text + ")";
    } else if (isa<IntegerType>(operand.getType())) {
      text = type.isF64() ? "cubeport::toDouble(" + text + ")"
                          : "float(" + text + ")";
    }
    arguments.push_back(text);
  }
  Expr result = call("cubeport::" + name, arguments);
  if (isNarrow) {
    result = call(type.isF16() ? "cubeport::toHalf" : "cubeport::toBFloat16",
                  {result.text});
  }
  return result;
}

static StringRef conversionTo(Type type) {
  return type.isF64()    ? "cubeport::toDouble"
         : type.isF32()  ? "cubeport::toFloat"
         : type.isF16()  ? "cubeport::toHalf"
                         : "cubeport::toBFloat16";
}

/// Between float types.
static Expr convertFloat(KernelPrinter &printer, Operation &op) {
  Value in = op.getOperand(0);
  Type to = op.getResult(0).getType();
  printer.type(in.getType());
  printer.type(to);
  return call(conversionTo(to), {printer.argument(in)});
}

/// From integers: through the widest float that the conversion has.
static Expr fromInteger(KernelPrinter &printer, Operation &op) {
  Value in = op.getOperand(0);
  Type to = op.getResult(0).getType();
  bool isUnsigned = isa<arith::UIToFPOp>(op);
  unsigned width = in.getType().getIntOrFloatBitWidth();
  std::string whole =
      width == 64 ? (isUnsigned ? "uint64_t" : "int64_t")
                  : (isUnsigned ? "uint32_t" : "int32_t");
  std::string text = printer.argument(in);
  if (isUnsigned && width > 1) {
    text = unsignedTypeName(in.getType()) + "(" + text + ")";
  }
  if (width != 32 || isUnsigned) {
    text = whole + "(" + text + ")";
  }
  if (width == 1 && !isUnsigned) {
    text = "-" + text;
  }
  printer.type(to);
  if (to.isF32()) {
    return call("float", {text});
  }
  if (to.isF64()) {
    return call("cubeport::toDouble", {text});
  }
  // What a 16-bit float holds is exact in 32 bits or far out of range.
  return call(conversionTo(to), {"float(" + text + ")"});
}

/// To integers, as CUDA does it: what is out of range becomes the limit.
static Expr toInteger(KernelPrinter &printer, Operation &op) {
  Value in = op.getOperand(0);
  Type to = op.getResult(0).getType();
  bool isUnsigned = isa<arith::FPToUIOp>(op);
  bool isWide = to.getIntOrFloatBitWidth() == 64;
  std::string text = printer.argument(in);
  if (in.getType().isF16() || in.getType().isBF16()) {
    text = "cubeport::toFloat(" + text + ")";
  }
  printer.getNeeds().math = true;
  std::string callee = std::string("cubeport::to") + (isUnsigned ? "Uint" : "Int") +
                       (isWide ? "64" : "32");
  Expr result = call(callee, {text});
  return isUnsigned || to.getIntOrFloatBitWidth() < 32
             ? call(printer.type(to), {result.text})
             : result;
}

static Expr bitCast(KernelPrinter &printer, arith::BitcastOp op) {
  return call("cubeport::reinterpret<" + printer.type(op.getType()) + ">",
              {printer.argument(op.getIn())});
}

static Expr countTrailing(KernelPrinter &printer, Operation &op) {
  bool isWide = op.getResult(0).getType().isInteger(64);
  std::string unsignedType = isWide ? "uint64_t" : "uint32_t";
  printer.getNeeds().math = true;
  Expr count = call("cubeport::ctz",
                    {unsignedType + "(" + printer.argument(op.getOperand(0)) +
                     ")"});
  return call(printer.type(op.getResult(0).getType()), {count.text});
}

Expr cubeport::target::makeThreadExpr(KernelPrinter &printer, Operation &op) {
  StringRef function = findFunction(op);
  if (!function.empty()) {
    return callFunction(printer, op, function);
  }
  return TypeSwitch<Operation *, Expr>(&op)
      .Case<arith::ExtFOp, arith::TruncFOp>(
          [&](auto) { return convertFloat(printer, op); })
      .Case<arith::SIToFPOp, arith::UIToFPOp>(
          [&](auto) { return fromInteger(printer, op); })
      .Case<arith::FPToSIOp, arith::FPToUIOp>(
          [&](auto) { return toInteger(printer, op); })
      .Case<arith::BitcastOp>([&](auto cast) { return bitCast(printer, cast); })
      .Case<math::CountTrailingZerosOp>(
          [&](auto) { return countTrailing(printer, op); })
      .Default([](Operation *) { return Expr(); });
}
