// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Warp shuffles: a sum by halves, an exchange, a broadcast, a step up, parts
// of a warp, and tiles of cooperative groups.
#include "check.h"
#include <cooperative_groups.h>

__global__ void warpSums(const float *in, float *sums) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float v = in[i];
  for (int offset = 16; offset > 0; offset /= 2) {
    v += __shfl_down_sync(0xffffffffu, v, offset);
  }
  if (threadIdx.x % 32 == 0) {
    sums[i / 32] = v;
  }
}

__global__ void exchanges(const int *in, int *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int v = in[i];
  out[4 * i] = __shfl_xor_sync(0xffffffffu, v, 5);
  out[4 * i + 1] = __shfl_sync(0xffffffffu, v, 3);
  out[4 * i + 2] = __shfl_up_sync(0xffffffffu, v, 1);
  out[4 * i + 3] = __shfl_sync(0xffffffffu, v, 2, 8);
}

__global__ void tileMaxima(const int *in, int *out) {
  auto tile = cooperative_groups::tiled_partition<32>(
      cooperative_groups::this_thread_block());
  int v = in[blockIdx.x * blockDim.x + threadIdx.x];
  for (int offset = tile.size() / 2; offset > 0; offset /= 2) {
    v = max(v, tile.shfl_xor(v, offset));
  }
  out[blockIdx.x * blockDim.x + threadIdx.x] = v;
}

int main() {
  const int n = 4 * 96;
  std::vector<int> in = mixed(n, 1000), expected(4 * n), maxima(n);
  std::vector<float> floats(in.begin(), in.end()), sums(n / 32);
  for (int i = 0; i < n; ++i) {
    int warp = i / 32 * 32, lane = i % 32;
    sums[i / 32] += floats[i];
    expected[4 * i] = in[warp + (lane ^ 5)];
    expected[4 * i + 1] = in[warp + 3];
    expected[4 * i + 2] = in[lane ? i - 1 : i];
    expected[4 * i + 3] = in[i / 8 * 8 + 2];
    for (int k = warp; k < warp + 32; ++k) {
      maxima[i] = in[k] > maxima[i] ? in[k] : maxima[i];
    }
  }
  float *dFloats = toDevice(floats), *dSums = deviceArray<float>(n / 32);
  warpSums<<<4, 96>>>(dFloats, dSums);
  expectEqual("sums", takeBack(dSums, n / 32), sums);
  int *dIn = toDevice(in), *out = deviceArray<int>(4 * n);
  exchanges<<<4, 96>>>(dIn, out);
  expectEqual("exchanges", takeBack(out, 4 * n), expected);
  out = deviceArray<int>(n);
  tileMaxima<<<4, 96>>>(dIn, out);
  expectEqual("maxima", takeBack(out, n), maxima);
  return finish();
}
