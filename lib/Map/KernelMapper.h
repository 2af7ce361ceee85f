// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The walk that turns one kernel in tile form into one in davinci form. Its
// members are spread over the files of this folder by what they map.
#ifndef CUBEPORT_LIB_MAP_KERNELMAPPER_H
#define CUBEPORT_LIB_MAP_KERNELMAPPER_H

#include "dialects/Davinci/DavinciDialect.h"
#include "dialects/Tile/TileDialect.h"
#include "lib/Chip/Chip.h"
#include "lib/Map/LaneSpace.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/IRMapping.h"
#include <optional>

namespace cubeport::map {

/// Maps one kernel. Names follow the tile form: "lanes" are a tensor value,
/// "uniform" a scalar one.
class KernelMapper {
public:
  /// `source` is in tile form; the new kernel is put before it.
  KernelMapper(mlir::func::FuncOp source, const chip::Chip &chip);
  /// Writes the new kernel and erases the source; an error has been reported
  /// at the CUDA line if this fails.
  mlir::LogicalResult run();

private:
  // KernelMapper.cpp: dispatch.
  mlir::LogicalResult mapBlock(mlir::Block &block);
  mlir::LogicalResult mapOp(mlir::Operation *op);
  mlir::LogicalResult mapLanes(tile::LanesOp op);
  mlir::LogicalResult refuse(mlir::Operation *op, const llvm::Twine &text);
  void remarkLaneLoop(mlir::Operation *op);

  // BlockLoop.cpp: the frame of a kernel and its launch values.
  void createFrame();
  void createBlockLoop();
  mlir::LogicalResult mapChunk(tile::ChunkOp op);
  mlir::Value threadsAlong(unsigned axis);
  mlir::LogicalResult mapRow(tile::RowOp op);
  std::pair<mlir::Value, mlir::Value> firstAndStep(mlir::Value total);
  mlir::Value mapLaunchValue(mlir::Operation *op);

  // Buffers.cpp: buffers, constants, and the values that stand in them.
  int64_t bytesOf(mlir::Type element) const;
  mlir::Value alloc(mlir::Type element, int64_t count);
  mlir::Value allocLanes(mlir::Type element);
  mlir::Value allocResult(mlir::Value lanes);
  mlir::Value viewAs(mlir::Value buffer, mlir::Type element);
  mlir::Value viewAt(mlir::Value buffer, mlir::Value offset);
  mlir::Value getValue(mlir::Value buffer, mlir::Value index);
  mlir::Value uniform(mlir::Value value);
  mlir::Value splatOf(mlir::Value lanes);
  mlir::Value bufferOf(mlir::Value lanes);
  mlir::Value rootOf(mlir::Value buffer);
  void writeLanes(mlir::Value buffer, mlir::Value lanes);
  void fill(mlir::Value buffer, mlir::Value scalar, mlir::Value count);
  void copyLanes(mlir::Value dst, mlir::Value src);
  mlir::Value constI32(int64_t value);
  mlir::Value constI64(int64_t value);
  mlir::Value constLike(mlir::Type type, double value);

  // Lanes.cpp: counts, coordinates, boxes.
  mlir::Value addI32(mlir::Value a, mlir::Value b);
  mlir::Value mulI32(mlir::Value a, mlir::Value b);
  mlir::Value divUpI32(mlir::Value a, int64_t by);
  mlir::Value roundUpI32(mlir::Value a, int64_t to);
  mlir::Value toI64(mlir::Value i32);
  mlir::Value compareCount(mlir::Type element);
  mlir::Value maskCount();
  mlir::Value iota();
  mlir::Value coordinate(unsigned axis);
  void createRowCoordinates();
  Box clampBox(mlir::ValueRange bounds);
  mlir::Value laneIndex(mlir::ArrayRef<mlir::Value> at);
  void forEachLane(const Box &box, mlir::Value mask, bool withCoordinates,
                   llvm::function_ref<void(LaneCursor &)> body);
  Box wholeBox();

  // MapTrips.cpp: loops whose trips run together.
  mlir::LogicalResult mapTrips(tile::TripsOp op);
  mlir::Value startFold(tile::FoldKind kind, mlir::Value init, int64_t lanes,
                        mlir::Value total);
  void foldInto(tile::FoldKind kind, mlir::Value dst, mlir::Value src,
                mlir::Value count);
  void foldLanes(tile::FoldKind kind, mlir::Value dst, mlir::Value lanes);
  void foldRows(tile::FoldKind kind, mlir::Value lanes, mlir::Value width,
                mlir::Value together);
  mlir::Value createDenseBoxes(tile::TripsOp op, mlir::Value total);
  mlir::Value createRowBoxes(tile::TripsOp op, mlir::Value width,
                             mlir::Value together);

