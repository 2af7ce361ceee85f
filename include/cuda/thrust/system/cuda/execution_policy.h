// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What execution_policy.h declares is in execution_policy.h.
#include "../../execution_policy.h"
