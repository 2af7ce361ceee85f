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
      Block *next = builder.createBlock(op->getBlock()->getParent(),
                                        std::next(Region::iterator(
                                            builder.getInsertionBlock())));
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
      signalPassFailure();
    }
  }
};
} // namespace
