// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "transform_iterator.h"
