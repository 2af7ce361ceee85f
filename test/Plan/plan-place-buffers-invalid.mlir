// RUN: cubeport-opt %s --split-input-file --verify-diagnostics --plan-place-buffers

!big = memref<32768xf32, #davinci.space<ub>>

// expected-error@below {{CP5001: kernel 'too_large' needs 256.0 KB of unified buffer at once; the chip has 184.0 KB}}
func.func @too_large(%n: i32) {
  // expected-note@below {{128.0 KB of f32 at}}
  %a = davinci.alloc : !big
  // expected-note@below {{128.0 KB of f32 at}}
  %b = davinci.alloc : !big
  davinci.unary exp %b, %a, %n : !big, !big
  return
}
