#include "k.cuh"
__constant__ int step = 5;
static __global__ void local(int *x) { x[threadIdx.x] += 1; }
__global__ void inc(int *x, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    x[i] += step;
  }
}
void one(int *d) { local<<<1, 4>>>(d); }
