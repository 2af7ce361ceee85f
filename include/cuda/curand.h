// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuRAND's host interface: numbers are made on the host and copied. The
// sequences are our own, with the distributions that cuRAND documents.
#ifndef CUBEPORT_CUDA_CURAND_H
#define CUBEPORT_CUDA_CURAND_H

#include "cuda_runtime.h"
#include <cmath>
#include <random>
#include <vector>

typedef enum curandStatus {
  CURAND_STATUS_SUCCESS = 0,
  CURAND_STATUS_VERSION_MISMATCH = 100,
  CURAND_STATUS_NOT_INITIALIZED = 101,
  CURAND_STATUS_ALLOCATION_FAILED = 102,
  CURAND_STATUS_TYPE_ERROR = 103,
  CURAND_STATUS_OUT_OF_RANGE = 104,
  CURAND_STATUS_LENGTH_NOT_MULTIPLE = 105,
  CURAND_STATUS_DOUBLE_PRECISION_REQUIRED = 106,
  CURAND_STATUS_LAUNCH_FAILURE = 201,
  CURAND_STATUS_PREEXISTING_FAILURE = 202,
  CURAND_STATUS_INITIALIZATION_FAILED = 203,
  CURAND_STATUS_ARCH_MISMATCH = 204,
  CURAND_STATUS_INTERNAL_ERROR = 999,
} curandStatus_t;

typedef enum curandRngType {
  CURAND_RNG_PSEUDO_DEFAULT = 100,
  CURAND_RNG_PSEUDO_XORWOW = 101,
  CURAND_RNG_PSEUDO_MRG32K3A = 121,
  CURAND_RNG_PSEUDO_MTGP32 = 141,
  CURAND_RNG_PSEUDO_MT19937 = 142,
  CURAND_RNG_PSEUDO_PHILOX4_32_10 = 161,
} curandRngType_t;
typedef enum curandOrdering {
  CURAND_ORDERING_PSEUDO_BEST = 100,
  CURAND_ORDERING_PSEUDO_DEFAULT = 101,
  CURAND_ORDERING_PSEUDO_SEEDED = 102,
} curandOrdering_t;

struct curandGenerator_st {
  std::mt19937_64 engine;
  unsigned long long seed = 0;
  cudaStream_t stream = nullptr;
  bool isOnHost = false;

  void restart(unsigned long long offset) {
    engine.seed(seed + 0x9e3779b97f4a7c15ull);
    engine.discard(offset);
  }
  /// (0, 1]
  double uniform() {
    return (double)((engine() >> 11) + 1) * 1.1102230246251565e-16;
  }
  float uniformFloat() { return (float)((engine() >> 40) + 1) * 5.9604645e-8f; }
};
typedef struct curandGenerator_st *curandGenerator_t;

namespace cubeport_random {
template <class T, class Make>
curandStatus_t generate(curandGenerator_t generator, T *out, size_t count,
                        Make make) {
  if (generator == nullptr) {
    return CURAND_STATUS_NOT_INITIALIZED;
  }
  std::vector<T> values(count);
  for (T &value : values) {
    value = make();
  }
  if (generator->isOnHost) {
    for (size_t i = 0; i < count; ++i) {
      out[i] = values[i];
    }
    return CURAND_STATUS_SUCCESS;
  }
  cudaError_t status = cudaStreamSynchronize(generator->stream);
  if (status == cudaSuccess) {
    status = cudaMemcpy(out, values.data(), count * sizeof(T),
                        cudaMemcpyHostToDevice);
  }
  return status == cudaSuccess ? CURAND_STATUS_SUCCESS
                               : CURAND_STATUS_LAUNCH_FAILURE;
}
/// Normal values come in pairs, in the order that they are made in.
template <class T>
curandStatus_t generateNormal(curandGenerator_t generator, T *out, size_t count,
                              double mean, double deviation, bool isLog) {
  double kept = 0;
  bool hasKept = false;
  return generate(generator, out, count, [&] {
    double value = kept;
    if (!hasKept) {
      double radius = std::sqrt(-2.0 * std::log(generator->uniform()));
      double angle = 6.283185307179586 * generator->uniform();
      value = radius * std::sin(angle);
      kept = radius * std::cos(angle);
    }
    hasKept = !hasKept;
    value = mean + deviation * value;
    return (T)(isLog ? std::exp(value) : value);
  });
}
} // namespace cubeport_random

