// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Scalar arithmetic as C++ expressions. Assumes wrapping signed overflow
// (-fwrapv) and C++'s promotion of narrow integers to int.
#include "lib/Target/AscendC/KernelPrinter.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport::target;

namespace {
/// A binary operator of C++.
struct Infix {
  const char *text;
  Binding binding;
};
} // namespace

static bool isBool(Type type) { return type.isInteger(1); }

/// C++ computes in int below 32 bits: bring the result back.
static Expr narrow(Expr expr, Type type) {
  if (type.isInteger(8) || type.isInteger(16)) {
    return call(typeName(type), {expr.text});
  }
  return expr;
}

static Expr infix(KernelPrinter &printer, Value lhs, Infix op, Value rhs) {
  // Mixed bit operators, shifts and comparisons get parentheses, as people
  // write them: only plain names and calls stand bare.
  bool isArithmetic =
      op.binding == Binding::Multiply || op.binding == Binding::Add;
  Binding left = isArithmetic ? op.binding : Binding::Unary;
  Binding right = isArithmetic ? Binding(int(op.binding) - 1) : Binding::Unary;
  if (op.binding == Binding::Compare || op.binding == Binding::Equal) {
    left = right = Binding::Add;
  }
  if (op.binding == Binding::And || op.binding == Binding::Or) {
    left = right = Binding::Equal;
  }
  return {printer.operand(lhs, left) + " " + op.text + " " +
              printer.operand(rhs, right),
          op.binding};
}

static std::string asUnsigned(KernelPrinter &printer, Value value) {
  APInt constant;
  // A literal of 64 bits would be one of 32 if its value is small, and truth
  // has no suffix.
  bool takesSuffix = !value.getType().isInteger(64) &&
                     !value.getType().isIndex() && !value.getType().isInteger(1);
  if (takesSuffix && matchPattern(value, m_ConstantInt(&constant)) &&
      !constant.isNegative()) {
    return printer.argument(value) + "u";
  }
  return unsignedTypeName(value.getType()) + "(" + printer.argument(value) +
         ")";
}

/// Operators on unsigned values; `back` turns the result into the signed type.
static Expr unsignedInfix(KernelPrinter &printer, Value lhs, Infix op,
                          Value rhs, bool back) {
  Expr expr{asUnsigned(printer, lhs) + " " + op.text + " " +
                asUnsigned(printer, rhs),
            op.binding};
  return back ? call(typeName(lhs.getType()), {expr.text}) : expr;
}

/// A constant in a place where C++ would compute in the literal's own type,
/// `int`, though the value is wider.
static std::string wideOperand(KernelPrinter &printer, Value value,
                               Binding binding) {
  std::string text = printer.operand(value, binding);
  bool isWide = value.getType().isInteger(64);
  return isWide && matchPattern(value, m_Constant()) ? "int64_t(" + text + ")"
                                                     : text;
}

/// A shift amount that C++ defines: CUDA's undefined ones wrap.
static std::string shiftAmount(KernelPrinter &printer, Value amount) {
  unsigned width = amount.getType().isIndex()
                       ? 64
                       : amount.getType().getIntOrFloatBitWidth();
  APInt constant;
  if (matchPattern(amount, m_ConstantInt(&constant)) && constant.ult(width)) {
    return printer.argument(amount);
  }
  return "(" + printer.operand(amount, Binding::Unary) + " & " +
         std::to_string(width - 1) + ")";
}

static Expr shift(KernelPrinter &printer, Operation *op, const char *text,
                  bool isUnsigned) {
  Value value = op->getOperand(0);
  std::string amount = shiftAmount(printer, op->getOperand(1));
  if (isUnsigned) {
    return call(typeName(value.getType()),
                {asUnsigned(printer, value) + " " + text + " " + amount});
  }
  return narrow({wideOperand(printer, value, Binding::Unary) + " " + text +
                     " " + amount,
                 Binding::Shift},
                value.getType());
}

/// `a > b ? a : b` and its relatives.
static Expr choose(KernelPrinter &printer, Operation *op, const char *relation,
                   bool isUnsigned) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  std::string a = printer.operand(lhs, Binding::Unary);
  std::string b = printer.operand(rhs, Binding::Unary);
  std::string test =
      isUnsigned ? asUnsigned(printer, lhs) + " " + relation + " " +
                       asUnsigned(printer, rhs)
                 : a + " " + relation + " " + b;
  return {test + " ? " + a + " : " + b, Binding::Conditional};
}

