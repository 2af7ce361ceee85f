// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Algorithms that move elements, or treat only some of them.
#ifndef CUBEPORT_CUDA_THRUST_GATHER_H
#define CUBEPORT_CUDA_THRUST_GATHER_H

#include "for_each.h"
#include "iterator/transform_iterator.h"

namespace thrust {

template <bool D, class Map, class In, class Out>
__host__ __device__ Out gather(const detail::Policy<D> &policy, Map first,
                               Map last, In in, Out out) {
  detail::run(policy, last - first,
              detail::GatherOne<detail::RawOf<Map>, detail::RawOf<In>,
                                detail::RawOf<Out>>{
                  detail::raw(first), detail::raw(in), detail::raw(out)});
  return out + (last - first);
}
template <class Map, class In, class Out>
Out gather(Map first, Map last, In in, Out out) {
  return gather(detail::PolicyFor<Map, In, Out>(), first, last, in, out);
}
template <bool D, class In, class Map, class Out>
__host__ __device__ void scatter(const detail::Policy<D> &policy, In first,
                                 In last, Map map, Out out) {
  detail::run(policy, last - first,
              detail::ScatterOne<detail::RawOf<Map>, detail::RawOf<In>,
                                 detail::RawOf<Out>>{
                  detail::raw(map), detail::raw(first), detail::raw(out)});
}
template <class In, class Map, class Out>
void scatter(In first, In last, Map map, Out out) {
  scatter(detail::PolicyFor<In, Map, Out>(), first, last, map, out);
}

template <bool D, class Map, class Stencil, class In, class Out, class Test>
__host__ __device__ Out gather_if(const detail::Policy<D> &policy, Map first,
                                  Map last, Stencil stencil, In in, Out out,
                                  Test test) {
  detail::run(policy, last - first,
              detail::GatherIf<detail::RawOf<Map>, detail::RawOf<Stencil>,
                               detail::RawOf<In>, detail::RawOf<Out>, Test>{
                  detail::raw(first), detail::raw(stencil), detail::raw(in),
                  detail::raw(out), test});
  return out + (last - first);
}
template <class Map, class Stencil, class In, class Out, class Test>
Out gather_if(Map first, Map last, Stencil stencil, In in, Out out,
              Test test) {
  return gather_if(detail::PolicyFor<Map, Stencil, In, Out>(), first, last,
                   stencil, in, out, test);
}
template <class Map, class Stencil, class In, class Out>
Out gather_if(Map first, Map last, Stencil stencil, In in, Out out) {
  return gather_if(first, last, stencil, in, out,
                   detail::IsTrue<detail::ValueOf<Stencil>>());
}
template <bool D, class In, class Map, class Stencil, class Out, class Test>
__host__ __device__ void scatter_if(const detail::Policy<D> &policy, In first,
                                    In last, Map map, Stencil stencil, Out out,
                                    Test test) {
  detail::run(policy, last - first,
              detail::ScatterIf<detail::RawOf<Map>, detail::RawOf<Stencil>,
                                detail::RawOf<In>, detail::RawOf<Out>, Test>{
                  detail::raw(map), detail::raw(stencil), detail::raw(first),
                  detail::raw(out), test});
}
template <class In, class Map, class Stencil, class Out, class Test>
void scatter_if(In first, In last, Map map, Stencil stencil, Out out,
                Test test) {
  scatter_if(detail::PolicyFor<In, Map, Stencil, Out>(), first, last, map,
             stencil, out, test);
}
template <class In, class Map, class Stencil, class Out>
void scatter_if(In first, In last, Map map, Stencil stencil, Out out) {
  scatter_if(first, last, map, stencil, out,
             detail::IsTrue<detail::ValueOf<Stencil>>());
}

template <bool D, class In, class Out, class F, class Test>
__host__ __device__ Out transform_if(const detail::Policy<D> &policy, In first,
                                     In last, Out out, F f, Test test) {
  detail::run(policy, last - first,
              detail::TransformIf<detail::RawOf<In>, detail::RawOf<In>,
                                  detail::RawOf<Out>, F, Test>{
                  detail::raw(first), detail::raw(first), detail::raw(out), f,
                  test});
  return out + (last - first);
}
template <class In, class Out, class F, class Test>
Out transform_if(In first, In last, Out out, F f, Test test) {
  return transform_if(detail::PolicyFor<In, Out>(), first, last, out, f, test);
}
template <class In, class Stencil, class Out, class F, class Test>
Out transform_if(In first, In last, Stencil stencil, Out out, F f, Test test) {
  detail::run(detail::PolicyFor<In, Stencil, Out>(), last - first,
              detail::TransformIf<detail::RawOf<In>, detail::RawOf<Stencil>,
                                  detail::RawOf<Out>, F, Test>{
                  detail::raw(first), detail::raw(stencil), detail::raw(out),
                  f, test});
  return out + (last - first);
}
template <class In, class In2, class Stencil, class Out, class F, class Test>
Out transform_if(In first, In last, In2 second, Stencil stencil, Out out, F f,
                 Test test) {
  detail::run(
      detail::PolicyFor<In, In2, Stencil, Out>(), last - first,
      detail::TransformTwoIf<detail::RawOf<In>, detail::RawOf<In2>,
                             detail::RawOf<Stencil>, detail::RawOf<Out>, F,
                             Test>{detail::raw(first), detail::raw(second),
                                   detail::raw(stencil), detail::raw(out), f,
                                   test});
  return out + (last - first);
}

template <bool D, class It, class Test, class T>
__host__ __device__ void replace_if(const detail::Policy<D> &policy, It first,
                                    It last, Test test, const T &value) {
  using V = detail::ValueOf<It>;
  thrust::transform(policy, first, last, first,
                    detail::ReplaceValue<V, Test>{test, V(value)});
}
template <class It, class Test, class T>
void replace_if(It first, It last, Test test, const T &value) {
  replace_if(detail::PolicyFor<It>(), first, last, test, value);
}
template <bool D, class It, class T>
__host__ __device__ void replace(const detail::Policy<D> &policy, It first,
                                 It last, const T &old, const T &value) {
  replace_if(policy, first, last,
             detail::EqualsValue<detail::ValueOf<It>>{old}, value);
}
template <class It, class T>
void replace(It first, It last, const T &old, const T &value) {
  replace(detail::PolicyFor<It>(), first, last, old, value);
}

template <class It, class It2>
It2 swap_ranges(It first, It last, It2 second) {
  detail::run(detail::PolicyFor<It, It2>(), last - first,
              detail::SwapOne<detail::RawOf<It>, detail::RawOf<It2>>{
                  detail::raw(first), detail::raw(second)});
  return second + (last - first);
}
template <bool D, class It>
__host__ __device__ void reverse(const detail::Policy<D> &policy, It first,
                                 It last) {
  using Back = thrust::reverse_iterator<detail::RawOf<It>>;
  detail::run(policy, (last - first) / 2,
              detail::SwapOne<detail::RawOf<It>, Back>{
                  detail::raw(first), Back(detail::raw(last))});
}
template <class It> void reverse(It first, It last) {
  reverse(detail::PolicyFor<It>(), first, last);
}
template <class In, class Out> Out reverse_copy(In first, In last, Out out) {
  return thrust::copy(thrust::reverse_iterator<In>(last),
                      thrust::reverse_iterator<In>(first), out);
}
template <bool D, class In, class Out, class Op>
__host__ __device__ Out adjacent_difference(const detail::Policy<D> &policy,
                                            In first, In last, Out out, Op op) {
  detail::run(policy, last - first,
              detail::DifferenceOne<detail::RawOf<In>, detail::RawOf<Out>, Op>{
                  detail::raw(first), detail::raw(out), op});
  return out + (last - first);
}

} // namespace thrust

#endif
