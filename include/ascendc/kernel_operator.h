// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The kernel API of Ascend C for NPU arch 2201, as the twin models it. See
// README.md for what is modelled and what is not.
#ifndef CUBEPORT_ASCENDC_KERNEL_OPERATOR_H
#define CUBEPORT_ASCENDC_KERNEL_OPERATOR_H

#include "twin/Cast.h"
#include "twin/CompareRegister.h"
#include "twin/CubeStore.h"
#include "twin/DataCopy.h"
#include "twin/Launch.h"
#include "twin/Rearrange.h"
#include "twin/ReduceTensor.h"
#include "twin/Slice.h"
#include "twin/Sort.h"
#include "twin/Sync.h"
#include "twin/SyncAll.h"
#include "twin/TPipe.h"
#include "twin/Transpose.h"
#include "twin/Utilities.h"
#include "twin/VectorScalar.h"

#endif // CUBEPORT_ASCENDC_KERNEL_OPERATOR_H
