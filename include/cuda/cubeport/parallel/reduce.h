// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions and prefix sums in the order of the elements, so that the operator
// need not commute: each thread takes a stretch, one thread the results.
#ifndef CUBEPORT_CUDA_PARALLEL_REDUCE_H
#define CUBEPORT_CUDA_PARALLEL_REDUCE_H

#include "launch.h"

namespace cubeport {
namespace parallel {

template <class In, class T, class Op> struct ReduceStretch {
  In in;
  T *results;
  Op op;
  int count, length;

  __device__ void operator()(int stretch) {
    int begin = stretch * length;
    int end = count - begin < length ? count : begin + length;
    T sum = in[begin];
    for (int i = begin + 1; i < end; ++i) {
      sum = op(sum, in[i]);
    }
    results[stretch] = sum;
  }
};

/// *out = initial op results[0] op ...
template <class T, class Out, class Op> struct ReduceResults {
  const T *results;
  Out out;
  T initial;
  Op op;
  int count;

  __device__ void operator()(int) {
    T sum = initial;
    for (int i = 0; i < count; ++i) {
      sum = op(sum, results[i]);
    }
    out[0] = sum;
  }
};

/// Bytes that reduce() and scan() need for a sequence.
template <class T> size_t stretchBytes(long long count) {
  return (Stretches(count).count + 1) * sizeof(T);
}

/// *out = initial op in[0] op in[1] ...; `results` has stretchBytes<T>().
template <class In, class Out, class T, class Op>
cudaError_t reduce(cudaStream_t stream, long long count, In in, Out out,
                   T initial, Op op, T *results) {
  if (!fits(count)) {
    return cudaErrorInvalidValue;
  }
  Stretches stretches(count);
  cudaError_t status = forEach(
      stream, stretches.count,
      ReduceStretch<In, T, Op>{in, results, op, (int)count, stretches.length});
  if (status != cudaSuccess) {
    return status;
  }
  return forEach(stream, 1, ReduceResults<T, Out, Op>{results, out, initial, op,
                                                      stretches.count});
}

/// The same, with the result on the host.
template <class In, class T, class Op>
cudaError_t reduceToHost(cudaStream_t stream, long long count, In in, T &result,
                         Op op) {
  if (count <= 0) {
    return cudaSuccess; // the result is the initial value
  }
  Scratch<T> results(Stretches(count).count + 1);
  if (results.status != cudaSuccess) {
    return results.status;
  }
  T *out = results.data + Stretches(count).count;
  cudaError_t status =
      reduce(stream, count, in, out, result, op, results.data);
  if (status == cudaSuccess) {
    status = cudaStreamSynchronize(stream);
  }
  return status == cudaSuccess
             ? cudaMemcpy(&result, out, sizeof(T), cudaMemcpyDeviceToHost)
             : status;
}

/// Turns the results of stretches into what comes before each.
template <class T, class Op> struct ScanResults {
  T *results;
  T initial;
  Op op;
  int count;
  bool hasInitial;

  __device__ void operator()(int) {
    // Without an initial value nothing comes before the first stretch; what is
    // kept there is not read.
    T before = hasInitial ? initial : results[0];
    for (int i = 0; i < count; ++i) {
      T own = results[i];
      T next = i > 0 || hasInitial ? T(op(before, own)) : own;
      results[i] = before;
      before = next;
    }
    results[count] = before;
  }
};

template <class In, class Out, class T, class Op> struct ScanStretch {
  In in;
  Out out;
  const T *results;
  Op op;
  int count, length;
  bool isExclusive, hasInitial;

  __device__ void operator()(int stretch) {
    int begin = stretch * length;
    int end = count - begin < length ? count : begin + length;
    T sum = results[stretch];
    for (int i = begin; i < end; ++i) {
      // Read before the store: the output may be the input.
      T value = in[i];
      T next = i > 0 || hasInitial ? T(op(sum, value)) : value;
      out[i] = isExclusive ? sum : next;
      sum = next;
    }
  }
};

/// out[i] = initial op in[0] op ... op in[i], or without the last if
/// `isExclusive`. `results` has stretchBytes<T>() and ends up with what comes
/// before each stretch, then the total.
template <class In, class Out, class T, class Op>
cudaError_t scan(cudaStream_t stream, long long count, In in, Out out,
                 T initial, bool hasInitial, bool isExclusive, Op op,
                 T *results) {
  if (!fits(count)) {
    return cudaErrorInvalidValue;
  }
  if (count <= 0) {
    return cudaSuccess;
  }
  Stretches stretches(count);
  cudaError_t status = forEach(
      stream, stretches.count,
      ReduceStretch<In, T, Op>{in, results, op, (int)count, stretches.length});
  if (status == cudaSuccess) {
    status = forEach(
        stream, 1,
        ScanResults<T, Op>{results, initial, op, stretches.count, hasInitial});
  }
  if (status != cudaSuccess) {
    return status;
  }
  return forEach(stream, stretches.count,
                 ScanStretch<In, Out, T, Op>{in, out, results, op, (int)count,
                                             stretches.length, isExclusive,
                                             hasInitial});
}

} // namespace parallel
} // namespace cubeport

#endif
