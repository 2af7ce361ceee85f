// RUN: cubeport-opt %s --split-input-file --verify-diagnostics

func.func @alloc_c1() {
  // expected-error@below {{a buffer in 'gm'; it must be in a local memory}}
  %a = davinci.alloc : memref<64xf32, #davinci.space<gm>>
  return
}

// -----

func.func @alloc_c2() {
  // expected-error@below {{its size must be known}}
  %a = davinci.alloc : memref<?xf32, #davinci.space<ub>>
  return
}

// -----

func.func @alloc_c3() {
  // expected-error@below {{address 16; addresses are multiples of 32}}
  %a = davinci.alloc {address = 16 : i64} : memref<64xf32, #davinci.space<ub>>
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @view_c1(%a: !f, %o: i64) {
  // expected-error@below {{from 'ub' to 'gm'; a view stays in its memory}}
  %v = davinci.view %a[%o] : !f to memref<64xf32, #davinci.space<gm>>
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @view_c2(%a: !f) {
  %o = arith.constant 8 : i64
  // expected-error@below {{ends at byte 288 of a source of 256}}
  %v = davinci.view %a[%o] : !f to !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @view_c2_of_any_size(%a: !f) {
  %o = arith.constant 9223372036854775807 : i64
  // expected-error@below {{ends at byte 18446744073709551615 of a source of 256}}
  %v = davinci.view %a[%o] : !f to !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @copy_in_c1(%a: !f, %o: i64, %n: i32) {
  // expected-error@below {{global buffer in 'ub'; it must be in 'gm'}}
  davinci.copy_in %a, %a[%o] rows(%n, %n, %o, %n) : !f, !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xi32, #davinci.space<gm>>
func.func @copy_in_c2(%a: !f, %x: !gm, %o: i64, %n: i32) {
  // expected-error@below {{operands of 'f32' and 'i32'; they must have one element type}}
  davinci.copy_in %a, %x[%o] rows(%n, %n, %o, %n) : !f, !gm
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>
func.func @copy_in_c3(%a: !f, %x: !gm, %o: i64, %n: i32) {
  %rows = arith.constant 4096 : i32
  // expected-error@below {{4096 rows; a copy has at most 4095}}
  davinci.copy_in %a, %x[%o] rows(%rows, %n, %o, %n) : !f, !gm
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>
func.func @copy_in_c4(%a: !f, %x: !gm, %o: i64, %n: i32) {
  %len = arith.constant 524288 : i32
  // expected-error@below {{rows of 2097152 bytes; a row has at most 2097151}}
  davinci.copy_in %a, %x[%o] rows(%n, %len, %o, %n) : !f, !gm
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>
func.func @copy_in_c5(%a: !f, %x: !gm, %o: i64, %n: i32) {
  %len = arith.constant 8 : i32
  %stride = arith.constant 4 : i64
  // expected-error@below {{a stride of 4 for rows of 8 elements; rows must not overlap}}
  davinci.copy_in %a, %x[%o] rows(%n, %len, %stride, %n) : !f, !gm
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>
func.func @copy_in_c6(%a: !f, %x: !gm, %o: i64) {
  %rows = arith.constant 8 : i32
  %len = arith.constant 9 : i32
  %stride = arith.constant 9 : i64
  %gap = arith.constant 0 : i32
  // expected-error@below {{local buffer of 64 elements; the op touches 121}}
  davinci.copy_in %a, %x[%o] rows(%rows, %len, %stride, %gap) : !f, !gm
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>
func.func @copy_out_c1(%a: !f, %o: i64, %n: i32) {
  // expected-error@below {{global buffer in 'ub'; it must be in 'gm'}}
  davinci.copy_out %a[%o], %a rows(%n, %n, %o, %n) : !f, !f
  return
}

// -----

func.func @set_atomic_c1() {
  // expected-error@below {{atomic on 'i64'; the DMA unit takes i8, i16, i32, f16, bf16, f32}}
  davinci.set_atomic add i64
  return
}
