// RUN: cubeport-opt %s --split-input-file --plan-verify | FileCheck %s

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// A flag raised in one place and lowered in another, around a loop: what
// hand-written double buffering does.
// CHECK-LABEL: @ping_pong
func.func @ping_pong(%x: !gm, %o: i64, %n: i32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  davinci.set_flag V to MTE2 1
  scf.for %i = %n to %n step %n : i32 {
    davinci.wait_flag V to MTE2 1
    davinci.copy_in %a, %x[%o] rows(%n, %n, %o, %n) : !buf, !gm
    davinci.set_flag MTE2 to V 0
    davinci.wait_flag MTE2 to V 0
    davinci.unary exp %a, %a, %n : !buf, !buf
    davinci.set_flag V to MTE2 1
  }
  davinci.wait_flag V to MTE2 1
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>

// Buffers that never live together may share an address.
// CHECK-LABEL: @shared_address
func.func @shared_address(%n: i32, %s: f32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  davinci.duplicate %a, %s, %n : !buf, f32
  davinci.pipe_barrier V
  %b = davinci.alloc {address = 0 : i64} : !buf
  davinci.duplicate %b, %s, %n : !buf, f32
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>

// PIPE_ALL orders everything.
// CHECK-LABEL: @barrier_all
func.func @barrier_all(%n: i32, %i: i64) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  davinci.unary exp %a, %a, %n : !buf, !buf
  davinci.pipe_barrier ALL
  %v = davinci.get_value %a[%i] : !buf
  return
}
