// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <cstdlib>
__global__ void kernel(int *a) { a[threadIdx.x] = 1; }
char *volatile kept;
int main() {
  for (;;) {
    kept = (char *)malloc(16 << 20);
    for (int i = 0; i < 16 << 20; i += 4096) {
      kept[i] = 1;
    }
  }
}
