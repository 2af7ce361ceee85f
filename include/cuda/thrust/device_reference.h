// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What device_reference.h declares is in device_ptr.h.
#include "device_ptr.h"
