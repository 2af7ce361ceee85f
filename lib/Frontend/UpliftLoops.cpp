// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops that count become scf.for: upward or downward, with any test.
#include "lib/Frontend/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace cubeport::frontend {
#define GEN_PASS_DEF_UPLIFTLOOPS
#include "lib/Frontend/Passes.h.inc"
} // namespace cubeport::frontend

using namespace mlir;
using arith::CmpIPredicate;

namespace {
/// A loop `for (iv = init; iv <predicate> bound; iv += step)`.
struct CountingLoop {
  unsigned position; // of iv among the arguments of the before block
  CmpIPredicate predicate;
  Value bound;
  Value step;
  bool noSignedWrap;
};
} // namespace

static std::optional<int64_t> getConstant(Value value) {
  APInt constant;
  if (!matchPattern(value, m_ConstantInt(&constant))) {
    return std::nullopt;
  }
  return constant.getSExtValue();
}

static bool isOutside(scf::WhileOp loop, Value value) {
  return !loop->isAncestor(value.getParentBlock()->getParentOp());
}

/// Moves the pure operations that compute `value` in front of the loop if
/// they depend on nothing inside. Returns whether `value` is outside then.
static bool hoist(scf::WhileOp loop, Value value) {
  if (isOutside(loop, value)) {
    return true;
  }
  Operation *op = value.getDefiningOp();
  if (!op || !isPure(op) || op->getNumRegions() != 0) {
    return false;
  }
  for (Value operand : op->getOperands()) {
    if (!hoist(loop, operand)) {
      return false;
    }
  }
  op->moveBefore(loop);
  return true;
}

static void hoistFromTest(scf::WhileOp loop) {
  Block &test = loop.getBefore().front();
  for (Operation &op : llvm::make_early_inc_range(test.without_terminator())) {
    for (Value result : op.getResults()) {
      hoist(loop, result);
    }
  }
}

/// Where the test starts from `f(x)` of a carried x that nothing else reads,
/// carries f(x) instead: the first value is computed in front of the loop,
/// the next ones at its end.
static bool carryDerivedValue(scf::WhileOp loop, BlockArgument arg) {
  if (!arg.hasOneUse()) {
    return false;
  }
  Operation *op = *arg.getUsers().begin();
  if (op->getBlock() != arg.getOwner() || op->getNumResults() != 1 ||
      !isPure(op) || op->getNumRegions() != 0 ||
      op->getResult(0).getType() != arg.getType()) {
    return false;
  }
  for (Value operand : op->getOperands()) {
    if (operand != arg && !isOutside(loop, operand)) {
      return false;
    }
  }
  unsigned position = arg.getArgNumber();
  auto derive = [&](OpBuilder builder, OpOperand &carried) {
    IRMapping mapping;
    mapping.map(arg, carried.get());
    carried.set(builder.clone(*op, mapping)->getResult(0));
  };
  derive(OpBuilder(loop), loop.getInitsMutable()[position]);
  derive(OpBuilder(loop.getYieldOp()),
         loop.getYieldOp()->getOpOperand(position));
  op->getResult(0).replaceAllUsesWith(arg);
  op->erase();
  return true;
}

static void carryDerivedValues(scf::WhileOp loop) {
  for (bool changed = true; changed;) {
    changed = llvm::any_of(loop.getBeforeArguments(), [&](BlockArgument arg) {
      return carryDerivedValue(loop, arg);
    });
  }
}

/// The step by which the loop's body changes argument `position`.
static bool matchStep(scf::WhileOp loop, CountingLoop &result) {
  Value next = loop.getYieldOp().getOperand(result.position);
  auto add = next.getDefiningOp<arith::AddIOp>();
  if (!add) {
    return false;
  }
  BlockArgument iv = loop.getBeforeArguments()[result.position];
  auto isIv = [&](Value value) {
    auto arg = dyn_cast<BlockArgument>(value);
    return arg && arg.getOwner() == loop.getAfterBody() &&
           loop.getConditionOp().getArgs()[arg.getArgNumber()] == iv;
  };
  Value step = isIv(add.getLhs()) ? add.getRhs() : add.getLhs();
  if (!isIv(add.getLhs()) && !isIv(add.getRhs())) {
    return false;
  }
  if (!hoist(loop, step)) {
    return false;
  }
  result.step = step;
  result.noSignedWrap = bitEnumContainsAny(add.getOverflowFlags(),
                                           arith::IntegerOverflowFlags::nsw);
  return true;
}

