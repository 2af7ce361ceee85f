// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What constant_iterator.h declares is in counting_iterator.h.
#include "counting_iterator.h"
