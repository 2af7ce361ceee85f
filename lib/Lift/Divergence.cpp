// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The fixpoint behind lift-to-lanes: uniform, affine or varying.
#include "lib/Lift/Divergence.h"
#include "dialects/Simt/SimtDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

static const LaneKind kUniform = {LaneKind::Uniform, Value(), true};
static const LaneKind kVarying = {LaneKind::Varying, Value(), true};

static LaneKind affineKind(Value root, bool exact) {
  return {LaneKind::Affine, root, exact};
}

Divergence::Divergence(gpu::GPUFuncOp kernel, Ranges &ranges) : ranges(ranges) {
  // Each pass over the body raises at least one value by one level, of which
  // there are few, so this ends; loops nest shallowly, so it ends soon.
  do {
    changed = false;
    for (BlockArgument arg : kernel.getBody().getArguments()) {
      raise(arg, kUniform);
    }
    visitBlock(kernel.getBody().front());
  } while (changed);
}

LaneKind Divergence::of(Value value) const {
  auto it = kinds.find(value);
  return it == kinds.end() ? LaneKind() : it->second;
}

bool Divergence::isDivergent(Operation *op) const {
  return TypeSwitch<Operation *, bool>(op)
      .Case<scf::IfOp>(
          [&](scf::IfOp op) { return !of(op.getCondition()).isUniform(); })
      .Case<scf::ForOp>([&](scf::ForOp op) {
        return !of(op.getLowerBound()).isUniform() ||
               !of(op.getUpperBound()).isUniform() ||
               !of(op.getStep()).isUniform();
      })
      .Case<scf::WhileOp>([&](scf::WhileOp op) {
        return !of(op.getConditionOp().getCondition()).isUniform();
      })
      .Default([](Operation *) { return false; });
}

bool Divergence::countsInStep(scf::ForOp loop) const {
  return of(loop.getStep()).isUniform() &&
         !of(loop.getLowerBound()).isVarying();
}

bool Divergence::isPrivate(Value view) {
  auto type = dyn_cast<MemRefType>(view.getType());
  auto space =
      type ? dyn_cast_or_null<gpu::AddressSpaceAttr>(type.getMemorySpace())
           : gpu::AddressSpaceAttr();
  return space && space.getValue() == gpu::AddressSpace::Private;
}

void Divergence::raise(Value value, LaneKind kind) {
  LaneKind &old = kinds[value];
  LaneKind now = old.level == LaneKind::Undefined ? kind : join(old, kind);
  if (!(now == old)) {
    old = now;
    changed = true;
  }
}

bool Divergence::isThreadRoot(Value root) const {
  return llvm::is_contained(threadRoots, root);
}

LaneKind Divergence::join(LaneKind a, LaneKind b) const {
  if (a.level > b.level) {
    std::swap(a, b);
  }
  if (a.level == LaneKind::Undefined) {
    // Only a thread id's coefficients are known wherever it is not defined.
    return b.isAffine() && !isThreadRoot(b.root) ? kVarying : b;
  }
  if (a.level == LaneKind::Uniform) {
    return b.level == LaneKind::Uniform ? b : kVarying;
  }
  if (a.isAffine() && b.isAffine() && a.root == b.root) {
    return affineKind(a.root, a.exact && b.exact);
  }
  return kVarying;
}

LaneKind Divergence::joinOperands(Operation *op) const {
  for (Value operand : op->getOperands()) {
    if (!of(operand).isUniform()) {
      return kVarying;
    }
  }
  return kUniform;
}

void Divergence::visitBlock(Block &block) {
  for (Operation &op : block) {
    TypeSwitch<Operation *>(&op)
        .Case<scf::IfOp>([&](scf::IfOp op) { visitIf(op); })
        .Case<scf::ForOp>([&](scf::ForOp op) { visitFor(op); })
        .Case<scf::WhileOp>([&](scf::WhileOp op) { visitWhile(op); })
        .Default([&](Operation *op) {
          if (op->getNumResults() == 0 || isa<ub::PoisonOp>(op)) {
            return;
          }
          LaneKind kind = inferResult(op);
          for (Value result : op->getResults()) {
            raise(result, kind);
          }
        });
  }
}

void Divergence::visitIf(scf::IfOp op) {
  visitBlock(*op.thenBlock());
  if (op.getElseRegion().empty()) {
    return;
  }
  visitBlock(*op.elseBlock());
  bool divergent = isDivergent(op);
  for (OpResult result : op.getResults()) {
    Value a = op.thenYield().getOperand(result.getResultNumber());
    Value b = op.elseYield().getOperand(result.getResultNumber());
    LaneKind ka = of(a), kb = of(b);
    bool oneSided = ka.level == LaneKind::Undefined ||
                    kb.level == LaneKind::Undefined || a == b;
    raise(result, divergent && !oneSided ? kVarying : join(ka, kb));
  }
}

