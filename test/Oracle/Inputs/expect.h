// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How tests in C++ count what went wrong.
#pragma once

#include <cstdio>

static int failures = 0;

static void expect(bool condition, const char *what) {
  if (!condition) {
    std::printf("FAIL: %s\n", what);
    ++failures;
  }
}
