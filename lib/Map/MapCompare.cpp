// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Masks: compares that make them, selects that use them, votes, boxes.
#include "lib/Map/KernelMapper.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using chip::VectorOp;
using davinci::CompareMode;

static Type elementTypeOf(Value lanes) {
  return getElementTypeOrSelf(lanes.getType());
}

/// The instruction's mode for a predicate, where there is one. A compare with
/// NaN is false in all modes but NE.
static std::optional<CompareMode> modeOf(Operation *op) {
  if (auto cmp = dyn_cast<arith::CmpIOp>(op)) {
    return cmp.getPredicate() == arith::CmpIPredicate::eq
               ? std::optional(CompareMode::EQ)
               : std::nullopt;
  }
  auto cmp = dyn_cast<arith::CmpFOp>(op);
  if (!cmp) {
    return std::nullopt;
  }
  switch (cmp.getPredicate()) {
  case arith::CmpFPredicate::OEQ:
    return CompareMode::EQ;
  case arith::CmpFPredicate::OLT:
    return CompareMode::LT;
  case arith::CmpFPredicate::OLE:
    return CompareMode::LE;
  case arith::CmpFPredicate::OGT:
    return CompareMode::GT;
  case arith::CmpFPredicate::OGE:
    return CompareMode::GE;
  case arith::CmpFPredicate::UNE:
    return CompareMode::NE;
  default:
    return std::nullopt;
  }
}

static CompareMode mirrored(CompareMode mode) {
  switch (mode) {
  case CompareMode::LT:
    return CompareMode::GT;
  case CompareMode::GT:
    return CompareMode::LT;
  case CompareMode::LE:
    return CompareMode::GE;
  case CompareMode::GE:
    return CompareMode::LE;
  default:
    return mode;
  }
}

bool KernelMapper::mapCompare(Operation *op) {
  auto mode = modeOf(op);
  if (!mode) {
    return false;
  }
  Value lhs = op->getOperand(0), rhs = op->getOperand(1);
  Type type = elementTypeOf(lhs);
  VectorOp vectorOp = *mode == CompareMode::EQ ? VectorOp::CompareEqual
                                               : VectorOp::CompareOrdered;
  if (!chip.hasVector(vectorOp, elementOf(type))) {
    return false;
  }
  if (splatOf(lhs) && !splatOf(rhs)) {
    std::swap(lhs, rhs);
    mode = mirrored(*mode);
  }
  Value a = bufferOf(lhs);
  Value count = compareCount(type);
  if (Value scalar = splatOf(rhs)) {
    b.create<davinci::CompareScalarOp>(*mode, allocResult(op->getResult(0)), a,
                                       scalar, count);
    return true;
  }
  Value c = bufferOf(rhs);
  b.create<davinci::CompareOp>(*mode, allocResult(op->getResult(0)), a, c,
                               count);
  return true;
}

bool KernelMapper::isSelectable(Type element) const {
  return !element.isInteger(1) &&
         (bytesOf(element) == 2 || bytesOf(element) == 4);
}

/// Select exists on floats; integers of their width are seen as such.
void KernelMapper::selectLanes(Value dst, Value mask, Value a, Value c,
                               Value count) {
  Type element = cast<MemRefType>(dst.getType()).getElementType();
  Type type = bytesOf(element) == 2 ? Type(b.getF16Type()) : b.getF32Type();
  b.create<davinci::SelectOp>(viewAs(dst, type), mask, viewAs(a, type),
                              viewAs(c, type), count);
}

