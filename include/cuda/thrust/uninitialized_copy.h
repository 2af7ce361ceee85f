// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What uninitialized_copy.h declares is in copy.h.
#include "copy.h"
