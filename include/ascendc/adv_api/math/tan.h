// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Tan of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_TAN_H
#define CUBEPORT_ASCENDC_MATH_TAN_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Tan)

#endif // CUBEPORT_ASCENDC_MATH_TAN_H
