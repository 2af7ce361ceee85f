// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What scatter.h declares is in gather.h.
#include "gather.h"
