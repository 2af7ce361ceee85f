// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Atan of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_ATAN_H
#define CUBEPORT_ASCENDC_MATH_ATAN_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Atan)

#endif // CUBEPORT_ASCENDC_MATH_ATAN_H
