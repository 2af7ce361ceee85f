// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// map-threads: the ops of one thread.
#include "lib/Map/ThreadMapper.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;

Type ThreadMapper::convert(Type type) {
  if (type.isIndex()) {
    return b.getI64Type();
  }
  if (auto memref = dyn_cast<MemRefType>(type)) {
    int64_t count = memref.hasStaticShape() ? memref.getNumElements()
                                            : ShapedType::kDynamic;
    return davinci::getBufferType(memref.getElementType(), count,
                                  davinci::Space::gm);
  }
  return type;
}

LogicalResult ThreadMapper::refuse(Operation *op, const Twine &what) {
  return op->emitError() << "CP4002: " << what
                         << "; there is no scalar form of it";
}

LogicalResult ThreadMapper::mapBlock(Block &block) {
  for (Operation &op : block) {
    if (failed(mapOp(&op))) {
      return failure();
    }
  }
  return success();
}

/// The array is made once, at the head of what a thread does.
void ThreadMapper::mapPrivate(memref::AllocaOp alloca) {
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(body);
  bind(alloca,
       davinci::ThreadArrayOp::create(b, convert(alloca.getType())));
}

/// Index is i64 here: what is left is an extension or a truncation.
LogicalResult ThreadMapper::mapIndexCast(Operation *op) {
  Value in = lookup(op->getOperand(0));
  Type to = convert(op->getResult(0).getType());
  unsigned from = in.getType().getIntOrFloatBitWidth();
  unsigned width = to.getIntOrFloatBitWidth();
  Value out = in;
  if (width > from) {
    out = isa<arith::IndexCastUIOp>(op)
              ? Value(arith::ExtUIOp::create(b, to, in))
              : Value(arith::ExtSIOp::create(b, to, in));
  } else if (width < from) {
    out = arith::TruncIOp::create(b, to, in);
  }
  bind(op->getResult(0), out);
  return success();
}

/// The same op on mapped values, with its regions.
LogicalResult ThreadMapper::mapGeneric(Operation *op) {
  bool isControl = isa<scf::IfOp, scf::ForOp, scf::WhileOp, scf::YieldOp,
                       scf::ConditionOp, scf::IndexSwitchOp>(op);
  bool isPlain = isa<arith::ArithDialect, math::MathDialect>(op->getDialect());
  if (!isControl && !isPlain) {
    return refuse(op, "'" + op->getName().getStringRef() + "'");
  }
  OperationState state(op->getLoc(), op->getName());
  for (Value operand : op->getOperands()) {
    state.addOperands(lookup(operand));
  }
  for (Type type : op->getResultTypes()) {
    state.addTypes(convert(type));
  }
  state.addAttributes(op->getDiscardableAttrDictionary().getValue());
  state.propertiesAttr = op->getPropertiesAsAttribute();
  for (unsigned i = 0; i < op->getNumRegions(); ++i) {
    state.addRegion();
  }
  Operation *made = b.create(state);
  for (auto [from, to] : llvm::zip(op->getResults(), made->getResults())) {
    bind(from, to);
  }
  for (auto [from, to] : llvm::zip(op->getRegions(), made->getRegions())) {
    if (from.empty()) {
      continue;
    }
    OpBuilder::InsertionGuard guard(b);
    SmallVector<Type> types;
    SmallVector<Location> places;
    for (BlockArgument argument : from.getArguments()) {
      types.push_back(convert(argument.getType()));
      places.push_back(argument.getLoc());
    }
    Block *block = b.createBlock(&to, {}, types, places);
    for (auto [old, fresh] :
         llvm::zip(from.getArguments(), block->getArguments())) {
      bind(old, fresh);
    }
    if (failed(mapBlock(from.front()))) {
      return failure();
    }
  }
  return success();
}

LogicalResult ThreadMapper::mapOp(Operation *op) {
  b.setLoc(op->getLoc());
  return TypeSwitch<Operation *, LogicalResult>(op)
      .Case<tile::BlockIdOp, tile::BlockDimOp, tile::GridDimOp,
            tile::SharedBytesOp>([&](auto value) {
        bind(value.getResult(), launchValue(value));
        return success();
      })
      .Case<tile::ThreadEndOp>([](auto) { return success(); })
      .Case<ub::PoisonOp>([&](ub::PoisonOp poison) {
        Type type = convert(poison.getType());
        if (!type.isIntOrFloat()) {
          return refuse(poison, "an undefined value that is no number");
        }
        bind(poison, arith::ConstantOp::create(b, b.getZeroAttr(type)));
        return success();
      })
      .Case<arith::ConstantOp>([&](arith::ConstantOp constant) {
        TypedAttr value = constant.getValue();
        if (constant.getType().isIndex()) {
          value = b.getI64IntegerAttr(cast<IntegerAttr>(value).getInt());
        }
        bind(constant, arith::ConstantOp::create(b, value));
        return success();
      })
      .Case<arith::IndexCastOp, arith::IndexCastUIOp>(
          [&](auto cast) { return mapIndexCast(cast); })
      .Case<memref::AllocaOp>([&](memref::AllocaOp alloca) {
        mapPrivate(alloca);
        return success();
      })
      .Case<memref::LoadOp>([&](memref::LoadOp load) {
        return mapLoad(load, load.getMemRef(), load.getIndices().front());
      })
      .Case<memref::StoreOp>([&](memref::StoreOp store) {
        return mapStore(store.getValueToStore(), store.getMemRef(),
                        store.getIndices().front());
      })
      .Case<simt::VolatileLoadOp>([&](simt::VolatileLoadOp load) {
        return mapLoad(load, load.getView(), load.getIndex());
      })
      .Case<simt::VolatileStoreOp>([&](simt::VolatileStoreOp store) {
        return mapVolatileStore(store);
      })
      .Case<memref::AtomicRMWOp>([&](auto rmw) { return mapAtomic(rmw); })
      .Case<simt::AtomicCasOp>([&](auto cas) { return mapCompareSwap(cas); })
      .Case<simt::AtomicUpdateOp>([&](auto update) { return mapUpdate(update); })
      .Case<simt::ReinterpretOp, simt::AddressOfOp, simt::FromAddressOp,
            memref::CastOp>([&](auto view) { return mapView(view); })
      .Default([&](Operation *other) {
        if (isa<simt::SimtDialect, gpu::GPUDialect>(other->getDialect())) {
          return mapWait(other);
        }
        return mapGeneric(other);
      });
}
