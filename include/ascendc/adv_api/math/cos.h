// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Cos of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_COS_H
#define CUBEPORT_ASCENDC_MATH_COS_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Cos)

#endif // CUBEPORT_ASCENDC_MATH_COS_H
