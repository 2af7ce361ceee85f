// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where an algorithm runs: on the device, or in a loop of the thread that calls
// it; and what an iterator says about that.
#ifndef CUBEPORT_CUDA_THRUST_POLICY_H
#define CUBEPORT_CUDA_THRUST_POLICY_H

#include "../../cuda_runtime.h"
#include "../system_error.h"
#include <iterator>
#include <type_traits>

namespace thrust {
namespace detail {

template <bool OnDevice> struct Policy {
  cudaStream_t stream = nullptr;

  constexpr Policy() = default;
  constexpr explicit Policy(cudaStream_t stream) : stream(stream) {}
  Policy on(cudaStream_t other) const { return Policy(other); }
  template <class Allocator> Policy operator()(Allocator &&) const {
    return *this;
  }
};

/// What memory an iterator is about.
enum class System { Any, Host, Device };

template <class It> struct SystemOf {
  static constexpr System value = System::Host;
};
template <class It>
constexpr System systemOf = SystemOf<std::remove_cv_t<It>>::value;

/// On the device if any iterator is, or if none says anything.
template <class... It>
constexpr bool choosesDevice = ((systemOf<It> == System::Device) || ...) ||
                               ((systemOf<It> == System::Any) && ...);
template <class... It> using PolicyFor = Policy<choosesDevice<It...>>;

/// The iterator as kernels take it: device pointers become plain ones.
template <class It> struct Raw {
  using type = It;
  static __host__ __device__ type get(It it) { return it; }
};
template <class It> using RawOf = typename Raw<It>::type;
template <class It> __host__ __device__ RawOf<It> raw(It it) {
  return Raw<It>::get(it);
}

template <class It>
using ValueOf = typename std::iterator_traits<It>::value_type;
template <class It>
using DifferenceOf = typename std::iterator_traits<It>::difference_type;

} // namespace detail
} // namespace thrust

#endif
