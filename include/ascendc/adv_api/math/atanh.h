// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Atanh of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_ATANH_H
#define CUBEPORT_ASCENDC_MATH_ATANH_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Atanh)

#endif // CUBEPORT_ASCENDC_MATH_ATANH_H
