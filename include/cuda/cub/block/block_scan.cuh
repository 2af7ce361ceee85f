// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prefix sums over the values of a block: warps first, then thread 0 over the
// totals of the warps.
#ifndef CUBEPORT_CUDA_CUB_BLOCK_SCAN_CUH
#define CUBEPORT_CUDA_CUB_BLOCK_SCAN_CUH

#include "../thread/thread_reduce.cuh"
#include "../util_ptx.cuh"

namespace cub {

enum BlockScanAlgorithm {
  BLOCK_SCAN_RAKING,
  BLOCK_SCAN_RAKING_MEMOIZE,
  BLOCK_SCAN_WARP_SCANS,
};

template <class T, int BlockDimX,
          BlockScanAlgorithm Algorithm = BLOCK_SCAN_RAKING, int BlockDimY = 1,
          int BlockDimZ = 1, int LegacyArch = 0>
class BlockScan {
  enum {
    kThreads = BlockDimX * BlockDimY * BlockDimZ,
    kWarps = (kThreads + 31) / 32,
  };

public:
  struct TempStorage {
    /// Before each warp, then the total; filled by thread 0.
    detail::Storage<T, kWarps + 1> totals;
    detail::Storage<T, 1> prefix;
  };

  __device__ __forceinline__ BlockScan()
      : storage(privateStorage()),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}
  __device__ __forceinline__ BlockScan(TempStorage &storage)
      : storage(storage),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}

  // One value per thread.
  __device__ __forceinline__ void ExclusiveSum(T input, T &output) {
    T aggregate;
    ExclusiveSum(input, output, aggregate);
  }
  __device__ __forceinline__ void ExclusiveSum(T input, T &output,
                                               T &aggregate) {
    ExclusiveScan(input, output, T(0), cub::Sum(), aggregate);
  }
  template <class Prefix>
  __device__ __forceinline__ void ExclusiveSum(T input, T &output,
                                               Prefix &prefixOp) {
    ExclusiveScan(input, output, cub::Sum(), prefixOp);
  }
  __device__ __forceinline__ void InclusiveSum(T input, T &output) {
    T aggregate;
    InclusiveScan(input, output, cub::Sum(), aggregate);
  }
  __device__ __forceinline__ void InclusiveSum(T input, T &output,
                                               T &aggregate) {
    InclusiveScan(input, output, cub::Sum(), aggregate);
  }
  template <class Prefix>
  __device__ __forceinline__ void InclusiveSum(T input, T &output,
                                               Prefix &prefixOp) {
    InclusiveScan(input, output, cub::Sum(), prefixOp);
  }
  template <class Op>
  __device__ __forceinline__ void ExclusiveScan(T input, T &output, Op op) {
    T before;
    scanThreads(input, before, op);
    output = before;
  }
  template <class Op>
  __device__ __forceinline__ void ExclusiveScan(T input, T &output, T initial,
                                                Op op) {
    T aggregate;
    ExclusiveScan(input, output, initial, op, aggregate);
  }
  template <class Op>
  __device__ __forceinline__ void
  ExclusiveScan(T input, T &output, T initial, Op op, T &aggregate) {
    T before;
    aggregate = scanThreads(input, before, op);
    output = rank == 0 ? initial : T(op(initial, before));
  }
  template <class Op, class Prefix>
  __device__ __forceinline__ void ExclusiveScan(T input, T &output, Op op,
                                                Prefix &prefixOp) {
    T before;
    T prefix = blockPrefix(scanThreads(input, before, op), prefixOp);
    output = rank == 0 ? prefix : T(op(prefix, before));
  }
  template <class Op>
  __device__ __forceinline__ void InclusiveScan(T input, T &output, Op op) {
    T aggregate;
    InclusiveScan(input, output, op, aggregate);
  }
  template <class Op>
  __device__ __forceinline__ void InclusiveScan(T input, T &output, Op op,
                                                T &aggregate) {
    T before;
    aggregate = scanThreads(input, before, op);
    output = rank == 0 ? input : T(op(before, input));
  }
  template <class Op, class Prefix>
  __device__ __forceinline__ void InclusiveScan(T input, T &output, Op op,
                                                Prefix &prefixOp) {
    T before;
    T prefix = blockPrefix(scanThreads(input, before, op), prefixOp);
    output = op(prefix, rank == 0 ? input : T(op(before, input)));
  }

  // Several values per thread, in blocked order.
  template <int Items>
  __device__ __forceinline__ void ExclusiveSum(T (&input)[Items],
                                               T (&output)[Items]) {
    ExclusiveScan(input, output, T(0), cub::Sum());
  }
  template <int Items>
  __device__ __forceinline__ void
  ExclusiveSum(T (&input)[Items], T (&output)[Items], T &aggregate) {
    ExclusiveScan(input, output, T(0), cub::Sum(), aggregate);
  }
  template <int Items, class Prefix>
  __device__ __forceinline__ void
  ExclusiveSum(T (&input)[Items], T (&output)[Items], Prefix &prefixOp) {
    ExclusiveScan(input, output, cub::Sum(), prefixOp);
  }
  template <int Items>
  __device__ __forceinline__ void InclusiveSum(T (&input)[Items],
                                               T (&output)[Items]) {
    InclusiveScan(input, output, cub::Sum());
  }
  template <int Items>
  __device__ __forceinline__ void
  InclusiveSum(T (&input)[Items], T (&output)[Items], T &aggregate) {
    InclusiveScan(input, output, cub::Sum(), aggregate);
  }
  template <int Items, class Prefix>
  __device__ __forceinline__ void
  InclusiveSum(T (&input)[Items], T (&output)[Items], Prefix &prefixOp) {
    InclusiveScan(input, output, cub::Sum(), prefixOp);
  }
  template <int Items, class Op>
  __device__ __forceinline__ void
  ExclusiveScan(T (&input)[Items], T (&output)[Items], T initial, Op op) {
    T aggregate;
    ExclusiveScan(input, output, initial, op, aggregate);
  }
  template <int Items, class Op>
  __device__ __forceinline__ void ExclusiveScan(T (&input)[Items],
                                                T (&output)[Items], T initial,
                                                Op op, T &aggregate) {
    T before;
    ExclusiveScan(ThreadReduce(input, op), before, initial, op, aggregate);
    ThreadScanExclusive(input, output, op, before);
  }
  template <int Items, class Op, class Prefix>
  __device__ __forceinline__ void ExclusiveScan(T (&input)[Items],
                                                T (&output)[Items], Op op,
                                                Prefix &prefixOp) {
    T before;
    ExclusiveScan(ThreadReduce(input, op), before, op, prefixOp);
    ThreadScanExclusive(input, output, op, before);
  }
  template <int Items, class Op>
  __device__ __forceinline__ void InclusiveScan(T (&input)[Items],
                                                T (&output)[Items], Op op) {
    T aggregate;
    InclusiveScan(input, output, op, aggregate);
  }
  template <int Items, class Op>
  __device__ __forceinline__ void
  InclusiveScan(T (&input)[Items], T (&output)[Items], Op op, T &aggregate) {
    T before;
    aggregate = scanThreads(ThreadReduce(input, op), before, op);
    ThreadScanInclusive(input, output, op);
    if (rank > 0) {
#pragma unroll
      for (int i = 0; i < Items; ++i) {
        output[i] = op(before, output[i]);
      }
    }
  }
  template <int Items, class Op, class Prefix>
  __device__ __forceinline__ void InclusiveScan(T (&input)[Items],
                                                T (&output)[Items], Op op,
                                                Prefix &prefixOp) {
    T before;
    ExclusiveScan(ThreadReduce(input, op), before, op, prefixOp);
    ThreadScanInclusive(input, output, op, before);
  }

