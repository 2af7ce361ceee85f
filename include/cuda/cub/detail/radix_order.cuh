// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The order of a radix sort: keys as unsigned numbers whose order is that of
// the keys, of which only some bits count.
#ifndef CUBEPORT_CUDA_CUB_RADIX_ORDER_CUH
#define CUBEPORT_CUDA_CUB_RADIX_ORDER_CUH

#include "../util_type.cuh"

namespace cub {
namespace detail {

template <int Bytes> struct UnsignedOf;
template <> struct UnsignedOf<1> {
  using type = unsigned char;
};
template <> struct UnsignedOf<2> {
  using type = unsigned short;
};
template <> struct UnsignedOf<4> {
  using type = unsigned int;
};
template <> struct UnsignedOf<8> {
  using type = unsigned long long;
};

template <class Key>
__host__ __device__ __forceinline__ typename UnsignedOf<sizeof(Key)>::type
radixBits(const Key &key) {
  using Bits = typename UnsignedOf<sizeof(Key)>::type;
  constexpr Bits sign = Bits(1) << (sizeof(Key) * 8 - 1);
  if constexpr (std::is_integral<Key>::value &&
                std::is_unsigned<Key>::value) {
    return Bits(key);
  } else if constexpr (std::is_integral<Key>::value) {
    return Bits(key) ^ sign;
  } else {
    // Floats of any format: negative ones are in reverse order. -0 and 0 are
    // one key.
    Bits bits;
    __builtin_memcpy(&bits, &key, sizeof(Key));
    bits = bits == sign ? Bits(0) : bits;
    return bits & sign ? Bits(~bits) : Bits(bits | sign);
  }
}

template <class Key, bool IsDescending> struct RadixOrder {
  int beginBit, endBit;

  __host__ __device__ __forceinline__ bool operator()(const Key &a,
                                                      const Key &b) const {
    auto x = digits(a);
    auto y = digits(b);
    return IsDescending ? y < x : x < y;
  }

private:
  __host__ __device__ __forceinline__ auto digits(const Key &key) const {
    auto bits = radixBits(key);
    using Bits = decltype(bits);
    int width = endBit - beginBit;
    Bits mask = width >= int(sizeof(Key) * 8) ? Bits(~Bits(0))
                                              : Bits((Bits(1) << width) - 1);
    return Bits(Bits(bits >> beginBit) & mask);
  }
};

} // namespace detail
} // namespace cub

#endif