/// The predicate that holds for (b, a) when `predicate` does for (a, b).
static CmpIPredicate exchangeSides(CmpIPredicate predicate) {
  switch (predicate) {
  case CmpIPredicate::slt:
    return CmpIPredicate::sgt;
  case CmpIPredicate::sle:
    return CmpIPredicate::sge;
  case CmpIPredicate::sgt:
    return CmpIPredicate::slt;
  case CmpIPredicate::sge:
    return CmpIPredicate::sle;
  case CmpIPredicate::ult:
    return CmpIPredicate::ugt;
  case CmpIPredicate::ule:
    return CmpIPredicate::uge;
  case CmpIPredicate::ugt:
    return CmpIPredicate::ult;
  case CmpIPredicate::uge:
    return CmpIPredicate::ule;
  case CmpIPredicate::eq:
  case CmpIPredicate::ne:
    return predicate;
  }
  llvm_unreachable("all predicates are listed");
}

static std::optional<CountingLoop> matchCountingLoop(scf::WhileOp loop) {
  Block &test = loop.getBefore().front();
  scf::ConditionOp condition = loop.getConditionOp();
  auto cmp = condition.getCondition().getDefiningOp<arith::CmpIOp>();
  if (!cmp || cmp->getBlock() != &test || &test.front() != cmp ||
      cmp->getNextNode() != condition) {
    return std::nullopt;
  }
  for (Value value : condition.getArgs()) {
    auto arg = dyn_cast<BlockArgument>(value);
    bool isArgument = arg && arg.getOwner() == &test;
    if (!isArgument && !isOutside(loop, value)) {
      return std::nullopt;
    }
  }
  CountingLoop result;
  result.predicate = cmp.getPredicate();
  Value lhs = cmp.getLhs(), rhs = cmp.getRhs();
  auto isTestArgument = [&](Value value) {
    auto arg = dyn_cast<BlockArgument>(value);
    return arg && arg.getOwner() == &test;
  };
  if (!isTestArgument(lhs)) {
    std::swap(lhs, rhs);
    result.predicate = exchangeSides(result.predicate);
  }
  if (!isTestArgument(lhs) || !isOutside(loop, rhs)) {
    return std::nullopt;
  }
  result.bound = rhs;
  result.position = cast<BlockArgument>(lhs).getArgNumber();
  if (!matchStep(loop, result)) {
    return std::nullopt;
  }
  return result;
}

namespace {
/// The same loop as `for (k = lower; k < upper; k += step)`; where the loop
/// counts down, `iv` is `init - k`.
struct ForBounds {
  Value lower, upper, step;
  bool isUnsigned = false;
  bool countsDown = false;
};
} // namespace

static Value addConstant(OpBuilder &builder, Location loc, Value value,
                         int64_t constant) {
  Value other = arith::ConstantOp::create(
      builder, loc, builder.getIntegerAttr(value.getType(), constant));
  return arith::AddIOp::create(builder, loc, value, other);
}

/// Bounds of a loop that counts up. The step is taken to be positive: the
/// loop would run into an overflow that C++ leaves undefined, or for ever.
static std::optional<ForBounds> boundUpward(OpBuilder &builder, Location loc,
                                            const CountingLoop &loop,
                                            Value init) {
  ForBounds bounds{init, loop.bound, loop.step};
  switch (loop.predicate) {
  case CmpIPredicate::slt:
    return bounds;
  case CmpIPredicate::ult:
    bounds.isUnsigned = true;
    return bounds;
  case CmpIPredicate::sle:
    // A bound of the greatest value would make the counter overflow.
    if (!loop.noSignedWrap) {
      return std::nullopt;
    }
    bounds.upper = addConstant(builder, loc, loop.bound, 1);
    return bounds;
  case CmpIPredicate::ne:
    // The counter overflows unless it meets the bound from below.
    return loop.noSignedWrap ? std::optional(bounds) : std::nullopt;
  default:
    return std::nullopt;
  }
}

/// Bounds of a loop that counts down to a constant that is not below -1, so
/// that the distance cannot overflow.
static std::optional<ForBounds> boundDownward(OpBuilder &builder, Location loc,
                                              const CountingLoop &loop,
                                              Value init, int64_t step) {
  std::optional<int64_t> last = getConstant(loop.bound);
  bool isStrict = loop.predicate == CmpIPredicate::sgt;
  if (!last || !loop.noSignedWrap ||
      (!isStrict && loop.predicate != CmpIPredicate::sge)) {
    return std::nullopt;
  }
  int64_t end = isStrict ? *last : *last - 1;
  if (end < -1) {
    return std::nullopt;
  }
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantOp::create(
        builder, loc, builder.getIntegerAttr(init.getType(), value));
  };
  ForBounds bounds;
  bounds.countsDown = true;
  bounds.lower = constant(0);
  bounds.upper = addConstant(builder, loc, init, -end);
  bounds.step = constant(-step);
  return bounds;
}

static std::optional<ForBounds> findBounds(OpBuilder &builder, Location loc,
                                           const CountingLoop &loop,
                                           Value init) {
  std::optional<int64_t> step = getConstant(loop.step);
  if (step && *step < 0) {
    return boundDownward(builder, loc, loop, init, *step);
  }
  if (step && *step == 0) {
    return std::nullopt;
  }
  if (loop.predicate == CmpIPredicate::ne && (!step || *step != 1)) {
    return std::nullopt;
  }
  return boundUpward(builder, loc, loop, init);
}

