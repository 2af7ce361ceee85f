// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What device_merge_sort.cuh declares is in device_radix_sort.cuh.
#include "device_radix_sort.cuh"
