// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-to-lanes --cse | FileCheck %s
// Branches and loops that lanes take differently.

!gm = memref<?xf32, #gpu.address_space<global>>

gpu.module @device {
  // Results of a divergent branch are chosen per lane.
  // CHECK-LABEL: func.func @branch
  gpu.func @branch(%v: !gm, %zero: f32) kernel {
    %t = gpu.thread_id x
    // CHECK: %[[A:.*]] = tile.load
    %a = memref.load %v[%t] : !gm
    // CHECK: %[[C:.*]] = arith.cmpf olt, %[[A]]
    %c = arith.cmpf olt, %a, %zero : f32
    // CHECK-NOT: scf.if
    %r = scf.if %c -> (f32) {
      // CHECK: %[[N:.*]] = arith.negf %[[A]]
      %n = arith.negf %a : f32
      scf.yield %n : f32
    } else {
      scf.yield %a : f32
    }
    // CHECK: arith.select %[[C]], %[[N]], %[[A]] : tensor<1024xi1>, tensor<1024xf32>
    memref.store %r, %v[%t] : !gm
    gpu.return
  }

  // A loop from the thread index counts in step; its end is a box.
  // CHECK-LABEL: func.func @stride
  gpu.func @stride(%v: !gm, %n: i32, %s: i32, %a: f32) kernel {
    %t = gpu.thread_id x
    %i = arith.index_cast %t : index to i32
    // CHECK: scf.for %[[I:.*]] = %c0_i32 to %arg1 step %arg2
    scf.for %k = %i to %n step %s : i32 {
      // CHECK: %[[F:.*]] = arith.maxsi %arg1, %[[I]]
      // CHECK: %[[HI:.*]] = arith.subi %[[F]], %[[I]]
      // CHECK: tile.store {{.*}} box(%c0_i32, %c0_i32, %c0_i32, %[[HI]],
      %at = arith.index_cast %k : i32 to index
      memref.store %a, %v[%at] : !gm
    }
    gpu.return
  }

  // A bound per lane: trips until no lane is left, others keep their sum.
  // CHECK-LABEL: func.func @rows
  gpu.func @rows(%v: !gm, %ends: memref<?xi32, #gpu.address_space<global>>,
                 %zero: f32) kernel {
    %c0 = arith.constant 0 : i32
    %c1 = arith.constant 1 : i32
    %t = gpu.thread_id x
    %end = memref.load %ends[%t]
        : memref<?xi32, #gpu.address_space<global>>
    // CHECK: scf.while (%[[SUM:.*]] = %{{.*}}, %[[K:.*]] = %c0_i32)
    // CHECK:   %[[TRIP:.*]] = arith.cmpi slt
    // CHECK:   %[[ANY:.*]] = tile.any %[[TRIP]]
    // CHECK:   scf.condition(%[[ANY]])
    %sum = scf.for %k = %c0 to %end step %c1 iter_args(%s = %zero) -> f32 : i32 {
      // CHECK: ^bb0(%[[S:.*]]: tensor<1024xf32>, %[[J:.*]]: i32, %[[ON:.*]]: tensor<1024xi1>)
      // CHECK: tile.load %arg0{{.*}} mask(%[[ON]]
      %kk = arith.index_cast %k : i32 to index
      %at = arith.addi %kk, %t : index
      %x = memref.load %v[%at] : !gm
      // CHECK: %[[NEW:.*]] = arith.addf %[[S]]
      %y = arith.addf %s, %x : f32
      // CHECK: arith.select %[[ON]], %[[NEW]], %[[S]]
      scf.yield %y : f32
    }
    memref.store %sum, %v[%t] : !gm
    gpu.return
  }

  // The condition's uniform part is no mask; each lane keeps its last count.
  // CHECK-LABEL: func.func @escape
  gpu.func @escape(%v: !gm, %limit: i32, %four: f32) kernel {
    %c0 = arith.constant 0 : i32
    %c1 = arith.constant 1 : i32
    %t = gpu.thread_id x
    %x0 = memref.load %v[%t] : !gm
    // CHECK: scf.while (%[[IN:.*]] = %{{.*}}, %[[N:.*]] = %c0_i32, %{{.*}} = %{{.*}}, %[[LAST:.*]] = %{{.*}})
    %n = scf.while (%k = %c0, %x = %x0) : (i32, f32) -> i32 {
      // CHECK: %[[MORE:.*]] = arith.cmpi slt, %[[N]], %arg1 : i32
      %more = arith.cmpi slt, %k, %limit : i32
      %small = arith.cmpf ole, %x, %four : f32
      %go = arith.andi %more, %small : i1
      // CHECK: arith.select %[[IN]], %{{.*}}, %[[LAST]] : tensor<1024xi1>, tensor<1024xi32>
      // CHECK: %[[ANY:.*]] = tile.any
      // CHECK: %[[GO:.*]] = arith.andi %[[ANY]], %[[MORE]] : i1
      // CHECK: scf.condition(%[[GO]])
      scf.condition(%go) %k : i32
    } do {
    ^bb0(%k: i32):
      %next = arith.addi %k, %c1 : i32
      %f = arith.sitofp %next : i32 to f32
      scf.yield %next, %f : i32, f32
    }
    %f = arith.sitofp %n : i32 to f32
    memref.store %f, %v[%t] : !gm
    gpu.return
  }
}
