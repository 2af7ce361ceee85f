// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// RUN: cubeport translate %s -o %t --recursion-depth=8
// A recursion whose frames do not fit into a thread's memory.

__device__ int search(int *board, int column) {
  int next[256];
  for (int i = 0; i < 256; ++i) {
    next[i] = board[i] + column;
  }
  // CHECK: recursion.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2003: recursion of search(int*, int), 128 calls deep, needs {{[0-9]+}} bytes for its frames; a thread has 65536
  return column == 4 ? next[0] : search(next, column + 1) + next[column];
}

__global__ void solve(int *out) {
  int board[256] = {};
  out[threadIdx.x] = search(board, threadIdx.x % 4);
}

int main() {
  int *out;
  cudaMalloc(&out, 16 * sizeof(int));
  solve<<<1, 16>>>(out);
  return 0;
}
