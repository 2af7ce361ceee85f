// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Operators as function objects.
#ifndef CUBEPORT_CUDA_CUB_THREAD_OPERATORS_CUH
#define CUBEPORT_CUDA_CUB_THREAD_OPERATORS_CUH

#include "../util_type.cuh"

namespace cub {

struct Equality {
  template <class T, class U>
  __host__ __device__ bool operator()(T &&a, U &&b) const {
    return a == b;
  }
};
struct Inequality {
  template <class T, class U>
  __host__ __device__ bool operator()(T &&a, U &&b) const {
    return a != b;
  }
};
template <class EqualityOp> struct InequalityWrapper {
  EqualityOp op;
  __host__ __device__ InequalityWrapper(EqualityOp op) : op(op) {}
  template <class T, class U>
  __host__ __device__ bool operator()(T &&a, U &&b) {
    return !op(a, b);
  }
};
struct Sum {
  template <class T, class U>
  __host__ __device__ auto operator()(const T &a, const U &b) const
      -> decltype(a + b) {
    return a + b;
  }
};
struct Difference {
  template <class T, class U>
  __host__ __device__ auto operator()(const T &a, const U &b) const
      -> decltype(a - b) {
    return a - b;
  }
};
struct Division {
  template <class T, class U>
  __host__ __device__ auto operator()(const T &a, const U &b) const
      -> decltype(a / b) {
    return a / b;
  }
};
struct Max {
  template <class T, class U>
  __host__ __device__ std::common_type_t<T, U> operator()(const T &a,
                                                          const U &b) const {
    return a < b ? b : a;
  }
};
struct Min {
  template <class T, class U>
  __host__ __device__ std::common_type_t<T, U> operator()(const T &a,
                                                          const U &b) const {
    return b < a ? b : a;
  }
};
/// The pair of the larger value; of equal ones that of the smaller key.
struct ArgMax {
  template <class T, class Offset>
  __host__ __device__ KeyValuePair<Offset, T>
  operator()(const KeyValuePair<Offset, T> &a,
             const KeyValuePair<Offset, T> &b) const {
    return b.value > a.value || (a.value == b.value && b.key < a.key) ? b : a;
  }
};
struct ArgMin {
  template <class T, class Offset>
  __host__ __device__ KeyValuePair<Offset, T>
  operator()(const KeyValuePair<Offset, T> &a,
             const KeyValuePair<Offset, T> &b) const {
    return b.value < a.value || (a.value == b.value && b.key < a.key) ? b : a;
  }
};
template <class B> struct CastOp {
  template <class A> __host__ __device__ B operator()(A &&a) const {
    return (B)a;
  }
};
/// Swaps the operands of an operator.
template <class ScanOp> struct SwizzleScanOp {
  ScanOp op;
  __host__ __device__ SwizzleScanOp(ScanOp op) : op(op) {}
  template <class T> __host__ __device__ T operator()(const T &a, const T &b) {
    T x = b, y = a;
    return op(x, y);
  }
};
/// Sums segments: a value behind the head of a segment starts anew.
template <class ReductionOp> struct ReduceBySegmentOp {
  ReductionOp op;
  __host__ __device__ ReduceBySegmentOp() {}
  __host__ __device__ ReduceBySegmentOp(ReductionOp op) : op(op) {}
  template <class Pair>
  __host__ __device__ Pair operator()(const Pair &a, const Pair &b) {
    Pair result;
    result.key = a.key + b.key;
    result.value = b.key ? b.value : op(a.value, b.value);
    return result;
  }
};

} // namespace cub

#endif
