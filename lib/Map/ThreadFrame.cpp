// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// map-threads: the function, its launch arguments, and shared memory.
#include "lib/Map/Passes.h"
#include "lib/Map/ThreadMapper.h"
#include "llvm/Support/MathExtras.h"

namespace cubeport::map {
#define GEN_PASS_DEF_MAPTHREADS
#include "lib/Map/Passes.h.inc"
} // namespace cubeport::map

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;

// Arrays begin on lines of the scalar data cache (target.md 2.2).
static constexpr int64_t kLineBytes = 64;

namespace {
struct MapThreads : map::impl::MapThreadsBase<MapThreads> {
  void runOnOperation() override {
    for (auto kernel : llvm::to_vector(getOperation().getOps<func::FuncOp>())) {
      if (!kernel.getOps<tile::ThreadsOp>().empty() &&
          failed(ThreadMapper(kernel).run())) {
        return signalPassFailure();
      }
    }
  }
};
} // namespace

void ThreadMapper::createFrame() {
  bool hasDynamicShared =
      source.walk([](tile::SharedBytesOp) { return WalkResult::interrupt(); })
          .wasInterrupted();
  kernel = createKernel(
      b, source, [&](Type type) { return convert(type); }, hasDynamicShared,
      values, launch);
  kernel->setAttr(davinci::DavinciDialect::kThreadsAttrName, b.getUnitAttr());
  if (hasDynamicShared) {
    kernel->setAttr(
        davinci::DavinciDialect::kDynamicSharedAttrName,
        b.getI64IntegerAttr(davinci::DavinciDialect::kMaxThreadsSharedBytes));
  } else {
    launch.sharedBytes =
        arith::ConstantOp::create(b, b.getI32IntegerAttr(0));
  }
}

void ThreadMapper::createThreads(tile::ThreadsOp op) {
  auto &[gridX, gridY, gridZ] = launch.gridDim;
  auto &[blockX, blockY, blockZ] = launch.blockDim;
  threads = davinci::ThreadsOp::create(b, gridX, gridY, gridZ, blockX, blockY,
                                       blockZ, launch.sharedBytes);
  func::ReturnOp::create(b);
  SmallVector<Type> types(6, b.getI32Type());
  body = b.createBlock(&threads.getBody(), {}, types,
                       SmallVector<Location>(6, op.getLoc()));
  for (unsigned axis = 0; axis < 3; ++axis) {
    bind(op.getBody().getArgument(axis), body->getArgument(axis));
  }
}

/// Shared arrays lie one behind the other; dynamic memory behind all.
LogicalResult ThreadMapper::placeShared(memref::AllocaOp alloca) {
  MemRefType type = alloca.getType();
  int64_t offset = sharedEnd;
  if (type.hasStaticShape()) {
    int64_t bytes =
        type.getNumElements() * type.getElementTypeBitWidth() / 8;
    sharedEnd += llvm::alignTo(bytes, kLineBytes);
  }
  bind(alloca, davinci::BlockArrayOp::create(b, convert(type), offset));
  return success();
}

Value ThreadMapper::launchValue(Operation *op) {
  if (auto dim = dyn_cast<tile::GridDimOp>(op)) {
    return launch.gridDim[unsigned(dim.getDim())];
  }
  if (auto dim = dyn_cast<tile::BlockDimOp>(op)) {
    return launch.blockDim[unsigned(dim.getDim())];
  }
  if (auto id = dyn_cast<tile::BlockIdOp>(op)) {
    return body->getArgument(3 + unsigned(id.getDim()));
  }
  return launch.sharedBytes;
}

LogicalResult ThreadMapper::run() {
  createFrame();
  auto op = *source.getOps<tile::ThreadsOp>().begin();
  createThreads(op);
  // Static arrays first: dynamic memory begins behind the last of them.
  SmallVector<memref::AllocaOp> shared(source.getOps<memref::AllocaOp>());
  llvm::stable_sort(shared, [](memref::AllocaOp one, memref::AllocaOp other) {
    return one.getType().hasStaticShape() > other.getType().hasStaticShape();
  });
  for (memref::AllocaOp alloca : shared) {
    b.setLoc(alloca.getLoc());
    (void)placeShared(alloca);
  }
  for (Operation &outside : source.getBody().front()) {
    if (isa<tile::ThreadsOp, memref::AllocaOp, func::ReturnOp>(outside)) {
      continue;
    }
    if (failed(mapOp(&outside))) {
      kernel.erase();
      return failure();
    }
  }
  if (failed(mapBlock(op.getBody().front()))) {
    kernel.erase();
    return failure();
  }
  b.setInsertionPointToEnd(body);
  davinci::ThreadEndOp::create(b);
  yieldInSpinLoops();
  kernel->setAttr(davinci::DavinciDialect::kSharedBytesAttrName,
                  b.getI64IntegerAttr(sharedEnd));
  source.erase();
  return success();
}
