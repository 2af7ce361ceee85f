// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pattern sets of map-legalize.
#ifndef CUBEPORT_LIB_MAP_LEGALIZE_H
#define CUBEPORT_LIB_MAP_LEGALIZE_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/PatternMatch.h"

namespace cubeport::map {
/// Integer compares, divisions by powers of two, conversions, masks.
void populateIntegerPatterns(mlir::RewritePatternSet &patterns);
/// Float compares, NaN rules of minima, functions the library lacks.
void populateMathPatterns(mlir::RewritePatternSet &patterns);
/// Indices of lanes in the narrowest type that is right.
void populateIndexPatterns(mlir::RewritePatternSet &patterns);

/// A constant of `type`, the same in all lanes if that is a tensor.
mlir::Value constantOfType(mlir::OpBuilder &b, mlir::Location loc,
                           mlir::Type type, double value);
/// As above, from bits.
mlir::Value bitsOfType(mlir::OpBuilder &b, mlir::Location loc, mlir::Type type,
                       int64_t bits);
/// `type` with another element type, a tensor if it is one.
mlir::Type withElement(mlir::Type type, mlir::Type element);
} // namespace cubeport::map

#endif
