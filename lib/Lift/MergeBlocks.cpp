// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-merge-blocks: kernels that do the same however their threads are
// grouped get groups as large as there is room for.
#include "lib/Chip/Chip.h"
#include "lib/Lift/ChunkSize.h"
#include "lib/Lift/LaneBuilder.h"
#include "lib/Lift/Passes.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/ADT/TypeSwitch.h"

namespace cubeport::lift {
#define GEN_PASS_DEF_LIFTMERGEBLOCKS
#include "lib/Lift/Passes.h.inc"
} // namespace cubeport::lift

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;
using arith::CmpIPredicate;

namespace {
struct LiftMergeBlocks : lift::impl::LiftMergeBlocksBase<LiftMergeBlocks> {
  using Base = lift::impl::LiftMergeBlocksBase<LiftMergeBlocks>;
  using Base::Base;
  void runOnOperation() override;

private:
  void merge(gpu::GPUFuncOp kernel, int64_t localBytes);
};

/// Why the blocks of a kernel matter, and where.
struct Obstacle {
  Operation *op;
  std::string text;
};
} // namespace

//===----------------------------------------------------------------------===//
// What keeps blocks apart
//===----------------------------------------------------------------------===//

static bool isPrivateArray(Operation *op) {
  auto alloca = dyn_cast<memref::AllocaOp>(op);
  return alloca && Divergence::isPrivate(alloca) &&
         alloca.getType().hasStaticShape();
}

/// Ops whose result and effect are the same in any grouping of threads.
static bool isForOneThread(Operation *op) {
  return isa_and_nonnull<arith::ArithDialect, math::MathDialect,
                         scf::SCFDialect, ub::UBDialect>(op->getDialect()) ||
         isa<memref::LoadOp, memref::StoreOp, memref::AtomicRMWOp,
             simt::ReinterpretOp, simt::AddressOfOp, simt::FromAddressOp,
             simt::AtomicCasOp, gpu::ThreadIdOp, gpu::BlockIdOp,
             gpu::BlockDimOp, gpu::GridDimOp, gpu::ReturnOp>(op) ||
         isPrivateArray(op);
}

/// The first op by which threads of a block may know each other. An atomic in
/// a loop that does not count may wait for another thread, and threads in
/// step never let each other go first.
static std::optional<Obstacle> findCommunication(gpu::GPUFuncOp kernel) {
  if (kernel.getNumWorkgroupAttributions() > 0) {
    return Obstacle{kernel, "it has shared memory"};
  }
  std::optional<Obstacle> found;
  kernel.getBody().walk([&](Operation *op) {
    if (!isForOneThread(op)) {
      found = {op, ("'" + op->getName().getStringRef() +
                    "' may tell the threads of a block from others")
                       .str()};
    } else if (isa<memref::AtomicRMWOp, simt::AtomicCasOp>(op) &&
               op->getParentOfType<scf::WhileOp>()) {
      found = {op, "an atomic operation in a loop may wait for a thread of "
                   "another block"};
    }
    return found ? WalkResult::interrupt() : WalkResult::advance();
  });
  return found;
}

//===----------------------------------------------------------------------===//
// The global index
//===----------------------------------------------------------------------===//

/// Erases ops that nobody uses, last ones first.
static void eraseUnused(gpu::GPUFuncOp kernel) {
  SmallVector<Operation *> ops;
  kernel.getBody().walk<WalkOrder::PreOrder>(
      [&](Operation *op) { ops.push_back(op); });
  for (Operation *op : llvm::reverse(ops)) {
    if (isOpTriviallyDead(op)) {
      op->erase();
    }
  }
}

/// blockIdx * B + threadIdx where every launch has blocks of B threads.
static std::optional<unsigned> matchFixedIndex(Operation *op, Ranges &ranges) {
  if (!isa<arith::AddIOp, arith::OrIOp>(op) ||
      integerWidth(op->getResult(0).getType()) < 32) {
    return std::nullopt;
  }
  for (auto [x, y] : {std::pair(0, 1), std::pair(1, 0)}) {
    auto thread = matchBuiltin<gpu::ThreadIdOp>(op->getOperand(y));
    Operation *base = stripIndexCasts(op->getOperand(x)).getDefiningOp();
    int64_t extent = thread ? ranges.blockExtent(*thread) : 0;
    if (extent == 0 || !isa_and_nonnull<arith::MulIOp, arith::ShLIOp>(base) ||
        matchBuiltin<gpu::BlockIdOp>(base->getOperand(0)) != thread) {
      continue;
    }
    std::optional<int64_t> factor = getConstantIntValue(base->getOperand(1));
    if (factor && isa<arith::ShLIOp>(base)) {
      factor = *factor >= 0 && *factor < 31 ? int64_t(1) << *factor : 0;
    }
    // The bits of both sides of an `or` are apart only for powers of two.
    bool isSum = isa<arith::AddIOp>(op) || llvm::isPowerOf2_64(extent);
    if (factor == extent && isSum) {
      return thread;
    }
  }
  return std::nullopt;
}

