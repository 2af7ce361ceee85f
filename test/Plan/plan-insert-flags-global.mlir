// RUN: cubeport-opt %s --split-input-file --plan-insert-flags --plan-verify | FileCheck %s

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// Two pointers may name the same memory: the load waits for the store.
// CHECK-LABEL: @may_alias
// CHECK: davinci.copy_out
// CHECK-NEXT: davinci.set_flag MTE3 to MTE2 0
// CHECK-NEXT: davinci.wait_flag MTE3 to MTE2 0
// CHECK-NEXT: davinci.copy_in
func.func @may_alias(%x: !gm, %y: !gm, %o: i64, %n: i32, %one: i32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  %b = davinci.alloc {address = 256 : i64} : !buf
  davinci.copy_out %y[%o], %a rows(%one, %n, %o, %one) : !gm, !buf
  davinci.copy_in %b, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// CHECK-LABEL: @restrict
// CHECK: davinci.copy_out
// CHECK-NEXT: davinci.copy_in
func.func @restrict(%x: !gm {simt.restrict}, %y: !gm, %o: i64, %n: i32,
                    %one: i32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  %b = davinci.alloc {address = 256 : i64} : !buf
  davinci.copy_out %y[%o], %a rows(%one, %n, %o, %one) : !gm, !buf
  davinci.copy_in %b, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// Stores to one array in a row: a barrier of MTE3. The cache is dropped after
// the store is done.
// CHECK-LABEL: @stores
// CHECK: davinci.copy_out
// CHECK-NEXT: davinci.pipe_barrier MTE3
// CHECK-NEXT: davinci.copy_out
// CHECK-NEXT: davinci.set_flag MTE3 to S 0
// CHECK-NEXT: davinci.wait_flag MTE3 to S 0
// CHECK-NEXT: davinci.invalidate_cache
// CHECK-NEXT: davinci.get_value
func.func @stores(%x: !gm, %o: i64, %n: i32, %one: i32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  davinci.copy_out %x[%o], %a rows(%one, %n, %o, %one) : !gm, !buf
  davinci.copy_out %x[%o], %a rows(%one, %n, %o, %one) : !gm, !buf
  davinci.invalidate_cache %x : !gm
  %v = davinci.get_value %x[%o] : !gm
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>

// Needed on one path only, in a while loop.
// CHECK-LABEL: @paths
// CHECK: scf.while
// CHECK-NEXT: davinci.set_flag V to S 0
// CHECK-NEXT: davinci.wait_flag V to S 0
// CHECK-NEXT: davinci.get_value
// CHECK: scf.if
// CHECK-NEXT: davinci.set_flag S to V 0
// CHECK-NEXT: davinci.wait_flag S to V 0
// CHECK-NEXT: davinci.unary exp
// CHECK-NEXT: }
func.func @paths(%n: i32, %i: i64, %zero: f32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  scf.while : () -> () {
    %v = davinci.get_value %a[%i] : !buf
    %more = arith.cmpf olt, %v, %zero : f32
    scf.condition(%more)
  } do {
    %even = arith.cmpi eq, %n, %n : i32
    scf.if %even {
      davinci.unary exp %a, %a, %n : !buf, !buf
    }
    scf.yield
  }
  return
}
