// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions by an operator that commutes, as CUB asks of DeviceReduce: the
// sequence is a matrix whose rows are as long as the chip has threads at once,
// and each thread takes a column, so that neighbours read neighbours. What is
// left is a shorter sequence.
#ifndef CUBEPORT_CUDA_PARALLEL_FOLD_H
#define CUBEPORT_CUDA_PARALLEL_FOLD_H

#include "reduce.h"

namespace cubeport {
namespace parallel {

/// Columns of each step; a thousand for each core of the chip, then less.
constexpr int kFoldColumns[] = {48 * 1024, 1024, 32};
constexpr int kFoldSteps = 3;

template <class In, class T, class Op> struct FoldColumn {
  In in;
  T *results;
  Op op;
  int count, columns;

  __device__ void operator()(int column) {
    T sum = in[column];
    for (int i = column + columns; i < count; i += columns) {
      sum = op(sum, in[i]);
    }
    results[column] = sum;
  }
};

/// *out = initial op in[0] op in[1] ...
template <class In, class T, class Out, class Op> struct FoldRest {
  In in;
  Out out;
  T initial;
  Op op;
  int count;

  __device__ void operator()(int) {
    T sum = initial;
    for (int i = 0; i < count; ++i) {
      sum = op(sum, in[i]);
    }
    out[0] = sum;
  }
};

/// Bytes that fold() needs for a sequence.
template <class T> size_t foldBytes() {
  size_t columns = 0;
  for (int step : kFoldColumns) {
    columns += step;
  }
  return columns * sizeof(T);
}

/// *out = initial op all of in, in any order; `results` has foldBytes<T>().
template <class In, class Out, class T, class Op>
cudaError_t fold(cudaStream_t stream, long long count, In in, Out out,
                 T initial, Op op, T *results, int step = 0) {
  if (count > INT_MAX - kFoldColumns[0]) {
    return cudaErrorInvalidValue;
  }
  // Two rows or fewer are not worth a launch.
  while (step < kFoldSteps && count <= 2 * kFoldColumns[step]) {
    ++step;
  }
  if (step == kFoldSteps) {
    return forEach(stream, 1,
                   FoldRest<In, T, Out, Op>{in, out, initial, op, (int)count});
  }
  int columns = kFoldColumns[step];
  cudaError_t status = forEach(
      stream, columns,
      FoldColumn<In, T, Op>{in, results, op, (int)count, columns});
  return status != cudaSuccess
             ? status
             : fold(stream, columns, (const T *)results, out, initial, op,
                    results + columns, step + 1);
}

} // namespace parallel
} // namespace cubeport

#endif
