#include <cstdio>
int helper();
__global__ void set(int *a, int b) { a[threadIdx.x] = b; }
int main() {
  int *a;
  cudaMallocManaged(&a, 128);
  set<<<1, 32>>>(a, helper());
  cudaDeviceSynchronize();
  printf("value %d\n", a[31]);
}
