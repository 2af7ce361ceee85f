// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types, literals and parentheses of emitted text.
#include "lib/Target/AscendC/KernelPrinter.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

using namespace mlir;
using namespace cubeport::target;

std::string cubeport::target::typeName(Type type) {
  if (type.isIndex()) {
    return "int64_t";
  }
  if (type.isF32()) {
    return "float";
  }
  if (type.isF16()) {
    return "half";
  }
  if (type.isBF16()) {
    return "bfloat16_t";
  }
  if (type.isF64()) {
    return "double";
  }
  auto integer = dyn_cast<IntegerType>(type);
  if (!integer) {
    return "";
  }
  switch (integer.getWidth()) {
  case 1:
    return "bool";
  case 8:
  case 16:
  case 32:
  case 64:
    return (integer.isUnsigned() ? "uint" : "int") +
           std::to_string(integer.getWidth()) + "_t";
  default:
    return "";
  }
}

std::string cubeport::target::unsignedTypeName(Type type) {
  unsigned width = type.isIndex() ? 64 : type.getIntOrFloatBitWidth();
  return width == 1 ? "bool" : "uint" + std::to_string(width) + "_t";
}

std::string cubeport::target::literal(const APInt &value, Type type) {
  if (value.getBitWidth() == 1) {
    return value.isZero() ? "false" : "true";
  }
  if (type.isUnsignedInteger()) {
    return llvm::toString(value, 10, /*Signed=*/false) + "u";
  }
  // The smallest value has no literal of its own in C++.
  if (value.isMinSignedValue() && value.getBitWidth() >= 32) {
    return value.getBitWidth() == 32 ? "INT32_MIN" : "INT64_MIN";
  }
  return llvm::toString(value, 10, /*Signed=*/true);
}

std::string cubeport::target::literal(const APFloat &value, Type type) {
  if (!type.isF32()) {
    bool lossy = false;
    APFloat single = value;
    single.convert(APFloat::IEEEsingle(), APFloat::rmNearestTiesToEven, &lossy);
    return typeName(type) + "(" +
           literal(single, Float32Type::get(type.getContext())) + ")";
  }
  if (value.isNaN()) {
    return "__builtin_nanf(\"\")";
  }
  if (value.isInfinity()) {
    return value.isNegative() ? "-__builtin_inff()" : "__builtin_inff()";
  }
  float single = value.convertToFloat();
  std::string digits;
  // The fewest digits that give the same value back; nine always do.
  for (int precision = 1; precision <= 9; ++precision) {
    char buffer[32];
    snprintf(buffer, sizeof(buffer), "%.*g", precision, single);
    digits = buffer;
    if (strtof(buffer, nullptr) == single) {
      break;
    }
  }
  if (digits.find_first_of(".e") == std::string::npos) {
    digits += ".0";
  }
  return digits + "f";
}

std::string cubeport::target::wrap(const Expr &expr, Binding loosest) {
  return expr.binding <= loosest ? expr.text : "(" + expr.text + ")";
}

Expr cubeport::target::call(const Twine &callee,
                            ArrayRef<std::string> arguments) {
  return {(callee + "(" + llvm::join(arguments, ", ") + ")").str()};
}

/// Places where a statement may go on in the next line: behind commas and
/// semicolons inside exactly one pair of parentheses, not in literals.
static SmallVector<size_t> findBreaks(StringRef statement) {
  SmallVector<size_t> breaks;
  int depth = 0;
  char quote = 0;
  for (size_t i = 0; i + 1 < statement.size(); ++i) {
    char c = statement[i];
    if (quote) {
      i += c == '\\'; // what follows is part of the literal
      quote = c == quote ? 0 : quote;
      continue;
    }
    if (c == '"' || c == '\'') {
      quote = c;
      continue;
    }
    depth += (c == '(' || c == '[' || c == '{');
    depth -= (c == ')' || c == ']' || c == '}');
    if (depth == 1 && (c == ',' || c == ';') && statement[i + 1] == ' ') {
      breaks.push_back(i + 1);
    }
  }
  breaks.push_back(statement.size());
  return breaks;
}

std::string cubeport::target::wrapStatement(StringRef statement,
                                            unsigned indent) {
  constexpr size_t kColumns = 100, kContinuation = 4;
  std::string text(indent, ' ');
  if (indent + statement.size() <= kColumns || statement.starts_with("//")) {
    return text + statement.str() + "\n";
  }
  size_t column = indent, start = 0, previous = 0;
  for (size_t position : findBreaks(statement)) {
    if (column + (position - start) > kColumns && previous > start) {
      text += statement.slice(start, previous).str() + "\n";
      column = indent + kContinuation;
      text.append(column, ' ');
      start = previous + 1; // past the space
    }
    previous = position;
  }
  return text + statement.substr(start).str() + "\n";
}
