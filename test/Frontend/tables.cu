// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// Tables of constants: numbers become private arrays, and so do tables with
// pointers, which hold the addresses of what they point to.

// CHECK-LABEL: gpu.func @_Z7numbersPi(
// CHECK: memref.alloca() : memref<{{.*}}#gpu.address_space<private>>
// CHECK-NOT: simt.address_of
// CHECK: gpu.return
__global__ void numbers(int *n) {
  const int primes[5] = {2, 3, 5, 7, 11};
  n[threadIdx.x] = primes[n[threadIdx.x] % 5];
}

// CHECK-LABEL: gpu.func @_Z7stringsPii(
// CHECK-SAME: simt.needs_threads
// CHECK-COUNT-3: simt.address_of
// CHECK: simt.from_address
__global__ void strings(int *n, int which) {
  static const char *const names[3] = {"red", "green", "blue"};
  n[threadIdx.x] = names[which][threadIdx.x % 3];
}
