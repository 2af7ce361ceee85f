// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s -split-input-file --lift-verify -verify-diagnostics
// What may not occur behind the lift stage.

func.func @good(%n: i32) attributes {tile.lanes = 64 : i64} {
  tile.lanes (%n, %n, %n) {
    %0 = tile.lane_id x : tensor<64xi32>
  }
  return
}

// -----

// expected-error @+1 {{CP3002: kernel 'capacity' without a lane capacity; it is a positive multiple of 64}}
func.func @capacity() attributes {tile.lanes = 100 : i64} {
  return
}

// -----

func.func @thread() attributes {tile.lanes = 64 : i64} {
  // expected-error @+1 {{CP3002: 'gpu.thread_id' after lifting; the tile form knows no single thread}}
  %0 = gpu.thread_id x
  return
}

// -----

func.func @barrier() attributes {tile.lanes = 64 : i64} {
  // expected-error @+1 {{CP3002: 'gpu.barrier' after lifting}}
  gpu.barrier
  return
}

// -----

func.func @lanes(%n: i32) attributes {tile.lanes = 64 : i64} {
  tile.lanes (%n, %n, %n) {
    // expected-error @+1 {{CP3002: 'tile.lane_id' gives 'tensor<128xi32>'; lanes are tensor<64xT> in this kernel}}
    %0 = tile.lane_id x : tensor<128xi32>
  }
  return
}

// -----

func.func @trips(%n: i32, %m: i64) attributes {tile.lanes = 64 : i64} {
  tile.lanes (%n, %n, %n) {
    // expected-error @+1 {{CP3002: trips in as many lanes as there are around them: 64; their tensors must differ}}
    tile.trips %m to %m step %m together %n lanes 64 {
    ^bb0(%base: i64, %width: i32, %rows: i32):
      tile.trip_end
    }
  }
  return
}

// -----

func.func @outer_lanes(%n: i32, %m: i64) attributes {tile.lanes = 64 : i64} {
  tile.lanes (%n, %n, %n) {
    tile.trips %m to %m step %m together %n lanes 128 {
    ^bb0(%base: i64, %width: i32, %rows: i32):
      // expected-error @+1 {{CP3002: 'tile.lane_id' gives 'tensor<64xi32>'; lanes are tensor<128xT> in this kernel}}
      %0 = tile.lane_id x : tensor<64xi32>
      tile.trip_end
    }
  }
  return
}

// -----

// expected-error @+1 {{CP3002: 'gpu.module' beside kernels after lifting; only functions in tile form may stand here}}
gpu.module @device {
}
