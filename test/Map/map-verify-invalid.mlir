// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --map-verify --split-input-file --verify-diagnostics %s

// expected-error @+1 {{CP4006: kernel 'tile_form' in tile form; map-to-davinci must run first}}
func.func @tile_form() attributes {tile.lanes = 64 : i64} {
  return
}

// -----

func.func @tensor_left(%a: f32) attributes {davinci.lanes = 64 : i64} {
  // expected-error @+1 {{CP4006: a value of type 'tensor<64xf32>' in the davinci form; lanes stand in buffers}}
  %b = arith.constant dense<0.0> : tensor<64xf32>
  return
}

// -----

func.func @tile_op_left() attributes {davinci.lanes = 64 : i64} {
  // expected-error @+1 {{CP4006: 'tile.block_id' in the davinci form; it has ops of davinci, arith, math, scf and func only}}
  %b = tile.block_id x
  return
}

// -----

func.func @odd_buffer() attributes {davinci.lanes = 64 : i64} {
  // expected-error @+1 {{CP4006: a buffer of type 'memref<72xf32, #davinci.space<ub>>'; its bytes must be a known multiple of 256}}
  %b = davinci.alloc : memref<72xf32, #davinci.space<ub>>
  return
}
