// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What reverse_iterator.h declares is in transform_iterator.h.
#include "transform_iterator.h"
