// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What reverse.h declares is in gather.h.
#include "gather.h"
