// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
__global__ void kernel(float *a, int n) {
  // An array whose length is known only when the kernel runs.
  float *own = (float *)__builtin_alloca(n * sizeof(float));
  for (int i = 0; i < n; ++i) {
    own[i] = a[i];
  }
  a[threadIdx.x] = own[n - 1 - threadIdx.x];
}
int main() { kernel<<<1, 32>>>(nullptr, 32); }
