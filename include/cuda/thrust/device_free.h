// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What device_free.h declares is in memory.h.
#include "memory.h"
