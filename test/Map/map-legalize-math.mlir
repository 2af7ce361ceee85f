// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions that the vendor's library lacks, on lanes and on uniform values.
// RUN: cubeport-opt --map-legalize --cse %s | FileCheck %s

// CHECK-LABEL: @rsqrt
// CHECK: %[[ROOT:.*]] = math.sqrt
// CHECK: arith.divf %{{.*}}, %[[ROOT]]
func.func @rsqrt(%a: tensor<64xf32>) -> tensor<64xf32> {
  %c = math.rsqrt %a : tensor<64xf32>
  return %c : tensor<64xf32>
}

// CHECK-LABEL: @rsqrt_uniform
// CHECK: math.sqrt %{{.*}} : f32
func.func @rsqrt_uniform(%a: f32) -> f32 {
  %c = math.rsqrt %a : f32
  return %c : f32
}

// CHECK-LABEL: @fma
// CHECK: %[[P:.*]] = arith.mulf
// CHECK: arith.addf %[[P]]
func.func @fma(%a: tensor<64xf32>, %b: tensor<64xf32>) -> tensor<64xf32> {
  %c = math.fma %a, %b, %a : tensor<64xf32>
  return %c : tensor<64xf32>
}

// CHECK-LABEL: @copysign
// CHECK: arith.bitcast
// CHECK: arith.andi
// CHECK: arith.ori
func.func @copysign(%a: tensor<64xf32>, %b: tensor<64xf32>) -> tensor<64xf32> {
  %c = math.copysign %a, %b : tensor<64xf32>
  return %c : tensor<64xf32>
}

// CHECK-LABEL: @expm1
// CHECK: %[[U:.*]] = math.exp
// CHECK: math.log %[[U]]
func.func @expm1(%a: tensor<64xf32>) -> tensor<64xf32> {
  %c = math.expm1 %a : tensor<64xf32>
  return %c : tensor<64xf32>
}

// CHECK-LABEL: @power_of_integer
// CHECK: %[[S:.*]] = arith.mulf %[[A:.*]], %[[A]]
// CHECK-NOT: math.powf
func.func @power_of_integer(%a: tensor<64xf32>) -> tensor<64xf32> {
  %n = arith.constant dense<3> : tensor<64xi32>
  %c = math.fpowi %a, %n : tensor<64xf32>, tensor<64xi32>
  return %c : tensor<64xf32>
}

// CHECK-LABEL: @not_a_number
// CHECK: arith.cmpf une, %[[A:.*]], %[[A]]
func.func @not_a_number(%a: tensor<64xf32>) -> tensor<64xi1> {
  %c = math.isnan %a : tensor<64xf32>
  return %c : tensor<64xi1>
}

// CHECK-LABEL: @brain_floats
// CHECK: %[[A:.*]] = arith.extf %{{.*}} : tensor<64xbf16> to tensor<64xf32>
// CHECK: %[[S:.*]] = arith.addf %[[A]], %{{.*}} : tensor<64xf32>
// CHECK: arith.truncf %[[S]] : tensor<64xf32> to tensor<64xbf16>
func.func @brain_floats(%a: tensor<64xbf16>, %b: tensor<64xbf16>)
    -> tensor<64xbf16> {
  %c = arith.addf %a, %b : tensor<64xbf16>
  return %c : tensor<64xbf16>
}

// The scalar unit has no 16-bit floats, the vector unit has.
// CHECK-LABEL: @half_floats
// CHECK: arith.addf %{{.*}} : tensor<64xf16>
// CHECK: arith.extf %{{.*}} : f16 to f32
// CHECK: arith.addf %{{.*}} : f32
func.func @half_floats(%a: tensor<64xf16>, %b: f16)
    -> (tensor<64xf16>, f16) {
  %c = arith.addf %a, %a : tensor<64xf16>
  %d = arith.addf %b, %b : f16
  return %c, %d : tensor<64xf16>, f16
}
