// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Synchronisation of all cores of a launch.
#ifndef CUBEPORT_ASCENDC_TWIN_SYNCALL_H
#define CUBEPORT_ASCENDC_TWIN_SYNCALL_H

#include "twin/Sync.h"

namespace cubeport {
namespace twin {
void syncAll(bool vectorsOnly, Where where);
/// The form that polls flags in global memory; checks its two buffers.
void syncAllByMemory(uint64_t flags, uint64_t flagBytes, const Local &local,
                     int32_t usedCores, Where where);
} // namespace twin
} // namespace cubeport

namespace AscendC {

template <bool isAIVOnly = true>
inline void SyncAll(Where where = Where::here()) {
  cubeport::twin::syncAll(isAIVOnly, where);
}
template <bool isAIVOnly = true>
inline void SyncAll(const GlobalTensor<int32_t> &gmWorkspace,
                    const LocalTensor<int32_t> &ubWorkspace,
                    const int32_t usedCores = 0, Where where = Where::here()) {
  static_assert(isAIVOnly, "SyncAll by memory is for vector cores only");
  cubeport::twin::syncAllByMemory(gmWorkspace.At(0),
                                  gmWorkspace.GetSize() * sizeof(int32_t),
                                  ubWorkspace.operand, usedCores, where);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_SYNCALL_H
