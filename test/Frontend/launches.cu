// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// Block sizes are known where all launches have the same constant one.
#define TILE_X 32
#define TILE_Y 8

// CHECK: @_Z7literalPf({{.*}}simt.block = array<i32: 256, 1, 1>
__global__ void literal(float *x) { x[threadIdx.x] = 1; }

// CHECK: @_Z6localsPf({{.*}}simt.block = array<i32: 32, 8, 1>
__global__ void locals(float *x) { x[threadIdx.x] = 1; }

// CHECK: @_Z7differsPf({{.*}}kernel attributes {simt.name = "differs"}
__global__ void differs(float *x) { x[threadIdx.x] = 1; }

// CHECK: @_Z7changedPf({{.*}}kernel attributes {simt.name = "changed"}
__global__ void changed(float *x) { x[threadIdx.x] = 1; }

// CHECK: @_Z9parameterPf({{.*}}kernel attributes {simt.name = "parameter"}
__global__ void parameter(float *x) { x[threadIdx.x] = 1; }

// CHECK: @_Z9addressedPf({{.*}}kernel attributes {simt.name = "addressed"}
__global__ void addressed(float *x) { x[threadIdx.x] = 1; }

// CHECK: @_Z6boundsPf({{.*}}simt.max_threads = 128 : i32
__global__ void __launch_bounds__(128) bounds(float *x) { *x = 1; }

// CHECK: @_Z9templatedIfEvPT_({{.*}}simt.block = array<i32: 64, 1, 1>, simt.name = "templated"
template <class T> __global__ void templated(T *x) { *x = 1; }

void run(float *x, int size) {
  literal<<<4, 256>>>(x);
  dim3 block(TILE_X, TILE_Y);
  locals<<<dim3(2, 2), block>>>(x);
  differs<<<1, 32>>>(x);
  differs<<<1, 64>>>(x);
  int threads = 32;
  threads *= 2;
  changed<<<1, threads>>>(x);
  parameter<<<1, size>>>(x);
  addressed<<<1, 32>>>(x);
  void *any = (void *)addressed;
  cudaLaunchKernel(any, 1, 64, nullptr);
  const int sixtyFour = 32 + 32;
  templated<<<1, sixtyFour>>>(x);
}
