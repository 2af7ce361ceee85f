// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What cache_modified_output_iterator.cuh declares is in iterators.cuh.
#include "iterators.cuh"
