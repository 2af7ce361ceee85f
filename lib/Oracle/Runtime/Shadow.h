// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the oracle knows about each word of shared memory: who wrote and read
// it since when.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_SHADOW_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_SHADOW_H

#include "lib/Oracle/Abi.h"

#include <vector>

namespace cubeport::oracle {

/// Four bytes of shared memory. Epochs count barriers of a host thread, so
/// cells need no clearing between blocks.
struct ShadowCell {
  uint32_t writeEpoch = 0, readEpoch = 0, initEpoch = 0;
  uint32_t writeSite = 0, readSite = 0;
  /// The warp's clock at the access.
  uint32_t writeClock = 0, readClock = 0;
  uint16_t writeThread = 0, readThread = 0;
  uint8_t writeBytes = 0, readBytes = 0, initBytes = 0;
  /// Threads of several warps have read it in this epoch.
  bool isReadByMany = false;
};

/// The cells of the windows of a host thread's blocks.
class SharedShadow {
public:
  /// The cells of a window of shared memory that begins at `window`.
  ShadowCell *cells(const char *window, uint64_t bytes);

private:
  const char *lastWindow = nullptr;
  uint64_t lastCount = 0;
  ShadowCell *lastCells = nullptr;
  struct Window {
    const char *begin;
    std::vector<ShadowCell> cells;
  };
  std::vector<Window> windows;
};

} // namespace cubeport::oracle

#endif
