// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What device_partition.cuh declares is in device_select.cuh.
#include "device_select.cuh"
