// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp functions: shuffles, votes, matches, reductions, masks.
#ifndef CUBEPORT_CUDA_DEVICE_WARP_H
#define CUBEPORT_CUDA_DEVICE_WARP_H

// The last argument of the builtin: segment mask in bits 8-12, clamp in 0-4.
#define CUBEPORT_SHUFFLE_32(name, builtin, clamp, delta, type, as, suffix)     \
  CUBEPORT_DEVICE type name(unsigned int mask, type v, delta d,                \
                            int width = warpSize) {                            \
    return (type)__nvvm_shfl_sync_##builtin##_##suffix(                        \
        mask, (as)v, d, ((warpSize - width) << 8) | clamp);                    \
  }
#define CUBEPORT_SHUFFLE_64(name, delta, type)                                 \
  CUBEPORT_DEVICE type name(unsigned int mask, type v, delta d,                \
                            int width = warpSize) {                            \
    unsigned long long bits = __builtin_bit_cast(unsigned long long, v);       \
    unsigned int low = name(mask, (unsigned int)bits, d, width);               \
    unsigned int high = name(mask, (unsigned int)(bits >> 32), d, width);      \
    return __builtin_bit_cast(type, (unsigned long long)high << 32 | low);     \
  }
#define CUBEPORT_SHUFFLE(name, builtin, clamp, delta)                          \
  CUBEPORT_SHUFFLE_32(name, builtin, clamp, delta, int, int, i32)              \
  CUBEPORT_SHUFFLE_32(name, builtin, clamp, delta, unsigned int, int, i32)     \
  CUBEPORT_SHUFFLE_32(name, builtin, clamp, delta, float, float, f32)          \
  CUBEPORT_SHUFFLE_64(name, delta, long)                                       \
  CUBEPORT_SHUFFLE_64(name, delta, unsigned long)                              \
  CUBEPORT_SHUFFLE_64(name, delta, long long)                                  \
  CUBEPORT_SHUFFLE_64(name, delta, unsigned long long)                         \
  CUBEPORT_SHUFFLE_64(name, delta, double)

CUBEPORT_SHUFFLE(__shfl_sync, idx, 0x1f, int)
CUBEPORT_SHUFFLE(__shfl_up_sync, up, 0, unsigned int)
CUBEPORT_SHUFFLE(__shfl_down_sync, down, 0x1f, unsigned int)
CUBEPORT_SHUFFLE(__shfl_xor_sync, bfly, 0x1f, int)

#undef CUBEPORT_SHUFFLE
#undef CUBEPORT_SHUFFLE_64
#undef CUBEPORT_SHUFFLE_32

CUBEPORT_DEVICE int __all_sync(unsigned int mask, int predicate) {
  return __nvvm_vote_all_sync(mask, predicate);
}
CUBEPORT_DEVICE int __any_sync(unsigned int mask, int predicate) {
  return __nvvm_vote_any_sync(mask, predicate);
}
CUBEPORT_DEVICE int __uni_sync(unsigned int mask, int predicate) {
  return __nvvm_vote_uni_sync(mask, predicate);
}
CUBEPORT_DEVICE unsigned int __ballot_sync(unsigned int mask, int predicate) {
  return __nvvm_vote_ballot_sync(mask, predicate);
}
CUBEPORT_DEVICE unsigned int __activemask() { return __nvvm_activemask(); }

// The names without _sync are about the lanes that are here together.
#define CUBEPORT_OLD_SHUFFLE(name, delta)                                      \
  template <class T>                                                           \
  CUBEPORT_DEVICE T name(T v, delta d, int width = warpSize) {                 \
    return name##_sync(__activemask(), v, d, width);                           \
  }
CUBEPORT_OLD_SHUFFLE(__shfl, int)
CUBEPORT_OLD_SHUFFLE(__shfl_up, unsigned int)
CUBEPORT_OLD_SHUFFLE(__shfl_down, unsigned int)
CUBEPORT_OLD_SHUFFLE(__shfl_xor, int)
#undef CUBEPORT_OLD_SHUFFLE

#define CUBEPORT_MATCH(type, bits, as)                                         \
  CUBEPORT_DEVICE unsigned int __match_any_sync(unsigned int mask, type v) {   \
    return __nvvm_match_any_sync_i##bits(mask, __builtin_bit_cast(as, v));     \
  }                                                                            \
  CUBEPORT_DEVICE unsigned int __match_all_sync(unsigned int mask, type v,     \
                                                int *same) {                   \
    return __nvvm_match_all_sync_i##bits##p(                                   \
        mask, __builtin_bit_cast(as, v), same);                                \
  }
CUBEPORT_MATCH(int, 32, int)
CUBEPORT_MATCH(unsigned int, 32, int)
CUBEPORT_MATCH(float, 32, int)
CUBEPORT_MATCH(long, 64, long long)
CUBEPORT_MATCH(unsigned long, 64, long long)
CUBEPORT_MATCH(long long, 64, long long)
CUBEPORT_MATCH(unsigned long long, 64, long long)
CUBEPORT_MATCH(double, 64, long long)
#undef CUBEPORT_MATCH

#define CUBEPORT_REDUCE(name, type, builtin)                                   \
  CUBEPORT_DEVICE type __reduce_##name##_sync(unsigned int mask, type v) {     \
    return (type)__nvvm_redux_sync_##builtin((int)v, (int)mask);               \
  }
CUBEPORT_REDUCE(add, int, add)
CUBEPORT_REDUCE(add, unsigned int, add)
CUBEPORT_REDUCE(min, int, min)
CUBEPORT_REDUCE(min, unsigned int, umin)
CUBEPORT_REDUCE(max, int, max)
CUBEPORT_REDUCE(max, unsigned int, umax)
CUBEPORT_REDUCE(and, unsigned int, and)
CUBEPORT_REDUCE(or, unsigned int, or)
CUBEPORT_REDUCE(xor, unsigned int, xor)
#undef CUBEPORT_REDUCE

#endif
