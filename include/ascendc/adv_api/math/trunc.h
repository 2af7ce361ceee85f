// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Trunc of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_TRUNC_H
#define CUBEPORT_ASCENDC_MATH_TRUNC_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Trunc)

#endif // CUBEPORT_ASCENDC_MATH_TRUNC_H
