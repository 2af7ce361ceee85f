// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What all programs with planted bugs share. Each kernel is one case. The
// argument names the case to run, `all` runs every one. With FIXED defined the
// bug is not there, and nothing may be reported.
#pragma once

#include <cstring>

#ifdef FIXED
#define BUG(...)
#define FIX(...) __VA_ARGS__
#define CHOOSE(bug, fix) fix
#else
#define BUG(...) __VA_ARGS__
#define FIX(...)
#define CHOOSE(bug, fix) bug
#endif

/// The name of the case that was asked for.
inline const char *wantedCase = "all";

/// True for the case that was asked for.
inline bool isWanted(const char *name) {
  return !std::strcmp(wantedCase, "all") || !std::strcmp(wantedCase, name);
}
