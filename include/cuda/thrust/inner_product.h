// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What inner_product.h declares is in reduce.h.
#include "reduce.h"
