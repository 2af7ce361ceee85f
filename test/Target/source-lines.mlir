// RUN: sed 's|SOURCE|%S/Inputs/lines.cu|' %s | cubeport-translate --davinci-to-ascendc - | FileCheck %s

// The CUDA line stands above the statements that come from it, and a buffer
// that holds what the line assigns has the variable's name. Lines of our own
// headers count as the line that called them.

!f = memref<64xf32, #davinci.space<ub>>

// CHECK: AscendC::LocalTensor<float> sum(AscendC::TPosition::VECCALC, 0, 64);
// CHECK: AscendC::LocalTensor<float> tmp0(AscendC::TPosition::VECCALC, 256, 64);
// CHECK:      // lines.cu:4: float sum = x[0] + 1.0f;
// CHECK-NEXT: AscendC::Exp(tmp0, tmp0, n);
// CHECK-NEXT: AscendC::Exp(sum, tmp0, n);
// CHECK-NEXT: // lines.cu:5: x[0] = sum * n;
// CHECK-NEXT: AscendC::Abs(xValue, sum, n);
// CHECK-NEXT: AscendC::Abs(xValue, xValue, n);
func.func @lines(%n: i32 {simt.arg_name = "n"}, %x: i32 {simt.arg_name = "x"}) {
  %a = davinci.alloc {address = 0 : i64} : !f
  %b = davinci.alloc {address = 256 : i64} : !f
  %c = davinci.alloc {address = 512 : i64} : !f
  davinci.unary exp %b, %b, %n : !f, !f loc("SOURCE":4:9)
  davinci.unary exp %a, %b, %n : !f, !f loc("SOURCE":4:15)
  davinci.unary abs %c, %a, %n : !f, !f loc("SOURCE":5:3)
  davinci.unary abs %c, %c, %n : !f, !f loc(callsite("include/cuda/math.h":9:1 at "SOURCE":5:3))
  return
}
