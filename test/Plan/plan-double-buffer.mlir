// RUN: cubeport-opt %s --split-input-file --plan-double-buffer | FileCheck %s
// RUN: cubeport-opt %s --split-input-file --plan-double-buffer=slots=3 | FileCheck %s --check-prefix=THREE
// RUN: cubeport-opt %s --split-input-file --plan-double-buffer=slots=0 | FileCheck %s --check-prefix=NONE
// NONE-NOT: davinci.view

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// Load, computation, store: both buffers get slots, which take turns.
// CHECK-LABEL: @blocks
// CHECK: %[[A:.*]] = davinci.alloc : memref<128xf32, #davinci.space<ub>>
// CHECK: %[[B:.*]] = davinci.alloc : memref<128xf32, #davinci.space<ub>>
// CHECK: scf.for {{.*}} iter_args(%[[SLOT:.*]] = %{{.*}}) -> (i32)
// CHECK: %[[START:.*]] = arith.muli %[[SLOT]], %{{.*}} : i32
// CHECK: %[[OFFSET:.*]] = arith.extsi %[[START]] : i32 to i64
// CHECK: %[[IN:.*]] = davinci.view %[[A]][%[[OFFSET]]]
// CHECK: %[[OUT:.*]] = davinci.view %[[B]]
// CHECK: davinci.copy_in %[[IN]]
// CHECK: davinci.unary exp %[[OUT]], %[[IN]]
// CHECK: davinci.copy_out {{.*}} %[[OUT]]
// CHECK: %[[NEXT:.*]] = arith.subi %{{.*}}, %[[SLOT]]
// CHECK: scf.yield %[[NEXT]]
// THREE-LABEL: @blocks
// THREE: davinci.alloc : memref<192xf32, #davinci.space<ub>>
// THREE: davinci.alloc : memref<192xf32, #davinci.space<ub>>
// THREE: arith.addi
// THREE: arith.remsi
func.func @blocks(%x: !gm, %o: i64, %n: i32, %one: i32) {
  %core = davinci.core_id
  %cores = davinci.core_count
  scf.for %block = %core to %n step %cores : i32 {
    %a = davinci.alloc : !buf
    %b = davinci.alloc : !buf
    davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
    davinci.unary exp %b, %a, %n : !buf, !buf
    davinci.copy_out %x[%o], %b rows(%one, %n, %o, %one) : !gm, !buf
  }
  return
}

// -----

!odd = memref<3xi16, #davinci.space<ub>>
!gm = memref<?xi16, #davinci.space<gm>>

// Slots begin at multiples of 32 bytes. What is carried besides, stays.
// CHECK-LABEL: @odd_size
// CHECK: davinci.alloc : memref<32xi16, #davinci.space<ub>>
// CHECK: scf.for {{.*}} iter_args(%{{.*}} = %{{.*}}, %[[SLOT:.*]] = %{{.*}}) -> (f32, i32)
func.func @odd_size(%x: !gm, %o: i64, %n: i32, %one: i32, %f: f32) -> f32 {
  %r = scf.for %i = %one to %n step %one iter_args(%s = %f) -> (f32) : i32 {
    %a = davinci.alloc : !odd
    davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !odd, !gm
    davinci.binary add %a, %a, %a, %n : !odd, !odd, !odd
    %t = arith.addf %s, %f : f32
    scf.yield %t : f32
  }
  return %r : f32
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// The inner loop loads; the outer loop stores: each has slots of its own.
// CHECK-LABEL: @nested
// CHECK: davinci.alloc : memref<128xf32, #davinci.space<ub>>
// CHECK: scf.for {{.*}} iter_args
// CHECK: davinci.alloc : memref<128xf32, #davinci.space<ub>>
// CHECK: scf.for {{.*}} iter_args
func.func @nested(%x: !gm {simt.restrict}, %y: !gm, %o: i64, %n: i32,
                  %one: i32, %f: f32) {
  %core = davinci.core_id
  %cores = davinci.core_count
  scf.for %block = %core to %n step %cores : i32 {
    %sum = davinci.alloc : !buf
    davinci.duplicate %sum, %f, %n : !buf, f32
    scf.for %i = %one to %n step %one : i32 {
      %a = davinci.alloc : !buf
      davinci.copy_in %a, %x[%o] rows(%one, %n, %o, %one) : !buf, !gm
      davinci.binary add %sum, %sum, %a, %n : !buf, !buf, !buf
    }
    davinci.copy_out %y[%o], %sum rows(%one, %n, %o, %one) : !gm, !buf
  }
  return
}
