// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the algorithms of Thrust and CUB are made of here: a function object
// for each element, and memory that goes away with its scope. A thread takes
// one element, or a stretch of them where elements depend on each other; no
// kernel needs more than that, so none has barriers.
#ifndef CUBEPORT_CUDA_PARALLEL_LAUNCH_H
#define CUBEPORT_CUDA_PARALLEL_LAUNCH_H

#include "../../cuda_runtime.h"
#include <iterator>
#include <limits.h>
#include <type_traits>

namespace cubeport {
namespace parallel {

/// Threads of a block.
constexpr int kBlock = 256;
/// The most stretches that a sequence is cut into.
constexpr int kMaxStretches = 1024;
/// The least length of a stretch.
constexpr int kMinStretch = 16;

template <class It>
using ValueOf = typename std::iterator_traits<It>::value_type;

template <class F> __global__ void forEachKernel(F f, int count) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < count) {
    f(i);
  }
}

inline int countBlocks(long long count) {
  return (int)((count + kBlock - 1) / kBlock);
}

/// Indices in the kernels have 32 bits.
inline bool fits(long long count) { return count <= INT_MAX - kBlock; }

/// f(0), ..., f(count - 1) in any order.
template <class F>
cudaError_t forEach(cudaStream_t stream, long long count, F f) {
  if (!fits(count)) {
    return cudaErrorInvalidValue;
  }
  if (count > 0) {
    forEachKernel<<<countBlocks(count), kBlock, 0, stream>>>(f, (int)count);
  }
  return cudaGetLastError();
}

/// How a sequence is cut into stretches of one length; the last may be
/// shorter.
struct Stretches {
  int count;
  int length;

  explicit Stretches(long long size) {
    length = (int)((size + kMaxStretches - 1) / kMaxStretches);
    length = length < kMinStretch ? kMinStretch : length;
    count = (int)((size + length - 1) / length);
  }
};

/// Device memory for one algorithm.
template <class T> class Scratch {
public:
  explicit Scratch(long long count) {
    status = cudaMalloc((void **)&data, count > 0 ? count * sizeof(T) : 1);
  }
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;
  ~Scratch() { cudaFree(data); }

  T *data = nullptr;
  cudaError_t status;
};

// Function objects with names, so that kernels keep readable names too.

template <class In, class Out> struct CopyOne {
  In in;
  Out out;
  __device__ void operator()(int i) { out[i] = in[i]; }
};
template <class In, class Out>
cudaError_t copy(cudaStream_t stream, long long count, In in, Out out) {
  return forEach(stream, count, CopyOne<In, Out>{in, out});
}

template <class Out, class T> struct FillOne {
  Out out;
  T value;
  __device__ void operator()(int i) { out[i] = value; }
};
template <class Out, class T>
cudaError_t fill(cudaStream_t stream, long long count, Out out, T value) {
  return forEach(stream, count, FillOne<Out, T>{out, value});
}

} // namespace parallel
} // namespace cubeport

#endif
