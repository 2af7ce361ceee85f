// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Races in shared memory, and reads of what was never written.
#include "Shadow.h"
#include "Block.h"
#include "Fault.h"

#include <cstring>

using namespace cubeport::oracle;

ShadowCell *SharedShadow::cells(const char *window, uint64_t bytes) {
  const uint64_t count = bytes / 4 + 2;
  if (window == lastWindow && count <= lastCount) {
    return lastCells;
  }
  Window *found = nullptr;
  for (Window &known : windows) {
    found = known.begin == window ? &known : found;
  }
  if (!found) {
    windows.push_back({window, {}});
    found = &windows.back();
  }
  if (found->cells.size() < count) {
    found->cells.resize(count);
  }
  lastWindow = window;
  lastCount = found->cells.size();
  lastCells = found->cells.data();
  return lastCells;
}

namespace {
/// The running thread and the time it is at.
struct Now {
  Worker &worker;
  const ThreadContext &thread;
  uint32_t epoch, startEpoch, clock;

  Now() : worker(thisWorker()), thread(*cubeportOracleThread) {
    const BlockContext &block = *thread.block;
    epoch = block.epoch;
    startEpoch = block.startEpoch;
    clock = block.warps ? block.warps[thread.linear / 32].clock : 0;
  }

  /// True if nothing orders an earlier access of `other` at `otherClock` of
  /// its warp before this one. Inside a warp every operation that this thread
  /// took part in since then counts as order.
  bool isUnordered(uint32_t other, uint32_t otherClock) const {
    if (other == thread.linear) {
      return false;
    }
    if (other / 32 != thread.linear / 32 || !thread.block->warps) {
      return true;
    }
    const Warp &warp = thread.block->warps[other / 32];
    return warp.synced[thread.linear % 32] <= otherClock;
  }
};

/// The cells that an access touches, with the bytes in each.
struct Touched {
  ShadowCell *cell = nullptr;
  uint64_t offset = 0, bytes = 0;

  Touched(const Now &now, const void *address, uint64_t size) {
    const BlockContext &context = *now.worker.context;
    offset = uint64_t(static_cast<const char *>(address) - context.shared);
    if (offset >= context.sharedBytes) {
      return; // not shared memory
    }
    bytes = std::min(size, context.sharedBytes - offset);
    cell = context.shadow + offset / 4;
  }
  bool isLeft() const { return bytes != 0; }
  uint8_t mask() const {
    const uint64_t first = offset % 4;
    const uint64_t last = std::min<uint64_t>(4, first + bytes);
    return uint8_t((1u << last) - (1u << first));
  }
  void next() {
    const uint64_t here = std::min(bytes, 4 - offset % 4);
    offset += here;
    bytes -= here;
    ++cell;
  }
};
} // namespace

[[noreturn]] static void reportRace(const Now &now, const char *what,
                                    uint64_t offset, uint32_t site,
                                    uint32_t otherSite, uint32_t otherThread,
                                    const char *otherWhat) {
  const DeviceModule &module = *now.worker.launch->module;
  std::string place = formatted("dynamic shared memory, byte %lld",
                                (long long)(offset - module.staticSharedBytes));
  for (uint32_t i = 0; i < module.sharedVariableCount; ++i) {
    const Variable &variable = module.sharedVariables[i];
    if (offset >= variable.offset &&
        offset < variable.offset + variable.bytes) {
      place = formatted("'%s', byte %llu", variable.name,
                        (unsigned long long)(offset - variable.offset));
    }
  }
  const uint32_t *dims = now.thread.block->blockDim;
  fault("CP8013", site,
        formatted("%s of shared memory (%s) races with another thread of the "
                  "block; no barrier is between them",
                  what, place.c_str()),
        // Of many that read it the last is known, which may be this one.
        {{otherSite,
          otherThread == now.thread.linear
              ? formatted("threads of several warps %s here", otherWhat)
              : formatted("thread (%u, %u, %u) %s here", otherThread % dims[0],
                          otherThread / dims[0] % dims[1],
                          otherThread / dims[0] / dims[1], otherWhat)}});
}

/// Reports a write of what another thread reads.
static void checkReaders(const ShadowCell &cell, uint8_t mask, const Now &now,
                         const char *what, uint64_t offset, uint32_t site) {
  if (cell.readEpoch != now.epoch) {
    return;
  }
  for (unsigned byte = 0; byte < 4; ++byte) {
    const uint8_t bit = uint8_t(1u << byte);
    if (cell.readBytes & mask & bit &&
        (cell.sharedBytes & bit ||
         now.isUnordered(cell.readThreads[byte], cell.readClocks[byte]))) {
      reportRace(now, what, offset, site, cell.readSite, cell.readThreads[byte],
                 "read it");
    }
  }
}

