// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: views, loads, stores and atomics.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Lift/Lifter.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

/// What the op is called where CUDA programs are written.
static std::string cudaName(Operation *op) {
  StringRef name = llvm::StringSwitch<StringRef>(op->getName().getStringRef())
                       .Cases({"gpu.printf", "simt.print"}, "printf")
                       .Case("simt.abort", "assert or trap")
                       .Cases({"simt.volatile_load", "simt.volatile_store"},
                              "volatile access")
                       .Case("simt.call", "call of a support function")
                       .Case("func.call", "call of a function")
                       .Case("llvm.call", "call of a function")
                       .Default("");
  return name.empty() ? ("'" + op->getName().getStringRef() + "'").str()
                      : name.str();
}

LogicalResult Lifter::liftMemory(Operation *op) {
  return TypeSwitch<Operation *, LogicalResult>(op)
      .Case<memref::LoadOp>([&](auto op) { return liftLoad(op); })
      .Case<memref::StoreOp>([&](auto op) { return liftStore(op); })
      .Case<memref::AtomicRMWOp>([&](auto op) { return liftAtomic(op); })
      .Case<simt::ShuffleOp>([&](auto op) { return liftShuffle(op); })
      .Case<simt::AtomicCasOp>([&](auto op) { return liftAtomicCas(op); })
      .Case<memref::AllocaOp, gpu::DynamicSharedMemoryOp, simt::ReinterpretOp,
            simt::AddressOfOp, simt::FromAddressOp>(
          [&](Operation *op) { return liftView(op); })
      .Default([&](Operation *op) {
        return op->emitError("CP3001: unsupported: ")
               << cudaName(op)
               << "; there is no form of it over all threads of a block yet";
      });
}

LogicalResult Lifter::liftView(Operation *op) {
  if (buffers.count(op)) {
    bindUniform(op->getResult(0), buffers[op]);
    return success();
  }
  if (op->getNumOperands() == 1 && !kinds.of(op->getOperand(0)).isUniform()) {
    // Only addresses vary; a view at a varying address is the address.
    LaneValue v = lookup(op->getOperand(0));
    values[op->getResult(0)] = v;
    return success();
  }
  if (auto reinterpret = dyn_cast<simt::ReinterpretOp>(op)) {
    MemRefType to = reinterpret.getType();
    Value source = scalar(reinterpret.getSource());
    int64_t count =
        to.hasStaticShape() ? to.getNumElements() : ShapedType::kDynamic;
    if (Divergence::isPrivate(reinterpret.getSource())) {
      auto whole = cast<MemRefType>(source.getType());
      count = whole.getNumElements() * whole.getElementTypeBitWidth() /
              to.getElementTypeBitWidth();
    }
    auto type = MemRefType::get({count}, to.getElementType(), to.getLayout(),
                                to.getMemorySpace());
    bindUniform(reinterpret, simt::ReinterpretOp::create(lanes.b, op->getLoc(),
                                                         type, source));
    return success();
  }
  if (auto address = dyn_cast<simt::AddressOfOp>(op)) {
    if (Divergence::isPrivate(address.getSource())) {
      return op->emitError("CP3005: address of a private array; its elements "
                           "have no address that all threads share");
    }
  }
  SmallVector<Value> operands;
  for (Value operand : op->getOperands()) {
    operands.push_back(scalar(operand));
  }
  OperationState state(op->getLoc(), op->getName());
  state.addOperands(operands);
  state.addTypes(op->getResultTypes());
  bindUniform(op->getResult(0), lanes.b.create(state)->getResult(0));
  return success();
}

int64_t Lifter::privateGranule(Value view) {
  while (auto reinterpret = view.getDefiningOp<simt::ReinterpretOp>()) {
    view = reinterpret.getSource();
  }
  int64_t most = 1;
  SmallVector<Value> views = {view};
  while (!views.empty()) {
    Value v = views.pop_back_val();
    auto type = cast<MemRefType>(v.getType());
    most = std::max<int64_t>(most, type.getElementTypeBitWidth() / 8);
    for (Operation *user : v.getUsers()) {
      if (auto reinterpret = dyn_cast<simt::ReinterpretOp>(user)) {
        views.push_back(reinterpret);
      }
    }
  }
  return most;
}

