// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// What lanes of a warp tell each other: one operation for each intrinsic.

// CHECK-LABEL: gpu.func @_Z8shufflesPfPi(
// CHECK-DAG: %[[ALL:.*]] = arith.constant -1 : i32
// CHECK-DAG: %[[W32:.*]] = arith.constant 32 : i32
// CHECK-DAG: %[[W8:.*]] = arith.constant 8 : i32
__global__ void shuffles(float *x, int *n) {
  int i = threadIdx.x;
  // CHECK: simt.shuffle idx %{{.*}}, %{{.*}}, %[[W32]], %[[ALL]] : f32
  x[i] = __shfl_sync(0xffffffffu, x[i], 3);
  // CHECK: simt.shuffle up %{{.*}}, %{{.*}}, %[[W8]], %[[ALL]] : i32
  n[i] = __shfl_up_sync(0xffffffffu, n[i], 2, 8);
  // CHECK: simt.shuffle down %{{.*}}, %{{.*}}, %[[W32]], %[[ALL]] : f32
  x[i] = __shfl_down_sync(0xffffffffu, x[i], 1);
  // CHECK: simt.shuffle xor %{{.*}}, %{{.*}}, %[[W32]], %[[ALL]] : i32
  n[i] = __shfl_xor_sync(0xffffffffu, n[i], 16);
}

// Values of 64 bits are two shuffles.
// CHECK-LABEL: gpu.func @_Z4widePd(
// CHECK-COUNT-2: simt.shuffle down
// CHECK-NOT: simt.shuffle
__global__ void wide(double *x) {
  x[threadIdx.x] = __shfl_down_sync(0xffffffffu, x[threadIdx.x], 4);
}

// CHECK-LABEL: gpu.func @_Z5votesPj(
__global__ void votes(unsigned *n) {
  int i = threadIdx.x;
  bool odd = n[i] & 1;
  // CHECK: %[[M:.*]] = simt.active_mask : i32
  unsigned mask = __activemask();
  // CHECK: simt.vote ballot %{{.*}}, %[[M]] : i32
  n[i] = __ballot_sync(mask, odd);
  // CHECK: simt.vote any %{{.*}}, %[[M]] : i1
  n[i + 32] = __any_sync(mask, odd);
  // CHECK: simt.vote all %{{.*}}, %[[M]] : i1
  n[i + 64] = __all_sync(mask, odd);
  // CHECK: simt.warp_sync %[[M]]
  __syncwarp(mask);
}

// CHECK-LABEL: gpu.func @_Z7matchesPjPy(
__global__ void matches(unsigned *n, unsigned long long *wide) {
  int i = threadIdx.x, same;
  // CHECK: %{{.*}}, %{{.*}} = simt.match any %{{.*}}, %{{.*}} : i32
  n[i] = __match_any_sync(0xffffffffu, n[i]);
  // CHECK: %{{.*}}, %{{.*}} = simt.match all %{{.*}}, %{{.*}} : i64
  n[i + 32] = __match_all_sync(0xffffffffu, wide[i], &same);
  n[i + 64] = same;
}

// CHECK-LABEL: gpu.func @_Z10reductionsPiPj(
__global__ void reductions(int *n, unsigned *u) {
  int i = threadIdx.x;
  // CHECK: simt.warp_reduce add
  n[i] = __reduce_add_sync(0xffffffffu, n[i]);
  // CHECK: simt.warp_reduce min
  n[i] = __reduce_min_sync(0xffffffffu, n[i]);
  // CHECK: simt.warp_reduce umax
  u[i] = __reduce_max_sync(0xffffffffu, u[i]);
  // CHECK: simt.warp_reduce xor
  u[i] = __reduce_xor_sync(0xffffffffu, u[i]);
}
