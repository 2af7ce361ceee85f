// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Power of a tensor with a tensor or a scalar as exponent.
#ifndef CUBEPORT_ASCENDC_MATH_POWER_H
#define CUBEPORT_ASCENDC_MATH_POWER_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_BINARY(Power)

namespace AscendC {
template <typename T, bool isReuseSource = false>
inline void Power(const LocalTensor<T> &dst, const LocalTensor<T> &src0,
                  const typename cubeport::twin::Same<T>::Type &src1Scalar,
                  const LocalTensor<uint8_t> &sharedTmpBuffer,
                  uint32_t calCount, Where where = Where::here()) {
  CUBEPORT_TWIN_MATH_CHECK(T, Power);
  const float exponent = src1Scalar;
  cubeport::twin::mathFunction(cubeport::twin::MathFunction::Power, dst.operand,
                               src0.operand, nullptr, &exponent,
                               &sharedTmpBuffer.operand, calCount, where);
}
} // namespace AscendC

#endif // CUBEPORT_ASCENDC_MATH_POWER_H
