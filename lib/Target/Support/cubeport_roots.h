// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Square roots in integers. Part of the support headers of a project written
// by cubeport.
#ifndef CUBEPORT_ROOTS_H
#define CUBEPORT_ROOTS_H

#include "cubeport_double_arith.h"

namespace cubeport {
namespace detail {

/// 2^63 sqrt(square / 2^62) for 2^62 <= square; the relative error is below
/// 2^-59.
__aicore__ inline uint64_t squareRoot(uint64_t square) {
  // y = 1 / sqrt(square / 2^62) in units of 2^-31: a parabola, off by 2^-5,
  // then Newton's iteration.
  uint64_t top = square >> 32;
  uint64_t y =
      0xa83bc90c - ((0x3224be95 - (0x617bd97 * top >> 30)) * top >> 30);
  for (int32_t step = 0; step < 3; ++step) {
    uint64_t one = (y * y >> 31) * top >> 30;
    y = y * ((uint64_t(3) << 31) - one) >> 32;
  }
  // Half the bits of the root, then the rest from what its square leaves.
  uint64_t half = multiplyHigh(square, y << 32) >> 30;
  int64_t left = int64_t(square - half * half);
  uint64_t leftBits = left < 0 ? uint64_t(-left) : uint64_t(left);
  uint64_t more = multiplyHigh(leftBits << 26, y << 32) >> 25;
  return (half << 32) + (left < 0 ? uint64_t(0) - more : more);
}

template <Rounding R> __aicore__ inline Double sqrtRounded(Double a) {
  if (isNan(a)) {
    return pickNan(a, a);
  }
  if (isZero(a)) {
    return a;
  }
  if (signBit(a)) {
    return makeNan();
  }
  if (isInf(a)) {
    return a;
  }
  Unpacked x = unpack(a);
  int32_t odd = (x.exponent ^ 1) & 1; // the bias is odd
  uint64_t square = x.significand >> (1 - odd);
  // The nearest root of 54 bits; its square says on which side the root lies.
  // No root of a number of 53 bits lies in the middle of two neighbours.
  uint64_t root = (squareRoot(square) + 0x200) & ~uint64_t(0x3ff);
  Wide back = multiplyWide(root, root);
  if (back.high != square || back.low != 0) {
    bool isBelow = back.high < square;
    root = isBelow ? root | 1 : root - 1;
  }
  return roundToDouble<R>(false, (x.exponent - 1023 - odd) / 2 + 1023, root);
}

} // namespace detail
} // namespace cubeport

#endif
