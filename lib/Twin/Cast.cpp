// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions of the vector unit: rounding modes, saturation to integers.
#include "twin/Cast.h"
#include "Lanes.h"

#include <cmath>
#include <cstring>
#include <limits>

using namespace cubeport::twin;
using AscendC::RoundMode;

void cubeport::twin::setDeqScale(float scale, Where where) {
  currentCore(where).deqScale = scale;
}

static bool isRounding(RoundMode mode) {
  return mode >= RoundMode::CAST_RINT && mode <= RoundMode::CAST_TRUNC;
}

/// The rounding modes that each pair of types has on this chip.
static bool takesMode(ElementType from, ElementType to, RoundMode mode) {
  using E = ElementType;
  const bool none = mode == RoundMode::CAST_NONE;
  if (from == E::S32 && to == E::F16) {
    return true; // the mode does not matter here
  }
  const bool widens =
      (from == E::F16 && to == E::F32) || (from == E::BF16 && to == E::F32) ||
      (from == E::S16 && to == E::F32) || from == E::S8 || from == E::U8 ||
      (from == E::S32 && (to == E::S16 || to == E::S64)) ||
      (from == E::S64 && to == E::S32);
  if (widens) {
    return none;
  }
  if (from == E::F32 && to == E::F16) {
    return none || isRounding(mode) || mode == RoundMode::CAST_ODD;
  }
  const bool noneToo = (from == E::F16 && (to == E::S8 || to == E::U8)) ||
                       (from == E::S16 && to == E::F16) ||
                       (from == E::S32 && to == E::F32);
  return isRounding(mode) || (noneToo && none);
}

template <RoundMode mode, typename W> static W roundToIntegral(W value) {
  switch (mode) {
  case RoundMode::CAST_FLOOR:
    return std::floor(value);
  case RoundMode::CAST_CEIL:
    return std::ceil(value);
  case RoundMode::CAST_ROUND:
    return std::round(value);
  case RoundMode::CAST_TRUNC:
    return std::trunc(value);
  default:
    return std::nearbyint(value); // the host rounds to even
  }
}

/// Saturates; NaN becomes 0.
template <typename T, typename W> static T saturate(W value) {
  constexpr W low = static_cast<W>(std::numeric_limits<T>::min());
  // The first value above the range, a power of two.
  constexpr W high =
      static_cast<W>(uint64_t(std::numeric_limits<T>::max() / 2 + 1)) * 2;
  if (!(value >= low)) {
    return value != value ? T(0) : std::numeric_limits<T>::min();
  }
  return value >= high ? std::numeric_limits<T>::max() : static_cast<T>(value);
}

/// `value` in 16 bits: `toNearest` rounds to even, `toFloat` widens again. The
/// other modes start from the neighbour towards zero.
template <typename ToNearest, typename ToFloat>
static uint16_t narrow(float value, RoundMode mode, ToNearest toNearest,
                       ToFloat toFloat) {
  const uint16_t nearest = toNearest(value);
  const float back = toFloat(nearest);
  if (mode == RoundMode::CAST_NONE || mode == RoundMode::CAST_RINT ||
      back == value || value != value) {
    return nearest;
  }
  const bool away = std::fabs(back) > std::fabs(value);
  const uint16_t lower = away ? nearest - 1 : nearest; // towards zero
  const uint16_t upper = lower + 1;
  const bool negative = std::signbit(value);
  switch (mode) {
  case RoundMode::CAST_TRUNC:
    return lower;
  case RoundMode::CAST_FLOOR:
    return negative ? upper : lower;
  case RoundMode::CAST_CEIL:
    return negative ? lower : upper;
  case RoundMode::CAST_ODD:
    return lower | 1;
  default: { // ties away from zero
    const double low = std::fabs(double(toFloat(lower)));
    const double high = std::fabs(double(toFloat(upper)));
    // The largest finite number has the step of its own binade above it.
    const double step = std::isinf(high)
                            ? low - std::fabs(double(toFloat(lower - 1)))
                            : high - low;
    return std::fabs(double(value)) - low >= step / 2 ? upper : lower;
  }
  }
}

