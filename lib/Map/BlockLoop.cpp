// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The frame of a kernel in davinci form: its arguments and the loop over the
// CUDA blocks that one core does.
#include "lib/Map/KernelFrame.h"
#include "lib/Map/KernelMapper.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;

static Type toGm(Type type) {
  auto memref = dyn_cast<MemRefType>(type);
  if (!memref) {
    return type;
  }
  return davinci::getBufferType(memref.getElementType(), memref.getDimSize(0),
                                davinci::Space::gm);
}

void KernelMapper::createFrame() {
  kernel =
      createKernel(b, source, toGm,
                   source->hasAttr(tile::TileDialect::kDynamicSharedAttrName),
                   uniforms, launch);
  kernel->setAttr(davinci::DavinciDialect::kLanesAttrName,
                  b.getI64IntegerAttr(capacity));
  if (source->hasAttr(tile::TileDialect::kWholeBlockAttrName)) {
    kernel->setAttr(davinci::DavinciDialect::kMaxBlockAttrName,
                    b.getI64IntegerAttr(capacity));
  }
  if (Attribute grid = source->getAttr(tile::TileDialect::kMaxGridAttrName)) {
    kernel->setAttr(davinci::DavinciDialect::kMaxGridAttrName, grid);
  }
  auto end = b.create<func::ReturnOp>();
  b.setInsertionPoint(end);
  // A chunk makes its own loop, once what bounds it is known.
  if (source.getBody().getOps<tile::ChunkOp>().empty()) {
    createBlockLoop();
  }
}

/// What each core starts with and how far it goes on: of all, every n-th one,
/// or all on one core.
std::pair<Value, Value> KernelMapper::firstAndStep(Value total) {
  Type type = total.getType();
  auto resize = [&](Value v) {
    return type == v.getType() ? v : b.createOrFold<arith::ExtSIOp>(type, v);
  };
  Value core = b.create<davinci::CoreIdOp>(b.getI32Type());
  Value cores = b.create<davinci::CoreCountOp>(b.getI32Type());
  if (!needsOneCore()) {
    return {resize(core), resize(cores)};
  }
  Value isFirst =
      b.create<arith::CmpIOp>(arith::CmpIPredicate::eq, core, constI32(0));
  return {b.create<arith::SelectOp>(isFirst, resize(constI32(0)), total),
          resize(constI32(1))};
}

/// The loop over the CUDA blocks of this core, or over their warps where each
/// warp runs by itself.
void KernelMapper::createBlockLoop() {
  Value total =
      mulI32(mulI32(launch.gridDim[0], launch.gridDim[1]), launch.gridDim[2]);
  auto warps =
      source->getAttrOfType<IntegerAttr>(tile::TileDialect::kWarpsAttrName);
  Value perBlock = constI32(warps ? warps.getInt() : 1);
  total = mulI32(total, perBlock);
  if (warps) {
    kernel->setAttr(davinci::DavinciDialect::kBlockPartsAttrName, warps);
  }
  auto [first, step] = firstAndStep(total);
  auto loop = b.create<scf::ForOp>(first, total, step);
  launch.blockLoop = loop;
  b.setInsertionPointToStart(loop.getBody());
  launch.linearBlock = loop.getInductionVar();
  if (warps) {
    launch.linearBlock =
        b.create<arith::DivSIOp>(loop.getInductionVar(), perBlock);
    launch.warp = b.create<arith::RemSIOp>(loop.getInductionVar(), perBlock);
  }
}

Value KernelMapper::mapLaunchValue(Operation *op) {
  if (auto dim = dyn_cast<tile::GridDimOp>(op)) {
    return launch.gridDim[unsigned(dim.getDim())];
  }
  if (auto dim = dyn_cast<tile::BlockDimOp>(op)) {
    return launch.blockDim[unsigned(dim.getDim())];
  }
  if (isa<tile::WarpIdOp>(op)) {
    return launch.warp;
  }
  unsigned axis = unsigned(cast<tile::BlockIdOp>(op).getDim());
  if (launch.blockId[axis] || !launch.linearBlock) {
    return launch.blockId[axis];
  }
  // Near the head of the loop body, so that it dominates every use.
  OpBuilder::InsertionGuard guard(b);
  if (Operation *division = launch.linearBlock.getDefiningOp()) {
    b.setInsertionPointAfter(division);
  } else {
    b.setInsertionPointToStart(&launch.blockLoop->getRegion(0).front());
  }
  if (axis == 0) {
    launch.blockId[0] =
        b.create<arith::RemSIOp>(launch.linearBlock, launch.gridDim[0]);
  } else if (axis == 1) {
    Value row = b.create<arith::DivSIOp>(launch.linearBlock, launch.gridDim[0]);
    launch.blockId[1] = b.create<arith::RemSIOp>(row, launch.gridDim[1]);
  } else {
    Value plane = mulI32(launch.gridDim[0], launch.gridDim[1]);
    launch.blockId[2] = b.create<arith::DivSIOp>(launch.linearBlock, plane);
  }
  return launch.blockId[axis];
}
