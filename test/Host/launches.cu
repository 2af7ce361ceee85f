// RUN: cubeport translate %s --emit=host | grep -v CHECK | FileCheck %s
// Kernels become launch functions in their place; launches become calls.

#include <cuda_runtime.h>

// CHECK: #include "cubeport_acl.h"
// CHECK-NEXT: #include "launches_kernels.h"
// CHECK-NOT: cuda_runtime

// Device helpers go, with the comment above them.
__device__ float twice(float x) { return 2 * x; }
// CHECK-NOT: Device helpers
// CHECK-NOT: twice

/* Adds two vectors. */
__global__ __launch_bounds__(256) void add(const float *__restrict__ a,
                                           float *b, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    b[i] = a[i] + twice(b[i]);
  }
}
// CHECK: /* Adds two vectors. */
// CHECK-NEXT: void add(const cubeport::LaunchConfig &launch, const float *__restrict__ a,
// CHECK: if (!launch.admits({"add",
// CHECK: add_launch(launch.cores(), launch.stream, (void *)a, (void *)b, n,
// CHECK: launch.block.z);
// CHECK-NOT: threadIdx

template <class T, int N> __global__ void scale(T *x, bool launch) {
  x[threadIdx.x] = launch ? x[threadIdx.x] * N : 0;
}
// CHECK: template <class T, int N> void scale(const cubeport::LaunchConfig &launchConfig, T *x, bool launch) {
// CHECK: if constexpr (std::is_same_v<T, int> && N == 2)
// CHECK: else if constexpr (std::is_same_v<T, float> && N == 4)
// CHECK: ACL_ERROR_RT_INVALID_DEVICE_FUNCTION

template __global__ void scale<int, 2>(int *x, bool launch);
// CHECK-NOT: scale<int, 2>(int

__global__ void nothing(void) {}
// CHECK: void nothing(const cubeport::LaunchConfig &launch)

#define LAUNCH(kernel, ...) kernel<<<grid, block>>>(__VA_ARGS__)
// CHECK: #define LAUNCH(kernel, ...) kernel(cubeport::LaunchConfig(grid, block), ##__VA_ARGS__)

int main() {
  float *a, *b;
  cudaStream_t stream;
  dim3 grid(4), block(256);
  // CHECK: cubeport::malloc(&a, 4096)
  cudaMalloc(&a, 4096);
  cudaMalloc(&b, 4096);
  cudaStreamCreate(&stream);
  // CHECK: add(cubeport::LaunchConfig(grid, block, 0, stream), a, b, 1024);
  add<<<grid, block, 0, stream>>>(a, b, 1024);
  // CHECK: scale<float, 4>(cubeport::LaunchConfig(1, 32), a, true);
  scale<float, 4><<<1, 32>>>(a, true);
  // CHECK: nothing(cubeport::LaunchConfig(1, 1));
  nothing<<<1, 1>>>();
  LAUNCH(add, a, b, 1024);
  return 0;
}
