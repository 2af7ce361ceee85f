// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The memory of records: fresh pages cost as much as the recording does, so
// some are kept from launch to launch.
#include "Clock/RecordList.h"

#include <mutex>
#include <new>

using namespace cubeport::twin;

/// What is given back beyond this goes to the system.
static constexpr size_t mostSpareBytes = size_t(64) << 20;

namespace {
struct SpareChunks {
  std::mutex mutex;
  std::vector<void *> chunks;

  static SpareChunks &instance() {
    static auto *spare = new SpareChunks;
    return *spare;
  }
};
} // namespace

void *cubeport::twin::takeChunk() {
  SpareChunks &spare = SpareChunks::instance();
  std::lock_guard<std::mutex> lock(spare.mutex);
  if (spare.chunks.empty()) {
    return ::operator new(chunkBytes);
  }
  void *chunk = spare.chunks.back();
  spare.chunks.pop_back();
  return chunk;
}

void cubeport::twin::giveChunk(void *chunk) {
  SpareChunks &spare = SpareChunks::instance();
  std::lock_guard<std::mutex> lock(spare.mutex);
  if (spare.chunks.size() < mostSpareBytes / chunkBytes) {
    spare.chunks.push_back(chunk);
  } else {
    ::operator delete(chunk);
  }
}
