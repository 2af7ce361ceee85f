// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Votes, matches, reductions and active masks of a warp, also of half a warp
// and in a branch.
#include "check.h"

__global__ void votes(const int *in, unsigned int *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int v = in[i];
  out[5 * i] = __ballot_sync(0xffffffffu, v > 3);
  out[5 * i + 1] = __any_sync(0xffffffffu, v > 8);
  out[5 * i + 2] = __all_sync(0xffffffffu, v > 0);
  out[5 * i + 3] = __uni_sync(0xffffffffu, v >= 0);
  unsigned int half = threadIdx.x % 32 < 16 ? 0x0000ffffu : 0xffff0000u;
  out[5 * i + 4] = __ballot_sync(half, v % 2);
}

__global__ void matches(const int *in, unsigned int *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int same;
  out[3 * i] = __match_any_sync(0xffffffffu, in[i]);
  out[3 * i + 1] = __match_all_sync(0xffffffffu, (long long)in[i], &same);
  out[3 * i + 2] = same;
}

__global__ void reductions(const int *in, int *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int v = in[i] - 4;
  out[4 * i] = __reduce_add_sync(0xffffffffu, v);
  out[4 * i + 1] = __reduce_min_sync(0xffffffffu, v);
  out[4 * i + 2] = __reduce_max_sync(0xffffffffu, (unsigned int)v);
  out[4 * i + 3] = __reduce_xor_sync(0xffffffffu, (unsigned int)v);
}

__global__ void branches(const int *in, unsigned int *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned int mask = __ballot_sync(0xffffffffu, in[i] > 4);
  if (in[i] > 4) {
    // Who is here is at least those that the mask waits for.
    unsigned int voted = __ballot_sync(mask, in[i] > 6);
    out[i] = voted | (__activemask() & ~mask);
  } else {
    out[i] = __popc(~mask);
  }
}

int main() {
  const int n = 4 * 96;
  std::vector<int> in = mixed(n, 10), reduced(4 * n);
  std::vector<unsigned int> voted(5 * n), matched(3 * n), branched(n);
  for (int warp = 0; warp < n; warp += 32) {
    unsigned int above3 = 0, odd = 0, above4 = 0, above6 = 0;
    int sum = 0, least = 100, bits = 0;
    bool any = false, all = true, same = true;
    unsigned int most = 0;
    for (int k = 0; k < 32; ++k) {
      int v = in[warp + k], w = v - 4;
      above3 |= (v > 3 ? 1u : 0u) << k;
      above4 |= (v > 4 ? 1u : 0u) << k;
      above6 |= (v > 6 ? 1u : 0u) << k;
      odd |= (unsigned int)(v % 2) << k;
      any |= v > 8;
      all &= v > 0;
      same &= v == in[warp];
      sum += w;
      least = w < least ? w : least;
      most = (unsigned int)w > most ? (unsigned int)w : most;
      bits ^= w;
    }
    for (int k = 0; k < 32; ++k) {
      int i = warp + k;
      unsigned int equal = 0;
      for (int j = 0; j < 32; ++j) {
        equal |= (in[warp + j] == in[i] ? 1u : 0u) << j;
      }
      voted[5 * i] = above3;
      voted[5 * i + 1] = any;
      voted[5 * i + 2] = all;
      voted[5 * i + 3] = 1;
      voted[5 * i + 4] = odd & (k < 16 ? 0x0000ffffu : 0xffff0000u);
      matched[3 * i] = equal;
      matched[3 * i + 1] = same ? 0xffffffffu : 0;
      matched[3 * i + 2] = same;
      reduced[4 * i] = sum;
      reduced[4 * i + 1] = least;
      reduced[4 * i + 2] = (int)most;
      reduced[4 * i + 3] = bits;
      branched[i] = in[i] > 4 ? above6
                              : 32 - (unsigned int)__builtin_popcount(above4);
    }
  }
  int *dIn = toDevice(in);
  unsigned int *out = deviceArray<unsigned int>(5 * n);
  votes<<<4, 96>>>(dIn, out);
  expectEqual("votes", takeBack(out, 5 * n), voted);
  out = deviceArray<unsigned int>(3 * n);
  matches<<<4, 96>>>(dIn, out);
  expectEqual("matches", takeBack(out, 3 * n), matched);
  int *numbers = deviceArray<int>(4 * n);
  reductions<<<4, 96>>>(dIn, numbers);
  expectEqual("reductions", takeBack(numbers, 4 * n), reduced);
  out = deviceArray<unsigned int>(n);
  branches<<<4, 96>>>(dIn, out);
  expectEqual("branches", takeBack(out, n), branched);
  return finish();
}
