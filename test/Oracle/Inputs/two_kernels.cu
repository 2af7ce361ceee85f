#include <cstdio>

__global__ void scale(float *values, float factor, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    values[i] *= factor;
  }
}

__global__ void count(int *values, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    values[i] = i;
  }
}

int main(int argc, char **argv) {
  printf("argument %s\n", argc > 1 ? argv[1] : "none");
  float *values;
  cudaMalloc(&values, 100 * sizeof(float));
  cudaMemset(values, 0, 100 * sizeof(float));
  for (int launch = 0; launch < 3; ++launch) {
    scale<<<1, 128>>>(values, 2.0f, 100);
  }
  cudaFree(values);
  int *numbers;
  cudaMalloc(&numbers, 100 * sizeof(int));
  count<<<1, 128>>>(numbers, 100);
  cudaFree(numbers);
  return 0;
}
