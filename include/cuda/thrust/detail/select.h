// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// copy_if, remove, unique, partition, reduce_by_key: elements that stay in
// their order.
#ifndef CUBEPORT_CUDA_THRUST_SELECT_H
#define CUBEPORT_CUDA_THRUST_SELECT_H

#include "../../cubeport/parallel/select.h"
#include "../reduce.h"
#include "../scan.h"

namespace thrust {
namespace detail {

/// Writes what has test(i) with put.keep(i, place); returns how many.
template <bool D, class Test, class Put>
__host__ __device__ std::ptrdiff_t select(const Policy<D> &policy,
                                          std::ptrdiff_t count, Test test,
                                          Put put) {
  long long kept = 0;
  if constexpr (D) {
    check(cubeport::parallel::selectCounted(policy.stream, count, test, put,
                                            kept));
    check(cudaStreamSynchronize(policy.stream));
  } else {
    for (std::ptrdiff_t i = 0; i < count; ++i) {
      if (test(int(i))) {
        put.keep(int(i), int(kept++));
      } else {
        put.reject(int(i), int(i - kept));
      }
    }
  }
  return kept;
}

/// The elements of [first, first + count) in an array of their own, for
/// algorithms that write where they read. On the host, which goes on from the
/// front, they may stay in their place.
template <bool D, class It> class Kept {
public:
  using T = ValueOf<It>;
  Kept(const Policy<D> &policy, It first, std::ptrdiff_t count)
      : scratch(count) {
    check(scratch.status);
    copyOnDevice(policy.stream, first, count, scratch.data);
  }
  T *get() { return scratch.data; }

private:
  cubeport::parallel::Scratch<T> scratch;
};
template <class It> class Kept<false, It> {
public:
  Kept(const Policy<false> &, It first, std::ptrdiff_t) : first(first) {}
  It get() { return first; }

private:
  It first;
};

} // namespace detail

template <bool D, class In, class Stencil, class Out, class Test>
Out copy_if(const detail::Policy<D> &policy, In first, In last, Stencil stencil,
            Out out, Test test) {
  using namespace cubeport::parallel;
  using S = detail::RawOf<Stencil>;
  using I = detail::RawOf<In>;
  using O = detail::RawOf<Out>;
  return out + detail::select(policy, last - first,
                              TestValue<S, Test>{detail::raw(stencil), test,
                                                 true},
                              PutCopy<I, O>{detail::raw(first),
                                            detail::raw(out)});
}
template <bool D, class In, class Out, class Test>
Out copy_if(const detail::Policy<D> &policy, In first, In last, Out out,
            Test test) {
  return thrust::copy_if(policy, first, last, first, out, test);
}
template <class In, class Stencil, class Out, class Test>
Out copy_if(In first, In last, Stencil stencil, Out out, Test test) {
  return thrust::copy_if(detail::PolicyFor<In, Stencil, Out>(), first, last,
                         stencil, out, test);
}
template <class In, class Out, class Test>
Out copy_if(In first, In last, Out out, Test test) {
  return thrust::copy_if(detail::PolicyFor<In, Out>(), first, last, first, out,
                         test);
}
template <class In, class Out, class Test>
Out remove_copy_if(In first, In last, Out out, Test test) {
  return thrust::copy_if(first, last, out, thrust::not1(test));
}

template <bool D, class It, class Test>
It remove_if(const detail::Policy<D> &policy, It first, It last, Test test) {
  detail::Kept<D, It> kept(policy, first, last - first);
  auto from = kept.get();
  return thrust::copy_if(policy, from, from + (last - first), first,
                         thrust::not1(test));
}
template <class It, class Test> It remove_if(It first, It last, Test test) {
  return thrust::remove_if(detail::PolicyFor<It>(), first, last, test);
}
template <class It, class Stencil, class Test>
It remove_if(It first, It last, Stencil stencil, Test test) {
  using Policy = detail::PolicyFor<It, Stencil>;
  detail::Kept<detail::choosesDevice<It, Stencil>, It> kept(Policy(), first,
                                                            last - first);
  auto from = kept.get();
  return thrust::copy_if(Policy(), from, from + (last - first), stencil, first,
                         thrust::not1(test));
}
template <bool D, class It, class T>
It remove(const detail::Policy<D> &policy, It first, It last, const T &value) {
  return thrust::remove_if(policy, first, last, detail::EqualsValue<T>{value});
}
template <class It, class T> It remove(It first, It last, const T &value) {
  return thrust::remove(detail::PolicyFor<It>(), first, last, value);
}

template <bool D, class In, class Out, class Equal>
Out unique_copy(const detail::Policy<D> &policy, In first, In last, Out out,
                Equal same) {
  using namespace cubeport::parallel;
  using I = detail::RawOf<In>;
  using O = detail::RawOf<Out>;
  return out + detail::select(policy, last - first,
                              TestHead<I, Equal>{detail::raw(first), same},
                              PutCopy<I, O>{detail::raw(first),
                                            detail::raw(out)});
}
template <class In, class Out> Out unique_copy(In first, In last, Out out) {
  return thrust::unique_copy(detail::PolicyFor<In, Out>(), first, last, out,
                             thrust::equal_to<>());
}
template <bool D, class It, class Equal>
It unique(const detail::Policy<D> &policy, It first, It last, Equal same) {
  if constexpr (D) {
    detail::Kept<D, It> kept(policy, first, last - first);
    return thrust::unique_copy(policy, kept.get(),
                               kept.get() + (last - first), first, same);
  } else {
    It end = first;
    for (It it = first; it != last; ++it) {
      if (it == first || !same(*(end - 1), *it)) {
        *end++ = *it;
      }
    }
    return end;
  }
}
template <bool D, class It>
It unique(const detail::Policy<D> &policy, It first, It last) {
  return thrust::unique(policy, first, last, thrust::equal_to<>());
}
template <class It> It unique(It first, It last) {
  return thrust::unique(detail::PolicyFor<It>(), first, last);
}
template <class It, class Equal> It unique(It first, It last, Equal same) {
  return thrust::unique(detail::PolicyFor<It>(), first, last, same);
}

} // namespace thrust

#endif
