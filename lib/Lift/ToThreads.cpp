// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-threads: a kernel stays what one thread does.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Lift/Passes.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"

namespace cubeport::lift {
#define GEN_PASS_DEF_LIFTTOTHREADS
#include "lib/Lift/Passes.h.inc"
} // namespace cubeport::lift

using namespace mlir;
using namespace cubeport;

namespace {
struct LiftToThreads : lift::impl::LiftToThreadsBase<LiftToThreads> {
  void runOnOperation() override;
};

/// Moves one kernel into a function around tile.threads.
class ThreadFrame {
public:
  explicit ThreadFrame(gpu::GPUFuncOp kernel)
      : kernel(kernel), b(kernel.getContext()) {}
  void build(OpBuilder &builder);

private:
  void hoistShared();
  void replaceLaunchValues(Block &body);

  gpu::GPUFuncOp kernel;
  OpBuilder b;
  std::array<Value, 3> blockDim;
};
} // namespace

static bool isShared(Value view) {
  auto space = dyn_cast_or_null<gpu::AddressSpaceAttr>(
      cast<MemRefType>(view.getType()).getMemorySpace());
  return space && space.getValue() == gpu::AddressSpace::Workgroup;
}

/// Shared memory belongs to the block: in front of the threads.
void ThreadFrame::hoistShared() {
  for (BlockArgument shared : kernel.getWorkgroupAttributions()) {
    shared.replaceAllUsesWith(memref::AllocaOp::create(
        b, shared.getLoc(), cast<MemRefType>(shared.getType())));
  }
  Value dynamic;
  kernel.walk([&](Operation *op) {
    if (auto alloca = dyn_cast<memref::AllocaOp>(op)) {
      if (isShared(alloca) && alloca.getType().hasStaticShape()) {
        alloca->moveBefore(b.getBlock(), b.getInsertionPoint());
      }
    } else if (isa<gpu::DynamicSharedMemoryOp>(op)) {
      if (!dynamic) {
        Value bytes =
            tile::SharedBytesOp::create(b, op->getLoc(), b.getI32Type());
        Value size = arith::IndexCastOp::create(b, op->getLoc(),
                                                b.getIndexType(), bytes);
        dynamic = memref::AllocaOp::create(
            b, op->getLoc(), cast<MemRefType>(op->getResult(0).getType()),
            size);
      }
      op->replaceAllUsesWith(ValueRange(dynamic));
      op->erase();
    }
  });
}

/// Built-in variables become arguments of the body and ops of the tile form.
void ThreadFrame::replaceLaunchValues(Block &body) {
  SmallVector<Operation *> builtins;
  body.walk([&](Operation *op) {
    if (isa<gpu::ThreadIdOp, gpu::BlockIdOp, gpu::BlockDimOp, gpu::GridDimOp>(
            op)) {
      builtins.push_back(op);
    }
  });
  Type i32 = b.getI32Type();
  for (Operation *op : builtins) {
    OpBuilder at(op);
    Location loc = op->getLoc();
    Value value;
    auto dim = [](auto builtin) {
      return static_cast<tile::Dim>(builtin.getDimension());
    };
    if (auto thread = dyn_cast<gpu::ThreadIdOp>(op)) {
      value = body.getArgument(static_cast<unsigned>(thread.getDimension()));
    } else if (auto block = dyn_cast<gpu::BlockIdOp>(op)) {
      value = tile::BlockIdOp::create(at, loc, i32, dim(block));
    } else if (auto extent = dyn_cast<gpu::BlockDimOp>(op)) {
      value = tile::BlockDimOp::create(at, loc, i32, dim(extent));
    } else {
      value = tile::GridDimOp::create(at, loc, i32,
                                      dim(cast<gpu::GridDimOp>(op)));
    }
    op->getResult(0).replaceAllUsesWith(
        arith::IndexCastOp::create(at, loc, op->getResult(0).getType(), value));
    op->erase();
  }
}

void ThreadFrame::build(OpBuilder &builder) {
  Location loc = kernel.getLoc();
  auto function = func::FuncOp::create(builder, loc, kernel.getName(),
                                       kernel.getFunctionType());
  for (NamedAttribute attr : kernel->getDiscardableAttrs()) {
    if (attr.getName().strref().starts_with("simt.")) {
      function->setAttr(attr.getName(), attr.getValue());
    }
  }
  for (unsigned i = 0; i < kernel.getNumArguments(); ++i) {
    if (DictionaryAttr attrs = kernel.getArgAttrDict(i)) {
      function.setArgAttrs(i, attrs);
    }
  }
  Block *entry = function.addEntryBlock();
  b.setInsertionPointToStart(entry);
  Type i32 = b.getI32Type();
  for (auto axis : {tile::Dim::x, tile::Dim::y, tile::Dim::z}) {
    blockDim[static_cast<unsigned>(axis)] =
        tile::BlockDimOp::create(b, loc, i32, axis);
  }
  hoistShared();
  auto threads = tile::ThreadsOp::create(b, loc, blockDim[0], blockDim[1],
                                         blockDim[2]);
  func::ReturnOp::create(b, loc);
  Block &from = kernel.getBody().front();
  Block *body = b.createBlock(&threads.getBody(), {}, {i32, i32, i32},
                              {loc, loc, loc});
  for (BlockArgument own : kernel.getPrivateAttributions()) {
    own.replaceAllUsesWith(memref::AllocaOp::create(
        b, own.getLoc(), cast<MemRefType>(own.getType())));
  }
  for (auto [argument, to] :
       llvm::zip(kernel.getArguments(), entry->getArguments())) {
    to.setLoc(argument.getLoc());
    argument.replaceAllUsesWith(to);
  }
  from.getTerminator()->erase();
  body->getOperations().splice(body->end(), from.getOperations());
  b.setInsertionPointToEnd(body);
  tile::ThreadEndOp::create(b, loc);
  replaceLaunchValues(*body);
}

void LiftToThreads::runOnOperation() {
  SmallVector<gpu::GPUModuleOp> devices(
      getOperation().getOps<gpu::GPUModuleOp>());
  for (gpu::GPUModuleOp device : devices) {
    OpBuilder builder(device);
    for (auto kernel : device.getOps<gpu::GPUFuncOp>()) {
      if (kernel.isKernel()) {
        ThreadFrame(kernel).build(builder);
      }
    }
    device.erase();
  }
  getOperation()->removeAttr(gpu::GPUDialect::getContainerModuleAttrName());
}
