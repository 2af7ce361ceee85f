// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --split-input-file --plan-place-buffers | FileCheck %s
// RUN: cubeport-opt %s --split-input-file \
// RUN:   --pass-pipeline='builtin.module(func.func(plan-place-buffers{banks=false}))' \
// RUN:   | FileCheck %s --check-prefix=PLAIN
// Two sources of an instruction start in different groups of banks, half a
// round of 512 bytes apart, and the one that starts half a round from the result
// lies beyond 64 KB: in another bank of each group.

!buf = memref<4096xf32, #davinci.space<ub>>

// CHECK-LABEL: @sum
// CHECK-SAME: davinci.ub_bytes = 82176
// CHECK: davinci.alloc {address = 65792 : i64}
// CHECK: davinci.alloc {address = 16384 : i64}
// CHECK: davinci.alloc {address = 32768 : i64}
// PLAIN-LABEL: @sum
// PLAIN-SAME: davinci.ub_bytes = 49152
// PLAIN: davinci.alloc {address = 0 : i64}
// PLAIN: davinci.alloc {address = 16384 : i64}
// PLAIN: davinci.alloc {address = 32768 : i64}
func.func @sum(%n: i32) {
  %a = davinci.alloc : !buf
  %b = davinci.alloc : !buf
  %c = davinci.alloc : !buf
  davinci.binary add %c, %a, %b, %n : !buf, !buf, !buf
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>

// One repeat: not worth it.
// CHECK-LABEL: @short
// CHECK: davinci.alloc {address = 0 : i64}
// CHECK: davinci.alloc {address = 256 : i64}
// CHECK: davinci.alloc {address = 512 : i64}
func.func @short(%n: i32) {
  %a = davinci.alloc : !buf
  %b = davinci.alloc : !buf
  %c = davinci.alloc : !buf
  davinci.binary add %c, %a, %b, %n : !buf, !buf, !buf
  return
}

// -----

!buf = memref<16384xf32, #davinci.space<ub>>

// No room to move: as they were.
// CHECK-LABEL: @full
// CHECK: davinci.alloc {address = 0 : i64}
// CHECK: davinci.alloc {address = 65536 : i64}
func.func @full(%n: i32) {
  %a = davinci.alloc : !buf
  %b = davinci.alloc : !buf
  %c = davinci.alloc : memref<14336xf32, #davinci.space<ub>>
  davinci.binary add %a, %a, %b, %n : !buf, !buf, !buf
  davinci.unary exp %c, %c, %n
      : memref<14336xf32, #davinci.space<ub>>, memref<14336xf32, #davinci.space<ub>>
  return
}
