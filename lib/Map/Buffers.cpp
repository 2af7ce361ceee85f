// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Buffers of the UB and the values that stand in them.
#include "lib/Map/KernelMapper.h"
#include "mlir/IR/Matchers.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;

chip::Element cubeport::map::elementOf(Type type) {
  using chip::Element;
  if (type.isF32()) {
    return Element::f32;
  }
  if (type.isF16()) {
    return Element::f16;
  }
  if (type.isBF16()) {
    return Element::bf16;
  }
  auto integer = dyn_cast<IntegerType>(type);
  if (!integer) {
    return Element::none;
  }
  bool isUnsigned = integer.isUnsigned();
  switch (integer.getWidth()) {
  case 8:
    return isUnsigned ? Element::u8 : Element::i8;
  case 16:
    return isUnsigned ? Element::u16 : Element::i16;
  case 32:
    return isUnsigned ? Element::u32 : Element::i32;
  case 64:
    return Element::i64;
  default:
    return Element::none;
  }
}

std::optional<int64_t> cubeport::map::constantOf(Value value) {
  APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant))) {
    return constant.getSExtValue();
  }
  Operation *def = value.getDefiningOp();
  if (def && isa<arith::ExtSIOp, arith::IndexCastOp>(def)) {
    return constantOf(def->getOperand(0));
  }
  return std::nullopt;
}

int64_t KernelMapper::bytesOf(Type element) const {
  return std::max(1u, element.getIntOrFloatBitWidth() / 8);
}

/// Buffers are whole repeats, so that a compare may round its count up.
Value KernelMapper::alloc(Type element, int64_t count) {
  int64_t size = bytesOf(element);
  int64_t bytes = llvm::alignTo(std::clamp<int64_t>(count, 1, kMostElements) * size,
                                chip.repeatBytes());
  return b.create<davinci::AllocOp>(
      davinci::getBufferType(element, bytes / size, davinci::Space::ub),
      IntegerAttr());
}

/// Lanes of i1 are bits, and 8 bytes more that tile.any may read.
Value KernelMapper::allocLanes(Type element) {
  if (element.isInteger(1)) {
    return alloc(b.getIntegerType(8, /*isSigned=*/false), capacity / 8 + 8);
  }
  return alloc(element, capacity);
}

Value KernelMapper::allocResult(Value lanes) {
  Value buffer = suggested.lookup(lanes);
  if (!buffer) {
    buffer =
        allocLanes(cast<RankedTensorType>(lanes.getType()).getElementType());
  }
  buffers[lanes] = buffer;
  return buffer;
}

Value KernelMapper::viewAs(Value buffer, Type element) {
  auto type = cast<MemRefType>(buffer.getType());
  if (type.getElementType() == element) {
    return buffer;
  }
  int64_t count = ShapedType::kDynamic;
  if (!type.isDynamicDim(0)) {
    count =
        type.getDimSize(0) * bytesOf(type.getElementType()) / bytesOf(element);
  }
  return b.create<davinci::ViewOp>(
      davinci::getBufferType(element, count, davinci::getSpace(type)), buffer,
      constI64(0));
}

Value KernelMapper::viewAt(Value buffer, Value offset) {
  if (!offset || constantOf(offset) == 0) {
    return buffer;
  }
  auto type = cast<MemRefType>(buffer.getType());
  return b.create<davinci::ViewOp>(
      davinci::getBufferType(type.getElementType(), ShapedType::kDynamic,
                             davinci::getSpace(type)),
      buffer, offset);
}

Value KernelMapper::uniform(Value value) {
  Value mapped = uniforms.lookupOrNull(value);
  assert(mapped && "a uniform value is mapped before its uses");
  return mapped;
}

Value KernelMapper::splatOf(Value lanes) { return splats.lookup(lanes); }

Value KernelMapper::rootOf(Value buffer) {
  while (auto view = buffer.getDefiningOp<davinci::ViewOp>()) {
    buffer = view.getSource();
  }
  return buffer;
}

