// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Random numbers of cuRAND's device interface. Philox gives the sequence that
// its paper defines; the other generators have their published recurrences, but
// their states are filled in a way of our own, so that the numbers are as good
// as cuRAND's without being the same.
#ifndef CUBEPORT_CUDA_CURAND_KERNEL_H
#define CUBEPORT_CUDA_CURAND_KERNEL_H

#include "cuda_runtime.h"

struct curandStateXORWOW {
  unsigned int d, v[5];
  int boxmuller_flag;
  float boxmuller_extra;
  double boxmuller_extra_double;
};
struct curandStatePhilox4_32_10 {
  uint4 ctr, output;
  uint2 key;
  unsigned int STATE;
  int boxmuller_flag;
  float boxmuller_extra;
  double boxmuller_extra_double;
};
struct curandStateMRG32k3a {
  double s1[3], s2[3];
  int boxmuller_flag;
  float boxmuller_extra;
  double boxmuller_extra_double;
};
typedef struct curandStateXORWOW curandStateXORWOW_t;
typedef struct curandStateXORWOW curandState_t;
typedef struct curandStateXORWOW curandState;
typedef struct curandStatePhilox4_32_10 curandStatePhilox4_32_10_t;
typedef struct curandStateMRG32k3a curandStateMRG32k3a_t;

#if defined(__CUDA__)
#define CUBEPORT_RANDOM static __forceinline__ __device__

namespace cubeport_random {

/// Spreads the bits of a seed (the finalizer of splitmix64).
CUBEPORT_RANDOM unsigned long long spread(unsigned long long &seed) {
  seed += 0x9e3779b97f4a7c15ull;
  unsigned long long z = seed;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return z ^ (z >> 31);
}

/// One round of Philox 4x32 (Salmon et al., 2011).
CUBEPORT_RANDOM uint4 philoxRound(uint4 c, uint2 key) {
  unsigned long long a = 0xd2511f53ull * c.x, b = 0xcd9e8d57ull * c.z;
  return make_uint4((unsigned int)(b >> 32) ^ c.y ^ key.x, (unsigned int)b,
                    (unsigned int)(a >> 32) ^ c.w ^ key.y, (unsigned int)a);
}
CUBEPORT_RANDOM uint4 philox(uint4 c, uint2 key) {
  for (int i = 0; i < 9; ++i) {
    c = philoxRound(c, key);
    key.x += 0x9e3779b9u;
    key.y += 0xbb67ae85u;
  }
  return philoxRound(c, key);
}
CUBEPORT_RANDOM void advance(uint4 &c, unsigned long long n) {
  unsigned long long low = ((unsigned long long)c.y << 32 | c.x);
  unsigned long long sum = low + n;
  c.x = (unsigned int)sum;
  c.y = (unsigned int)(sum >> 32);
  if (sum < low) {
    c.z += 1;
    c.w += c.z == 0 ? 1 : 0;
  }
}

/// (0, 1] from 32 and from 53 bits.
CUBEPORT_RANDOM float uniform(unsigned int bits) {
  return bits * 2.3283064e-10f + 2.3283064e-10f / 2.0f;
}
CUBEPORT_RANDOM double uniform(unsigned int low, unsigned int high) {
  unsigned long long z = ((unsigned long long)high << 32 | low) >> 11;
  return ((double)z + 1.0) * 1.1102230246251565e-16;
}

/// Two normal values by the method of Box and Muller.
CUBEPORT_RANDOM float2 normal(unsigned int a, unsigned int b) {
  float radius = sqrtf(-2.0f * logf(uniform(a)));
  float angle = uniform(b) * 6.2831853f;
  return make_float2(radius * sinf(angle), radius * cosf(angle));
}

} // namespace cubeport_random

// XORWOW (Marsaglia, 2003).

