// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: which strided loops may make many trips at a time.
#include "lib/Lift/TripPlan.h"
#include "dialects/Simt/SimtDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;
using tile::FoldKind;

namespace {
constexpr int64_t kMaxBlockThreads = 1024;

/// How an access goes through memory while the loop counts.
enum class Way { Still, Forward, Other };

struct FoundAccess {
  Operation *op;
  Value view, index;
  bool isStore;
  Way way;
};

/// Looks for what keeps trips apart.
class TripPlanner {
public:
  TripPlanner(scf::ForOp loop, const Divergence &kinds, Ranges &ranges,
              bool dense, std::string &why)
      : loop(loop), kinds(kinds), ranges(ranges), dense(dense), why(why) {}
  std::optional<TripPlan> run();

private:
  bool fail(const Twine &text) {
    why = text.str();
    return false;
  }
  bool checkCounter();
  bool findFolds();
  bool checkOp(Operation *op);
  bool addAccess(Operation *op, Value view, Value index, bool isStore);
  bool checkAccesses();
  bool checkPair(const FoundAccess &a, const FoundAccess &b);
  std::optional<TripAccess> describe(const FoundAccess &access);
  bool isOutside(Value value) {
    return !loop.getRegion().isAncestor(value.getParentRegion());
  }

  scf::ForOp loop;
  const Divergence &kinds;
  Ranges &ranges;
  bool dense;
  std::string &why;
  TripPlan plan;
  SmallVector<FoundAccess> accesses;
};
} // namespace

bool lift::stepsOverBlock(scf::ForOp loop, Ranges &ranges) {
  Value step = loop.getStep();
  int64_t most =
      ranges.blockExtent(0) ? ranges.blockExtent(0) : kMaxBlockThreads;
  if (matchBuiltin<gpu::BlockDimOp>(step) == 0u || ranges.of(step).lo >= most) {
    return true;
  }
  // The threads of the grid: fewer than 2^31, which the launcher checks.
  Operation *product = stripIndexCasts(step).getDefiningOp();
  if (!isa_and_nonnull<arith::MulIOp, arith::ShLIOp>(product) ||
      integerWidth(product->getResult(0).getType()) < 32) {
    return false;
  }
  Value a = product->getOperand(0), b = product->getOperand(1);
  if (isa<arith::MulIOp>(product) && !matchBuiltin<gpu::GridDimOp>(a)) {
    std::swap(a, b);
  }
  if (matchBuiltin<gpu::GridDimOp>(a) != 0u) {
    return false;
  }
  APInt factor;
  if (matchPattern(b, m_ConstantInt(&factor))) {
    bool isShift = isa<arith::ShLIOp>(product);
    int64_t by = isShift ? int64_t(1) << factor.getLimitedValue(32)
                         : factor.getSExtValue();
    return by == ranges.blockExtent(0);
  }
  return isa<arith::MulIOp>(product) && matchBuiltin<gpu::BlockDimOp>(b) == 0u;
}

//===----------------------------------------------------------------------===//
// What is carried
//===----------------------------------------------------------------------===//

/// The fold that the op is, if it is one in any order of its operands.
static std::optional<FoldKind> foldKindOf(Operation *op) {
  return TypeSwitch<Operation *, std::optional<FoldKind>>(op)
      .Case<arith::AddFOp, arith::AddIOp, arith::SubFOp, arith::SubIOp,
            math::FmaOp>([](auto) { return FoldKind::add; })
      .Case<arith::MulFOp, arith::MulIOp>([](auto) { return FoldKind::mul; })
      .Case<arith::MaxNumFOp, arith::MaxSIOp>(
          [](auto) { return FoldKind::max; })
      .Case<arith::MinNumFOp, arith::MinSIOp>(
          [](auto) { return FoldKind::min; })
      .Case([](arith::AndIOp) { return FoldKind::and_; })
      .Case([](arith::OrIOp) { return FoldKind::or_; })
      .Case([](arith::XOrIOp) { return FoldKind::xor_; })
      .Default([](Operation *) { return std::nullopt; });
}

static bool isNumber(Value value) {
  APFloat constant(0.0f);
  return matchPattern(value, m_ConstantFloat(&constant)) && !constant.isNaN();
}

