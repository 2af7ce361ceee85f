// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// Atomic updates of all kinds, and accesses that are never moved.
#include <cuda/atomic>

// CHECK-LABEL: gpu.func @_Z7updatesPiPjPfPd(
__global__ void updates(int *n, unsigned *u, float *x, double *d) {
  int i = threadIdx.x;
  // CHECK: memref.atomic_rmw addi
  atomicAdd(n + i, 1);
  // CHECK: memref.atomic_rmw addf {{.*}}f32
  atomicAdd(x + i, 1.0f);
  // CHECK: memref.atomic_rmw addf {{.*}}f64
  atomicAdd(d + i, 1.0);
  // CHECK: memref.atomic_rmw maxs
  atomicMax(n + i, 5);
  // CHECK: memref.atomic_rmw minu
  atomicMin(u + i, 5u);
  // CHECK: memref.atomic_rmw ori
  atomicOr(u + i, 5u);
  // CHECK: memref.atomic_rmw assign
  n[i + 32] = atomicExch(n + i, 5);
  // CHECK: simt.atomic_cas
  n[i + 64] = atomicCAS(n + i, 5, 6);
  // CHECK: simt.atomic_update inc
  atomicInc(u + i, 31u);
  // CHECK: simt.atomic_update dec
  atomicDec(u + i, 31u);
}

// CHECK-LABEL: gpu.func @_Z5pollsPViPi(
__global__ void polls(volatile int *flag, int *n) {
  // CHECK: simt.volatile_load
  while (*flag == 0) {
  }
  // CHECK: simt.volatile_store
  *flag = 2;
  // Plain accesses stay plain.
  // CHECK: memref.store
  n[0] = 1;
}

// CHECK-LABEL: gpu.func @_Z7ordered
// CHECK: simt.volatile_load
// CHECK: simt.fence system
// CHECK: memref.atomic_rmw addi
__global__ void ordered(cuda::atomic<int, cuda::thread_scope_device> *n,
                        int *out) {
  out[0] = n->load(cuda::memory_order_acquire);
  n->fetch_add(1, cuda::memory_order_release);
}
