// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s --lift-to-lanes --cse 2>%t.err | FileCheck %s
// RUN: FileCheck %s --check-prefix=REMARK < %t.err
// Views and accesses that are not rows of global memory.

!gm = memref<?xf32, #gpu.address_space<global>>
!gi = memref<?xi32, #gpu.address_space<global>>

gpu.module @device {
  // REMARK: lift-to-lanes-memory.mlir:[[@LINE+10]]:10: remark: CP3101: load becomes a gather
  // REMARK: lift-to-lanes-memory.mlir:[[@LINE+13]]:5: remark: CP3102: store becomes a scatter
  // CHECK-LABEL: func.func @indexed
  gpu.func @indexed(%v: !gm, %i: !gi) kernel {
    %t = gpu.thread_id x
    // CHECK: %[[K:.*]] = tile.load %arg1
    %k = memref.load %i[%t] : !gi
    %w = arith.index_cast %k : i32 to index
    // CHECK: %[[A:.*]] = tile.gather %arg0[%[[K]]] : {{.*}}, tensor<1024xi32>,
    // The index stays 32 bits wide, because it fits.
    %a = memref.load %v[%w] : !gm
    %o = arith.remsi %w, %w : index
    // CHECK: tile.scatter %[[A]], %arg0
    // A divisor that varies is one where no lane divides.
    memref.store %a, %v[%o] : !gm
    gpu.return
  }

  // Element e of lane l of a private array stands at e * C + l.
  // CHECK-LABEL: func.func @private
  gpu.func @private(%v: !gm, %n: index) kernel
      attributes {simt.block = array<i32: 64, 1, 1>} {
    // CHECK-DAG: memref.alloca() : memref<512xf32, #gpu.address_space<private>>
    %p = memref.alloca() : memref<8xf32, #gpu.address_space<private>>
    %t = gpu.thread_id x
    %a = memref.load %v[%t] : !gm
    // CHECK-DAG: %[[N:.*]] = arith.index_cast %arg1 : index to i64
    // CHECK: %[[E:.*]] = arith.muli %[[N]]
    // CHECK: tile.store %{{.*}}[%[[E]]] strides(%c1_i64,
    memref.store %a, %p[%n] : memref<8xf32, #gpu.address_space<private>>
    gpu.return
  }

  // CHECK-LABEL: func.func @shared
  // CHECK-SAME: tile.dynamic_shared
  gpu.func @shared(%v: !gm) workgroup(
      %s: memref<64xf32, #gpu.address_space<workgroup>>) kernel {
    // CHECK: memref.alloca() : memref<64xf32, #gpu.address_space<workgroup>>
    // CHECK: %[[B:.*]] = tile.shared_bytes
    // CHECK: memref.alloca(%{{.*}}) : memref<?xi8, #gpu.address_space<workgroup>>
    %d = gpu.dynamic_shared_memory : memref<?xi8, #gpu.address_space<workgroup>>
    %f = simt.reinterpret %d : memref<?xi8, #gpu.address_space<workgroup>>
        to memref<?xf32, #gpu.address_space<workgroup>>
    %t = gpu.thread_id x
    %a = memref.load %v[%t] : !gm
    memref.store %a, %s[%t] : memref<64xf32, #gpu.address_space<workgroup>>
    gpu.barrier
    memref.store %a, %f[%t] : memref<?xf32, #gpu.address_space<workgroup>>
    gpu.return
  }

  // CHECK-LABEL: func.func @atomics
  gpu.func @atomics(%i: !gi, %n: i32) kernel {
    %c0 = arith.constant 0 : index
    // CHECK: tile.atomic add %{{.*}}, %arg0[%{{.*}}] : {{.*}}tensor<1024xi64>{{$}}
    %x = memref.atomic_rmw addi %n, %i[%c0] : (i32, !gi) -> i32
    // CHECK: %[[OLD:.*]] = tile.atomic exchange {{.*}} -> tensor<1024xi32>
    %y = memref.atomic_rmw assign %n, %i[%c0] : (i32, !gi) -> i32
    // CHECK: tile.atomic_cas %[[OLD]],
    %z = simt.atomic_cas %i[%c0], %y, %n : !gi, i32
    // Each thread sees what another left, though all ask for the same.
    // CHECK: tile.atomic_cas {{.*}} tensor<1024xi32>
    %w = simt.atomic_cas %i[%c0], %n, %n : !gi, i32
    gpu.return
  }

  // CHECK-LABEL: func.func @addresses
  gpu.func @addresses(%v: !gm, %p: memref<?xi64, #gpu.address_space<global>>)
      kernel {
    %c0 = arith.constant 0 : index
    %t = gpu.thread_id x
    %q = memref.load %p[%t] : memref<?xi64, #gpu.address_space<global>>
    %w = simt.from_address %q : !gm
    // CHECK: %[[ALL:.*]] = simt.from_address %c0_i64
    // CHECK: tile.gather %[[ALL]][%{{.*}}]
    %a = memref.load %w[%c0] : !gm
    memref.store %a, %v[%t] : !gm
    gpu.return
  }
}