bool KernelMapper::mapSelect(arith::SelectOp op) {
  Value result = op.getResult();
  Type type = elementTypeOf(result);
  Value lhs = op.getTrueValue(), rhs = op.getFalseValue();
  Value condition;
  if (isa<TensorType>(op.getCondition().getType())) {
    condition = splatOf(op.getCondition());
  } else {
    condition = uniform(op.getCondition());
  }
  if (condition) {
    Value dst = allocResult(result);
    auto branch = b.create<scf::IfOp>(condition, /*else=*/true);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(branch.thenBlock());
    writeLanes(dst, lhs);
    b.setInsertionPointToStart(branch.elseBlock());
    writeLanes(dst, rhs);
    return true;
  }
  if (!isSelectable(type)) {
    return false;
  }
  Value mask = bufferOf(op.getCondition());
  Value a = bufferOf(lhs), c = bufferOf(rhs);
  selectLanes(allocResult(result), mask, a, c, space.count);
  return true;
}

/// ORs the mask's 64-bit words; bits beyond the lanes in use are cleared.
Value KernelMapper::anyOf(Value mask) {
  Type word = b.getI64Type();
  Value words = viewAs(mask, word);
  Value count = toI64(space.count);
  Value zero = constI64(0);
  Value six = constI64(6);
  Value full = b.createOrFold<arith::ShRSIOp>(count, six);
  auto loop = b.create<scf::ForOp>(zero, full, constI64(1), ValueRange{zero});
  {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(loop.getBody());
    Value bits = getValue(words, loop.getInductionVar());
    Value all = b.create<arith::OrIOp>(loop.getRegionIterArg(0), bits);
    b.create<scf::YieldOp>(all);
  }
  Value rest = b.createOrFold<arith::AndIOp>(count, constI64(63));
  Value bit = b.createOrFold<arith::ShLIOp>(constI64(1), rest);
  Value used = b.createOrFold<arith::SubIOp>(bit, constI64(1));
  Value last = getValue(words, full);
  last = b.createOrFold<arith::AndIOp>(last, used);
  Value all = b.createOrFold<arith::OrIOp>(loop.getResult(0), last);
  return b.create<arith::CmpIOp>(arith::CmpIPredicate::ne, all, zero);
}

LogicalResult KernelMapper::mapAny(tile::AnyOp op) {
  if (Value scalar = splatOf(op.getMask())) {
    Value some = b.create<arith::CmpIOp>(arith::CmpIPredicate::sgt, space.count,
                                         constI32(0));
    uniforms.map(op.getResult(), b.createOrFold<arith::AndIOp>(scalar, some));
    return success();
  }
  uniforms.map(op.getResult(), anyOf(bufferOf(op.getMask())));
  return success();
}

/// lo <= c is max(c, lo) == c, c < hi is min(c, hi - 1) == c.
Value KernelMapper::boxMask(const Box &box) {
  Type i32 = b.getI32Type();
  Value mask;
  auto meet = [&](Value coordinate, davinci::ScalarKind kind, Value bound) {
    Value limited = alloc(i32, capacity);
    b.create<davinci::BinaryScalarOp>(kind, limited, coordinate, bound,
                                      space.count);
    Value bits = allocLanes(b.getI1Type());
    b.create<davinci::CompareOp>(CompareMode::EQ, bits, limited, coordinate,
                                 compareCount(i32));
    if (mask) {
      Value both = allocLanes(b.getI1Type());
      bitwise(davinci::BinaryKind::and_, both, mask, bits, maskCount());
      bits = both;
    }
    mask = bits;
  };
  for (unsigned i = 0; i < 3; ++i) {
    if (constantOf(box.lo[i]) != 0) {
      meet(coordinate(i), davinci::ScalarKind::maxs, box.lo[i]);
    }
    if (box.hi[i] != space.extent[i]) {
      Value last = b.createOrFold<arith::SubIOp>(box.hi[i], constI32(1));
      meet(coordinate(i), davinci::ScalarKind::mins, last);
    }
  }
  return mask;
}

LogicalResult KernelMapper::mapBox(tile::BoxOp op) {
  if (Value mask = boxMask(clampBox(op->getOperands()))) {
    buffers[op.getResult()] = mask;
    return success();
  }
  splats[op.getResult()] = b.create<arith::ConstantOp>(b.getBoolAttr(true));
  return success();
}
