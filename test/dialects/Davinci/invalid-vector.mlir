// RUN: cubeport-opt %s --split-input-file --verify-diagnostics

!f = memref<64xf32, #davinci.space<ub>>
func.func @vector_c1(%a: !f, %x: memref<?xf32, #davinci.space<gm>>, %n: i32) {
  // expected-error@below {{operand in 'gm'; it must be in 'ub'}}
  davinci.unary exp %a, %x, %n : !f, memref<?xf32, #davinci.space<gm>>
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!h = memref<60xf32, #davinci.space<ub>>
func.func @vector_c2(%a: !f, %n: i32) {
  %c1 = arith.constant 1 : i64
  %v = davinci.view %a[%c1] : !f to !h
  // expected-error@below {{operand starts at byte 4; vector and copy operands start at multiples of 32}}
  davinci.unary exp %v, %v, %n : !h, !h
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @vector_c3(%a: !f) {
  %n = arith.constant 65 : i32
  // expected-error@below {{operand of 64 elements; the op touches 65}}
  davinci.unary exp %a, %a, %n : !f, !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @vector_c4(%a: !f) {
  %n = arith.constant -1 : i32
  // expected-error@below {{count -1; a count is not negative}}
  davinci.unary exp %a, %a, %n : !f, !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!i = memref<64xi32, #davinci.space<ub>>
func.func @vector_c5(%a: !f, %b: !i, %n: i32) {
  // expected-error@below {{operands of 'f32' and 'i32'; they must have one element type}}
  davinci.unary exp %a, %b, %n : !f, !i
  return
}

// -----

!i = memref<64xi32, #davinci.space<ub>>
func.func @unary_c1(%a: !i, %n: i32) {
  // expected-error@below {{operand of 'i32'; the vector unit takes f16, f32 for 'exp'}}
  davinci.unary exp %a, %a, %n : !i, !i
  return
}

// -----

!i = memref<64xi16, #davinci.space<ub>>
func.func @unary_c2(%a: !i, %n: i32) {
  // expected-error@below {{operand of 'i16'; the vector unit takes f16, f32, i32 for 'relu'}}
  davinci.unary relu %a, %a, %n : !i, !i
  return
}

// -----

!i = memref<64xi32, #davinci.space<ub>>
func.func @unary_c3(%a: !i, %n: i32) {
  // expected-error@below {{operand of 'i32'; the vector unit takes i16, ui16 for 'not'}}
  davinci.unary not %a, %a, %n : !i, !i
  return
}
