// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Branches to scf.if and scf.while.
#include "lib/Frontend/Passes.h"
#include "mlir/Conversion/ControlFlowToSCF/ControlFlowToSCF.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Transforms/CFGToSCF.h"

namespace cubeport::frontend {
#define GEN_PASS_DEF_LIFTCONTROLFLOW
#include "lib/Frontend/Passes.h.inc"
} // namespace cubeport::frontend

using namespace mlir;

namespace {
/// Upstream's lifting, for kernels: an infinite loop ends in gpu.return.
class KernelLifting : public ControlFlowToSCFTransformation {
public:
  FailureOr<Operation *> createUnreachableTerminator(Location loc,
                                                     OpBuilder &builder,
                                                     Region &) override {
    return gpu::ReturnOp::create(builder, loc).getOperation();
  }
};
} // namespace

/// Turns every cf.switch into a chain of cf.cond_br.
static void expandSwitches(Region &region) {
  SmallVector<cf::SwitchOp> switches;
  region.walk([&](cf::SwitchOp op) { switches.push_back(op); });
  for (cf::SwitchOp op : switches) {
    Location loc = op.getLoc();
    OpBuilder builder(op);
    auto values = op.getCaseValues();
    unsigned count = values ? values->size() : 0;
    for (unsigned i = 0; i < count; ++i) {
      Value value = arith::ConstantOp::create(
          builder, loc,
          builder.getIntegerAttr(op.getFlag().getType(),
                                 *std::next(values->begin(), i)));
      Value isCase = arith::CmpIOp::create(
          builder, loc, arith::CmpIPredicate::eq, op.getFlag(), value);
      Block *next = builder.createBlock(
          op->getBlock()->getParent(),
          std::next(Region::iterator(builder.getInsertionBlock())));
      OpBuilder previous = OpBuilder::atBlockEnd(isCase.getParentBlock());
      previous.setInsertionPointAfter(isCase.getDefiningOp());
      cf::CondBranchOp::create(previous, loc, isCase,
                               op.getCaseDestinations()[i],
                               op.getCaseOperands(i), next, ValueRange());
      builder.setInsertionPointToEnd(next);
    }
    cf::BranchOp::create(builder, loc, op.getDefaultDestination(),
                         op.getDefaultOperands());
    op.erase();
  }
}

/// Turns scf.index_switch, which lifting makes of several exits, into a chain
/// of scf.if.
static void expandIndexSwitch(scf::IndexSwitchOp op) {
  Location loc = op.getLoc();
  OpBuilder builder(op);
  Value flag = op.getArg();
  // Lifting casts an i32 flag to index.
  if (auto cast = flag.getDefiningOp<arith::IndexCastUIOp>()) {
    flag = cast.getIn();
  }
  Operation *first = nullptr;
  ArrayRef<int64_t> cases = op.getCases();
  for (unsigned i = 0; i < cases.size(); ++i) {
    Value value = arith::ConstantOp::create(
        builder, loc, builder.getIntegerAttr(flag.getType(), cases[i]));
    Value isCase = arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::eq,
                                         flag, value);
    auto branch = scf::IfOp::create(builder, loc, op.getResultTypes(), isCase,
                                    /*addThenBlock=*/false,
                                    /*addElseBlock=*/false);
    branch.getThenRegion().takeBody(op.getCaseRegions()[i]);
    if (first) {
      scf::YieldOp::create(builder, loc, branch.getResults());
    } else {
      first = branch;
    }
    if (i + 1 < cases.size()) {
      builder.createBlock(&branch.getElseRegion());
    } else {
      branch.getElseRegion().takeBody(op.getDefaultRegion());
    }
  }
  if (!first) {
    return;
  }
  op->replaceAllUsesWith(first->getResults());
  op.erase();
}

namespace {
struct LiftControlFlow
    : cubeport::frontend::impl::LiftControlFlowBase<LiftControlFlow> {
  void runOnOperation() override {
    WalkResult result = getOperation()->walk([&](gpu::GPUFuncOp kernel) {
      expandSwitches(kernel.getBody());
      KernelLifting lifting;
      DominanceInfo dominance(kernel);
      return failed(transformCFGToSCF(kernel.getBody(), lifting, dominance))
                 ? WalkResult::interrupt()
                 : WalkResult::advance();
    });
    if (result.wasInterrupted()) {
      return signalPassFailure();
    }
    SmallVector<scf::IndexSwitchOp> switches;
    getOperation()->walk(
        [&](scf::IndexSwitchOp op) { switches.push_back(op); });
    for (scf::IndexSwitchOp op : switches) {
      expandIndexSwitch(op);
    }
  }
};
} // namespace
