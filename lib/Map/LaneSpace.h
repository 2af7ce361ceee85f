// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the mapper knows about lanes, boxes and accesses.
#ifndef CUBEPORT_LIB_MAP_LANESPACE_H
#define CUBEPORT_LIB_MAP_LANESPACE_H

#include "lib/Chip/Chip.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <array>
#include <optional>

namespace cubeport::map {

/// The chip's name for an element type; `none` for what it lacks.
chip::Element elementOf(mlir::Type type);
/// Whether a view of the tile form lies in global memory.
bool isGlobalMemory(mlir::Value view);
/// The value of a constant integer of any width, also behind casts.
std::optional<int64_t> constantOf(mlir::Value value);

/// Of a buffer or of lanes: far more than any chip has, which the planner
/// refuses, and few enough to count with.
constexpr int64_t kMostElements = int64_t(1) << 40;

/// Lanes that tables are kept for, which take room as long as the kernel runs.
constexpr int64_t kMostTableLanes = 1024;

/// Uniform values of a launch, in the new kernel.
struct LaunchValues {
  std::array<mlir::Value, 3> gridDim;
  std::array<mlir::Value, 3> blockDim;
  std::array<mlir::Value, 3> blockId; // made on demand
  mlir::Value row;                    // i64, the chunk's among all rows
  mlir::Value chunkCount;             // i32, lanes of the chunk, at least 1
  mlir::Value warp; // i32, the number in its block, if a call does one
  mlir::Value sharedBytes;
  mlir::Value linearBlock;
  mlir::Operation *blockLoop = nullptr;
};

/// The lane space of the tile.lanes that is being mapped.
struct LaneSpace {
  std::array<mlir::Value, 3> extent; // i32
  mlir::Value count;                 // i32, lanes in use
  std::array<mlir::Value, 3> coordinate;
  mlir::Operation *anchor = nullptr; // coordinates are made behind it
  /// Rows along x start on a block of a buffer, or there is one; and those that
  /// an access copies lie as far apart in memory as one copy can say.
  bool hasAlignedRows = false;
  bool isNeverEmpty = false;
};

/// A box inside of the lane space; lo <= hi is not guaranteed.
struct Box {
  std::array<mlir::Value, 3> lo, hi; // i32, within the lane space
  std::array<mlir::Value, 3> extent; // i32, not negative
  bool isWhole = false;
};

/// One affine access of lanes.
struct Access {
  mlir::Value view;
  mlir::Value offset;                          // i64, elements
  std::array<mlir::Value, 3> stride;           // i64, elements
  std::array<std::optional<int64_t>, 3> fixed; // the stride, if constant
  Box box;
  mlir::Value mask; // bits, or null
  mlir::Type element;
  bool isPrivate = false; // an array that each lane has for itself
};

/// Rows of a copy between global memory and the UB.
struct Rows {
  mlir::Value buffer;
  mlir::Value bufferOffset;  // i64 elements; null: 0
  mlir::Value offset;        // i64 elements in global memory
  mlir::Value count, length; // i32
  mlir::Value stride;        // i64 elements in global memory
  mlir::Value pitch;         // i32 elements in the UB, a multiple of 32 bytes
  bool isOneCopy = false;    // few rows, at a legal distance
};

/// A lane inside of a scalar loop: its number and what was read for it.
struct LaneCursor {
  mlir::Value lane;              // i64
  std::array<mlir::Value, 3> at; // i64 coordinates, if asked for
  llvm::DenseMap<mlir::Value, mlir::Value> known;
};

} // namespace cubeport::map

#endif
