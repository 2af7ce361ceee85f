#include "scale.h"
__global__ void scale(float *values, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    values[i] *= SCALE;
  }
}
void scaleAll(float *values, int n) { scale<<<(n + 63) / 64, 64>>>(values, n); }
