// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Verifiers of davinci's vector instructions (semantics.md, Vector).
#include "dialects/Davinci/DavinciConstraints.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::davinci;

#define GET_OP_CLASSES
#include "dialects/Davinci/DavinciVectorOps.cpp.inc"

//===----------------------------------------------------------------------===//
// Element types of the vector unit of dav-c220 (target.md 2.4)
//===----------------------------------------------------------------------===//

static bool isFloat(Type type) { return type.isF16() || type.isF32(); }

static bool isFloatOrInt32(Type type) {
  return isFloat(type) || type.isSignlessInteger(32);
}

static bool isNumber(Type type) {
  return isFloatOrInt32(type) || type.isSignlessInteger(16);
}

static bool isWord(Type type) { return type.isInteger(16); }

static bool isShiftable(Type type) {
  return type.isInteger(16) || type.isInteger(32);
}

static bool is16Or32Bits(Type type) {
  return type.isIntOrFloat() && (type.getIntOrFloatBitWidth() == 16 ||
                                 type.getIntOrFloatBitWidth() == 32);
}

static bool isByte(Type type) { return type.isUnsignedInteger(8); }

static bool isOffset(Type type) { return type.isUnsignedInteger(32); }

/// The pairs that Cast converts.
static bool isCastable(Type from, Type to) {
  auto is = [](Type type, unsigned bits) {
    return type.isSignlessInteger(bits);
  };
  if (from.isF32()) {
    return isFloat(to) || to.isBF16() || is(to, 16) || is(to, 32) ||
           is(to, 64);
  }
  if (from.isF16()) {
    return to.isF32() || is(to, 32) || is(to, 16) || is(to, 8) || isByte(to);
  }
  if (from.isBF16()) {
    return to.isF32() || is(to, 32);
  }
  if (is(from, 32)) {
    return isFloat(to) || is(to, 16) || is(to, 64);
  }
  if (is(from, 16)) {
    return isFloat(to);
  }
  if (is(from, 64)) {
    return is(to, 32) || to.isF32();
  }
  return to.isF16() && (is(from, 8) || isByte(from));
}

//===----------------------------------------------------------------------===//
// What all instructions share
//===----------------------------------------------------------------------===//

/// vector_c1, vector_c2, vector_c3: in the UB, on a block, long enough.
static LogicalResult verifyOperands(Operation *op, Value count,
                                    ArrayRef<Value> counted) {
  for (Value buffer : op->getOperands()) {
    if (isa<MemRefType>(buffer.getType()) &&
        (failed(verifySpace(op, buffer, "operand", Space::ub)) ||
         failed(verifyBlockAligned(op, buffer, "operand")))) {
      return failure();
    }
  }
  std::optional<int64_t> elements = getConstant(count);
  if (elements && *elements < 0) {
    return op->emitOpError() << "count " << *elements
                             << "; a count is not negative";
  }
  for (Value buffer : counted) {
    if (failed(verifyHolds(op, buffer, "operand", elements))) {
      return failure();
    }
  }
  return success();
}

/// A scalar operand has the tensor's element type, signedness aside.
static LogicalResult verifyScalar(Operation *op, Value scalar, Value tensor) {
  Type element = getElement(tensor);
  Type type = scalar.getType();
  bool fits = type == element ||
              (isa<IntegerType>(type) && isa<IntegerType>(element) &&
               type.getIntOrFloatBitWidth() == element.getIntOrFloatBitWidth());
  if (fits) {
    return success();
  }
  return op->emitOpError() << "a scalar of " << type << " with elements of "
                           << element << "; they must have one type";
}

//===----------------------------------------------------------------------===//
// Elementwise
//===----------------------------------------------------------------------===//

LogicalResult UnaryOp::verify() {
  if (failed(verifyOperands(*this, getCount(), {getDst(), getSrc()})) ||
      failed(verifySameElement(*this, getDst(), getSrc()))) {
    return failure();
  }
  switch (getKind()) {
  case UnaryKind::relu: // unary_c2
    return verifyElement(*this, getDst(), "operand", isFloatOrInt32,
                         "f16, f32, i32 for 'relu'");
  case UnaryKind::not_: // unary_c3
    return verifyElement(*this, getDst(), "operand", isWord,
                         "i16, ui16 for 'not'");
  default: // unary_c1
    return verifyElement(*this, getDst(), "operand", isFloat,
                         "f16, f32 for '" + stringifyUnaryKind(getKind()) +
                             "'");
  }
}

