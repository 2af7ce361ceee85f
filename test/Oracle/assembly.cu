// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX of the usual kinds.
// RUN: cubeport run --on=oracle %s | FileCheck %s
// CHECK: PASS
#include <cstdio>

__global__ void kernel(int *out, const float4 *vectors, float *sums) {
  __shared__ int values[32];
  int i = threadIdx.x;
  int lane, r;
  asm("mov.u32 %0, %%laneid;" : "=r"(lane));
  unsigned below;
  asm volatile("mov.u32 %0, %%lanemask_lt;" : "=r"(below));
  asm("mad.lo.s32 %0, %1, %2, %3;" : "=r"(r) : "r"(i), "r"(3), "r"(1));
  int field, packed, merged, logic;
  asm("bfe.u32 %0, %1, 4, 8;" : "=r"(field) : "r"(0xabcd));
  asm("bfi.b32 %0, %1, %2, 8, 4;" : "=r"(merged) : "r"(0xf), "r"(0));
  asm("prmt.b32 %0, %1, %2, 0x5410;" : "=r"(packed) : "r"(0x1234), "r"(0x5678));
  asm("lop3.b32 %0, %1, %2, %3, 0x96;" : "=r"(logic) : "r"(12), "r"(10), "r"(9));
  long long wide;
  asm("mul.wide.s32 %0, %1, %2;" : "=l"(wide) : "r"(-100000), "r"(100000));
  int shuffled;
  asm volatile("{\n"
               "  .reg .pred p;\n"
               "  shfl.sync.down.b32 %0|p, %1, 1, 0x1f, 0xffffffff;\n"
               "  @!p mov.u32 %0, 77;\n"
               "}"
               : "=r"(shuffled)
               : "r"(lane * 10));
  float4 v;
  asm volatile("ld.global.nc.v4.f32 {%0, %1, %2, %3}, [%4];"
               : "=f"(v.x), "=f"(v.y), "=f"(v.z), "=f"(v.w)
               : "l"(vectors + i));
  float root;
  asm("rcp.approx.ftz.f32 %0, %1;" : "=f"(root) : "f"(4.0f));
  unsigned place;
  asm("{\n .reg .u64 t;\n cvta.to.shared.u64 t, %1;\n"
      " cvt.u32.u64 %0, t;\n}"
      : "=r"(place)
      : "l"(&values[i]));
  asm volatile("st.shared.u32 [%0], %1;" ::"r"(place), "r"(i + 5));
  asm volatile("bar.sync 0;");
  int selected;
  asm("{\n .reg .pred p;\n setp.lt.s32 p, %1, 10;\n"
      " selp.s32 %0, 1, 2, p;\n}"
      : "=r"(selected)
      : "r"(i));
  bool ok = r == 3 * i + 1 && lane == i && below == (1u << i) - 1 &&
            field == 0xbc && merged == 0xf00 && packed == 0x56781234 &&
            logic == (12 ^ 10 ^ 9) && wide == -10000000000ll &&
            shuffled == (lane == 31 ? 77 : (lane + 1) * 10) && root == 0.25f &&
            values[31 - i] == 36 - i && selected == (i < 10 ? 1 : 2);
  out[i] = ok;
  sums[i] = v.x + v.y + v.z + v.w;
}

int main() {
  int *out, h[32];
  float *sums, hs[32];
  float4 vectors[32], *device;
  for (int i = 0; i < 32; ++i) {
    vectors[i] = make_float4(i, 1, 2, 3);
  }
  cudaMalloc(&out, sizeof(h));
  cudaMalloc(&sums, sizeof(hs));
  cudaMalloc(&device, sizeof(vectors));
  cudaMemcpy(device, vectors, sizeof(vectors), cudaMemcpyHostToDevice);
  kernel<<<1, 32>>>(out, device, sums);
  cudaMemcpy(h, out, sizeof(h), cudaMemcpyDeviceToHost);
  cudaMemcpy(hs, sums, sizeof(hs), cudaMemcpyDeviceToHost);
  bool ok = true;
  for (int i = 0; i < 32; ++i) {
    ok &= h[i] == 1 && hs[i] == i + 6;
  }
  printf(ok ? "PASS\n" : "FAIL %d %d %f\n", h[0], h[31], hs[1]);
  return 0;
}
