// RUN: not cubeport translate %s --emit=host 2>&1 | FileCheck %s
// A kernel may be passed where its type is deduced, but not as CUDA's type if
// ordinary functions have that type as well (kernel-pointers.cu has the rest).

__global__ void fill(float *x) { x[threadIdx.x] = 1; }
#define KERNEL(name) __global__ void name(float *x) { x[0] = 2; }
// CHECK: kernel-values.cu:[[@LINE+1]]:1: error: CP6002: kernel 'made' is spelled by a macro
KERNEL(made)

#define POINTER(name) void (*name)(int *)
__global__ void count(int *x) { ++*x; }

template <class Kernel> void go(Kernel kernel, float *x) {
  kernel<<<1, 32>>>(x);
}

void onHost(float *x) { x[0] = 3; }

void typed(float *x) {
  go(fill, x);
  auto deduced = fill;
  deduced<<<1, 32>>>(x);
  // CHECK: kernel-values.cu:[[@LINE+1]]:30: error: CP6004: kernel 'fill' is used as a value
  void (*pointer)(float *) = fill;
  pointer<<<1, 32>>>(x);
  void (*callback)(float *) = onHost;
  callback(x);
  // CHECK: kernel-values.cu:[[@LINE+1]]:22: error: CP6004: kernel 'count' is used as a value
  POINTER(spelled) = count;
}
