// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the algorithms do for one element.
#ifndef CUBEPORT_CUDA_THRUST_FUNCTORS_H
#define CUBEPORT_CUDA_THRUST_FUNCTORS_H

#include "../../cuda_runtime.h"
#include <cstddef>

namespace thrust {
namespace detail {

template <class It, class F> struct CallOne {
  It it;
  F f;
  __host__ __device__ void operator()(std::ptrdiff_t i) { f(it[i]); }
};
template <class Out, class T> struct SetOne {
  Out out;
  T value;
  __host__ __device__ void operator()(std::ptrdiff_t i) { out[i] = value; }
};
template <class Out, class T> struct SequenceOne {
  Out out;
  T initial, step;
  __host__ __device__ void operator()(std::ptrdiff_t i) {
    out[i] = T(initial + step * T(i));
  }
};
template <class Out, class F> struct TabulateOne {
  Out out;
  F f;
  __host__ __device__ void operator()(std::ptrdiff_t i) { out[i] = f(i); }
};
template <class Out, class F> struct GenerateOne {
  Out out;
  F f;
  __host__ __device__ void operator()(std::ptrdiff_t i) { out[i] = f(); }
};
template <class In, class Out, class F> struct TransformOne {
  In in;
  Out out;
  F f;
  __host__ __device__ void operator()(std::ptrdiff_t i) { out[i] = f(in[i]); }
};
template <class In, class In2, class Out, class F> struct TransformTwo {
  In in;
  In2 in2;
  Out out;
  F f;
  __host__ __device__ void operator()(std::ptrdiff_t i) {
    out[i] = f(in[i], in2[i]);
  }
};
template <class In, class Stencil, class Out, class F, class Predicate>
struct TransformIf {
  In in;
  Stencil stencil;
  Out out;
  F f;
  Predicate predicate;
  __host__ __device__ void operator()(std::ptrdiff_t i) {
    if (predicate(stencil[i])) {
      out[i] = f(in[i]);
    }
  }
};
template <class In, class In2, class Stencil, class Out, class F,
          class Predicate>
struct TransformTwoIf {
  In in;
  In2 in2;
  Stencil stencil;
  Out out;
  F f;
  Predicate predicate;
  __host__ __device__ void operator()(std::ptrdiff_t i) {
    if (predicate(stencil[i])) {
      out[i] = f(in[i], in2[i]);
    }
  }
};
template <class Map, class In, class Out> struct GatherOne {
  Map map;
  In in;
  Out out;
  __host__ __device__ void operator()(std::ptrdiff_t i) {
    out[i] = in[map[i]];
  }
};
template <class Map, class In, class Out> struct ScatterOne {
  Map map;
  In in;
  Out out;
  __host__ __device__ void operator()(std::ptrdiff_t i) {
    out[map[i]] = in[i];
  }
};
template <class Map, class Stencil, class In, class Out, class Predicate>
struct GatherIf {
  Map map;
  Stencil stencil;
  In in;
  Out out;
  Predicate predicate;
  __host__ __device__ void operator()(std::ptrdiff_t i) {
    if (predicate(stencil[i])) {
      out[i] = in[map[i]];
    }
  }
};
template <class Map, class Stencil, class In, class Out, class Predicate>
struct ScatterIf {
  Map map;
  Stencil stencil;
  In in;
  Out out;
  Predicate predicate;
  __host__ __device__ void operator()(std::ptrdiff_t i) {
    if (predicate(stencil[i])) {
      out[map[i]] = in[i];
    }
  }
};
template <class It, class It2> struct SwapOne {
  It a;
  It2 b;
  __host__ __device__ void operator()(std::ptrdiff_t i) {
    auto kept = a[i];
    a[i] = b[i];
    b[i] = kept;
  }
};
template <class In, class Out, class Op> struct DifferenceOne {
  In in;
  Out out;
  Op op;
  __host__ __device__ void operator()(std::ptrdiff_t i) {
    if (i == 0) {
      out[i] = in[i];
    } else {
      out[i] = op(in[i], in[i - 1]);
    }
  }
};
template <class T> struct IsTrue {
  __host__ __device__ bool operator()(const T &value) const {
    return bool(value);
  }
};
template <class T> struct EqualsValue {
  T value;
  template <class U> __host__ __device__ bool operator()(const U &other) const {
    return other == value;
  }
};
/// What an element becomes if it meets a condition.
template <class T, class Predicate> struct ReplaceValue {
  Predicate predicate;
  T value;
  __host__ __device__ T operator()(const T &old) const {
    return predicate(old) ? value : old;
  }
};

} // namespace detail
} // namespace thrust

#endif
