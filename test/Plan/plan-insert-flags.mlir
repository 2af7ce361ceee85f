// RUN: cubeport-opt %s --split-input-file --plan-insert-flags --plan-verify | FileCheck %s

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// Copy in, compute twice, copy out: one sync at each step and no more.
// CHECK-LABEL: @straight
// CHECK: davinci.copy_in
// CHECK-NEXT: davinci.set_flag MTE2 to V 0
// CHECK-NEXT: davinci.wait_flag MTE2 to V 0
// CHECK-NEXT: davinci.unary exp
// CHECK-NEXT: davinci.pipe_barrier V
// CHECK-NEXT: davinci.unary exp
// CHECK-NEXT: davinci.set_flag V to MTE3 0
// CHECK-NEXT: davinci.wait_flag V to MTE3 0
// CHECK-NEXT: davinci.copy_out
// CHECK-NEXT: return
func.func @straight(%x: !gm, %o: i64, %n: i32, %one: i32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  %b = davinci.alloc {address = 256 : i64} : !buf
  davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
  davinci.unary exp %b, %a, %n : !buf, !buf
  davinci.unary exp %b, %b, %n : !buf, !buf
  davinci.copy_out %x[%o], %b rows(%one, %n, %o, %one) : !gm, !buf
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// The second copy knows through V that the first is done: no flag from MTE2.
// A read before a write on V needs nothing.
// CHECK-LABEL: @transitive
// CHECK: davinci.copy_in
// CHECK: davinci.wait_flag MTE2 to V 0
// CHECK-NEXT: davinci.unary exp
// CHECK-NEXT: davinci.duplicate
// CHECK-NEXT: davinci.set_flag V to MTE3 0
// CHECK-NEXT: davinci.wait_flag V to MTE3 0
// CHECK-NEXT: davinci.copy_out
// CHECK-NEXT: davinci.copy_out
// CHECK-NOT: flag
func.func @transitive(%x: !gm, %y: !gm {simt.restrict}, %o: i64, %n: i32,
                      %one: i32, %s: f32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  %b = davinci.alloc {address = 256 : i64} : !buf
  davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
  davinci.unary exp %b, %a, %n : !buf, !buf
  davinci.duplicate %a, %s, %n : !buf, f32
  davinci.copy_out %x[%o], %b rows(%one, %n, %o, %one) : !gm, !buf
  davinci.copy_out %y[%o], %a rows(%one, %n, %o, %one) : !gm, !buf
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// The loop over blocks: buffers are awaited around its back edge, global
// memory is not.
// CHECK-LABEL: @blocks
// CHECK: scf.for
// CHECK-NEXT: davinci.set_flag MTE3 to MTE2 0
// CHECK-NEXT: davinci.wait_flag MTE3 to MTE2 0
// CHECK-NEXT: davinci.copy_in
// CHECK-NEXT: davinci.set_flag MTE2 to MTE3 0
// CHECK-NEXT: davinci.wait_flag MTE2 to MTE3 0
// CHECK-NEXT: davinci.copy_out
// CHECK-NEXT: }
func.func @blocks(%x: !gm, %o: i64, %n: i32, %one: i32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  %core = davinci.core_id
  %cores = davinci.core_count
  scf.for %b = %core to %n step %cores : i32 {
    davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
    davinci.copy_out %x[%o], %a rows(%one, %n, %o, %one) : !gm, !buf
  }
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>

// What a loop of scalar reads waits for once stands in front of it.
// CHECK-LABEL: @hoisted
// CHECK: davinci.unary exp
// CHECK-NEXT: davinci.set_flag V to S 0
// CHECK-NEXT: davinci.wait_flag V to S 0
// CHECK-NEXT: scf.for
// CHECK-NEXT: davinci.get_value
func.func @hoisted(%n: i32, %low: i64, %high: i64, %step: i64) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  davinci.unary exp %a, %a, %n : !buf, !buf
  scf.for %i = %low to %high step %step : i64 {
    %v = davinci.get_value %a[%i] : !buf
  }
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>

!gm = memref<?xf32, #davinci.space<gm>>
!half = memref<32xf32, #davinci.space<ub>>

// Parts of a buffer that do not overlap do not wait for each other; a scalar
// wait tells all pipes.
// CHECK-LABEL: @ranges
// CHECK: davinci.set_value
// CHECK-NEXT: davinci.unary exp
// CHECK-NEXT: davinci.set_flag V to S 0
// CHECK-NEXT: davinci.wait_flag V to S 0
// CHECK-NEXT: davinci.get_value
// CHECK-NEXT: davinci.copy_out
// CHECK-NEXT: return
func.func @ranges(%x: !gm, %n: i32, %i: i64, %f: f32) {
  %c0 = arith.constant 0 : i64
  %c32 = arith.constant 32 : i64
  %a = davinci.alloc {address = 0 : i64} : !buf
  %low = davinci.view %a[%c0] : !buf to !half
  %high = davinci.view %a[%c32] : !buf to !half
  davinci.set_value %f, %low[%i] : f32, !half
  davinci.unary exp %high, %high, %n : !half, !half
  %v = davinci.get_value %high[%i] : !half
  davinci.copy_out %x[%i], %high rows(%n, %n, %i, %n) : !gm, !half
  return
}