/// Float extrema. With `propagates` a NaN wins, else the other operand does.
static Expr chooseFloat(KernelPrinter &printer, Operation *op,
                        const char *relation, bool propagates) {
  std::string a = printer.operand(op->getOperand(0), Binding::Unary);
  std::string b = printer.operand(op->getOperand(1), Binding::Unary);
  std::string test = propagates
                         ? a + " " + relation + " " + b
                         : b + " " + relation + " " + a;
  test += " || " + a + " != " + a;
  return {"(" + test + ") ? " + (propagates ? a + " : " + b : b + " : " + a),
          Binding::Conditional};
}

static Expr compareInt(KernelPrinter &printer, arith::CmpIOp op) {
  using P = arith::CmpIPredicate;
  Value lhs = op.getLhs(), rhs = op.getRhs();
  Infix less{"<", Binding::Compare}, lessEqual{"<=", Binding::Compare},
      greater{">", Binding::Compare}, greaterEqual{">=", Binding::Compare};
  switch (op.getPredicate()) {
  case P::eq:
    return infix(printer, lhs, {"==", Binding::Equal}, rhs);
  case P::ne:
    return infix(printer, lhs, {"!=", Binding::Equal}, rhs);
  case P::slt:
    return infix(printer, lhs, less, rhs);
  case P::sle:
    return infix(printer, lhs, lessEqual, rhs);
  case P::sgt:
    return infix(printer, lhs, greater, rhs);
  case P::sge:
    return infix(printer, lhs, greaterEqual, rhs);
  case P::ult:
    return unsignedInfix(printer, lhs, less, rhs, false);
  case P::ule:
    return unsignedInfix(printer, lhs, lessEqual, rhs, false);
  case P::ugt:
    return unsignedInfix(printer, lhs, greater, rhs, false);
  case P::uge:
    return unsignedInfix(printer, lhs, greaterEqual, rhs, false);
  }
  return {};
}

static Expr compareFloat(KernelPrinter &printer, arith::CmpFOp op) {
  using P = arith::CmpFPredicate;
  std::string a = printer.operand(op.getLhs(), Binding::Unary);
  std::string b = printer.operand(op.getRhs(), Binding::Unary);
  auto relation = [&](const char *text) -> Expr {
    return {a + " " + text + " " + b, Binding::Compare};
  };
  // An unordered predicate is the negation of the opposite ordered one.
  auto unlessRelation = [&](const char *text) -> Expr {
    return {"!(" + a + " " + text + " " + b + ")", Binding::Unary};
  };
  std::string lessOrGreater = a + " < " + b + " || " + a + " > " + b;
  switch (op.getPredicate()) {
  case P::AlwaysFalse:
    return {"false"};
  case P::AlwaysTrue:
    return {"true"};
  case P::OEQ:
    return relation("==");
  case P::OGT:
    return relation(">");
  case P::OGE:
    return relation(">=");
  case P::OLT:
    return relation("<");
  case P::OLE:
    return relation("<=");
  case P::ONE:
    return {"(" + lessOrGreater + ")"};
  case P::ORD:
    return {"(" + a + " == " + a + " && " + b + " == " + b + ")"};
  case P::UEQ:
    return {"!(" + lessOrGreater + ")", Binding::Unary};
  case P::UGT:
    return unlessRelation("<=");
  case P::UGE:
    return unlessRelation("<");
  case P::ULT:
    return unlessRelation(">=");
  case P::ULE:
    return unlessRelation(">");
  case P::UNE:
    return relation("!=");
  case P::UNO:
    return {"(" + a + " != " + a + " || " + b + " != " + b + ")"};
  }
  return {};
}

/// Conversions as `type(value)`; from unsigned, through the unsigned type.
static Expr convert(KernelPrinter &printer, Operation *op, bool fromUnsigned,
                    bool toUnsigned) {
  Value value = op->getOperand(0);
  Type from = value.getType(), to = op->getResult(0).getType();
  std::string inner = printer.argument(value);
  if (fromUnsigned && !isBool(from)) {
    inner = asUnsigned(printer, value);
  }
  if (toUnsigned) {
    inner = unsignedTypeName(to) + "(" + inner + ")";
  }
  if (isBool(from) && isa<arith::ExtSIOp>(op)) {
    return {"-" + typeName(to) + "(" + inner + ")", Binding::Unary};
  }
  if (isBool(to)) {
    return {"(" + printer.operand(value, Binding::Unary) + " & 1) != 0",
            Binding::Equal};
  }
  if (typeName(from) == typeName(to) && !fromUnsigned && !toUnsigned) {
    return printer.scalar(value);
  }
  return call(typeName(to), {inner});
}

static Expr bitwise(KernelPrinter &printer, Operation *op, Infix bits,
                    Infix logic) {
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  bool logical = isBool(lhs.getType());
  if (isa<arith::XOrIOp>(op) && logical && matchPattern(rhs, m_One())) {
    return {"!" + printer.operand(lhs, Binding::Unary), Binding::Unary};
  }
  return narrow(infix(printer, lhs, logical ? logic : bits, rhs),
                lhs.getType());
}

