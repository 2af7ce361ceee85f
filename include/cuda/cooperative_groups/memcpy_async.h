// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies by a group: done at once, so waiting is meeting.
#ifndef CUBEPORT_CUDA_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H
#define CUBEPORT_CUDA_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H

#include "../cooperative_groups.h"
#include "../cuda/memcpy_async.h"

namespace cooperative_groups {

template <class Group, class To, class From, class Size>
static __inline__ __attribute__((always_inline)) __device__ void memcpy_async(const Group &group, To *to,
                                               From *from, Size bytes) {
  if constexpr (std::is_same_v<To, std::remove_const_t<From>> &&
                !std::is_void_v<To>) {
    cuda::detail::copyPart(to, (const To *)from, (std::size_t)bytes,
                           group.thread_rank(), group.size());
  } else {
    cuda::detail::copyPart((void *)to, (const void *)from, (std::size_t)bytes,
                           group.thread_rank(), group.size());
  }
}
/// The lengths of both sides in elements; the shorter one counts.
template <class Group, class T, class ToSize, class FromSize>
static __inline__ __attribute__((always_inline)) __device__ void memcpy_async(const Group &group, T *to,
                                               ToSize toElements,
                                               const T *from,
                                               FromSize fromElements) {
  std::size_t most = (std::size_t)toElements, count = (std::size_t)fromElements;
  cuda::detail::copyPart(to, from, (count < most ? count : most) * sizeof(T),
                         group.thread_rank(), group.size());
}
template <class Group>
static __inline__ __attribute__((always_inline)) __device__ void wait(const Group &group) {
  group.sync();
}
template <unsigned int Stages, class Group>
static __inline__ __attribute__((always_inline)) __device__ void wait_prior(const Group &group) {
  group.sync();
}

} // namespace cooperative_groups

#endif
