// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shared checks of the davinci verifiers.
#include "dialects/Davinci/DavinciConstraints.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::davinci;

/// Start addresses in the UB (target.md 1.2).
static constexpr int64_t kBlockBytes = 32;

Type davinci::getElement(Value buffer) {
  return cast<MemRefType>(buffer.getType()).getElementType();
}

int64_t davinci::getElementBytes(Value buffer) {
  Type element = getElement(buffer);
  return element.isIntOrFloat() ? (element.getIntOrFloatBitWidth() + 7) / 8 : 0;
}

std::optional<int64_t> davinci::getConstant(Value value) {
  APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant))) {
    return constant.getSExtValue();
  }
  return std::nullopt;
}

LogicalResult davinci::verifySpace(Operation *op, Value buffer, StringRef role,
                                   Space space) {
  Space found = getSpace(buffer.getType());
  if (found == space) {
    return success();
  }
  return op->emitOpError() << role << " in '" << stringifySpace(found)
                           << "'; it must be in '" << stringifySpace(space)
                           << "'";
}

LogicalResult davinci::verifyBlockAligned(Operation *op, Value buffer,
                                          StringRef role) {
  uint64_t start = 0; // offsets may wrap; what they leave of a block is right
  while (auto view = buffer.getDefiningOp<ViewOp>()) {
    std::optional<int64_t> offset = getConstant(view.getOffset());
    if (!offset) {
      return success();
    }
    start += static_cast<uint64_t>(*offset) * getElementBytes(view.getSource());
    buffer = view.getSource();
  }
  if (auto alloc = buffer.getDefiningOp<AllocOp>()) {
    start += alloc.getAddress().value_or(0);
  }
  if (start % kBlockBytes == 0) {
    return success();
  }
  return op->emitOpError() << role << " starts at byte " << start
                           << "; vector and copy operands start at multiples "
                              "of "
                           << kBlockBytes;
}

LogicalResult davinci::verifyHolds(Operation *op, Value buffer, StringRef role,
                                   std::optional<int64_t> elements) {
  auto type = cast<MemRefType>(buffer.getType());
  if (!elements || !type.hasStaticShape() ||
      *elements <= type.getNumElements()) {
    return success();
  }
  return op->emitOpError() << role << " of " << type.getNumElements()
                           << " elements; the op touches " << *elements;
}

LogicalResult davinci::verifyElement(Operation *op, Value buffer,
                                     StringRef role,
                                     function_ref<bool(Type)> isAllowed,
                                     const Twine &allowed) {
  if (isAllowed(getElement(buffer))) {
    return success();
  }
  return op->emitOpError() << role << " of " << getElement(buffer)
                           << "; the vector unit takes " << allowed.str();
}

LogicalResult davinci::verifySameElement(Operation *op, Value a, Value b) {
  if (getElement(a) == getElement(b)) {
    return success();
  }
  return op->emitOpError() << "operands of " << getElement(a) << " and "
                           << getElement(b)
                           << "; they must have one element type";
}
