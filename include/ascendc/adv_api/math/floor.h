// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Floor of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_FLOOR_H
#define CUBEPORT_ASCENDC_MATH_FLOOR_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Floor)

#endif // CUBEPORT_ASCENDC_MATH_FLOOR_H
