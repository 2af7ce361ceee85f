// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the self-checking kernel tests share: arrays that go to the device and
// come back, comparisons, and the closing line.
#ifndef CUBEPORT_TEST_KERNELS_CHECK_H
#define CUBEPORT_TEST_KERNELS_CHECK_H

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <vector>

/// Stops the program when a runtime call reports an error.
inline void require(cudaError_t status, const char *what) {
  if (status != cudaSuccess) {
    printf("FAIL %s: %s\n", what, cudaGetErrorString(status));
    exit(1);
  }
}

/// A device array with a copy of `host`.
template <typename T> T *toDevice(const std::vector<T> &host) {
  T *device = nullptr;
  size_t bytes = host.size() * sizeof(T);
  require(cudaMalloc((void **)&device, bytes ? bytes : 1), "cudaMalloc");
  require(cudaMemcpy(device, host.data(), bytes, cudaMemcpyHostToDevice),
          "copy to the device");
  return device;
}

/// A device array of `count` elements, all `value`.
template <typename T> T *deviceArray(size_t count, T value = T()) {
  return toDevice(std::vector<T>(count, value));
}

/// The first `count` elements of a device array, which is freed.
template <typename T> std::vector<T> takeBack(T *device, size_t count) {
  std::vector<T> host(count);
  require(cudaGetLastError(), "launch");
  require(cudaMemcpy(host.data(), device, count * sizeof(T),
                     cudaMemcpyDeviceToHost),
          "copy from the device");
  require(cudaFree(device), "cudaFree");
  return host;
}

inline int &failureCount() {
  static int count = 0;
  return count;
}

/// Every element must be equal.
template <typename T>
void expectEqual(const char *what, const std::vector<T> &got,
                 const std::vector<T> &expected) {
  for (size_t i = 0; i < expected.size(); ++i) {
    if (got[i] != expected[i]) {
      if (++failureCount() <= 5) {
        printf("FAIL %s: element %zu is %g, expected %g\n", what, i,
               (double)got[i], (double)expected[i]);
      }
      return;
    }
  }
}

/// Every element must be within `relative` of the expected one, or within
/// `absolute`; infinities and NaN must agree.
inline void expectNear(const char *what, const std::vector<float> &got,
                       const std::vector<float> &expected,
                       double relative = 1e-5, double absolute = 1e-6) {
  for (size_t i = 0; i < expected.size(); ++i) {
    double g = got[i], e = expected[i];
    bool same = g == e || (std::isnan(g) && std::isnan(e)) ||
                std::fabs(g - e) <= absolute + relative * std::fabs(e);
    if (!same) {
      if (++failureCount() <= 5) {
        printf("FAIL %s: element %zu is %.9g, expected %.9g\n", what, i, g, e);
      }
      return;
    }
  }
}

/// The program's exit status; says PASS when nothing failed.
inline int finish() {
  if (failureCount() == 0) {
    printf("PASS\n");
  }
  return failureCount() != 0;
}

/// 0, 1, 2, ... as floats after scaling and shifting.
inline std::vector<float> ramp(size_t count, float scale = 1.0f,
                               float shift = 0.0f) {
  std::vector<float> values(count);
  for (size_t i = 0; i < count; ++i) {
    values[i] = scale * (float)i + shift;
  }
  return values;
}

/// Whole numbers from 0 to `limit` - 1 in an order that looks random.
inline std::vector<int> mixed(size_t count, int limit) {
  std::vector<int> values(count);
  unsigned int seed = 2463534242u;
  for (size_t i = 0; i < count; ++i) {
    seed = seed * 1664525u + 1013904223u;
    values[i] = (int)((seed >> 8) % (unsigned int)limit);
  }
  return values;
}

#endif
