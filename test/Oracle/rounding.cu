// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rounding modes and conversions as CUDA defines them.
// RUN: cubeport run --on=oracle %s | FileCheck %s
// CHECK: PASS
#include <cmath>
#include <cstdio>

__global__ void kernel(float *f, int *n, float one, float three, float big) {
  f[0] = __fdiv_rn(one, three);
  f[1] = __fdiv_rd(one, three);
  f[2] = __fdiv_ru(one, three);
  f[3] = __fadd_ru(big, one);
  f[4] = __fadd_rz(big, one);
  f[5] = fmaf(three, three, -9.0f);
  f[6] = __fsqrt_rd(2.0f * one);
  f[7] = __fsqrt_ru(2.0f * one);
  n[0] = __float2int_rn(2.5f * one);
  n[1] = __float2int_ru(2.1f * one);
  n[2] = __float2int_rz(-2.9f * one);
  n[3] = __float2int_rd(-2.1f * one);
  n[4] = __float2int_rz(1e20f * one);
  n[5] = __float2uint_rz(-5.0f * one);
  n[6] = __float2int_rn(NAN * one);
  n[7] = __popc(255) + __clz(1) + __ffs(8) + __mulhi(1 << 30, 8);
  n[8] = __brev(1) == (int)0x80000000 && __byte_perm(0x1234, 0x5678, 0x5410) == 0x56781234;
}

int main() {
  float *f, hf[8];
  int *n, hn[9];
  cudaMalloc(&f, sizeof(hf));
  cudaMalloc(&n, sizeof(hn));
  kernel<<<1, 1>>>(f, n, 1.0f, 3.0f, 16777216.0f);
  cudaMemcpy(hf, f, sizeof(hf), cudaMemcpyDeviceToHost);
  cudaMemcpy(hn, n, sizeof(hn), cudaMemcpyDeviceToHost);
  bool ok = hf[0] == 1.0f / 3 && hf[1] < hf[2] &&
            nextafterf(hf[1], 1) == hf[2] && hf[3] == 16777218.0f &&
            hf[4] == 16777216.0f && hf[5] == 0 && hf[6] < hf[7];
  const int expected[9] = {2, 3, -2, -3, 2147483647, 0, 0, 8 + 31 + 4 + 2, 1};
  for (int i = 0; i < 9; ++i) {
    if (hn[i] != expected[i]) {
      printf("n[%d] is %d, not %d\n", i, hn[i], expected[i]);
      ok = false;
    }
  }
  printf(ok ? "PASS\n" : "FAIL %g %g %g %g\n", hf[1], hf[2], hf[3], hf[4]);
  return 0;
}
