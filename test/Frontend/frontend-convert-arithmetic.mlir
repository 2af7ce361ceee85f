// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport-opt --frontend-convert-arithmetic %s | FileCheck %s

llvm.func @__nv_expf(f32) -> f32
llvm.func @__nv_rsqrtf(f32) -> f32
llvm.func @__nv_fmaxf(f32, f32) -> f32
llvm.func @__nv_saturatef(f32) -> f32
llvm.func @__nv_popc(i32) -> i32
llvm.func @__nv_j0f(f32) -> f32

// CHECK-LABEL: @integers(
// CHECK-SAME: %[[A:.*]]: i32, %[[B:.*]]: i32
func.func @integers(%a: i32, %b: i32) -> i64 {
  // Wrapping flags are kept.
  // CHECK: %[[ADD:.*]] = arith.addi %[[A]], %[[B]] overflow<nsw> : i32
  %0 = llvm.add %a, %b overflow<nsw> : i32
  // CHECK: %[[MUL:.*]] = arith.muli %[[ADD]], %[[B]] : i32
  %1 = llvm.mul %0, %b : i32
  // A disjoint or is an addition.
  // CHECK: %[[OR:.*]] = arith.addi %[[MUL]], %[[A]] overflow<nsw, nuw> : i32
  %2 = llvm.or disjoint %1, %a : i32
  // CHECK: arith.ori
  %3 = llvm.or %2, %a : i32
  // CHECK: arith.cmpi ult
  %4 = llvm.icmp "ult" %3, %a : i32
  // CHECK: arith.select
  %5 = llvm.select %4, %a, %3 : i1, i32
  // What is never negative is sign-extended.
  // CHECK: arith.extsi
  %6 = llvm.zext nneg %5 : i32 to i64
  // CHECK: arith.extui
  %7 = llvm.zext %5 : i32 to i64
  // CHECK: arith.xori
  %8 = llvm.xor %6, %7 : i64
  return %8 : i64
}

// CHECK-LABEL: @floats(
func.func @floats(%x: f32, %y: f32) -> f32 {
  // CHECK: arith.mulf %{{.*}}, %{{.*}} fastmath<contract> : f32
  %0 = llvm.fmul %x, %y {fastmathFlags = #llvm.fastmath<contract>} : f32
  // CHECK: math.exp
  %1 = llvm.call @__nv_expf(%0) : (f32) -> f32
  // CHECK: math.rsqrt
  %2 = llvm.call @__nv_rsqrtf(%1) : (f32) -> f32
  // NaN is dropped, as fmaxf does.
  // CHECK: arith.maxnumf
  %3 = llvm.call @__nv_fmaxf(%2, %y) : (f32, f32) -> f32
  // CHECK: arith.maxnumf
  // CHECK: arith.minnumf
  %4 = llvm.call @__nv_saturatef(%3) : (f32) -> f32
  // No counterpart: the gate reports it.
  // CHECK: llvm.call @__nv_j0f
  %5 = llvm.call @__nv_j0f(%4) : (f32) -> f32
  return %5 : f32
}

// CHECK-LABEL: @rotate(
func.func @rotate(%x: i32, %s: i32) -> i32 {
  // CHECK: arith.shli
  // CHECK: arith.shrui
  // CHECK: arith.ori
  %0 = llvm.intr.fshl(%x, %x, %s) : (i32, i32, i32) -> i32
  return %0 : i32
}

// CHECK-LABEL: @registers(
func.func @registers() -> i32 {
  // CHECK: gpu.thread_id x
  // CHECK: arith.index_cast {{.*}} : index to i32
  %0 = nvvm.read.ptx.sreg.tid.x : i32
  // CHECK: gpu.block_dim z
  %1 = nvvm.read.ptx.sreg.ntid.z : i32
  // CHECK: simt.clock cycles : i64
  // CHECK: arith.trunci
  %2 = nvvm.read.ptx.sreg.clock : i32
  // CHECK: gpu.barrier
  nvvm.barrier0
  %3 = arith.addi %0, %1 : i32
  %4 = arith.addi %3, %2 : i32
  return %4 : i32
}

// CHECK-LABEL: @shuffle(
func.func @shuffle(%x: f32, %m: i32, %c: i32) -> f32 {
  // 4127 = (32 - 16) << 8 | 31: segments of 16 lanes.
  %p = llvm.mlir.constant(4127 : i32) : i32
  // CHECK: %[[W:.*]] = arith.constant 16 : i32
  // CHECK: simt.shuffle xor %{{.*}}, %{{.*}}, %[[W]], %arg1 : f32
  %0 = llvm.call_intrinsic "llvm.nvvm.shfl.sync.bfly.f32"(%m, %x, %c, %p)
      : (i32, f32, i32, i32) -> f32
  return %0 : f32
}
