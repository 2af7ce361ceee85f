// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compares two buffers element by element.
#include "Fault.h"
#include "Limits.h"
#include "Verify.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <vector>

using namespace cubeport::oracle;

Tolerance cubeport::oracle::findTolerance(ElementKind kind,
                                          bool isReassociated) {
  Tolerance tolerance = {0, 0, 0, false};
  switch (kind) {
  case ElementKind::F32:
    tolerance = {readOption("rtol32=", 1e-5), readOption("atol32=", 1e-6),
                 uint64_t(readOption("ulps=", 4)), false};
    break;
  case ElementKind::F64:
    tolerance = {readOption("rtol64=", 1e-12), readOption("atol64=", 1e-14),
                 uint64_t(readOption("ulps=", 4)), false};
    break;
  case ElementKind::F16:
    tolerance = {readOption("rtol16=", 2e-3), readOption("atol16=", 1e-4), 1,
                 false};
    break;
  case ElementKind::BF16:
    tolerance = {readOption("rtol16=", 2e-3) * 8,
                 readOption("atol16=", 1e-4) * 8, 1, false};
    break;
  default:
    return tolerance;
  }
  if (isReassociated) {
    tolerance.relative *= 64;
    tolerance.absolute *= 64;
  }
  return tolerance;
}

namespace {
template <typename Bits> Bits load(const void *from, uint64_t index) {
  Bits bits;
  std::memcpy(&bits, static_cast<const char *>(from) + index * sizeof(Bits),
              sizeof(Bits));
  return bits;
}

/// How many representable numbers lie between two: by their order as integers.
template <typename Bits> uint64_t countUlps(Bits a, Bits b) {
  constexpr Bits sign = Bits(Bits(1) << (sizeof(Bits) * 8 - 1));
  auto order = [](Bits bits) {
    return bits & sign ? -int64_t(bits & Bits(~sign)) : int64_t(bits);
  };
  const int64_t x = order(a), y = order(b);
  return x > y ? uint64_t(x) - uint64_t(y) : uint64_t(y) - uint64_t(x);
}

double toDouble(uint16_t bits, ElementKind kind) {
  if (kind == ElementKind::BF16) {
    const uint32_t wide = uint32_t(bits) << 16;
    float value;
    std::memcpy(&value, &wide, 4);
    return value;
  }
  const int exponent = bits >> 10 & 31, fraction = bits & 1023;
  const double magnitude = exponent == 31 ? (fraction ? NAN : INFINITY)
                           : exponent
                               ? std::ldexp(1024 + fraction, exponent - 25)
                               : std::ldexp(fraction, -24);
  return bits >> 15 ? -magnitude : magnitude;
}
double toDouble(uint32_t bits, ElementKind) {
  float value;
  std::memcpy(&value, &bits, 4);
  return value;
}
double toDouble(uint64_t bits, ElementKind) {
  double value;
  std::memcpy(&value, &bits, 8);
  return value;
}

/// Within the tolerance, or both no numbers.
template <typename Bits>
bool areClose(Bits a, Bits b, ElementKind kind, const Tolerance &tolerance) {
  const double x = toDouble(a, kind), y = toDouble(b, kind);
  if (a == b || (std::isnan(x) && std::isnan(y))) {
    return true;
  }
  const double distance = std::fabs(x - y);
  return std::isfinite(x) && std::isfinite(y) &&
         (countUlps(a, b) <= tolerance.ulps || distance <= tolerance.absolute ||
          distance <=
              tolerance.relative * std::max(std::fabs(x), std::fabs(y)));
}

template <typename Bits>
void compareFloats(const void *twin, const void *oracle, uint64_t count,
                   ElementKind kind, const Tolerance &tolerance,
                   const Spread &spread, Comparison &result) {
  // How far the translation may be from the middle, in widths of the spread.
  constexpr double kSpreads = 4, kMixedRelative = 1e-5;
  for (uint64_t i = 0; i < count; ++i) {
    const Bits a = load<Bits>(twin, i), b = load<Bits>(oracle, i);
    if (a == b) {
      continue;
    }
    const double x = toDouble(a, kind), y = toDouble(b, kind);
    if (std::isnan(x) && std::isnan(y)) {
      continue;
    }
    const uint64_t ulps = countUlps(a, b);
    const double distance = std::fabs(x - y);
    const double size = std::max(std::fabs(x), std::fabs(y));
    const bool isFinite = std::isfinite(x) && std::isfinite(y);
    bool isClose =
        isFinite && (ulps <= tolerance.ulps || distance <= tolerance.absolute ||
                     distance <= tolerance.relative * size);
    if (!isClose && isFinite && spread.low) {
      const double low = toDouble(load<Bits>(spread.low, i), kind);
      const double high = toDouble(load<Bits>(spread.high, i), kind);
      const double width = std::fabs(high - low);
      isClose = distance <= kSpreads * width ||
                (tolerance.onlySensitive && width > 0 &&
                 distance <= kMixedRelative * size);
      result.sensitive += isClose;
    }
    if (!isClose && spread.reordered &&
        !areClose(load<Bits>(spread.reordered, i), b, kind, tolerance)) {
      ++result.ordered;
      continue;
    }
    if (isFinite) {
      // Near zero a distance of few units says nothing about the relation.
      result.worstUlps = std::max(result.worstUlps, ulps);
      result.worstRelative = std::max(result.worstRelative, distance / size);
    }
    if (!isClose && !result.differs) {
      result.differs = true;
      result.index = i;
      result.offset = i * sizeof(Bits);
      result.elementBytes = sizeof(Bits);
      const int digits = sizeof(Bits) == 8 ? 17 : sizeof(Bits) == 4 ? 9 : 5;
      result.twinValue = formatted("%.*g", digits, x);
      result.oracleValue = formatted("%.*g", digits, y);
    }
  }
}

/// Bit for bit; values are shown as integers of the element's size.
/// `reordered` is null or another result of the oracle: what that has otherwise
/// too is no difference.
void compareBits(const char *twin, const char *oracle, uint64_t bytes,
                 uint32_t elementBytes, const char *reordered,
                 Comparison &result) {
  const char *end = twin + bytes, *found = twin;
  while (true) {
    found = std::mismatch(found, end, oracle + (found - twin)).first;
    if (found == end) {
      return;
    }
    const uint64_t begin = uint64_t(found - twin) / elementBytes * elementBytes;
    if (!reordered ||
        std::memcmp(reordered + begin, oracle + begin, elementBytes) == 0) {
      break;
    }
    ++result.ordered;
    found = twin + begin + elementBytes;
  }
  const auto at = found - twin;
  result.differs = true;
  result.index = uint64_t(at) / elementBytes;
  const uint64_t begin = result.index * elementBytes;
  result.offset = begin;
  result.elementBytes = elementBytes;
  auto print = [&](const char *from) {
    int64_t value = 0;
    switch (elementBytes) {
    case 8:
      value = load<int64_t>(from + begin, 0);
      break;
    case 4:
      value = load<int32_t>(from + begin, 0);
      break;
    case 2:
      value = load<int16_t>(from + begin, 0);
      break;
    case 1:
      value = load<uint8_t>(from + begin, 0);
      break;
    default:
      return formatted("byte %u: 0x%02x", unsigned(uint64_t(at) - begin),
                       unsigned(uint8_t(from[at])));
    }
    return formatted("%lld", (long long)value);
  };
  result.twinValue = print(twin);
  result.oracleValue = print(oracle);
}
} // namespace

