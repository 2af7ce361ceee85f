// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What logical.h declares is in extrema.h.
#include "extrema.h"
