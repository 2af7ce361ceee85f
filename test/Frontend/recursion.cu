// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// Recursion becomes loops over a private array per parameter or value that is
// kept; a call that is too deep ends the program.

__device__ int walk(const int *links, int at, int left) {
  if (left == 0) {
    return at;
  }
  int first = walk(links, links[at], left - 1);
  return first + walk(links, links[first % 8], left - 1) * at;
}

// CHECK-LABEL: gpu.func @_Z6followPKiPi(
// CHECK-SAME: %[[LINKS:.*]]: memref<?xi32, #gpu.address_space<global>> {simt.arg_name = "links"
// CHECK-SAME: simt.needs_threads
// What all calls share is no part of a frame: the pointer stays a view.
// CHECK-NOT: simt.from_address
// CHECK-DAG: memref.alloca() : memref<128xi32, #gpu.address_space<private>>
// CHECK: scf.while
// CHECK: memref.load %[[LINKS]]
// CHECK: simt.abort "CP2021: recursion of walk(int const*, int, int) is deeper than 128 calls
// CHECK-NOT: simt.from_address
__global__ void follow(const int *links, int *out) {
  out[threadIdx.x] = walk(links, threadIdx.x % 8, 5);
}