Value KernelMapper::bufferOf(Value lanes) {
  if (Value buffer = buffers.lookup(lanes)) {
    return buffer;
  }
  Value scalar = splatOf(lanes);
  if (!scalar) {
    Value buffer = allocResult(lanes);
    // Not known as computed before it is, or each lane would read itself.
    buffers.erase(lanes);
    materialise(lanes, buffer);
    buffers[lanes] = buffer;
    return buffer;
  }
  for (Block *at = b.getInsertionBlock(); at;
       at = at->getParentOp() ? at->getParentOp()->getBlock() : nullptr) {
    if (Value buffer = filled.lookup({lanes, at})) {
      return buffer;
    }
  }
  Value buffer =
      allocLanes(cast<RankedTensorType>(lanes.getType()).getElementType());
  fill(buffer, scalar, space.count);
  filled[{lanes, b.getInsertionBlock()}] = buffer;
  return buffer;
}

void KernelMapper::fill(Value buffer, Value scalar, Value count) {
  Type type = scalar.getType();
  if (type.isInteger(1)) {
    Value word = b.createOrFold<arith::ExtSIOp>(b.getI16Type(), scalar);
    b.create<davinci::DuplicateOp>(viewAs(buffer, b.getI16Type()), word,
                                   maskCount());
    return;
  }
  if (chip.hasVector(chip::VectorOp::Duplicate, elementOf(type))) {
    b.create<davinci::DuplicateOp>(buffer, scalar, count);
    return;
  }
  if (type.isInteger(8)) {
    // Two equal bytes at a time: duplicate has no 8-bit form.
    Value byte = b.createOrFold<arith::ExtUIOp>(b.getI16Type(), scalar);
    Value pair = b.create<arith::ConstantOp>(b.getI16IntegerAttr(0x101));
    Value word = b.createOrFold<arith::MulIOp>(byte, pair);
    b.create<davinci::DuplicateOp>(viewAs(buffer, b.getI16Type()), word,
                                   divUpI32(count, 2));
    return;
  }
  auto loop = b.create<scf::ForOp>(constI64(0), toI64(count), constI64(1));
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(loop.getBody());
  b.create<davinci::SetValueOp>(scalar, buffer, loop.getInductionVar());
}

/// Whole 32-byte blocks: that is how the chip copies inside the UB.
void KernelMapper::copyLanes(Value dst, Value src) {
  Type element = cast<MemRefType>(dst.getType()).getElementType();
  Value count = space.count;
  int64_t perBlock = chip.blockBytes() / bytesOf(element);
  if (element.isUnsignedInteger(8)) {
    count = divUpI32(count, 8);
  }
  b.create<davinci::CopyOp>(dst, src, roundUpI32(count, perBlock));
}

void KernelMapper::writeLanes(Value buffer, Value lanes) {
  if (Value scalar = splatOf(lanes)) {
    fill(buffer, scalar, space.count);
    return;
  }
  Value src = bufferOf(lanes);
  if (src != buffer) {
    copyLanes(buffer, src);
  }
}

Value KernelMapper::constI32(int64_t value) {
  return b.create<arith::ConstantOp>(b.getI32IntegerAttr(value));
}

Value KernelMapper::constI64(int64_t value) {
  return b.create<arith::ConstantOp>(b.getI64IntegerAttr(value));
}

Value KernelMapper::constLike(Type type, double value) {
  if (isa<FloatType>(type)) {
    return b.create<arith::ConstantOp>(b.getFloatAttr(type, value));
  }
  return b.create<arith::ConstantOp>(b.getIntegerAttr(type, int64_t(value)));
}

Value KernelMapper::getValue(Value buffer, Value index) {
  Type element = cast<MemRefType>(buffer.getType()).getElementType();
  return b.create<davinci::GetValueOp>(element, buffer, index);
}