private:
  TempStorage &storage;
  int rank;

  /// Gives what all threads before this one have, undefined for thread 0;
  /// returns what all have.
  template <class Op>
  __device__ __forceinline__ T scanThreads(T input, T &before, Op op) {
    int warp = rank / 32, lane = rank % 32;
    T inclusive = input;
#pragma unroll
    for (int distance = 1; distance < 32; distance *= 2) {
      T other = detail::shuffleUp<32>(inclusive, distance, 0xffffffffu);
      if (lane >= distance) {
        inclusive = op(other, inclusive);
      }
    }
    before = detail::shuffleUp<32>(inclusive, 1, 0xffffffffu);
    if (lane == 31 || rank == kThreads - 1) {
      storage.totals[warp + 1] = inclusive;
    }
    __syncthreads();
    if (rank == 0) {
      for (int i = 2; i <= kWarps; ++i) {
        storage.totals[i] = op(storage.totals[i - 1], storage.totals[i]);
      }
    }
    __syncthreads();
    if (warp > 0) {
      T start = storage.totals[warp];
      before = lane == 0 ? start : T(op(start, before));
    }
    return storage.totals[kWarps];
  }
  /// Asks the first warp for what comes before the block.
  template <class Prefix>
  __device__ __forceinline__ T blockPrefix(T aggregate, Prefix &prefixOp) {
    if (rank < 32) {
      T prefix = prefixOp(aggregate);
      if (rank == 0) {
        storage.prefix[0] = prefix;
      }
    }
    __syncthreads();
    return storage.prefix[0];
  }
  static __device__ __forceinline__ TempStorage &privateStorage() {
    __shared__ TempStorage storage;
    return storage;
  }
};

} // namespace cub

#endif
