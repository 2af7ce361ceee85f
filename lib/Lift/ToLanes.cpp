// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-to-lanes: the frame of each kernel; Lifter fills it.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Chip/Chip.h"
#include "lib/Lift/Lifter.h"
#include "lib/Lift/Passes.h"
#include "mlir/Analysis/SliceAnalysis.h"

namespace cubeport::lift {
#define GEN_PASS_DEF_LIFTTOLANES
#include "lib/Lift/Passes.h.inc"
} // namespace cubeport::lift

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;
using tile::TileDialect;

namespace {
// CUDA's limit of threads in a block.
constexpr int64_t kMaxBlockThreads = 1024;
constexpr int64_t kLaneGrain = 64;

struct LiftToLanes : lift::impl::LiftToLanesBase<LiftToLanes> {
  using Base = lift::impl::LiftToLanesBase<LiftToLanes>;
  using Base::Base;
  void runOnOperation() override;
};

/// Builds the function of one kernel around what Lifter makes of its body.
class KernelFrame {
public:
  KernelFrame(gpu::GPUFuncOp kernel, int64_t lanesLimit, int64_t tripLanes,
              int64_t localBytes)
      : kernel(kernel), ranges(kernel), lanesLimit(lanesLimit),
        tripLanes(tripLanes), localBytes(localBytes) {}
  LogicalResult build(OpBuilder &builder);

private:
  LogicalResult chooseCapacity();
  func::FuncOp createFunction(OpBuilder &builder);
  void createBuffers(Lifter &lifter, LaneBuilder &lanes);
  void createLaneSpace(Lifter &lifter, LaneBuilder &lanes);
  LogicalResult createChunk(Lifter &lifter, LaneBuilder &lanes);
  void createWarp(Lifter &lifter, LaneBuilder &lanes);
  void createChunks(Lifter &lifter, LaneBuilder &lanes,
                    ArrayRef<Value> blockDim);
  void setLimits(func::FuncOp function);

  gpu::GPUFuncOp kernel;
  Ranges ranges;
  int64_t lanesLimit, tripLanes, localBytes;
  int64_t capacity = 0;
  /// The most threads that a block of this kernel may have.
  int64_t mostThreads = kMaxBlockThreads;
  bool wholeBlock = true;
  bool hasDynamicShared = false;
};
} // namespace

/// Whether a thread can see what another thread of its block does.
static bool communicates(gpu::GPUFuncOp kernel) {
  if (kernel.getNumWorkgroupAttributions() > 0) {
    return true;
  }
  WalkResult found = kernel.walk([](Operation *op) {
    bool crosses =
        isa<gpu::BarrierOp, gpu::DynamicSharedMemoryOp, simt::ShuffleOp>(op);
    if (auto alloca = dyn_cast<memref::AllocaOp>(op)) {
      crosses = !Divergence::isPrivate(alloca);
    }
    return crosses ? WalkResult::interrupt() : WalkResult::advance();
  });
  return found.wasInterrupted();
}

LogicalResult KernelFrame::chooseCapacity() {
  if (auto most = kernel->getAttrOfType<IntegerAttr>(
          simt::SimtDialect::kChunkAttrName)) {
    int64_t wanted = std::max<int64_t>(most.getInt(), 1);
    wanted = lanesLimit > 0 ? std::min<int64_t>(wanted, lanesLimit) : wanted;
    capacity = llvm::alignTo(wanted, kLaneGrain);
    wholeBlock = false;
    return success();
  }
  if (ranges.hasWarps()) {
    capacity = llvm::alignTo(simt::SimtDialect::kWarpSize, kLaneGrain);
    wholeBlock = false;
    return success();
  }
  if (ranges.blockExtent(0) > 0) {
    mostThreads =
        ranges.blockExtent(0) * ranges.blockExtent(1) * ranges.blockExtent(2);
  } else if (auto most = kernel->getAttrOfType<IntegerAttr>(
                 simt::SimtDialect::kMaxThreadsAttrName)) {
    mostThreads = std::clamp<int64_t>(most.getInt(), 1, kMaxBlockThreads);
  }
  capacity = llvm::alignTo(mostThreads, kLaneGrain);
  if (lanesLimit > 0) {
    capacity =
        std::min<int64_t>(capacity, llvm::alignTo(lanesLimit, kLaneGrain));
  }
  wholeBlock = mostThreads <= capacity || communicates(kernel);
  if (wholeBlock && ranges.blockExtent(0) > 0 && mostThreads > capacity) {
    return kernel.emitError("CP3008: ")
           << mostThreads << " threads of a block communicate; there is room "
           << "for " << capacity << " lanes";
  }
  return success();
}

