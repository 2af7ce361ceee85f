// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
__global__ void kernel(int *a) { a[threadIdx.x] = 1; }
int main() {
  for (volatile int i = 0;; i = i + 1) {
  }
}