static void markRead(ShadowCell &cell, uint8_t mask, const Now &now,
                     uint32_t site) {
  if (cell.readEpoch != now.epoch) {
    cell.readEpoch = now.epoch;
    cell.readBytes = cell.sharedBytes = 0;
  }
  for (unsigned byte = 0; byte < 4; ++byte) {
    const uint8_t bit = uint8_t(1u << byte);
    if (!(mask & bit)) {
      continue;
    }
    const uint32_t other = cell.readThreads[byte];
    if (cell.readBytes & bit && other != now.thread.linear &&
        (!now.thread.block->warps || other / 32 != now.thread.linear / 32)) {
      cell.sharedBytes |= bit;
    }
    cell.readThreads[byte] = uint16_t(now.thread.linear);
    cell.readClocks[byte] = now.clock;
  }
  cell.readBytes |= mask;
  cell.readSite = site;
}

/// Reports a read of bytes that nobody wrote.
static void checkWritten(const ShadowCell &cell, uint8_t mask, const Now &now,
                         uint64_t offset, uint32_t site) {
  if (cell.initEpoch != now.startEpoch || (cell.initBytes & mask) != mask) {
    fault("CP8014", site,
          formatted("read of byte %llu of shared memory, which no thread of "
                    "the block has written",
                    (unsigned long long)offset));
  }
}

static void markWritten(ShadowCell &cell, uint8_t mask, const Now &now) {
  cell.initBytes =
      cell.initEpoch == now.startEpoch ? cell.initBytes | mask : mask;
  cell.initEpoch = now.startEpoch;
}

void cubeportOracleSharedRead(const void *address, uint64_t size,
                              uint32_t site) {
  const Now now;
  if (!now.thread.block->shadow) {
    return;
  }
  const uint32_t checks = now.worker.launch->module->checks;
  for (Touched at(now, address, size); at.isLeft(); at.next()) {
    ShadowCell &cell = *at.cell;
    const uint8_t mask = at.mask();
    if (checks & kCheckInit) {
      checkWritten(cell, mask, now, at.offset, site);
    }
    if (!(checks & kCheckRaces)) {
      continue;
    }
    if (cell.writeEpoch == now.epoch && cell.writeBytes & mask &&
        now.isUnordered(cell.writeThread, cell.writeClock)) {
      reportRace(now, "read", at.offset, site, cell.writeSite, cell.writeThread,
                 "wrote it");
    }
    markRead(cell, mask, now, site);
  }
}

void cubeportOracleSharedWrite(const void *address, uint64_t size,
                               const void *value, uint32_t site) {
  const Now now;
  if (!now.thread.block->shadow) {
    return;
  }
  const uint32_t checks = now.worker.launch->module->checks;
  // Two threads that write what is there already disturb nobody.
  const bool isSame = value && std::memcmp(address, value, size) == 0;
  for (Touched at(now, address, size); at.isLeft(); at.next()) {
    ShadowCell &cell = *at.cell;
    const uint8_t mask = at.mask();
    // Of threads that all write one value, some may read it before the others
    // write; but nobody may read what was there before.
    const bool isAgain = isSame && cell.writeEpoch == now.epoch &&
                         (mask & ~cell.writeBytes) == 0;
    if (checks & kCheckRaces && !isAgain) {
      if (!isSame && cell.writeEpoch == now.epoch && cell.writeBytes & mask &&
          now.isUnordered(cell.writeThread, cell.writeClock)) {
        reportRace(now, "write", at.offset, site, cell.writeSite,
                   cell.writeThread, "wrote it");
      }
      checkReaders(cell, mask, now, "write", at.offset, site);
    }
    const bool isFirst =
        cell.writeEpoch != now.epoch || cell.writeThread != now.thread.linear;
    cell.writeBytes = isFirst ? mask : (cell.writeBytes & 15) | mask;
    cell.writeEpoch = now.epoch;
    cell.writeThread = uint16_t(now.thread.linear);
    cell.writeSite = site;
    cell.writeClock = now.clock;
    markWritten(cell, mask, now);
  }
}

void cubeportOracleSharedAtomic(const void *address, uint64_t size,
                                uint32_t site) {
  const Now now;
  if (!now.thread.block->shadow) {
    return;
  }
  const DeviceModule &module = *now.worker.launch->module;
  const bool reads = !(module.sites[site].flags & kSiteIsBlind);
  // Atomics race with what is not atomic.
  for (Touched at(now, address, size); at.isLeft(); at.next()) {
    ShadowCell &cell = *at.cell;
    const uint8_t mask = at.mask();
    if (module.checks & kCheckInit && reads) {
      checkWritten(cell, mask, now, at.offset, site);
    }
    if (module.checks & kCheckRaces) {
      if (cell.writeEpoch == now.epoch && cell.writeBytes & mask &&
          !(cell.writeBytes & kAtomicWrite) &&
          now.isUnordered(cell.writeThread, cell.writeClock)) {
        reportRace(now, "atomic operation", at.offset, site, cell.writeSite,
                   cell.writeThread, "wrote it");
      }
      checkReaders(cell, mask, now, "atomic operation", at.offset, site);
    }
    cell.writeBytes = mask | kAtomicWrite;
    cell.writeEpoch = now.epoch;
    cell.writeThread = uint16_t(now.thread.linear);
    cell.writeSite = site;
    cell.writeClock = now.clock;
    markWritten(cell, mask, now);
  }
}
