// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rearranges the values of a block through shared memory.
#ifndef CUBEPORT_CUDA_CUB_BLOCK_EXCHANGE_CUH
#define CUBEPORT_CUDA_CUB_BLOCK_EXCHANGE_CUH

#include "../util_type.cuh"

namespace cub {

template <class T, int BlockDimX, int Items, bool WarpTimeSlicing = false,
          int BlockDimY = 1, int BlockDimZ = 1, int LegacyArch = 0>
class BlockExchange {
  enum { kThreads = BlockDimX * BlockDimY * BlockDimZ };

public:
  struct TempStorage {
    detail::Storage<T, kThreads * Items> items;
  };

  __device__ __forceinline__ BlockExchange()
      : storage(privateStorage()),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}
  __device__ __forceinline__ BlockExchange(TempStorage &storage)
      : storage(storage),
        rank(detail::threadRank<BlockDimX, BlockDimY, BlockDimZ>()) {}

  template <class Out>
  __device__ __forceinline__ void StripedToBlocked(const T (&in)[Items],
                                                   Out (&out)[Items]) {
    put(in, [this](int i) { return striped(i); });
    take(out, [this](int i) { return blocked(i); });
  }
  template <class Out>
  __device__ __forceinline__ void BlockedToStriped(const T (&in)[Items],
                                                   Out (&out)[Items]) {
    put(in, [this](int i) { return blocked(i); });
    take(out, [this](int i) { return striped(i); });
  }
  template <class Out>
  __device__ __forceinline__ void WarpStripedToBlocked(const T (&in)[Items],
                                                       Out (&out)[Items]) {
    put(in, [this](int i) { return warpStriped(i); });
    take(out, [this](int i) { return blocked(i); });
  }
  template <class Out>
  __device__ __forceinline__ void BlockedToWarpStriped(const T (&in)[Items],
                                                       Out (&out)[Items]) {
    put(in, [this](int i) { return blocked(i); });
    take(out, [this](int i) { return warpStriped(i); });
  }
  template <class Out, class Offset>
  __device__ __forceinline__ void ScatterToBlocked(const T (&in)[Items],
                                                   Out (&out)[Items],
                                                   Offset (&ranks)[Items]) {
    put(in, [&](int i) { return int(ranks[i]); });
    take(out, [this](int i) { return blocked(i); });
  }
  template <class Out, class Offset>
  __device__ __forceinline__ void ScatterToStriped(const T (&in)[Items],
                                                   Out (&out)[Items],
                                                   Offset (&ranks)[Items]) {
    put(in, [&](int i) { return int(ranks[i]); });
    take(out, [this](int i) { return striped(i); });
  }
  // In place.
  __device__ __forceinline__ void StripedToBlocked(T (&items)[Items]) {
    StripedToBlocked(items, items);
  }
  __device__ __forceinline__ void BlockedToStriped(T (&items)[Items]) {
    BlockedToStriped(items, items);
  }
  __device__ __forceinline__ void WarpStripedToBlocked(T (&items)[Items]) {
    WarpStripedToBlocked(items, items);
  }
  __device__ __forceinline__ void BlockedToWarpStriped(T (&items)[Items]) {
    BlockedToWarpStriped(items, items);
  }
  template <class Offset>
  __device__ __forceinline__ void ScatterToBlocked(T (&items)[Items],
                                                   Offset (&ranks)[Items]) {
    ScatterToBlocked(items, items, ranks);
  }
  template <class Offset>
  __device__ __forceinline__ void ScatterToStriped(T (&items)[Items],
                                                   Offset (&ranks)[Items]) {
    ScatterToStriped(items, items, ranks);
  }

private:
  TempStorage &storage;
  int rank;

  __device__ __forceinline__ int blocked(int i) const {
    return rank * Items + i;
  }
  __device__ __forceinline__ int striped(int i) const {
    return rank + i * kThreads;
  }
  __device__ __forceinline__ int warpStriped(int i) const {
    int warp = rank / 32;
    int width = kThreads - warp * 32 < 32 ? kThreads - warp * 32 : 32;
    return warp * 32 * Items + i * width + rank % 32;
  }
  template <class Place>
  __device__ __forceinline__ void put(const T (&in)[Items], Place place) {
#pragma unroll
    for (int i = 0; i < Items; ++i) {
      storage.items[place(i)] = in[i];
    }
    __syncthreads();
  }
  template <class Out, class Place>
  __device__ __forceinline__ void take(Out (&out)[Items], Place place) {
#pragma unroll
    for (int i = 0; i < Items; ++i) {
      out[i] = storage.items[place(i)];
    }
  }
  static __device__ __forceinline__ TempStorage &privateStorage() {
    __shared__ TempStorage storage;
    return storage;
  }
};

} // namespace cub

#endif
