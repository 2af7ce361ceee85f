// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Acosh of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_ACOSH_H
#define CUBEPORT_ASCENDC_MATH_ACOSH_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Acosh)

#endif // CUBEPORT_ASCENDC_MATH_ACOSH_H
