// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The arithmetic of lane-wise vector instructions, as loops the compiler
// vectorises.
#include "Lanes.h"

#include <cmath>
#include <cstring>
#include <type_traits>

using namespace cubeport::twin;

static const char *mnemonicOf(VectorOp op) {
  static const char *const names[] = {"Add",
                                      "Sub",
                                      "Mul",
                                      "Div",
                                      "Max",
                                      "Min",
                                      "And",
                                      "Or",
                                      "AddRelu",
                                      "SubRelu",
                                      "MulAddDst",
                                      "FusedMulAdd",
                                      "FusedMulAddRelu",
                                      "Adds",
                                      "Muls",
                                      "Maxs",
                                      "Mins",
                                      "ShiftLeft",
                                      "ShiftRight",
                                      "LeakyRelu",
                                      "Axpy",
                                      "Exp",
                                      "Ln",
                                      "Abs",
                                      "Sqrt",
                                      "Rsqrt",
                                      "Reciprocal",
                                      "Relu",
                                      "Not",
                                      "Duplicate",
                                      "Copy"};
  return names[static_cast<int>(op)];
}

namespace {

/// What half and bfloat16 compute in.
template <typename T> struct Wide {
  using Type = T;
};
template <> struct Wide<half> {
  using Type = float;
};
template <typename T> using WideT = typename Wide<T>::Type;

/// Wrapping arithmetic on integers, IEEE arithmetic on floats.
template <typename T> struct Arithmetic {
  static T add(T a, T b) { return a + b; }
  static T sub(T a, T b) { return a - b; }
  static T mul(T a, T b) { return a * b; }
};
template <typename T, typename U> struct Wrapping {
  static T add(T a, T b) { return T(U(U(a) + U(b))); }
  static T sub(T a, T b) { return T(U(U(a) - U(b))); }
  // Through 32 bits: 16-bit operands would promote to signed int.
  static T mul(T a, T b) { return T(U(uint32_t(U(a)) * uint32_t(U(b)))); }
};
template <> struct Arithmetic<int16_t> : Wrapping<int16_t, uint16_t> {};
template <> struct Arithmetic<uint16_t> : Wrapping<uint16_t, uint16_t> {};
template <> struct Arithmetic<int32_t> : Wrapping<int32_t, uint32_t> {};
template <> struct Arithmetic<uint32_t> : Wrapping<uint32_t, uint32_t> {};

/// Max and Min give NaN when an operand is NaN.
template <typename T> T larger(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    return a != a ? a : (a < b || b != b ? b : a);
  } else {
    return a < b ? b : a;
  }
}
template <typename T> T smaller(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    return a != a ? a : (b < a || b != b ? b : a);
  } else {
    return b < a ? b : a;
  }
}

/// About 12 bits of mantissa, as the chip's reciprocal instructions give.
float lowPrecision(float value) {
  if (!std::isfinite(value)) {
    return value;
  }
  return floatOfBits((bitsOfFloat(value) + 0x400) & ~0x7ffu);
}

} // namespace

template <typename T, typename F>
static void binaryLoop(const LaneWork &work, F function) {
  forEachRun(work, [&](const Run &run) {
    auto *to = reinterpret_cast<T *>(work.base[0] + run.offset[0]);
    auto *a = reinterpret_cast<const T *>(work.base[1] + run.offset[1]);
    auto *b = reinterpret_cast<const T *>(work.base[2] + run.offset[2]);
    const uint32_t count = run.elements;
    CUBEPORT_LANE_LOOP
    for (uint32_t i = 0; i < count; ++i) {
      to[i] = T(function(WideT<T>(to[i]), WideT<T>(a[i]), WideT<T>(b[i])));
    }
  });
}