static Expr bitCast(KernelPrinter &printer, arith::BitcastOp op) {
  printer.getNeeds().bitCast = true;
  return call("bitCast<" + typeName(op.getType()) + ">",
              {printer.argument(op.getIn())});
}

static Expr select(KernelPrinter &printer, arith::SelectOp op) {
  return {printer.operand(op.getCondition(), Binding::Or) + " ? " +
              wideOperand(printer, op.getTrueValue(), Binding::Or) + " : " +
              printer.operand(op.getFalseValue(), Binding::Or),
          Binding::Conditional};
}

/// Leading zeros and set bits, by the scalar unit's 64-bit instructions.
static Expr countBits(KernelPrinter &printer, Operation *op,
                      const char *callee) {
  Value value = op->getOperand(0);
  Type type = value.getType();
  unsigned width = type.getIntOrFloatBitWidth();
  Expr count = call(callee, {"uint64_t(" + asUnsigned(printer, value) + ")"});
  Expr result = call(typeName(type), {count.text});
  if (isa<math::CountLeadingZerosOp>(op) && width < 64) {
    return {result.text + " - " + std::to_string(64 - width), Binding::Add};
  }
  return result;
}

/// `a + b`, or `a - 1` for the sum with -1.
static Expr addOrSubtract(KernelPrinter &printer, Value lhs, Value rhs) {
  APInt constant;
  if (matchPattern(rhs, m_ConstantInt(&constant)) && constant.isNegative() &&
      !constant.isMinSignedValue()) {
    return narrow({printer.operand(lhs, Binding::Add) + " - " +
                       literal(-constant, rhs.getType()),
                   Binding::Add},
                  lhs.getType());
  }
  return narrow(infix(printer, lhs, {"+", Binding::Add}, rhs), lhs.getType());
}

/// The larger or smaller of two numbers; empty text for other ops.
static Expr makeExtremum(KernelPrinter &printer, Operation &op) {
  return TypeSwitch<Operation *, Expr>(&op)
      .Case<arith::MaxSIOp>(
          [&](auto) { return choose(printer, &op, ">", false); })
      .Case<arith::MinSIOp>(
          [&](auto) { return choose(printer, &op, "<", false); })
      .Case<arith::MaxUIOp>([&](auto) { return choose(printer, &op, ">", true); })
      .Case<arith::MinUIOp>([&](auto) { return choose(printer, &op, "<", true); })
      .Case<arith::MaximumFOp>(
          [&](auto) { return chooseFloat(printer, &op, ">", true); })
      .Case<arith::MinimumFOp>(
          [&](auto) { return chooseFloat(printer, &op, "<", true); })
      .Case<arith::MaxNumFOp>(
          [&](auto) { return chooseFloat(printer, &op, ">", false); })
      .Case<arith::MinNumFOp>(
          [&](auto) { return chooseFloat(printer, &op, "<", false); })
      .Default([](Operation *) { return Expr(); });
}

/// Changes of type; empty text for other ops.
static Expr makeConversion(KernelPrinter &printer, Operation &op) {
  return TypeSwitch<Operation *, Expr>(&op)
      .Case<arith::ExtSIOp, arith::TruncIOp, arith::IndexCastOp,
            arith::SIToFPOp, arith::FPToSIOp, arith::ExtFOp, arith::TruncFOp,
            UnrealizedConversionCastOp>(
          [&](auto) { return convert(printer, &op, false, false); })
      .Case<arith::ExtUIOp, arith::IndexCastUIOp, arith::UIToFPOp>(
          [&](auto) { return convert(printer, &op, true, false); })
      .Case<arith::FPToUIOp>(
          [&](auto) { return convert(printer, &op, false, true); })
      .Case<arith::BitcastOp>([&](auto cast) { return bitCast(printer, cast); })
      .Default([](Operation *) { return Expr(); });
}

