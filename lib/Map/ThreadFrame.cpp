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
// What CUDA grants at most to a block that asks for it (compute capability 9).
static constexpr int64_t kMaxSharedBytes = 227 * 1024;

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
  SmallVector<Type> types;
  for (Type type : source.getArgumentTypes()) {
    types.push_back(convert(type));
  }
  SmallVector<StringRef> extra = {"gridX",  "gridY",  "gridZ",
                                  "blockX", "blockY", "blockZ"};
  bool hasDynamicShared =
      source.walk([](tile::SharedBytesOp) { return WalkResult::interrupt(); })
          .wasInterrupted();
  if (hasDynamicShared) {
    extra.push_back("sharedBytes");
  }
  types.append(extra.size(), b.getI32Type());
  kernel = func::FuncOp::create(b, source.getName(),
                                b.getFunctionType(types, {}));
  for (NamedAttribute attr : source->getDiscardableAttrs()) {
    kernel->setAttr(attr.getName(), attr.getValue());
  }
  kernel->setAttr(davinci::DavinciDialect::kThreadsAttrName, b.getUnitAttr());
  if (hasDynamicShared) {
    kernel->setAttr(davinci::DavinciDialect::kDynamicSharedAttrName,
                    b.getI64IntegerAttr(kMaxSharedBytes));
  }
  unsigned added = source.getNumArguments();
  for (unsigned i = 0; i < added; ++i) {
    if (DictionaryAttr attrs = source.getArgAttrDict(i)) {
      kernel.setArgAttrs(i, attrs);
    }
  }
  for (auto [i, name] : llvm::enumerate(extra)) {
    kernel.setArgAttr(added + i, simt::SimtDialect::kArgNameAttrName,
                      b.getStringAttr(name));
  }
  Block *entry = kernel.addEntryBlock();
  for (auto [from, to] :
       llvm::zip(source.getArguments(), entry->getArguments())) {
    to.setLoc(from.getLoc());
    bind(from, to);
  }
  for (unsigned axis = 0; axis < 3; ++axis) {
    gridDim[axis] = entry->getArgument(added + axis);
    blockDim[axis] = entry->getArgument(added + 3 + axis);
  }
  b.setInsertionPointToStart(entry);
  sharedBytes = hasDynamicShared
                    ? Value(entry->getArgument(added + 6))
                    : Value(arith::ConstantOp::create(
                          b, b.getI32IntegerAttr(0)));
}

void ThreadMapper::createThreads(tile::ThreadsOp op) {
  threads = davinci::ThreadsOp::create(b, gridDim[0], gridDim[1], gridDim[2],
                                       blockDim[0], blockDim[1], blockDim[2],
                                       sharedBytes);
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
    return gridDim[unsigned(dim.getDim())];
  }
  if (auto dim = dyn_cast<tile::BlockDimOp>(op)) {
    return blockDim[unsigned(dim.getDim())];
  }
  if (auto id = dyn_cast<tile::BlockIdOp>(op)) {
    return body->getArgument(3 + unsigned(id.getDim()));
  }
  return sharedBytes;
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
