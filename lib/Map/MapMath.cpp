// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// math on lanes, and math on uniform values: the scalar unit has no functions,
// so a uniform value makes a short vector.
#include "lib/Map/KernelMapper.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::MathKind;
using davinci::RoundMode;
using davinci::UnaryKind;

static std::optional<UnaryKind> unaryKindOf(Operation *op) {
  return TypeSwitch<Operation *, std::optional<UnaryKind>>(op)
      .Case([](math::ExpOp) { return UnaryKind::exp; })
      .Case([](math::LogOp) { return UnaryKind::ln; })
      .Case([](math::SqrtOp) { return UnaryKind::sqrt; })
      .Case([](math::AbsFOp) { return UnaryKind::abs; })
      .Default([](Operation *) { return std::nullopt; });
}

/// A cast from f32 to f32 only rounds.
static std::optional<RoundMode> roundModeOf(Operation *op) {
  return TypeSwitch<Operation *, std::optional<RoundMode>>(op)
      .Case([](math::FloorOp) { return RoundMode::FLOOR; })
      .Case([](math::CeilOp) { return RoundMode::CEIL; })
      .Case([](math::TruncOp) { return RoundMode::TRUNC; })
      .Case([](math::RoundOp) { return RoundMode::ROUND; })
      .Case([](math::RoundEvenOp) { return RoundMode::RINT; })
      .Default([](Operation *) { return std::nullopt; });
}

static std::optional<MathKind> mathKindOf(Operation *op) {
  return TypeSwitch<Operation *, std::optional<MathKind>>(op)
      .Case([](math::TanhOp) { return MathKind::tanh; })
      .Case([](math::SinOp) { return MathKind::sin; })
      .Case([](math::CosOp) { return MathKind::cos; })
      .Case([](math::TanOp) { return MathKind::tan; })
      .Case([](math::AsinOp) { return MathKind::asin; })
      .Case([](math::AcosOp) { return MathKind::acos; })
      .Case([](math::AtanOp) { return MathKind::atan; })
      .Case([](math::SinhOp) { return MathKind::sinh; })
      .Case([](math::CoshOp) { return MathKind::cosh; })
      .Case([](math::AsinhOp) { return MathKind::asinh; })
      .Case([](math::AcoshOp) { return MathKind::acosh; })
      .Case([](math::AtanhOp) { return MathKind::atanh; })
      .Case([](math::ErfOp) { return MathKind::erf; })
      .Case([](math::ErfcOp) { return MathKind::erfc; })
      .Case([](math::Log2Op) { return MathKind::log2; })
      .Default([](Operation *) { return std::nullopt; });
}

static bool isBinaryMath(Operation *op) {
  return isa<math::PowFOp, arith::RemFOp>(op);
}

/// Scratch of a library function. It works in pieces of what it is given; the
/// hungriest one (erfc) takes 8 times a piece of f32, 16 times one of f16.
static int64_t scratchBytes(int64_t elementBytes, int64_t lanes) {
  constexpr int64_t kPiece = 1024;
  int64_t factor = elementBytes == 2 ? 16 : 8;
  return factor * std::clamp<int64_t>(lanes * elementBytes, 256, kPiece);
}

bool KernelMapper::mapMath(Operation *op) {
  Type type = getElementTypeOrSelf(op->getResult(0).getType());
  bool isRounding = roundModeOf(op) && type.isF32();
  if (!unaryKindOf(op) && !isRounding && !mathKindOf(op) && !isBinaryMath(op)) {
    return false;
  }
  if (!chip.hasVector(chip::VectorOp::Math, elementOf(type))) {
    return false;
  }
  SmallVector<Value> sources;
  for (Value operand : op->getOperands()) {
    sources.push_back(bufferOf(operand));
  }
  emitMath(op, allocResult(op->getResult(0)), sources);
  return true;
}

void KernelMapper::emitMath(Operation *op, Value dst, ArrayRef<Value> sources) {
  if (auto kind = unaryKindOf(op)) {
    b.create<davinci::UnaryOp>(*kind, dst, sources[0], space.count);
    return;
  }
  if (auto mode = roundModeOf(op)) {
    b.create<davinci::CastOp>(*mode, dst, sources[0], space.count);
    return;
  }
  int64_t lanes = capacity;
  if (auto fixed = constantOf(space.count)) {
    lanes = *fixed;
  }
  Type element = cast<MemRefType>(dst.getType()).getElementType();
  Value tmp = alloc(b.getIntegerType(8, /*isSigned=*/false),
                    scratchBytes(bytesOf(element), lanes));
  if (auto kind = mathKindOf(op)) {
    b.create<davinci::MathOp>(*kind, dst, sources[0], tmp, space.count);
    return;
  }
  auto kind = isa<math::PowFOp>(op) ? davinci::BinaryMathKind::power
                                    : davinci::BinaryMathKind::fmod;
  b.create<davinci::BinaryMathOp>(kind, dst, sources[0], sources[1], tmp,
                                  space.count);
}

LogicalResult KernelMapper::mapUniformMath(Operation *op) {
  if (op->getNumResults() == 1 &&
      isa<IntegerType>(op->getResult(0).getType()) &&
      llvm::all_of(op->getOperandTypes(),
                   [](Type t) { return isa<IntegerType>(t); })) {
    b.clone(*op, uniforms); // bit counting is the scalar unit's
    return success();
  }
  if (op->getNumResults() != 1 ||
      !(unaryKindOf(op) || roundModeOf(op) || mathKindOf(op) ||
        isBinaryMath(op)) ||
      !chip.hasVector(chip::VectorOp::Math,
                      elementOf(op->getResult(0).getType()))) {
    return refuse(op, "'" + op->getName().getStringRef() + "'");
  }
  constexpr int64_t kShort = 8;
  Type type = op->getResult(0).getType();
  LaneSpace outer = space;
  space.count = constI32(kShort);
  SmallVector<Value> sources;
  for (Value operand : op->getOperands()) {
    Value src = alloc(type, kShort);
    fill(src, uniform(operand), space.count);
    sources.push_back(src);
  }
  Value dst = alloc(type, kShort);
  emitMath(op, dst, sources);
  space = outer;
  uniforms.map(op->getResult(0), getValue(dst, constI64(0)));
  return success();
}
