// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Strided loops whose trips run together.
// RUN: cubeport-opt %s --lift-to-lanes --cse | FileCheck %s
// RUN: cubeport-opt %s --lift-to-lanes=trip-lanes=0 | FileCheck %s --check-prefix=OFF
// OFF-NOT: tile.trips

!gm = memref<?xf32, #gpu.address_space<global>>
!words = memref<?xi32, #gpu.address_space<global>>

gpu.module @device {
  // CHECK-LABEL: func.func @sum(
  // CHECK-DAG: %[[MANY:.*]] = arith.constant 8 : i32
  // CHECK-DAG: %[[STEP:.*]] = arith.constant 256 : i64
  // CHECK-DAG: %[[ONE:.*]] = arith.constant 1 : i64
  // CHECK-DAG: %[[ZERO:.*]] = arith.constant 0 : i64
  // CHECK: %[[INIT:.*]] = tensor.splat %{{.*}} : tensor<256xf32>
  // CHECK: %[[SUM:.*]] = tile.trips %[[ZERO]] to %{{.*}} step %[[STEP]] together %[[MANY]] lanes 2048 dense fold [#tile<fold add>](%[[INIT]] : tensor<256xf32>) {
  // CHECK: ^bb0(%[[BASE:.*]]: i64, %{{.*}}: i32, %{{.*}}: i32):
  // CHECK: %[[V:.*]] = tile.load %{{.*}}[%{{.*}}] strides(%[[ONE]], %[[ZERO]], %[[ZERO]]) : memref<{{.*}}>, tensor<2048xf32>
  // CHECK: tile.trip_end %[[V]] : tensor<2048xf32>
  // CHECK: tile.store %[[SUM]]
  gpu.func @sum(%x: !gm, %y: !gm, %n: i32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %zero = arith.constant 0.0 : f32
    %step = arith.constant 256 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    %sum = scf.for %i = %first to %n step %step iter_args(%s = %zero) -> f32 : i32 {
      %j = arith.index_cast %i : i32 to index
      %v = memref.load %x[%j] : !gm
      %next = arith.addf %s, %v : f32
      scf.yield %next : f32
    }
    memref.store %sum, %y[%t] : !gm
    gpu.return
  }

  // Trips of a grid lie apart: rows. NaN is left out of a maximum, what is
  // subtracted is added with the other sign, factors are multiplied.
  // CHECK-LABEL: func.func @grid(
  // CHECK: tile.trips %{{.*}} to %{{.*}} step %[[S:.*]] together %{{.*}} lanes {{[0-9]+}} fold [#tile<fold max>, #tile<fold add>, #tile<fold add>](
  // CHECK: %[[V:.*]] = tile.load %{{.*}} strides(%{{.*}}, %[[S]], %{{.*}})
  // CHECK: %[[IS:.*]] = arith.cmpf oeq, %[[V]], %[[V]]
  // CHECK: %[[M:.*]] = arith.select %[[IS]], %[[V]]
  // CHECK: %[[N:.*]] = arith.negf %[[V]]
  // CHECK: %[[P:.*]] = arith.mulf %[[V]], %[[V]]
  // CHECK: tile.trip_end %[[M]], %[[N]], %[[P]]
  gpu.func @grid(%x: !gm, %y: !gm, %n: i64) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %least = arith.constant 0xFF800000 : f32
    %zero = arith.constant 0.0 : f32
    %c256 = arith.constant 256 : i64
    %b = gpu.block_id x
    %t = gpu.thread_id x
    %g = gpu.grid_dim x
    %b64 = arith.index_cast %b : index to i64
    %t64 = arith.index_cast %t : index to i64
    %g64 = arith.index_cast %g : index to i64
    %start = arith.muli %b64, %c256 : i64
    %first = arith.addi %start, %t64 : i64
    %step = arith.muli %g64, %c256 : i64
    %r:3 = scf.for %i = %first to %n step %step
        iter_args(%m = %least, %d = %zero, %q = %zero) -> (f32, f32, f32) : i64 {
      %j = arith.index_cast %i : i64 to index
      %v = memref.load %x[%j] : !gm
      %more = arith.maxnumf %v, %m : f32
      %less = arith.subf %d, %v : f32
      %squares = math.fma %v, %v, %q : f32
      scf.yield %more, %less, %squares : f32, f32, f32
    }
    %s = arith.addf %r#0, %r#1 : f32
    %u = arith.addf %s, %r#2 : f32
    memref.store %u, %y[%t] : !gm
    gpu.return
  }

  // A choice is a fold too; what is not chosen contributes what changes nothing.
  // CHECK-LABEL: func.func @choices(
  // CHECK: tile.trips {{.*}} fold [#tile<fold min>, #tile<fold add>](
  // CHECK: %[[V:.*]] = tile.load
  // CHECK: %[[BIG:.*]] = arith.cmpf ogt, %[[V]]
  // CHECK: %[[IS:.*]] = arith.cmpf oeq, %[[V]], %[[V]]
  // CHECK: %[[LIMIT:.*]] = arith.select %[[IS]], %[[V]]
  // CHECK: %[[SOME:.*]] = arith.select %[[BIG]], %{{.*}}, %[[V]]
  // CHECK: tile.trip_end %[[LIMIT]], %[[SOME]]
  gpu.func @choices(%x: !gm, %y: !gm, %n: i32, %start: f32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %zero = arith.constant 0.0 : f32
    %step = arith.constant 256 : i32
    %t = gpu.thread_id x
    %first = arith.index_cast %t : index to i32
    %r:2 = scf.for %i = %first to %n step %step
        iter_args(%m = %start, %s = %zero) -> (f32, f32) : i32 {
      %j = arith.index_cast %i : i32 to index
      %v = memref.load %x[%j] : !gm
      %less = arith.cmpf ogt, %m, %v : f32
      %least = arith.select %less, %v, %m : f32
      %big = arith.cmpf ogt, %v, %start : f32
      %more = arith.addf %s, %v : f32
      %sum = arith.select %big, %s, %more : f32
      scf.yield %least, %sum : f32, f32
    }
    %u = arith.addf %r#0, %r#1 : f32
    memref.store %u, %y[%t] : !gm
    gpu.return
  }

  // As many trips as there is room for with the block of the launch. Views that
  // may overlap are compared: trips come one at a time if one may load what
  // another stores.
  // CHECK-LABEL: func.func @late(
  // CHECK: %[[LX:.*]] = tile.block_dim x
  // CHECK: %[[MOST:.*]] = arith.divsi %{{.*}}, %[[LX]] : i32
  // CHECK: %[[ZEROS:.*]] = math.ctlz %[[MOST]] : i32
  // CHECK: %[[FULL:.*]] = arith.select
  // CHECK: %[[Y:.*]] = simt.address_of %arg0
  // CHECK: %[[X:.*]] = simt.address_of %arg1
  // CHECK: arith.subi %{{.*}}, %{{.*}} : i64
  // CHECK: %[[MEET:.*]] = arith.andi
  // CHECK: %[[K:.*]] = arith.select %[[MEET]], %{{.*}}, %[[FULL]] : i32
  // CHECK: tile.trips %{{.*}} together %[[K]] lanes 2048 dense {
  gpu.func @late(%x: !words, %y: !words, %n: i32) kernel {
    %t = gpu.thread_id x
    %b = gpu.block_dim x
    %first = arith.index_cast %t : index to i32
    %step = arith.index_cast %b : index to i32
    scf.for %i = %first to %n step %step : i32 {
      %j = arith.index_cast %i : i32 to index
      %v = memref.load %x[%j] : !words
      memref.store %v, %y[%j] : !words
    }
    gpu.return
  }
}
