// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Asinh of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_ASINH_H
#define CUBEPORT_ASCENDC_MATH_ASINH_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Asinh)

#endif // CUBEPORT_ASCENDC_MATH_ASINH_H