  // MapArith.cpp, MapCompare.cpp, MapMath.cpp: lane by lane.
  mlir::LogicalResult mapElementwise(mlir::Operation *op);
  bool mapArith(mlir::Operation *op);
  bool mapBinary(mlir::Operation *op, davinci::BinaryKind kind,
                 chip::VectorOp vectorOp);
  bool mapBitwise(mlir::Operation *op, davinci::BinaryKind kind);
  bool mapXor(mlir::Operation *op);
  bool mapShift(mlir::Operation *op, davinci::ScalarKind kind, bool isLogical);
  bool mapCast(mlir::Operation *op, davinci::RoundMode mode);
  bool mapBitcast(mlir::arith::BitcastOp op);
  bool mapCompare(mlir::Operation *op);
  bool mapSelect(mlir::arith::SelectOp op);
  bool mapMath(mlir::Operation *op);
  void emitMath(mlir::Operation *op, mlir::Value dst,
                mlir::ArrayRef<mlir::Value> sources);
  mlir::LogicalResult mapUniformMath(mlir::Operation *op);
  bool isSelectable(mlir::Type element) const;
  void selectLanes(mlir::Value dst, mlir::Value mask, mlir::Value a,
                   mlir::Value b, mlir::Value count);
  void bitwise(davinci::BinaryKind kind, mlir::Value dst, mlir::Value a,
               mlir::Value b, mlir::Value halves);
  mlir::Value halvesOf(mlir::Type element);

  // LaneLoop.cpp: what the vector unit lacks, on the scalar unit.
  bool isLaneLoopOp(mlir::Operation *op);
  bool isDeferred(mlir::Operation *op);
  void materialise(mlir::Value lanes, mlir::Value buffer);
  mlir::Value valueAt(mlir::Value lanes, LaneCursor &at);
  mlir::Value maskBitAt(mlir::Value buffer, mlir::Value lane);

  // MapMemoryGm.cpp, MapMemoryShared.cpp, MapUniform.cpp: accesses.
  mlir::LogicalResult mapLoad(tile::LoadOp op);
  mlir::LogicalResult mapStore(tile::StoreOp op);
  mlir::LogicalResult mapGather(tile::GatherOp op);
  mlir::LogicalResult mapScatter(tile::ScatterOp op);
  mlir::LogicalResult mapAtomic(tile::AtomicOp op);
  void loadGm(const Access &access, mlir::Value dst);
  void loadGmUniform(const Access &access, mlir::Value dst);
  void loadGmPerLane(const Access &access, mlir::Value dst);
  void loadGmRows(const Access &access, mlir::Value dst);
  void loadGmStaged(const Access &access, mlir::Value dst);
  void copyRun(bool isLoad, const Access &access, mlir::Value buffer);
  void ifFromLane0(const Access &access,
                   llvm::function_ref<void(const Access &)> run,
                   llvm::function_ref<void()> shifted);
  void storeGm(const Access &access, mlir::Value lanes);
  bool canBroadcastBlocks(const Access &access);
  void broadcastBlocks(mlir::Value slots, mlir::Value src, int64_t perBlock);
  void storeGmStrided(const Access &access, mlir::Value src);
  void storeGmShifted(const Access &access, mlir::Value src);
  void storeGmPerLane(const Access &access, mlir::Value lanes);
  void keepLastLanes(Access &access);
  mlir::Value stageLanes(mlir::Value lanes, const Box &box, mlir::Value mask);
  void copyOutElement(mlir::Value view, mlir::Value offset, mlir::Value slots,
                      mlir::Value slot);
  mlir::Value indexAt(mlir::Value indices, LaneCursor &cursor);
  void copyRows(bool isLoad, const Access &access, const Rows &rows);
  bool isWholeRun(const Access &access);
  bool hasAlignedRows(const Access &access);
  bool isContiguous(const Access &access);
  void loadShared(const Access &access, mlir::Value dst);
  void storeShared(const Access &access, mlir::Value lanes);
  mlir::Value flatCount(const Box &box);
  mlir::Value readGm(mlir::Value view, mlir::Value offset);
  mlir::Value offsetAt(const Access &access, const LaneCursor &cursor);
  void forEachPlane(const Access &access,
                    llvm::function_ref<void(const Rows &)> body);
  mlir::Value stagingPitch(mlir::Value length, mlir::Type element);
  int64_t stagingElements(const Access &access, bool hasRow);
  void spread(const Access &access, mlir::Value staging,
              const std::array<mlir::Value, 3> &steps, mlir::Value dst);
  void gather(mlir::Value dst, mlir::Value table, mlir::Value offsets);
  mlir::Value byteOffsets(const Access &access, int64_t size);
  void clampOffsets(mlir::Value offsets, mlir::Value table, int64_t size);
  void scatterGm(mlir::Value lanes, mlir::Value view, mlir::Value indices,
                 const Box &box, mlir::Value mask);
  mlir::LogicalResult mapCompareSwap(tile::AtomicCasOp op);
  void updateLanes(
      mlir::Value view, mlir::Value indices, const Box &box, mlir::Value mask,
      mlir::Value old,
      llvm::function_ref<mlir::Value(mlir::Value, LaneCursor &)> update);
  bool needsOneCore();
  mlir::Value atomicValue(tile::AtomicKind kind, mlir::Value old,
                          mlir::Value value);
  mlir::LogicalResult mapUniformLoad(mlir::memref::LoadOp op);
  mlir::LogicalResult mapUniformStore(mlir::memref::StoreOp op);
  mlir::LogicalResult mapLocalArray(mlir::memref::AllocaOp op);
  mlir::LogicalResult mapView(mlir::Operation *op);
  mlir::LogicalResult mapAny(tile::AnyOp op);
  mlir::LogicalResult mapBox(tile::BoxOp op);
  mlir::Value anyOf(mlir::Value mask);
  mlir::Value boxMask(const Box &box);
  mlir::Value activeMask(const Access &access);
  // MapRuns.cpp, MapUpdate.cpp, MapShuffle.cpp, MapUniformAtomic.cpp.
  bool isAlignedRun(const Access &access);
  mlir::Value runCount(const Access &access);
  void storeExactly(mlir::Value dst, mlir::Value src, mlir::Value count);
  mlir::Value runOffsets(int64_t size);
  bool loadRun(const Access &access, mlir::Value dst);
  mlir::Value shuffleOffsets(tile::ShuffleMode mode, int64_t by, int64_t width);
  mlir::LogicalResult mapShuffle(tile::ShuffleOp op);
  bool isUniformAtomic(tile::AtomicOp op, const Box &box);
  mlir::Value combineLanes(tile::AtomicOp op, const Access &lanes);
  void mapUniformAtomic(tile::AtomicOp op, mlir::Value view, const Box &box,
                        mlir::Value mask);
  void findUpdates();
  mlir::LogicalResult mapUpdate(tile::StoreOp store);
  bool hasRoomForLanes(const Access &access);
  Access describe(mlir::Value view, mlir::Value offset, mlir::Value sx,
                  mlir::Value sy, mlir::Value sz, mlir::ValueRange box,
                  mlir::Value mask);

