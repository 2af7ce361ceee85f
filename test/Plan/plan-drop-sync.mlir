// RUN: cubeport-opt %s --pass-pipeline='builtin.module(plan-drop-sync{index=1})' 2>&1 | FileCheck %s
// RUN: cubeport-opt %s --plan-drop-sync 2>&1 | FileCheck %s --check-prefix=COUNT

// CHECK: remark: removed unit 1 of 3: davinci.set_flag V to S 0
// CHECK-LABEL: @units
// CHECK-NEXT: davinci.pipe_barrier V
// CHECK-NEXT: davinci.set_flag MTE2 to V 0
// CHECK-NEXT: davinci.wait_flag MTE2 to V 0
// CHECK-NEXT: return

// COUNT: remark: 3 units of synchronisation
// COUNT: davinci.set_flag V to S 0
func.func @units() {
  davinci.pipe_barrier V
  davinci.set_flag V to S 0
  davinci.wait_flag V to S 0
  davinci.set_flag MTE2 to V 0
  davinci.wait_flag MTE2 to V 0
  return
}
