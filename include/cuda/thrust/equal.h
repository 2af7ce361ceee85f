// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What equal.h declares is in extrema.h.
#include "extrema.h"
