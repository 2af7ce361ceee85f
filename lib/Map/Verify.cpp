// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// map-verify: what the davinci form may hold.
#include "dialects/Davinci/DavinciDialect.h"
#include "dialects/Tile/TileDialect.h"
#include "lib/Map/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace cubeport;

namespace cubeport::map {
#define GEN_PASS_DEF_VERIFY
#include "lib/Map/Passes.h.inc"
} // namespace cubeport::map

/// A vector instruction works on whole repeats; buffers are made of them.
static constexpr int64_t kRepeatBytes = 256;

static LogicalResult verifyOp(Operation *op) {
  if (!isa<arith::ArithDialect, scf::SCFDialect, func::FuncDialect,
           davinci::DavinciDialect, math::MathDialect>(op->getDialect())) {
    return op->emitError() << "CP4006: '" << op->getName().getStringRef()
                           << "' in the davinci form; it has ops of davinci, "
                              "arith, math, scf and func only";
  }
  for (Type type : op->getResultTypes()) {
    if (isa<TensorType>(type)) {
      return op->emitError() << "CP4006: a value of type " << type
                             << " in the davinci form; lanes stand in buffers";
    }
  }
  if (auto alloc = dyn_cast<davinci::AllocOp>(op)) {
    auto type = cast<MemRefType>(alloc.getType());
    int64_t bits = type.getElementType().isIntOrFloat()
                       ? type.getElementType().getIntOrFloatBitWidth()
                       : 0;
    if (!type.hasStaticShape() || bits % 8 != 0 || bits == 0 ||
        type.getNumElements() * bits / 8 % kRepeatBytes != 0) {
      return op->emitError()
             << "CP4006: a buffer of type " << type
             << "; its bytes must be a known multiple of " << kRepeatBytes;
    }
  }
  return success();
}

namespace {
struct Verify : map::impl::VerifyBase<Verify> {
  using VerifyBase::VerifyBase;
  void runOnOperation() override {
    bool isLegal = true;
    for (auto kernel : getOperation().getOps<func::FuncOp>()) {
      if (kernel->hasAttr(tile::TileDialect::kLanesAttrName)) {
        kernel.emitError() << "CP4006: kernel '" << kernel.getName()
                           << "' in tile form; map-to-davinci must run first";
        isLegal = false;
        continue;
      }
      if (!kernel->hasAttr(davinci::DavinciDialect::kLanesAttrName) &&
          !kernel->hasAttr(davinci::DavinciDialect::kThreadsAttrName)) {
        continue;
      }
      kernel.walk(
          [&](Operation *op) { isLegal = succeeded(verifyOp(op)) && isLegal; });
    }
    if (!isLegal) {
      signalPassFailure();
    }
  }
};
} // namespace
