// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Extents of buffers and the conflict rule of two accesses.
#include "lib/Plan/Accesses.h"
#include "dialects/Simt/SimtDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;
using davinci::Pipe;
using davinci::Space;

static int64_t getElementBytes(MemRefType type) {
  Type element = type.getElementType();
  return element.isIntOrFloat() ? (element.getIntOrFloatBitWidth() + 7) / 8 : 8;
}

/// Bytes of a buffer; all of memory where the type does not say.
static int64_t getBytes(MemRefType type) {
  return type.hasStaticShape() ? type.getNumElements() * getElementBytes(type)
                               : std::numeric_limits<int64_t>::max();
}

/// A number that a size or a place in a local memory may have. What is far
/// beyond, or negative, counts as unknown, so that nothing wraps.
static std::optional<int64_t> keepPlace(std::optional<int64_t> number) {
  constexpr int64_t kMost = int64_t(1) << 24;
  return number && *number >= 0 && *number <= kMost ? number : std::nullopt;
}

Extent plan::getExtent(Value buffer, const KnownValues &known) {
  auto type = cast<MemRefType>(buffer.getType());
  if (auto view = buffer.getDefiningOp<davinci::ViewOp>()) {
    Extent extent = getExtent(view.getSource(), known);
    std::optional<int64_t> offset =
        keepPlace(evaluate(view.getOffset(), known));
    if (offset && davinci::getSpace(type) != Space::gm) {
      int64_t first =
          extent.begin +
          *offset *
              getElementBytes(cast<MemRefType>(view.getSource().getType()));
      int64_t bytes = getBytes(type);
      int64_t end = bytes > extent.end - first ? extent.end : first + bytes;
      extent.begin = std::max(extent.begin, first);
      extent.end = std::max(extent.begin, end);
    } else {
      extent.isExact = false;
    }
    return extent;
  }
  Extent extent;
  extent.end = getBytes(type);
  if (isa<BlockArgument>(buffer) || buffer.getDefiningOp<davinci::AllocOp>()) {
    extent.root = buffer;
  }
  return extent;
}

/// Where in global memory the op starts, if its text says so and `buffer` is
/// no view.
static Value getOffset(davinci::DavinciPipeOp op, Value buffer) {
  if (buffer.getDefiningOp<davinci::ViewOp>()) {
    return {};
  }
  Operation *instruction = op;
  if (auto copy = dyn_cast<davinci::CopyInOp>(instruction)) {
    return copy.getOffset();
  }
  if (auto copy = dyn_cast<davinci::CopyOutOp>(instruction)) {
    return copy.getOffset();
  }
  if (auto get = dyn_cast<davinci::GetValueOp>(instruction)) {
    return get.getIndex();
  }
  return {};
}

static std::optional<int64_t> getConstant(Value value) {
  return keepPlace(evaluate(value, {}));
}

/// Bytes of `buffer` that a copy touches: rows of whole blocks.
template <typename CopyOp>
static std::optional<int64_t> getRowBytes(CopyOp copy, Value localGap,
                                          int64_t elementBytes) {
  std::optional<int64_t> rows = getConstant(copy.getRows()),
                         len = getConstant(copy.getLen()),
                         gap = getConstant(localGap);
  if (!rows || !len || !gap) {
    return std::nullopt;
  }
  constexpr int64_t kBlockBytes = 32;
  int64_t rowBytes = llvm::alignTo(*len * elementBytes, kBlockBytes);
  return *rows * (rowBytes + *gap * kBlockBytes);
}

/// Bytes from the start of `buffer` that the op touches, where its count is a
/// constant. Masks hold one bit for each element; tables of a gather and
/// scratch space may be touched anywhere.
static std::optional<int64_t> getTouchedBytes(Operation *op, Value buffer) {
  int64_t elementBytes = getElementBytes(cast<MemRefType>(buffer.getType()));
  if (auto copy = dyn_cast<davinci::CopyInOp>(op)) {
    return getRowBytes(copy, copy.getDstGap(), elementBytes);
  }
  if (auto copy = dyn_cast<davinci::CopyOutOp>(op)) {
    return getRowBytes(copy, copy.getSrcGap(), elementBytes);
  }
  if (!isa<davinci::UnaryOp, davinci::BinaryOp, davinci::BinaryScalarOp,
           davinci::CompareOp, davinci::CompareScalarOp, davinci::SelectOp,
           davinci::CastOp, davinci::DuplicateOp, davinci::CopyOp>(op)) {
    return std::nullopt;
  }
  // All of these end with their count.
  std::optional<int64_t> count =
      getConstant(op->getOperand(op->getNumOperands() - 1));
  if (!count) {
    return std::nullopt;
  }
  bool isMask =
      cast<MemRefType>(buffer.getType())
          .getElementType()
          .isUnsignedInteger(8) &&
      isa<davinci::CompareOp, davinci::CompareScalarOp, davinci::SelectOp>(op);
  return isMask ? llvm::divideCeil(*count, 8) : *count * elementBytes;
}

