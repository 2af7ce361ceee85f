// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The comparison of buffers: what is close enough, and what is told of the
// first element that is not.
// RUN: clang++ -std=c++17 -I%cubeport_src %s %build/lib/libCubeportOracle.a \
// RUN:   %build/lib/libCubeportTwin.a -pthread -o %t && %t
#include "Inputs/expect.h"
#include "lib/Oracle/Runtime/Verify.h"

#include <cmath>
#include <cstdio>
#include <vector>

using namespace cubeport::oracle;

template <typename T>
static Comparison compare(const std::vector<T> &a, const std::vector<T> &b,
                          ElementKind kind) {
  return compareBuffers(a.data(), b.data(), a.size() * sizeof(T), kind,
                        sizeof(T), findTolerance(kind, false));
}

int main() {
  const std::vector<float> base = {1.0f, -2.0f, 0.0f, 1e30f, NAN, INFINITY};
  std::vector<float> other = base;
  expect(!compare(base, other, ElementKind::F32).differs, "the same");
  other[0] = std::nextafterf(1.0f, 2.0f);
  other[2] = -0.0f;
  other[4] = -NAN;
  Comparison close = compare(base, other, ElementKind::F32);
  expect(!close.differs && close.worstUlps == 1, "one unit in the last place");
  other[3] = 1.001e30f;
  Comparison far = compare(base, other, ElementKind::F32);
  expect(far.differs && far.index == 3, "a thousandth is too far");
  other = base;
  other[5] = 1e38f;
  expect(compare(base, other, ElementKind::F32).differs, "infinity is not big");
  other = base;
  other[4] = 0;
  expect(compare(base, other, ElementKind::F32).differs, "NaN is no number");

  const std::vector<int> ints = {1, 2, 3, 4};
  std::vector<int> wrong = {1, 2, 3, -4};
  Comparison exact = compare(ints, wrong, ElementKind::Integer);
  expect(exact.differs && exact.index == 3 && exact.twinValue == "4" &&
             exact.oracleValue == "-4",
         "integers are compared bit for bit");
  const std::vector<double> doubles = {1.0, 2.0};
  expect(compare(doubles, {1.0, 2.0 + 1e-9}, ElementKind::F64).differs,
         "doubles are closer");
  expect(!compare(doubles, {1.0, 2.0 + 1e-13}, ElementKind::F64).differs,
         "rounding of doubles");

  // Structures of halves and integers: the sign of a NaN is the machine's, but
  // only of those that operations leave, and only if there are halves.
  const std::vector<uint16_t> oracle = {0xfe00, 0x7fff, 0x7c01, 0x8000};
  std::vector<uint16_t> twin = {0x7e00, 0x7e00, 0xfc01, 0x0000};
  auto equate = [&](uint32_t kinds) {
    equateDefaultNans(reinterpret_cast<char *>(twin.data()),
                      reinterpret_cast<const char *>(oracle.data()), 8, kinds);
  };
  equate(1u << uint32_t(ElementKind::Integer));
  expect(twin[0] == 0x7e00, "integers have no NaN");
  equate(1u << uint32_t(ElementKind::F16));
  expect(twin[0] == oracle[0] && twin[1] == oracle[1], "default NaNs are one");
  expect(twin[2] == 0xfc01 && twin[3] == 0, "other bits count");
  return failures != 0;
}
