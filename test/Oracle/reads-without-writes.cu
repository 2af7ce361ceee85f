// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A read of shared memory is checked for races only if something is written
// between the same two barriers.
// RUN: cubeport run --on=oracle --save-oracle=%t.ll %s | FileCheck %s
// RUN: FileCheck %s --check-prefix=IR --input-file=%t.ll
#include <cstdio>

// IR-LABEL: define internal void @_Z4tilePi(
// IR: call void @cubeport_shared_write(
// IR: call void @cubeport_barrier_cta_sync_aligned_all(
// IR-NOT: call void @cubeport_shared_read(
// IR: ret void
__global__ void tile(int *out) {
  __shared__ int values[32];
  int sum = 0;
  for (int i = 0; i < 3; ++i) {
    values[threadIdx.x] = threadIdx.x + i;
    __syncthreads();
    sum += values[31 - threadIdx.x] + values[(threadIdx.x + i) % 32];
    __syncthreads();
  }
  out[threadIdx.x] = sum;
}

// Without the second barrier the next round writes while others still read.
// IR-LABEL: define internal void @_Z10alternatesPi(
// IR: call void @cubeport_shared_read(
// IR: ret void
__global__ void alternates(int *out) {
  __shared__ int values[2][32];
  int sum = 0;
  for (int i = 0; i < 3; ++i) {
    values[i % 2][threadIdx.x] = threadIdx.x + i;
    __syncthreads();
    sum += values[i % 2][31 - threadIdx.x];
  }
  out[threadIdx.x] = sum;
}

__device__ __noinline__ void put(int *place, int value) { *place = value; }

// A function may write, too.
// IR-LABEL: define internal void @_Z6calledPi(
// IR: call void @cubeport_shared_read(
// IR: ret void
__global__ void called(int *out) {
  __shared__ int values[32];
  put(&values[threadIdx.x], threadIdx.x);
  __syncthreads();
  int value = values[31 - threadIdx.x];
  __syncwarp();
  put(&values[threadIdx.x], value + 1);
  __syncthreads();
  out[threadIdx.x] = values[threadIdx.x];
}

// A barrier in a function: its callers may write behind it.
// IR-LABEL: define internal {{.*}} @_ZL4readPi(
// IR: call void @cubeport_shared_read(
// IR: ret
static __device__ __noinline__ int read(int *values) {
  __syncthreads();
  return values[31 - threadIdx.x];
}

__global__ void calls(int *out) {
  __shared__ int values[32];
  values[threadIdx.x] = threadIdx.x;
  int value = read(values);
  __syncthreads();
  values[threadIdx.x] = value;
  out[threadIdx.x] = values[threadIdx.x];
}

template <class Launch> void show(Launch launch) {
  int *out, first;
  cudaMalloc(&out, 32 * sizeof(int));
  launch(out);
  cudaMemcpy(&first, out, sizeof(int), cudaMemcpyDeviceToHost);
  printf("%d ", first);
}

// CHECK: 102 96 32 31
int main() {
  show([](int *out) { tile<<<1, 32>>>(out); });
  show([](int *out) { alternates<<<1, 32>>>(out); });
  show([](int *out) { called<<<1, 32>>>(out); });
  show([](int *out) { calls<<<1, 32>>>(out); });
  printf("\n");
  return 0;
}
