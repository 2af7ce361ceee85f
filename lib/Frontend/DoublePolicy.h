// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What becomes of double, which the chip's vector unit does not have.
#ifndef CUBEPORT_LIB_FRONTEND_DOUBLEPOLICY_H
#define CUBEPORT_LIB_FRONTEND_DOUBLEPOLICY_H

namespace cubeport::frontend {

/// The values of `--fp64=` and of the option `fp64` of frontend-pipeline.
enum class DoublePolicy {
  /// Correctly rounded arithmetic in integers.
  Exact,
  /// Pairs of floats where a kernel keeps its doubles to itself; else exact.
  Pair,
  /// Arithmetic in float; in memory and in arguments they stay doubles.
  Demote,
  /// What computes in double is refused.
  Error
};

} // namespace cubeport::frontend

#endif
