// RUN: cubeport-opt %s | cubeport-opt | FileCheck %s
// RUN: cubeport-opt %s --mlir-print-op-generic | cubeport-opt | FileCheck %s

!f = memref<64xf32, #davinci.space<ub>>
!i = memref<64xi32, #davinci.space<ub>>
!w = memref<128xui16, #davinci.space<ub>>
!b = memref<8xui8, #davinci.space<ub>>
!o = memref<64xui32, #davinci.space<ub>>
!t = memref<1024xui8, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// CHECK-LABEL: @move
func.func @move(%x: !gm, %y: memref<?xf32, #davinci.space<gm>> {simt.restrict},
                %o: i64, %n: i32) {
  // CHECK: davinci.alloc : memref<64xf32, #davinci.space<ub>>
  %a = davinci.alloc : !f
  // CHECK: davinci.alloc {address = 256 : i64}
  %b = davinci.alloc {address = 256 : i64} : !f
  // CHECK: davinci.view {{.*}} : memref<64xf32, #davinci.space<ub>> to memref<128xui16, #davinci.space<ub>>
  %v = davinci.view %b[%o] : !f to !w
  // CHECK: davinci.address_of
  %p = davinci.address_of %x : !gm
  // CHECK: davinci.from_address
  %q = davinci.from_address %p : !gm
  // CHECK: davinci.copy_in {{.*}} rows(
  davinci.copy_in %a, %q[%o] rows(%n, %n, %o, %n) : !f, !gm
  // CHECK: davinci.set_atomic add f32
  davinci.set_atomic add f32
  // CHECK: davinci.copy_out {{.*}} rows(
  davinci.copy_out %x[%o], %a rows(%n, %n, %o, %n) : !gm, !f
  // CHECK: davinci.set_atomic none f32
  davinci.set_atomic none f32
  return
}

// CHECK-LABEL: @scalar
func.func @scalar(%x: !gm, %a: !f, %i: i64) -> (i32, i32) {
  // CHECK: davinci.core_id
  %core = davinci.core_id
  // CHECK: davinci.core_count
  %cores = davinci.core_count
  // CHECK: davinci.invalidate_cache
  davinci.invalidate_cache %x : !gm
  // CHECK: davinci.get_value %{{.*}} : memref<?xf32, #davinci.space<gm>>
  %v = davinci.get_value %x[%i] : !gm
  // CHECK: davinci.set_value %{{.*}} : f32, memref<64xf32, #davinci.space<ub>>
  davinci.set_value %v, %a[%i] : f32, !f
  return %core, %cores : i32, i32
}

// CHECK-LABEL: @sync
func.func @sync() {
  // CHECK: davinci.set_flag MTE2 to V 5
  davinci.set_flag MTE2 to V 5
  // CHECK: davinci.wait_flag MTE2 to V 5
  davinci.wait_flag MTE2 to V 5
  // CHECK: davinci.pipe_barrier V
  davinci.pipe_barrier V
  // CHECK: davinci.pipe_barrier ALL
  davinci.pipe_barrier ALL
  return
}

// CHECK-LABEL: @vector
func.func @vector(%f: !f, %g: !f, %i: !i, %w: !w, %m: !b, %o: !o, %t: !t,
                  %s: f32, %n: i32) {
  // CHECK: davinci.unary exp
  davinci.unary exp %f, %g, %n : !f, !f
  // CHECK: davinci.unary relu
  davinci.unary relu %i, %i, %n : !i, !i
  // CHECK: davinci.unary not
  davinci.unary not %w, %w, %n : !w, !w
  // CHECK: davinci.binary add
  davinci.binary add %f, %f, %g, %n : !f, !f, !f
  // CHECK: davinci.binary and
  davinci.binary and %w, %w, %w, %n : !w, !w, !w
  // CHECK: davinci.binary_scalar muls
  davinci.binary_scalar muls %f, %g, %s, %n : !f, !f, f32
  // CHECK: davinci.binary_scalar shr
  davinci.binary_scalar shr %i, %i, %n, %n : !i, !i, i32
  // CHECK: davinci.compare LT
  davinci.compare LT %m, %f, %g, %n : !b, !f, !f
  // CHECK: davinci.compare EQ
  davinci.compare EQ %m, %i, %i, %n : !b, !i, !i
  // CHECK: davinci.compare_scalar GE
  davinci.compare_scalar GE %m, %f, %s, %n : !b, !f, f32
  // CHECK: davinci.select
  davinci.select %f, %m, %f, %g, %n : !f, !b, !f, !f
  // CHECK: davinci.cast TRUNC
  davinci.cast TRUNC %i, %f, %n : !i, !f
  // CHECK: davinci.duplicate
  davinci.duplicate %f, %s, %n : !f, f32
  // CHECK: davinci.broadcast_blocks
  davinci.broadcast_blocks %f, %g, %n : !f, !f
  // CHECK: davinci.vector_gather
  davinci.vector_gather %f, %g, %o, %n, %n : !f, !f, !o
  // CHECK: davinci.math tanh
  davinci.math tanh %f, %g, %t, %n : !f, !f, !t
  // CHECK: davinci.binary_math power
  davinci.binary_math power %f, %g, %g, %t, %n : !f, !f, !f, !t
  // CHECK: davinci.copy
  davinci.copy %f, %g, %n : !f, !f
  return
}