/// A private array is a row of granules, of the size of the widest element
/// that it is accessed by; granule g of lane l stands at g * C + l. Where a
/// granule holds q elements, element e is the (e % q)-th of granule e / q.
Lifter::Access Lifter::privateAccess(Value view, Value index) {
  Type i64 = lanes.b.getI64Type(), i32 = lanes.b.getI32Type();
  auto type = cast<MemRefType>(view.getType());
  int64_t q = privateGranule(view) / (type.getElementTypeBitWidth() / 8);
  Access access;
  access.view = scalar(view);
  if (kinds.of(index).isUniform() || (kinds.of(index).isAffine() && q == 1)) {
    AffineLanes e = asAffine(index), dense = lanes.denseIndex();
    Value row = lanes.constant(i64, lanes.capacity * q);
    Value granule = e.base, rest = lanes.constant(i64, 0);
    if (q > 1) {
      granule = lanes.b.createOrFold<arith::ShRSIOp>(
          lanes.loc, e.base, lanes.constant(i64, llvm::Log2_64(q)));
      rest = lanes.b.createOrFold<arith::AndIOp>(lanes.loc, e.base,
                                                 lanes.constant(i64, q - 1));
    }
    access.level = LaneKind::Affine;
    access.affine.base = lanes.add(lanes.mul(granule, row), rest);
    for (unsigned axis = 0; axis < 3; ++axis) {
      Value step = lanes.mul(dense.coef[axis], lanes.constant(i64, q));
      access.affine.coef[axis] =
          e.coef[axis] ? lanes.add(lanes.mul(e.coef[axis], row), step) : step;
    }
    return access;
  }
  // The whole expanded array is far below 2^31 elements.
  Value narrow = narrowLanes(index);
  Value e = narrow ? narrow : lanes.resize(asLanes(index), i32);
  auto splat = [&](int64_t v) { return lanes.splat(lanes.i32(v)); };
  auto binary = [&](auto op, Value a, Value b) -> Value {
    return decltype(op)::create(lanes.b, lanes.loc, a, b);
  };
  Value granule = e, within = denseLanes();
  if (q > 1) {
    granule = binary(arith::ShRSIOp(), e, splat(llvm::Log2_64(q)));
    within = binary(arith::AddIOp(), binary(arith::MulIOp(), within, splat(q)),
                    binary(arith::AndIOp(), e, splat(q - 1)));
  }
  Value row = binary(arith::MulIOp(), granule, splat(lanes.capacity * q));
  access.level = LaneKind::Varying;
  access.indices = binary(arith::AddIOp(), row, within);
  return access;
}

/// The dense index of each lane, as i32 lanes.
Value Lifter::denseLanes() {
  AffineLanes lane = {lanes.i32(0),
                      {lanes.i32(1), lanes.extent[0],
                       lanes.mul(lanes.extent[0], lanes.extent[1])}};
  for (unsigned axis = 0; axis < 3; ++axis) {
    if (ranges.hasChunks() ? axis > 0 : ranges.blockExtent(axis) == 1) {
      lane.coef[axis] = Value();
    }
  }
  return lanes.sum(lane);
}

/// Lanes with an address each: indices into a view that starts at address 0.
Lifter::Access Lifter::scatteredView(Value view, Value index) {
  Type i64 = lanes.b.getI64Type();
  auto type = cast<MemRefType>(view.getType());
  int64_t bytes = type.getElementTypeBitWidth() / 8;
  Access access;
  access.view = simt::FromAddressOp::create(lanes.b, lanes.loc, type,
                                            lanes.constant(i64, 0));
  Value shift = lanes.splat(lanes.constant(i64, llvm::Log2_64(bytes)));
  Value first =
      arith::ShRSIOp::create(lanes.b, lanes.loc, toLanes(lookup(view)), shift);
  access.level = LaneKind::Varying;
  access.indices =
      arith::AddIOp::create(lanes.b, lanes.loc, first, asLanes(index));
  return access;
}

FailureOr<Lifter::Access> Lifter::resolveAccess(Value view, ValueRange indices,
                                                Operation *op) {
  auto type = cast<MemRefType>(view.getType());
  if (type.getRank() != 1 || !type.getLayout().isIdentity() ||
      indices.size() != 1) {
    return op->emitError("CP3006: view of type ")
           << type << "; the simt form has views of rank 1";
  }
  Value index = indices.front();
  if (Divergence::isPrivate(view)) {
    return privateAccess(view, index);
  }
  if (!kinds.of(view).isUniform()) {
    return scatteredView(view, index);
  }
  Access access;
  access.view = scalar(view);
  access.level = kinds.of(index).level;
  if (access.level == LaneKind::Varying) {
    Value narrow = narrowLanes(index);
    access.indices = narrow ? narrow : asLanes(index);
  } else {
    access.affine = asAffine(index);
  }
  return access;
}

/// The index of each lane, whatever the access.
Value Lifter::indexLanes(const Access &access) {
  return access.level == LaneKind::Varying ? access.indices
                                           : lanes.sum(access.affine);
}

static Value strideOf(LaneBuilder &lanes, Value coef) {
  return coef ? coef : lanes.constant(lanes.b.getI64Type(), 0);
}

