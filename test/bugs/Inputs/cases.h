// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the Ascend C programs with planted bugs share.
#ifndef CUBEPORT_TEST_BUGS_CASES_H
#define CUBEPORT_TEST_BUGS_CASES_H

#include "../../Twin/Inputs/harness.h"

#include "planted.h"

inline bool is(const char *name) { return isWanted(name); }

/// One line of the data cache, or all of it.
template <typename T>
inline void cleanLine(const GlobalTensor<T> &at, Where where = Where::here()) {
  DataCacheCleanAndInvalid<T, CacheLine::SINGLE_CACHE_LINE,
                           DcciDst::CACHELINE_OUT>(at, where);
}
template <typename T>
inline void cleanAll(const GlobalTensor<T> &at, Where where = Where::here()) {
  DataCacheCleanAndInvalid<T, CacheLine::ENTIRE_DATA_CACHE,
                           DcciDst::CACHELINE_OUT>(at, where);
}

#endif // CUBEPORT_TEST_BUGS_CASES_H
