// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "detail/select.h"
