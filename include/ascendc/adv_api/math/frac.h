// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Frac of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_FRAC_H
#define CUBEPORT_ASCENDC_MATH_FRAC_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Frac)

#endif // CUBEPORT_ASCENDC_MATH_FRAC_H
