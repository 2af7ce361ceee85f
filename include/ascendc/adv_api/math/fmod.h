// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Fmod of two tensors of half or float.
#ifndef CUBEPORT_ASCENDC_MATH_FMOD_H
#define CUBEPORT_ASCENDC_MATH_FMOD_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_BINARY(Fmod)

#endif // CUBEPORT_ASCENDC_MATH_FMOD_H
