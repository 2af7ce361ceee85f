// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loads and stores with a hint about caches, which the chip has no use for.
#ifndef CUBEPORT_CUDA_CUB_THREAD_LOAD_CUH
#define CUBEPORT_CUDA_CUB_THREAD_LOAD_CUH

#include "../util_type.cuh"

namespace cub {

enum CacheLoadModifier {
  LOAD_DEFAULT,
  LOAD_CA,
  LOAD_CG,
  LOAD_CS,
  LOAD_CV,
  LOAD_LDG,
  LOAD_VOLATILE,
};
enum CacheStoreModifier {
  STORE_DEFAULT,
  STORE_WB,
  STORE_CG,
  STORE_CS,
  STORE_WT,
  STORE_VOLATILE,
};

template <CacheLoadModifier Modifier, class Iterator>
__device__ __forceinline__ detail::ValueOf<Iterator> ThreadLoad(Iterator from) {
  return *from;
}
template <CacheStoreModifier Modifier, class Iterator, class T>
__device__ __forceinline__ void ThreadStore(Iterator to, T value) {
  *to = value;
}

} // namespace cub

#endif
