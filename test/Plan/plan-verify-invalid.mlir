// RUN: cubeport-opt %s --split-input-file --verify-diagnostics --plan-verify

!buf = memref<64xf32, #davinci.space<ub>>

func.func @no_address(%n: i32) {
  // expected-error@below {{CP5002: a local buffer without an address}}
  %a = davinci.alloc : !buf
  return
}

// -----

func.func @outside(%n: i32) {
  // expected-error@below {{CP5002: a buffer of 256 bytes at address 188384}}
  %a = davinci.alloc {address = 188384 : i64} : memref<64xf32, #davinci.space<ub>>
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>

func.func @overlap(%n: i32) {
  // expected-note@below {{the other buffer}}
  %a = davinci.alloc {address = 0 : i64} : !buf
  // expected-error@below {{CP5003: buffers at addresses 0 and 224 overlap and hold values at the same time}}
  %b = davinci.alloc {address = 224 : i64} : !buf
  davinci.unary exp %b, %a, %n : !buf, !buf
  return
}

// -----

func.func @set_twice() {
  davinci.set_flag MTE2 to V 0
  // expected-error@below {{CP5004: a flag is set that may not have been waited for}}
  davinci.set_flag MTE2 to V 0
  davinci.wait_flag MTE2 to V 0
  return
}

// -----

func.func @wait_only() {
  // expected-error@below {{CP5004: a wait for a flag that may not have been set}}
  davinci.wait_flag MTE2 to V 0
  return
}

// -----

func.func @left_up(%c: i1) {
  scf.if %c {
    // expected-error@below {{CP5004: a flag may still be up at the end of the kernel}}
    davinci.set_flag MTE2 to V 3
  }
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

func.func @no_flag(%x: !gm, %o: i64, %n: i32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  // expected-note@below {{the earlier instruction}}
  davinci.copy_in %a, %x[%o] rows(%n, %n, %o, %n) : !buf, !gm
  // expected-error@below {{CP5005: an instruction of pipe V that may start before an earlier one of pipe MTE2 that it depends on}}
  davinci.unary exp %a, %a, %n : !buf, !buf
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// The second iteration overwrites what the first still reads.
func.func @back_edge(%x: !gm, %o: i64, %n: i32, %s: f32) {
  %a = davinci.alloc {address = 0 : i64} : !buf
  scf.for %i = %n to %n step %n : i32 {
    // expected-error@below {{CP5005: an instruction of pipe V that may start before an earlier one of pipe MTE3}}
    davinci.duplicate %a, %s, %n : !buf, f32
    davinci.set_flag V to MTE3 0
    davinci.wait_flag V to MTE3 0
    // expected-note@below {{the earlier instruction}}
    davinci.copy_out %x[%o], %a rows(%n, %n, %o, %n) : !gm, !buf
    davinci.pipe_barrier MTE3
    davinci.pipe_barrier V
  }
  return
}

// -----

func.func @region(%n: i32) {
  // expected-error@below {{CP5006: 'scf.execute_region' in the}}
  scf.execute_region {
    scf.yield
  }
  return
}
