// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What remove.h declares is in select.h.
#include "detail/select.h"
