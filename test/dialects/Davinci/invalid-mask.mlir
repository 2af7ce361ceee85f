// RUN: cubeport-opt %s --split-input-file --verify-diagnostics

!f = memref<64xf32, #davinci.space<ub>>
!m = memref<8xi8, #davinci.space<ub>>
func.func @compare_c1(%m: !m, %a: !f, %n: i32) {
  // expected-error@below {{destination of 'i8'; the vector unit takes ui8 masks}}
  davinci.compare LT %m, %a, %a, %n : !m, !f, !f
  return
}

// -----

!i = memref<64xi32, #davinci.space<ub>>
!m = memref<8xui8, #davinci.space<ub>>
func.func @compare_c2(%m: !m, %a: !i, %n: i32) {
  // expected-error@below {{'LT' of 'i32'; the vector unit compares f16 and f32, and i32 for 'EQ' only}}
  davinci.compare LT %m, %a, %a, %n : !m, !i, !i
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!m = memref<8xui8, #davinci.space<ub>>
func.func @compare_c3(%m: !m, %a: !f) {
  %n = arith.constant 63 : i32
  // expected-error@below {{252 bytes; the chip compares whole repeats of 256 and skips the rest}}
  davinci.compare LT %m, %a, %a, %n : !m, !f, !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!m = memref<7xui8, #davinci.space<ub>>
func.func @compare_c4(%m: !m, %a: !f) {
  %n = arith.constant 64 : i32
  // expected-error@below {{destination of 7 elements; the op touches 8}}
  davinci.compare LT %m, %a, %a, %n : !m, !f, !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!m = memref<8xui8, #davinci.space<ub>>
func.func @compare_scalar_c1(%m: !m, %a: !f, %s: i32, %n: i32) {
  // expected-error@below {{a scalar of 'i32' with elements of 'f32'; they must have one type}}
  davinci.compare_scalar LT %m, %a, %s, %n : !m, !f, i32
  return
}

// -----

!i = memref<64xi32, #davinci.space<ub>>
!m = memref<8xui8, #davinci.space<ub>>
func.func @select_c1(%m: !m, %a: !i, %n: i32) {
  // expected-error@below {{operand of 'i32'; the vector unit takes f16, f32 to select}}
  davinci.select %a, %m, %a, %a, %n : !i, !m, !i, !i
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @select_c2(%m: !f, %a: !f, %n: i32) {
  // expected-error@below {{mask of 'f32'; the vector unit takes ui8 masks}}
  davinci.select %a, %m, %a, %a, %n : !f, !f, !f, !f
  return
}

// -----

!b = memref<64xi8, #davinci.space<ub>>
!o = memref<64xui32, #davinci.space<ub>>
func.func @vector_gather_c1(%a: !b, %b: !b, %o: !o, %n: i32) {
  // expected-error@below {{operand of 'i8'; the vector unit takes 16- and 32-bit types}}
  davinci.vector_gather %a, %b, %o, %n, %n : !b, !b, !o
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!o = memref<64xi32, #davinci.space<ub>>
func.func @vector_gather_c2(%a: !f, %b: !f, %o: !o, %n: i32) {
  // expected-error@below {{offsets of 'i32'; the vector unit takes ui32 byte offsets}}
  davinci.vector_gather %a, %b, %o, %n, %n : !f, !f, !o
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!o = memref<64xui32, #davinci.space<ub>>
func.func @vector_gather_c3(%a: !f, %o: !o, %n: i32) {
  // expected-error@below {{destination is also a source; the buffers must not overlap}}
  davinci.vector_gather %a, %a, %o, %n, %n : !f, !f, !o
  return
}

// -----

!i = memref<64xi32, #davinci.space<ub>>
!t = memref<64xui8, #davinci.space<ub>>
func.func @math_c1(%a: !i, %b: !i, %t: !t, %n: i32) {
  // expected-error@below {{operand of 'i32'; the vector unit takes f16, f32 in library functions}}
  davinci.math tanh %a, %b, %t, %n : !i, !i, !t
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @math_c2(%a: !f, %b: !f, %t: !f, %n: i32) {
  // expected-error@below {{scratch of 'f32'; the vector unit takes ui8 scratch}}
  davinci.math tanh %a, %b, %t, %n : !f, !f, !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!t = memref<64xui8, #davinci.space<ub>>
func.func @math_c3(%a: !f, %t: !t, %n: i32) {
  // expected-error@below {{destination is also a source; the buffers must not overlap}}
  davinci.math tanh %a, %a, %t, %n : !f, !f, !t
  return
}
