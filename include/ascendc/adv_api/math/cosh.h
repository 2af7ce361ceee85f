// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Cosh of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_COSH_H
#define CUBEPORT_ASCENDC_MATH_COSH_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Cosh)

#endif // CUBEPORT_ASCENDC_MATH_COSH_H
