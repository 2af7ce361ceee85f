// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types that the primitives of CUB share.
#ifndef CUBEPORT_CUDA_CUB_UTIL_TYPE_CUH
#define CUBEPORT_CUDA_CUB_UTIL_TYPE_CUH

#include "../cuda_runtime.h"
#include <iterator>
#include <type_traits>

#ifndef CUB_VERSION
#define CUB_VERSION 200200
#endif

namespace cub {

/// 'No value' for sorts of keys alone.
struct NullType {
  __host__ __device__ bool operator==(const NullType &) const { return true; }
  __host__ __device__ bool operator!=(const NullType &) const { return false; }
};

template <int A> struct Int2Type {
  enum { VALUE = A };
};

/// A key, or an index, with its value. Trivial, so that shared memory may hold
/// it.
template <class Key_, class Value_> struct KeyValuePair {
  using Key = Key_;
  using Value = Value_;
  Key key;
  Value value;

  KeyValuePair() = default;
  __host__ __device__ KeyValuePair(const Key &key, const Value &value)
      : key(key), value(value) {}
  __host__ __device__ bool operator!=(const KeyValuePair &other) const {
    return key != other.key || value != other.value;
  }
  __host__ __device__ bool operator==(const KeyValuePair &other) const {
    return !(*this != other);
  }
};

/// Two buffers, one of which is current.
template <class T> struct DoubleBuffer {
  T *d_buffers[2];
  int selector;

  __host__ __device__ DoubleBuffer() : d_buffers{nullptr, nullptr}, selector(0) {}
  __host__ __device__ DoubleBuffer(T *current, T *alternate)
      : d_buffers{current, alternate}, selector(0) {}
  __host__ __device__ T *Current() { return d_buffers[selector]; }
  __host__ __device__ T *Alternate() { return d_buffers[selector ^ 1]; }
};

template <class T> struct PowerOfTwo {
  enum { VALUE = (T::VALUE & (T::VALUE - 1)) == 0 };
};

template <int N, int Count = 0> struct Log2 {
  enum { VALUE = (1 << Count) < N ? int(Log2<N, Count + 1>::VALUE) : Count };
};
template <int N> struct Log2<N, 31> {
  enum { VALUE = 31 };
};

namespace detail {

/// `N` values of any type in memory that no constructor runs for.
template <class T, int N,
          bool isTrivial = std::is_trivially_default_constructible<T>::value>
struct Storage {
  T items[N];
  __device__ T &operator[](int i) { return items[i]; }
};
template <class T, int N> struct Storage<T, N, false> {
  alignas(T) unsigned char bytes[N * sizeof(T)];
  __device__ T &operator[](int i) { return reinterpret_cast<T *>(bytes)[i]; }
};

/// The number of the thread in its block, x fastest.
template <int DimX, int DimY, int DimZ>
__device__ __forceinline__ int threadRank() {
  int rank = threadIdx.x;
  if (DimY > 1) {
    rank += threadIdx.y * DimX;
  }
  if (DimZ > 1) {
    rank += threadIdx.z * DimX * DimY;
  }
  return rank;
}

template <class T>
using ValueOf = typename std::iterator_traits<T>::value_type;

} // namespace detail
} // namespace cub

#endif
