#include <cstdio>
// One thread too many writes behind the end.
__global__ void fill(int *a, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i <= n) {
    a[i] = i;
  }
}
int main() {
  int *a;
  cudaMalloc(&a, 256 * sizeof(int));
  fill<<<2, 256>>>(a, 256);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