/// Sums of block and thread become the global index. The launcher checks that
/// it is below 2^31 on each axis, so that no width of it can have wrapped.
static void replaceGlobalIndices(gpu::GPUFuncOp kernel) {
  Ranges ranges(kernel);
  SmallVector<std::pair<Operation *, unsigned>> sums;
  kernel.getBody().walk([&](Operation *op) {
    std::optional<unsigned> axis = matchGlobalIndex(op);
    if (!axis) {
      axis = matchFixedIndex(op, ranges);
    }
    if (axis) {
      sums.push_back({op, *axis});
    }
  });
  std::array<Value, 3> index;
  OpBuilder b = OpBuilder::atBlockBegin(&kernel.getBody().front());
  for (auto [op, axis] : sums) {
    if (!index[axis]) {
      OpBuilder::InsertionGuard guard(b);
      index[axis] = gpu::GlobalIdOp::create(b, op->getLoc(),
                                            static_cast<gpu::Dimension>(axis));
    }
    Value value = index[axis];
    if (op->getResult(0).getType() != value.getType()) {
      OpBuilder here(op);
      value = arith::IndexCastOp::create(here, op->getLoc(),
                                         op->getResult(0).getType(), value);
    }
    op->getResult(0).replaceAllUsesWith(value);
  }
  eraseUnused(kernel);
}

/// What is left of the built-in variables beside the global index.
static std::optional<Obstacle> findBlockUse(gpu::GPUFuncOp kernel) {
  std::optional<Obstacle> found;
  bool hasIndex = false;
  kernel.getBody().walk([&](Operation *op) {
    if (auto index = dyn_cast<gpu::GlobalIdOp>(op)) {
      hasIndex |= index.getDimension() == gpu::Dimension::x;
    } else if (isa<gpu::ThreadIdOp, gpu::BlockIdOp>(op) && !found) {
      Operation *user = op;
      do {
        user = user->use_empty() ? user : *user->getUsers().begin();
      } while (isa<arith::IndexCastOp>(user) && !user->use_empty());
      auto thread = dyn_cast<gpu::ThreadIdOp>(op);
      auto axis = thread ? thread.getDimension()
                         : cast<gpu::BlockIdOp>(op).getDimension();
      found = {user, (Twine("'") + (thread ? "threadIdx." : "blockIdx.") +
                      gpu::stringifyDimension(axis) +
                      "' is used beside blockIdx * blockDim + threadIdx")
                         .str()};
    }
  });
  if (!found && !hasIndex) {
    found = {kernel, "its threads have no global index along x"};
  }
  return found;
}

/// Rows of threads along y and z are no longer side by side: what runs along
/// them in memory would be copied element by element.
static std::optional<Obstacle> findColumns(gpu::GPUFuncOp kernel,
                                           const Divergence &kinds) {
  bool hasRows = false;
  kernel.getBody().walk([&](gpu::GlobalIdOp index) {
    hasRows |= index.getDimension() != gpu::Dimension::x;
  });
  std::optional<Obstacle> found;
  kernel.getBody().walk([&](Operation *op) {
    Value index = TypeSwitch<Operation *, Value>(op)
                      .Case<memref::LoadOp, memref::StoreOp>([](auto access) {
                        return access.getIndices().front();
                      })
                      .Default([](Operation *) { return Value(); });
    LaneKind kind = index ? kinds.of(index) : LaneKind();
    if (hasRows && kind.isAffine() && !kinds.isThreadRoot(kind.root)) {
      found = {op, "memory is accessed along another axis than x"};
    }
    return found ? WalkResult::interrupt() : WalkResult::advance();
  });
  return found;
}

