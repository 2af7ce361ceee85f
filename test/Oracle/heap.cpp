// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Two heaps of the device: blocks that were given in another order are the
// same if pointers lead to them in the same way.
// RUN: clang++ -std=c++17 -I%cubeport_src %s %build/lib/libCubeportOracle.a \
// RUN:   %build/lib/libCubeportTwin.a -pthread -o %t && %t
#include "Inputs/expect.h"
#include "lib/Oracle/Runtime/Heap.h"

#include <cstdio>
#include <cstring>

using namespace cubeport::oracle;

static constexpr uint64_t kBegin = 0x10000;

/// A heap with blocks of one to four units, in use if the size is positive.
static DeviceHeap makeHeap(const std::vector<int> &sizes) {
  std::vector<uint64_t> words(2 * 200);
  words[1] = 200;
  uint64_t unit = 128;
  for (int size : sizes) {
    const uint64_t bytes = uint64_t(size < 0 ? -size : size);
    const uint64_t units = (bytes + 15) / 16;
    words[2 * unit] = bytes << 16 | (size > 0 ? 256 : 0) | units;
    unit += units + 1;
  }
  words[3] = unit;
  DeviceHeap heap;
  heap.read(kBegin, words.data());
  return heap;
}

/// Where the blocks of 64, 16 and 16 bytes of the heaps below begin.
static uint64_t at(int unit) { return kBegin + 16 * uint64_t(128 + unit + 1); }

static bool isSame(HeapMatch &match, std::vector<uint64_t> onTwin,
                   std::vector<uint64_t> onOracle) {
  const auto *first = reinterpret_cast<const char *>(onTwin.data());
  const auto *second = reinterpret_cast<const char *>(onOracle.data());
  const std::vector<char> all =
      match.translate(first, second, 8 * onTwin.size());
  return std::memcmp(all.data(), second, all.size()) == 0;
}

int main() {
  // The oracle gave the large block last.
  const DeviceHeap twin = makeHeap({64, 16, 16, -16});
  const DeviceHeap oracle = makeHeap({16, 16, 64, -16});
  const uint64_t large = at(0), small = at(5), other = at(7), freed = at(9);
  const uint64_t large2 = at(4), small2 = at(0), other2 = at(2);
  expect(twin.countInUse() == 3 && twin.bytesInUse() == 96, "counts");
  expect(twin.find(small + 3)->begin == small, "a block from inside");

  HeapMatch match(twin, oracle);
  expect(isSame(match, {large, 7}, {large2, 7}), "two blocks");
  expect(isSame(match, {large + 8}, {large2 + 8}), "inside of both");
  expect(match.pairs.size() == 1, "a pair once");
  expect(!isSame(match, {large + 8}, {large2}), "another place in the block");
  expect(!isSame(match, {small}, {large2}), "another size");
  expect(isSame(match, {small}, {other2}), "a second pair");
  expect(!isSame(match, {small}, {small2}), "one block for two");
  expect(!isSame(match, {other}, {other2}), "two blocks for one");
  expect(isSame(match, {other}, {small2}), "the last pair");
  expect(match.pairs.size() == 3, "three pairs");
  expect(isSame(match, {freed}, {freed}), "freed on both sides");
  expect(!isSame(match, {freed}, {small2}), "freed on one side");
  expect(!isSame(match, {5, 6}, {5, 7}), "numbers");
  expect(isSame(match, {1, large}, {1, large2}), "in the second place");

  DeviceHeap heap = makeHeap({16});
  expect(heap.take(at(0)) && !heap.take(at(0)), "freed twice");
  expect(!heap.take(at(0) + 1), "no block begins here");
  heap.give(at(0), 8);
  expect(heap.bytesInUse() == 8, "given again");
  return failures;
}