LogicalResult BinaryOp::verify() {
  if (failed(
          verifyOperands(*this, getCount(), {getDst(), getLhs(), getRhs()})) ||
      failed(verifySameElement(*this, getDst(), getLhs())) ||
      failed(verifySameElement(*this, getDst(), getRhs()))) {
    return failure();
  }
  switch (getKind()) {
  case BinaryKind::div: // binary_c2
    return verifyElement(*this, getDst(), "operand", isFloat,
                         "f16, f32 for 'div'");
  case BinaryKind::and_: // binary_c3: of 32-bit elements only half are done
  case BinaryKind::or_:
    return verifyElement(*this, getDst(), "operand", isWord,
                         "i16, ui16 for 'and' and 'or'");
  default: // binary_c1
    return verifyElement(*this, getDst(), "operand", isNumber,
                         "f16, f32, i16, i32 for '" +
                             stringifyBinaryKind(getKind()) + "'");
  }
}

LogicalResult BinaryScalarOp::verify() {
  if (failed(verifyOperands(*this, getCount(), {getDst(), getSrc()})) ||
      failed(verifySameElement(*this, getDst(), getSrc()))) {
    return failure();
  }
  if (getKind() == ScalarKind::shl || getKind() == ScalarKind::shr) {
    // binary_scalar_c3: the amount is of the element's width
    if (failed(verifyElement(*this, getDst(), "operand", isShiftable,
                             "i16, ui16, i32, ui32 for shifts"))) {
      return failure();
    }
    return verifyScalar(*this, getScalar(), getSrc());
  }
  // binary_scalar_c1, binary_scalar_c2
  if (failed(verifyElement(*this, getDst(), "operand", isNumber,
                           "f16, f32, i16, i32 for '" +
                               stringifyScalarKind(getKind()) + "'"))) {
    return failure();
  }
  return verifyScalar(*this, getScalar(), getSrc());
}

LogicalResult CastOp::verify() {
  if (failed(verifyOperands(*this, getCount(), {getDst(), getSrc()}))) {
    return failure();
  }
  if (!isCastable(getElement(getSrc()), getElement(getDst()))) { // cast_c1
    return emitOpError() << "from " << getElement(getSrc()) << " to "
                         << getElement(getDst())
                         << "; the vector unit has no such conversion";
  }
  return success();
}

LogicalResult DuplicateOp::verify() {
  if (failed(verifyOperands(*this, getCount(), {getDst()})) ||
      failed(verifyElement(*this, getDst(), "destination", is16Or32Bits,
                           "16- and 32-bit types"))) { // duplicate_c1
    return failure();
  }
  return verifyScalar(*this, getScalar(), getDst());
}

