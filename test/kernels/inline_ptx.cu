// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Inline PTX: special registers, carries, bit fields, predicates, a loop,
// vector loads, atomics, shared addresses of 32 bits, asynchronous copies.
#include "check.h"

__device__ unsigned int laneId() {
  unsigned int lane;
  asm volatile("mov.u32 %0, %%laneid;" : "=r"(lane));
  return lane;
}

__global__ void words(const unsigned int *in, unsigned int *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  unsigned int x = in[i], y = in[i ^ 1], r, high;
  out += 12 * i;
  out[0] = laneId();
  asm("bfe.u32 %0, %1, 3, 7;" : "=r"(r) : "r"(x));
  out[1] = r;
  asm("bfe.s32 %0, %1, 4, 5;" : "=r"(r) : "r"(x));
  out[2] = r;
  asm("bfi.b32 %0, %1, %2, 8, 4;" : "=r"(r) : "r"(x), "r"(y));
  out[3] = r;
  asm("lop3.b32 %0, %1, %2, %3, 0xe8;"
      : "=r"(r) : "r"(x), "r"(y), "r"(x >> 3));
  out[4] = r;
  asm("prmt.b32 %0, %1, %2, 0x5410;" : "=r"(r) : "r"(x), "r"(y));
  out[5] = r;
  asm("add.cc.u32 %0, %2, %2;\n\t"
      "addc.u32 %1, %3, %3;"
      : "=&r"(r), "=r"(high) : "r"(x), "r"(y));
  out[6] = r;
  out[7] = high;
  asm("shf.l.wrap.b32 %0, %1, %2, 9;" : "=r"(r) : "r"(x), "r"(y));
  out[8] = r;
  asm("{\n\t"
      ".reg .pred p;\n\t"
      "setp.gt.u32 p, %1, %2;\n\t"
      "selp.u32 %0, %1, %2, p;\n\t"
      "@!p add.u32 %0, %0, 1;\n\t"
      "}"
      : "=r"(r) : "r"(x), "r"(y));
  out[9] = r;
  unsigned int count = x % 10;
  asm("{\n\t.reg .pred q;\n\t"
      ".reg .u32 n;\n\t"
      "mov.u32 n, %1;\n\tmov.u32 %0, 0;\n"
      "AGAIN: add.u32 %0, %0, n;\n\t"
      "setp.ne.u32 q, n, 0;\n\t"
      "@q sub.u32 n, n, 1;\n\t"
      "@q bra AGAIN;\n\t}"
      : "=&r"(r) : "r"(count));
  out[10] = r;
  asm("shr.s32 %0, %1, 40;" : "=r"(r) : "r"(x));
  out[11] = r;
}

__global__ void memory(const float *in, float *out, float *sum) {
  __shared__ float tile[64];
  unsigned int t = threadIdx.x;
  unsigned int at = (unsigned int)__cvta_generic_to_shared(&tile[t]);
  asm volatile("cp.async.ca.shared.global [%0], [%1], %2;" ::"r"(at),
               "l"(in + t), "n"(4));
  asm volatile("cp.async.commit_group;\n\tcp.async.wait_group %0;" ::"n"(0));
  asm volatile("bar.sync 0;");
  float x, a, b, c, d;
  unsigned int other =
      (unsigned int)__cvta_generic_to_shared(&tile[63 - t]);
  asm volatile("ld.shared.f32 %0, [%1];" : "=f"(x) : "r"(other));
  asm("ld.global.v4.f32 {%0, %1, %2, %3}, [%4+16];"
      : "=f"(a), "=f"(b), "=f"(c), "=f"(d) : "l"(in));
  asm("fma.rn.f32 %0, %1, 0f40000000, %2;" : "=f"(x) : "f"(x), "f"(a));
  out[t] = x + b + c + d;
  asm volatile("red.global.add.f32 [%0], %1;" ::"l"(sum), "f"(x) : "memory");
}

int main() {
  const int n = 128;
  std::vector<unsigned int> in(n), expected(12 * n);
  std::vector<int> seeds = mixed(n, 1 << 24);
  for (int i = 0; i < n; ++i) {
    in[i] = (unsigned int)seeds[i] * 2654435761u;
  }
  for (int i = 0; i < n; ++i) {
    unsigned int x = in[i], y = in[i ^ 1], z = x >> 3, *e = &expected[12 * i];
    unsigned long long sum = 2 * ((unsigned long long)x);
    e[0] = i % 32;
    e[1] = x >> 3 & 127;
    e[2] = (unsigned int)((int)(x << 23) >> 27);
    e[3] = (y & ~0xf00u) | (x & 15) << 8;
    e[4] = (x & y) | (x & z) | (y & z);
    e[5] = (x & 0xffff) | y << 16;
    e[6] = (unsigned int)sum;
    e[7] = 2 * y + (unsigned int)(sum >> 32);
    e[8] = y << 9 | x >> 23;
    e[9] = x > y ? x : y + 1;
    e[10] = (x % 10) * (x % 10 + 1) / 2;
    e[11] = (unsigned int)((int)x >> 31);
  }
  unsigned int *dIn = toDevice(in), *out = deviceArray<unsigned int>(12 * n);
  words<<<2, 64>>>(dIn, out);
  expectEqual("words", takeBack(out, 12 * n), expected);

  std::vector<float> values = ramp(64), results(64);
  float total = 0;
  for (int t = 0; t < 64; ++t) {
    float x = values[63 - t] * 2 + values[4];
    results[t] = x + values[5] + values[6] + values[7];
    total += x;
  }
  float *dValues = toDevice(values), *dOut = deviceArray<float>(64);
  float *sum = deviceArray<float>(1);
  memory<<<1, 64>>>(dValues, dOut, sum);
  expectEqual("memory", takeBack(dOut, 64), results);
  expectEqual("sum", takeBack(sum, 1), std::vector<float>{total});
  return finish();
}