//===----------------------------------------------------------------------===//
// The limit of threads
//===----------------------------------------------------------------------===//

/// Whether the value is computed of constants and arguments of the kernel
/// alone, at its top.
static bool isFromArguments(Value value, Block &top) {
  if (auto arg = dyn_cast<BlockArgument>(value)) {
    return arg.getOwner() == &top;
  }
  Operation *op = value.getDefiningOp();
  return op->getBlock() == &top && op->getNumRegions() == 0 &&
         (isa<arith::ArithDialect>(op->getDialect()) ||
          isa<gpu::BlockDimOp, gpu::GridDimOp>(op)) &&
         llvm::all_of(op->getOperands(), [&](Value operand) {
           return isFromArguments(operand, top);
         });
}

/// Whether the value is the global index along x, in any width: it is below
/// 2^31, so that signed and unsigned order agree.
static bool isGlobalX(Value value) {
  auto index = stripIndexCasts(value).getDefiningOp<gpu::GlobalIdOp>();
  return index && index.getDimension() == gpu::Dimension::x;
}

/// The number that a thread's index is below if the condition holds, as i64,
/// made in front of `op`; null if it is no such comparison.
static Value makeLimit(arith::CmpIOp compare, scf::IfOp op) {
  Value index = compare.getLhs(), bound = compare.getRhs();
  CmpIPredicate predicate = compare.getPredicate();
  if (!isGlobalX(index)) {
    std::swap(index, bound);
    predicate = LaneBuilder::swapSides(predicate);
  }
  CmpIPredicate order = signedPredicate(predicate);
  bool isUnsigned = order != predicate;
  if (!isGlobalX(index) ||
      (order != CmpIPredicate::slt && order != CmpIPredicate::sle) ||
      !isFromArguments(bound, *op->getBlock())) {
    return Value();
  }
  OpBuilder b(op);
  Location loc = compare.getLoc();
  Type i64 = b.getI64Type();
  if (bound.getType().isIndex()) {
    bound = arith::IndexCastOp::create(b, loc, i64, bound);
  } else if (integerWidth(bound.getType()) < 64) {
    bound = isUnsigned ? Value(arith::ExtUIOp::create(b, loc, i64, bound))
                       : Value(arith::ExtSIOp::create(b, loc, i64, bound));
  }
  auto number = [&](int64_t value) -> Value {
    return arith::ConstantIntOp::create(b, loc, i64, value);
  };
  if (isUnsigned && integerWidth(compare.getRhs().getType()) == 64) {
    // Above every index as good as the greatest number.
    bound = arith::MinUIOp::create(b, loc, bound, number(int64_t(1) << 32));
  }
  if (order == CmpIPredicate::sle) {
    bound = arith::MinSIOp::create(b, loc, bound, number(int64_t(1) << 32));
    bound = arith::AddIOp::create(b, loc, bound, number(1));
  }
  return bound;
}

/// Both sides of `a && b`, as Clang writes it with and without branches.
static std::optional<std::array<Value, 2>> matchBoth(Operation *op) {
  if (isa_and_nonnull<arith::AndIOp>(op)) {
    return std::array<Value, 2>{op->getOperand(0), op->getOperand(1)};
  }
  auto select = dyn_cast_or_null<arith::SelectOp>(op);
  if (select && isConstantIntValue(select.getFalseValue(), 0)) {
    return std::array<Value, 2>{select.getCondition(), select.getTrueValue()};
  }
  return std::nullopt;
}

/// Takes comparisons of the index with a bound out of a condition, and gives
/// the limits that they are; what is left of it, or null.
static Value splitCondition(Value condition, scf::IfOp guard,
                            SmallVectorImpl<Value> &limits) {
  Operation *op = condition.getDefiningOp();
  if (!op || op->getBlock() != guard->getBlock()) {
    return condition;
  }
  if (auto compare = dyn_cast<arith::CmpIOp>(op)) {
    if (Value limit = makeLimit(compare, guard)) {
      limits.push_back(limit);
      return Value();
    }
  }
  std::optional<std::array<Value, 2>> sides = matchBoth(op);
  if (!sides) {
    return condition;
  }
  size_t before = limits.size();
  Value a = splitCondition((*sides)[0], guard, limits);
  Value b = splitCondition((*sides)[1], guard, limits);
  if (limits.size() == before) {
    return condition;
  }
  if (!a || !b) {
    return a ? a : b;
  }
  OpBuilder builder(guard);
  return arith::AndIOp::create(builder, op->getLoc(), a, b);
}

