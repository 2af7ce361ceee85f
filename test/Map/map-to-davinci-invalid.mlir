// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --map-to-davinci --split-input-file --verify-diagnostics %s
!doubles = memref<?xf64, #gpu.address_space<global>>

func.func @double_precision(%x: !doubles) attributes {tile.lanes = 64 : i64} {
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  tile.lanes (%c64, %c1, %c1) {
    %v = tile.load %x[%zero] strides(%one, %zero, %zero)
        : !doubles, tensor<64xf64>
    // expected-error @+1 {{CP4005: lanes of type 'f64'; the vector unit has 16- and 32-bit floats}}
    %w = arith.addf %v, %v : tensor<64xf64>
    tile.store %w, %x[%zero] strides(%one, %zero, %zero)
        : tensor<64xf64>, !doubles
  }
  return
}

// -----

func.func @address_of_shared() attributes {tile.lanes = 64 : i64} {
  %s = memref.alloca() : memref<64xf32, #gpu.address_space<workgroup>>
  // expected-error @+1 {{CP4002: the address of shared or private memory}}
  %p = simt.address_of %s : memref<64xf32, #gpu.address_space<workgroup>>
  return
}

// -----

func.func @lanes_outside(%n: i32) attributes {tile.lanes = 64 : i64} {
  // expected-error @+1 {{CP4002: 'tile.lane_id' outside of 'tile.lanes'; only there lanes have a number}}
  %i = tile.lane_id x : tensor<64xi32>
  tile.lanes (%n, %n, %n) {
  }
  return
}