  // MapControl.cpp: structured control flow that carries lanes.
  mlir::LogicalResult mapIf(mlir::scf::IfOp op);
  mlir::LogicalResult mapFor(mlir::scf::ForOp op);
  mlir::LogicalResult mapWhile(mlir::scf::WhileOp op);
  mlir::LogicalResult mapRegion(mlir::Region &from, mlir::Block *to);
  mlir::Value carriedBuffer(mlir::Value init, mlir::Operation *loop);
  void writeAll(llvm::ArrayRef<mlir::Value> buffers, mlir::ValueRange values);
  void suggestResult(mlir::Value yielded, mlir::Value buffer,
                     mlir::Value carried);

  mlir::func::FuncOp source;
  mlir::func::FuncOp kernel;
  const chip::Chip &chip;
  mlir::ImplicitLocOpBuilder b;
  int64_t capacity = 0;
  LaunchValues launch;
  LaneSpace space;
  /// 0, 1, 2, ..., by capacity.
  llvm::DenseMap<int64_t, mlir::Value> iotaBuffers;
  /// Byte offsets of shuffles, by mode, distance and width.
  llvm::DenseMap<std::tuple<unsigned, int64_t, int64_t>, mlir::Value>
      shuffleTables;
  /// Loads and arithmetic that are mapped with the store that they end in.
  llvm::DenseSet<mlir::Operation *> partsOfUpdates;
  /// Of runs, by the size of an element.
  llvm::DenseMap<int64_t, mlir::Value> runOffsetBuffers;
  /// Uniform values and views.
  mlir::IRMapping uniforms;
  /// Lanes that stand in a buffer.
  llvm::DenseMap<mlir::Value, mlir::Value> buffers;
  /// Lanes that are one uniform value (of the new kernel).
  llvm::DenseMap<mlir::Value, mlir::Value> splats;
  /// Buffers of splats, by the block of the new kernel that fills them.
  llvm::DenseMap<std::pair<mlir::Value, mlir::Block *>, mlir::Value> filled;
  /// Where a value had best be computed; see suggestResult.
  llvm::DenseMap<mlir::Value, mlir::Value> suggested;
};

} // namespace cubeport::map

#endif