void Divergence::visitFor(scf::ForOp op) {
  bool divergent = isDivergent(op);
  LaneKind lb = of(op.getLowerBound());
  raise(op.getInductionVar(), countsInStep(op) ? lb : kVarying);
  for (auto [arg, init] : llvm::zip(op.getRegionIterArgs(), op.getInits())) {
    raise(arg, of(init));
  }
  visitBlock(*op.getBody());
  for (auto [arg, init, yielded, result] :
       llvm::zip(op.getRegionIterArgs(), op.getInits(), op.getYieldedValues(),
                 op.getResults())) {
    LaneKind carried = join(of(init), of(yielded));
    raise(arg, carried);
    raise(result, divergent ? kVarying : of(arg));
  }
}

void Divergence::visitWhile(scf::WhileOp op) {
  for (auto [arg, init] : llvm::zip(op.getBeforeArguments(), op.getInits())) {
    raise(arg, of(init));
  }
  visitBlock(*op.getBeforeBody());
  bool divergent = isDivergent(op);
  for (auto [passed, arg, result] :
       llvm::zip(op.getConditionOp().getArgs(), op.getAfterArguments(),
                 op.getResults())) {
    LaneKind kind = of(passed);
    if (kind.isAffine() && !isThreadRoot(kind.root) &&
        op->isAncestor(kind.root.getParentBlock()->getParentOp())) {
      // Coefficients computed in the condition are out of reach behind it.
      kind = kVarying;
    }
    raise(arg, kind);
    raise(result, divergent ? kVarying : kind);
  }
  visitBlock(*op.getAfterBody());
  for (auto [arg, init, yielded] :
       llvm::zip(op.getBeforeArguments(), op.getInits(),
                 op.getYieldOp().getResults())) {
    raise(arg, join(of(init), of(yielded)));
  }
}

LaneKind Divergence::ofThreadId(gpu::ThreadIdOp op) {
  auto axis = static_cast<unsigned>(op.getDimension());
  if (ranges.blockExtent(axis) == 1) {
    return kUniform;
  }
  if (!threadRoots[axis]) {
    threadRoots[axis] = op;
  }
  return affineKind(threadRoots[axis], true);
}

/// All threads of a chunk are in one row.
LaneKind Divergence::ofGlobalId(gpu::GlobalIdOp op) {
  if (op.getDimension() != gpu::Dimension::x) {
    return kUniform;
  }
  if (!threadRoots[0]) {
    threadRoots[0] = op;
  }
  return affineKind(threadRoots[0], true);
}

/// The lanes of a warp are the lanes of the lane space.
LaneKind Divergence::ofLaneId(gpu::LaneIdOp op) {
  if (!ranges.hasWarps()) {
    return kVarying;
  }
  if (!threadRoots[0]) {
    threadRoots[0] = op;
  }
  return affineKind(threadRoots[0], true);
}

LaneKind Divergence::inferResult(Operation *op) {
  return TypeSwitch<Operation *, LaneKind>(op)
      .Case<gpu::GlobalIdOp>([&](auto op) { return ofGlobalId(op); })
      .Case<gpu::ThreadIdOp>([&](auto op) { return ofThreadId(op); })
      .Case<gpu::LaneIdOp>([&](auto op) { return ofLaneId(op); })
      .Case<gpu::SubgroupIdOp>(
          [&](auto) { return ranges.hasWarps() ? kUniform : kVarying; })
      .Case<arith::AddIOp, arith::SubIOp>(
          [&](Operation *op) { return inferAddSub(op); })
      .Case<arith::MulIOp, arith::ShLIOp>(
          [&](Operation *op) { return inferMul(op); })
      .Case<arith::ExtSIOp, arith::ExtUIOp, arith::TruncIOp, arith::IndexCastOp,
            arith::IndexCastUIOp>([&](Operation *op) { return inferCast(op); })
      .Case<arith::SelectOp>([&](arith::SelectOp op) {
        if (!of(op.getCondition()).isUniform()) {
          return kVarying;
        }
        return join(of(op.getTrueValue()), of(op.getFalseValue()));
      })
      .Default([&](Operation *op) { return inferMemory(op); });
}

LaneKind Divergence::inferMemory(Operation *op) {
  if (auto load = dyn_cast<memref::LoadOp>(op)) {
    return isPrivate(load.getMemRef()) ? kVarying : joinOperands(op);
  }
  // A view keeps the kind of what it is a view of; an address that varies
  // makes a view that varies.
  if (isa<simt::ReinterpretOp, simt::AddressOfOp, memref::AllocaOp>(op)) {
    return joinOperands(op);
  }
  // Each thread gets what another one left, also from one address.
  if (isa<memref::AtomicRMWOp, simt::AtomicCasOp, simt::ShuffleOp>(op)) {
    return kVarying;
  }
  return joinOperands(op);
}