template <typename T, typename F>
static void unaryLoop(const LaneWork &work, F function) {
  forEachRun(work, [&](const Run &run) {
    auto *to = reinterpret_cast<T *>(work.base[0] + run.offset[0]);
    auto *a = reinterpret_cast<const T *>(work.base[1] + run.offset[1]);
    const uint32_t count = run.elements;
    CUBEPORT_LANE_LOOP
    for (uint32_t i = 0; i < count; ++i) {
      to[i] = T(function(WideT<T>(to[i]), WideT<T>(a[i])));
    }
  });
}

template <typename T> static void runBinary(VectorOp op, const LaneWork &work) {
  using W = WideT<T>;
  using Ops = Arithmetic<W>;
  switch (op) {
  case VectorOp::Add:
    return binaryLoop<T>(work, [](W, W a, W b) { return Ops::add(a, b); });
  case VectorOp::Sub:
    return binaryLoop<T>(work, [](W, W a, W b) { return Ops::sub(a, b); });
  case VectorOp::Mul:
    return binaryLoop<T>(work, [](W, W a, W b) { return Ops::mul(a, b); });
  case VectorOp::Max:
    return binaryLoop<T>(work, [](W, W a, W b) { return larger(a, b); });
  case VectorOp::Min:
    return binaryLoop<T>(work, [](W, W a, W b) { return smaller(a, b); });
  case VectorOp::AddRelu:
    return binaryLoop<T>(
        work, [](W, W a, W b) { return larger(Ops::add(a, b), W(0)); });
  case VectorOp::SubRelu:
    return binaryLoop<T>(
        work, [](W, W a, W b) { return larger(Ops::sub(a, b), W(0)); });
  default:
    break;
  }
  if constexpr (std::is_floating_point_v<W>) {
    switch (op) {
    case VectorOp::Div:
      return binaryLoop<T>(work, [](W, W a, W b) { return a / b; });
    case VectorOp::MulAddDst:
      return binaryLoop<T>(work, [](W d, W a, W b) { return a * b + d; });
    case VectorOp::FusedMulAdd:
      return binaryLoop<T>(work, [](W d, W a, W b) { return a * d + b; });
    case VectorOp::FusedMulAddRelu:
      return binaryLoop<T>(
          work, [](W d, W a, W b) { return larger(a * d + b, W(0)); });
    default:
      break;
    }
  } else {
    switch (op) {
    case VectorOp::And:
      return binaryLoop<T>(work, [](W, W a, W b) { return W(a & b); });
    case VectorOp::Or:
      return binaryLoop<T>(work, [](W, W a, W b) { return W(a | b); });
    default:
      break;
    }
  }
}

template <typename T>
static void runShift(VectorOp op, const LaneWork &work, T amount) {
  constexpr int bits = sizeof(T) * 8;
  const int by = static_cast<int>(amount);
  using Unsigned = std::make_unsigned_t<T>;
  if (op == VectorOp::ShiftLeft) {
    return unaryLoop<T>(work, [=](T, T a) {
      return by >= bits ? T(0) : T(Unsigned(Unsigned(a) << by));
    });
  }
  unaryLoop<T>(work, [=](T, T a) {
    return by >= bits ? T(a < 0 ? -1 : 0) : T(a >> by);
  });
}

template <typename T>
static void runUnaryFloat(VectorOp op, const LaneWork &work, float s) {
  using W = float;
  switch (op) {
  case VectorOp::LeakyRelu:
    return unaryLoop<T>(work, [=](W, W a) { return a >= 0 ? a : a * s; });
  case VectorOp::Axpy:
    return unaryLoop<T>(work, [=](W d, W a) { return a * s + d; });
  case VectorOp::Exp:
    return unaryLoop<T>(work, [](W, W a) { return std::exp(a); });
  case VectorOp::Ln:
    return unaryLoop<T>(work, [](W, W a) { return std::log(a); });
  case VectorOp::Abs:
    return unaryLoop<T>(work, [](W, W a) { return std::fabs(a); });
  case VectorOp::Sqrt:
    return unaryLoop<T>(work, [](W, W a) { return std::sqrt(a); });
  case VectorOp::Rsqrt:
    return unaryLoop<T>(
        work, [](W, W a) { return lowPrecision(1.0f / std::sqrt(a)); });
  case VectorOp::Reciprocal:
    return unaryLoop<T>(work, [](W, W a) { return lowPrecision(1.0f / a); });
  default:
    break;
  }
}

