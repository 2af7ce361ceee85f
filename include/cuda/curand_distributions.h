// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The distributions of cuRAND's device interface, for every generator.
#ifndef CUBEPORT_CUDA_CURAND_DISTRIBUTIONS_H
#define CUBEPORT_CUDA_CURAND_DISTRIBUTIONS_H

#include "curand_kernel.h"

#if defined(__CUDA__)
#define CUBEPORT_RANDOM static __forceinline__ __device__

template <class State> CUBEPORT_RANDOM float curand_uniform(State *state) {
  return cubeport_random::uniform(curand(state));
}
template <class State>
CUBEPORT_RANDOM double curand_uniform_double(State *state) {
  unsigned int low = curand(state);
  return cubeport_random::uniform(low, curand(state));
}
template <class State> CUBEPORT_RANDOM float2 curand_normal2(State *state) {
  unsigned int a = curand(state);
  return cubeport_random::normal(a, curand(state));
}
template <class State> CUBEPORT_RANDOM float curand_normal(State *state) {
  if (state->boxmuller_flag) {
    state->boxmuller_flag = 0;
    return state->boxmuller_extra;
  }
  float2 two = curand_normal2(state);
  state->boxmuller_extra = two.y;
  state->boxmuller_flag = 1;
  return two.x;
}
template <class State>
CUBEPORT_RANDOM double2 curand_normal2_double(State *state) {
  double radius = sqrt(-2.0 * log(curand_uniform_double(state)));
  double angle = curand_uniform_double(state) * 6.283185307179586;
  return make_double2(radius * sin(angle), radius * cos(angle));
}
template <class State>
CUBEPORT_RANDOM double curand_normal_double(State *state) {
  return curand_normal2_double(state).x;
}
template <class State>
CUBEPORT_RANDOM float curand_log_normal(State *state, float mean,
                                        float deviation) {
  return expf(mean + deviation * curand_normal(state));
}
CUBEPORT_RANDOM float4 curand_uniform4(curandStatePhilox4_32_10 *state) {
  uint4 bits = curand4(state);
  return make_float4(
      cubeport_random::uniform(bits.x), cubeport_random::uniform(bits.y),
      cubeport_random::uniform(bits.z), cubeport_random::uniform(bits.w));
}
CUBEPORT_RANDOM float4 curand_normal4(curandStatePhilox4_32_10 *state) {
  uint4 bits = curand4(state);
  float2 a = cubeport_random::normal(bits.x, bits.y);
  float2 b = cubeport_random::normal(bits.z, bits.w);
  return make_float4(a.x, a.y, b.x, b.y);
}
/// Poisson: how many exponential gaps fit into lambda.
template <class State>
CUBEPORT_RANDOM unsigned int curand_poisson(State *state, double lambda) {
  float bound = (float)lambda, sum = -logf(curand_uniform(state));
  unsigned int count = 0;
  while (sum < bound) {
    sum -= logf(curand_uniform(state));
    ++count;
  }
  return count;
}

#undef CUBEPORT_RANDOM
#endif // __CUDA__

#endif
