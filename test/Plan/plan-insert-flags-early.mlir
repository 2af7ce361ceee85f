// RUN: cubeport-opt %s --split-input-file --plan-insert-flags --plan-verify | FileCheck %s
// Sets move up past work of their pipe that nobody waits for.


!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// The store does not wait for what V computes behind the value that it stores.
// CHECK-LABEL: @early
// CHECK: davinci.unary exp %[[A:.*]], %[[A]]
// CHECK-NEXT: davinci.set_flag V to MTE3 0
// CHECK-NEXT: davinci.unary exp %[[B:.*]], %[[B]]
// CHECK-NEXT: davinci.wait_flag V to MTE3 0
// CHECK-NEXT: davinci.copy_out {{.*}} %[[A]]
func.func @early(%x: !gm, %o: i64, %n: i32, %one: i32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  %b = davinci.alloc {address = 256 : i64} : !buf
  davinci.unary exp %a, %a, %n : !buf, !buf
  davinci.unary exp %b, %b, %n : !buf, !buf
  davinci.copy_out %x[%o], %a rows(%one, %n, %o, %one) : !gm, !buf
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// Another store needs all: one flag for both stays where it is.
// CHECK-LABEL: @not_early
// CHECK: davinci.unary
// CHECK-NEXT: davinci.unary
// CHECK-NEXT: davinci.set_flag V to MTE3 0
// CHECK-NEXT: davinci.wait_flag V to MTE3 0
// CHECK-NEXT: davinci.copy_out
// CHECK-NEXT: davinci.copy_out
func.func @not_early(%x: !gm, %y: !gm {simt.restrict}, %o: i64, %n: i32,
                     %one: i32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  %b = davinci.alloc {address = 256 : i64} : !buf
  davinci.unary exp %a, %a, %n : !buf, !buf
  davinci.unary exp %b, %b, %n : !buf, !buf
  davinci.copy_out %x[%o], %a rows(%one, %n, %o, %one) : !gm, !buf
  davinci.copy_out %y[%o], %b rows(%one, %n, %o, %one) : !gm, !buf
  return
}
