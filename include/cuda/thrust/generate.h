// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What generate.h declares is in for_each.h.
#include "for_each.h"
