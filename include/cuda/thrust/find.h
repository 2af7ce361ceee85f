// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What find.h declares is in extrema.h.
#include "extrema.h"
