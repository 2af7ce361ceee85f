// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rewrites one kernel from what a thread does to what all lanes do.
#ifndef CUBEPORT_LIB_LIFT_LIFTER_H
#define CUBEPORT_LIB_LIFT_LIFTER_H

#include "dialects/Simt/SimtDialect.h"
#include "lib/Lift/Divergence.h"
#include "lib/Lift/LaneBuilder.h"
#include "lib/Lift/TripPlan.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace cubeport::lift {

/// What a value of the simt form became in the tile form.
struct LaneValue {
  LaneKind::Level level = LaneKind::Undefined;
  /// The uniform scalar, the affine base, or the lanes.
  mlir::Value value;
  /// Affine: coefficients, null where zero.
  std::array<mlir::Value, 3> coef;
  /// An i1 that varies, in whichever form it came; `value` is null then.
  std::optional<LaneMask> mask;
  /// The lanes where that i1 is false, if these are simpler to describe;
  /// `mask` may be absent then.
  std::optional<LaneMask> unmask;
  /// Varying integers that are the sign extension of these i32 lanes;
  /// `value` may be null until somebody needs the wide ones.
  mlir::Value narrow;
};

/// Walks a kernel in simt form and builds its tile form: op by op, all lanes
/// in step, under a mask of the lanes that are active.
class Lifter {
public:
  Lifter(mlir::gpu::GPUFuncOp kernel, Divergence &kinds, Ranges &ranges,
         LaneBuilder &lanes)
      : kernel(kernel), kinds(kinds), ranges(ranges), lanes(lanes) {}

  /// Binds a kernel argument or buffer to its counterpart.
  void bindUniform(mlir::Value from, mlir::Value to);
  /// The lane coordinates of the thread index: origin plus lane, i32 origins.
  std::array<mlir::Value, 3> origin;
  /// For loops whose trips run together: the most lanes, none if 0, and bytes
  /// of local memory.
  int64_t mostTripLanes = 0, localBytes = 0;
  /// The number of the warp that the lanes are, i32; null if they are others.
  mlir::Value warp;
  /// Buffers, hoisted to the kernel's top by the caller.
  llvm::DenseMap<mlir::Operation *, mlir::Value> buffers;

  /// Bytes of the widest element by which the private array under a view is
  /// accessed; the array is expanded in units of it.
  static int64_t privateGranule(mlir::Value view);

  /// Lifts an op of uniform numbers ahead of the body, which lifts it again.
  mlir::LogicalResult liftUniform(mlir::Operation *op) { return liftOp(op); }
  /// The scalar that a uniform number became.
  mlir::Value uniformOf(mlir::Value simt) { return scalar(simt); }

  /// Rewrites the kernel's body at the builder's insertion point. Reports
  /// what has no tile form, at its CUDA location.
  mlir::LogicalResult liftBody();

private:
  // LiftArith.cpp, LiftMasks.cpp: values.
  mlir::LogicalResult liftOp(mlir::Operation *op);
  mlir::LogicalResult liftElementwise(mlir::Operation *op);
  mlir::LogicalResult liftAffine(mlir::Operation *op);
  mlir::LogicalResult liftCast(mlir::Operation *op);
  mlir::LogicalResult liftCompare(mlir::arith::CmpIOp op);
  mlir::LogicalResult liftMaskOp(mlir::Operation *op);
  void invertMask(mlir::Value result, mlir::Value simt);
  void setEither(mlir::Value result, mlir::Value a, mlir::Value b);
  mlir::LogicalResult liftFromMask(mlir::Operation *op);
  mlir::LogicalResult liftBarrier(mlir::gpu::BarrierOp op);
  mlir::LogicalResult liftSelect(mlir::arith::SelectOp op);
  mlir::LogicalResult liftDivision(mlir::Operation *op);
  bool liftBuiltin(mlir::Operation *op);
  bool liftNarrow(mlir::Operation *op);
  LaneValue makeAffine(mlir::Operation *op);
  mlir::Value scalarClone(mlir::Operation *op);
  mlir::Value narrowLanes(mlir::Value simt);
  mlir::Value unsignedBase(const LaneValue &v);

