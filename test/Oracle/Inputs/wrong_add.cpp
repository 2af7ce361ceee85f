// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Takes the place of the launcher of vectorAdd: does its work, then changes
// one element, as a wrong translation would.
#include <cstdint>

extern "C" {
void __real__Z16vectorAdd_launchjPvS_S_S_iiiiiii(uint32_t, void *, void *,
                                                 void *, void *, int32_t,
                                                 int32_t, int32_t, int32_t,
                                                 int32_t, int32_t, int32_t);
void __wrap__Z16vectorAdd_launchjPvS_S_S_iiiiiii(
    uint32_t cores, void *stream, void *a, void *b, void *c, int32_t n,
    int32_t gridX, int32_t gridY, int32_t gridZ, int32_t blockX, int32_t blockY,
    int32_t blockZ) {
  __real__Z16vectorAdd_launchjPvS_S_S_iiiiiii(cores, stream, a, b, c, n, gridX,
                                              gridY, gridZ, blockX, blockY,
                                              blockZ);
  static_cast<float *>(c)[1234] += 0.25f;
}
}
