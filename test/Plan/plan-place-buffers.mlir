// RUN: cubeport-opt %s --split-input-file --plan-place-buffers | FileCheck %s
// RUN: cubeport-opt %s --split-input-file \
// RUN:   --pass-pipeline='builtin.module(func.func(plan-place-buffers{capacity=1024}))' \
// RUN:   | FileCheck %s --check-prefix=TIGHT

!buf = memref<64xf32, #davinci.space<ub>>

// Enough room: side by side. Not enough: c reuses the address of a.
// CHECK-LABEL: @chain
// CHECK-SAME: davinci.ub_bytes = 1280
// CHECK: davinci.alloc {address = 0 : i64} : memref<128xf32
// CHECK: davinci.alloc {address = 512 : i64}
// CHECK: davinci.alloc {address = 768 : i64}
// TIGHT-LABEL: @chain
// TIGHT-SAME: davinci.ub_bytes = 768
// TIGHT: davinci.alloc {address = 0 : i64} : memref<128xf32
// TIGHT: davinci.alloc {address = 512 : i64}
// TIGHT: davinci.alloc {address = 0 : i64}
func.func @chain(%n: i32) {
  %a = davinci.alloc : memref<128xf32, #davinci.space<ub>>
  %b = davinci.alloc : !buf
  %c = davinci.alloc : memref<128xf32, #davinci.space<ub>>
  davinci.unary exp %b, %a, %n : !buf, memref<128xf32, #davinci.space<ub>>
  davinci.unary exp %c, %b, %n : memref<128xf32, #davinci.space<ub>>, !buf
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>

// A buffer from outside the loop lives through every iteration; those of the
// body live in it. A view keeps its source alive.
// TIGHT-LABEL: @loop
// TIGHT: davinci.alloc {address = 0 : i64}
// TIGHT: scf.for
// TIGHT: davinci.alloc {address = 256 : i64}
// TIGHT: davinci.alloc {address = 512 : i64}
// TIGHT: davinci.alloc {address = 768 : i64}
// TIGHT: davinci.alloc {address = 256 : i64}
func.func @loop(%n: i32, %i: i64) {
  %sum = davinci.alloc : !buf
  scf.for %k = %n to %n step %n : i32 {
    %a = davinci.alloc : !buf
    %b = davinci.alloc : !buf
    %c = davinci.alloc : !buf
    %part = davinci.view %b[%i] : !buf to memref<32xf32, #davinci.space<ub>>
    davinci.binary add %a, %sum, %b, %n : !buf, !buf, !buf
    davinci.unary exp %c, %a, %n : !buf, !buf
    %d = davinci.alloc : !buf
    davinci.unary exp %d, %part, %n : !buf, memref<32xf32, #davinci.space<ub>>
    davinci.binary add %sum, %c, %d, %n : !buf, !buf, !buf
  }
  return
}

// -----

// Sizes are rounded up to blocks of 32 bytes.
// CHECK-LABEL: @blocks
// CHECK: davinci.alloc {address = 0 : i64} : memref<5xui8
// CHECK: davinci.alloc {address = 32 : i64}
func.func @blocks(%n: i32) {
  %a = davinci.alloc : memref<5xui8, #davinci.space<ub>>
  %b = davinci.alloc : memref<64xf32, #davinci.space<ub>>
  davinci.select %b, %a, %b, %b, %n
      : memref<64xf32, #davinci.space<ub>>, memref<5xui8, #davinci.space<ub>>,
        memref<64xf32, #davinci.space<ub>>, memref<64xf32, #davinci.space<ub>>
  return
}
