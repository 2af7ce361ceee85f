// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Asin of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_ASIN_H
#define CUBEPORT_ASCENDC_MATH_ASIN_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Asin)

#endif // CUBEPORT_ASCENDC_MATH_ASIN_H