func::FuncOp KernelFrame::createFunction(OpBuilder &builder) {
  auto function = func::FuncOp::create(
      builder, kernel.getLoc(), kernel.getName(), kernel.getFunctionType());
  for (NamedAttribute attr : kernel->getDiscardableAttrs()) {
    if (attr.getName().strref().starts_with("simt.") &&
        attr.getName() != simt::SimtDialect::kChunkAttrName &&
        attr.getName() != simt::SimtDialect::kWarpsAttrName) {
      function->setAttr(attr.getName(), attr.getValue());
    }
  }
  function->setAttr(TileDialect::kLanesAttrName,
                    builder.getI64IntegerAttr(capacity));
  for (unsigned i = 0; i < kernel.getNumArguments(); ++i) {
    if (DictionaryAttr attrs = kernel.getArgAttrDict(i)) {
      function.setArgAttrs(i, attrs);
    }
  }
  function.addEntryBlock();
  for (auto [from, to] :
       llvm::zip(kernel.getArguments(), function.getArguments())) {
    to.setLoc(from.getLoc());
  }
  return function;
}

/// Memory of the block and of its threads, allocated once at the top.
void KernelFrame::createBuffers(Lifter &lifter, LaneBuilder &lanes) {
  OpBuilder &b = lanes.b;
  for (BlockArgument shared : kernel.getWorkgroupAttributions()) {
    lifter.bindUniform(
        shared, memref::AllocaOp::create(b, shared.getLoc(),
                                         cast<MemRefType>(shared.getType())));
  }
  auto expand = [&](Value own) {
    auto type = cast<MemRefType>(own.getType());
    int64_t size = type.getElementTypeBitWidth() / 8;
    int64_t bytes = llvm::alignTo(type.getNumElements() * size,
                                  Lifter::privateGranule(own));
    return MemRefType::get({bytes / size * capacity}, type.getElementType(),
                           MemRefLayoutAttrInterface(), type.getMemorySpace());
  };
  for (BlockArgument own : kernel.getPrivateAttributions()) {
    lifter.bindUniform(own,
                       memref::AllocaOp::create(b, own.getLoc(), expand(own)));
  }
  Value dynamicShared;
  kernel.walk([&](Operation *op) {
    if (auto alloca = dyn_cast<memref::AllocaOp>(op)) {
      if (alloca.getType().hasStaticShape()) {
        MemRefType type =
            Divergence::isPrivate(alloca) ? expand(alloca) : alloca.getType();
        lifter.buffers[op] = memref::AllocaOp::create(b, op->getLoc(), type);
      }
    } else if (isa<gpu::DynamicSharedMemoryOp>(op)) {
      if (!dynamicShared) {
        Value bytes =
            tile::SharedBytesOp::create(b, op->getLoc(), b.getI32Type());
        Value size = arith::IndexCastOp::create(b, op->getLoc(),
                                                b.getIndexType(), bytes);
        dynamicShared = memref::AllocaOp::create(
            b, op->getLoc(), cast<MemRefType>(op->getResult(0).getType()),
            size);
        hasDynamicShared = true;
      }
      lifter.buffers[op] = dynamicShared;
    }
  });
}

/// Chunk loops around the lanes: the largest box of at most C lanes that
/// takes x first, then y, then z.
void KernelFrame::createChunks(Lifter &lifter, LaneBuilder &lanes,
                               ArrayRef<Value> blockDim) {
  OpBuilder &b = lanes.b;
  Value left = lanes.i32(capacity);
  std::array<Value, 3> step;
  for (unsigned axis = 0; axis < 3; ++axis) {
    step[axis] =
        b.createOrFold<arith::MinSIOp>(lanes.loc, blockDim[axis], left);
    left = b.createOrFold<arith::DivSIOp>(lanes.loc, left, step[axis]);
  }
  for (unsigned axis : {2u, 1u, 0u}) {
    if (ranges.blockExtent(axis) == 1) {
      continue;
    }
    auto loop = scf::ForOp::create(b, lanes.loc, lanes.i32(0), blockDim[axis],
                                   step[axis]);
    b.setInsertionPointToStart(loop.getBody());
    lifter.origin[axis] = loop.getInductionVar();
  }
  for (unsigned axis = 0; axis < 3; ++axis) {
    Value rest = lanes.sub(blockDim[axis], lifter.origin[axis]);
    lanes.extent[axis] =
        b.createOrFold<arith::MinSIOp>(lanes.loc, step[axis], rest);
  }
}

