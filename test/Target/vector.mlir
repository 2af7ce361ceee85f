// RUN: cubeport-translate --davinci-to-ascendc --no-source-comments %s | FileCheck %s

!f = memref<64xf32, #davinci.space<ub>>
!h = memref<64xf16, #davinci.space<ub>>
!i = memref<64xi32, #davinci.space<ub>>
!w = memref<128xui16, #davinci.space<ub>>
!b = memref<8xui8, #davinci.space<ub>>
!o = memref<64xui32, #davinci.space<ub>>
!t = memref<1024xui8, #davinci.space<ub>>

// CHECK: #include "adv_api/math/log.h"
// CHECK-NEXT: #include "adv_api/math/power.h"
// CHECK-NEXT: #include "adv_api/math/tanh.h"

// CHECK-LABEL: void calls(
func.func @calls(%s: f32 {simt.arg_name = "s"}, %n: i32 {simt.arg_name = "n"}) {
  %none = arith.constant 0 : i64
  %half = arith.constant 0.5 : f16
  %f = davinci.alloc {address = 0 : i64} : !f
  %g = davinci.alloc {address = 256 : i64} : !f
  %i = davinci.alloc {address = 512 : i64} : !i
  %m = davinci.alloc {address = 768 : i64} : !b
  %o = davinci.alloc {address = 1024 : i64} : !o
  %t = davinci.alloc {address = 2048 : i64} : !t
  %h = davinci.alloc {address = 3072 : i64} : !h
  // CHECK: AscendC::Exp(tmp0, tmp1, n);
  davinci.unary exp %f, %g, %n : !f, !f
  // CHECK: AscendC::Max(tmp0, tmp0, tmp1, n);
  davinci.binary max %f, %f, %g, %n : !f, !f, !f
  %w = davinci.view %i[%none] : !i to !w
  // CHECK: AscendC::Or(tmp2.ReinterpretCast<uint16_t>(),
  davinci.binary or %w, %w, %w, %n : !w, !w, !w
  // CHECK: AscendC::Muls(tmp0, tmp1, s, n);
  davinci.binary_scalar muls %f, %g, %s, %n : !f, !f, f32
  // CHECK: AscendC::ShiftLeft(tmp2, tmp2, n, n);
  davinci.binary_scalar shl %i, %i, %n, %n : !i, !i, i32
  // CHECK: AscendC::Compare(mask0, tmp0, tmp1, AscendC::CMPMODE::LT, n);
  davinci.compare LT %m, %f, %g, %n : !b, !f, !f
  // CHECK: AscendC::Compares(mask0, tmp0, s, AscendC::CMPMODE::GE, n);
  davinci.compare_scalar GE %m, %f, %s, %n : !b, !f, f32
  // CHECK: AscendC::Select(tmp0, mask0, tmp0, tmp1, AscendC::SELMODE::VSEL_TENSOR_TENSOR_MODE, n);
  davinci.select %f, %m, %f, %g, %n : !f, !b, !f, !f
  // CHECK: AscendC::Cast(tmp2, tmp0, AscendC::RoundMode::CAST_TRUNC, n);
  davinci.cast TRUNC %i, %f, %n : !i, !f
  // CHECK: AscendC::Duplicate(tmp5, half(0.5f), n);
  davinci.duplicate %h, %half, %n : !h, f16
  // CHECK: AscendC::Brcb(tmp0, tmp1, uint8_t(n), AscendC::BrcbRepeatParams{1, 8});
  davinci.broadcast_blocks %f, %g, %n : !f, !f
  // CHECK: AscendC::Gather(tmp0, tmp1, tmp3, n, n);
  davinci.vector_gather %f, %g, %o, %n, %n : !f, !f, !o
  // CHECK: AscendC::Tanh(tmp0, tmp1, tmp4, n);
  davinci.math tanh %f, %g, %t, %n : !f, !f, !t
  // CHECK: AscendC::Log10(tmp0, tmp1, n);
  davinci.math log10 %f, %g, %t, %n : !f, !f, !t
  // CHECK: AscendC::Power(tmp0, tmp1, tmp1, tmp4, n);
  davinci.binary_math power %f, %g, %g, %t, %n : !f, !f, !f, !t
  // CHECK: AscendC::DataCopy(tmp0, tmp1, n);
  davinci.copy %f, %g, %n : !f, !f
  return
}