/// The text of a scalar op; empty text if it is none of ours.
static Expr makeExpr(KernelPrinter &printer, Operation &op) {
  Infix add{"+", Binding::Add}, sub{"-", Binding::Add},
      mul{"*", Binding::Multiply}, div{"/", Binding::Multiply},
      rem{"%", Binding::Multiply};
  auto plain = [&](Infix text) {
    return narrow(
        infix(printer, op.getOperand(0), text, op.getOperand(1)),
        op.getResult(0).getType());
  };
  auto asUnsignedOp = [&](Infix text) {
    return unsignedInfix(printer, op.getOperand(0), text, op.getOperand(1),
                         /*back=*/true);
  };
  return TypeSwitch<Operation *, Expr>(&op)
      .Case<arith::AddIOp>([&](auto) {
        return addOrSubtract(printer, op.getOperand(0), op.getOperand(1));
      })
      .Case<arith::AddFOp>([&](auto) { return plain(add); })
      .Case<arith::SubIOp, arith::SubFOp>([&](auto) { return plain(sub); })
      .Case<arith::MulIOp, arith::MulFOp>([&](auto) { return plain(mul); })
      .Case<arith::DivSIOp, arith::DivFOp>([&](auto) { return plain(div); })
      .Case<arith::RemSIOp>([&](auto) { return plain(rem); })
      .Case<arith::DivUIOp>([&](auto) { return asUnsignedOp(div); })
      .Case<arith::RemUIOp>([&](auto) { return asUnsignedOp(rem); })
      .Case<arith::AndIOp>([&](auto) {
        return bitwise(printer, &op, {"&", Binding::BitAnd},
                       {"&&", Binding::And});
      })
      .Case<arith::OrIOp>([&](auto) {
        return bitwise(printer, &op, {"|", Binding::BitOr},
                       {"||", Binding::Or});
      })
      .Case<arith::XOrIOp>([&](auto) {
        return bitwise(printer, &op, {"^", Binding::BitXor},
                       {"!=", Binding::Equal});
      })
      .Case<arith::ShLIOp>([&](auto) { return shift(printer, &op, "<<", false); })
      .Case<arith::ShRSIOp>(
          [&](auto) { return shift(printer, &op, ">>", false); })
      .Case<arith::ShRUIOp>([&](auto) { return shift(printer, &op, ">>", true); })
      .Case<arith::CmpIOp>([&](auto cmp) { return compareInt(printer, cmp); })
      .Case<arith::CmpFOp>([&](auto cmp) { return compareFloat(printer, cmp); })
      .Case<arith::NegFOp>([&](auto) -> Expr {
        return {"-" + printer.operand(op.getOperand(0), Binding::Primary),
                Binding::Unary};
      })
      .Case<arith::SelectOp>([&](auto pick) { return select(printer, pick); })
      .Case<math::AbsFOp, math::AbsIOp>([&](auto) -> Expr {
        std::string a = printer.operand(op.getOperand(0), Binding::Primary);
        // Adding zero turns -0.0 into 0.0.
        const char *rest = isa<math::AbsFOp>(op) ? " + 0.0f" : "";
        return {a + " < 0 ? -" + a + " : " + a + rest, Binding::Conditional};
      })
      .Case<math::CountLeadingZerosOp>([&](auto) {
        return countBits(printer, &op, "AscendC::ScalarCountLeadingZero");
      })
      .Case<math::CtPopOp>([&](auto) {
        return countBits(printer, &op, "AscendC::ScalarGetCountOfValue<1>");
      })
      .Default([](Operation *) { return Expr(); });
}

static bool touchesDouble(Operation &op) {
  return op.getResult(0).getType().isF64() ||
         llvm::any_of(op.getOperandTypes(),
                      [](Type type) { return type.isF64(); });
}

Printed cubeport::target::printArith(KernelPrinter &printer, Operation &op) {
  if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
    Type type = constant.getType();
    if (auto value = dyn_cast<IntegerAttr>(constant.getValue())) {
      Expr expr{literal(value.getValue(), type)};
      expr.binding =
          value.getValue().isNegative() ? Binding::Unary : Binding::Primary;
      printer.bind(constant, expr);
      return Printed::Yes;
    }
    if (auto value = dyn_cast<FloatAttr>(constant.getValue())) {
      bool isSupport = type.isF64() || (printer.hasThreads() && !type.isF32());
      Expr expr = isSupport
                      ? makeThreadLiteral(printer, value.getValue(), type)
                      : Expr{literal(value.getValue(), type)};
      expr.binding =
          expr.text.front() == '-' ? Binding::Unary : Binding::Primary;
      printer.bind(constant, expr);
      return Printed::Yes;
    }
    return Printed::NotMine;
  }
  if (op.getNumResults() != 1 || typeName(op.getResult(0).getType()).empty()) {
    return Printed::NotMine;
  }
  Expr expr;
  if (printer.hasThreads() || touchesDouble(op)) {
    expr = makeThreadExpr(printer, op);
  }
  for (auto *make : {makeExpr, makeExtremum, makeConversion}) {
    if (expr.text.empty()) {
      expr = make(printer, op);
    }
  }
  if (expr.text.empty()) {
    return Printed::NotMine;
  }
  printer.define(op.getResult(0), std::move(expr));
  return Printed::Yes;
}
