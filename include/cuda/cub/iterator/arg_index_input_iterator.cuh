// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What arg_index_input_iterator.cuh declares is in iterators.cuh.
#include "iterators.cuh"
