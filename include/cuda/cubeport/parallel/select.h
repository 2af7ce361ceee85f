// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Keeps some elements of a sequence in their order: counts in each stretch,
// adds the counts up, writes each stretch from its place on.
#ifndef CUBEPORT_CUDA_PARALLEL_SELECT_H
#define CUBEPORT_CUDA_PARALLEL_SELECT_H

#include "reduce.h"

namespace cubeport {
namespace parallel {

struct AddInt {
  __host__ __device__ int operator()(int a, int b) const { return a + b; }
};

/// counts[stretch] = how many i of the stretch have test(i).
template <class Test> struct CountStretch {
  Test test;
  int *counts;
  int count, length;

  __device__ void operator()(int stretch) {
    int begin = stretch * length;
    int end = count - begin < length ? count : begin + length;
    int selected = 0;
    for (int i = begin; i < end; ++i) {
      selected += test(i) ? 1 : 0;
    }
    counts[stretch] = selected;
  }
};

/// Calls put(i, place) for what is kept, and reject(i, place) for the others,
/// whose places count from 0 too.
template <class Test, class Put> struct WriteStretch {
  Test test;
  Put put;
  const int *places;
  int count, length;

  __device__ void operator()(int stretch) {
    int begin = stretch * length;
    int end = count - begin < length ? count : begin + length;
    int place = places[stretch];
    for (int i = begin; i < end; ++i) {
      if (test(i)) {
        put.keep(i, place);
        ++place;
      } else {
        put.reject(i, i - place);
      }
    }
  }
};

/// `counts` has stretchBytes<int>(); its element stretches.count ends up with
/// how many are kept.
template <class Test, class Put>
cudaError_t select(cudaStream_t stream, long long count, Test test, Put put,
                   int *counts) {
  if (!fits(count)) {
    return cudaErrorInvalidValue;
  }
  Stretches stretches(count);
  cudaError_t status = forEach(
      stream, stretches.count,
      CountStretch<Test>{test, counts, (int)count, stretches.length});
  if (status == cudaSuccess) {
    status = forEach(
        stream, 1,
        ScanResults<int, AddInt>{counts, 0, AddInt(), stretches.count, true});
  }
  if (status != cudaSuccess) {
    return status;
  }
  return forEach(stream, stretches.count,
                 WriteStretch<Test, Put>{test, put, counts, (int)count,
                                         stretches.length});
}

/// The same, with the number of what is kept on the host.
template <class Test, class Put>
cudaError_t selectCounted(cudaStream_t stream, long long count, Test test,
                          Put put, long long &kept) {
  kept = 0;
  if (count <= 0) {
    return cudaSuccess;
  }
  int stretches = Stretches(count).count;
  Scratch<int> counts(stretches + 1);
  if (counts.status != cudaSuccess) {
    return counts.status;
  }
  cudaError_t status = select(stream, count, test, put, counts.data);
  int result = 0;
  if (status == cudaSuccess) {
    status = cudaStreamSynchronize(stream);
  }
  if (status == cudaSuccess) {
    status = cudaMemcpy(&result, counts.data + stretches, sizeof(int),
                        cudaMemcpyDeviceToHost);
  }
  kept = result;
  return status;
}

// What select() takes.

template <class In, class Out> struct PutCopy {
  In in;
  Out out;
  __device__ void keep(int i, int place) { out[place] = in[i]; }
  __device__ void reject(int, int) {}
};
template <class In, class In2, class Out, class Out2> struct PutPairs {
  In in;
  In2 in2;
  Out out;
  Out2 out2;
  __device__ void keep(int i, int place) {
    out[place] = in[i];
    out2[place] = in2[i];
  }
  __device__ void reject(int, int) {}
};
template <class In, class Out, class Out2> struct PutBoth {
  In in;
  Out out;
  Out2 others;
  __device__ void keep(int i, int place) { out[place] = in[i]; }
  __device__ void reject(int i, int place) { others[place] = in[i]; }
};

template <class In, class Predicate> struct TestValue {
  In in;
  Predicate predicate;
  bool expected;
  __device__ bool operator()(int i) { return bool(predicate(in[i])) == expected; }
};
template <class Flags> struct TestFlag {
  Flags flags;
  __device__ bool operator()(int i) { return bool(flags[i]); }
};
/// The first of equal neighbours.
template <class In, class Equal> struct TestHead {
  In in;
  Equal equal;
  __device__ bool operator()(int i) {
    return i == 0 || !equal(in[i - 1], in[i]);
  }
};

} // namespace parallel
} // namespace cubeport

#endif