/// Whether the value has these users and no others, all in this block.
static bool isUsedBy(Value value, ArrayRef<Operation *> users, Block *block) {
  return llvm::all_of(value.getUsers(), [&](Operation *user) {
    return llvm::is_contained(users, user) && user->getBlock() == block;
  });
}

/// The op as a fold of the carried value with what else it reads.
static std::optional<TripFold> matchCombine(Operation *op, Value carried) {
  std::optional<FoldKind> kind = op ? foldKindOf(op) : std::nullopt;
  if (!kind || llvm::count(op->getOperands(), carried) != 1) {
    return std::nullopt;
  }
  TripFold fold{*kind, op, {}};
  fold.dropsNan = isa<arith::MaxNumFOp, arith::MinNumFOp>(op);
  fold.ops = {op};
  for (Value operand : op->getOperands()) {
    if (operand != carried) {
      fold.parts.push_back(operand);
    }
  }
  bool isFirst = op->getOperand(0) == carried;
  if ((isa<arith::SubFOp, arith::SubIOp>(op) && !isFirst) ||
      (isa<math::FmaOp>(op) && op->getOperand(2) != carried)) {
    return std::nullopt;
  }
  return fold;
}

/// x > m ? x : m and the like: NaN leaves m as it is, and so does everything
/// if m is NaN, as in the instruction.
static std::optional<TripFold> matchLimit(arith::SelectOp op, Value carried) {
  auto compare = op.getCondition().getDefiningOp<arith::CmpFOp>();
  Value x = op.getTrueValue();
  if (!compare || op.getFalseValue() != carried || x == carried) {
    return std::nullopt;
  }
  bool isSwapped = compare.getLhs() == carried && compare.getRhs() == x;
  if (!isSwapped && (compare.getLhs() != x || compare.getRhs() != carried)) {
    return std::nullopt;
  }
  bool isGreater = false;
  switch (compare.getPredicate()) {
  case arith::CmpFPredicate::OGT:
  case arith::CmpFPredicate::OGE:
    isGreater = true;
    break;
  case arith::CmpFPredicate::OLT:
  case arith::CmpFPredicate::OLE:
    break;
  default:
    return std::nullopt;
  }
  TripFold fold{
      isGreater != isSwapped ? FoldKind::max : FoldKind::min, op, {x}};
  fold.dropsNan = true;
  fold.ops = {op, compare};
  return fold;
}

/// condition ? m op x : m, or the other way round.
static std::optional<TripFold> matchGuarded(arith::SelectOp op, Value carried) {
  bool when = op.getFalseValue() == carried;
  Value other = when ? op.getTrueValue() : op.getFalseValue();
  if (!when && op.getTrueValue() != carried) {
    return std::nullopt;
  }
  std::optional<TripFold> fold = matchCombine(other.getDefiningOp(), carried);
  if (!fold || !other.hasOneUse()) {
    return std::nullopt;
  }
  fold->condition = op.getCondition();
  fold->when = when;
  fold->ops.push_back(op);
  return fold;
}

bool TripPlanner::findFolds() {
  for (auto [arg, init, next] :
       llvm::zip(loop.getRegionIterArgs(), loop.getInits(),
                 loop.getYieldedValues())) {
    Operation *op = next.getDefiningOp();
    std::optional<TripFold> fold = matchCombine(op, arg);
    auto select = dyn_cast_or_null<arith::SelectOp>(op);
    if (select) {
      fold = matchLimit(select, arg);
      fold = fold ? fold : matchGuarded(select, arg);
    }
    Block *body = loop.getBody();
    bool isApart = fold && next.hasOneUse() && isUsedBy(arg, fold->ops, body) &&
                   op->getBlock() == body;
    for (Operation *one :
         fold ? ArrayRef(fold->ops) : ArrayRef<Operation *>()) {
      isApart = isApart && one->hasOneUse();
    }
    if (!isApart || (fold->condition && fold->condition == arg)) {
      return fail("a trip needs what the trip before it leaves");
    }
    Type type = arg.getType();
    if (!type.isF32() && !type.isF16() && !type.isInteger(32)) {
      return fail("the vector unit does not add up the type that is carried");
    }
    // One that starts with NaN stays NaN until the first number.
    bool isNumeric = isa<arith::MaxNumFOp, arith::MinNumFOp>(fold->combine);
    if (isNumeric && !isNumber(init)) {
      return fail("a maximum or minimum starts with what may be no number");
    }
    plan.folds.push_back(std::move(*fold));
  }
  return true;
}