Comparison cubeport::oracle::compareBuffers(
    const void *twin, const void *oracle, uint64_t bytes, ElementKind kind,
    uint32_t elementBytes, const Tolerance &tolerance, const Spread &spread) {
  Comparison result;
  uint64_t covered = bytes;
  switch (kind) {
  case ElementKind::F32:
    covered = bytes / 4 * 4;
    result.elements = bytes / 4;
    compareFloats<uint32_t>(twin, oracle, bytes / 4, kind, tolerance, spread,
                            result);
    break;
  case ElementKind::F64:
    covered = bytes / 8 * 8;
    result.elements = bytes / 8;
    compareFloats<uint64_t>(twin, oracle, bytes / 8, kind, tolerance, spread,
                            result);
    break;
  case ElementKind::F16:
  case ElementKind::BF16:
    covered = bytes / 2 * 2;
    result.elements = bytes / 2;
    compareFloats<uint16_t>(twin, oracle, bytes / 2, kind, tolerance, spread,
                            result);
    break;
  default:
    elementBytes = elementBytes && bytes % elementBytes == 0 ? elementBytes : 1;
    result.elements = bytes / elementBytes;
    compareBits(static_cast<const char *>(twin),
                static_cast<const char *>(oracle), bytes, elementBytes,
                static_cast<const char *>(spread.reordered), result);
    break;
  }
  if (covered < bytes && !result.differs) {
    // A tail that is no whole element.
    compareBits(static_cast<const char *>(twin) + covered,
                static_cast<const char *>(oracle) + covered, bytes - covered, 1,
                nullptr, result);
    result.index += result.differs ? covered : 0;
    result.offset += result.differs ? covered : 0;
  }
  return result;
}

