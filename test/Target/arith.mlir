// RUN: cubeport-translate --davinci-to-ascendc --no-source-comments %s | FileCheck %s

!i = memref<256xi32, #davinci.space<ub>>
!f = memref<256xf32, #davinci.space<ub>>
!l = memref<256xi64, #davinci.space<ub>>
!b = memref<256xi8, #davinci.space<ub>>

// CHECK-LABEL: void integers(
func.func @integers(%a: i32 {simt.arg_name = "a"}, %b: i32 {simt.arg_name = "b"},
                    %c: i8 {simt.arg_name = "c"}, %i: i64 {simt.arg_name = "i"}) {
  %ints = davinci.alloc {address = 0 : i64} : !i
  %bytes = davinci.alloc {address = 1024 : i64} : !b
  %longs = davinci.alloc {address = 2048 : i64} : !l
  %minus1 = arith.constant -1 : i32
  %c3 = arith.constant 3 : i32
  // CHECK: tmp0.SetValue(i, a - 1);
  %0 = arith.addi %a, %minus1 : i32
  davinci.set_value %0, %ints[%i] : i32, !i
  // CHECK: tmp0.SetValue(i, (a - b) * 3);
  %1 = arith.subi %a, %b : i32
  %2 = arith.muli %1, %c3 : i32
  davinci.set_value %2, %ints[%i] : i32, !i
  // CHECK: tmp0.SetValue(i, a - (b - a));
  %3 = arith.subi %b, %a : i32
  %4 = arith.subi %a, %3 : i32
  davinci.set_value %4, %ints[%i] : i32, !i
  // CHECK: tmp0.SetValue(i, int32_t(uint32_t(a) / 3u));
  %5 = arith.divui %a, %c3 : i32
  davinci.set_value %5, %ints[%i] : i32, !i
  // CHECK: tmp0.SetValue(i, int32_t(uint32_t(a) >> 3));
  %6 = arith.shrui %a, %c3 : i32
  davinci.set_value %6, %ints[%i] : i32, !i
  // CHECK: tmp0.SetValue(i, a << (b & 31));
  %7 = arith.shli %a, %b : i32
  davinci.set_value %7, %ints[%i] : i32, !i
  // CHECK: tmp1.SetValue(i, int8_t(c + c));
  %8 = arith.addi %c, %c : i8
  davinci.set_value %8, %bytes[%i] : i8, !b
  // CHECK: tmp0.SetValue(i, int32_t(uint8_t(c)));
  %9 = arith.extui %c : i8 to i32
  davinci.set_value %9, %ints[%i] : i32, !i
  // CHECK: tmp0.SetValue(i, uint32_t(a) < uint32_t(b) ? a : b);
  %10 = arith.cmpi ult, %a, %b : i32
  %11 = arith.select %10, %a, %b : i32
  davinci.set_value %11, %ints[%i] : i32, !i
  // CHECK: tmp0.SetValue(i, -int32_t(a == b));
  %12 = arith.cmpi eq, %a, %b : i32
  %13 = arith.extsi %12 : i1 to i32
  davinci.set_value %13, %ints[%i] : i32, !i
  // CHECK: tmp0.SetValue(i, (a & 3) | (a ^ b));
  %14 = arith.andi %a, %c3 : i32
  %15 = arith.xori %a, %b : i32
  %16 = arith.ori %14, %15 : i32
  davinci.set_value %16, %ints[%i] : i32, !i
  // CHECK: tmp2.SetValue(i, int64_t(a) * i);
  %17 = arith.extsi %a : i32 to i64
  %18 = arith.muli %17, %i : i64
  davinci.set_value %18, %longs[%i] : i64, !l
  // CHECK: tmp0.SetValue(i, INT32_MIN);
  %min = arith.constant -2147483648 : i32
  davinci.set_value %min, %ints[%i] : i32, !i
  // CHECK: const int32_t number = int32_t(AscendC::ScalarCountLeadingZero(uint64_t(uint32_t(a)))) - 32;
  %19 = math.ctlz %a : i32
  davinci.set_value %19, %ints[%i] : i32, !i
  return
}

// CHECK-LABEL: void floats(
func.func @floats(%x: f32 {simt.arg_name = "x"}, %y: f32 {simt.arg_name = "y"},
                  %n: i32 {simt.arg_name = "n"}, %i: i64 {simt.arg_name = "i"}) {
  %out = davinci.alloc {address = 0 : i64} : !f
  // CHECK: tmp0.SetValue(i, 0.1f);
  %tenth = arith.constant 0.1 : f32
  davinci.set_value %tenth, %out[%i] : f32, !f
  // CHECK: tmp0.SetValue(i, 3.0f);
  %three = arith.constant 3.0 : f32
  davinci.set_value %three, %out[%i] : f32, !f
  // CHECK: tmp0.SetValue(i, -__builtin_inff());
  %inf = arith.constant 0xFF800000 : f32
  davinci.set_value %inf, %out[%i] : f32, !f
  // CHECK: tmp0.SetValue(i, x < y ? x : -y);
  %0 = arith.cmpf olt, %x, %y : f32
  %1 = arith.negf %y : f32
  %2 = arith.select %0, %x, %1 : f32
  davinci.set_value %2, %out[%i] : f32, !f
  // CHECK: tmp0.SetValue(i, !(x <= y) ? x : y);
  %3 = arith.cmpf ugt, %x, %y : f32
  %4 = arith.select %3, %x, %y : f32
  davinci.set_value %4, %out[%i] : f32, !f
  // CHECK: tmp0.SetValue(i, (y > x || x != x) ? y : x);
  %5 = arith.maxnumf %x, %y : f32
  davinci.set_value %5, %out[%i] : f32, !f
  // CHECK: tmp0.SetValue(i, float(uint32_t(n)));
  %6 = arith.uitofp %n : i32 to f32
  davinci.set_value %6, %out[%i] : f32, !f
  // CHECK: tmp0.SetValue(i, bitCast<float>(n));
  %7 = arith.bitcast %n : i32 to f32
  davinci.set_value %7, %out[%i] : f32, !f
  // CHECK: const float value = x * y;
  // CHECK: tmp0.SetValue(i, value);
  // CHECK: tmp0.SetValue(i, value + value);
  %8 = arith.mulf %x, %y : f32
  davinci.set_value %8, %out[%i] : f32, !f
  %9 = arith.addf %8, %8 : f32
  davinci.set_value %9, %out[%i] : f32, !f
  return
}
