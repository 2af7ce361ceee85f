// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels move from llvm.func to gpu.func; branches become cf's.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/Passes.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/DLTI/DLTI.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/Builders.h"

namespace cubeport::frontend {
#define GEN_PASS_DEF_OUTLINEKERNELS
#include "lib/Frontend/Passes.h.inc"
} // namespace cubeport::frontend

using namespace mlir;
using namespace cubeport;
using cubeport::simt::SimtDialect;

static void convertSwitch(LLVM::SwitchOp op, OpBuilder &builder) {
  SmallVector<APInt> values;
  if (auto cases = op.getCaseValues()) {
    values.assign(cases->begin(), cases->end());
  }
  SmallVector<ValueRange> operands;
  for (unsigned i = 0; i < values.size(); ++i) {
    operands.push_back(op.getCaseOperands(i));
  }
  cf::SwitchOp::create(builder, op.getLoc(), op.getValue(),
                       op.getDefaultDestination(), op.getDefaultOperands(),
                       values, op.getCaseDestinations(), operands);
}

/// Replaces a terminator of the llvm dialect, if it has a counterpart.
static void convertTerminator(Operation *op) {
  OpBuilder builder(op);
  if (auto branch = dyn_cast<LLVM::BrOp>(op)) {
    cf::BranchOp::create(builder, op->getLoc(), branch.getDest(),
                         branch.getDestOperands());
  } else if (auto branch = dyn_cast<LLVM::CondBrOp>(op)) {
    cf::CondBranchOp::create(builder, op->getLoc(), branch.getCondition(),
                             branch.getTrueDest(), branch.getTrueDestOperands(),
                             branch.getFalseDest(),
                             branch.getFalseDestOperands());
  } else if (auto branch = dyn_cast<LLVM::SwitchOp>(op)) {
    convertSwitch(branch, builder);
  } else if (isa<LLVM::ReturnOp, LLVM::UnreachableOp>(op)) {
    // What is never reached may as well return.
    gpu::ReturnOp::create(builder, op->getLoc());
  } else {
    return;
  }
  op->erase();
}

static void outlineKernel(LLVM::LLVMFuncOp function, OpBuilder &builder) {
  auto type = builder.getFunctionType(function.getArgumentTypes(), {});
  auto kernel = gpu::GPUFuncOp::create(builder, function.getLoc(),
                                       function.getSymName(), type);
  kernel->setAttr(gpu::GPUDialect::getKernelFuncAttrName(),
                  builder.getUnitAttr());
  for (NamedAttribute attr : function->getDiscardableAttrs()) {
    if (attr.getName().strref().starts_with("simt.")) {
      kernel->setAttr(attr.getName(), attr.getValue());
    }
  }
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    for (StringRef name :
         {SimtDialect::kArgNameAttrName, SimtDialect::kParamAttrName,
          SimtDialect::kRestrictAttrName, SimtDialect::kSymbolAttrName}) {
      if (Attribute attr = function.getArgAttr(i, name)) {
        kernel.setArgAttr(i, name, attr);
      }
    }
  }
  kernel.getBody().takeBody(function.getBody());
  for (Block &block : kernel.getBody()) {
    convertTerminator(block.getTerminator());
  }
}

namespace {
struct OutlineKernels
    : cubeport::frontend::impl::OutlineKernelsBase<OutlineKernels> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    OpBuilder builder = OpBuilder::atBlockEnd(module.getBody());
    auto device = gpu::GPUModuleOp::create(builder, module.getLoc(), "device");
    // The sizes of types, for as long as there are pointers.
    if (Attribute layout = module->getAttr(DLTIDialect::kDataLayoutAttrName)) {
      device->setAttr(DLTIDialect::kDataLayoutAttrName, layout);
    }
    builder.setInsertionPointToEnd(device.getBody());
    for (Operation &op : llvm::make_early_inc_range(*module.getBody())) {
      if (&op == device) {
        continue;
      }
      auto function = dyn_cast<LLVM::LLVMFuncOp>(op);
      if (function && function->hasAttr(SimtDialect::kNameAttrName)) {
        outlineKernel(function, builder);
        op.erase();
      } else if (isa<LLVM::GlobalOp, LLVM::LLVMFuncOp>(op)) {
        op.moveBefore(device.getBody(), device.getBody()->end());
      } else {
        op.erase();
      }
    }
    for (auto function : device.getOps<LLVM::LLVMFuncOp>()) {
      // The gate reports a call that was not inlined; only its name counts.
      function.getBody().dropAllReferences();
      function.getBody().getBlocks().clear();
      function.setLinkage(LLVM::Linkage::External);
    }
    module->setAttrs(DictionaryAttr::get(&getContext()));
  }
};
} // namespace
