// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The gate behind the frontend: unsupported CUDA is reported here.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"

namespace cubeport::frontend {
#define GEN_PASS_DEF_VERIFY
#include "lib/Frontend/Passes.h.inc"
} // namespace cubeport::frontend

using namespace mlir;
using cubeport::simt::SimtDialect;

static bool isSimtDialect(Dialect *dialect) {
  return isa_and_nonnull<gpu::GPUDialect, scf::SCFDialect, arith::ArithDialect,
                         math::MathDialect, memref::MemRefDialect,
                         SimtDialect, ub::UBDialect>(dialect);
}

/// Reports `op` if it may not occur behind the gate. One operation, at most
/// one error.
static LogicalResult checkOperation(Operation *op) {
  if (auto call = dyn_cast<LLVM::CallOp>(op)) {
    StringRef callee = call.getCallee().value_or("through a pointer");
    if (callee == "vprintf") {
      return op->emitError("CP2004: printf on the device; the target has no "
                           "output from kernels");
    }
    if (callee == "__assert_fail" || callee == "__assertfail") {
      return op->emitError("CP2005: assert on the device; compile with "
                           "-DNDEBUG to leave it out");
    }
    return op->emitError("CP2003: call of '")
           << callee << "' that is neither inlined nor a known device function";
  }
  if (isa<LLVM::InlineAsmOp>(op)) {
    return op->emitError("CP2002: inline assembly; write it in CUDA C++");
  }
  if (isa<LLVM::AddressOfOp>(op)) {
    return op->emitError("CP2008: constant table with elements of several "
                         "types; tables of one integer or float type work");
  }
  if (isa<UnrealizedConversionCastOp>(op)) {
    return success(); // Its user or its source is what is reported.
  }
  if (!isSimtDialect(op->getDialect())) {
    auto error = op->emitError("CP2001: unsupported operation '");
    if (auto call = dyn_cast<LLVM::CallIntrinsicOp>(op)) {
      return error << call.getIntrin() << "'";
    }
    return error << op->getName() << "'";
  }
  for (Type type : op->getResultTypes()) {
    Type element = isa<MemRefType>(type)
                       ? cast<MemRefType>(type).getElementType()
                       : type;
    if (element.isF64() && !isa<arith::ConstantOp>(op)) {
      return op->emitError("CP2006: double precision arithmetic; the target's "
                           "vector unit has at most 32-bit floats");
    }
    if (isa<VectorType, LLVM::LLVMPointerType>(element)) {
      return op->emitError("CP2001: unsupported operation '")
             << op->getName() << "' on " << type;
    }
  }
  return success();
}

static LogicalResult checkKernel(gpu::GPUFuncOp kernel) {
  bool ok = true;
  kernel.getBody().walk([&](Operation *op) {
    ok &= succeeded(checkOperation(op));
    // The first few places tell enough.
    return WalkResult::advance();
  });
  return success(ok);
}

namespace {
struct Verify : cubeport::frontend::impl::VerifyBase<Verify> {
  using VerifyBase::VerifyBase;

  void runOnOperation() override {
    bool ok = true;
    SmallVector<gpu::GPUFuncOp> kernels;
    getOperation()->walk([&](gpu::GPUFuncOp op) { kernels.push_back(op); });
    for (gpu::GPUFuncOp kernel : kernels) {
      if (succeeded(checkKernel(kernel))) {
        continue;
      }
      if (dropRefused) {
        kernel.erase();
      } else {
        ok = false;
      }
    }
    if (!ok) {
      signalPassFailure();
    }
  }
};
} // namespace
