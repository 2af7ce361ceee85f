// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What discard_output_iterator.cuh declares is in iterators.cuh.
#include "iterators.cuh"