template <typename T>
static void runUnary(VectorOp op, const LaneWork &work, uint64_t scalar) {
  using W = WideT<T>;
  using Ops = Arithmetic<W>;
  T narrow;
  std::memcpy(&narrow, &scalar, sizeof(T));
  const W s = W(narrow);
  switch (op) {
  case VectorOp::Adds:
    return unaryLoop<T>(work, [=](W, W a) { return Ops::add(a, s); });
  case VectorOp::Muls:
    return unaryLoop<T>(work, [=](W, W a) { return Ops::mul(a, s); });
  case VectorOp::Maxs:
    return unaryLoop<T>(work, [=](W, W a) { return larger(a, s); });
  case VectorOp::Mins:
    return unaryLoop<T>(work, [=](W, W a) { return smaller(a, s); });
  case VectorOp::Relu:
    return unaryLoop<T>(work, [](W, W a) { return larger(a, W(0)); });
  default:
    break;
  }
  if constexpr (std::is_floating_point_v<W>) {
    runUnaryFloat<T>(op, work, s);
  } else if (op == VectorOp::Not) {
    unaryLoop<T>(work, [](W, W a) { return W(~a); });
  } else {
    runShift<T>(op, work, s);
  }
}

/// Copy and Duplicate move bits: the type is a size.
template <typename T>
static void runMove(VectorOp op, const LaneWork &work, uint64_t scalar) {
  const T value = static_cast<T>(scalar);
  forEachRun(work, [&](const Run &run) {
    auto *to = reinterpret_cast<T *>(work.base[0] + run.offset[0]);
    if (op == VectorOp::Copy) {
      std::memmove(to, work.base[1] + run.offset[1], run.elements * sizeof(T));
      return;
    }
    for (uint32_t i = 0; i < run.elements; ++i) {
      to[i] = value;
    }
  });
}

template <typename T>
static void runTyped(VectorOp op, const LaneWork &work, int numOperands,
                     uint64_t scalar) {
  if (numOperands == 3) {
    runBinary<T>(op, work);
  } else {
    runUnary<T>(op, work, scalar);
  }
}

void cubeport::twin::vectorOp(VectorOp op, const Lanes &lanes,
                              const Strides &strides, const Local *operands,
                              int numOperands, uint64_t scalar, Where where) {
  Core &core = currentCore(where);
  const bool accumulates =
      op == VectorOp::MulAddDst || op == VectorOp::FusedMulAdd ||
      op == VectorOp::FusedMulAddRelu || op == VectorOp::Axpy;
  const LaneWork work = issueLanes(core, mnemonicOf(op), lanes, strides,
                                   operands, numOperands, accumulates, where);
  const ElementType type = operands[0].type;
  if (op == VectorOp::Copy || op == VectorOp::Duplicate) {
    return sizeOf(type) == 2 ? runMove<uint16_t>(op, work, scalar)
                             : runMove<uint32_t>(op, work, scalar);
  }
  switch (type) {
  case ElementType::F32:
    return runTyped<float>(op, work, numOperands, scalar);
  case ElementType::F16:
    return runTyped<half>(op, work, numOperands, scalar);
  case ElementType::S16:
    return runTyped<int16_t>(op, work, numOperands, scalar);
  case ElementType::U16:
    return runTyped<uint16_t>(op, work, numOperands, scalar);
  case ElementType::S32:
    return runTyped<int32_t>(op, work, numOperands, scalar);
  case ElementType::U32:
    return runTyped<uint32_t>(op, work, numOperands, scalar);
  default:
    return; // the headers let no other type through
  }
}