/// The lane space of a kernel whose warps do not meet: one warp, which may be
/// the last of its block and have fewer threads.
void KernelFrame::createWarp(Lifter &lifter, LaneBuilder &lanes) {
  int64_t warpSize = simt::SimtDialect::kWarpSize;
  lanes.extent = {lanes.i32(ranges.warpExtent()), lanes.i32(1), lanes.i32(1)};
  lifter.origin = {lanes.i32(0), lanes.i32(0), lanes.i32(0)};
  lifter.warp =
      ranges.warpCount() == 1
          ? lanes.i32(0)
          : tile::WarpIdOp::create(lanes.b, lanes.loc, lanes.b.getI32Type());
  if (ranges.blockExtent(0) > warpSize &&
      ranges.blockExtent(0) % warpSize != 0) {
    Value first = lanes.mul(lifter.warp, lanes.i32(warpSize));
    Value rest = lanes.sub(lanes.i32(ranges.blockExtent(0)), first);
    lanes.extent[0] = lanes.b.createOrFold<arith::MinSIOp>(
        lanes.loc, lanes.i32(warpSize), rest);
  }
}

void KernelFrame::createLaneSpace(Lifter &lifter, LaneBuilder &lanes) {
  SmallVector<Value, 3> blockDim;
  for (unsigned axis = 0; axis < 3; ++axis) {
    int64_t fixed = ranges.blockExtent(axis);
    blockDim.push_back(fixed ? lanes.i32(fixed)
                             : Value(tile::BlockDimOp::create(
                                   lanes.b, lanes.loc, lanes.b.getI32Type(),
                                   static_cast<tile::Dim>(axis))));
    lanes.extent[axis] = blockDim[axis];
    lifter.origin[axis] = lanes.i32(0);
  }
  if (!wholeBlock) {
    createChunks(lifter, lanes, blockDim);
  }
}

/// The lane space of a kernel whose blocks do not matter: a chunk of threads
/// that follow each other along x, in one row.
LogicalResult KernelFrame::createChunk(Lifter &lifter, LaneBuilder &lanes) {
  Value below;
  for (auto limit : kernel.getBody().getOps<simt::ThreadLimitOp>()) {
    llvm::SetVector<Operation *> needed;
    if (failed(getBackwardSlice(limit.getOperation(), &needed))) {
      return limit.emitError("CP3002: limit of threads out of nowhere; it is "
                             "computed of the kernel's arguments");
    }
    for (Operation *op : needed) {
      if (failed(lifter.liftUniform(op))) {
        return failure();
      }
    }
    below = lifter.uniformOf(limit.getBelow());
  }
  auto chunk = tile::ChunkOp::create(
      lanes.b, kernel.getLoc(), lanes.b.getI32Type(), lanes.b.getI32Type(),
      below);
  lanes.extent = {chunk.getCount(), lanes.i32(1), lanes.i32(1)};
  lifter.origin[0] = chunk.getFirst();
  for (unsigned axis : {1u, 2u}) {
    lifter.origin[axis] = tile::RowOp::create(
        lanes.b, lanes.loc, lanes.b.getI32Type(), static_cast<tile::Dim>(axis));
  }
  return success();
}

void KernelFrame::setLimits(func::FuncOp function) {
  Builder b(function.getContext());
  if (wholeBlock) {
    function->setAttr(TileDialect::kWholeBlockAttrName, b.getUnitAttr());
  }
  if (ranges.hasWarps() && ranges.warpCount() > 1) {
    function->setAttr(TileDialect::kWarpsAttrName,
                      b.getI64IntegerAttr(ranges.warpCount()));
  }
  if (hasDynamicShared) {
    function->setAttr(TileDialect::kDynamicSharedAttrName, b.getUnitAttr());
  }
  for (Value limited : ranges.limitedArguments()) {
    function.setArgAttr(cast<BlockArgument>(limited).getArgNumber(),
                        TileDialect::kAtMostAttrName,
                        b.getI64IntegerAttr(Ranges::kArgumentLimit));
  }
  function->setAttr(
      TileDialect::kMaxGridAttrName,
      b.getDenseI64ArrayAttr(
          {ranges.gridLimit(0), ranges.gridLimit(1), ranges.gridLimit(2)}));
}

