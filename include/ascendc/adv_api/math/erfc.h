// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Erfc of a tensor of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_ERFC_H
#define CUBEPORT_ASCENDC_MATH_ERFC_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_UNARY(Erfc)

#endif // CUBEPORT_ASCENDC_MATH_ERFC_H
