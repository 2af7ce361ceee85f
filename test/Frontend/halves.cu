// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// Numbers of 16 bits are f16 and bf16 of arith and math.
#include <cuda_bf16.h>
#include <cuda_fp16.h>

// CHECK-LABEL: gpu.func @_Z6halvesP6__halfPf(
// CHECK-SAME: memref<?xf16, #gpu.address_space<global>>
__global__ void halves(__half *h, float *x) {
  int i = threadIdx.x;
  // CHECK: arith.addf %{{.*}} : f16
  h[i] = __hadd(h[i], h[i + 32]);
  // CHECK: arith.mulf %{{.*}} : f16
  h[i] = h[i] * h[i + 64];
  // CHECK: arith.extf %{{.*}} : f16 to f32
  x[i] = __half2float(h[i]);
  // CHECK: arith.truncf %{{.*}} : f32 to f16
  h[i] = __float2half(x[i + 32]);
}

// Two of them in a word are two of everything.
// CHECK-LABEL: gpu.func @_Z5pairsP7__half2(
// CHECK: math.fma %{{.*}} : f32
// CHECK: arith.truncf %{{.*}} : f32 to f16
// CHECK: math.fma %{{.*}} : f32
// CHECK: arith.truncf %{{.*}} : f32 to f16
__global__ void pairs(__half2 *h) {
  int i = threadIdx.x;
  h[i] = __hfma2(h[i], h[i], h[i + 32]);
}

// CHECK-LABEL: gpu.func @_Z6brainsP13__nv_bfloat16Pf(
// CHECK-SAME: memref<?xbf16, #gpu.address_space<global>>
__global__ void brains(__nv_bfloat16 *b, float *x) {
  int i = threadIdx.x;
  // CHECK: arith.addf %{{.*}} : bf16
  b[i] = b[i] + b[i + 32];
  // CHECK: arith.truncf %{{.*}} : f32 to bf16
  b[i] = __float2bfloat16(x[i]);
}
