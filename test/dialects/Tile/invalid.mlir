// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s -split-input-file -verify-diagnostics
// One case for each rule of tile's accesses.

func.func @load_element(%v: memref<?xf32>, %n: i32, %o: i64) {
  tile.lanes (%n, %n, %n) {
    // expected-error @+1 {{view of 'f32' and lanes of 'i32'; both must be the same type}}
    %0 = tile.load %v[%o] strides(%o, %o, %o) : memref<?xf32>, tensor<64xi32>
  }
  return
}

// -----

func.func @load_rank(%v: memref<?x?xf32>, %n: i32, %o: i64) {
  tile.lanes (%n, %n, %n) {
    // expected-error @+1 {{view of rank 2; a view has rank 1}}
    %0 = tile.load %v[%o] strides(%o, %o, %o) : memref<?x?xf32>, tensor<64xf32>
  }
  return
}

// -----

func.func @store_dense(%v: memref<?xf32>, %n: i32, %o: i64,
                       %a: tensor<8x8xf32>) {
  tile.lanes (%n, %n, %n) {
    // expected-error @+1 {{lanes of rank 2; lanes are dense, of rank 1}}
    tile.store %a, %v[%o] strides(%o, %o, %o) : tensor<8x8xf32>, memref<?xf32>
  }
  return
}

// -----

func.func @gather_box(%v: memref<?xf32>, %n: i32, %i: tensor<64xi32>) {
  tile.lanes (%n, %n, %n) {
    // expected-error @+1 {{box of 2 bounds; a box has six, lo x y z and hi x y z}}
    %0 = tile.gather %v[%i] box(%n, %n)
        : memref<?xf32>, tensor<64xi32>, tensor<64xf32>
  }
  return
}

// -----

func.func @scatter_mask(%v: memref<?xf32>, %n: i32, %i: tensor<64xi32>,
                        %a: tensor<64xf32>, %m: tensor<128xi1>) {
  tile.lanes (%n, %n, %n) {
    // expected-error @+1 {{mask and lanes of different shape}}
    tile.scatter %a, %v[%i] mask(%m : tensor<128xi1>)
        : tensor<64xf32>, memref<?xf32>, tensor<64xi32>
  }
  return
}

// -----

func.func @atomic_element(%v: memref<?xf32>, %n: i32, %i: tensor<64xi32>) {
  tile.lanes (%n, %n, %n) {
    // expected-error @+1 {{view of 'f32' and lanes of 'i32'; both must be the same type}}
    tile.atomic add %i, %v[%i] : tensor<64xi32>, memref<?xf32>, tensor<64xi32>
  }
  return
}

// -----

func.func @atomic_cas_element(%v: memref<?xf32>, %n: i32, %i: tensor<64xi32>) {
  tile.lanes (%n, %n, %n) {
    // expected-error @+1 {{view of 'f32' and lanes of 'i32'; both must be the same type}}
    %0 = tile.atomic_cas %i, %i, %v[%i]
        : tensor<64xi32>, memref<?xf32>, tensor<64xi32>
  }
  return
}

// -----

func.func @threads_body(%n: i32) {
  // expected-error @+1 {{body that gets ('i32'); it gets the thread index, three i32}}
  tile.threads (%n, %n, %n) {
  ^bb0(%x: i32):
    tile.thread_end
  }
  return
}

// -----

func.func @shuffle_width(%n: i32, %v: tensor<64xf32>) {
  tile.lanes (%n, %n, %n) {
    // expected-error @+1 {{segments of 24 lanes; they have a power of two up to 32}}
    %0 = tile.shuffle xor %v by 1 of 24 : tensor<64xf32>
  }
  return
}

// -----

func.func @shuffle_distance(%n: i32, %v: tensor<64xf32>) {
  tile.lanes (%n, %n, %n) {
    // expected-error @+1 {{distance 8 in segments of 8 lanes}}
    %0 = tile.shuffle up %v by 8 of 8 : tensor<64xf32>
  }
  return
}
