// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the CUDA programs with planted bugs share.
#pragma once

#include "planted.h"

#include <cstdio>
#include <vector>

/// Launches what follows if it is the case that was asked for.
inline bool is(const char *name) {
  cudaDeviceSynchronize();
  return isWanted(name);
}

/// An array in device memory, all ones.
template <typename T> T *ones(int count) {
  std::vector<T> values(count, static_cast<T>(1));
  T *memory = nullptr;
  cudaMalloc(&memory, count * sizeof(T));
  cudaMemcpy(memory, values.data(), count * sizeof(T), cudaMemcpyHostToDevice);
  return memory;
}