/// Erases ops whose results nobody uses, last ones first.
static void eraseUnused(func::FuncOp function) {
  SmallVector<Operation *> ops;
  function.walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (op != function) {
      ops.push_back(op);
    }
  });
  for (Operation *op : llvm::reverse(ops)) {
    if (isOpTriviallyDead(op)) {
      op->erase();
    }
  }
}

LogicalResult KernelFrame::build(OpBuilder &builder) {
  if (kernel->hasAttr(simt::SimtDialect::kNeedsThreadsAttrName)) {
    return kernel.emitError("CP3001: unsupported: kernel '")
           << kernel.getName()
           << "' needs each thread on its own; threads in lock-step have no "
              "form of what it does";
  }
  if (failed(chooseCapacity())) {
    return failure();
  }
  Divergence kinds(kernel, ranges);
  func::FuncOp function = createFunction(builder);
  Location loc = kernel.getLoc();
  OpBuilder b = OpBuilder::atBlockEnd(&function.front());
  // Placeholders that keep the places of constants and lane ids.
  Operation *constants = arith::ConstantIndexOp::create(b, loc, 0);
  LaneBuilder lanes(b, capacity);
  lanes.loc = loc;
  lanes.constantAnchor = constants;
  Lifter lifter(kernel, kinds, ranges, lanes);
  lifter.mostTripLanes = tripLanes;
  lifter.localBytes = localBytes;
  for (auto [from, to] :
       llvm::zip(kernel.getArguments(), function.getArguments())) {
    // The tile form computes with integers of known width.
    lifter.bindUniform(from, to.getType().isIndex()
                                 ? Value(arith::IndexCastOp::create(
                                       lanes.b, loc, b.getI64Type(), to))
                                 : to);
  }
  createBuffers(lifter, lanes);
  if (ranges.hasWarps()) {
    createWarp(lifter, lanes);
  } else if (!ranges.hasChunks()) {
    createLaneSpace(lifter, lanes);
  } else if (failed(createChunk(lifter, lanes))) {
    function.erase();
    return failure();
  }
  auto space = tile::LanesOp::create(lanes.b, loc, lanes.extent[0],
                                     lanes.extent[1], lanes.extent[2]);
  Block *body = lanes.b.createBlock(&space.getBody());
  lanes.laneIdAnchor = arith::ConstantIndexOp::create(lanes.b, loc, 0);
  LogicalResult lifted = lifter.liftBody();
  lanes.b.setInsertionPointToEnd(body);
  tile::EndOp::create(lanes.b, loc);
  lanes.b.setInsertionPointToEnd(&function.front());
  func::ReturnOp::create(lanes.b, loc);
  if (failed(lifted)) {
    function.erase();
    return failure();
  }
  constants->erase();
  lanes.laneIdAnchor->erase();
  eraseUnused(function);
  setLimits(function);
  return success();
}

void LiftToLanes::runOnOperation() {
  ModuleOp module = getOperation();
  const chip::Chip *target = chip::findChip(chip);
  if (!target) {
    module.emitError() << "CP4004: chip '" << chip << "'; known are "
                       << llvm::join(chip::chipNames(), ", ");
    return signalPassFailure();
  }
  bool allLifted = true;
  SmallVector<gpu::GPUModuleOp> devices(module.getOps<gpu::GPUModuleOp>());
  for (gpu::GPUModuleOp device : devices) {
    OpBuilder builder(device);
    for (auto kernel : device.getOps<gpu::GPUFuncOp>()) {
      if (kernel.isKernel()) {
        // All kernels, so that all errors are seen at once.
        KernelFrame frame(kernel, lanesLimit, tripLanes, target->ubBytes());
        allLifted &= succeeded(frame.build(builder));
      }
    }
  }
  if (!allLifted) {
    return signalPassFailure();
  }
  for (gpu::GPUModuleOp device : devices) {
    device.erase();
  }
  module->removeAttr(gpu::GPUDialect::getContainerModuleAttrName());
}
