// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Acos of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_ACOS_H
#define CUBEPORT_ASCENDC_MATH_ACOS_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Acos)

#endif // CUBEPORT_ASCENDC_MATH_ACOS_H
