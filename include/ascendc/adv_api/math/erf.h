// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Erf of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_ERF_H
#define CUBEPORT_ASCENDC_MATH_ERF_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Erf)

#endif // CUBEPORT_ASCENDC_MATH_ERF_H
