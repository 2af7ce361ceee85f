// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What davinci's copies touch, and their verifiers (semantics.md, Move).
#include "dialects/Davinci/DavinciConstraints.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::davinci;

#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciMoveOps.cpp.inc"

//===----------------------------------------------------------------------===//
// Interfaces
//===----------------------------------------------------------------------===//

Pipe CopyInOp::getPipe() { return Pipe::MTE2; }
SmallVector<Value> CopyInOp::getBufferReads() { return {getSrc()}; }
SmallVector<Value> CopyInOp::getBufferWrites() { return {getDst()}; }

Pipe CopyOutOp::getPipe() { return Pipe::MTE3; }
SmallVector<Value> CopyOutOp::getBufferReads() { return {getSrc()}; }
SmallVector<Value> CopyOutOp::getBufferWrites() { return {getDst()}; }

Pipe SetAtomicOp::getPipe() { return Pipe::S; }
SmallVector<Value> SetAtomicOp::getBufferReads() { return {}; }
SmallVector<Value> SetAtomicOp::getBufferWrites() { return {}; }

//===----------------------------------------------------------------------===//
// Buffers and views
//===----------------------------------------------------------------------===//

LogicalResult AllocOp::verify() {
  auto type = cast<MemRefType>(getType());
  if (getSpace(type) == Space::gm) { // alloc_c1
    return emitOpError("a buffer in 'gm'; it must be in a local memory");
  }
  if (!type.hasStaticShape() || !type.getElementType().isIntOrFloat()) {
    return emitOpError() << "a buffer of " << type // alloc_c2
                         << "; its size must be known";
  }
  constexpr int64_t kBlockBytes = 32;
  if (getAddress() && *getAddress() % kBlockBytes != 0) { // alloc_c3
    return emitOpError() << "address " << *getAddress()
                         << "; addresses are multiples of " << kBlockBytes;
  }
  return success();
}

LogicalResult ViewOp::verify() {
  auto from = cast<MemRefType>(getSource().getType());
  auto to = cast<MemRefType>(getType());
  if (getSpace(from) != getSpace(to)) { // view_c1
    return emitOpError() << "from '" << stringifySpace(getSpace(from))
                         << "' to '" << stringifySpace(getSpace(to))
                         << "'; a view stays in its memory";
  }
  std::optional<int64_t> offset = getConstant(getOffset());
  if (offset && *offset < 0) {
    return emitOpError() << "offset " << *offset
                         << "; a view starts inside its source";
  }
  if (!offset || !from.hasStaticShape() || !to.hasStaticShape()) {
    return success();
  }
  // Sizes that no memory has are an error here, not a wrapped number.
  uint64_t bytes = getElementBytes(getSource());
  uint64_t end = llvm::SaturatingMultiplyAdd<uint64_t>(
      *offset, bytes,
      llvm::SaturatingMultiply<uint64_t>(to.getNumElements(),
                                         getElementBytes(getResult())));
  uint64_t size =
      llvm::SaturatingMultiply<uint64_t>(from.getNumElements(), bytes);
  if (end > size) { // view_c2
    return emitOpError() << "ends at byte " << end << " of a source of "
                         << size;
  }
  return success();
}

LogicalResult FromAddressOp::verify() {
  return verifySpace(*this, getResult(), "result", Space::gm);
}

LogicalResult AddressOfOp::verify() {
  return verifySpace(*this, getSource(), "source", Space::gm);
}

//===----------------------------------------------------------------------===//
// Copies
//===----------------------------------------------------------------------===//

/// copy_in_c1 to copy_in_c6; `local` lies in the UB, `global` in gm.
static LogicalResult verifyCopy(Operation *op, Value local, Value global,
                                Value rows, Value len, Value stride,
                                Value localGap) {
  if (failed(verifySpace(op, local, "local buffer", Space::ub)) ||
      failed(verifySpace(op, global, "global buffer", Space::gm)) ||
      failed(verifyBlockAligned(op, local, "local buffer")) ||
      failed(verifySameElement(op, local, global))) {
    return failure();
  }
  int64_t elementBytes = getElementBytes(local);
  std::optional<int64_t> rowCount = getConstant(rows), length = getConstant(len),
                         step = getConstant(stride), gap = getConstant(localGap);
  constexpr int64_t kMostRows = 4095, kMostRowBytes = 2097151, kBlockBytes = 32;
  if (rowCount && *rowCount > kMostRows) {
    return op->emitOpError() << *rowCount << " rows; a copy has at most "
                             << kMostRows;
  }
  if (length && *length * elementBytes > kMostRowBytes) {
    return op->emitOpError() << "rows of " << *length * elementBytes
                             << " bytes; a row has at most " << kMostRowBytes;
  }
  if (length && step && *step < *length && !(rowCount && *rowCount <= 1)) {
    return op->emitOpError() << "a stride of " << *step << " for rows of "
                             << *length
                             << " elements; rows must not overlap";
  }
  if (!rowCount || !length || !gap || elementBytes == 0) {
    return success();
  }
  int64_t rowBytes = (*length * elementBytes + kBlockBytes - 1) / kBlockBytes *
                     kBlockBytes;
  int64_t end = *rowCount < 1
                    ? 0
                    : (*rowCount - 1) * (rowBytes + *gap * kBlockBytes) +
                          *length * elementBytes;
  return verifyHolds(op, local, "local buffer", end / elementBytes);
}

LogicalResult CopyInOp::verify() {
  return verifyCopy(*this, getDst(), getSrc(), getRows(), getLen(),
                    getSrcStride(), getDstGap());
}

LogicalResult CopyOutOp::verify() {
  return verifyCopy(*this, getSrc(), getDst(), getRows(), getLen(),
                    getDstStride(), getSrcGap());
}

LogicalResult SetAtomicOp::verify() {
  Type type = getType();
  if (type.isF16() || type.isF32() || type.isBF16() ||
      type.isSignlessInteger(8) || type.isSignlessInteger(16) ||
      type.isSignlessInteger(32)) {
    return success();
  }
  return emitOpError() << "atomic on " << type // set_atomic_c1
                       << "; the DMA unit takes i8, i16, i32, f16, bf16, f32";
}
