// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Addresses for buffers whose lives are known.
#include "lib/Plan/Lifetimes.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;

/// Puts the buffers one after the other; returns the bytes in use.
static int64_t placeApart(MutableArrayRef<LocalBuffer> buffers) {
  int64_t end = 0;
  for (LocalBuffer &buffer : buffers) {
    buffer.address = end;
    end += buffer.bytes;
  }
  return end;
}

/// Gives `buffer` the lowest gap between those of `placed` that live with it.
static int64_t findGap(const LocalBuffer &buffer,
                       ArrayRef<const LocalBuffer *> placed) {
  SmallVector<std::pair<int64_t, int64_t>> taken;
  for (const LocalBuffer *other : placed) {
    if (buffer.livesWith(*other)) {
      taken.push_back({other->address, other->address + other->bytes});
    }
  }
  llvm::sort(taken);
  int64_t address = 0;
  for (auto [begin, end] : taken) {
    if (begin - address >= buffer.bytes) {
      break;
    }
    address = std::max(address, end);
  }
  return address;
}

/// First fit in the given order; returns the bytes in use.
static int64_t placeShared(ArrayRef<LocalBuffer *> order) {
  SmallVector<const LocalBuffer *> placed;
  int64_t end = 0;
  for (LocalBuffer *buffer : order) {
    buffer->address = findGap(*buffer, placed);
    end = std::max(end, buffer->address + buffer->bytes);
    placed.push_back(buffer);
  }
  return end;
}

/// Shares addresses: first fit by start of life, and by size where that needs
/// fewer bytes.
static int64_t placeShared(MutableArrayRef<LocalBuffer> buffers) {
  SmallVector<LocalBuffer *> byStart;
  for (LocalBuffer &buffer : buffers) {
    byStart.push_back(&buffer);
  }
  SmallVector<LocalBuffer *> bySize = byStart;
  llvm::sort(byStart, [](const LocalBuffer *a, const LocalBuffer *b) {
    return std::tie(a->firstUse, a) < std::tie(b->firstUse, b);
  });
  llvm::sort(bySize, [](const LocalBuffer *a, const LocalBuffer *b) {
    return std::tie(b->bytes, a) < std::tie(a->bytes, b);
  });
  int64_t endByStart = placeShared(ArrayRef(byStart));
  int64_t endBySize = placeShared(ArrayRef(bySize));
  return endByStart <= endBySize ? placeShared(ArrayRef(byStart)) : endBySize;
}

int64_t plan::placeBuffers(MutableArrayRef<LocalBuffer> buffers,
                           int64_t capacity, bool reuse) {
  int64_t bytesUsed = placeApart(buffers);
  return reuse || bytesUsed > capacity ? placeShared(buffers) : bytesUsed;
}
