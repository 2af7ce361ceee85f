// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Shuffles of all kinds, votes, active masks, reductions of a warp, and
// warp-synchronous code that is no race.
// RUN: cubeport run --on=oracle --check=all %s | FileCheck %s
// CHECK: PASS
#include <cstdio>

__device__ bool failed;

__device__ void expect(bool condition) {
  if (!condition) {
    failed = true;
  }
}

__global__ void shuffles() {
  const unsigned all = 0xffffffffu;
  int lane = threadIdx.x % 32;
  expect(__shfl_sync(all, lane * 2, 5) == 10);
  expect(__shfl_sync(all, lane, 3, 8) == lane / 8 * 8 + 3);
  expect(__shfl_up_sync(all, lane, 4) == (lane < 4 ? lane : lane - 4));
  expect(__shfl_up_sync(all, lane, 2, 16) ==
         (lane % 16 < 2 ? lane : lane - 2));
  expect(__shfl_down_sync(all, lane, 7) == (lane > 24 ? lane : lane + 7));
  expect(__shfl_xor_sync(all, lane, 3) == (lane ^ 3));
  expect(__shfl_sync(all, lane * 1.5, 4) == 6.0);
  expect(__shfl_sync(all, lane * 0x100000001ll, 9) == 0x900000009ll);
  if (lane % 2 == 0) {
    expect(__shfl_sync(0x55555555u, lane, 6) == 6);
    expect(__activemask() == 0x55555555u);
  } else {
    expect(__shfl_xor_sync(0xaaaaaaaau, lane, 2) == (lane ^ 2));
  }
}

__global__ void votes() {
  const unsigned all = 0xffffffffu;
  int lane = threadIdx.x % 32;
  expect(__ballot_sync(all, lane < 5) == 0x1fu);
  expect(__all_sync(all, lane < 32) && !__all_sync(all, lane != 7));
  expect(__any_sync(all, lane == 7) && !__any_sync(all, lane > 31));
  unsigned low = __ballot_sync(all, lane < 12);
  if (lane < 12) {
    expect(__popc(__ballot_sync(low, 1)) == 12);
  }
  if (lane >= 30) {
    return; // those that are left are not waited for
  }
  expect(__ballot_sync(all, 1) == 0x3fffffffu);
}

__global__ void exchange(int *out) {
  __shared__ int values[64];
  int i = threadIdx.x, warp = i / 32 * 32, lane = i % 32;
  values[i] = i;
  for (int step = 16; step > 0; step /= 2) {
    __syncwarp();
    int other = values[warp + (lane + step) % 32];
    __syncwarp();
    values[i] += other;
  }
  out[i] = values[i];
}

int main() {
  int *data, h[64];
  cudaMalloc(&data, sizeof(h));
  shuffles<<<3, 64>>>();
  votes<<<2, 32>>>();
  exchange<<<1, 64>>>(data);
  cudaMemcpy(h, data, sizeof(h), cudaMemcpyDeviceToHost);
  bool result = false;
  cudaMemcpyFromSymbol(&result, failed, sizeof(result));
  bool ok = !result && h[0] == 496 && h[31] == 496 && h[40] == 496 + 32 * 32;
  printf(ok ? "PASS\n" : "FAIL %d %d %d\n", int(result), h[0], h[40]);
  return 0;
}