/// The only op at the kernel's top that has an effect, if it is a branch
/// without results and without another side.
static scf::IfOp findGuard(Block &top) {
  scf::IfOp guard;
  for (Operation &op : top.without_terminator()) {
    if (isMemoryEffectFree(&op)) {
      continue;
    }
    auto branch = dyn_cast<scf::IfOp>(op);
    bool hasElse = branch && !branch.getElseRegion().empty() &&
                   !llvm::hasSingleElement(branch.elseBlock()->getOperations());
    if (guard || !branch || branch.getNumResults() != 0 || hasElse) {
      return nullptr;
    }
    guard = branch;
  }
  return guard;
}

/// `if (i < n)` around all that has an effect limits the threads; what it
/// guards then happens in all that are left.
static void hoistLimit(gpu::GPUFuncOp kernel) {
  Block &top = kernel.getBody().front();
  scf::IfOp guard = findGuard(top);
  SmallVector<Value> limits;
  Value rest =
      guard ? splitCondition(guard.getCondition(), guard, limits) : Value();
  if (limits.empty()) {
    return;
  }
  OpBuilder b(guard);
  Location loc = guard.getLoc();
  Value limit = limits.front();
  for (Value other : ArrayRef(limits).drop_front()) {
    limit = arith::MinSIOp::create(b, loc, limit, other);
  }
  simt::ThreadLimitOp::create(b, loc, limit);
  if (rest) {
    guard.getConditionMutable().assign(rest);
  } else {
    guard.thenYield()->erase();
    top.getOperations().splice(guard->getIterator(),
                               guard.thenBlock()->getOperations());
    guard->erase();
  }
  eraseUnused(kernel);
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

static void report(gpu::GPUFuncOp kernel, const Obstacle &why) {
  auto name =
      kernel->getAttrOfType<StringAttr>(simt::SimtDialect::kNameAttrName);
  why.op->emitRemark("CP3104: the blocks of kernel '")
      << (name ? name.getValue() : kernel.getName()) << "' stay apart; "
      << why.text;
}

void LiftMergeBlocks::merge(gpu::GPUFuncOp kernel, int64_t localBytes) {
  if (kernel->hasAttr(simt::SimtDialect::kNeedsThreadsAttrName)) {
    return;
  }
  if (std::optional<Obstacle> why = findCommunication(kernel)) {
    return report(kernel, *why);
  }
  OwningOpRef<gpu::GPUFuncOp> merged(kernel.clone());
  replaceGlobalIndices(*merged);
  if (std::optional<Obstacle> why = findBlockUse(*merged)) {
    return report(kernel, *why);
  }
  hoistLimit(*merged);
  (*merged)->setAttr(simt::SimtDialect::kChunkAttrName,
                     Builder(&getContext()).getI64IntegerAttr(1));
  Ranges ranges(*merged);
  Divergence kinds(*merged, ranges);
  if (std::optional<Obstacle> why = findColumns(*merged, kinds)) {
    return report(kernel, *why);
  }
  int64_t lanes = chooseChunk(*merged, kinds, localBytes);
  if (lanesLimit > 0) {
    lanes = std::min<int64_t>(lanes, lanesLimit);
  }
  (*merged)->setAttr(simt::SimtDialect::kChunkAttrName,
                     Builder(&getContext()).getI64IntegerAttr(lanes));
  kernel->getBlock()->getOperations().insert(kernel->getIterator(),
                                             merged.release().getOperation());
  kernel.erase();
}

void LiftMergeBlocks::runOnOperation() {
  const chip::Chip *target = chip::findChip(chip);
  if (!target) {
    getOperation().emitError() << "CP4004: chip '" << chip << "'; known are "
                               << llvm::join(chip::chipNames(), ", ");
    return signalPassFailure();
  }
  SmallVector<gpu::GPUFuncOp> kernels;
  getOperation().walk([&](gpu::GPUFuncOp kernel) {
    if (kernel.isKernel() && kernel.getBody().hasOneBlock()) {
      kernels.push_back(kernel);
    }
  });
  for (gpu::GPUFuncOp kernel : kernels) {
    merge(kernel, target->ubBytes());
  }
}
