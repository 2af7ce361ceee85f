// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What thread_scan.cuh declares is in thread_reduce.cuh.
#include "thread_reduce.cuh"
