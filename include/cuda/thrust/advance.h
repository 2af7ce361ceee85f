// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What advance.h declares is in iterator_traits.h.
#include "iterator/iterator_traits.h"
