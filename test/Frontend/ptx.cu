// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// Inline PTX is what the same CUDA C++ would be.

// CHECK-LABEL: gpu.func @_Z8integersPiPj(
__global__ void integers(int *n, unsigned *u) {
  int i = threadIdx.x, r;
  unsigned s;
  // CHECK: arith.addi
  asm("add.s32 %0, %1, %2;" : "=r"(r) : "r"(n[i]), "r"(n[i + 1]));
  n[i] = r;
  // CHECK: arith.muli
  // CHECK: arith.addi
  asm("mad.lo.s32 %0, %1, %2, %3;" : "=r"(r) : "r"(n[i + 2]), "r"(n[i + 3]), "r"(7));
  n[i + 1] = r;
  // CHECK: math.ctpop
  asm("popc.b32 %0, %1;" : "=r"(s) : "r"(u[i]));
  u[i] = s;
  // CHECK: math.ctlz
  asm("clz.b32 %0, %1;" : "=r"(s) : "r"(u[i + 1]));
  u[i + 1] = s;
  // CHECK: arith.minui
  asm("min.u32 %0, %1, %2;" : "=r"(s) : "r"(u[i + 2]), "r"(u[i + 3]));
  u[i + 2] = s;
}

// CHECK-LABEL: gpu.func @_Z6floatsPf(
__global__ void floats(float *x) {
  int i = threadIdx.x;
  float r;
  // CHECK: math.fma
  asm("fma.rn.f32 %0, %1, %2, %3;" : "=f"(r) : "f"(x[i]), "f"(x[i + 1]), "f"(x[i + 2]));
  x[i] = r;
  // CHECK: math.sqrt
  asm("sqrt.rn.f32 %0, %1;" : "=f"(r) : "f"(x[i + 3]));
  x[i + 1] = r;
}

// CHECK-LABEL: gpu.func @_Z9registersPj(
__global__ void registers(unsigned *u) {
  unsigned lane, warp;
  // CHECK: gpu.thread_id x
  asm("mov.u32 %0, %%laneid;" : "=r"(lane));
  asm("mov.u32 %0, %%ctaid.x;" : "=r"(warp));
  u[lane] = warp;
}

// CHECK-LABEL: gpu.func @_Z6memoryPj(
__global__ void memory(unsigned *u) {
  unsigned r;
  // CHECK: memref.load
  asm volatile("ld.global.u32 %0, [%1];" : "=r"(r) : "l"(u + threadIdx.x));
  // CHECK: memref.atomic_rmw addi
  asm volatile("red.global.add.u32 [%0], %1;" ::"l"(u), "r"(r) : "memory");
  // CHECK: simt.fence device
  asm volatile("membar.gl;" ::: "memory");
}
