// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the Ascend C programs with planted bugs share; see cases.cuh.
#ifndef CUBEPORT_TEST_BUGS_CASES_H
#define CUBEPORT_TEST_BUGS_CASES_H

#include "../../Twin/Inputs/harness.h"

#ifdef FIXED
#define BUG(...)
#define FIX(...) __VA_ARGS__
#define CHOOSE(bug, fix) fix
#else
#define BUG(...) __VA_ARGS__
#define FIX(...)
#define CHOOSE(bug, fix) bug
#endif

inline const char *wantedCase = "all";

inline bool is(const char *name) {
  return !std::strcmp(wantedCase, "all") || !std::strcmp(wantedCase, name);
}

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
