// RUN: cubeport translate %s --emit=host | grep -v CHECK | FileCheck %s
// Names of the runtime go through the table; the user's own names stay.

#include <cstdio>

// CHECK: #include "cubeport_acl.h"
// CHECK-NEXT: #include "api_names_kernels.h"
// CHECK-NEXT: #include <cstdio>

// CHECK: #if defined(CUBEPORT_ACL_H) && CUBEPORT_CUDA_VERSION >= 4000
#if defined(__CUDACC__) && CUDART_VERSION >= 4000
#define cudaCheck(call) check((call), #call)
#endif

// CHECK: void check(aclError error, const char *what) {
static void check(cudaError_t error, const char *what) {
  // CHECK: if (error != ACL_SUCCESS)
  if (error != cudaSuccess) {
    // CHECK: cubeport::errorString(error)
    printf("%s: %s\n", what, cudaGetErrorString(error));
  }
}

// CHECK: inline float half(float x)
__host__ __device__ __forceinline__ float half(float x) { return x / 2; }

// CHECK: struct CUBEPORT_ALIGN(16) Pair
struct __align__(16) Pair {
  float cudaMalloc; // a member may be called anything
};

#if 0
// CHECK: cudaGraphLaunch(inactive code is left alone);
cudaGraphLaunch(inactive code is left alone);
#endif

int main() {
  Pair pair = {1};
  // CHECK: half(pair.cudaMalloc)
  pair.cudaMalloc = half(pair.cudaMalloc);
  // CHECK: cubeport::DeviceProp prop;
  struct cudaDeviceProp prop;
  // CHECK: aclrtMemcpyKind kind = ACL_MEMCPY_HOST_TO_DEVICE;
  enum cudaMemcpyKind kind = cudaMemcpyHostToDevice;
  // CHECK: cudaCheck(cubeport::getDeviceProperties(&prop, 0));
  cudaCheck(cudaGetDeviceProperties(&prop, 0));
  float ms, *p;
  cudaEvent_t start, stop;
  cudaCheck(cudaMalloc(&p, 4));
  cudaCheck(cudaMemcpy(p, &ms, 4, kind));
  cudaEventCreate(&start);
  cudaEventCreate(&stop);
  // CHECK: aclrtEventElapsedTime(&ms, start, stop)
  return cudaEventElapsedTime(&ms, start, stop) != cudaSuccess;
}
