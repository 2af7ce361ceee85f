// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads of lanes, and those from global memory: rows by DMA where the access
// has rows, lane by lane through the scalar unit's cache where a mask says
// which addresses exist.
#include "lib/Map/KernelMapper.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::Space;

bool cubeport::map::isGlobalMemory(Value view) {
  Attribute space = cast<MemRefType>(view.getType()).getMemorySpace();
  auto gpuSpace = dyn_cast_or_null<gpu::AddressSpaceAttr>(space);
  return !gpuSpace || gpuSpace.getValue() == gpu::AddressSpace::Global;
}

static bool isPrivateMemory(Value view) {
  auto space = dyn_cast_or_null<gpu::AddressSpaceAttr>(
      cast<MemRefType>(view.getType()).getMemorySpace());
  return space && space.getValue() == gpu::AddressSpace::Private;
}

Access KernelMapper::describe(Value view, Value offset, Value sx, Value sy,
                              Value sz, ValueRange box, Value mask) {
  Access access;
  access.view = uniform(view);
  access.element = cast<MemRefType>(view.getType()).getElementType();
  access.offset = uniform(offset);
  access.isPrivate = isPrivateMemory(view);
  access.stride = {uniform(sx), uniform(sy), uniform(sz)};
  access.box = clampBox(box);
  for (unsigned i = 0; i < 3; ++i) {
    access.fixed[i] = constantOf(access.stride[i]);
    // An axis with one lane adds nothing.
    if (constantOf(space.extent[i]) == 1 && access.fixed[i] != 0) {
      access.stride[i] = constI64(0);
      access.fixed[i] = 0;
    }
  }
  if (mask) {
    Value scalar = splatOf(mask);
    if (!scalar || constantOf(scalar) != -1) {
      access.mask = bufferOf(mask);
    }
  }
  return access;
}

/// Drops widening, so that lx and sext(lx) compare equal.
static Value stripped(Value value) {
  while (Operation *def = value.getDefiningOp()) {
    if (!isa<arith::ExtSIOp, arith::ExtUIOp>(def)) {
      break;
    }
    value = def->getOperand(0);
  }
  return value;
}

static bool isProductOf(Value value, Value a, Value c) {
  Value product = stripped(value);
  auto mul = product.getDefiningOp<arith::MulIOp>();
  if (!mul) {
    return false;
  }
  Value x = stripped(mul.getLhs()), y = stripped(mul.getRhs());
  return (x == a && y == c) || (x == c && y == a);
}

/// Lane l is at offset + l: all lanes are one run of memory.
bool KernelMapper::isContiguous(const Access &access) {
  auto fixedX = constantOf(space.extent[0]);
  auto fixedY = constantOf(space.extent[1]);
  auto fixedZ = constantOf(space.extent[2]);
  if (access.fixed[0] != 1 && fixedX != 1) {
    return false;
  }
  bool y = fixedY == 1 || stripped(access.stride[1]) == space.extent[0] ||
           (fixedX && access.fixed[1] == *fixedX);
  bool z = fixedZ == 1 ||
           isProductOf(access.stride[2], space.extent[0], space.extent[1]) ||
           (fixedX && fixedY && access.fixed[2] == *fixedX * *fixedY);
  return y && z;
}

/// One run that starts at lane 0: no box, or on one axis only and from 0.
bool KernelMapper::isWholeRun(const Access &access) {
  if (!isContiguous(access)) {
    return false;
  }
  if (access.box.isWhole) {
    return true;
  }
  bool isFlat =
      constantOf(space.extent[1]) == 1 && constantOf(space.extent[2]) == 1;
  return isFlat && constantOf(access.box.lo[0]) == 0;
}

/// Rows along x that start on a block of the buffer.
bool KernelMapper::hasAlignedRows(const Access &access) {
  auto fixedX = constantOf(space.extent[0]);
  bool isAligned =
      space.hasAlignedRows ||
      (fixedX && *fixedX * bytesOf(access.element) % chip.blockBytes() == 0);
  return access.fixed[0] == 1 && constantOf(access.box.lo[0]) == 0 && isAligned;
}

LogicalResult KernelMapper::mapLoad(tile::LoadOp op) {
  Access access = describe(op.getView(), op.getOffset(), op.getSx(), op.getSy(),
                           op.getSz(), op.getBox(), op.getMask());
  Value dst = allocResult(op.getResult());
  if (davinci::getSpace(access.view.getType()) == Space::gm) {
    loadGm(access, dst);
  } else {
    loadShared(access, dst);
  }
  return success();
}

