// RUN: cubeport-opt %s --split-input-file --verify-diagnostics --plan-verify
// Loops with slots: the gate follows them once for each slot.

!two = memref<128xf32, #davinci.space<ub>>
!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// By hand: what is written here is right, whatever wrote it.
func.func @right(%x: !gm, %o: i64, %n: i32) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i64
  %a = davinci.alloc {address = 0 : i64} : !two
  davinci.set_flag V to MTE2 2
  davinci.set_flag V to MTE2 3
  %r = scf.for %i = %n to %n step %n iter_args(%slot = %c0) -> (i32) : i32 {
    %wide = arith.extsi %slot : i32 to i64
    %offset = arith.muli %wide, %c64 : i64
    %in = davinci.view %a[%offset] : !two to !buf
    davinci.wait_flag V to MTE2 2 + %slot
    davinci.copy_in %in, %x[%o] rows(%n, %n, %o, %n) : !buf, !gm
    davinci.set_flag MTE2 to V 0 + %slot
    davinci.wait_flag MTE2 to V 0 + %slot
    davinci.unary exp %in, %in, %n : !buf, !buf
    davinci.set_flag V to MTE2 2 + %slot
    %next = arith.subi %c1, %slot : i32
    scf.yield %next : i32
  }
  davinci.wait_flag V to MTE2 2
  davinci.wait_flag V to MTE2 3
  return
}

// -----

!buf = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// Two flags take turns, but all iterations use the same bytes.
func.func @one_slot(%x: !gm, %o: i64, %n: i32) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %in = davinci.alloc {address = 0 : i64} : !buf
  davinci.set_flag V to MTE2 2
  davinci.set_flag V to MTE2 3
  %r = scf.for %i = %n to %n step %n iter_args(%slot = %c0) -> (i32) : i32 {
    %next = arith.subi %c1, %slot : i32
    davinci.wait_flag V to MTE2 2 + %slot
    // expected-error@below {{CP5005: an instruction of pipe MTE2 that may start before an earlier one of pipe MTE2}}
    // expected-note@below {{the earlier instruction}}
    davinci.copy_in %in, %x[%o] rows(%n, %n, %o, %n) : !buf, !gm
    davinci.set_flag MTE2 to V 0
    davinci.wait_flag MTE2 to V 0
    davinci.unary exp %in, %in, %n : !buf, !buf
    davinci.set_flag V to MTE2 2 + %slot
    scf.yield %next : i32
  }
  davinci.wait_flag V to MTE2 2
  davinci.wait_flag V to MTE2 3
  return
}

// -----

// No iteration but the first has its flag.
func.func @not_primed(%n: i32) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  davinci.set_flag V to MTE2 0
  %r = scf.for %i = %n to %n step %n iter_args(%slot = %c0) -> (i32) : i32 {
    // expected-error@below {{CP5004: a wait for a flag that may not have been set}}
    davinci.wait_flag V to MTE2 0 + %slot
    davinci.set_flag V to MTE2 0 + %slot
    %next = arith.subi %c1, %slot : i32
    scf.yield %next : i32
  }
  davinci.wait_flag V to MTE2 0
  return
}

// -----

func.func @unknown_slot(%n: i32) {
  // expected-error@below {{CP5004: a flag whose number is not known; a slot takes the same constants in turn}}
  davinci.set_flag V to MTE2 0 + %n
  davinci.wait_flag V to MTE2 0 + %n
  return
}

// -----

func.func @flag_of_the_library(%n: i32) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %r = scf.for %i = %n to %n step %n iter_args(%slot = %c0) -> (i32) : i32 {
    // expected-error@below {{CP5004: flag 6; flags have the numbers 0 to 5}}
    davinci.set_flag V to MTE2 5 + %slot
    davinci.wait_flag V to MTE2 5 + %slot
    %next = arith.subi %c1, %slot : i32
    scf.yield %next : i32
  }
  return
}

// -----

!two = memref<120xf32, #davinci.space<ub>>
!buf = memref<64xf32, #davinci.space<ub>>

func.func @slot_outside(%n: i32) {
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c64 = arith.constant 64 : i32
  %a = davinci.alloc {address = 0 : i64} : !two
  %r = scf.for %i = %n to %n step %n iter_args(%slot = %c0) -> (i32) : i32 {
    %start = arith.muli %slot, %c64 : i32
    %offset = arith.extsi %start : i32 to i64
    // expected-error@below {{CP5002: a slot of 256 bytes at byte 256 of a buffer of 480; slots are inside, at multiples of 32}}
    %in = davinci.view %a[%offset] : !two to !buf
    davinci.unary exp %in, %in, %n : !buf, !buf
    %next = arith.subi %c1, %slot : i32
    scf.yield %next : i32
  }
  return
}