static half narrowHalf(float value, RoundMode mode) {
  half result;
  result.bits = narrow(value, mode, halfOfFloat, floatOfHalf);
  return result;
}

static bfloat16_t narrowBfloat(float value, RoundMode mode) {
  bfloat16_t result;
  result.bits = narrow(value, mode, bfloatOfFloat, [](uint16_t bits) {
    return floatOfBits(uint32_t(bits) << 16);
  });
  return result;
}

/// An integer as float, in the given mode.
static float narrowInteger(int64_t value, RoundMode mode) {
  const float nearest = static_cast<float>(value);
  const long double exact = static_cast<long double>(value);
  if (mode == RoundMode::CAST_NONE || mode == RoundMode::CAST_RINT ||
      static_cast<long double>(nearest) == exact) {
    return nearest;
  }
  const bool isBelow = static_cast<long double>(nearest) < exact;
  const float below = isBelow ? nearest : std::nextafter(nearest, -INFINITY);
  const float above = isBelow ? std::nextafter(nearest, INFINITY) : nearest;
  switch (mode) {
  case RoundMode::CAST_FLOOR:
    return below;
  case RoundMode::CAST_CEIL:
    return above;
  case RoundMode::CAST_TRUNC:
    return value < 0 ? above : below;
  default: {
    const long double toBelow = exact - below, toAbove = above - exact;
    if (toBelow == toAbove) {
      return value < 0 ? below : above;
    }
    return toBelow < toAbove ? below : above;
  }
  }
}

template <typename To, typename From, typename F>
static void convertRuns(const LaneWork &work, F function) {
  forEachRun(work, [&](const Run &run) {
    auto *to = reinterpret_cast<To *>(work.base[0] + run.offset[0]);
    auto *from = reinterpret_cast<const From *>(work.base[1] + run.offset[1]);
    const uint32_t count = run.elements;
    CUBEPORT_LANE_LOOP
    for (uint32_t i = 0; i < count; ++i) {
      to[i] = function(from[i]);
    }
  });
}

template <typename To, typename From>
static void toInteger(const LaneWork &work, RoundMode mode) {
  // 64-bit results need a wider float only for bounds, which are exact.
  switch (mode) {
  case RoundMode::CAST_FLOOR:
    return convertRuns<To, From>(work, [](From value) {
      return saturate<To>(roundToIntegral<RoundMode::CAST_FLOOR>(float(value)));
    });
  case RoundMode::CAST_CEIL:
    return convertRuns<To, From>(work, [](From value) {
      return saturate<To>(roundToIntegral<RoundMode::CAST_CEIL>(float(value)));
    });
  case RoundMode::CAST_ROUND:
    return convertRuns<To, From>(work, [](From value) {
      return saturate<To>(roundToIntegral<RoundMode::CAST_ROUND>(float(value)));
    });
  case RoundMode::CAST_TRUNC:
    return convertRuns<To, From>(
        work, [](From value) { return saturate<To>(float(value)); });
  default:
    return convertRuns<To, From>(work, [](From value) {
      return saturate<To>(roundToIntegral<RoundMode::CAST_RINT>(float(value)));
    });
  }
}

static void castFromFloat(const LaneWork &work, ElementType to,
                          RoundMode mode) {
  switch (to) {
  case ElementType::F16:
    if (mode == RoundMode::CAST_NONE || mode == RoundMode::CAST_RINT) {
      return convertRuns<half, float>(work, [](float v) { return half(v); });
    }
    return convertRuns<half, float>(
        work, [=](float v) { return narrowHalf(v, mode); });
  case ElementType::BF16:
    return convertRuns<bfloat16_t, float>(
        work, [=](float v) { return narrowBfloat(v, mode); });
  case ElementType::S32:
    return toInteger<int32_t, float>(work, mode);
  case ElementType::S16:
    return toInteger<int16_t, float>(work, mode);
  case ElementType::S64:
    return toInteger<int64_t, float>(work, mode);
  default:
    return convertRuns<float, float>(work, [=](float v) {
      switch (mode) {
      case RoundMode::CAST_FLOOR:
        return std::floor(v);
      case RoundMode::CAST_CEIL:
        return std::ceil(v);
      case RoundMode::CAST_ROUND:
        return std::round(v);
      case RoundMode::CAST_TRUNC:
        return std::trunc(v);
      default:
        return std::nearbyint(v);
      }
    });
  }
}

