// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What device_segmented_reduce.cuh declares is in device_reduce.cuh.
#include "device_reduce.cuh"
