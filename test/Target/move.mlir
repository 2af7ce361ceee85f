// RUN: cubeport-translate --davinci-to-ascendc --no-source-comments %s | FileCheck %s

!f = memref<64xf32, #davinci.space<ub>>
!gm = memref<?xf32, #davinci.space<gm>>
!gi = memref<?xi32, #davinci.space<gm>>

// CHECK-LABEL: void move(
func.func @move(%x: !gm {simt.arg_name = "x"}, %o: i64 {simt.arg_name = "o"},
                %r: i32 {simt.arg_name = "r"}, %p: i64 {simt.arg_name = "p"}) {
  %a = davinci.alloc {address = 0 : i64} : !f
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c4 = arith.constant 4 : i32
  %stride = arith.constant 100 : i64
  %none = arith.constant 0 : i64
  // A constant size needs no guard; the gap counts bytes from row to row.
  // CHECK: AscendC::DataCopyPad(xLocal, xGm, AscendC::DataCopyExtParams{4, 4 * 4, 384, 0, 0},
  davinci.copy_in %a, %x[%none] rows(%c4, %c4, %stride, %c0) : !f, !gm
  // CHECK: if (r > 0) {
  // CHECK-NEXT: AscendC::DataCopyPad(xGm[o], xLocal,
  // CHECK-NEXT: DataCopyExtParams{uint16_t(r), 4 * 4, 1, uint32_t((p - 4) * 4), 0});
  davinci.copy_out %x[%o], %a rows(%r, %c4, %p, %c1) : !gm, !f
  // CHECK: AscendC::SetAtomicAdd<float>();
  davinci.set_atomic add f32
  // CHECK: AscendC::SetAtomicNone();
  davinci.set_atomic none f32
  // CHECK: AscendC::GlobalTensor<float> pointee;
  // CHECK-NEXT: pointee.SetGlobalBuffer(reinterpret_cast<__gm__ float *>(p));
  %q = davinci.from_address %p : !gm
  // CHECK: AscendC::DataCacheCleanAndInvalid<float, AscendC::CacheLine::ENTIRE_DATA_CACHE, AscendC::DcciDst::CACHELINE_OUT>(pointee);
  davinci.invalidate_cache %q : !gm
  // CHECK: AscendC::GlobalTensor<int32_t> view;
  // CHECK-NEXT: view.SetGlobalBuffer((__gm__ int32_t *)xGm[o].GetPhyAddr());
  %v = davinci.view %x[%o] : !gm to !gi
  // CHECK: const int32_t element = view.GetValue(o);
  %e = davinci.get_value %v[%o] : !gi
  return
}
