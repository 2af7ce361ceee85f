// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the CUDA programs with planted bugs share. Each kernel is one case. The
// argument names the case to run, `all` runs every one. With FIXED defined the
// bug is not there, and nothing may be reported.
#pragma once

#include <cstdio>
#include <cstring>
#include <vector>

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

/// Launches what follows if it is the case that was asked for.
inline bool is(const char *name) {
  cudaDeviceSynchronize();
  return !std::strcmp(wantedCase, "all") || !std::strcmp(wantedCase, name);
}

/// An array in device memory, all ones.
template <typename T> T *ones(int count) {
  std::vector<T> values(count, static_cast<T>(1));
  T *memory = nullptr;
  cudaMalloc(&memory, count * sizeof(T));
  cudaMemcpy(memory, values.data(), count * sizeof(T), cudaMemcpyHostToDevice);
  return memory;
}
