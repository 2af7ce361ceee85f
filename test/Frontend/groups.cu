// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// Cooperative groups end in barriers and operations of warps.
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
namespace cg = cooperative_groups;

// CHECK-LABEL: gpu.func @_Z5blockPi(
// CHECK: gpu.barrier
__global__ void block(int *n) {
  cg::thread_block group = cg::this_thread_block();
  n[group.thread_rank()] = 1;
  group.sync();
  n[group.size()] = n[0];
}

// CHECK-LABEL: gpu.func @_Z5tilesPi(
__global__ void tiles(int *n) {
  auto tile = cg::tiled_partition<8>(cg::this_thread_block());
  int i = threadIdx.x;
  // CHECK: simt.shuffle down
  n[i] += tile.shfl_down(n[i], 1);
  // CHECK: simt.vote
  n[i] += tile.any(n[i] > 3);
  // CHECK: simt.warp_sync
  tile.sync();
}

// CHECK-LABEL: gpu.func @_Z9coalescedPi(
__global__ void coalesced(int *n) {
  if (n[threadIdx.x] > 0) {
    // CHECK: simt.active_mask
    cg::coalesced_group active = cg::coalesced_threads();
    // CHECK: math.ctpop
    n[threadIdx.x] = active.thread_rank();
  }
}

// CHECK-LABEL: gpu.func @_Z4sumsPi(
__global__ void sums(int *n) {
  auto warp = cg::tiled_partition<32>(cg::this_thread_block());
  // CHECK: simt.{{shuffle|warp_reduce}}
  n[threadIdx.x] = cg::reduce(warp, n[threadIdx.x], cg::plus<int>());
}