inline curandStatus_t curandCreateGenerator(curandGenerator_t *generator,
                                            curandRngType_t) {
  *generator = new curandGenerator_st;
  (*generator)->restart(0);
  return CURAND_STATUS_SUCCESS;
}
inline curandStatus_t curandCreateGeneratorHost(curandGenerator_t *generator,
                                                curandRngType_t type) {
  curandStatus_t status = curandCreateGenerator(generator, type);
  (*generator)->isOnHost = true;
  return status;
}
inline curandStatus_t curandDestroyGenerator(curandGenerator_t generator) {
  delete generator;
  return CURAND_STATUS_SUCCESS;
}
inline curandStatus_t
curandSetPseudoRandomGeneratorSeed(curandGenerator_t generator,
                                   unsigned long long seed) {
  generator->seed = seed;
  generator->restart(0);
  return CURAND_STATUS_SUCCESS;
}
inline curandStatus_t curandSetGeneratorOffset(curandGenerator_t generator,
                                               unsigned long long offset) {
  generator->restart(offset);
  return CURAND_STATUS_SUCCESS;
}
inline curandStatus_t curandSetGeneratorOrdering(curandGenerator_t,
                                                 curandOrdering_t) {
  return CURAND_STATUS_SUCCESS;
}
inline curandStatus_t curandSetStream(curandGenerator_t generator,
                                      cudaStream_t stream) {
  generator->stream = stream;
  return CURAND_STATUS_SUCCESS;
}
inline curandStatus_t curandGetVersion(int *version) {
  *version = 10300;
  return CURAND_STATUS_SUCCESS;
}

inline curandStatus_t curandGenerate(curandGenerator_t generator,
                                     unsigned int *out, size_t count) {
  return cubeport_random::generate(generator, out, count, [&] {
    return (unsigned int)(generator->engine() >> 32);
  });
}
inline curandStatus_t curandGenerateLongLong(curandGenerator_t generator,
                                             unsigned long long *out,
                                             size_t count) {
  return cubeport_random::generate(generator, out, count, [&] {
    return (unsigned long long)generator->engine();
  });
}
inline curandStatus_t curandGenerateUniform(curandGenerator_t generator,
                                            float *out, size_t count) {
  return cubeport_random::generate(generator, out, count,
                                   [&] { return generator->uniformFloat(); });
}
inline curandStatus_t curandGenerateUniformDouble(curandGenerator_t generator,
                                                  double *out, size_t count) {
  return cubeport_random::generate(generator, out, count,
                                   [&] { return generator->uniform(); });
}
inline curandStatus_t curandGenerateNormal(curandGenerator_t generator,
                                           float *out, size_t count, float mean,
                                           float deviation) {
  return cubeport_random::generateNormal(generator, out, count, mean, deviation,
                                         false);
}
inline curandStatus_t curandGenerateNormalDouble(curandGenerator_t generator,
                                                 double *out, size_t count,
                                                 double mean,
                                                 double deviation) {
  return cubeport_random::generateNormal(generator, out, count, mean, deviation,
                                         false);
}
inline curandStatus_t curandGenerateLogNormal(curandGenerator_t generator,
                                              float *out, size_t count,
                                              float mean, float deviation) {
  return cubeport_random::generateNormal(generator, out, count, mean, deviation,
                                         true);
}
inline curandStatus_t curandGeneratePoisson(curandGenerator_t generator,
                                            unsigned int *out, size_t count,
                                            double lambda) {
  return cubeport_random::generate(generator, out, count, [&] {
    std::poisson_distribution<unsigned int> poisson(lambda);
    return poisson(generator->engine);
  });
}

#endif
