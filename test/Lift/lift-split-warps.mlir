// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-split-warps --cse 2>%t | FileCheck %s
// RUN: FileCheck %s --check-prefix=REMARK --input-file=%t
// RUN: cubeport-opt %s --lift-split-warps --cse --lift-to-lanes 2>/dev/null \
// RUN:     | FileCheck %s --check-prefix=TILE
// Kernels whose warps do not meet, in terms of warp and lane.

!gm = memref<?xf32, #gpu.address_space<global>>
!shared = memref<128xf32, #gpu.address_space<workgroup>>

gpu.module @device {
  // A row per warp of the grid; the last warp of a block is partial.
  // REMARK: remark: CP3106: the warps of kernel 'rows' run one after the other
  // CHECK-LABEL: gpu.func @rows
  // CHECK-SAME: simt.warps
  // CHECK-DAG: %[[LANE:.*]] = gpu.lane_id
  // CHECK-DAG: %[[WARP:.*]] = gpu.subgroup_id
  // CHECK-NOT: gpu.thread_id
  // CHECK: %[[ROW:.*]] = arith.shrui %{{.*}}, %c5
  // CHECK: arith.muli %[[ROW]], %{{.*}}
  // CHECK: scf.for %{{.*}} = %[[LANE]] to
  // TILE-LABEL: func.func @rows
  // TILE-SAME: tile.warps = 3
  // TILE: %[[W:.*]] = tile.warp_id
  // TILE: tile.lanes
  // TILE-NOT: tile.gather
  // TILE: tile.load
  gpu.func @rows(%a: !gm, %n: index) kernel
      attributes {simt.block = array<i32: 80, 1, 1>} {
    %c5 = arith.constant 5 : index
    %c32 = arith.constant 32 : index
    %t = gpu.thread_id x
    %row = arith.shrui %t, %c5 : index
    %lane = arith.remui %t, %c32 : index
    %from = arith.muli %row, %n : index
    scf.for %i = %lane to %n step %c32 {
      %at = arith.addi %from, %i : index
      %x = memref.load %a[%at] : !gm
      %y = arith.addf %x, %x : f32
      memref.store %y, %a[%at] : !gm
    }
    gpu.return
  }

  // Numbers over the whole grid, in 32 bits; a bound between two warps.
  // CHECK-LABEL: gpu.func @global
  // CHECK-SAME: simt.warps
  // CHECK-DAG: %[[LANE:.*]] = gpu.lane_id
  // CHECK: %[[BASE:.*]] = arith.addi %{{.*}}, %{{.*}} : i32
  // CHECK: arith.divui %[[BASE]], %c32_i32
  // CHECK: arith.cmpi ult, %[[FIRST:.*]], %c64_i32
  gpu.func @global(%a: !gm, %n: i32) kernel
      attributes {simt.block = array<i32: 96, 1, 1>} {
    %c32 = arith.constant 32 : i32
    %c64 = arith.constant 64 : i32
    %b = gpu.block_id x
    %b32 = arith.index_cast %b : index to i32
    %d = gpu.block_dim x
    %d32 = arith.index_cast %d : index to i32
    %t = gpu.thread_id x
    %t32 = arith.index_cast %t : index to i32
    %o = arith.muli %b32, %d32 : i32
    %i = arith.addi %o, %t32 : i32
    %row = arith.divui %i, %c32 : i32
    %lane = arith.remui %t32, %c32 : i32
    %from = arith.muli %row, %n : i32
    %at = arith.addi %from, %lane : i32
    %ati = arith.index_cast %at : i32 to index
    %in = arith.cmpi ult, %t32, %c64 : i32
    scf.if %in {
      %x = memref.load %a[%ati] : !gm
      memref.store %x, %a[%t] : !gm
    }
    gpu.return
  }

  // Warps that share memory, or wait for each other, stay together.
  // CHECK-LABEL: gpu.func @sharing
  // CHECK-NOT: simt.warps
  // CHECK: gpu.thread_id
  gpu.func @sharing(%a: !gm, %n: index) workgroup(%s: !shared) kernel
      attributes {simt.block = array<i32: 128, 1, 1>} {
    %c5 = arith.constant 5 : index
    %t = gpu.thread_id x
    %row = arith.shrui %t, %c5 : index
    %from = arith.muli %row, %n : index
    %x = memref.load %a[%from] : !gm
    memref.store %x, %s[%t] : !shared
    gpu.return
  }
  // CHECK-LABEL: gpu.func @waiting
  // CHECK-NOT: simt.warps
  // CHECK: gpu.thread_id
  gpu.func @waiting(%a: !gm, %n: index) kernel
      attributes {simt.block = array<i32: 128, 1, 1>} {
    %c5 = arith.constant 5 : index
    %t = gpu.thread_id x
    %row = arith.shrui %t, %c5 : index
    %from = arith.muli %row, %n : index
    %x = memref.load %a[%from] : !gm
    gpu.barrier
    memref.store %x, %a[%t] : !gm
    gpu.return
  }

  // Blocks of other sizes may come: what is a warp is not known.
  // CHECK-LABEL: gpu.func @any_size
  // CHECK-NOT: simt.warps
  // CHECK: gpu.thread_id
  gpu.func @any_size(%a: !gm, %n: index) kernel {
    %c5 = arith.constant 5 : index
    %t = gpu.thread_id x
    %row = arith.shrui %t, %c5 : index
    %from = arith.muli %row, %n : index
    %x = memref.load %a[%from] : !gm
    memref.store %x, %a[%t] : !gm
    gpu.return
  }

  // Nothing becomes a row by it.
  // CHECK-LABEL: gpu.func @needless
  // CHECK-NOT: simt.warps
  // CHECK: gpu.thread_id
  gpu.func @needless(%a: !gm) kernel
      attributes {simt.block = array<i32: 128, 1, 1>} {
    %t = gpu.thread_id x
    %x = memref.load %a[%t] : !gm
    memref.store %x, %a[%t] : !gm
    gpu.return
  }
}
