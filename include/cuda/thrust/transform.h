// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What transform.h declares is in gather.h.
#include "gather.h"
