// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Verifiers and effects of simt's calls and output.
#include "dialects/Simt/SimtDialect.h"

using namespace mlir;
using namespace cubeport::simt;

#define GET_OP_CLASSES
#include "dialects/Simt/SimtCallOps.cpp.inc"

LogicalResult CallOp::verify() {
  if (getCallee().empty()) {
    return emitOpError("callee without a name; it names a function of the "
                       "support library");
  }
  for (Type type : llvm::concat<const Type>(getOperandTypes(),
                                            getResultTypes())) {
    if (!type.isIntOrIndexOrFloat()) {
      return emitOpError("value of type ")
             << type << "; calls pass integers and floats only";
    }
  }
  if (getPure() && getNumResults() == 0) {
    return emitOpError("pure call without a result; it would do nothing");
  }
  return success();
}

Speculation::Speculatability CallOp::getSpeculatability() {
  return getPure() ? Speculation::Speculatable : Speculation::NotSpeculatable;
}

void CallOp::getEffects(
    SmallVectorImpl<SideEffects::EffectInstance<MemoryEffects::Effect>>
        &effects) {
  if (getPure()) {
    return;
  }
  effects.emplace_back(MemoryEffects::Read::get());
  effects.emplace_back(MemoryEffects::Write::get());
}

/// The conversions in a format, each by its letter; empty if it is malformed.
static FailureOr<std::string> getConversions(StringRef format) {
  std::string letters;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%') {
      continue;
    }
    i = format.find_first_not_of("0123456789+- #.hlLjzt", i + 1);
    if (i == StringRef::npos) {
      return failure();
    }
    if (format[i] != '%') {
      letters += format[i];
    }
  }
  return letters;
}

LogicalResult PrintOp::verify() {
  FailureOr<std::string> letters = getConversions(getFormat());
  if (failed(letters)) {
    return emitOpError("format ends within a conversion");
  }
  if (letters->size() != getArgs().size()) {
    return emitOpError("format with ")
           << letters->size() << " conversions and " << getArgs().size()
           << " arguments; each conversion takes one";
  }
  for (auto [letter, arg] : llvm::zip(*letters, getArgs())) {
    StringRef name(&letter, 1);
    bool isFloat = StringRef("aAeEfFgG").contains(letter);
    bool isKnown = isFloat || StringRef("diouxXcsp").contains(letter);
    if (!isKnown) {
      return emitOpError("conversion '%")
             << name << "'; integers, floats, %c, %s and %p are printed";
    }
    if (isFloat != arg.getType().isF64()) {
      return emitOpError("argument of type ")
             << arg.getType() << " for '%" << name
             << "'; floats are f64, all else i32 or i64";
    }
  }
  return success();
}
