// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Combines each value of a block with its neighbour. The last value of each
// thread, or the first, goes to the neighbour through shared memory.
#ifndef CUBEPORT_CUDA_CUB_BLOCK_ADJACENT_DIFFERENCE_CUH
#define CUBEPORT_CUDA_CUB_BLOCK_ADJACENT_DIFFERENCE_CUH

#include "../util_type.cuh"

namespace cub {

template <class T, int BlockDimX, int BlockDimY = 1, int BlockDimZ = 1,
          int LegacyArch = 0>
class BlockAdjacentDifference {
  enum { kThreads = BlockDimX * BlockDimY * BlockDimZ };

public:
  struct TempStorage {
    detail::Storage<T, kThreads> edges;
  };

  __device__ __forceinline__ BlockAdjacentDifference()
      : storage(privateStorage()),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}
  __device__ __forceinline__ BlockAdjacentDifference(TempStorage &storage)
      : storage(storage),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}

  /// output[i] = op(input[i], input[i - 1]); the very first is copied.
  template <int Items, class Out, class Op>
  __device__ __forceinline__ void SubtractLeft(T (&input)[Items],
                                               Out (&output)[Items], Op op) {
    T left = fromLeft(input[Items - 1]);
    differLeft(input, output, op, left, rank > 0);
  }
  template <int Items, class Out, class Op>
  __device__ __forceinline__ void SubtractLeft(T (&input)[Items],
                                               Out (&output)[Items], Op op,
                                               T predecessor) {
    T left = fromLeft(input[Items - 1]);
    differLeft(input, output, op, rank == 0 ? predecessor : left, true);
  }
  template <int Items, class Out, class Op>
  __device__ __forceinline__ void
  SubtractLeftPartialTile(T (&input)[Items], Out (&output)[Items], Op op,
                          int validItems) {
    T left = fromLeft(input[Items - 1]);
    partialLeft(input, output, op, validItems, left, rank > 0);
  }
  template <int Items, class Out, class Op>
  __device__ __forceinline__ void
  SubtractLeftPartialTile(T (&input)[Items], Out (&output)[Items], Op op,
                          int validItems, T predecessor) {
    T left = fromLeft(input[Items - 1]);
    partialLeft(input, output, op, validItems, rank == 0 ? predecessor : left,
                true);
  }
  /// output[i] = op(input[i], input[i + 1]); the very last is copied.
  template <int Items, class Out, class Op>
  __device__ __forceinline__ void SubtractRight(T (&input)[Items],
                                                Out (&output)[Items], Op op) {
    SubtractRightPartialTile(input, output, op, kThreads * Items);
  }
  template <int Items, class Out, class Op>
  __device__ __forceinline__ void SubtractRight(T (&input)[Items],
                                                Out (&output)[Items], Op op,
                                                T successor) {
    T right = fromRight(input[0]);
    if (rank == kThreads - 1) {
      right = successor;
    }
#pragma unroll
    for (int i = 0; i < Items; ++i) {
      output[i] = op(input[i], i + 1 < Items ? input[(i + 1) % Items] : right);
    }
  }
  template <int Items, class Out, class Op>
  __device__ __forceinline__ void
  SubtractRightPartialTile(T (&input)[Items], Out (&output)[Items], Op op,
                           int validItems) {
    T right = fromRight(input[0]);
#pragma unroll
    for (int i = 0; i < Items; ++i) {
      bool hasRight = rank * Items + i + 1 < validItems;
      T next = i + 1 < Items ? input[(i + 1) % Items] : right;
      output[i] = hasRight ? Out(op(input[i], next)) : Out(input[i]);
    }
  }

private:
  TempStorage &storage;
  int rank;

  __device__ __forceinline__ T fromLeft(const T &last) {
    storage.edges[rank] = last;
    __syncthreads();
    return storage.edges[(rank + kThreads - 1) % kThreads];
  }
  __device__ __forceinline__ T fromRight(const T &first) {
    storage.edges[rank] = first;
    __syncthreads();
    return storage.edges[rank + 1 < kThreads ? rank + 1 : rank];
  }
  /// From the last to the first: output may be the input.
  template <int Items, class Out, class Op>
  __device__ __forceinline__ void differLeft(T (&input)[Items],
                                             Out (&output)[Items], Op op,
                                             T left, bool hasLeft) {
#pragma unroll
    for (int i = Items - 1; i > 0; --i) {
      output[i] = op(input[i], input[i - 1]);
    }
    output[0] = hasLeft ? Out(op(input[0], left)) : Out(input[0]);
  }
  template <int Items, class Out, class Op>
  __device__ __forceinline__ void partialLeft(T (&input)[Items],
                                              Out (&output)[Items], Op op,
                                              int validItems, T left,
                                              bool hasLeft) {
#pragma unroll
    for (int i = Items - 1; i > 0; --i) {
      bool isValid = rank * Items + i < validItems;
      output[i] = isValid ? Out(op(input[i], input[i - 1])) : Out(input[i]);
    }
    hasLeft = hasLeft && rank * Items < validItems;
    output[0] = hasLeft ? Out(op(input[0], left)) : Out(input[0]);
  }
  static __device__ __forceinline__ TempStorage &privateStorage() {
    __shared__ TempStorage storage;
    return storage;
  }
};

} // namespace cub

#endif
