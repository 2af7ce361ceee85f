// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// Vector types are copied field by field, as the scalars that they hold.

// CHECK-LABEL: @_Z4copyP6float4PKS_
// CHECK-NOT: i64, #gpu
// CHECK-COUNT-4: memref.load %{{.*}} : memref<?xf32, #gpu.address_space<global>>
// CHECK-COUNT-4: memref.store %{{.*}} : memref<?xf32, #gpu.address_space<global>>
__global__ void copy(float4 *out, const float4 *in) {
  out[threadIdx.x] = in[threadIdx.x];
}

// CHECK-LABEL: @_Z3dotPfPK6float3
// CHECK: arith.muli %{{.*}}, %c3_i64
__global__ void dot(float *out, const float3 *in) {
  float3 v = in[threadIdx.x];
  out[threadIdx.x] = v.x * v.x + v.y * v.y + v.z * v.z;
}
