// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Ceil of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_CEIL_H
#define CUBEPORT_ASCENDC_MATH_CEIL_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Ceil)

#endif // CUBEPORT_ASCENDC_MATH_CEIL_H
