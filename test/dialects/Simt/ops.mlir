// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s | cubeport-opt --canonicalize --cse | FileCheck %s
// Every op of simt, there and back. What has effects is neither dropped nor
// merged, whether its result is used or not.

!gm = memref<?xi32, #gpu.address_space<global>>

// CHECK-LABEL: func.func @views
func.func @views(%a: memref<?xf32, #gpu.address_space<global>>) -> (!gm, i64) {
  // CHECK: simt.reinterpret %{{.*}} : memref<?xf32, #gpu.address_space<global>> to memref<?xi32, #gpu.address_space<global>>
  %0 = simt.reinterpret %a : memref<?xf32, #gpu.address_space<global>>
                          to memref<?xi32, #gpu.address_space<global>>
  // CHECK: simt.address_of
  %1 = simt.address_of %a : memref<?xf32, #gpu.address_space<global>>
  return %0, %1 : !gm, i64
}

// CHECK-LABEL: func.func @memory
func.func @memory(%a: !gm, %i: index, %x: i32, %p: i64) -> i64 {
  // CHECK: simt.from_address %{{.*}} : memref<?xf64, #gpu.address_space<global>>
  %v = simt.from_address %p : memref<?xf64, #gpu.address_space<global>>
  // CHECK: simt.atomic_cas %{{.*}}[%{{.*}}], %{{.*}}, %{{.*}} : memref<?xi32
  %0 = simt.atomic_cas %a[%i], %x, %x : !gm, i32
  // CHECK: simt.atomic_update inc %{{.*}}, %{{.*}}[%{{.*}}] : memref<?xi32
  %1 = simt.atomic_update inc %x, %a[%i] : !gm, i32
  // CHECK: simt.atomic_update dec
  %2 = simt.atomic_update dec %x, %a[%i] : !gm, i32
  // CHECK-COUNT-2: simt.volatile_load %{{.*}}[%{{.*}}] : memref<?xi32
  %3 = simt.volatile_load %a[%i] : !gm, i32
  %4 = simt.volatile_load %a[%i] : !gm, i32
  // CHECK-COUNT-2: simt.volatile_store %{{.*}}, %{{.*}}[%{{.*}}] : i32
  simt.volatile_store %x, %a[%i] : i32, !gm
  simt.volatile_store %x, %a[%i] : i32, !gm
  // CHECK: simt.volatile_store %{{.*}} : f64
  %d = arith.constant 1.0 : f64
  simt.volatile_store %d, %v[%i] : f64, memref<?xf64, #gpu.address_space<global>>
  return %p : i64
}

// CHECK-LABEL: func.func @calls
func.func @calls(%x: f64, %i: i32) -> f64 {
  // A pure call is merged with its like.
  // CHECK: %[[Y:.*]] = simt.call "cubeport::TGamma"(%{{.*}}) {pure} : (f64) -> f64
  // CHECK-NOT: TGamma
  %0 = simt.call "cubeport::TGamma"(%x) {pure} : (f64) -> f64
  %1 = simt.call "cubeport::TGamma"(%x) {pure} : (f64) -> f64
  // CHECK: simt.call "cubeport::Frexp"(%{{.*}}) : (f64) -> (f64, i32)
  %2:2 = simt.call "cubeport::Frexp"(%x) : (f64) -> (f64, i32)
  // CHECK: simt.print "%d %5.2f %%\0A"(%{{.*}}, %{{.*}}) : i32, f64
  simt.print "%d %5.2f %%\0A"(%i, %x) : i32, f64
  // CHECK: simt.print "done"
  simt.print "done"
  // CHECK: simt.abort "x > 0" {assertion, file = "a.cu", function = "f", line = 3 : i32}
  simt.abort "x > 0" {assertion, file = "a.cu", line = 3 : i32, function = "f"}
  // CHECK: simt.abort "trap"
  simt.abort "trap"
  // CHECK: arith.addf %[[Y]], %[[Y]]
  %s = arith.addf %0, %1 : f64
  return %s : f64
}

// CHECK-LABEL: func.func @warp
func.func @warp(%x: i32, %f: f32, %d: i64, %p: i1) {
  // CHECK: simt.shuffle idx %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} : i32
  %0:2 = simt.shuffle idx %x, %x, %x, %x : i32
  // CHECK: simt.shuffle up
  %1:2 = simt.shuffle up %x, %x, %x, %x : i32
  // CHECK: simt.shuffle down
  %2:2 = simt.shuffle down %x, %x, %x, %x : i32
  // CHECK: simt.shuffle xor %{{.*}} : f32
  %3:2 = simt.shuffle xor %f, %x, %x, %x : f32
  // CHECK: simt.vote any %{{.*}}, %{{.*}} : i1
  %4 = simt.vote any %p, %x : i1
  // CHECK: simt.vote all
  %5 = simt.vote all %p, %x : i1
  // CHECK: simt.vote uni
  %6 = simt.vote uni %p, %x : i1
  // CHECK: simt.vote ballot %{{.*}}, %{{.*}} : i32
  %7 = simt.vote ballot %p, %x : i32
  // CHECK: simt.match any %{{.*}}, %{{.*}} : i32
  %8:2 = simt.match any %x, %x : i32
  // CHECK: simt.match all %{{.*}}, %{{.*}} : i64
  %9:2 = simt.match all %d, %x : i64
  // CHECK-COUNT-2: simt.active_mask : i32
  %10 = simt.active_mask : i32
  %11 = simt.active_mask : i32
  // CHECK: simt.warp_sync %{{.*}}
  simt.warp_sync %x
  // CHECK: simt.warp_reduce umin %{{.*}}, %{{.*}} : i32
  %12 = simt.warp_reduce umin %x, %x : i32
  // CHECK: simt.warp_reduce and
  %13 = simt.warp_reduce and %x, %x : i32
  return
}

// CHECK-LABEL: func.func @sync
func.func @sync(%p: i1, %n: i32) {
  // CHECK: simt.barrier_reduce count %{{.*}} : i32
  %0 = simt.barrier_reduce count %p : i32
  // CHECK: simt.barrier_reduce and
  %1 = simt.barrier_reduce and %p : i32
  // CHECK: simt.barrier_reduce or
  %2 = simt.barrier_reduce or %p : i32
  // CHECK: simt.named_barrier %{{.*}}, %{{.*}} {arrive}
  simt.named_barrier %n, %n {arrive}
  // CHECK: simt.named_barrier %{{.*}}, %{{[^{]*$}}
  simt.named_barrier %n, %n
  // CHECK: simt.grid_sync
  simt.grid_sync
  // CHECK: simt.fence block
  simt.fence block
  // CHECK: simt.fence device
  simt.fence device
  // CHECK: simt.fence system
  simt.fence system
  // CHECK-COUNT-2: simt.clock cycles : i64
  %3 = simt.clock cycles : i64
  %4 = simt.clock cycles : i64
  // CHECK: simt.clock nanoseconds : i64
  %5 = simt.clock nanoseconds : i64
  return
}
