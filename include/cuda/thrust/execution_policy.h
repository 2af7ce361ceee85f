// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The policies that programs name.
#ifndef CUBEPORT_CUDA_THRUST_EXECUTION_POLICY_H
#define CUBEPORT_CUDA_THRUST_EXECUTION_POLICY_H

#include "detail/policy.h"

namespace thrust {

constexpr detail::Policy<true> device;
constexpr detail::Policy<false> host;
constexpr detail::Policy<false> seq;

using device_execution_policy = detail::Policy<true>;
using host_execution_policy = detail::Policy<false>;

namespace cuda {
constexpr detail::Policy<true> par;
constexpr detail::Policy<true> par_nosync;
} // namespace cuda
namespace cuda_cub {
constexpr detail::Policy<true> par;
} // namespace cuda_cub
namespace system {
namespace cuda {
constexpr thrust::detail::Policy<true> par;
}
} // namespace system

} // namespace thrust

#endif