  // LiftMemory.cpp: views and accesses.
  mlir::LogicalResult liftMemory(mlir::Operation *op);
  mlir::LogicalResult liftLoad(mlir::memref::LoadOp op);
  mlir::LogicalResult liftStore(mlir::memref::StoreOp op);
  mlir::LogicalResult liftAtomic(mlir::memref::AtomicRMWOp op);
  mlir::LogicalResult liftShuffle(simt::ShuffleOp op);
  bool liftFixedShuffle(simt::ShuffleOp op, int64_t width);
  bool isLeaderStore(mlir::memref::StoreOp op);
  void liftLeaderStore(mlir::memref::StoreOp op, mlir::Value view);
  mlir::Value scratch(mlir::Type element);
  mlir::Value denseLanes();
  mlir::LogicalResult liftAtomicCas(simt::AtomicCasOp op);
  mlir::LogicalResult liftView(mlir::Operation *op);
  /// Where a memory access goes: a uniform view and an index into it.
  struct Access {
    mlir::Value view;
    LaneKind::Level level = LaneKind::Uniform;
    /// Uniform or affine: i64.
    AffineLanes affine;
    /// Varying: i32 or i64 lanes.
    mlir::Value indices;
  };
  mlir::FailureOr<Access> resolveAccess(mlir::Value view,
                                        mlir::ValueRange indices,
                                        mlir::Operation *op);
  Access privateAccess(mlir::Value view, mlir::Value index);
  Access scatteredView(mlir::Value view, mlir::Value index);
  mlir::Value indexLanes(const Access &access);

  // LiftControl.cpp, LiftLoops.cpp, LiftWhile.cpp: regions.
  mlir::LogicalResult liftBlock(mlir::Block &block);
  mlir::LogicalResult liftIf(mlir::scf::IfOp op);
  mlir::LogicalResult liftUniformIf(mlir::scf::IfOp op);
  mlir::LogicalResult liftDivergentIf(mlir::scf::IfOp op);
  mlir::LogicalResult liftSide(mlir::Region &region, const LaneMask &side,
                               llvm::ArrayRef<LaneKind> as, bool guarded,
                               llvm::SmallVectorImpl<mlir::Value> &out);
  /// What one side of a branch yields, packed unless it stayed a mask.
  struct Side {
    mlir::Value simt;
    mlir::Value packed;
  };
  void mergeSides(mlir::OpResult result, const LaneMask &taken, Side a, Side b);
  mlir::LogicalResult liftFor(mlir::scf::ForOp op);
  mlir::LogicalResult liftUniformFor(mlir::scf::ForOp op);
  mlir::LogicalResult liftSteppedFor(mlir::scf::ForOp op);
  mlir::LogicalResult liftDivergentFor(mlir::scf::ForOp op);
  // LiftTrips.cpp: loops whose trips run together.
  bool isDense(mlir::scf::ForOp op);
  enum class Answer { No, AtRunTime, Yes };
  Answer mayBeRow();
  mlir::LogicalResult liftTripsOfRow(mlir::scf::ForOp op, const TripPlan &plan,
                                     int64_t tripLanes);
  std::optional<TripPlan> planTogether(mlir::scf::ForOp op, int64_t &tripLanes);
  mlir::LogicalResult liftTrips(mlir::scf::ForOp op, const TripPlan &plan,
                                int64_t tripLanes);
  mlir::Value tripsTogether(const TripPlan &plan, int64_t tripLanes,
                            mlir::Value step);
  mlir::Value startOf(const TripAccess &access);
  mlir::LogicalResult liftTripBody(mlir::scf::ForOp op, const TripPlan &plan,
                                   mlir::Value base, mlir::Value step);
  mlir::Value contribution(const TripFold &fold);
  mlir::LogicalResult liftWhile(mlir::scf::WhileOp op);
  mlir::LogicalResult liftUniformWhile(mlir::scf::WhileOp op);
  mlir::LogicalResult liftDivergentWhile(mlir::scf::WhileOp op);
  void unpackBefore(mlir::scf::WhileOp op, mlir::ValueRange packed);
  llvm::SmallVector<mlir::Value> packPassed(mlir::scf::WhileOp op);
  mlir::LogicalResult liftAfter(mlir::scf::WhileOp op, mlir::ValueRange packed,
                                llvm::SmallVectorImpl<mlir::Value> &yielded);
  mlir::LogicalResult liftLeaving(mlir::scf::WhileOp op, mlir::Block *before,
                                  llvm::ArrayRef<unsigned> read);
  /// Whether the body may only run where a lane is active.
  bool needsActiveLane(mlir::Region &region);
  bool isLarge(mlir::Region &region);
  LaneMask tripMask(mlir::scf::ForOp op, const LaneValue &iv);
  /// What a divergent loop carries for one value of the simt form: the value
  /// as its kind says for active lanes, and beside it, where that is not
  /// lanes already and somebody reads the result, each lane's last value.
  struct Carried {
    mlir::Value arg;
    mlir::Value result;
    LaneKind kind;
    bool keepsLast;
  };
  llvm::SmallVector<Carried> carriedBy(mlir::ValueRange args,
                                       mlir::ValueRange results);
  llvm::SmallVector<mlir::Value> packInits(llvm::ArrayRef<Carried> carried,
                                           mlir::ValueRange inits);
  void unpackArgs(llvm::ArrayRef<Carried> carried, mlir::ValueRange inits,
                  mlir::ValueRange packed);
  llvm::SmallVector<mlir::Value> packYields(llvm::ArrayRef<Carried> carried,
                                            mlir::ValueRange yielded,
                                            mlir::ValueRange old,
                                            const LaneMask &trip);
  void setLoopResults(llvm::ArrayRef<Carried> carried, mlir::ValueRange made);
  mlir::LogicalResult liftTrip(mlir::scf::ForOp op,
                               llvm::ArrayRef<Carried> carried,
                               mlir::ValueRange old, const LaneMask &trip,
                               llvm::SmallVectorImpl<mlir::Value> &next);

