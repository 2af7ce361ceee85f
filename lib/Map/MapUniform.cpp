// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the block does once: accesses of uniform values, local arrays, views.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Map/KernelMapper.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::Space;

/// An access index as i64.
static Value toIndex(ImplicitLocOpBuilder &b, Value index) {
  if (auto cast = index.getDefiningOp<arith::IndexCastOp>()) {
    Value inner = cast.getIn();
    if (inner.getType().isInteger(64)) {
      return inner;
    }
    if (inner.getType().isInteger(32)) {
      return b.createOrFold<arith::ExtSIOp>(b.getI64Type(), inner);
    }
  }
  return b.createOrFold<arith::IndexCastOp>(b.getI64Type(), index);
}

LogicalResult KernelMapper::mapUniformLoad(memref::LoadOp op) {
  Value view = uniform(op.getMemref());
  Value index = op.getIndices().empty()
                    ? constI64(0)
                    : toIndex(b, uniform(op.getIndices()[0]));
  Value value = davinci::getSpace(view.getType()) == Space::gm
                    ? readGm(view, index)
                    : getValue(view, index);
  uniforms.map(op.getResult(), value);
  return success();
}

LogicalResult KernelMapper::mapUniformStore(memref::StoreOp op) {
  Value view = uniform(op.getMemref());
  Value value = uniform(op.getValue());
  Value index = op.getIndices().empty()
                    ? constI64(0)
                    : toIndex(b, uniform(op.getIndices()[0]));
  if (davinci::getSpace(view.getType()) != Space::gm) {
    b.create<davinci::SetValueOp>(value, view, index);
    return success();
  }
  Value slot = alloc(value.getType(), 1);
  b.create<davinci::SetValueOp>(value, slot, constI64(0));
  copyOutElement(view, index, slot, constI64(0));
  return success();
}

/// Shared memory and private arrays, made before the block loop: they have
/// one place for the whole kernel.
LogicalResult KernelMapper::mapLocalArray(memref::AllocaOp op) {
  auto type = op.getType();
  OpBuilder::InsertionGuard guard(b);
  if (launch.blockLoop) {
    b.setInsertionPoint(launch.blockLoop);
  } // else it is still to come
  int64_t count = type.getDimSize(0);
  if (type.isDynamicDim(0)) {
    count = davinci::DavinciDialect::kMaxDynamicSharedBytes /
            bytesOf(type.getElementType());
    kernel->setAttr(
        davinci::DavinciDialect::kDynamicSharedAttrName,
        b.getI64IntegerAttr(davinci::DavinciDialect::kMaxDynamicSharedBytes));
  }
  uniforms.map(op.getResult(), alloc(type.getElementType(), count));
  return success();
}

LogicalResult KernelMapper::mapView(Operation *op) {
  if (auto address = dyn_cast<simt::AddressOfOp>(op)) {
    Value view = uniform(address.getSource());
    if (davinci::getSpace(view.getType()) != Space::gm) {
      return refuse(op, "the address of shared or private memory");
    }
    uniforms.map(address.getResult(),
                 b.create<davinci::AddressOfOp>(b.getI64Type(), view));
    return success();
  }
  auto element = cast<MemRefType>(op->getResult(0).getType()).getElementType();
  if (auto from = dyn_cast<simt::FromAddressOp>(op)) {
    uniforms.map(
        from.getResult(),
        b.create<davinci::FromAddressOp>(
            davinci::getBufferType(element, ShapedType::kDynamic, Space::gm),
            uniform(from.getAddress())));
    return success();
  }
  uniforms.map(op->getResult(0), viewAs(uniform(op->getOperand(0)), element));
  return success();
}
