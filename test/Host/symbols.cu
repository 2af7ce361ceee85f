// RUN: cubeport translate %s --emit=host | grep -v CHECK | FileCheck %s
// Variables in device memory become handles; kernels that use them get their
// addresses.

#define N 3

// CHECK: cubeport::DeviceSymbol<float[3]> weights;
__constant__ float weights[N];
// CHECK: cubeport::DeviceSymbol<int> counter(7);
__device__ int counter = 7;
// CHECK: static cubeport::DeviceSymbol<int[2]> first;
// CHECK-NEXT: static cubeport::DeviceSymbol<int> second;
static __device__ int first[2], second;

__global__ void use(float *x) {
  x[threadIdx.x] = weights[threadIdx.x] + counter;
}
// CHECK: use_launch(
// CHECK-DAG: weights.address()
// CHECK-DAG: counter.address()

int main() {
  float values[N] = {1, 2, 3}, *x;
  int count;
  cudaMalloc(&x, sizeof(values));
  // CHECK: cubeport::memcpyToSymbol(weights, values, sizeof(values));
  cudaMemcpyToSymbol(weights, values, sizeof(values));
  use<<<1, N>>>(x);
  // CHECK: cubeport::memcpyFromSymbol(&count, counter, sizeof(count));
  cudaMemcpyFromSymbol(&count, counter, sizeof(count));
  return 0;
}
