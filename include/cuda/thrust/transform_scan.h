// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What transform_scan.h declares is in scan.h.
#include "scan.h"
