// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// A structure of more than 256 scalars is one argument, the address of a copy.
struct Table {
  float weights[257];
};
struct Small {
  float weights[256];
};

// CHECK: @_Z4readPf5Table(
// CHECK-SAME: simt.arg_name = "x"
// CHECK-SAME: memref<{{.*}}, #gpu.address_space<global>> {simt.arg_name = "table", simt.param = 1 : i32
// CHECK-NOT: memref.alloca
// CHECK: @_Z5writePf5Table(
// CHECK-SAME: simt.arg_name = "table"
// CHECK: memref.alloca
// CHECK: @_Z9readSmallPf5Small(
// CHECK-SAME: simt.arg_name = "small.weights[255]"
__global__ void read(float *x, Table table) {
  x[threadIdx.x] = table.weights[threadIdx.x];
}

// Here each thread writes to its own.
__global__ void write(float *x, Table table) {
  table.weights[threadIdx.x] = 0.0f;
  x[threadIdx.x] = table.weights[threadIdx.x ^ 1];
}

__global__ void readSmall(float *x, Small small) {
  x[threadIdx.x] = small.weights[threadIdx.x];
}
