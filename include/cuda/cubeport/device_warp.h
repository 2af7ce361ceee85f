// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Warp functions: shuffles, votes, masks; and bit functions on two words.
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

CUBEPORT_DEVICE unsigned int __funnelshift_l(unsigned int low,
                                             unsigned int high,
                                             unsigned int shift) {
  return (unsigned int)((((unsigned long long)high << 32 | low)
                         << (shift & 31)) >>
                        32);
}
CUBEPORT_DEVICE unsigned int __funnelshift_r(unsigned int low,
                                             unsigned int high,
                                             unsigned int shift) {
  return (unsigned int)(((unsigned long long)high << 32 | low) >>
                        (shift & 31));
}

#endif
