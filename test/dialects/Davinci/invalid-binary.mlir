// RUN: cubeport-opt %s --split-input-file --verify-diagnostics

!i = memref<64xi64, #davinci.space<ub>>
func.func @binary_c1(%a: !i, %n: i32) {
  // expected-error@below {{operand of 'i64'; the vector unit takes f16, f32, i16, i32 for 'add'}}
  davinci.binary add %a, %a, %a, %n : !i, !i, !i
  return
}

// -----

!i = memref<64xi32, #davinci.space<ub>>
func.func @binary_c2(%a: !i, %n: i32) {
  // expected-error@below {{operand of 'i32'; the vector unit takes f16, f32 for 'div'}}
  davinci.binary div %a, %a, %a, %n : !i, !i, !i
  return
}

// -----

!i = memref<64xi32, #davinci.space<ub>>
func.func @binary_c3(%a: !i, %n: i32) {
  // expected-error@below {{operand of 'i32'; the vector unit takes i16, ui16 for 'and' and 'or'}}
  davinci.binary and %a, %a, %a, %n : !i, !i, !i
  return
}

// -----

!i = memref<64xui32, #davinci.space<ub>>
func.func @binary_scalar_c1(%a: !i, %s: i32, %n: i32) {
  // expected-error@below {{operand of 'ui32'; the vector unit takes f16, f32, i16, i32 for 'adds'}}
  davinci.binary_scalar adds %a, %a, %s, %n : !i, !i, i32
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @binary_scalar_c2(%a: !f, %s: i32, %n: i32) {
  // expected-error@below {{a scalar of 'i32' with elements of 'f32'; they must have one type}}
  davinci.binary_scalar adds %a, %a, %s, %n : !f, !f, i32
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @binary_scalar_c3(%a: !f, %s: f32, %n: i32) {
  // expected-error@below {{operand of 'f32'; the vector unit takes i16, ui16, i32, ui32 for shifts}}
  davinci.binary_scalar shl %a, %a, %s, %n : !f, !f, f32
  return
}

// -----

!f = memref<64xf16, #davinci.space<ub>>
!g = memref<64xbf16, #davinci.space<ub>>
func.func @cast_c1(%a: !f, %b: !g, %n: i32) {
  // expected-error@below {{from 'f16' to 'bf16'; the vector unit has no such conversion}}
  davinci.cast RINT %b, %a, %n : !g, !f
  return
}

// -----

!b = memref<64xi8, #davinci.space<ub>>
func.func @duplicate_c1(%a: !b, %s: i8, %n: i32) {
  // expected-error@below {{destination of 'i8'; the vector unit takes 16- and 32-bit types}}
  davinci.duplicate %a, %s, %n : !b, i8
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @copy_c1(%a: !f) {
  %n = arith.constant 9 : i32
  // expected-error@below {{36 bytes; the chip copies whole blocks of 32}}
  davinci.copy %a, %a, %n : !f, !f
  return
}