  // Values between the forms.
  const LaneValue &lookup(mlir::Value simt);
  mlir::Value scalar(mlir::Value simt);
  mlir::Value asLanes(mlir::Value simt);
  mlir::Value toLanes(const LaneValue &v);
  LaneMask asMask(mlir::Value simt);
  /// The lanes where an i1 is false.
  LaneMask asUnmask(mlir::Value simt);
  AffineLanes asAffine(mlir::Value simt);
  void set(mlir::Value simt, LaneValue v);
  void setScalar(mlir::Value simt, mlir::Value v);
  void setLanes(mlir::Value simt, mlir::Value v);
  void setMask(mlir::Value simt, const LaneMask &mask);
  void setUnmask(mlir::Value simt, const LaneMask &unmask);
  mlir::Type elementType(mlir::Type simt);
  mlir::Type packedType(mlir::Type simt, const LaneKind &kind);
  /// One SSA value that carries `simt` as a value of the given kind.
  mlir::Value pack(mlir::Value simt, const LaneKind &kind);
  /// The reverse; coefficients come from `like`, of the same root.
  LaneValue unpack(mlir::Value packed, const LaneKind &kind,
                   const LaneValue *like);
  std::array<mlir::Value, 3> rootCoefficients(mlir::Value root,
                                              mlir::Type element);
  /// Lanes where `mask` holds from `x`, else from `y`.
  mlir::Value blend(const LaneMask &mask, mlir::Value x, mlir::Value y);
  mlir::Value zeroOf(mlir::Type type);

  mlir::gpu::GPUFuncOp kernel;
  Divergence &kinds;
  Ranges &ranges;
  LaneBuilder &lanes;
  llvm::DenseMap<mlir::Value, LaneValue> values;
  llvm::DenseMap<mlir::Type, mlir::Value> scratches;
  /// The lanes that execute what is lifted now.
  LaneMask active;
};

} // namespace cubeport::lift

#endif
