// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Integer functions: dot products of bytes, bytes by selector, averages, sums
// of differences, funnel shifts, parts of words.
#include "check.h"

__global__ void functions(const int *in, int *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int a = in[i], b = in[i ^ 1], c = in[i ^ 2];
  unsigned int u = (unsigned int)a, v = (unsigned int)b;
  out += 16 * i;
  out[0] = __dp4a(a, b, c);
  out[1] = (int)__dp4a(u, v, 5u);
  out[2] = (int)__byte_perm(u, v, 0x2731);
  out[3] = __hadd(a, b);
  out[4] = (int)__urhadd(u, v);
  out[5] = (int)__sad(a, b, 7u);
  out[6] = (int)__funnelshift_l(u, v, 11);
  out[7] = (int)__funnelshift_rc(u, v, 40);
  out[8] = (int)__vadd2(u, v);
  out[9] = (int)__vmaxs4(u, v);
  out[10] = (int)__vaddus4(u, v);
  out[11] = (int)__vcmpgtu2(u, v);
  out[12] = (int)__vabsdiffu4(u, v);
  out[13] = __viaddmax_s32(a, b, c);
  out[14] = (int)__viaddmax_s16x2(u, v, (unsigned int)c);
  out[15] = __mulhi(a, b) + __popc(u) + __clz(a) + __ffs(a) + (int)__brev(u);
}

static unsigned int eachByte(unsigned int a, unsigned int b,
                             unsigned int (*f)(unsigned int, unsigned int)) {
  unsigned int result = 0;
  for (int k = 0; k < 32; k += 8) {
    result |= (f(a >> k & 255, b >> k & 255) & 255) << k;
  }
  return result;
}

int main() {
  const int n = 128;
  std::vector<int> seeds = mixed(n, 1 << 24), in(n), expected(16 * n);
  for (int i = 0; i < n; ++i) {
    in[i] = (int)((unsigned int)seeds[i] * 2654435761u);
  }
  for (int i = 0; i < n; ++i) {
    int a = in[i], b = in[i ^ 1], c = in[i ^ 2], *e = &expected[16 * i];
    unsigned int u = (unsigned int)a, v = (unsigned int)b, bytes[8];
    int signedDot = c;
    unsigned int dot = 5;
    for (int k = 0; k < 4; ++k) {
      signedDot += (signed char)(a >> 8 * k) * (signed char)(b >> 8 * k);
      dot += (u >> 8 * k & 255) * (v >> 8 * k & 255);
      bytes[k] = u >> 8 * k & 255;
      bytes[k + 4] = v >> 8 * k & 255;
    }
    e[0] = signedDot;
    e[1] = (int)dot;
    e[2] = (int)(bytes[1] | bytes[3] << 8 | bytes[7] << 16 | bytes[2] << 24);
    e[3] = (int)(((long long)a + b) >> 1);
    e[4] = (int)(((unsigned long long)u + v + 1) >> 1);
    e[5] = (int)(7u + (a > b ? u - v : v - u));
    e[6] = (int)(v << 11 | u >> 21);
    e[7] = (int)v;
    e[8] = (int)((u + v & 0xffff) | ((u >> 16) + (v >> 16)) << 16);
    e[9] = (int)eachByte(u, v, [](unsigned int x, unsigned int y) {
      return (signed char)x > (signed char)y ? x : y;
    });
    e[10] = (int)eachByte(u, v, [](unsigned int x, unsigned int y) {
      return x + y > 255 ? 255u : x + y;
    });
    e[11] = (int)((u & 0xffff) > (v & 0xffff) ? 0xffffu : 0u);
    e[11] |= (int)(u >> 16 > v >> 16 ? 0xffff0000u : 0u);
    e[12] = (int)eachByte(u, v, [](unsigned int x, unsigned int y) {
      return x > y ? x - y : y - x;
    });
    int sum = (int)(u + v);
    e[13] = sum > c ? sum : c;
    short low = (short)(u + v), high = (short)((u >> 16) + (v >> 16));
    low = low > (short)c ? low : (short)c;
    high = high > (short)(c >> 16) ? high : (short)(c >> 16);
    e[14] = (int)((unsigned short)low | (unsigned int)(unsigned short)high << 16);
    unsigned int reversed = 0;
    for (int k = 0; k < 32; ++k) {
      reversed |= (u >> k & 1) << (31 - k);
    }
    e[15] = (int)((unsigned int)(int)((long long)a * b >> 32) +
                  __builtin_popcount(u) + (u ? __builtin_clz(u) : 32) +
                  __builtin_ffs(a) + reversed);
  }
  int *dIn = toDevice(in), *out = deviceArray<int>(16 * n);
  functions<<<2, 64>>>(dIn, out);
  expectEqual("functions", takeBack(out, 16 * n), expected);
  return finish();
}
