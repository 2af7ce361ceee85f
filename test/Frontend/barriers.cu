// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// Barriers that combine, that have names, of the grid; fences.
#include <cooperative_groups.h>

// CHECK-LABEL: gpu.func @_Z8combinedPi(
__global__ void combined(int *n) {
  int i = threadIdx.x;
  // CHECK: gpu.barrier
  __syncthreads();
  // CHECK: simt.barrier_reduce count %{{.*}} : i32
  n[i] = __syncthreads_count(n[i] > 0);
  // CHECK: simt.barrier_reduce and %{{.*}} : i32
  n[i] = __syncthreads_and(n[i] > 1);
  // CHECK: simt.barrier_reduce or %{{.*}} : i32
  n[i] = __syncthreads_or(n[i] > 2);
}

// CHECK-LABEL: gpu.func @_Z5namedPii(
__global__ void named(int *n, int id) {
  if (threadIdx.x < 32) {
    // CHECK: simt.named_barrier %{{.*}}, %{{.*}} {arrive}
    asm volatile("bar.arrive 1, 64;" ::: "memory");
  } else {
    // CHECK: simt.named_barrier %{{.*}}, %{{.*$}}
    asm volatile("bar.sync 1, 64;" ::: "memory");
  }
  n[threadIdx.x] = 1;
}

// CHECK-LABEL: gpu.func @_Z5wholePi(
// CHECK: simt.grid_sync
__global__ void whole(int *n) {
  n[threadIdx.x] = 1;
  cooperative_groups::this_grid().sync();
  n[threadIdx.x + 1024] = n[0];
}

// CHECK-LABEL: gpu.func @_Z6fencesPi(
__global__ void fences(int *n) {
  n[0] = 1;
  // CHECK: simt.fence block
  __threadfence_block();
  n[1] = 1;
  // CHECK: simt.fence device
  __threadfence();
  n[2] = 1;
  // CHECK: simt.fence system
  __threadfence_system();
}