CUBEPORT_RANDOM unsigned int curand(curandStateXORWOW *state) {
  unsigned int t = state->v[0] ^ (state->v[0] >> 2);
  state->v[0] = state->v[1];
  state->v[1] = state->v[2];
  state->v[2] = state->v[3];
  state->v[3] = state->v[4];
  state->v[4] = (state->v[4] ^ (state->v[4] << 4)) ^ (t ^ (t << 1));
  state->d += 362437;
  return state->v[4] + state->d;
}
CUBEPORT_RANDOM void skipahead(unsigned long long n, curandStateXORWOW *state) {
  for (unsigned long long i = 0; i < n; ++i) {
    curand(state);
  }
}
CUBEPORT_RANDOM void curand_init(unsigned long long seed,
                                 unsigned long long subsequence,
                                 unsigned long long offset,
                                 curandStateXORWOW *state) {
  unsigned long long mix = seed;
  mix = cubeport_random::spread(mix) ^ (subsequence * 0xd1342543de82ef95ull);
  unsigned long long a = cubeport_random::spread(mix);
  unsigned long long b = cubeport_random::spread(mix);
  unsigned long long c = cubeport_random::spread(mix);
  state->v[0] = (unsigned int)a | 1u; // not all may be zero
  state->v[1] = (unsigned int)(a >> 32);
  state->v[2] = (unsigned int)b;
  state->v[3] = (unsigned int)(b >> 32);
  state->v[4] = (unsigned int)c;
  state->d = (unsigned int)(c >> 32);
  state->boxmuller_flag = 0;
  skipahead(offset, state);
}

// Philox: the counter holds the block of four numbers and the subsequence.

CUBEPORT_RANDOM void skipahead(unsigned long long n,
                               curandStatePhilox4_32_10 *state) {
  unsigned long long place = state->STATE + n;
  state->STATE = (unsigned int)(place & 3);
  cubeport_random::advance(state->ctr, place / 4);
  state->output = cubeport_random::philox(state->ctr, state->key);
}
CUBEPORT_RANDOM void curand_init(unsigned long long seed,
                                 unsigned long long subsequence,
                                 unsigned long long offset,
                                 curandStatePhilox4_32_10 *state) {
  state->ctr = make_uint4(0, 0, (unsigned int)subsequence,
                          (unsigned int)(subsequence >> 32));
  state->key = make_uint2((unsigned int)seed, (unsigned int)(seed >> 32));
  state->STATE = 0;
  state->boxmuller_flag = 0;
  skipahead(offset, state);
}
CUBEPORT_RANDOM unsigned int curand(curandStatePhilox4_32_10 *state) {
  unsigned int place = state->STATE;
  uint4 block = state->output;
  unsigned int result = place == 0   ? block.x
                        : place == 1 ? block.y
                        : place == 2 ? block.z
                                     : block.w;
  state->STATE = place + 1;
  if (place == 3) {
    state->STATE = 0;
    cubeport_random::advance(state->ctr, 1);
    state->output = cubeport_random::philox(state->ctr, state->key);
  }
  return result;
}
CUBEPORT_RANDOM uint4 curand4(curandStatePhilox4_32_10 *state) {
  unsigned int x = curand(state), y = curand(state), z = curand(state);
  return make_uint4(x, y, z, curand(state));
}

// MRG32k3a (L'Ecuyer, 1999).

CUBEPORT_RANDOM double cubeportStep(curandStateMRG32k3a *state) {
  const double m1 = 4294967087.0, m2 = 4294944443.0;
  double p = fmod(1403580.0 * state->s1[1] - 810728.0 * state->s1[0], m1);
  p = p < 0 ? p + m1 : p;
  state->s1[0] = state->s1[1];
  state->s1[1] = state->s1[2];
  state->s1[2] = p;
  double q = fmod(527612.0 * state->s2[2] - 1370589.0 * state->s2[0], m2);
  q = q < 0 ? q + m2 : q;
  state->s2[0] = state->s2[1];
  state->s2[1] = state->s2[2];
  state->s2[2] = q;
  return p <= q ? p - q + m1 : p - q;
}
CUBEPORT_RANDOM unsigned int curand(curandStateMRG32k3a *state) {
  return (unsigned int)(cubeportStep(state) * 1.0000000488944382);
}
CUBEPORT_RANDOM void curand_init(unsigned long long seed,
                                 unsigned long long subsequence,
                                 unsigned long long offset,
                                 curandStateMRG32k3a *state) {
  unsigned long long mix = seed;
  mix = cubeport_random::spread(mix) ^ (subsequence * 0xd1342543de82ef95ull);
  for (int i = 0; i < 3; ++i) {
    unsigned long long bits = cubeport_random::spread(mix);
    state->s1[i] = (double)((unsigned int)bits % 4294967086u + 1);
    state->s2[i] = (double)((unsigned int)(bits >> 32) % 4294944442u + 1);
  }
  state->boxmuller_flag = 0;
  for (unsigned long long i = 0; i < offset; ++i) {
    cubeportStep(state);
  }
}

#undef CUBEPORT_RANDOM
#endif // __CUDA__

#include "curand_distributions.h"

#endif