static void castFromHalf(const LaneWork &work, ElementType to, RoundMode mode) {
  switch (to) {
  case ElementType::F32:
    return convertRuns<float, half>(work, [](half v) { return float(v); });
  case ElementType::S32:
    return toInteger<int32_t, half>(work, mode);
  case ElementType::S16:
    return toInteger<int16_t, half>(work, mode);
  case ElementType::S8:
    return toInteger<int8_t, half>(work, mode);
  default:
    return toInteger<uint8_t, half>(work, mode);
  }
}

static void castFromInt32(const LaneWork &work, ElementType to, RoundMode mode,
                          float deqScale) {
  switch (to) {
  case ElementType::F32:
    if (mode == RoundMode::CAST_NONE || mode == RoundMode::CAST_RINT) {
      return convertRuns<float, int32_t>(work,
                                         [](int32_t v) { return float(v); });
    }
    return convertRuns<float, int32_t>(
        work, [=](int32_t v) { return narrowInteger(v, mode); });
  case ElementType::S16:
    return convertRuns<int16_t, int32_t>(work, [](int32_t v) {
      return static_cast<int16_t>(v < -32768 ? -32768
                                             : (v > 32767 ? 32767 : v));
    });
  case ElementType::S64:
    return convertRuns<int64_t, int32_t>(work,
                                         [](int32_t v) { return int64_t(v); });
  default:
    return convertRuns<half, int32_t>(
        work, [=](int32_t v) { return half(float(v) * deqScale); });
  }
}

static void castFromSmall(const LaneWork &work, ElementType from,
                          ElementType to, RoundMode mode) {
  switch (from) {
  case ElementType::S16:
    if (to == ElementType::F32) {
      return convertRuns<float, int16_t>(work,
                                         [](int16_t v) { return float(v); });
    }
    return convertRuns<half, int16_t>(
        work, [=](int16_t v) { return narrowHalf(v, mode); });
  case ElementType::S8:
    return convertRuns<half, int8_t>(work, [](int8_t v) { return half(v); });
  default:
    return convertRuns<half, uint8_t>(work, [](uint8_t v) { return half(v); });
  }
}

void cubeport::twin::cast(const Local &dst, const Local &src, RoundMode mode,
                          const Lanes &lanes, const Strides &strides,
                          Where where) {
  Core &core = currentCore(where);
  if (!takesMode(src.type, dst.type, mode)) {
    fault(FaultCode::ElementType, where,
          "'Cast' between these element types does not take rounding mode %d",
          static_cast<int>(mode));
  }
  const Local operands[2] = {dst, src};
  const LaneWork work =
      issueLanes(core, "Cast", lanes, strides, operands, 2, false, where);
  switch (src.type) {
  case ElementType::F32:
    return castFromFloat(work, dst.type, mode);
  case ElementType::F16:
    return castFromHalf(work, dst.type, mode);
  case ElementType::BF16:
    if (dst.type == ElementType::F32) {
      return convertRuns<float, bfloat16_t>(
          work, [](bfloat16_t v) { return float(v); });
    }
    return toInteger<int32_t, bfloat16_t>(work, mode);
  case ElementType::S32:
    return castFromInt32(work, dst.type, mode, core.deqScale);
  case ElementType::S64:
    if (dst.type == ElementType::F32) {
      return convertRuns<float, int64_t>(
          work, [=](int64_t v) { return narrowInteger(v, mode); });
    }
    return convertRuns<int32_t, int64_t>(work, [](int64_t v) {
      constexpr int64_t low = INT32_MIN, high = INT32_MAX;
      return static_cast<int32_t>(v < low ? low : (v > high ? high : v));
    });
  default:
    return castFromSmall(work, src.type, dst.type, mode);
  }
}
