// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What distance.h declares is in iterator_traits.h.
#include "iterator/iterator_traits.h"
