// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// AscendC::Log, Log2 and Log10; only Log2 takes a temporary buffer.
#ifndef CUBEPORT_ASCENDC_MATH_LOG_H
#define CUBEPORT_ASCENDC_MATH_LOG_H

#include "twin/Math.h"

CUBEPORT_TWIN_MATH_DIRECT(Log)
CUBEPORT_TWIN_MATH_UNARY(Log2)
CUBEPORT_TWIN_MATH_DIRECT(Log10)

#endif // CUBEPORT_ASCENDC_MATH_LOG_H
