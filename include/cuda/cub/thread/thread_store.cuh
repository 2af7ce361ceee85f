// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What thread_store.cuh declares is in thread_load.cuh.
#include "thread_load.cuh"
