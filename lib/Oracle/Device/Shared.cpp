// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The check of races in shared memory where there is none, which is inlined;
// the runtime does the rest.
#include "Common.h"

using namespace cubeport::oracle;

namespace {
/// One access to a single word of shared memory. The window and its cells come
/// from the caller, who knows that nothing changes them.
struct WordAccess {
  const ThreadContext &thread = *cubeportOracleThread;
  const BlockContext &block = *thread.block;
  ShadowCell *cell = nullptr;
  const Warp *warps;
  u64 first = 0, bytes;
  uint8_t mask = 0;

  WordAccess(const void *address, u64 bytes, const char *shared,
             u64 sharedBytes, ShadowCell *shadow, const Warp *warps)
      : warps(warps), bytes(bytes) {
    const u64 offset = u64((const char *)address - shared);
    if (shadow && offset < sharedBytes && (offset & 3) + bytes <= 4) {
      cell = shadow + offset / 4;
      first = offset & 3;
      mask = uint8_t(((1u << bytes) - 1) << first);
    }
  }
  /// Without warps, as for kernels whose threads never wait, nothing but a
  /// barrier orders two threads.
  u32 clock() const { return warps ? warps[thread.linear / 32].clock : 0; }
  /// Of the bytes that were read before.
  bool isReadBySelf() const {
    bool isSelf = true;
    for (u64 byte = first; byte < first + bytes; ++byte) {
      isSelf &= cell->readThreads[byte] == thread.linear ||
                !(cell->readBytes & 1u << byte);
    }
    return isSelf;
  }
  void markReader() const {
    const u32 now = clock();
    for (u64 byte = first; byte < first + bytes; ++byte) {
      const u32 other = cell->readThreads[byte];
      const bool isShared =
          warps ? other / 32 != thread.linear / 32 : other != thread.linear;
      if (cell->readBytes & 1u << byte && isShared) {
        cell->sharedBytes |= uint8_t(1u << byte);
      }
      cell->readThreads[byte] = uint16_t(thread.linear);
      cell->readClocks[byte] = now;
    }
  }
};
} // namespace

DEVICE INLINE void cubeport_shared_read(const void *address, u64 bytes,
                                        u32 site, const char *shared,
                                        u64 sharedBytes, ShadowCell *shadow,
                                        const Warp *warps) {
  const WordAccess access(address, bytes, shared, sharedBytes, shadow, warps);
  ShadowCell *cell = access.cell;
  const u32 epoch = access.block.epoch;
  if (!cell || (cell->writeEpoch == epoch &&
                cell->writeThread != access.thread.linear)) {
    return cubeportOracleSharedRead(address, bytes, site);
  }
  if (cell->readEpoch != epoch) {
    cell->readEpoch = epoch;
    cell->readBytes = cell->sharedBytes = 0;
  } else if (!(access.mask & ~cell->sharedBytes)) {
    return; // one more reader changes nothing
  }
  access.markReader();
  cell->readBytes |= access.mask;
  cell->readSite = site;
}

DEVICE INLINE void cubeport_shared_write(const void *address, u64 bytes,
                                         const void *value, u32 site,
                                         const char *shared, u64 sharedBytes,
                                         ShadowCell *shadow,
                                         const Warp *warps) {
  const WordAccess access(address, bytes, shared, sharedBytes, shadow, warps);
  ShadowCell *cell = access.cell;
  const u32 epoch = access.block.epoch;
  if (!cell ||
      (cell->writeEpoch == epoch &&
       cell->writeThread != access.thread.linear) ||
      (cell->readEpoch == epoch && cell->readBytes & access.mask &&
       (cell->sharedBytes & access.mask || !access.isReadBySelf()))) {
    return cubeportOracleSharedWrite(address, bytes, value, site);
  }
  cell->writeBytes =
      access.mask | (cell->writeEpoch == epoch ? cell->writeBytes & 15 : 0);
  cell->writeEpoch = epoch;
  cell->writeThread = uint16_t(access.thread.linear);
  cell->writeSite = site;
  cell->writeClock = access.clock();
}
