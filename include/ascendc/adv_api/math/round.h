// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Round of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_ROUND_H
#define CUBEPORT_ASCENDC_MATH_ROUND_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Round)

#endif // CUBEPORT_ASCENDC_MATH_ROUND_H
