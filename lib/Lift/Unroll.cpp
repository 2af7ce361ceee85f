// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-unroll: short loops in which threads meet become their trips, so that
// distances between the threads are constants.
#include "lib/Lift/Passes.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"

namespace cubeport::lift {
#define GEN_PASS_DEF_LIFTUNROLL
#include "lib/Lift/Passes.h.inc"
} // namespace cubeport::lift

using namespace mlir;
using namespace cubeport;

namespace {
// A tree over the 1024 threads of a block has ten levels.
constexpr unsigned kMostTrips = 16;
// Of all trips together, so that the text stays readable.
constexpr unsigned kMostOps = 512;

struct LiftUnroll : lift::impl::LiftUnrollBase<LiftUnroll> {
  void runOnOperation() override;
};

using Constants = llvm::DenseMap<Value, Attribute>;
} // namespace

static Attribute constantOf(Value value, const Constants &known) {
  Attribute constant;
  return matchPattern(value, m_Constant(&constant)) ? constant
                                                    : known.lookup(value);
}

/// Computes what is constant in one trip through a block.
static void foldBlock(Block &block, Constants &known) {
  for (Operation &op : block.without_terminator()) {
    SmallVector<Attribute> operands;
    for (Value operand : op.getOperands()) {
      operands.push_back(constantOf(operand, known));
    }
    SmallVector<OpFoldResult> results;
    if (op.getNumRegions() != 0 || operands.empty() ||
        !llvm::all_of(operands, [](Attribute a) { return bool(a); }) ||
        failed(op.fold(operands, results))) {
      continue;
    }
    for (auto [result, folded] : llvm::zip(op.getResults(), results)) {
      if (auto constant = dyn_cast<Attribute>(folded)) {
        known[result] = constant;
      }
    }
  }
}

/// Trips of the loop, if its condition depends on constants alone; `known`
/// holds constants from outside.
static std::optional<unsigned> countTrips(scf::WhileOp loop, Constants known) {
  Constants carried = known;
  for (auto [arg, init] :
       llvm::zip(loop.getBeforeArguments(), loop.getInits())) {
    carried[arg] = constantOf(init, known);
  }
  for (unsigned trips = 0; trips <= kMostTrips; ++trips) {
    Constants now = carried;
    foldBlock(*loop.getBeforeBody(), now);
    scf::ConditionOp condition = loop.getConditionOp();
    auto goesOn = dyn_cast_or_null<IntegerAttr>(
        constantOf(condition.getCondition(), now));
    if (!goesOn) {
      return std::nullopt;
    }
    if (goesOn.getValue().isZero()) {
      return trips;
    }
    for (auto [arg, passed] :
         llvm::zip(loop.getAfterArguments(), condition.getArgs())) {
      now[arg] = constantOf(passed, now);
    }
    foldBlock(*loop.getAfterBody(), now);
    carried = known;
    for (auto [arg, yielded] :
         llvm::zip(loop.getBeforeArguments(), loop.getYieldOp().getResults())) {
      carried[arg] = constantOf(yielded, now);
    }
  }
  return std::nullopt;
}

/// Whether threads wait for each other in the loop, or pass on values.
static bool threadsMeet(scf::WhileOp loop) {
  return loop
      .walk([](Operation *op) {
        return isa<gpu::BarrierOp, simt::ShuffleOp>(op)
                   ? WalkResult::interrupt()
                   : WalkResult::advance();
      })
      .wasInterrupted();
}

static unsigned countOps(scf::WhileOp loop) {
  unsigned count = 0;
  loop.walk([&](Operation *) { ++count; });
  return count;
}

/// Copies the ops of a block, folding those that became constant.
static void copyBlock(OpBuilder &b, Block &block, IRMapping &mapping) {
  for (Operation &op : block.without_terminator()) {
    Operation *copy = b.clone(op, mapping);
    SmallVector<Value> folded;
    if (copy->getNumRegions() == 0 && copy->getNumResults() > 0 &&
        isPure(copy) && succeeded(b.tryFold(copy, folded)) && !folded.empty()) {
      mapping.map(op.getResults(), folded);
      copy->erase();
    }
  }
}

static void unroll(scf::WhileOp loop, unsigned trips, const Constants &known) {
  OpBuilder b(loop);
  SmallVector<Value> carried;
  for (Value init : loop.getInits()) {
    auto constant = dyn_cast_or_null<IntegerAttr>(known.lookup(init));
    carried.push_back(
        constant ? arith::ConstantOp::create(b, loop.getLoc(), constant)
                 : init);
  }
  for (unsigned trip = 0; trip <= trips; ++trip) {
    IRMapping mapping;
    mapping.map(loop.getBeforeArguments(), carried);
    copyBlock(b, *loop.getBeforeBody(), mapping);
    SmallVector<Value> passed;
    for (Value value : loop.getConditionOp().getArgs()) {
      passed.push_back(mapping.lookupOrDefault(value));
    }
    if (trip == trips) {
      loop.replaceAllUsesWith(passed);
      break;
    }
    mapping.map(loop.getAfterArguments(), passed);
    copyBlock(b, *loop.getAfterBody(), mapping);
    carried.clear();
    for (Value value : loop.getYieldOp().getResults()) {
      carried.push_back(mapping.lookupOrDefault(value));
    }
  }
  loop.erase();
}

/// Constants of the kernel and what is computed of them. The block size is one
/// where all launches have the same.
static Constants findConstants(gpu::GPUFuncOp kernel) {
  Constants known;
  auto fixed = kernel->getAttrOfType<DenseI32ArrayAttr>(
      simt::SimtDialect::kBlockAttrName);
  if (fixed && fixed.size() == 3) {
    kernel.walk([&](gpu::BlockDimOp op) {
      known[op] = IntegerAttr::get(
          op.getType(), fixed[static_cast<unsigned>(op.getDimension())]);
    });
  }
  kernel.walk<WalkOrder::PreOrder>(
      [&](Block *block) { foldBlock(*block, known); });
  return known;
}

static void unrollLoops(gpu::GPUFuncOp kernel) {
  if (kernel->hasAttr(simt::SimtDialect::kNeedsThreadsAttrName)) {
    return;
  }
  SmallVector<scf::WhileOp> loops;
  kernel.walk<WalkOrder::PostOrder>(
      [&](scf::WhileOp loop) { loops.push_back(loop); });
  for (scf::WhileOp loop : loops) {
    if (!threadsMeet(loop)) {
      continue;
    }
    // Anew for each loop: the ops of those before are gone.
    Constants known = findConstants(kernel);
    std::optional<unsigned> trips = countTrips(loop, known);
    if (trips && (*trips + 1) * countOps(loop) <= kMostOps) {
      unroll(loop, *trips, known);
    }
  }
}

void LiftUnroll::runOnOperation() { getOperation().walk(unrollLoops); }