//===----------------------------------------------------------------------===//
// What a trip does
//===----------------------------------------------------------------------===//

bool TripPlanner::checkCounter() {
  LaneKind kind = kinds.of(loop.getInductionVar());
  if (!kind.isAffine() || !kinds.isThreadRoot(kind.root) || !kind.exact ||
      matchBuiltin<gpu::ThreadIdOp>(kind.root) != 0u) {
    return fail("its counter is not the thread index and something uniform");
  }
  if (loop.getUnsignedCmp() && ranges.of(loop.getLowerBound()).lo < 0) {
    return fail("its unsigned counter may be negative");
  }
  if (!stepsOverBlock(loop, ranges)) {
    return fail("its step is not known to be a block's threads or more");
  }
  return true;
}

bool TripPlanner::addAccess(Operation *op, Value view, Value index,
                            bool isStore) {
  if (!kinds.of(view).isUniform() || Divergence::isPrivate(view)) {
    return fail("it reaches memory that each thread has for itself");
  }
  auto type = cast<MemRefType>(view.getType());
  auto space = dyn_cast_or_null<gpu::AddressSpaceAttr>(type.getMemorySpace());
  LaneKind kind = kinds.of(index);
  if (space && space.getValue() != gpu::AddressSpace::Global) {
    return (!isStore && kind.isUniform()) ||
           fail("its threads reach shared memory");
  }
  Way way = Way::Other;
  if (kind.isUniform() && op->getBlock() == loop.getBody()) {
    way = Way::Still;
  } else if (kind.isAffine() && kinds.isThreadRoot(kind.root)) {
    way = Way::Forward;
  }
  if (isStore && kind.isUniform()) {
    return fail("its threads store at one address");
  }
  // Rows that come from several trips are whole, one element after the other.
  if (!dense && kind.isAffine() && way == Way::Other) {
    return fail("neighbouring threads reach elements at a distance");
  }
  accesses.push_back({op, view, index, isStore, way});
  return true;
}

bool TripPlanner::checkOp(Operation *op) {
  for (Value operand : op->getOperands()) {
    if (isOutside(operand) && !kinds.of(operand).isUniform()) {
      return fail("it needs what a thread knows from before it");
    }
  }
  if (auto load = dyn_cast<memref::LoadOp>(op)) {
    return addAccess(op, load.getMemRef(), load.getIndices().front(), false);
  }
  if (auto store = dyn_cast<memref::StoreOp>(op)) {
    return addAccess(op, store.getMemRef(), store.getIndices().front(), true);
  }
  if (auto branch = dyn_cast<scf::IfOp>(op)) {
    // Elsewhere a guard is a box of lanes; here it would be bits.
    if (!dense && kinds.isDivergent(branch)) {
      return fail("its threads take branches, and its step is more than a "
                  "block's threads");
    }
    bool isAffine = llvm::any_of(branch.getResults(), [&](Value result) {
      return kinds.of(result).isAffine();
    });
    return dense || !isAffine || fail("a branch in it computes an index");
  }
  bool isPlain =
      isa<scf::YieldOp, gpu::BlockDimOp, gpu::BlockIdOp, gpu::GridDimOp>(op) ||
      isa<simt::ReinterpretOp, simt::AddressOfOp, simt::FromAddressOp>(op) ||
      isa<arith::ArithDialect, math::MathDialect, ub::UBDialect>(
          op->getDialect());
  if (isPlain) {
    return true;
  }
  if (isa<scf::ForOp, scf::WhileOp>(op)) {
    return fail("there is a loop in it");
  }
  return fail("there is '" + op->getName().getStringRef() + "' in it");
}

//===----------------------------------------------------------------------===//
// Order of accesses
//===----------------------------------------------------------------------===//