/// Builds the scf.for in front of `loop`; the counter stays an argument too,
/// because its last value may be used: it goes away if not.
static scf::ForOp buildFor(OpBuilder &builder, scf::WhileOp loop,
                           const CountingLoop &counting,
                           const ForBounds &bounds) {
  Location loc = loop.getLoc();
  auto result = scf::ForOp::create(
      builder, loc, bounds.lower, bounds.upper, bounds.step, loop.getInits(),
      [](OpBuilder &, Location, Value, ValueRange) {}, bounds.isUnsigned);
  builder.setInsertionPointToStart(result.getBody());
  Value counter = result.getInductionVar();
  if (bounds.countsDown) {
    counter = arith::SubIOp::create(
        builder, loc, loop.getInits()[counting.position], counter,
        arith::IntegerOverflowFlagsAttr::get(builder.getContext(),
                                             arith::IntegerOverflowFlags::nsw));
  }
  IRMapping mapping;
  for (auto [arg, value] :
       llvm::zip(loop.getBeforeArguments(), result.getRegionIterArgs())) {
    mapping.map(arg, arg.getArgNumber() == counting.position ? counter
                                                             : Value(value));
  }
  for (auto [arg, passed] :
       llvm::zip(loop.getAfterArguments(), loop.getConditionOp().getArgs())) {
    mapping.map(arg, mapping.lookupOrDefault(passed));
  }
  for (Operation &op : loop.getAfterBody()->without_terminator()) {
    builder.clone(op, mapping);
  }
  SmallVector<Value> yields;
  for (Value value : loop.getYieldOp().getOperands()) {
    yields.push_back(mapping.lookupOrDefault(value));
  }
  scf::YieldOp::create(builder, loop.getYieldOp().getLoc(), yields);
  return result;
}

static void upliftLoop(scf::WhileOp loop) {
  hoistFromTest(loop);
  carryDerivedValues(loop);
  std::optional<CountingLoop> counting = matchCountingLoop(loop);
  if (!counting) {
    return;
  }
  OpBuilder builder(loop);
  std::optional<ForBounds> bounds = findBounds(
      builder, loop.getLoc(), *counting, loop.getInits()[counting->position]);
  if (!bounds) {
    return;
  }
  scf::ForOp result = buildFor(builder, loop, *counting, *bounds);
  for (auto [old, passed] :
       llvm::zip(loop.getResults(), loop.getConditionOp().getArgs())) {
    auto arg = dyn_cast<BlockArgument>(passed);
    bool isArgument = arg && arg.getOwner() == loop.getBeforeBody();
    old.replaceAllUsesWith(isArgument ? result.getResult(arg.getArgNumber())
                                      : passed);
  }
  loop.erase();
}

/// In `do { if (!c) {} else { ... } } while (c)` the branches are exchanged:
/// upstream's canonicalization then moves the body behind the test.
static void alignLatch(scf::WhileOp loop) {
  auto test =
      loop.getConditionOp().getCondition().getDefiningOp<arith::CmpIOp>();
  auto branch =
      dyn_cast_or_null<scf::IfOp>(loop.getConditionOp()->getPrevNode());
  if (!test || !branch || !branch.elseBlock()) {
    return;
  }
  auto guard = branch.getCondition().getDefiningOp<arith::CmpIOp>();
  if (!guard || guard.getLhs() != test.getLhs() ||
      guard.getRhs() != test.getRhs() ||
      guard.getPredicate() != arith::invertPredicate(test.getPredicate())) {
    return;
  }
  if (test->getBlock() == branch->getBlock() &&
      !test->isBeforeInBlock(branch)) {
    test->moveBefore(branch);
  }
  branch.getConditionMutable().assign(test.getResult());
  Region formerThen;
  formerThen.takeBody(branch.getThenRegion());
  branch.getThenRegion().takeBody(branch.getElseRegion());
  branch.getElseRegion().takeBody(formerThen);
}

namespace {
struct UpliftLoops : cubeport::frontend::impl::UpliftLoopsBase<UpliftLoops> {
  void runOnOperation() override {
    SmallVector<scf::WhileOp> loops;
    getOperation()->walk([&](scf::WhileOp op) { loops.push_back(op); });
    for (scf::WhileOp loop : loops) {
      alignLatch(loop);
    }
    MLIRContext *context = &getContext();
    RewritePatternSet patterns(context);
    scf::WhileOp::getCanonicalizationPatterns(patterns, context);
    scf::IfOp::getCanonicalizationPatterns(patterns, context);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns)))) {
      return signalPassFailure();
    }
    // Inner loops first: a loop is cloned into its scf.for.
    loops.clear();
    getOperation()->walk([&](scf::WhileOp op) { loops.push_back(op); });
    for (scf::WhileOp loop : loops) {
      upliftLoop(loop);
    }
  }
};
} // namespace
