// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Differences of neighbours.
#ifndef CUBEPORT_CUDA_THRUST_ADJACENT_DIFFERENCE_H
#define CUBEPORT_CUDA_THRUST_ADJACENT_DIFFERENCE_H

#include "functional.h"
#include "gather.h"

namespace thrust {

template <class In, class Out, class Op>
Out adjacent_difference(In first, In last, Out out, Op op) {
  using T = detail::ValueOf<In>;
  using Policy = detail::PolicyFor<In, Out>;
  if constexpr (detail::choosesDevice<In, Out>) {
    // The output may be the input, of which threads read two elements.
    cubeport::parallel::Scratch<T> scratch(last - first);
    detail::check(scratch.status);
    detail::copyOnDevice(nullptr, first, last - first, scratch.data);
    adjacent_difference(Policy(), scratch.data, scratch.data + (last - first),
                        detail::raw(out), op);
  } else if (first != last) {
    T before = *first;
    *out = before;
    for (std::ptrdiff_t i = 1; i < last - first; ++i) {
      T value = first[i];
      out[i] = op(value, before);
      before = value;
    }
  }
  return out + (last - first);
}
template <class In, class Out>
Out adjacent_difference(In first, In last, Out out) {
  return adjacent_difference(first, last, out,
                             thrust::minus<detail::ValueOf<In>>());
}

} // namespace thrust

#endif
