// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Sin of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_SIN_H
#define CUBEPORT_ASCENDC_MATH_SIN_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Sin)

#endif // CUBEPORT_ASCENDC_MATH_SIN_H
