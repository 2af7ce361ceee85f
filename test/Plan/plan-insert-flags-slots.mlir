// RUN: cubeport-opt %s --split-input-file --plan-insert-flags --plan-verify | FileCheck %s
// Flags of loops whose buffers have slots.

!two = memref<128xf32, #davinci.space<ub>>
!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// A slot is given back behind its last use and awaited before its next; all
// are free before the loop and behind it.
// CHECK-LABEL: @blocks
// CHECK-DAG: davinci.set_flag V to MTE2 0{{$}}
// CHECK-DAG: davinci.set_flag V to MTE2 1{{$}}
// CHECK-DAG: davinci.set_flag MTE3 to V 0{{$}}
// CHECK-DAG: davinci.set_flag MTE3 to V 1{{$}}
// CHECK: scf.for {{.*}} iter_args(%[[SLOT:.*]] = %{{.*}})
// CHECK: davinci.wait_flag V to MTE2 0 + %[[SLOT]]
// CHECK-NEXT: davinci.copy_in
// CHECK-NEXT: davinci.set_flag MTE2 to V 0 + %[[SLOT]]
// CHECK-NEXT: davinci.wait_flag MTE2 to V 0 + %[[SLOT]]
// CHECK-NEXT: davinci.wait_flag MTE3 to V 0 + %[[SLOT]]
// CHECK-NEXT: davinci.unary
// CHECK-NEXT: davinci.set_flag V to MTE2 0 + %[[SLOT]]
// CHECK-NEXT: davinci.set_flag V to MTE3 0 + %[[SLOT]]
// CHECK-NEXT: davinci.wait_flag V to MTE3 0 + %[[SLOT]]
// CHECK-NEXT: davinci.copy_out
// CHECK-NEXT: davinci.set_flag MTE3 to V 0 + %[[SLOT]]
// CHECK: }
// CHECK-DAG: davinci.wait_flag V to MTE2 0{{$}}
// CHECK-DAG: davinci.wait_flag V to MTE2 1{{$}}
// CHECK-DAG: davinci.wait_flag MTE3 to V 0{{$}}
// CHECK-DAG: davinci.wait_flag MTE3 to V 1{{$}}
// CHECK-NOT: flag
// CHECK: return
func.func @blocks(%x: !gm, %o: i64, %n: i32) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %a = davinci.alloc {address = 0 : i64} : !two
  %b = davinci.alloc {address = 512 : i64} : !two
  %core = davinci.core_id
  %cores = davinci.core_count
  %r = scf.for %block = %core to %n step %cores iter_args(%slot = %c0) -> (i32) : i32 {
    %start = arith.muli %slot, %c64 : i32
    %offset = arith.extsi %start : i32 to i64
    %in = davinci.view %a[%offset] : !two to !buf
    %out = davinci.view %b[%offset] : !two to !buf
    davinci.copy_in %in, %x[%o] rows(%c1, %n, %o, %c1) : !buf, !gm
    davinci.unary exp %out, %in, %n : !buf, !buf
    davinci.copy_out %x[%o], %out rows(%c1, %n, %o, %c1) : !gm, !buf
    %next = arith.subi %c1, %slot : i32
    scf.yield %next : i32
  }
  return
}

// -----

!two = memref<128xf32, #davinci.space<ub>>
!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// Loops behind each other share flags, which are up in between and around the
// outer loop; a condition around a load leaves them balanced.
// CHECK-LABEL: @behind
// CHECK: davinci.set_flag V to MTE2 0{{$}}
// CHECK-NEXT: davinci.set_flag V to MTE2 1{{$}}
// CHECK: scf.for
// CHECK-NOT: V to MTE2
// CHECK: scf.for
// CHECK: davinci.wait_flag V to MTE2 0 + %
// CHECK: scf.if
// CHECK: davinci.set_flag V to MTE2 0 + %
// CHECK-NOT: V to MTE2
// CHECK: scf.for
// CHECK: davinci.wait_flag V to MTE2 0 + %
// CHECK: davinci.set_flag V to MTE2 0 + %
// CHECK: davinci.wait_flag V to MTE2 0{{$}}
// CHECK-NEXT: davinci.wait_flag V to MTE2 1{{$}}
// CHECK-NEXT: return
func.func @behind(%x: !gm, %o: i64, %n: i32, %c: i1) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %a = davinci.alloc {address = 0 : i64} : !two
  %b = davinci.alloc {address = 512 : i64} : !two
  scf.for %i = %c1 to %n step %c1 : i32 {
    %r = scf.for %j = %c1 to %n step %c1 iter_args(%slot = %c0) -> (i32) : i32 {
      %start = arith.muli %slot, %c64 : i32
      %offset = arith.extsi %start : i32 to i64
      %in = davinci.view %a[%offset] : !two to !buf
      scf.if %c {
        davinci.copy_in %in, %x[%o] rows(%c1, %n, %o, %c1) : !buf, !gm
      }
      davinci.unary exp %in, %in, %n : !buf, !buf
      %next = arith.subi %c1, %slot : i32
      scf.yield %next : i32
    }
    %s = scf.for %j = %c1 to %n step %c1 iter_args(%slot = %c0) -> (i32) : i32 {
      %start = arith.muli %slot, %c64 : i32
      %offset = arith.extsi %start : i32 to i64
      %in = davinci.view %b[%offset] : !two to !buf
      davinci.copy_in %in, %x[%o] rows(%c1, %n, %o, %c1) : !buf, !gm
      davinci.unary exp %in, %in, %n : !buf, !buf
      %next = arith.subi %c1, %slot : i32
      scf.yield %next : i32
    }
  }
  return
}
