// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The mathematical functions of the vendor's library (adv_api/math/*.h), in
// the forms with an explicit temporary buffer, which need no TPipe.
#ifndef CUBEPORT_ASCENDC_TWIN_MATH_H
#define CUBEPORT_ASCENDC_TWIN_MATH_H

#include "twin/VectorScalar.h"

namespace cubeport {
namespace twin {
enum class MathFunction : uint8_t {
  Tanh,
  Sin,
  Cos,
  Tan,
  Asin,
  Acos,
  Atan,
  Sinh,
  Cosh,
  Asinh,
  Acosh,
  Atanh,
  Erf,
  Erfc,
  Log,
  Log2,
  Log10,
  Floor,
  Ceil,
  Round,
  Trunc,
  Sign,
  Frac,
  Power,
  Fmod,
};
/// `src1` is null for functions of one argument, and for a scalar exponent,
/// which then is in `scalar`. `tmp` may be null; it is clobbered.
void mathFunction(MathFunction function, const Local &dst, const Local &src0,
                  const Local *src1, const float *scalar, const Local *tmp,
                  uint32_t count, Where where);
} // namespace twin
} // namespace cubeport

#define CUBEPORT_TWIN_MATH_CHECK(T, NAME)                                      \
  CUBEPORT_TWIN_REQUIRE(T, NAME, "takes half, float",                          \
                        cubeport::twin::ElementType::F16,                      \
                        cubeport::twin::ElementType::F32)

/// A function of one tensor, with and without a count.
#define CUBEPORT_TWIN_MATH_UNARY(NAME)                                         \
  namespace AscendC {                                                          \
  template <typename T, bool isReuseSource = false>                            \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   const LocalTensor<uint8_t> &sharedTmpBuffer,                \
                   const uint32_t calCount, Where where = Where::here()) {     \
    CUBEPORT_TWIN_MATH_CHECK(T, NAME);                                         \
    cubeport::twin::mathFunction(cubeport::twin::MathFunction::NAME,           \
                                 dst.operand, src.operand, nullptr, nullptr,   \
                                 &sharedTmpBuffer.operand, calCount, where);   \
  }                                                                            \
  template <typename T, bool isReuseSource = false>                            \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   const LocalTensor<uint8_t> &sharedTmpBuffer,                \
                   Where where = Where::here()) {                              \
    NAME<T, isReuseSource>(dst, src, sharedTmpBuffer, src.GetSize(), where);   \
  }                                                                            \
  }

/// A function of one tensor that needs no temporary buffer.
#define CUBEPORT_TWIN_MATH_DIRECT(NAME)                                        \
  namespace AscendC {                                                          \
  template <typename T, bool isReuseSource = false>                            \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   uint32_t calCount, Where where = Where::here()) {           \
    CUBEPORT_TWIN_MATH_CHECK(T, NAME);                                         \
    cubeport::twin::mathFunction(cubeport::twin::MathFunction::NAME,           \
                                 dst.operand, src.operand, nullptr, nullptr,   \
                                 nullptr, calCount, where);                    \
  }                                                                            \
  }

/// A function of two tensors.
#define CUBEPORT_TWIN_MATH_BINARY(NAME)                                        \
  namespace AscendC {                                                          \
  template <typename T, bool isReuseSource = false>                            \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src0,      \
                   const LocalTensor<T> &src1,                                 \
                   const LocalTensor<uint8_t> &sharedTmpBuffer,                \
                   uint32_t calCount, Where where = Where::here()) {           \
    CUBEPORT_TWIN_MATH_CHECK(T, NAME);                                         \
    cubeport::twin::mathFunction(                                              \
        cubeport::twin::MathFunction::NAME, dst.operand, src0.operand,         \
        &src1.operand, nullptr, &sharedTmpBuffer.operand, calCount, where);    \
  }                                                                            \
  }

#endif // CUBEPORT_ASCENDC_TWIN_MATH_H
