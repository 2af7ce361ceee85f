// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --pass-pipeline='builtin.module(gpu.module(frontend-recover-views),canonicalize,cse)' %s | FileCheck %s

gpu.module @device {
  llvm.mlir.global internal @tile() {addr_space = 3 : i32} : !llvm.array<4 x array<8 x f32>>
  llvm.mlir.global external @bytes() {addr_space = 3 : i32} : !llvm.array<0 x i8>
  llvm.mlir.global external @weights() {addr_space = 1 : i32} : !llvm.array<16 x f32>

  // CHECK-LABEL: gpu.func @chain(
  // CHECK-SAME: %[[P:.*]]: memref<?xf32, #gpu.address_space<global>>, %[[I:.*]]: i64, %[[J:.*]]: i64
  gpu.func @chain(%p: !llvm.ptr, %i: i64, %j: i64) kernel {
    // A chain of address arithmetic is one sum of products in elements.
    // CHECK: %[[FOUR:.*]] = arith.constant 4 : i64
    // CHECK: %[[ROW:.*]] = arith.muli %[[I]], %[[FOUR]] overflow<nsw> : i64
    // CHECK: %[[SUM:.*]] = arith.addi %[[ROW]], %[[J]] overflow<nsw> : i64
    // CHECK: %[[N:.*]] = arith.index_cast %[[SUM]] : i64 to index
    // CHECK: memref.load %[[P]][%[[N]]]
    %row = llvm.getelementptr %p[%i] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.array<4 x f32>
    %q = llvm.getelementptr %row[%j] : (!llvm.ptr, i64) -> !llvm.ptr, f32
    %x = llvm.load %q : !llvm.ptr -> f32
    llvm.store %x, %p : f32, !llvm.ptr
    gpu.return
  }

  // CHECK-LABEL: gpu.func @fields(
  gpu.func @fields(%p: !llvm.ptr, %i: i64) kernel {
    // Fields of another type than most go through a second view.
    // CHECK: %[[INTS:.*]] = simt.reinterpret %{{.*}} : memref<?xf32, {{.*}}> to memref<?xi32, {{.*}}>
    %x = llvm.getelementptr %p[%i, 0] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.struct<(f32, f32, i32)>
    %y = llvm.getelementptr %p[%i, 1] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.struct<(f32, f32, i32)>
    %k = llvm.getelementptr %p[%i, 2] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.struct<(f32, f32, i32)>
    %a = llvm.load %x : !llvm.ptr -> f32
    llvm.store %a, %y : f32, !llvm.ptr
    %one = arith.constant 1 : i32
    // CHECK: memref.store %{{.*}}, %[[INTS]][%{{.*}}]
    llvm.store %one, %k : i32, !llvm.ptr
    gpu.return
  }

  // CHECK-LABEL: gpu.func @spaces(
  // CHECK-SAME: %[[I:[a-z0-9]*]]: i64
  // CHECK-SAME: %[[W:[a-z0-9]*]]: memref<?xf32, #gpu.address_space<global>> {simt.arg_name = "weights", simt.symbol = "weights"}
  // CHECK-SAME: workgroup(%[[S:.*]] : memref<32xf32, #gpu.address_space<workgroup>>)
  gpu.func @spaces(%i: i64) kernel {
    // CHECK-DAG: gpu.dynamic_shared_memory : memref<?xi8, #gpu.address_space<workgroup>>
    // CHECK-DAG: memref.alloca() : memref<5xf32, #gpu.address_space<private>>
    %c1 = llvm.mlir.constant(1 : i32) : i32
    %local = llvm.alloca %c1 x !llvm.array<5 x f32> : (i32) -> !llvm.ptr
    %t = llvm.mlir.addressof @tile : !llvm.ptr<3>
    %b = llvm.mlir.addressof @bytes : !llvm.ptr<3>
    %w = llvm.mlir.addressof @weights : !llvm.ptr<1>
    %wi = llvm.getelementptr %w[%i] : (!llvm.ptr<1>, i64) -> !llvm.ptr<1>, f32
    %x = llvm.load %wi : !llvm.ptr<1> -> f32
    %ti = llvm.getelementptr %t[0, %i, 2] : (!llvm.ptr<3>, i64) -> !llvm.ptr<3>, !llvm.array<4 x array<8 x f32>>
    llvm.store %x, %ti : f32, !llvm.ptr<3>
    %li = llvm.getelementptr %local[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f32
    llvm.store %x, %li : f32, !llvm.ptr
    %y = llvm.load %local : !llvm.ptr -> f32
    llvm.store %y, %b : f32, !llvm.ptr<3>
    gpu.return
  }

  // A pointer that moves in a loop is a distance from its root.
  // CHECK-LABEL: gpu.func @moving(
  gpu.func @moving(%p: !llvm.ptr, %c: i1) kernel {
    %x = arith.constant 0.0 : f32
    cf.br ^bb1(%p : !llvm.ptr)
  // CHECK: ^bb1(%[[D:.*]]: i64):
  ^bb1(%q: !llvm.ptr):
    // CHECK: arith.index_cast %[[D]]
    llvm.store %x, %q : f32, !llvm.ptr
    // CHECK: arith.addi %[[D]], %{{.*}} overflow<nsw> : i64
    %r = llvm.getelementptr %q[1] : (!llvm.ptr) -> !llvm.ptr, f32
    cf.cond_br %c, ^bb1(%r : !llvm.ptr), ^bb2
  ^bb2:
    gpu.return
  }

  // Chosen between two roots, a pointer is an address.
  // CHECK-LABEL: gpu.func @chosen(
  gpu.func @chosen(%p: !llvm.ptr, %q: !llvm.ptr, %c: i1) kernel {
    // CHECK: %[[PA:.*]] = simt.address_of
    // CHECK: %[[QA:.*]] = simt.address_of
    // CHECK: %[[A:.*]] = arith.select %{{.*}}, %{{.*}}, %{{.*}} : i64
    // CHECK: simt.from_address %[[A]] : memref<?xf32, #gpu.address_space<global>>
    %r = llvm.select %c, %p, %q : i1, !llvm.ptr
    %x = llvm.load %r : !llvm.ptr -> f32
    llvm.store %x, %p : f32, !llvm.ptr
    gpu.return
  }

  // CHECK-LABEL: gpu.func @atomics(
  gpu.func @atomics(%p: !llvm.ptr, %v: i32) kernel {
    // CHECK: memref.atomic_rmw addi
    %0 = llvm.atomicrmw add %p, %v monotonic : !llvm.ptr, i32
    // CHECK: simt.atomic_cas
    %1 = llvm.cmpxchg %p, %v, %0 monotonic monotonic : !llvm.ptr, i32
    %2 = llvm.extractvalue %1[0] : !llvm.struct<(i32, i1)>
    llvm.store %2, %p : i32, !llvm.ptr
    gpu.return
  }
}
