// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rewrites a kernel whose threads run one by one: tile.threads to
// davinci.threads, memory to global memory, waiting to pauses.
#ifndef CUBEPORT_LIB_MAP_THREADMAPPER_H
#define CUBEPORT_LIB_MAP_THREADMAPPER_H

#include "dialects/Davinci/DavinciDialect.h"
#include "dialects/Simt/SimtDialect.h"
#include "dialects/Tile/TileDialect.h"
#include "lib/Map/KernelFrame.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace cubeport::map {

/// Maps one function around a tile.threads. One core does everything, so an
/// atomic update is a read, an operation and a write: no thread pauses in
/// between, and no other core has work.
class ThreadMapper {
public:
  explicit ThreadMapper(mlir::func::FuncOp source)
      : source(source), b(source.getLoc(), source.getOperation()) {}

  /// Replaces the function; reports CP4002 at what has no scalar form.
  mlir::LogicalResult run();

private:
  // ThreadFrame.cpp: the function and its block of threads.
  void createFrame();
  void createThreads(tile::ThreadsOp threads);
  mlir::LogicalResult placeShared(mlir::memref::AllocaOp alloca);
  mlir::Value launchValue(mlir::Operation *op);

  // ThreadMapper.cpp: what a thread does.
  mlir::LogicalResult mapBlock(mlir::Block &block);
  mlir::LogicalResult mapOp(mlir::Operation *op);
  mlir::LogicalResult mapGeneric(mlir::Operation *op);
  mlir::LogicalResult mapIndexCast(mlir::Operation *op);
  void mapPrivate(mlir::memref::AllocaOp alloca);
  mlir::Type convert(mlir::Type type);
  mlir::Value lookup(mlir::Value value) { return values.lookup(value); }
  void bind(mlir::Value from, mlir::Value to) { values.map(from, to); }
  mlir::LogicalResult refuse(mlir::Operation *op, const llvm::Twine &what);

  // ThreadMemory.cpp: memory and atomics.
  mlir::LogicalResult mapLoad(mlir::Operation *op, mlir::Value view,
                              mlir::Value index);
  mlir::LogicalResult mapVolatileStore(simt::VolatileStoreOp op);
  mlir::LogicalResult mapStore(mlir::Value value, mlir::Value view,
                               mlir::Value index);
  mlir::LogicalResult mapAtomic(mlir::memref::AtomicRMWOp op);
  mlir::LogicalResult mapCompareSwap(simt::AtomicCasOp op);
  mlir::LogicalResult mapUpdate(simt::AtomicUpdateOp op);
  mlir::LogicalResult mapView(mlir::Operation *op);

  // ThreadWaits.cpp: what a thread waits for.
  mlir::LogicalResult mapWait(mlir::Operation *op);
  mlir::LogicalResult pause(mlir::Operation *op, davinci::PauseKind kind,
                            mlir::ValueRange inputs);
  mlir::LogicalResult mapCall(mlir::Operation *op);
  void yieldInSpinLoops();

  mlir::func::FuncOp source, kernel;
  mlir::ImplicitLocOpBuilder b;
  mlir::IRMapping values;
  davinci::ThreadsOp threads;
  mlir::Block *body = nullptr;
  LaunchValues launch;
  /// Bytes of static shared memory so far.
  int64_t sharedEnd = 0;
};

} // namespace cubeport::map

#endif
