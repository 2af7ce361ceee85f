// RUN: cubeport-translate --davinci-to-ascendc --no-source-comments --app=vec %s | FileCheck %s
// RUN: cubeport-translate --davinci-to-launch-header --app=vec %s | FileCheck %s --check-prefix=HEADER

!x = memref<256xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>

// The whole of a small kernel: head, tensors, loop, statements, launcher.
// CHECK:      // Kernels of vec, one function for each CUDA kernel.
// CHECK-NEXT: #include "vec_kernels.h"
// CHECK-NEXT: #include "kernel_operator.h"
// CHECK-EMPTY:
// CHECK-NEXT: __global__ __vector__ void scale(__gm__ float *x, float a, int32_t n,
// CHECK-NEXT:     int32_t gridX, int32_t gridY, int32_t gridZ, int32_t blockX,
// CHECK-NEXT:     int32_t blockY, int32_t blockZ)
// CHECK-NEXT: {
// CHECK-NEXT:   AscendC::InitSocState();
// CHECK-NEXT:   constexpr int32_t LANES = 256;
// CHECK-NEXT:   AscendC::GlobalTensor<float> xGm;
// CHECK-NEXT:   xGm.SetGlobalBuffer(x);
// CHECK-NEXT:   AscendC::LocalTensor<float> xLocal(AscendC::TPosition::VECCALC, 0, LANES);
// CHECK-NEXT:   for (int32_t block = int32_t(AscendC::GetBlockIdx()); block < gridX;
// CHECK-NEXT:       block += int32_t(AscendC::GetBlockNum())) {
// CHECK-NEXT:     const int64_t offset = block * blockX;
// CHECK-NEXT:     if (n > 0) {
// CHECK-NEXT:       AscendC::DataCopyPad(xLocal, xGm[offset],
// CHECK-NEXT:           AscendC::DataCopyExtParams{1, uint32_t(n * 4), 0, 0, 0},
// CHECK-NEXT:           AscendC::DataCopyPadExtParams<float>{false, 0, 0, 0});
// CHECK-NEXT:     }
// CHECK-NEXT:     AscendC::SetFlag<AscendC::HardEvent::MTE2_V>(EVENT_ID0);
// CHECK-NEXT:     AscendC::WaitFlag<AscendC::HardEvent::MTE2_V>(EVENT_ID0);
// CHECK-NEXT:     AscendC::Muls(xLocal, xLocal, a, LANES);
// CHECK-NEXT:     AscendC::PipeBarrier<PIPE_V>();
// CHECK-NEXT:     if (n > 0) {
// CHECK-NEXT:       AscendC::DataCopyPad(xGm[offset], xLocal,
// CHECK-NEXT:           AscendC::DataCopyExtParams{1, uint32_t(n * 4), 0, 0, 0});
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   AscendC::PipeBarrier<PIPE_ALL>();
// CHECK-NEXT: }
// CHECK-EMPTY:
// CHECK-NEXT: void scale_launch(uint32_t numBlocks, void *stream, void *x, float a, int32_t n,
// CHECK-NEXT:     int32_t gridX, int32_t gridY, int32_t gridZ, int32_t blockX, int32_t blockY,
// CHECK-NEXT:     int32_t blockZ)
// CHECK-NEXT: {
// CHECK-NEXT:   scale<<<numBlocks, nullptr, stream>>>((__gm__ float *)x, a, n, gridX, gridY, gridZ, blockX,
// CHECK-NEXT:       blockY, blockZ);
// CHECK-NEXT: }

// HEADER:      // Launch functions of vec_kernels.asc.
// HEADER-NEXT: #ifndef VEC_KERNELS_H
// HEADER-NEXT: #define VEC_KERNELS_H
// HEADER-EMPTY:
// HEADER-NEXT: #include <cstdint>
// HEADER-EMPTY:
// HEADER-NEXT: void scale_launch(uint32_t numBlocks, void *stream, void *x, float a, int32_t n,
// HEADER-NEXT:     int32_t gridX, int32_t gridY, int32_t gridZ, int32_t blockX, int32_t blockY,
// HEADER-NEXT:     int32_t blockZ);
// HEADER-EMPTY:
// HEADER-NEXT: #endif // VEC_KERNELS_H
func.func @_Z5scalePffi(%x: !gm {simt.arg_name = "x"}, %a: f32 {simt.arg_name = "a"},
                        %n: i32 {simt.arg_name = "n"},
                        %gx: i32 {simt.arg_name = "gridX"}, %gy: i32 {simt.arg_name = "gridY"},
                        %gz: i32 {simt.arg_name = "gridZ"}, %bx: i32 {simt.arg_name = "blockX"},
                        %by: i32 {simt.arg_name = "blockY"}, %bz: i32 {simt.arg_name = "blockZ"})
    attributes {simt.name = "scale", davinci.lanes = 256 : i64} {
  %one = arith.constant 1 : i32
  %zero = arith.constant 0 : i32
  %none = arith.constant 0 : i64
  %lanes = arith.constant 256 : i32
  %core = davinci.core_id
  %cores = davinci.core_count
  %local = davinci.alloc {address = 0 : i64} : !x
  scf.for %b = %core to %gx step %cores : i32 {
    %start = arith.muli %b, %bx : i32
    %offset = arith.extsi %start : i32 to i64
    davinci.copy_in %local, %x[%offset] rows(%one, %n, %none, %zero) : !x, !gm
    davinci.set_flag MTE2 to V 0
    davinci.wait_flag MTE2 to V 0
    davinci.binary_scalar muls %local, %local, %a, %lanes : !x, !x, f32
    davinci.pipe_barrier V
    davinci.copy_out %x[%offset], %local rows(%one, %n, %none, %zero) : !gm, !x
  }
  return
}