LaneKind Divergence::inferAddSub(Operation *op) {
  LaneKind a = of(op->getOperand(0)), b = of(op->getOperand(1));
  if (a.isVarying() || b.isVarying()) {
    return kVarying;
  }
  if (a.isUniform() && b.isUniform()) {
    return kUniform;
  }
  bool exact = a.exact && b.exact && ranges.isExact(op);
  if (b.isUniform()) {
    return affineKind(a.root, exact);
  }
  if (a.isUniform() && isa<arith::AddIOp>(op)) {
    return affineKind(b.root, exact);
  }
  return affineKind(op->getResult(0), exact);
}

LaneKind Divergence::inferMul(Operation *op) {
  LaneKind a = of(op->getOperand(0)), b = of(op->getOperand(1));
  if (a.isUniform() && b.isUniform()) {
    return kUniform;
  }
  bool oneAffine = (a.isAffine() && b.isUniform()) ||
                   (a.isUniform() && b.isAffine() && isa<arith::MulIOp>(op));
  APInt amount;
  bool known = isa<arith::MulIOp>(op) ||
               matchPattern(op->getOperand(1), m_ConstantInt(&amount));
  if (!oneAffine || !known) {
    return kVarying;
  }
  return affineKind(op->getResult(0), a.exact && b.exact && ranges.isExact(op));
}

LaneKind Divergence::inferCast(Operation *op) {
  Value in = op->getOperand(0);
  LaneKind kind = of(in);
  if (!kind.isAffine()) {
    return kind;
  }
  unsigned from = integerWidth(in.getType());
  unsigned to = integerWidth(op->getResult(0).getType());
  if (to == from) {
    return kind;
  }
  if (to < from) {
    if (to < 8) {
      return kVarying;
    }
    bool exact = kind.exact && ranges.of(in).fits(to);
    return affineKind(isThreadRoot(kind.root) ? kind.root : op->getResult(0),
                      exact);
  }
  bool keepsSign = isa<arith::ExtSIOp, arith::IndexCastOp>(op);
  if (kind.exact && (keepsSign || ranges.of(in).lo >= 0)) {
    return kind;
  }
  return from == 32 && to == 64 && isOnlyAddress(op->getResult(0))
             ? affineKind(kind.root, false)
             : kVarying;
}

/// The values that a use passes the number on to: results of index arithmetic
/// and what control flow carries. False if it is used as anything else.
static bool followUse(OpOperand &use, SmallVectorImpl<Value> &next) {
  Operation *op = use.getOwner();
  unsigned n = use.getOperandNumber();
  if (isa<arith::AddIOp, arith::SubIOp, arith::MulIOp, arith::IndexCastOp>(
          op) ||
      (isa<arith::ShLIOp>(op) && n == 0)) {
    next.push_back(op->getResult(0));
    return integerWidth(op->getResult(0).getType()) == 64;
  }
  if (auto load = dyn_cast<memref::LoadOp>(op)) {
    return true;
  }
  if (isa<memref::StoreOp, memref::AtomicRMWOp>(op)) {
    return n >= 2;
  }
  if (auto loop = dyn_cast<scf::ForOp>(op)) {
    if (n < loop.getNumControlOperands()) {
      return false;
    }
    next.push_back(loop.getTiedLoopRegionIterArg(&use));
    return true;
  }
  if (auto loop = dyn_cast<scf::WhileOp>(op)) {
    next.push_back(loop.getBeforeArguments()[n]);
    return true;
  }
  if (auto condition = dyn_cast<scf::ConditionOp>(op)) {
    if (n == 0) {
      return false;
    }
    auto loop = cast<scf::WhileOp>(op->getParentOp());
    next.push_back(loop.getAfterArguments()[n - 1]);
    next.push_back(loop.getResult(n - 1));
    return true;
  }
  if (!isa<scf::YieldOp>(op)) {
    return false;
  }
  if (auto loop = dyn_cast<scf::WhileOp>(op->getParentOp())) {
    next.push_back(loop.getBeforeArguments()[n]);
    return true;
  }
  if (auto loop = dyn_cast<scf::ForOp>(op->getParentOp())) {
    next.push_back(loop.getRegionIterArg(n));
  }
  next.push_back(op->getParentOp()->getResult(n));
  return true;
}

bool Divergence::isOnlyAddress(Value value) {
  SmallVector<Value> work = {value};
  llvm::SmallDenseSet<Value> seen = {value};
  while (!work.empty()) {
    for (OpOperand &use : work.pop_back_val().getUses()) {
      SmallVector<Value> next;
      if (!followUse(use, next)) {
        return false;
      }
      for (Value v : next) {
        if (seen.insert(v).second) {
          work.push_back(v);
        }
      }
    }
  }
  return true;
}
