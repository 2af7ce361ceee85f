// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What device_malloc.h declares is in memory.h.
#include "memory.h"
