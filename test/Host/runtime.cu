// RUN: cubeport run %s | FileCheck %s
// The runtime's behaviour where ACL's differs: errors, default stream, symbols.

#include <cstdio>

__constant__ float factor = 3;
__device__ int slots[4];

__global__ void scale(float *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    x[i] *= factor;
  }
}

__global__ void mark() { slots[threadIdx.x] = threadIdx.x + 10; }

int main() {
  const int n = 1000;
  float host[n], *device;
  for (int i = 0; i < n; ++i) {
    host[i] = i;
  }
  // CHECK: nothing to free: no error
  printf("nothing to free: %s\n", cudaGetErrorString(cudaFree(0)));
  cudaMalloc(&device, sizeof(host));
  cudaMemcpy(device, host, sizeof(host), cudaMemcpyHostToDevice);

  // A block that is too large, and a grid of nothing.
  scale<<<1, 2048>>>(device, n);
  // CHECK: invalid configuration argument, then no error
  printf("%s, ", cudaGetErrorString(cudaPeekAtLastError()));
  cudaGetLastError();
  printf("then %s\n", cudaGetErrorString(cudaGetLastError()));
  scale<<<0, 32>>>(device, n);
  // CHECK: invalid configuration argument
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));

  // The initial value of a symbol, then another.
  scale<<<4, 256>>>(device, n);
  float two = 2;
  cudaMemcpyToSymbol(factor, &two, sizeof(two));
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  scale<<<4, 256, 0, stream>>>(device, n);
  // CHECK: 5994.0
  cudaMemcpy(host, device, sizeof(host), cudaMemcpyDeviceToHost);
  printf("%.1f\n", host[n - 1]);

  mark<<<1, 4>>>();
  int marks[4];
  cudaMemcpyFromSymbol(marks, slots, sizeof(marks));
  // CHECK: 10 11 12 13
  printf("%d %d %d %d\n", marks[0], marks[1], marks[2], marks[3]);
  // CHECK: invalid argument
  printf("%s\n", cudaGetErrorString(cudaMemcpyFromSymbol(marks, slots, 99)));
  cudaStreamDestroy(stream);
  cudaFree(device);
  return 0;
}
