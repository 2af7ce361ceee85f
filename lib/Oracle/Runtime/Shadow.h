// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the oracle knows about each word of shared memory: who wrote and read
// it since when.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_SHADOW_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_SHADOW_H

#include "lib/Oracle/Abi.h"

#include <vector>

namespace cubeport::oracle {

/// The cells of the windows of a host thread's blocks.
class SharedShadow {
public:
  /// Forgets the windows of earlier launches.
  void clear() {
    lastWindow = nullptr;
    windows.clear();
  }
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
