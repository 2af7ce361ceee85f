// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// Our headers live beside the standard library's, on both halves.
#include <algorithm>
#include <cmath>
#include <complex>
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cooperative_groups/scan.h>
#include <cublasLt.h>
#include <cuda.h>
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_profiler_api.h>
#include <cuda_runtime.h>
#include <device_launch_parameters.h>
#include <functional>
#include <iostream>
#include <map>
#include <math_constants.h>
#include <nvtx3/nvToolsExt.h>
#include <random>
#include <string>
#include <vector>

// CHECK-LABEL: @_Z4mathPf
// CHECK-DAG: math.sqrt
// CHECK-DAG: math.exp
// CHECK-DAG: math.absf
// CHECK-DAG: arith.maxsi
// CHECK-DAG: math.erf
__global__ void math(float *x) {
  int i = threadIdx.x;
  x[0] = std::sqrt(x[1]) + exp(x[2]) + std::abs(x[3]) + max(i, 3) + erf(x[4]);
  x[1] = std::max(x[0], 3.0f) + std::min(2, i);
  x[2] = isnan(x[5]) || std::isinf(x[6]) ? CUDART_INF_F : fmodf(x[7], 3.0f);
}

// CHECK-LABEL: @_Z6halvesP6__half
// CHECK: memref<?xf16, #gpu.address_space<global>>
__global__ void halves(half *x) {
  x[0] = __hadd(x[1], __float2half(2.0f)) * x[2];
}

// CHECK-LABEL: @_Z6groupsPf
// CHECK-COUNT-5: simt.shuffle xor
__global__ void groups(float *x) {
  namespace cg = cooperative_groups;
  auto tile = cg::tiled_partition<32>(cg::this_thread_block());
  float sum = cg::reduce(tile, x[threadIdx.x], cg::plus<float>{});
  if (tile.thread_rank() == 0) {
    x[tile.meta_group_rank()] = sum;
  }
}

int main() {
  std::vector<float> v(4, std::sqrt(2.0f));
  std::sort(v.begin(), v.end());
  std::complex<double> z(std::pow(2.0, 3), fminf(1.0f, 2.0f));
  float *x;
  cudaMalloc(&x, 100);
  std::cout << std::abs(z) << max(1, 2) << rsqrtf(v[0]) << isfinite(v[1]);
  math<<<1, 32>>>(x);
}
