// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Tanh of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_TANH_H
#define CUBEPORT_ASCENDC_MATH_TANH_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Tanh)

#endif // CUBEPORT_ASCENDC_MATH_TANH_H