LogicalResult Lifter::liftLoad(memref::LoadOp op) {
  FailureOr<Access> found = resolveAccess(op.getMemRef(), op.getIndices(), op);
  if (failed(found)) {
    return failure();
  }
  const Access &a = *found;
  OpBuilder &b = lanes.b;
  Type lanesType = lanes.lanesOf(op.getType());
  if (a.level <= LaneKind::Uniform) {
    Value index = b.createOrFold<arith::IndexCastOp>(
        op.getLoc(), b.getIndexType(), a.affine.base);
    setScalar(op, memref::LoadOp::create(b, op.getLoc(), a.view, index));
    return success();
  }
  SmallVector<Value, 6> box = lanes.boxOperands(active);
  if (a.level == LaneKind::Affine) {
    setLanes(op, tile::LoadOp::create(
                     b, op.getLoc(), lanesType, a.view, a.affine.base,
                     strideOf(lanes, a.affine.coef[0]),
                     strideOf(lanes, a.affine.coef[1]),
                     strideOf(lanes, a.affine.coef[2]), box, active.tensor));
    return success();
  }
  op.emitRemark("CP3101: load becomes a gather; its index is not affine in "
                "the thread index");
  setLanes(op, tile::GatherOp::create(b, op.getLoc(), lanesType, a.view,
                                      a.indices, box, active.tensor));
  return success();
}

LogicalResult Lifter::liftStore(memref::StoreOp op) {
  FailureOr<Access> found = resolveAccess(op.getMemRef(), op.getIndices(), op);
  if (failed(found)) {
    return failure();
  }
  const Access &a = *found;
  OpBuilder &b = lanes.b;
  // A uniform store happens once; control flow here has an active lane.
  if (a.level <= LaneKind::Uniform &&
      kinds.of(op.getValueToStore()).isUniform()) {
    Value index = b.createOrFold<arith::IndexCastOp>(
        op.getLoc(), b.getIndexType(), a.affine.base);
    memref::StoreOp::create(b, op.getLoc(), scalar(op.getValueToStore()),
                            a.view, index);
    return success();
  }
  Value value = asLanes(op.getValueToStore());
  SmallVector<Value, 6> box = lanes.boxOperands(active);
  if (a.level != LaneKind::Varying) {
    tile::StoreOp::create(
        b, op.getLoc(), value, a.view, a.affine.base,
        strideOf(lanes, a.affine.coef[0]), strideOf(lanes, a.affine.coef[1]),
        strideOf(lanes, a.affine.coef[2]), box, active.tensor);
    return success();
  }
  if (kinds.of(op.getMemRef()).isUniform() && isLeaderStore(op)) {
    liftLeaderStore(op, a.view);
    return success();
  }
  op.emitRemark("CP3102: store becomes a scatter; its index is not affine in "
                "the thread index");
  tile::ScatterOp::create(b, op.getLoc(), value, a.view, a.indices, box,
                          active.tensor);
  return success();
}

static std::optional<tile::AtomicKind> atomicKind(arith::AtomicRMWKind kind) {
  switch (kind) {
  case arith::AtomicRMWKind::addf:
  case arith::AtomicRMWKind::addi:
    return tile::AtomicKind::add;
  case arith::AtomicRMWKind::maximumf:
  case arith::AtomicRMWKind::maxnumf:
  case arith::AtomicRMWKind::maxs:
    return tile::AtomicKind::max;
  case arith::AtomicRMWKind::minimumf:
  case arith::AtomicRMWKind::minnumf:
  case arith::AtomicRMWKind::mins:
    return tile::AtomicKind::min;
  case arith::AtomicRMWKind::maxu:
    return tile::AtomicKind::umax;
  case arith::AtomicRMWKind::minu:
    return tile::AtomicKind::umin;
  case arith::AtomicRMWKind::andi:
    return tile::AtomicKind::and_;
  case arith::AtomicRMWKind::ori:
    return tile::AtomicKind::or_;
  case arith::AtomicRMWKind::xori:
    return tile::AtomicKind::xor_;
  case arith::AtomicRMWKind::assign:
    return tile::AtomicKind::exchange;
  default:
    return std::nullopt;
  }
}

LogicalResult Lifter::liftAtomic(memref::AtomicRMWOp op) {
  std::optional<tile::AtomicKind> kind = atomicKind(op.getKind());
  if (!kind) {
    return op.emitError("CP3007: atomic '")
           << stringifyEnum(op.getKind()) << "' has no form in CUDA";
  }
  FailureOr<Access> found = resolveAccess(op.getMemref(), op.getIndices(), op);
  if (failed(found)) {
    return failure();
  }
  bool isUsed = !op.getResult().use_empty();
  Type oldType =
      isUsed ? Type(lanes.lanesOf(op.getResult().getType())) : Type();
  auto atomic = tile::AtomicOp::create(
      lanes.b, op.getLoc(), oldType, *kind, asLanes(op.getValue()), found->view,
      indexLanes(*found), lanes.boxOperands(active), active.tensor);
  if (isUsed) {
    setLanes(op.getResult(), atomic.getOld());
  }
  return success();
}

LogicalResult Lifter::liftAtomicCas(simt::AtomicCasOp op) {
  FailureOr<Access> found = resolveAccess(op.getView(), op.getIndex(), op);
  if (failed(found)) {
    return failure();
  }
  setLanes(op,
           tile::AtomicCasOp::create(
               lanes.b, op.getLoc(), lanes.lanesOf(op.getOld().getType()),
               asLanes(op.getExpected()), asLanes(op.getDesired()), found->view,
               indexLanes(*found), lanes.boxOperands(active), active.tensor));
  return success();
}
