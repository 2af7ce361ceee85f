// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt %s -split-input-file -verify-diagnostics
// What the verifier of tile.trips refuses.

func.func @trips_body(%n: i32, %m: i64) {
  // expected-error @+1 {{body without the arguments base: i64, width: i32, rows: i32}}
  tile.trips %m to %m step %m together %n lanes 64 {
  ^bb0(%base: i64):
    tile.trip_end
  }
  return
}

// -----

func.func @trips_lanes(%n: i32, %m: i64) {
  // expected-error @+1 {{lanes 100; a capacity is a positive multiple of 64}}
  tile.trips %m to %m step %m together %n lanes 100 {
  ^bb0(%base: i64, %width: i32, %rows: i32):
    tile.trip_end
  }
  return
}

// -----

func.func @trips_count(%n: i32, %m: i64, %a: tensor<64xf32>) {
  // expected-error @+1 {{with 1 folds of 1 inits and 0 values}}
  %0 = tile.trips %m to %m step %m together %n lanes 128
      fold [#tile<fold add>] (%a : tensor<64xf32>) {
  ^bb0(%base: i64, %width: i32, %rows: i32):
    tile.trip_end
  }
  return
}

// -----

func.func @trips_type(%n: i32, %m: i64, %a: tensor<64xf32>) {
  // expected-error @+1 {{yields 'tensor<64xf32>' to an init of 'tensor<64xf32>'; lanes of the body are tensor<128xT>}}
  %0 = tile.trips %m to %m step %m together %n lanes 128
      fold [#tile<fold add>] (%a : tensor<64xf32>) {
  ^bb0(%base: i64, %width: i32, %rows: i32):
    tile.trip_end %a : tensor<64xf32>
  }
  return
}

// -----

func.func @trips_bits(%n: i32, %m: i64, %a: tensor<64xf32>,
                      %b: tensor<128xf32>) {
  // expected-error @+1 {{folds the bits of 'f32'}}
  %0 = tile.trips %m to %m step %m together %n lanes 128
      fold [#tile<fold xor>] (%a : tensor<64xf32>) {
  ^bb0(%base: i64, %width: i32, %rows: i32):
    tile.trip_end %b : tensor<128xf32>
  }
  return
}
