// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What davinci's scalar accesses touch, and their verifiers (semantics.md,
// Scalar).
#include "dialects/Davinci/DavinciConstraints.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::davinci;

#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciScalarOps.cpp.inc"

Pipe GetValueOp::getPipe() { return Pipe::S; }
SmallVector<Value> GetValueOp::getBufferReads() { return {getBuffer()}; }
SmallVector<Value> GetValueOp::getBufferWrites() { return {}; }

Pipe SetValueOp::getPipe() { return Pipe::S; }
SmallVector<Value> SetValueOp::getBufferReads() { return {}; }
SmallVector<Value> SetValueOp::getBufferWrites() { return {getBuffer()}; }

Pipe InvalidateCacheOp::getPipe() { return Pipe::S; }
SmallVector<Value> InvalidateCacheOp::getBufferReads() { return {getSrc()}; }
SmallVector<Value> InvalidateCacheOp::getBufferWrites() { return {}; }

/// A constant index lies inside the buffer.
static LogicalResult verifyIndex(Operation *op, Value buffer, Value index) {
  std::optional<int64_t> element = getConstant(index);
  if (element && *element < 0) {
    return op->emitOpError() << "index " << *element
                             << "; an index is not negative";
  }
  constexpr int64_t kLast = std::numeric_limits<int64_t>::max() - 1;
  return verifyHolds(op, buffer, "buffer",
                     element ? std::optional(std::min(*element, kLast) + 1)
                             : std::nullopt);
}

LogicalResult GetValueOp::verify() {
  Space space = getSpace(getBuffer().getType());
  if (space != Space::ub && space != Space::gm) { // get_value_c1
    return emitOpError() << "buffer in '" << stringifySpace(space)
                         << "'; the scalar unit reads 'ub' and 'gm'";
  }
  return verifyIndex(*this, getBuffer(), getIndex()); // get_value_c2
}

LogicalResult SetValueOp::verify() {
  // set_value_c1: scalar stores to global memory are not coherent
  if (failed(verifySpace(*this, getBuffer(), "buffer", Space::ub))) {
    return failure();
  }
  Type value = getValue().getType(), element = getElement(getBuffer());
  bool fits = value == element ||
              (isa<IntegerType>(value) && isa<IntegerType>(element) &&
               value.getIntOrFloatBitWidth() ==
                   element.getIntOrFloatBitWidth());
  if (!fits) { // set_value_c2
    return emitOpError() << "a value of " << value << " in a buffer of "
                         << element;
  }
  return verifyIndex(*this, getBuffer(), getIndex());
}

LogicalResult InvalidateCacheOp::verify() {
  return verifySpace(*this, getSrc(), "source", Space::gm);
}
