// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What copy.h declares is in detail/copy.h and detail/select.h.
#include "detail/copy.h"
#include "detail/select.h"
