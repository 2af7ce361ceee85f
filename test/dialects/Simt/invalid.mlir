// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s -split-input-file -verify-diagnostics
// One case for each rule of simt's operations.

func.func @reinterpret_rank(%a: memref<2x2xf32>) {
  // expected-error @+1 {{views of rank 2 and 1; both must have rank 1}}
  %0 = simt.reinterpret %a : memref<2x2xf32> to memref<4xi32>
  return
}

// -----

func.func @reinterpret_space(%a: memref<4xf32, #gpu.address_space<workgroup>>) {
  // expected-error @+1 {{views in different memory spaces; a view stays in the space of its source}}
  %0 = simt.reinterpret %a : memref<4xf32, #gpu.address_space<workgroup>> to memref<4xi32>
  return
}

// -----

func.func @cas_type(%a: memref<?xi64>, %i: index, %x: i32) {
  // expected-error @+1 {{value of type 'i32' on a view of 'i64'; all values have the element's type}}
  %0 = simt.atomic_cas %a[%i], %x, %x : memref<?xi64>, i32
  return
}

// -----

func.func @update_rank(%a: memref<?x?xi32>, %i: index, %x: i32) {
  // expected-error @+1 {{view of rank 2; a view has rank 1}}
  %0 = simt.atomic_update inc %x, %a[%i] : memref<?x?xi32>, i32
  return
}

// -----

func.func @volatile_load_type(%a: memref<?xf64>, %i: index) {
  // expected-error @+1 {{value of type 'f32' on a view of 'f64'; all values have the element's type}}
  %0 = simt.volatile_load %a[%i] : memref<?xf64>, f32
  return
}

// -----

func.func @volatile_store_type(%a: memref<?xf64>, %i: index, %x: i64) {
  // expected-error @+1 {{value of type 'i64' on a view of 'f64'; all values have the element's type}}
  simt.volatile_store %x, %a[%i] : i64, memref<?xf64>
  return
}

// -----

func.func @call_name(%x: f64) {
  // expected-error @+1 {{callee without a name; it names a function of the support library}}
  %0 = simt.call ""(%x) : (f64) -> f64
  return
}

// -----

func.func @call_type(%x: memref<?xf64>) {
  // expected-error @+1 {{value of type 'memref<?xf64>'; calls pass integers and floats only}}
  %0 = simt.call "cubeport::Sum"(%x) : (memref<?xf64>) -> f64
  return
}

// -----

func.func @call_pure(%x: f64) {
  // expected-error @+1 {{pure call without a result; it would do nothing}}
  simt.call "cubeport::Drop"(%x) {pure} : (f64) -> ()
  return
}

// -----

func.func @print_end() {
  // expected-error @+1 {{format ends within a conversion}}
  simt.print "100%"
  return
}

// -----

func.func @print_count(%x: i32) {
  // expected-error @+1 {{format with 2 conversions and 1 arguments; each conversion takes one}}
  simt.print "%d %d"(%x) : i32
  return
}

// -----

func.func @print_star(%x: i32) {
  // expected-error @+1 {{conversion '%n'; integers, floats, %c, %s and %p are printed}}
  simt.print "%n"(%x) : i32
  return
}

// -----

func.func @print_type(%x: i32) {
  // expected-error @+1 {{argument of type 'i32' for '%f'; floats are f64, all else i32 or i64}}
  simt.print "%f"(%x) : i32
  return
}

// -----

func.func @vote_type(%p: i1, %m: i32) {
  // expected-error @+1 {{result of type 'i1'; a ballot gives i32, the other votes i1}}
  %0 = simt.vote ballot %p, %m : i1
  return
}

// -----

gpu.module @block_extent {
  // expected-error @+1 {{attribute 'simt.block' is array<i32: 64, -8, 1>; it is three i32 from 1 to 1024, the extents of a block}}
  gpu.func @f() kernel attributes {simt.block = array<i32: 64, -8, 1>} {
    gpu.return
  }
}
