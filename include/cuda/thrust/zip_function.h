// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What zip_function.h declares is in zip_iterator.h.
#include "iterator/zip_iterator.h"
