// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the programs of this folder share: numbers to work on, arrays in device
// memory, and the last line that run.py reads.
#ifndef CUBEPORT_TEST_PERFORMANCE_VECTOR_BENCH_H
#define CUBEPORT_TEST_PERFORMANCE_VECTOR_BENCH_H

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cuda_runtime.h>
#include <vector>

#define CHECK_CUDA(call)                                                       \
  do {                                                                         \
    cudaError_t status = (call);                                               \
    if (status != cudaSuccess) {                                               \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__,                       \
              cudaGetErrorString(status));                                     \
      exit(1);                                                                 \
    }                                                                          \
  } while (0)

/// A hash: the same numbers each time, without a pattern.
inline uint32_t scramble(uint32_t i) {
  i = (i ^ (i >> 16)) * 0x7feb352du;
  i = (i ^ (i >> 15)) * 0x846ca68bu;
  return i ^ (i >> 16);
}

/// In [-1, 1).
inline float numberAt(size_t i, uint32_t seed = 0) {
  return float(int32_t(scramble(uint32_t(i) + seed * 0x9e3779b9u)) >> 8) /
         float(1 << 23);
}

inline std::vector<float> numbers(size_t n, uint32_t seed = 0) {
  std::vector<float> result(n);
  for (size_t i = 0; i < n; ++i)
    result[i] = numberAt(i, seed);
  return result;
}

template <class T> T *allocate(size_t n) {
  T *array;
  CHECK_CUDA(cudaMalloc((void **)&array, n * sizeof(T)));
  CHECK_CUDA(cudaMemset(array, 0, n * sizeof(T)));
  return array;
}

template <class T> T *upload(const std::vector<T> &from) {
  T *array;
  CHECK_CUDA(cudaMalloc((void **)&array, from.size() * sizeof(T)));
  CHECK_CUDA(cudaMemcpy(array, from.data(), from.size() * sizeof(T),
                        cudaMemcpyHostToDevice));
  return array;
}

template <class T> std::vector<T> download(const T *array, size_t n) {
  std::vector<T> result(n);
  CHECK_CUDA(cudaMemcpy(result.data(), array, n * sizeof(T),
                        cudaMemcpyDeviceToHost));
  return result;
}

/// The second of two turns counts, each with arrays of its own: nothing that
/// it reads is in the L2 cache, and what it writes takes the place of lines
/// that the first turn wrote.
template <class Operation> void runTwice(Operation operation) {
  for (int turn = 0; turn < 2; ++turn) {
    operation(turn);
    CHECK_CUDA(cudaGetLastError());
    CHECK_CUDA(cudaDeviceSynchronize());
  }
}

/// The largest distance, relative to numbers above 1.
class Distance {
public:
  void compare(double got, double expected) {
    double scale = std::fabs(expected) > 1 ? std::fabs(expected) : 1;
    double distance = std::fabs(got - expected) / scale;
    // Also true of NaN.
    if (!(distance <= worst))
      worst = distance;
  }
  double worst = 0;
};

/// `bytes`: what any implementation has to read and write.
inline int finish(double worst, double allowed, double bytes) {
  bool right = worst <= allowed;
  printf("%s error %g allowed %g bytes %.0f\n", right ? "PASS" : "FAIL", worst,
         allowed, bytes);
  return right ? 0 : 1;
}

inline int misuse(const char *usage) {
  fprintf(stderr, "usage: %s\n", usage);
  return 2;
}

#endif // CUBEPORT_TEST_PERFORMANCE_VECTOR_BENCH_H
