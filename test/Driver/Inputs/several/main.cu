#include "k.cuh"
#include <cstdio>
void one(int *d);
static __global__ void local(int *x) { x[threadIdx.x] += 100; }
int main() {
  int h[4] = {1, 2, 3, 4}, *d;
  cudaMalloc(&d, 16);
  cudaMemcpy(d, h, 16, cudaMemcpyHostToDevice);
  inc<<<1, 4>>>(d, 4);
  one(d);
  local<<<1, 4>>>(d);
  runIt(d, 4);
  cudaMemcpy(h, d, 16, cudaMemcpyDeviceToHost);
  printf("%d %d %d %d\n", h[0], h[1], h[2], h[3]);
}
