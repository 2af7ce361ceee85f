// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What transform_reduce.h declares is in reduce.h.
#include "reduce.h"
