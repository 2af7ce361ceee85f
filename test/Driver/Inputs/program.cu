// Doubles a vector; returns the number of its arguments.
#include <cstdio>

__global__ void twice(float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    x[i] *= 2;
  }
}

int main(int argc, char **argv) {
  float host[100], *device;
  for (int i = 0; i < 100; ++i) {
    host[i] = i;
  }
  cudaMalloc(&device, sizeof(host));
  cudaMemcpy(device, host, sizeof(host), cudaMemcpyHostToDevice);
  twice<<<4, 32>>>(device, 100);
  cudaMemcpy(host, device, sizeof(host), cudaMemcpyDeviceToHost);
  printf("%g %s\n", host[99], argc > 1 ? argv[1] : "");
  return argc - 1;
}
