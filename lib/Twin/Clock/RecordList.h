// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists that cores record into: they grow without moving what they have, and
// what one launch gives back, the next one takes.
#ifndef CUBEPORT_TWIN_CLOCK_RECORDLIST_H
#define CUBEPORT_TWIN_CLOCK_RECORDLIST_H

#include <cstddef>
#include <type_traits>
#include <vector>

namespace cubeport::twin {

constexpr size_t chunkBytes = 8192;
/// So many bytes, of those given back if there are any.
void *takeChunk();
void giveChunk(void *chunk);

/// Records stay where they are until clear().
template <typename T> class RecordList {
  static_assert(std::is_trivially_copyable_v<T>, "lives in raw memory");

public:
  RecordList() = default;
  RecordList(const RecordList &) = delete;
  ~RecordList() { clear(); }

  void push_back(const T &record) {
    if (next == end) {
      chunks.push_back(static_cast<T *>(takeChunk()));
      next = chunks.back();
      end = next + perChunk;
    }
    *next++ = record;
  }
  size_t size() const {
    return chunks.size() * perChunk - static_cast<size_t>(end - next);
  }
  const T &operator[](size_t index) const {
    return chunks.data()[index / perChunk][index % perChunk];
  }
  void clear() {
    for (T *chunk : chunks) {
      giveChunk(chunk);
    }
    chunks.clear();
    next = end = nullptr;
  }

private:
  static constexpr size_t perChunk = chunkBytes / sizeof(T);
  T *next = nullptr, *end = nullptr; ///< free places of the last chunk
  std::vector<T *> chunks;
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_RECORDLIST_H
