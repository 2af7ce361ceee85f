// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Integers, masks and NaN rules become what the vector unit has.
// RUN: cubeport-opt --map-legalize --cse %s | FileCheck %s

// CHECK-LABEL: @ordered
// CHECK: %[[M:.*]] = arith.maxsi %[[A:.*]], %[[B:.*]] : tensor<64xi32>
// CHECK: %[[E:.*]] = arith.cmpi eq, %[[M]], %[[A]]
// CHECK: arith.xori %[[E]]
func.func @ordered(%a: tensor<64xi32>, %b: tensor<64xi32>) -> tensor<64xi1> {
  %c = arith.cmpi slt, %a, %b : tensor<64xi32>
  return %c : tensor<64xi1>
}

// CHECK-LABEL: @unsigned_order
// CHECK: %[[BIT:.*]] = arith.constant dense<-2147483648>
// CHECK: %[[A:.*]] = arith.addi %{{.*}}, %[[BIT]]
// CHECK: %[[B:.*]] = arith.addi %{{.*}}, %[[BIT]]
// CHECK: arith.minsi %[[A]], %[[B]]
func.func @unsigned_order(%a: tensor<64xi32>, %b: tensor<64xi32>)
    -> tensor<64xi1> {
  %c = arith.cmpi ule, %a, %b : tensor<64xi32>
  return %c : tensor<64xi1>
}

// CHECK-LABEL: @extend_mask
// CHECK: arith.select %{{.*}}, %{{.*}}, %{{.*}} : tensor<64xi1>, tensor<64xi32>
func.func @extend_mask(%m: tensor<64xi1>) -> tensor<64xi32> {
  %c = arith.extui %m : tensor<64xi1> to tensor<64xi32>
  return %c : tensor<64xi32>
}

// CHECK-LABEL: @signed_remainder
// CHECK-NOT: arith.remsi
// CHECK: arith.shrsi
// CHECK: arith.shrui
func.func @signed_remainder(%a: tensor<64xi32>) -> tensor<64xi32> {
  %k = arith.constant dense<32> : tensor<64xi32>
  %c = arith.remsi %a, %k : tensor<64xi32>
  return %c : tensor<64xi32>
}

// The number wins over NaN; a constant operand is a number already.
// CHECK-LABEL: @maximum_number
// CHECK: %[[X:.*]] = arith.maxnumf %[[A:.*]], %{{.*}} fastmath<nnan>
// CHECK: %[[OK:.*]] = arith.cmpf oeq, %[[A]], %[[A]]
// CHECK: arith.select %[[OK]], %[[X]]
// CHECK-NOT: arith.cmpf
func.func @maximum_number(%a: tensor<64xf32>) -> tensor<64xf32> {
  %z = arith.constant dense<0.0> : tensor<64xf32>
  %c = arith.maxnumf %a, %z : tensor<64xf32>
  return %c : tensor<64xf32>
}

// CHECK-LABEL: @not_less
// CHECK: %[[C:.*]] = arith.cmpf oge
// CHECK: arith.xori %[[C]]
func.func @not_less(%a: tensor<64xf32>, %b: tensor<64xf32>) -> tensor<64xi1> {
  %c = arith.cmpf ult, %a, %b : tensor<64xf32>
  return %c : tensor<64xi1>
}

// What is the same in all lanes is computed once.
// CHECK-LABEL: @uniform
// CHECK: %[[S:.*]] = arith.mulf %{{.*}}, %{{.*}} : f32
// CHECK: tensor.splat %[[S]]
func.func @uniform(%a: f32) -> tensor<64xf32> {
  %t = tensor.splat %a : tensor<64xf32>
  %k = arith.constant dense<2.0> : tensor<64xf32>
  %c = arith.mulf %t, %k : tensor<64xf32>
  return %c : tensor<64xf32>
}
