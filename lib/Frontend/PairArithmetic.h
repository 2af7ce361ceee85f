// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Arithmetic on unevaluated sums of two floats.
#ifndef CUBEPORT_LIB_FRONTEND_PAIRARITHMETIC_H
#define CUBEPORT_LIB_FRONTEND_PAIRARITHMETIC_H

#include "mlir/Dialect/Arith/IR/Arith.h"

namespace cubeport::frontend {

/// A number as the sum of two floats; high is the sum rounded to float. Where
/// high is infinite or no number, low is 0.
struct Pair {
  mlir::Value high, low;
};

/// Builds arithmetic on pairs. No operation has fast-math flags: reordering
/// would lose the rounding errors that low is made of.
class PairBuilder {
public:
  PairBuilder(mlir::OpBuilder &builder, mlir::Location loc)
      : b(builder), loc(loc) {}

  mlir::Value constant(float value);
  Pair fromFloat(mlir::Value value) { return {value, constant(0)}; }
  /// An integer of up to 32 bits, exactly.
  Pair fromInteger(mlir::Value value, bool isSigned);

  Pair add(Pair x, Pair y);
  Pair negate(Pair x);
  Pair multiply(Pair x, Pair y);
  Pair divide(Pair x, Pair y);
  Pair root(Pair x);
  Pair magnitude(Pair x);
  Pair choose(mlir::Value condition, Pair x, Pair y);
  mlir::Value compare(mlir::arith::CmpFPredicate predicate, Pair x, Pair y);
  /// The larger (`isMax`) or smaller; the other one if one is no number.
  Pair extremum(Pair x, Pair y, bool isMax);

private:
  mlir::OpBuilder &b;
  mlir::Location loc;

  mlir::Value sum(mlir::Value x, mlir::Value y);
  mlir::Value difference(mlir::Value x, mlir::Value y);
  mlir::Value product(mlir::Value x, mlir::Value y);
  mlir::Value test(mlir::arith::CmpFPredicate predicate, mlir::Value x,
                   mlir::Value y);
  mlir::Value isFinite(mlir::Value x);
  Pair addFloats(mlir::Value x, mlir::Value y);
  Pair multiplyFloats(mlir::Value x, mlir::Value y);
  Pair normalise(mlir::Value high, mlir::Value low);
};

} // namespace cubeport::frontend

#endif