/// The constant index of a scalar access to a local buffer.
static std::optional<int64_t> getLocalIndex(Operation *op) {
  if (auto get = dyn_cast<davinci::GetValueOp>(op)) {
    return davinci::getSpace(get.getBuffer().getType()) == Space::gm
               ? std::nullopt
               : getConstant(get.getIndex());
  }
  auto set = dyn_cast<davinci::SetValueOp>(op);
  return set ? getConstant(set.getIndex()) : std::nullopt;
}

static Access makeAccess(davinci::DavinciPipeOp op, Value buffer,
                         bool isWrite, const KnownValues &known) {
  Extent extent = getExtent(buffer, known);
  std::optional<int64_t> bytes = getTouchedBytes(op, buffer);
  if (std::optional<int64_t> index = getLocalIndex(op)) {
    bytes = getElementBytes(cast<MemRefType>(buffer.getType()));
    extent.begin += *index * *bytes;
  }
  bool isSized = bytes && extent.isExact;
  if (isSized) {
    extent.end = std::min(extent.end, extent.begin + *bytes);
  }
  Access access{op,
                op.getPipe(),
                davinci::getSpace(buffer.getType()),
                isWrite,
                extent.root,
                extent.begin,
                extent.end,
                extent.isExact,
                isSized,
                getOffset(op, buffer)};
  if (auto alloc = extent.root ? extent.root.getDefiningOp<davinci::AllocOp>()
                               : davinci::AllocOp()) {
    int64_t address = alloc.getAddress().value_or(0);
    access.begin += address;
    access.end += address;
  }
  return access;
}

SmallVector<Access> plan::getAccesses(davinci::DavinciPipeOp op,
                                      const KnownValues &known) {
  SmallVector<Access> accesses;
  for (Value buffer : op.getBufferReads()) {
    accesses.push_back(makeAccess(op, buffer, /*isWrite=*/false, known));
  }
  for (Value buffer : op.getBufferWrites()) {
    accesses.push_back(makeAccess(op, buffer, /*isWrite=*/true, known));
  }
  return accesses;
}

static bool isRestrict(Value root) {
  auto argument = dyn_cast<BlockArgument>(root);
  if (!argument) {
    return false;
  }
  auto function =
      dyn_cast<FunctionOpInterface>(argument.getOwner()->getParentOp());
  return function && function.getArgAttr(argument.getArgNumber(),
                                         simt::SimtDialect::kRestrictAttrName);
}

/// True if both may name the same bytes. Two global roots are told apart only
/// by `__restrict__`.
static bool mayOverlap(const Access &a, const Access &b) {
  if (a.space != b.space) {
    return false;
  }
  if (a.space != Space::gm) {
    return a.begin < b.end && b.begin < a.end;
  }
  if (!a.root || !b.root || a.root == b.root) {
    return true;
  }
  return !isRestrict(a.root) && !isRestrict(b.root);
}

bool plan::mustOrder(const Access &earlier, const Access &later) {
  if (!earlier.isWrite && !later.isWrite) {
    return false;
  }
  if (earlier.pipe == later.pipe) {
    if (earlier.pipe == Pipe::S || !earlier.isWrite) {
      return false;
    }
  }
  return mayOverlap(earlier, later);
}

bool plan::surelyOverlap(const Access &earlier, const Access &later) {
  if (earlier.space != Space::gm) {
    bool bothSized = earlier.isSized && later.isSized;
    return earlier.isExact && later.isExact &&
           (bothSized || earlier.begin == later.begin);
  }
  return earlier.op != later.op && earlier.root && earlier.root == later.root &&
         earlier.offset && earlier.offset == later.offset;
}

/// Looks through casts of integers.
static Value skipCasts(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (!isa<arith::IndexCastOp, arith::IndexCastUIOp, arith::ExtSIOp,
             arith::ExtUIOp, arith::TruncIOp>(op)) {
      break;
    }
    value = op->getOperand(0);
  }
  return value;
}

bool plan::isBlockLoop(scf::ForOp loop) {
  Value step = skipCasts(loop.getStep());
  // Several blocks at a time.
  if (auto product = step.getDefiningOp<arith::MulIOp>()) {
    Value left = skipCasts(product.getLhs());
    step = left.getDefiningOp<davinci::CoreCountOp>()
               ? left
               : skipCasts(product.getRhs());
  }
  return isa<FunctionOpInterface>(loop->getParentOp()) &&
         step.getDefiningOp<davinci::CoreCountOp>();
}
