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
