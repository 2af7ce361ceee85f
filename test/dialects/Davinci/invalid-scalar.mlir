// RUN: cubeport-opt %s --split-input-file --verify-diagnostics

!gm = memref<?xf32, #davinci.space<gm>>
func.func @set_value_c1(%x: !gm, %i: i64, %v: f32) {
  // expected-error@below {{buffer in 'gm'; it must be in 'ub'}}
  davinci.set_value %v, %x[%i] : f32, !gm
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @set_value_c2(%a: !f, %i: i64, %v: i32) {
  // expected-error@below {{a value of 'i32' in a buffer of 'f32'}}
  davinci.set_value %v, %a[%i] : i32, !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<l1>>
func.func @get_value_c1(%a: !f, %i: i64) {
  // expected-error@below {{buffer in 'l1'; the scalar unit reads 'ub' and 'gm'}}
  %v = davinci.get_value %a[%i] : !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @get_value_c2(%a: !f) {
  %i = arith.constant 64 : i64
  // expected-error@below {{buffer of 64 elements; the op touches 65}}
  %v = davinci.get_value %a[%i] : !f
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @invalidate_cache_c1(%a: !f) {
  // expected-error@below {{source in 'ub'; it must be in 'gm'}}
  davinci.invalidate_cache %a : !f
  return
}

// -----

func.func @set_flag_c1() {
  // expected-error@below {{flag from 'V' to 'V'; a flag orders two different pipes}}
  davinci.set_flag V to V 0
  return
}

// -----

func.func @set_flag_c2() {
  // expected-error@below {{attribute 'id' failed to satisfy constraint}}
  davinci.set_flag V to MTE3 6
  return
}

// -----

func.func @wait_flag_c1() {
  // expected-error@below {{flag from 'V' to 'ALL'; a flag orders two different pipes}}
  davinci.wait_flag V to ALL 0
  return
}

// -----

func.func @pipe_barrier_c1() {
  // expected-error@below {{of pipe 'S'; the scalar unit is in order by itself}}
  davinci.pipe_barrier S
  return
}

// -----

func.func @threads_body(%n: i32) {
  // expected-error@below {{body that gets ('i32', 'f32'); it gets the thread index and the block index, six i32}}
  davinci.threads grid(%n, %n, %n) block(%n, %n, %n) shared(%n) {
  ^bb0(%x: i32, %y: f32):
    davinci.thread_end
  }
  return
}

// -----

!f = memref<64xf32, #davinci.space<ub>>
func.func @get_value_last(%a: !f) {
  %i = arith.constant 9223372036854775807 : i64
  // expected-error@below {{buffer}}
  %v = davinci.get_value %a[%i] : !f
  return
}
