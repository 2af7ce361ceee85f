// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-translate --cuda-to-simt %s | FileCheck %s
// What leaves a kernel by other ways than memory: text, clocks, giving up.
#include <cassert>
#include <cstdio>

// Formats lose what C's printf does not need; known strings become text.
// CHECK-LABEL: gpu.func @_Z5printPif(
__global__ void print(int *n, float x) {
  // CHECK: simt.print "n %d of 7 %%\0A"(%{{.*}}) : i32
  printf("n %d of %s %%\n", n[0], "7");
  // CHECK: %[[D:.*]] = arith.extf %{{.*}} : f32 to f64
  // CHECK: simt.print "%8.3f|%llu\0A"(%[[D]], %{{.*}}) : f64, i64
  printf("%8.*f|%lu\n", 3, x, (unsigned long)n[1]);
  // CHECK: simt.print "done\0A"{{$}}
  printf("done\n");
}

// CHECK-LABEL: gpu.func @_Z5checkPi(
__global__ void check(int *n) {
  // CHECK-DAG: simt.abort "n[0] > 0" {assertion, file = "{{.*}}output.cu", function = "{{.*}}check{{.*}}", line = [[@LINE+1]] : i32}
  assert(n[0] > 0);
  if (n[1] == 7) {
    // CHECK-DAG: simt.abort "trap"
    __trap();
  }
}

// CHECK-LABEL: gpu.func @_Z5timesPxPi(
__global__ void times(long long *t, int *n) {
  // CHECK: simt.clock cycles : i64
  t[0] = clock64();
  n[0] = 7;
  // CHECK: simt.clock nanoseconds : i64
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(t[1]));
}
