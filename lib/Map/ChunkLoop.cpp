// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The loop over chunks of threads, where blocks do not matter: how the threads
// of a launch are cut into chunks, and which of them one core does.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Map/KernelMapper.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;

/// Threads of the launch along an axis: the launcher has checked that they
/// are below 2^31.
Value KernelMapper::threadsAlong(unsigned axis) {
  Value block = launch.blockDim[axis];
  if (auto fixed = source->getAttrOfType<DenseI32ArrayAttr>(
          simt::SimtDialect::kBlockAttrName)) {
    block = constI32(fixed[axis]);
  }
  return mulI32(launch.gridDim[axis], block);
}

/// Each row is cut into chunks of equally many threads, a multiple of 64, but
/// for its last one: no more than the capacity, and so many chunks that all
/// cores have equally many. Numbers of chunks are i64, as rows may be many.
LogicalResult KernelMapper::mapChunk(tile::ChunkOp op) {
  if (launch.blockLoop) {
    return op.emitError() << "CP4002: second 'tile.chunk' of a kernel; it has "
                             "one loop over chunks";
  }
  constexpr int64_t kGrain = 64;
  Type i32 = b.getI32Type();
  auto name = [&](Value value, StringRef text) {
    if (value.getDefiningOp() && !constantOf(value)) {
      value.setLoc(NameLoc::get(b.getStringAttr(text), b.getLoc()));
    }
    return value;
  };
  auto add = [&](Value x, Value y) {
    return b.createOrFold<arith::AddIOp>(x, y);
  };
  auto mul = [&](Value x, Value y) {
    return b.createOrFold<arith::MulIOp>(x, y);
  };
  auto min = [&](Value x, Value y) {
    return b.createOrFold<arith::MinSIOp>(x, y);
  };
  auto less = [&](Value x) { return add(x, constI64(-1)); };
  // By x - 1: for no threads it gives 1, which harms no division.
  auto divUp = [&](Value x, Value y) {
    return add(b.createOrFold<arith::DivSIOp>(less(x), y), constI64(1));
  };
  Value threads = toI64(threadsAlong(0));
  if (op.getBelow()) {
    threads = min(threads, b.createOrFold<arith::MaxSIOp>(
                               uniform(op.getBelow()), constI64(0)));
  }
  name(threads, "threads");
  Value rows =
      name(mul(toI64(threadsAlong(1)), toI64(threadsAlong(2))), "rows");
  Value cores =
      needsOneCore() ? constI64(1) : toI64(b.create<davinci::CoreCountOp>(i32));
  Value share = name(divUp(cores, rows), "coresPerRow");
  Value rounds = name(divUp(threads, mul(share, constI64(capacity))), "rounds");
  Value grains = divUp(threads, mul(mul(rounds, share), constI64(kGrain)));
  Value lanes = name(mul(grains, constI64(kGrain)), "lanes");
  Value inRow =
      name(b.createOrFold<arith::DivSIOp>(add(threads, less(lanes)), lanes),
           "chunksPerRow");
  Value total = mul(inRow, rows);
  auto [start, step] = firstAndStep(total);
  auto loop = b.create<scf::ForOp>(start, total, step);
  launch.blockLoop = loop;
  b.setInsertionPointToStart(loop.getBody());
  Value chunk = loop.getInductionVar();
  chunk.setLoc(NameLoc::get(b.getStringAttr("chunk"), b.getLoc()));
  Value first = b.createOrFold<arith::TruncIOp>(
      i32, mul(b.createOrFold<arith::RemSIOp>(chunk, inRow), lanes));
  Value left = b.createOrFold<arith::SubIOp>(threads, toI64(first));
  launch.chunkCount =
      b.createOrFold<arith::TruncIOp>(i32, min(lanes, name(left, "left")));
  launch.row = b.createOrFold<arith::DivSIOp>(chunk, inRow);
  name(launch.row, "row");
  uniforms.map(op.getFirst(), name(first, "first"));
  uniforms.map(op.getCount(), name(launch.chunkCount, "count"));
  return success();
}

/// The global index along y or z of the chunk's threads.
LogicalResult KernelMapper::mapRow(tile::RowOp op) {
  if (!launch.row) {
    return op.emitError() << "CP4002: 'tile.row' in front of 'tile.chunk'; a "
                             "row is a chunk's";
  }
  Value rows = toI64(threadsAlong(1));
  Value index = op.getDim() == tile::Dim::y
                    ? b.createOrFold<arith::RemSIOp>(launch.row, rows)
                    : b.createOrFold<arith::DivSIOp>(launch.row, rows);
  uniforms.map(op.getResult(),
               b.createOrFold<arith::TruncIOp>(b.getI32Type(), index));
  return success();
}