LogicalResult CopyOp::verify() {
  if (failed(verifyOperands(*this, getCount(), {getDst(), getSrc()})) ||
      failed(verifySameElement(*this, getDst(), getSrc()))) {
    return failure();
  }
  std::optional<int64_t> elements = getConstant(getCount());
  constexpr int64_t kBlockBytes = 32;
  if (elements && *elements * getElementBytes(getDst()) % kBlockBytes != 0) {
    return emitOpError() << *elements * getElementBytes(getDst()) // copy_c1
                         << " bytes; the chip copies whole blocks of "
                         << kBlockBytes;
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Masks
//===----------------------------------------------------------------------===//

/// compare_c1 to compare_c4, also for a scalar right side.
static LogicalResult verifyCompare(Operation *op, CompareMode mode, Value dst,
                                   Value src, Value count) {
  if (failed(verifyOperands(op, count, {src})) ||
      failed(verifyElement(op, dst, "destination", isByte, "ui8 masks"))) {
    return failure();
  }
  bool isInt = getElement(src).isSignlessInteger(32);
  if (!isFloat(getElement(src)) && !(isInt && mode == CompareMode::EQ)) {
    return op->emitOpError()
           << "'" << stringifyCompareMode(mode) << "' of " << getElement(src)
           << "; the vector unit compares f16 and f32, and i32 for 'EQ' only";
  }
  std::optional<int64_t> elements = getConstant(count);
  constexpr int64_t kRepeatBytes = 256;
  if (elements && *elements * getElementBytes(src) % kRepeatBytes != 0) {
    return op->emitOpError() << *elements * getElementBytes(src)
                             << " bytes; the chip compares whole repeats of "
                             << kRepeatBytes << " and skips the rest";
  }
  constexpr int64_t kBitsPerByte = 8;
  return verifyHolds(op, dst, "destination",
                     elements ? std::optional<int64_t>(
                                    (*elements + kBitsPerByte - 1) /
                                    kBitsPerByte)
                              : std::nullopt);
}

LogicalResult CompareOp::verify() {
  if (failed(verifySameElement(*this, getLhs(), getRhs()))) {
    return failure();
  }
  return verifyCompare(*this, getMode(), getDst(), getLhs(), getCount());
}

LogicalResult CompareScalarOp::verify() {
  if (failed(verifyScalar(*this, getScalar(), getSrc()))) {
    return failure();
  }
  return verifyCompare(*this, getMode(), getDst(), getSrc(), getCount());
}

LogicalResult SelectOp::verify() {
  if (failed(
          verifyOperands(*this, getCount(), {getDst(), getLhs(), getRhs()})) ||
      failed(verifySameElement(*this, getDst(), getLhs())) ||
      failed(verifySameElement(*this, getDst(), getRhs())) ||
      failed(verifyElement(*this, getDst(), "operand", isFloat,
                           "f16, f32 to select"))) { // select_c1
    return failure();
  }
  return verifyElement(*this, getMask(), "mask", isByte, "ui8 masks");
}

//===----------------------------------------------------------------------===//
// Gather and library functions
//===----------------------------------------------------------------------===//

/// Two buffers must not share bytes: as far as names tell, they are not the
/// same value.
static LogicalResult verifyApart(Operation *op, Value a, Value b) {
  if (a != b) {
    return success();
  }
  return op->emitOpError() << "destination is also a source; the buffers must "
                              "not overlap";
}

LogicalResult BroadcastBlocksOp::verify() {
  constexpr int64_t kElementsPerRepeat = 8, kMaxRepeats = 255;
  if (failed(verifyOperands(*this, getRepeats(), {})) ||
      failed(verifySameElement(*this, getDst(), getSrc())) ||
      failed(verifyElement(*this, getDst(), "operand", is16Or32Bits,
                           "16- and 32-bit types"))) { // broadcast_blocks_c1
    return failure();
  }
  std::optional<int64_t> repeats = getConstant(getRepeats());
  if (repeats && *repeats > kMaxRepeats) { // broadcast_blocks_c2
    return emitOpError() << *repeats << " repeats of " << kElementsPerRepeat
                         << " elements; at most " << kMaxRepeats;
  }
  return verifyApart(*this, getDst(), getSrc()); // broadcast_blocks_c3
}

LogicalResult VectorGatherOp::verify() {
  if (failed(verifyOperands(*this, getCount(), {getDst(), getOffsets()})) ||
      failed(verifySameElement(*this, getDst(), getSrc())) ||
      failed(verifyElement(*this, getDst(), "operand", is16Or32Bits,
                           "16- and 32-bit types")) || // vector_gather_c1
      failed(verifyElement(*this, getOffsets(), "offsets", isOffset,
                           "ui32 byte offsets"))) { // vector_gather_c2
    return failure();
  }
  return verifyApart(*this, getDst(), getSrc()); // vector_gather_c3
}

LogicalResult MathOp::verify() {
  if (failed(verifyOperands(*this, getCount(), {getDst(), getSrc()})) ||
      failed(verifySameElement(*this, getDst(), getSrc())) ||
      failed(verifyElement(*this, getDst(), "operand", isFloat,
                           "f16, f32 in library functions")) || // math_c1
      failed(verifyElement(*this, getTmp(), "scratch", isByte,
                           "ui8 scratch"))) { // math_c2
    return failure();
  }
  return verifyApart(*this, getDst(), getSrc()); // math_c3
}

LogicalResult BinaryMathOp::verify() {
  if (failed(
          verifyOperands(*this, getCount(), {getDst(), getLhs(), getRhs()})) ||
      failed(verifySameElement(*this, getDst(), getLhs())) ||
      failed(verifySameElement(*this, getDst(), getRhs())) ||
      failed(verifyElement(*this, getDst(), "operand", isFloat,
                           "f16, f32 in library functions")) ||
      failed(verifyElement(*this, getTmp(), "scratch", isByte,
                           "ui8 scratch"))) {
    return failure();
  }
  if (failed(verifyApart(*this, getDst(), getLhs()))) {
    return failure();
  }
  return verifyApart(*this, getDst(), getRhs());
}
