// RUN: cubeport-opt %s --split-input-file --plan-double-buffer=capacity=1024 | FileCheck %s --implicit-check-not=iter_args
// Loops whose buffers get no slots, or not all of them.

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// What lies outside of the loop may live from one iteration to the next.
// CHECK-LABEL: @lives_on
func.func @lives_on(%x: !gm, %o: i64, %n: i32, %one: i32) {
  %a = davinci.alloc : !buf
  scf.for %i = %one to %n step %one : i32 {
    davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
    davinci.unary exp %a, %a, %n : !buf, !buf
  }
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// CHECK-LABEL: @runs_once
func.func @runs_once(%x: !gm, %o: i64, %n: i32, %one: i32) {
  %c0 = arith.constant 0 : i32
  %c4 = arith.constant 4 : i32
  scf.for %i = %c0 to %c4 step %c4 : i32 {
    %a = davinci.alloc : !buf
    davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
    davinci.unary exp %a, %a, %n : !buf, !buf
  }
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// CHECK-LABEL: @one_pipe
func.func @one_pipe(%x: !gm, %o: i64, %n: i32, %one: i32) {
  scf.for %i = %one to %n step %one : i32 {
    %a = davinci.alloc : !buf
    davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
  }
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// A load must wait for the store before it, in any loop but that over blocks.
// CHECK-LABEL: @loads_what_it_stores
func.func @loads_what_it_stores(%x: !gm, %y: !gm, %o: i64, %n: i32,
                                %one: i32) {
  scf.for %i = %one to %n step %one : i32 {
    %a = davinci.alloc : !buf
    davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
    davinci.unary exp %a, %a, %n : !buf, !buf
    davinci.copy_out %y[%o], %a rows(%one, %n, %o, %one) : !gm, !buf
  }
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// The scalar unit waits for all that an iteration does: slots gain nothing.
// CHECK-LABEL: @no_gain
func.func @no_gain(%x: !gm, %o: i64, %n: i32, %one: i32) {
  scf.for %i = %one to %n step %one : i32 {
    %a = davinci.alloc : !buf
    davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
    davinci.unary exp %a, %a, %n : !buf, !buf
    %v = davinci.get_value %a[%o] : !buf
    %w = arith.fptosi %v : f32 to i64
    davinci.copy_in %a, %x[%w] rows(%one, %n, %o, %one) : !buf, !gm
    %u = davinci.get_value %a[%o] : !buf
  }
  return
}

// -----

!buf = memref<128xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// 1024 bytes hold two of these buffers, but no slots.
// CHECK-LABEL: @no_room
func.func @no_room(%x: !gm, %o: i64, %n: i32, %one: i32) {
  scf.for %i = %one to %n step %one : i32 {
    %a = davinci.alloc : !buf
    %b = davinci.alloc : !buf
    davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
    davinci.unary exp %b, %a, %n : !buf, !buf
  }
  return
}

// -----

// CHECK-LABEL: @threads
func.func @threads(%n: i32) attributes {davinci.threads} {
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// There is room for slots of one of both: the one that is filled gets them.
// CHECK-LABEL: @room_for_one
// CHECK: davinci.alloc : memref<128xf32, #davinci.space<ub>>
// CHECK: iter_args
// CHECK: davinci.alloc : memref<64xf32, #davinci.space<ub>>
// CHECK-NOT: memref<128xf32
// CHECK: return
func.func @room_for_one(%x: !gm {simt.restrict}, %y: !gm, %o: i64, %n: i32,
                        %one: i32) {
  %c = davinci.alloc : !buf
  davinci.unary exp %c, %c, %n : !buf, !buf
  scf.for %i = %one to %n step %one : i32 {
    %a = davinci.alloc : !buf
    %b = davinci.alloc : !buf
    davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
    davinci.binary add %b, %a, %c, %n : !buf, !buf, !buf
    davinci.copy_out %y[%o], %b rows(%one, %n, %o, %one) : !gm, !buf
  }
  return
}
