// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What device_adjacent_difference.cuh declares is in device_scan.cuh.
#include "device_scan.cuh"