void KernelMapper::loadGm(const Access &access, Value dst) {
  bool isUniform = llvm::all_of(
      access.fixed, [](std::optional<int64_t> s) { return s == 0; });
  if (isUniform) {
    return loadGmUniform(access, dst);
  }
  if (access.mask) {
    return loadGmPerLane(access, dst);
  }
  if (isWholeRun(access)) {
    return copyRun(/*isLoad=*/true, access, dst);
  }
  if (hasAlignedRows(access)) {
    return loadGmRows(access, dst);
  }
  ifFromLane0(
      access,
      [&](const Access &whole) { copyRun(/*isLoad=*/true, whole, dst); },
      [&] { loadGmStaged(access, dst); });
}

/// One copy between the lanes of a box from lane 0 on and global memory.
void KernelMapper::copyRun(bool isLoad, const Access &access, Value buffer) {
  Value count = access.box.isWhole ? space.count : flatCount(access.box);
  Rows rows{buffer, Value(),     access.offset, constI32(1),
            count,  constI64(0), Value()};
  copyRows(isLoad, access, rows);
}

/// A run of memory that starts at a lane known at run time only: of all the
/// chunks of a row, a lower bound is felt in one. Calls `run` for where it
/// starts at lane 0, and `shifted` for all other cases.
void KernelMapper::ifFromLane0(const Access &access,
                               function_ref<void(const Access &)> run,
                               function_ref<void()> shifted) {
  bool isRun = launch.chunkCount && isContiguous(access) &&
               constantOf(space.extent[1]) == 1 &&
               constantOf(space.extent[2]) == 1 &&
               !constantOf(access.box.lo[0]);
  if (!isRun) {
    return shifted();
  }
  OpBuilder::InsertionGuard guard(b);
  Value isFirst = b.create<arith::CmpIOp>(arith::CmpIPredicate::eq,
                                          access.box.lo[0], constI32(0));
  auto branch = b.create<scf::IfOp>(isFirst, /*else=*/true);
  b.setInsertionPointToStart(branch.thenBlock());
  run(access);
  b.setInsertionPointToStart(branch.elseBlock());
  shifted();
}

/// The lanes of a box, as a number.
Value KernelMapper::flatCount(const Box &box) {
  return mulI32(mulI32(box.extent[0], box.extent[1]), box.extent[2]);
}

/// Every lane reads the same address, if any lane is active at all.
void KernelMapper::loadGmUniform(const Access &access, Value dst) {
  OpBuilder::InsertionGuard guard(b);
  Value some;
  if (!access.box.isWhole) {
    some = b.create<arith::CmpIOp>(arith::CmpIPredicate::sgt,
                                   flatCount(access.box), constI32(0));
  }
  if (access.mask) {
    Value any = anyOf(access.mask);
    some = some ? b.create<arith::AndIOp>(some, any) : any;
  }
  if (some) {
    auto branch = b.create<scf::IfOp>(some, /*else=*/false);
    b.setInsertionPointToStart(branch.thenBlock());
  }
  fill(dst, readGm(access.view, access.offset), space.count);
}

/// One element of global memory, through the UB.
Value KernelMapper::readGm(Value view, Value offset) {
  Type element = cast<MemRefType>(view.getType()).getElementType();
  Value slot = alloc(element, 1);
  Value one = constI32(1);
  b.create<davinci::CopyInOp>(slot, view, offset, one, one, constI64(0),
                              constI32(0));
  return getValue(slot, constI64(0));
}

/// i64 element offset of the lane at the cursor.
Value KernelMapper::offsetAt(const Access &access, const LaneCursor &cursor) {
  Value offset = access.offset;
  for (unsigned i = 0; i < 3; ++i) {
    if (access.fixed[i] == 0) {
      continue;
    }
    Value step = b.createOrFold<arith::MulIOp>(cursor.at[i], access.stride[i]);
    offset = b.createOrFold<arith::AddIOp>(offset, step);
  }
  return offset;
}

void KernelMapper::loadGmPerLane(const Access &access, Value dst) {
  b.create<davinci::InvalidateCacheOp>(access.view);
  forEachLane(access.box, access.mask, /*withCoordinates=*/true,
              [&](LaneCursor &cursor) {
                Value value = getValue(access.view, offsetAt(access, cursor));
                b.create<davinci::SetValueOp>(value, dst, cursor.lane);
              });
}

