// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// Cooperative groups: the header is not there.
// CHECK: cooperative_groups.cu:[[@LINE+1]]:{{.*}}
#include <cooperative_groups.h>
namespace cg = cooperative_groups;

__global__ void kernel(int *x) {
  cg::thread_block block = cg::this_thread_block();
  x[block.thread_rank()] = 1;
  block.sync();
}

int main() {
  kernel<<<1, 32>>>(nullptr);
  return 0;
}
