// RUN: cubeport-translate --davinci-to-ascendc --no-source-comments %s | FileCheck %s

!f = memref<256xf32, #davinci.space<ub>>

// CHECK-LABEL: void loops(
func.func @loops(%n: i32 {simt.arg_name = "n"}) {
  %a = davinci.alloc {address = 0 : i64} : !f
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %zero = arith.constant 0.0 : f32
  %none = arith.constant 0 : i64
  // CHECK:      float sum = 0.0f;
  // CHECK:      for (int32_t i = 0; i < n; ++i) {
  // CHECK-NEXT:   const float element = tmp0.GetValue(i);
  // CHECK:        sum = sum + element;
  // CHECK-NEXT: }
  %sum = scf.for %i = %c0 to %n step %c1 iter_args(%s = %zero) -> (f32) : i32 {
    %index = arith.extsi %i : i32 to i64
    %v = davinci.get_value %a[%index] : !f
    %next = arith.addf %s, %v : f32
    scf.yield %next : f32
  }
  // CHECK: tmp0.SetValue(0, sum);
  davinci.set_value %sum, %a[%none] : f32, !f
  return
}

// Variables that change places go through a third one.
// CHECK-LABEL: void swap(
func.func @swap(%n: i32 {simt.arg_name = "n"}, %x: f32 {simt.arg_name = "x"},
                %y: f32 {simt.arg_name = "y"}, %i: i64 {simt.arg_name = "i"}) {
  %a = davinci.alloc {address = 0 : i64} : !f
  // CHECK:      float sum = x;
  // CHECK:      float sum2 = y;
  // CHECK:      for (int32_t i2 = n; i2 < n; i2 += n) {
  // CHECK:        const float next = sum;
  // CHECK-NEXT:   sum = sum2;
  // CHECK-NEXT:   sum2 = next;
  // CHECK-NEXT: }
  %r:2 = scf.for %k = %n to %n step %n iter_args(%p = %x, %q = %y) -> (f32, f32) : i32 {
    scf.yield %q, %p : f32, f32
  }
  davinci.set_value %r#0, %a[%i] : f32, !f
  davinci.set_value %r#1, %a[%i] : f32, !f
  return
}

// CHECK-LABEL: void whiles(
func.func @whiles(%n: i32 {simt.arg_name = "n"}) {
  %a = davinci.alloc {address = 0 : i64} : !f
  %c2 = arith.constant 2 : i32
  // CHECK:      int32_t state = n;
  // CHECK-NEXT: while (state > 2) {
  // CHECK-NEXT:   state = state / 2;
  // CHECK-NEXT: }
  %r = scf.while (%s = %n) : (i32) -> i32 {
    %more = arith.cmpi sgt, %s, %c2 : i32
    scf.condition(%more) %s : i32
  } do {
  ^bb0(%s: i32):
    %next = arith.divsi %s, %c2 : i32
    scf.yield %next : i32
  }
  %index = arith.extsi %r : i32 to i64
  // CHECK: tmp0.GetValue(state);
  %v = davinci.get_value %a[%index] : !f
  return
}

// A test with a statement in it, and results that differ from the variables.
// CHECK-LABEL: void tested(
func.func @tested(%n: i32 {simt.arg_name = "n"}, %i: i64 {simt.arg_name = "i"}) {
  %a = davinci.alloc {address = 0 : i64} : !f
  // CHECK:      int32_t state = n;
  // CHECK-NEXT: float sum;
  // CHECK-NEXT: while (true) {
  // CHECK-NEXT:   const float element = tmp0.GetValue(i);
  // CHECK-NEXT:   sum = element;
  // CHECK-NEXT:   if (!(element < 0.0f)) {
  // CHECK-NEXT:     break;
  // CHECK-NEXT:   }
  // CHECK-NEXT:   tmp0.SetValue(i, sum);
  // CHECK-NEXT:   state = n;
  // CHECK-NEXT: }
  %zero = arith.constant 0.0 : f32
  %r = scf.while (%s = %n) : (i32) -> f32 {
    %v = davinci.get_value %a[%i] : !f
    %more = arith.cmpf olt, %v, %zero : f32
    scf.condition(%more) %v : f32
  } do {
  ^bb0(%v: f32):
    davinci.set_value %v, %a[%i] : f32, !f
    scf.yield %n : i32
  }
  return
}

// CHECK-LABEL: void branches(
func.func @branches(%c: i1 {simt.arg_name = "c"}, %x: f32 {simt.arg_name = "x"},
                    %i: i64 {simt.arg_name = "i"}) {
  %a = davinci.alloc {address = 0 : i64} : !f
  // CHECK:      float sum;
  // CHECK:      if (c) {
  // CHECK:        sum = x + x;
  // CHECK:      } else {
  // CHECK:        sum = x;
  // CHECK-NEXT: }
  %r = scf.if %c -> (f32) {
    %twice = arith.addf %x, %x : f32
    scf.yield %twice : f32
  } else {
    scf.yield %x : f32
  }
  davinci.set_value %r, %a[%i] : f32, !f
  // CHECK:      if (!c) {
  // CHECK-NEXT:   tmp0.SetValue(i, x);
  // CHECK-NEXT: }
  %true = arith.constant true
  %not = arith.xori %c, %true : i1
  scf.if %not {
    davinci.set_value %x, %a[%i] : f32, !f
  }
  return
}

// A branch that does something only where its condition does not hold.
// CHECK-LABEL: void otherwise(
func.func @otherwise(%n: i32 {simt.arg_name = "n"}, %x: f32 {simt.arg_name = "x"}) {
  %a = davinci.alloc {address = 0 : i64} : !f
  %c1 = arith.constant 1 : i32
  %none = arith.constant 0 : i64
  %isOne = arith.cmpi eq, %n, %c1 : i32
  // CHECK:      if (!(n == 1)) {
  // CHECK-NEXT:   tmp0.SetValue(0, x);
  // CHECK-NEXT: }
  // CHECK-NOT: else
  scf.if %isOne {
  } else {
    davinci.set_value %x, %a[%none] : f32, !f
  }
  return
}
