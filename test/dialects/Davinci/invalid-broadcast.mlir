// RUN: cubeport-opt %s -split-input-file -verify-diagnostics
// One case per constraint of broadcast_blocks (docs/semantics.md).

!b = memref<64xi8, #davinci.space<ub>>
func.func @broadcast_blocks_c1(%a: !b, %b: !b, %n: i32) {
  // expected-error@below {{operand of 'i8'; the vector unit takes 16- and 32-bit types}}
  davinci.broadcast_blocks %a, %b, %n : !b, !b
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @broadcast_blocks_c2(%a: !f, %b: !f) {
  %n = arith.constant 256 : i32
  // expected-error@below {{256 repeats of 8 elements; at most 255}}
  davinci.broadcast_blocks %a, %b, %n : !f, !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @broadcast_blocks_c3(%a: !f, %n: i32) {
  // expected-error@below {{destination is also a source; the buffers must not overlap}}
  davinci.broadcast_blocks %a, %a, %n : !f, !f
  return
}