namespace {
/// A result of an operation that has none, as machines write it: quiet, with
/// either sign, without or with all bits of the fraction.
template <typename Bits> bool isDefaultNan(Bits bits, unsigned fractionBits) {
  const Bits sign = Bits(Bits(1) << (sizeof(Bits) * 8 - 1));
  const Bits magnitude = Bits(bits & Bits(~sign));
  const Bits quiet =
      Bits(Bits(sign - 1) & Bits(~Bits((Bits(1) << (fractionBits - 1)) - 1)));
  return magnitude == quiet || magnitude == Bits(sign - 1);
}

template <typename Bits>
void equateNans(char *twin, const char *oracle, uint64_t bytes,
                unsigned fractionBits) {
  for (uint64_t i = 0; i < bytes / sizeof(Bits); ++i) {
    const Bits a = load<Bits>(twin, i), b = load<Bits>(oracle, i);
    if (a != b && isDefaultNan(a, fractionBits) &&
        isDefaultNan(b, fractionBits)) {
      std::memcpy(twin + i * sizeof(Bits), &b, sizeof(Bits));
    }
  }
}
} // namespace

void cubeport::oracle::equateDefaultNans(char *twin, const char *oracle,
                                         uint64_t bytes, uint32_t kinds) {
  auto has = [&](ElementKind kind) { return kinds >> uint32_t(kind) & 1; };
  if (has(ElementKind::F64)) {
    equateNans<uint64_t>(twin, oracle, bytes, 52);
  }
  if (has(ElementKind::F32)) {
    equateNans<uint32_t>(twin, oracle, bytes, 23);
  }
  if (has(ElementKind::F16)) {
    equateNans<uint16_t>(twin, oracle, bytes, 10);
  }
  if (has(ElementKind::BF16)) {
    equateNans<uint16_t>(twin, oracle, bytes, 7);
  }
}

Comparison cubeport::oracle::compareSteady(const void *twin, const void *oracle,
                                           uint64_t bytes,
                                           const Spread &spread) {
  Comparison result;
  result.elements = bytes;
  for (uint64_t at = 0; at < bytes && !result.differs; at += 8) {
    const uint64_t size = std::min<uint64_t>(8, bytes - at);
    auto piece = [&](const void *from) {
      return static_cast<const char *>(from) + at;
    };
    if (std::memcmp(piece(twin), piece(oracle), size) == 0) {
      continue;
    }
    if (std::memcmp(piece(spread.low), piece(oracle), size) != 0 ||
        std::memcmp(piece(spread.high), piece(oracle), size) != 0) {
      ++result.timed;
      continue;
    }
    compareBits(piece(twin), piece(oracle), size, 1, nullptr, result);
    result.index += at;
    result.offset += at;
  }
  return result;
}

bool cubeport::oracle::holdSameElements(const void *a, const void *b,
                                        uint64_t bytes, uint32_t elementBytes) {
  if (elementBytes == 0 || bytes % elementBytes != 0) {
    return false;
  }
  auto sorted = [&](const void *from) {
    const char *begin = static_cast<const char *>(from);
    std::vector<std::string_view> elements;
    elements.reserve(bytes / elementBytes);
    for (uint64_t at = 0; at < bytes; at += elementBytes) {
      elements.emplace_back(begin + at, elementBytes);
    }
    std::sort(elements.begin(), elements.end());
    return elements;
  };
  return sorted(a) == sorted(b);
}
