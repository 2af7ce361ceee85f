// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds scalars, dense lanes and masks of the tile form.
#ifndef CUBEPORT_LIB_LIFT_LANEBUILDER_H
#define CUBEPORT_LIB_LIFT_LANEBUILDER_H

#include "dialects/Tile/TileDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/DenseMap.h"
#include <array>
#include <optional>

namespace cubeport::lift {

/// Half-open bounds of lane coordinates, uniform i32; null where open.
struct Box {
  std::array<mlir::Value, 3> lo;
  std::array<mlir::Value, 3> hi;
  /// How many of the six bounds are set.
  unsigned boundCount() const;
};

/// The lanes that are inside the box and whose bit is set, if the flag is;
/// none of the three is every lane in use.
struct LaneMask {
  Box box;
  mlir::Value tensor;
  /// A uniform i1, or null.
  mlir::Value flag;
  /// Whether it holds in every lane.
  bool isFull() const { return !tensor && !flag && box.boundCount() == 0; }
};

/// base + coef . (x, y, z) over local lane coordinates, modulo the width of
/// the scalar type; null coefficients are zero.
struct AffineLanes {
  mlir::Value base;
  std::array<mlir::Value, 3> coef;
};

/// The predicate with signed order; unsigned order is signed where both sides
/// are known not to be negative.
mlir::arith::CmpIPredicate signedPredicate(mlir::arith::CmpIPredicate p);

/// What a comparison of lanes with a uniform number needs to become a box.
struct LaneCompare {
  mlir::arith::CmpIPredicate predicate;
  /// Left side; its signed value must not wrap in any lane.
  AffineLanes lanes;
  /// Right side, of the same type.
  mlir::Value bound;
  /// Signed intervals of both sides.
  int64_t lanesLo, lanesHi, boundLo, boundHi;
};

/// A builder of the body of one tile.lanes. Lanes that it makes of scalars
/// are remembered until the scope in which they were made ends.
class LaneBuilder {
public:
  LaneBuilder(mlir::OpBuilder builder, int64_t capacity)
      : b(builder), loc(builder.getUnknownLoc()), capacity(capacity) {
    scopes.emplace_back();
  }

  /// Where ops are inserted.
  mlir::OpBuilder b;
  /// The location of what is built next.
  mlir::Location loc;
  const int64_t capacity;
  /// Extents of the lane space, uniform i32, and whether they are known 1.
  std::array<mlir::Value, 3> extent;
  /// Where lane ids go: the start of the lanes' body, before anything else.
  mlir::Operation *laneIdAnchor = nullptr;
  /// Where constants go, in front of everything else.
  mlir::Operation *constantAnchor = nullptr;

  /// Opens and closes a scope for remembered lanes.
  class Scope {
  public:
    explicit Scope(LaneBuilder &lanes) : lanes(lanes), guard(lanes.b) {
      lanes.scopes.emplace_back();
    }
    ~Scope() { lanes.scopes.pop_back(); }

  private:
    LaneBuilder &lanes;
    mlir::OpBuilder::InsertionGuard guard;
  };

  mlir::RankedTensorType lanesOf(mlir::Type element);

  /// Scalars. `constant` takes integers of any width, index and floats.
  mlir::Value constant(mlir::Type type, int64_t value);
  mlir::Value i32(int64_t value) { return constant(b.getI32Type(), value); }
  mlir::Value add(mlir::Value a, mlir::Value b);
  mlir::Value sub(mlir::Value a, mlir::Value b);
  mlir::Value mul(mlir::Value a, mlir::Value b);
  /// Extends or truncates an integer scalar or integer lanes.
  mlir::Value resize(mlir::Value v, mlir::Type element, bool isSigned = true);
  /// The value of an integer constant.
  static std::optional<int64_t> constantOf(mlir::Value v);

  /// Lanes.
  mlir::Value splat(mlir::Value scalar);
  mlir::Value laneId(unsigned axis, mlir::Type element);
  mlir::Value sum(const AffineLanes &affine);
  /// Remembers lanes under a key; `make` builds them on first use in scope.
  mlir::Value remember(mlir::Value key, unsigned tag,
                       llvm::function_ref<mlir::Value()> make);
  /// The dense index of each lane, (z * ly + y) * lx + x, as affine i64.
  AffineLanes denseIndex();

  /// Masks.
  mlir::Value boxLanes(const LaneMask &mask);
  /// The mask as one tensor<Cxi1>.
  mlir::Value maskLanes(const LaneMask &mask);
  LaneMask meet(const LaneMask &a, const LaneMask &b);
  /// Every lane or none, by a uniform i1.
  LaneMask uniformMask(mlir::Value flag);
  /// Whether the lanes left out by the mask are a box too.
  static bool isHalfSpace(const LaneMask &mask);
  /// The lanes in use that the mask leaves out.
  LaneMask complement(const LaneMask &mask);
  /// Bits where `flag` is set come from `a`, the others from `b`.
  mlir::Value selectBits(mlir::Value flag, mlir::Value a, mlir::Value b);
  mlir::Value notBits(mlir::Value bits);
  /// Uniform i1: whether any lane in use is set.
  mlir::Value any(const LaneMask &mask);
  /// The operands of a memory access: none or six.
  llvm::SmallVector<mlir::Value, 6> boxOperands(const LaneMask &mask);
  /// The predicate p' with b p' a wherever a p b.
  static mlir::arith::CmpIPredicate swapSides(mlir::arith::CmpIPredicate p);
  /// The comparison as a box, if it is one.
  std::optional<LaneMask> compare(LaneCompare c);

private:
  template <typename OpTy> mlir::Value fold(mlir::Value x, mlir::Value y);
  mlir::Value tighter(mlir::Value a, mlir::Value b, bool isLow);
  mlir::Value distance(const LaneCompare &c, int64_t step, bool isUnsigned,
                       bool tellsBelow);
  LaneMask boundLanes(mlir::arith::CmpIPredicate p, unsigned axis,
                      mlir::Value gap, int64_t stride);
  LaneMask axisMask(unsigned axis, mlir::Value lo, mlir::Value hi);

  llvm::SmallVector<
      llvm::DenseMap<std::pair<mlir::Value, unsigned>, mlir::Value>>
      scopes;
  llvm::DenseMap<mlir::Attribute, mlir::Value> constants;
  llvm::DenseMap<std::pair<unsigned, mlir::Type>, mlir::Value> laneIds;
  AffineLanes dense;
};

} // namespace cubeport::lift

#endif
