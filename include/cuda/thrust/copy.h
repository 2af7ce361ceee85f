// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "detail/copy.h"
#include "detail/select.h"
