// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: how values pass from the simt form to the tile form.
#include "lib/Lift/Lifter.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

namespace {
// Uses of Lifter's memory of lanes made of one value; splats take 0.
enum LaneForm : unsigned { kSumForm = 1, kMaskForm = 2, kWideForm = 3 };
} // namespace

Type Lifter::elementType(Type simt) {
  return simt.isIndex() ? lanes.b.getI64Type() : simt;
}

Value Lifter::zeroOf(Type type) {
  if (auto tensor = dyn_cast<RankedTensorType>(type)) {
    return lanes.splat(lanes.constant(tensor.getElementType(), 0));
  }
  return lanes.constant(type, 0);
}

void Lifter::bindUniform(Value from, Value to) {
  LaneValue v;
  v.level = LaneKind::Uniform;
  v.value = to;
  values[from] = v;
}

const LaneValue &Lifter::lookup(Value simt) {
  auto it = values.find(simt);
  assert(it != values.end() && "value lifted before its definition");
  return it->second;
}

/// Stores a value in no weaker a form than divergence promised to its users.
void Lifter::set(Value simt, LaneValue v) {
  LaneKind kind = kinds.of(simt);
  if (kind.isVarying() && v.level != LaneKind::Varying &&
      !isa<MemRefType>(simt.getType())) {
    Value tensor = toLanes(v);
    v = LaneValue();
    v.level = LaneKind::Varying;
    v.value = tensor;
  }
  assert((v.level <= kind.level || kind.level == LaneKind::Undefined) &&
         "value varies more than divergence analysis found");
  values[simt] = v;
}

void Lifter::setScalar(Value simt, Value value) {
  LaneValue v;
  v.level = LaneKind::Uniform;
  v.value = value;
  set(simt, v);
}

void Lifter::setLanes(Value simt, Value value) {
  LaneValue v;
  v.level = LaneKind::Varying;
  v.value = value;
  set(simt, v);
}

void Lifter::setMask(Value simt, const LaneMask &mask) {
  LaneValue v;
  v.level = LaneKind::Varying;
  v.mask = mask;
  set(simt, v);
}

void Lifter::setUnmask(Value simt, const LaneMask &unmask) {
  LaneValue v;
  v.level = LaneKind::Varying;
  v.unmask = unmask;
  set(simt, v);
}

Value Lifter::scalar(Value simt) {
  const LaneValue &v = lookup(simt);
  assert(v.level <= LaneKind::Uniform && "scalar use of a varying value");
  return v.value;
}

AffineLanes Lifter::asAffine(Value simt) {
  const LaneValue &v = lookup(simt);
  assert(v.level <= LaneKind::Affine && "affine use of a varying value");
  return {v.value, v.coef};
}

Value Lifter::toLanes(const LaneValue &v) {
  switch (v.level) {
  case LaneKind::Undefined:
  case LaneKind::Uniform:
    return lanes.splat(v.value);
  case LaneKind::Affine:
    return lanes.sum({v.value, v.coef});
  case LaneKind::Varying:
    break;
  }
  if (v.value) {
    return v.value;
  }
  if (v.mask) {
    return lanes.maskLanes(*v.mask);
  }
  return v.unmask ? lanes.maskLanes(lanes.complement(*v.unmask))
                  : lanes.resize(v.narrow, lanes.b.getI64Type());
}

Value Lifter::asLanes(Value simt) {
  LaneValue v = lookup(simt);
  if (v.level <= LaneKind::Uniform || v.value == nullptr ||
      v.level == LaneKind::Affine) {
    unsigned form = v.level <= LaneKind::Uniform  ? 0
                    : v.level == LaneKind::Affine ? kSumForm
                    : v.mask || v.unmask          ? kMaskForm
                                                  : kWideForm;
    if (form == 0) {
      return lanes.splat(v.value);
    }
    return lanes.remember(simt, form, [&] { return toLanes(v); });
  }
  return v.value;
}

LaneMask Lifter::asMask(Value simt) {
  const LaneValue &v = lookup(simt);
  if (v.level <= LaneKind::Uniform) {
    return lanes.uniformMask(v.value);
  }
  if (v.mask) {
    return *v.mask;
  }
  LaneMask mask;
  mask.tensor = asLanes(simt);
  return mask;
}

LaneMask Lifter::asUnmask(Value simt) {
  const LaneValue &v = lookup(simt);
  return v.level == LaneKind::Varying && v.unmask
             ? *v.unmask
             : lanes.complement(asMask(simt));
}

Type Lifter::packedType(Type simt, const LaneKind &kind) {
  Type element = elementType(simt);
  return kind.isVarying() ? Type(lanes.lanesOf(element)) : element;
}

Value Lifter::pack(Value simt, const LaneKind &kind) {
  if (kind.isVarying()) {
    return asLanes(simt);
  }
  return kind.isAffine() ? asAffine(simt).base : scalar(simt);
}

std::array<Value, 3> Lifter::rootCoefficients(Value root, Type element) {
  std::array<Value, 3> coef;
  if (auto thread = root.getDefiningOp<gpu::ThreadIdOp>()) {
    coef[static_cast<unsigned>(thread.getDimension())] =
        lanes.constant(element, 1);
    return coef;
  }
  if (isa_and_nonnull<gpu::GlobalIdOp, gpu::LaneIdOp>(root.getDefiningOp())) {
    coef[0] = lanes.constant(element, 1);
    return coef;
  }
  coef = lookup(root).coef;
  for (Value &c : coef) {
    c = c ? lanes.resize(c, element) : c;
  }
  return coef;
}

LaneValue Lifter::unpack(Value packed, const LaneKind &kind,
                         const LaneValue *like) {
  LaneValue v;
  v.level = kind.level == LaneKind::Undefined ? LaneKind::Uniform : kind.level;
  v.value = packed;
  if (kind.isAffine()) {
    v.coef = like && like->level == LaneKind::Affine
                 ? like->coef
                 : rootCoefficients(kind.root, packed.getType());
  }
  return v;
}

Value Lifter::blend(const LaneMask &mask, Value x, Value y) {
  if (x == y || mask.isFull()) {
    return x;
  }
  Value bits = lanes.maskLanes(mask);
  auto type = cast<RankedTensorType>(x.getType());
  return type.getElementType().isInteger(1)
             ? lanes.selectBits(bits, x, y)
             : Value(arith::SelectOp::create(lanes.b, lanes.loc, bits, x, y));
}

LogicalResult Lifter::liftBody() { return liftBlock(kernel.getBody().front()); }

LogicalResult Lifter::liftBlock(Block &block) {
  for (Operation &op : block.without_terminator()) {
    if (failed(liftOp(&op))) {
      return failure();
    }
  }
  return success();
}
