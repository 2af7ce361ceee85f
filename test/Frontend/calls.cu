// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// Calls through pointers and of virtual functions choose among what is known.

#include <new>

__device__ float twice(float x) { return 2.0f * x; }
__device__ float square(float x) { return x * x; }
typedef float (*Function)(float);

// Each function has a number; a number of none is a trap.
// CHECK-LABEL: gpu.func @_Z5applyPfPl(
// CHECK-SAME: simt.needs_threads
// CHECK: arith.cmpi eq
// CHECK: arith.cmpi eq
// CHECK: simt.abort "trap"
// CHECK-NOT: call
__global__ void apply(float *x, long *which) {
  Function functions[2] = {twice, square};
  which[threadIdx.x] = (long)functions[threadIdx.x % 2];
  Function f = (Function)which[threadIdx.x];
  x[threadIdx.x] = f(x[threadIdx.x]);
}

// Where the choice is known when the kernel is translated, nothing is left.
// CHECK-LABEL: gpu.func @_Z5knownPf(
// CHECK-NOT: simt.abort
// CHECK: arith.mulf
// CHECK: gpu.return
__global__ void known(float *x) {
  Function f = square;
  x[threadIdx.x] = f(x[threadIdx.x]);
}

struct Shape {
  float size;
  __device__ virtual float area() const = 0;
};
struct Square : Shape {
  __device__ float area() const override { return size * size; }
};
struct Strip : Shape {
  __device__ float area() const override { return size + 1.0f; }
};

// CHECK-LABEL: gpu.func @_Z4fillP6SquareP5Strip(
// CHECK: memref.store %{{.*}} : memref<?xi64
__global__ void fill(Square *squares, Strip *strips) {
  new (squares + threadIdx.x) Square;
  new (strips + threadIdx.x) Strip;
}
// CHECK-LABEL: gpu.func @_Z7measurePP5ShapePf(
// CHECK: simt.from_address
// CHECK-DAG: arith.mulf
// CHECK-DAG: arith.addf
// CHECK-NOT: call
__global__ void measure(Shape **shapes, float *out) {
  out[threadIdx.x] = shapes[threadIdx.x]->area();
}
