// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-simplify-warps --cse | FileCheck %s
// RUN: cubeport-opt %s --lift-simplify-warps --cse --lift-to-lanes --cse \
// RUN:     | FileCheck %s --check-prefix=TILE
// Numbers of lanes in the first warp are numbers of threads.

!gm = memref<?xf32, #gpu.address_space<global>>
!part = memref<8xf32, #gpu.address_space<workgroup>>

gpu.module @device {
  // CHECK-LABEL: gpu.func @twoSteps
  // CHECK: %[[T:.*]] = gpu.thread_id x
  // CHECK: %[[LEADS:.*]] = arith.cmpi eq, %{{.*}}, %c0
  // CHECK: scf.if %[[LEADS]]
  // CHECK: %[[FIRST:.*]] = arith.cmpi ult, %[[T]], %c32
  // CHECK: scf.if %[[FIRST]]
  // CHECK: %[[IS0:.*]] = arith.cmpi eq, %[[T]], %c0
  // CHECK: arith.cmpi ult, %[[T]], %c8
  // CHECK: memref.load %{{.*}}[%[[T]]]
  // CHECK: scf.if %[[IS0]]
  // The values of lanes 0, 32, 64, ... are a row of eight.
  // TILE-LABEL: func.func @twoSteps
  // TILE: tile.store %{{.*}}, %[[BOARD:.*]][%c0_i64]
  // TILE: %[[ROW:.*]] = tile.load %[[BOARD]][%c0_i64] strides(%c32_i64, %c0_i64, %c0_i64) box(%c0_i32, %c0_i32, %c0_i32, %c8_i32
  // TILE: tile.store %[[ROW]], %{{.*}}[%c0_i64] strides(%c1_i64, %c0_i64, %c0_i64) box(%c0_i32, %c0_i32, %c0_i32, %c8_i32
  // TILE-NOT: tile.scatter
  // TILE: return
  gpu.func @twoSteps(%a: !gm) workgroup(%part: !part) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %c0 = arith.constant 0 : index
    %c5 = arith.constant 5 : index
    %c8 = arith.constant 8 : index
    %c31 = arith.constant 31 : index
    %t = gpu.thread_id x
    %lane = arith.andi %t, %c31 : index
    %warp = arith.shrui %t, %c5 : index
    %x = memref.load %a[%t] : !gm
    %leads = arith.cmpi eq, %lane, %c0 : index
    scf.if %leads {
      memref.store %x, %part[%warp] : !part
    }
    gpu.barrier
    %first = arith.cmpi eq, %warp, %c0 : index
    scf.if %first {
      %in = arith.cmpi ult, %lane, %c8 : index
      scf.if %in {
        %y = memref.load %part[%lane] : !part
        memref.store %y, %a[%lane] : !gm
      }
      scf.if %leads {
        memref.store %x, %a[%c8] : !gm
      }
    }
    gpu.return
  }

  // Lanes of other warps come here too.
  // CHECK-LABEL: gpu.func @wider
  // CHECK: %[[LANE:.*]] = arith.andi
  // CHECK: memref.store %{{.*}}, %{{.*}}[%[[LANE]]]
  gpu.func @wider(%a: !gm, %v: f32) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %c31 = arith.constant 31 : index
    %c33 = arith.constant 33 : index
    %t = gpu.thread_id x
    %lane = arith.andi %t, %c31 : index
    %in = arith.cmpi ult, %t, %c33 : index
    scf.if %in {
      memref.store %v, %a[%lane] : !gm
    }
    gpu.return
  }

  // Under a condition that only some warps have, others have no value: the
  // store stays a scatter.
  // TILE-LABEL: func.func @someWarps
  // TILE: tile.scatter
  gpu.func @someWarps(%a: !gm, %n: index) workgroup(%part: !part) kernel
      attributes {simt.block = array<i32: 256, 1, 1>} {
    %c0 = arith.constant 0 : index
    %c5 = arith.constant 5 : index
    %c31 = arith.constant 31 : index
    %t = gpu.thread_id x
    %lane = arith.andi %t, %c31 : index
    %warp = arith.shrui %t, %c5 : index
    %x = memref.load %a[%t] : !gm
    %leads = arith.cmpi eq, %lane, %c0 : index
    %some = arith.cmpi ult, %t, %n : index
    scf.if %some {
      scf.if %leads {
        memref.store %x, %part[%warp] : !part
      }
    }
    gpu.return
  }
}
