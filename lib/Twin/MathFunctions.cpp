// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The vendor library's mathematical functions, computed by the host's libm.
#include "VectorAccess.h"
#include "twin/Math.h"

#include <cmath>
#include <cstring>

using namespace cubeport::twin;

static const char *mnemonicOf(MathFunction function) {
  static const char *const names[] = {
      "Tanh", "Sin",  "Cos",   "Tan",   "Asin",  "Acos",  "Atan",
      "Sinh", "Cosh", "Asinh", "Acosh", "Atanh", "Erf",   "Erfc",
      "Log",  "Log2", "Log10", "Floor", "Ceil",  "Round", "Trunc",
      "Sign", "Frac", "Power", "Fmod"};
  return names[static_cast<int>(function)];
}

/// The least temporary buffer of a function, in repeats of 256 bytes, as the
/// vendor's host functions (Get...MaxMinTmpSize) give it for this chip.
static uint32_t scratchRepeats(MathFunction function, bool isFloat,
                               bool scalarExponent) {
  struct Need {
    uint8_t ofFloat, ofHalf;
  };
  static const Need needs[] = {
      {1, 4}, {3, 8}, {3, 8}, {4, 10}, {2, 6},  {2, 6}, {5, 12}, {1, 4}, {2, 6},
      {3, 3}, {1, 2}, {1, 4}, {3, 8},  {7, 16}, {0, 0}, {0, 1},  {0, 0}, {0, 2},
      {1, 2}, {0, 1}, {1, 2}, {3, 3},  {0, 4},  {5, 8}, {1, 8}};
  static_assert(sizeof(needs) / sizeof(needs[0]) ==
                    static_cast<size_t>(MathFunction::Fmod) + 1,
                "one entry per function");
  const Need &need = needs[static_cast<int>(function)];
  return isFloat ? need.ofFloat + (scalarExponent ? 1 : 0) : need.ofHalf;
}

using Unary = float (*)(float);

static Unary unaryOf(MathFunction function) {
  switch (function) {
  case MathFunction::Tanh:
    return [](float x) { return std::tanh(x); };
  case MathFunction::Sin:
    return [](float x) { return std::sin(x); };
  case MathFunction::Cos:
    return [](float x) { return std::cos(x); };
  case MathFunction::Tan:
    return [](float x) { return std::tan(x); };
  case MathFunction::Asin:
    return [](float x) { return std::asin(x); };
  case MathFunction::Acos:
    return [](float x) { return std::acos(x); };
  case MathFunction::Atan:
    return [](float x) { return std::atan(x); };
  case MathFunction::Sinh:
    return [](float x) { return std::sinh(x); };
  case MathFunction::Cosh:
    return [](float x) { return std::cosh(x); };
  case MathFunction::Asinh:
    return [](float x) { return std::asinh(x); };
  case MathFunction::Acosh:
    return [](float x) { return std::acosh(x); };
  case MathFunction::Atanh:
    return [](float x) { return std::atanh(x); };
  case MathFunction::Erf:
    return [](float x) { return std::erf(x); };
  case MathFunction::Erfc:
    return [](float x) { return std::erfc(x); };
  case MathFunction::Log:
    return [](float x) { return std::log(x); };
  case MathFunction::Log2:
    return [](float x) { return std::log2(x); };
  case MathFunction::Log10:
    return [](float x) { return std::log10(x); };
  case MathFunction::Floor:
    return [](float x) { return std::floor(x); };
  case MathFunction::Ceil:
    return [](float x) { return std::ceil(x); };
  // The vendor's Round is CAST_RINT: ties go to even.
  case MathFunction::Round:
    return [](float x) { return std::nearbyint(x); };
  case MathFunction::Trunc:
    return [](float x) { return std::trunc(x); };
  case MathFunction::Sign:
    return [](float x) { return x > 0 ? 1.0f : x < 0 ? -1.0f : 0.0f; };
  case MathFunction::Frac:
    return [](float x) { return x - std::trunc(x); };
  default:
    return nullptr;
  }
}

template <typename T>
static void runMath(MathFunction function, uint8_t *target, const uint8_t *left,
                    const uint8_t *right, const float *scalar, uint32_t count) {
  auto *to = reinterpret_cast<T *>(target);
  const auto *a = reinterpret_cast<const T *>(left);
  const auto *b = reinterpret_cast<const T *>(right);
  if (const Unary unary = unaryOf(function)) {
    for (uint32_t i = 0; i < count; ++i) {
      to[i] = T(unary(float(a[i])));
    }
    return;
  }
  for (uint32_t i = 0; i < count; ++i) {
    const float x = float(a[i]), y = b ? float(b[i]) : *scalar;
    to[i] =
        T(function == MathFunction::Power ? std::pow(x, y) : std::fmod(x, y));
  }
}

void cubeport::twin::mathFunction(MathFunction function, const Local &dst,
                                  const Local &src0, const Local *src1,
                                  const float *scalar, const Local *tmp,
                                  uint32_t count, Where where) {
  Core &core = currentCore(where);
  const char *name = mnemonicOf(function);
  if (function == MathFunction::Power || function == MathFunction::Sign) {
    core.requireReserve(name, where);
  }
  const uint64_t bytes = uint64_t(count) * sizeOf(dst.type);
  VectorAccess access(core, name, where);
  const uint8_t *a = access.reads(src0, 0, bytes);
  const uint8_t *b = src1 ? access.reads(*src1, 0, bytes) : nullptr;
  uint8_t *to = nullptr;
  if (tmp) {
    const uint32_t least =
        256 * scratchRepeats(function, dst.type == ElementType::F32,
                             scalar != nullptr);
    if (tmp->bytes < least) {
      fault(FaultCode::ScratchSize, where,
            "'%s' has a temporary buffer of %u bytes; it needs %u", name,
            tmp->bytes, least);
    }
    // The function uses all of its temporary buffer as it likes.
    access.disjoint(*tmp, tmp->bytes, src0, bytes);
    access.disjoint(*tmp, tmp->bytes, dst, bytes);
    if (src1) {
      access.disjoint(*tmp, tmp->bytes, *src1, bytes);
    }
    access.writes(*tmp, 0, tmp->bytes);
  }
  // Several of these functions write the result before the last read.
  access.disjoint(dst, bytes, src0, bytes);
  if (src1) {
    access.disjoint(dst, bytes, *src1, bytes);
  }
  to = access.writes(dst, 0, bytes);
  access.issue((bytes + 255) / 256);
  core.counterMode = false;
  core.maskHigh = core.maskLow = ~0ull;
  if (tmp) {
    std::memset(core.at(*tmp), 0xFA, tmp->bytes);
  }
  if (dst.type == ElementType::F32) {
    return runMath<float>(function, to, a, b, scalar, count);
  }
  runMath<half>(function, to, a, b, scalar, count);
}
