// RUN: not cubeport-translate --davinci-to-ascendc %s 2>&1 | FileCheck %s

// CHECK: error: CP6501: 'math.tanh' in the planned form; it has no Ascend C text
func.func @scalar_tanh(%x: f32, %i: i64) {
  %a = davinci.alloc {address = 0 : i64} : memref<64xf32, #davinci.space<ub>>
  %t = math.tanh %x : f32
  davinci.set_value %t, %a[%i] : f32, memref<64xf32, #davinci.space<ub>>
  return
}

// -----

// CHECK: error: CP6503: argument 'arg' of kernel 'wide' has type 'i128'; it has no Ascend C type
func.func @wide(%x: i128) {
  return
}

// -----

// CHECK: error: CP6502: a buffer outside the unified buffer
func.func @cube_buffer() {
  %a = davinci.alloc {address = 0 : i64} : memref<64xf32, #davinci.space<l1>>
  return
}
