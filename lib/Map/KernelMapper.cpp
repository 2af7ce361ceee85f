// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pass map-to-davinci and the dispatch over the ops of a kernel.
#include "lib/Map/KernelMapper.h"
#include "dialects/Simt/SimtDialect.h"
#include "lib/Map/Passes.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;

namespace cubeport::map {
#define GEN_PASS_DEF_TODAVINCI
#include "lib/Map/Passes.h.inc"
} // namespace cubeport::map

namespace {
struct ToDavinci : map::impl::ToDavinciBase<ToDavinci> {
  using ToDavinciBase::ToDavinciBase;
  void runOnOperation() override {
    const chip::Chip *target = chip::findChip(chip);
    if (!target) {
      getOperation().emitError() << "CP4004: chip '" << chip << "'; known are "
                                 << llvm::join(chip::chipNames(), ", ");
      return signalPassFailure();
    }
    for (auto kernel : llvm::to_vector(getOperation().getOps<func::FuncOp>())) {
      if (kernel->hasAttr(tile::TileDialect::kLanesAttrName) &&
          failed(KernelMapper(kernel, *target).run())) {
        return signalPassFailure();
      }
    }
  }
};
} // namespace

KernelMapper::KernelMapper(func::FuncOp source, const chip::Chip &chip)
    : source(source), chip(chip), b(source.getLoc(), source.getOperation()) {
  capacity = std::min(
      source->getAttrOfType<IntegerAttr>(tile::TileDialect::kLanesAttrName)
          .getInt(),
      kMostElements);
}

LogicalResult KernelMapper::run() {
  if (!source.getBody().hasOneBlock()) {
    return refuse(source, "a kernel body of several blocks");
  }
  createFrame();
  findUpdates();
  if (failed(mapBlock(source.getBody().front()))) {
    kernel.erase();
    return failure();
  }
  source.erase();
  return success();
}

LogicalResult KernelMapper::refuse(Operation *op, const Twine &text) {
  return op->emitError() << "CP4002: " << text
                         << "; the chip has no instruction for it and there "
                            "is no scalar form";
}

LogicalResult KernelMapper::mapBlock(Block &block) {
  for (Operation &op : block) {
    if (failed(mapOp(&op))) {
      return failure();
    }
  }
  return success();
}

static bool hasLanes(Operation *op) {
  auto isTensor = [](Type type) { return isa<TensorType>(type); };
  return llvm::any_of(op->getResultTypes(), isTensor) ||
         llvm::any_of(op->getOperandTypes(), isTensor);
}

LogicalResult KernelMapper::mapLanes(tile::LanesOp op) {
  if (!launch.blockLoop) {
    return op.emitError() << "CP4002: 'tile.lanes' in front of 'tile.chunk'; "
                             "its lanes are a chunk's threads";
  }
  LaneSpace outer = space;
  space = LaneSpace();
  filled.clear();
  space.extent = {uniform(op.getLx()), uniform(op.getLy()),
                  uniform(op.getLz())};
  space.count =
      mulI32(mulI32(space.extent[0], space.extent[1]), space.extent[2]);
  space.anchor = b.create<arith::ConstantOp>(b.getI32IntegerAttr(0));
  LogicalResult result = mapBlock(op.getBody().front());
  space = outer;
  filled.clear();
  return result;
}

LogicalResult KernelMapper::mapOp(Operation *op) {
  b.setLoc(op->getLoc());
  if (partsOfUpdates.contains(op)) {
    return success();
  }
  if (auto constant = dyn_cast<arith::ConstantOp>(op);
      constant && isa<TensorType>(constant.getType())) {
    auto dense = dyn_cast<SplatElementsAttr>(constant.getValue());
    if (!dense) {
      return refuse(op, "a lane constant that differs between lanes");
    }
    splats[constant] =
        b.create<arith::ConstantOp>(dense.getSplatValue<TypedAttr>());
    return success();
  }
  if (hasLanes(op) && !space.anchor && !isa<tensor::SplatOp>(op)) {
    return op->emitError() << "CP4002: '" << op->getName()
                           << "' outside of 'tile.lanes'; only there lanes "
                              "have a number";
  }
  return TypeSwitch<Operation *, LogicalResult>(op)
      .Case<tile::BlockIdOp, tile::BlockDimOp, tile::GridDimOp, tile::WarpIdOp>(
          [&](auto o) -> LogicalResult {
            Value value = mapLaunchValue(o);
            if (!value) {
              return refuse(o, "the block of threads whose blocks do not "
                               "matter");
            }
            uniforms.map(o.getResult(), value);
            return success();
          })
      .Case([&](tile::ChunkOp o) { return mapChunk(o); })
      .Case([&](tile::RowOp o) { return mapRow(o); })
      .Case([&](tile::SharedBytesOp o) {
        uniforms.map(o.getResult(), launch.sharedBytes);
        return success();
      })
      .Case([&](tile::LanesOp o) { return mapLanes(o); })
      .Case([&](tile::TripsOp o) { return mapTrips(o); })
      .Case([&](tile::LaneIdOp o) {
        buffers[o.getResult()] = coordinate(unsigned(o.getDim()));
        return success();
      })
      .Case([&](tile::BoxOp o) { return mapBox(o); })
      .Case([&](tile::AnyOp o) { return mapAny(o); })
      .Case([&](tile::ShuffleOp o) { return mapShuffle(o); })
      .Case([&](tile::LoadOp o) { return mapLoad(o); })
      .Case([&](tile::StoreOp o) { return mapStore(o); })
      .Case([&](tile::GatherOp o) { return mapGather(o); })
      .Case([&](tile::ScatterOp o) { return mapScatter(o); })
      .Case([&](tile::AtomicOp o) { return mapAtomic(o); })
      .Case([&](tile::AtomicCasOp o) { return mapCompareSwap(o); })
      .Case([&](memref::LoadOp o) { return mapUniformLoad(o); })
      .Case([&](memref::StoreOp o) { return mapUniformStore(o); })
      .Case([&](memref::AllocaOp o) { return mapLocalArray(o); })
      .Case<simt::ReinterpretOp, simt::AddressOfOp, simt::FromAddressOp>(
          [&](auto o) { return mapView(o); })
      .Case([&](scf::IfOp o) { return mapIf(o); })
      .Case([&](scf::ForOp o) { return mapFor(o); })
      .Case([&](scf::WhileOp o) { return mapWhile(o); })
      .Case([&](tensor::SplatOp o) {
        splats[o.getResult()] = uniform(o.getInput());
        return success();
      })
      .Case<tile::EndOp, func::ReturnOp>([](auto) { return success(); })
      .Default([&](Operation *o) -> LogicalResult {
        if (hasLanes(o)) {
          return mapElementwise(o);
        }
        if (isa<math::MathDialect>(o->getDialect())) {
          return mapUniformMath(o);
        }
        if (o->getNumRegions() != 0 || !isMemoryEffectFree(o)) {
          return refuse(o, "'" + o->getName().getStringRef() + "'");
        }
        b.clone(*o, uniforms);
        return success();
      });
}
