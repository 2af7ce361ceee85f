// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel that computes in double.
__global__ void third(double *x) {
  int i = threadIdx.x;
  x[i] = x[i] * (1.0 / 3);
}

int main() {
  double host[32], *x;
  for (int i = 0; i < 32; ++i) {
    host[i] = i + 0.1;
  }
  cudaMalloc(&x, sizeof(host));
  cudaMemcpy(x, host, sizeof(host), cudaMemcpyHostToDevice);
  third<<<1, 32>>>(x);
  cudaMemcpy(host, x, sizeof(host), cudaMemcpyDeviceToHost);
  return 0;
}
