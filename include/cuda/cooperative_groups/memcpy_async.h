// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies by a group: done at once, so waiting is meeting.
#ifndef CUBEPORT_CUDA_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H
#define CUBEPORT_CUDA_COOPERATIVE_GROUPS_MEMCPY_ASYNC_H

#include "../cooperative_groups.h"

namespace cooperative_groups {

template <class Group, class T>
static __inline__ __device__ void memcpy_async(const Group &group, T *to,
                                               const T *from,
                                               __SIZE_TYPE__ bytes) {
  for (__SIZE_TYPE__ i = group.thread_rank(); i < bytes / sizeof(T);
       i += group.size()) {
    to[i] = from[i];
  }
}
template <class Group>
static __inline__ __device__ void wait(const Group &group) {
  group.sync();
}
template <unsigned int Stages, class Group>
static __inline__ __device__ void wait_prior(const Group &group) {
  group.sync();
}

} // namespace cooperative_groups

#endif