/// Rows between global memory and a buffer. One copy takes them all if the
/// distance of rows is known to be legal; otherwise a loop decides at run
/// time between one copy and one copy a row.
void KernelMapper::copyRows(bool isLoad, const Access &access,
                            const Rows &rows) {
  int64_t size = bytesOf(access.element);
  int64_t perBlock = chip.blockBytes() / size;
  auto emit = [&](Value offset, Value bufferOffset, Value count, Value stride) {
    Value gap = constI32(0);
    if (rows.pitch) {
      Value used = roundUpI32(rows.length, perBlock);
      gap = b.createOrFold<arith::SubIOp>(rows.pitch, used);
      gap = b.createOrFold<arith::ShRSIOp>(gap,
                                           constI32(llvm::Log2_64(perBlock)));
    }
    Value buffer = viewAt(rows.buffer, bufferOffset);
    bool isNonempty =
        (constantOf(count) == 1 && rows.length == launch.chunkCount) ||
        (space.isNeverEmpty && rows.length == space.extent[0] &&
         (constantOf(count) == 1 || count == space.extent[1]));
    if (isLoad) {
      b.create<davinci::CopyInOp>(buffer, access.view, offset, count,
                                  rows.length, stride, gap, isNonempty);
    } else {
      b.create<davinci::CopyOutOp>(access.view, offset, buffer, count,
                                   rows.length, stride, gap, isNonempty);
    }
  };
  auto fixedStride = constantOf(rows.stride);
  auto fixedLength = constantOf(rows.length);
  auto fixedCount = constantOf(rows.count);
  bool isFew = fixedCount ? *fixedCount <= chip.maxCopyRows()
                          : capacity <= chip.maxCopyRows();
  bool isLegal = fixedStride && fixedLength && *fixedStride >= *fixedLength &&
                 *fixedStride <= UINT32_MAX / size && isFew;
  if (fixedCount == 1 || isLegal || rows.isOneCopy) {
    return emit(rows.offset, rows.bufferOffset, rows.count, rows.stride);
  }
  Value atOnce = constI32(1);
  bool isSingle = fixedStride && *fixedStride <= 0;
  if (!isSingle) {
    Value isApart = b.createOrFold<arith::CmpIOp>(
        arith::CmpIPredicate::sge, rows.stride, toI64(rows.length));
    Value isNear = b.createOrFold<arith::CmpIOp>(
        arith::CmpIPredicate::sle, rows.stride, constI64(UINT32_MAX / size));
    Value isOne = b.createOrFold<arith::AndIOp>(isApart, isNear);
    atOnce = b.createOrFold<arith::SelectOp>(
        isOne, constI32(chip.maxCopyRows()), atOnce);
    isSingle = constantOf(atOnce) == 1;
  }
  auto loop = b.create<scf::ForOp>(constI32(0), rows.count, atOnce);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(loop.getBody());
  Value row = toI64(loop.getInductionVar());
  Value offset = b.create<arith::AddIOp>(
      rows.offset, b.create<arith::MulIOp>(row, rows.stride));
  Value pitch = rows.pitch ? rows.pitch : roundUpI32(rows.length, perBlock);
  Value bufferOffset = b.createOrFold<arith::MulIOp>(row, toI64(pitch));
  if (rows.bufferOffset) {
    bufferOffset =
        b.createOrFold<arith::AddIOp>(bufferOffset, rows.bufferOffset);
  }
  if (isSingle) {
    return emit(offset, bufferOffset, atOnce, constI64(0));
  }
  Value left = b.create<arith::SubIOp>(rows.count, loop.getInductionVar());
  Value count = b.create<arith::MinSIOp>(left, atOnce);
  emit(offset, bufferOffset, count, rows.stride);
}

/// Planes of rows along x that lie in the buffer as in the lane space.
void KernelMapper::loadGmRows(const Access &access, Value dst) {
  forEachPlane(access, [&](const Rows &rows) {
    Rows here = rows;
    here.buffer = dst;
    copyRows(/*isLoad=*/true, access, here);
  });
}

/// Calls `body` for each z of the box with its rows (axis y) of lanes (axis
/// x), as they lie in a buffer of lanes.
void KernelMapper::forEachPlane(const Access &access,
                                function_ref<void(const Rows &)> body) {
  OpBuilder::InsertionGuard guard(b);
  const Box &box = access.box;
  Rows rows;
  rows.count = box.extent[1];
  rows.length = box.extent[0];
  rows.stride = access.stride[1];
  // A last row of fewer lanes is one, without a pitch.
  rows.pitch = space.hasAlignedRows ? Value() : space.extent[0];
  rows.isOneCopy = space.hasAlignedRows;
  std::array<Value, 3> at = {toI64(box.lo[0]), toI64(box.lo[1]),
                             toI64(box.lo[2])};
  bool isFlat =
      constantOf(space.extent[2]) == 1 && constantOf(box.extent[2]) == 1;
  if (!isFlat) {
    auto loop = b.create<scf::ForOp>(at[2], toI64(box.hi[2]), constI64(1));
    b.setInsertionPointToStart(loop.getBody());
    at[2] = loop.getInductionVar();
  }
  LaneCursor cursor;
  cursor.at = at;
  rows.offset = offsetAt(access, cursor);
  rows.bufferOffset = laneIndex(at);
  body(rows);
}
