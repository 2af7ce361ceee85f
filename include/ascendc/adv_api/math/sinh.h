// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Sinh of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_SINH_H
#define CUBEPORT_ASCENDC_MATH_SINH_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Sinh)

#endif // CUBEPORT_ASCENDC_MATH_SINH_H
