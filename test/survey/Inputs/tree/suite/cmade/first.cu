#include <cstdio>
__global__ void set(int *a) { a[threadIdx.x] = VALUE; }
int main() {
  int *a;
  cudaMallocManaged(&a, 128);
  set<<<1, 32>>>(a);
  cudaDeviceSynchronize();
  printf("value %d\n", a[31]);
}
