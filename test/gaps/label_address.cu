// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: rm -rf %t && not cubeport translate %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// Jumps to addresses of labels, and an address that is kept.

__global__ void jumps(const int *in, int *out) {
  static const void *const table[] = {&&one, &&two};
  // CHECK: label_address.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2001: unsupported: jump to the address of a label
  goto *table[in[threadIdx.x] & 1];
one:
  out[threadIdx.x] = 1;
  return;
two:
  out[threadIdx.x] = 2;
}

__global__ void keeps(void **out) {
  // CHECK: label_address.cu:[[@LINE+1]]:{{[0-9]+}}: error: CP2001: unsupported: the address of a label
  out[threadIdx.x] = &&end;
end:
  return;
}

int main() {
  jumps<<<1, 32>>>(nullptr, nullptr);
  keeps<<<1, 32>>>(nullptr);
  return 0;
}