/// The parameter that a view is a view of, or null.
static BlockArgument rootOf(Value view) {
  while (auto reinterpret = view.getDefiningOp<simt::ReinterpretOp>()) {
    view = reinterpret.getSource();
  }
  auto arg = dyn_cast<BlockArgument>(view);
  return arg && isa<gpu::GPUFuncOp>(arg.getOwner()->getParentOp())
             ? arg
             : BlockArgument();
}

static bool isRestrict(BlockArgument arg) {
  auto kernel = cast<gpu::GPUFuncOp>(arg.getOwner()->getParentOp());
  return kernel.getArgAttr(arg.getArgNumber(),
                           simt::SimtDialect::kRestrictAttrName) != nullptr;
}

/// Whether the two views never lead to one address.
static bool areApart(Value a, Value b) {
  BlockArgument x = rootOf(a), y = rootOf(b);
  return x && y && x != y && (isRestrict(x) || isRestrict(y));
}

/// The number behind casts that widen it.
static Value stripWidening(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (!isa<arith::IndexCastOp, arith::ExtSIOp, arith::ExtUIOp>(op) ||
        integerWidth(op->getOperand(0).getType()) >
            integerWidth(value.getType())) {
      break;
    }
    value = op->getOperand(0);
  }
  return value;
}

/// The sums behind the index, down to the counter.
std::optional<TripAccess> TripPlanner::describe(const FoundAccess &access) {
  if (!isOutside(access.view)) {
    return std::nullopt;
  }
  TripAccess found{access.view, access.index, {}};
  Value at = access.index;
  while (true) {
    at = stripWidening(at);
    if (at == loop.getInductionVar()) {
      return found;
    }
    auto sum = at.getDefiningOp<arith::AddIOp>();
    bool isExact =
        sum && (integerWidth(sum.getType()) == 64 || ranges.isExact(sum));
    if (!isExact) {
      return std::nullopt;
    }
    Value x = sum.getLhs(), y = sum.getRhs();
    if (isOutside(x)) {
      std::swap(x, y);
    }
    if (!isOutside(y)) {
      return std::nullopt;
    }
    found.offsets.push_back(y);
    at = x;
  }
}

/// A trip loads before it stores, and so does a box of trips. That differs only
/// where one thread reaches in one trip what it reaches in another: what
/// several threads reach is a race. Outside of branches all threads read a
/// uniform address in all trips but the last, so none may write there.
bool TripPlanner::checkPair(const FoundAccess &a, const FoundAccess &b) {
  if (a.way == Way::Still || b.way == Way::Still || areApart(a.view, b.view) ||
      (a.view == b.view && a.index == b.index)) {
    return true;
  }
  std::optional<TripAccess> x, y;
  bool sameSize = cast<MemRefType>(a.view.getType()).getElementTypeBitWidth() ==
                  cast<MemRefType>(b.view.getType()).getElementTypeBitWidth();
  if (a.way == Way::Forward && b.way == Way::Forward && sameSize) {
    x = describe(a);
    y = describe(b);
  }
  if (!x || !y) {
    return fail("a trip may load what the trip before it stores");
  }
  if (a.index == b.index) {
    x->offsets.clear();
    y->offsets.clear();
  }
  plan.conflicts.push_back({std::move(*x), std::move(*y)});
  return true;
}

bool TripPlanner::checkAccesses() {
  for (auto [n, a] : llvm::enumerate(accesses)) {
    for (const FoundAccess &b : ArrayRef(accesses).drop_front(n + 1)) {
      if ((a.isStore || b.isStore) && !checkPair(a, b)) {
        return false;
      }
    }
  }
  return true;
}

std::optional<TripPlan> TripPlanner::run() {
  if (!checkCounter() || !findFolds()) {
    return std::nullopt;
  }
  WalkResult walked = loop.getBody()->walk([&](Operation *op) {
    return checkOp(op) ? WalkResult::advance() : WalkResult::interrupt();
  });
  if (walked.wasInterrupted() || !checkAccesses()) {
    return std::nullopt;
  }
  return std::move(plan);
}

std::optional<TripPlan> lift::planTrips(scf::ForOp loop,
                                        const Divergence &kinds, Ranges &ranges,
                                        bool dense, std::string &why) {
  return TripPlanner(loop, kinds, ranges, dense, why).run();
}
