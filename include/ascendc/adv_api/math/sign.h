// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Sign of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_SIGN_H
#define CUBEPORT_ASCENDC_MATH_SIGN_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Sign)

#endif // CUBEPORT_ASCENDC_MATH_SIGN_H
