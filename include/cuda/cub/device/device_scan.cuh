// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prefix sums of arrays in device memory, and differences of neighbours.
#ifndef CUBEPORT_CUDA_CUB_DEVICE_SCAN_CUH
#define CUBEPORT_CUDA_CUB_DEVICE_SCAN_CUH

#include "device_reduce.cuh"

namespace cub {

struct DeviceScan {
  template <class In, class Out, class Count>
  static cudaError_t InclusiveSum(void *storage, size_t &bytes, In in, Out out,
                                  Count count, cudaStream_t stream = nullptr,
                                  bool = false) {
    return InclusiveScan(storage, bytes, in, out, cub::Sum(), count, stream);
  }
  template <class In, class Out, class Count>
  static cudaError_t ExclusiveSum(void *storage, size_t &bytes, In in, Out out,
                                  Count count, cudaStream_t stream = nullptr,
                                  bool = false) {
    using T = detail::ValueOf<In>;
    return ExclusiveScan(storage, bytes, in, out, cub::Sum(), T(0), count,
                         stream);
  }
  template <class In, class Out, class Op, class Count>
  static cudaError_t InclusiveScan(void *storage, size_t &bytes, In in, Out out,
                                   Op op, Count count,
                                   cudaStream_t stream = nullptr,
                                   bool = false) {
    using T = detail::ValueOf<In>;
    return scan(storage, bytes, in, out, op, T(), false, count, stream);
  }
  template <class In, class Out, class Op, class T, class Count>
  static cudaError_t ExclusiveScan(void *storage, size_t &bytes, In in, Out out,
                                   Op op, T initial, Count count,
                                   cudaStream_t stream = nullptr,
                                   bool = false) {
    return scan(storage, bytes, in, out, op, initial, true, count, stream);
  }
  // In place.
  template <class It, class Count>
  static cudaError_t InclusiveSum(void *storage, size_t &bytes, It data,
                                  Count count) {
    return InclusiveSum(storage, bytes, data, data, count);
  }
  template <class It, class Count>
  static cudaError_t ExclusiveSum(void *storage, size_t &bytes, It data,
                                  Count count) {
    return ExclusiveSum(storage, bytes, data, data, count);
  }

private:
  template <class In, class Out, class Op, class T>
  static cudaError_t scan(void *storage, size_t &bytes, In in, Out out, Op op,
                          T initial, bool isExclusive, long long count,
                          cudaStream_t stream) {
    if (detail::asksForBytes(storage, bytes,
                             cubeport::parallel::stretchBytes<T>(count))) {
      return cudaSuccess;
    }
    return cubeport::parallel::scan(stream, count, in, out, initial,
                                    isExclusive, isExclusive, op, (T *)storage);
  }
};

namespace detail {
template <class In, class Out, class Op> struct SubtractLeftOne {
  In in;
  Out out;
  Op op;
  __device__ void operator()(int i) {
    if (i == 0) {
      out[i] = in[i];
    } else {
      out[i] = op(in[i], in[i - 1]);
    }
  }
};
template <class In, class Out, class Op> struct SubtractRightOne {
  In in;
  Out out;
  Op op;
  int count;
  __device__ void operator()(int i) {
    if (i + 1 == count) {
      out[i] = in[i];
    } else {
      out[i] = op(in[i], in[i + 1]);
    }
  }
};
} // namespace detail

struct DeviceAdjacentDifference {
  template <class In, class Out, class Op = cub::Difference>
  static cudaError_t SubtractLeftCopy(void *storage, size_t &bytes, In in,
                                      Out out, int count, Op op = Op(),
                                      cudaStream_t stream = nullptr) {
    if (detail::asksForBytes(storage, bytes, 1)) {
      return cudaSuccess;
    }
    return cubeport::parallel::forEach(
        stream, count, detail::SubtractLeftOne<In, Out, Op>{in, out, op});
  }
  template <class In, class Out, class Op = cub::Difference>
  static cudaError_t SubtractRightCopy(void *storage, size_t &bytes, In in,
                                       Out out, int count, Op op = Op(),
                                       cudaStream_t stream = nullptr) {
    if (detail::asksForBytes(storage, bytes, 1)) {
      return cudaSuccess;
    }
    return cubeport::parallel::forEach(
        stream, count,
        detail::SubtractRightOne<In, Out, Op>{in, out, op, count});
  }
  // In place: from a copy.
  template <class It, class Op = cub::Difference>
  static cudaError_t SubtractLeft(void *storage, size_t &bytes, It data,
                                  int count, Op op = Op(),
                                  cudaStream_t stream = nullptr) {
    using T = detail::ValueOf<It>;
    if (detail::asksForBytes(storage, bytes, (count + 1) * sizeof(T))) {
      return cudaSuccess;
    }
    cudaError_t status =
        cubeport::parallel::copy(stream, count, data, (T *)storage);
    return status == cudaSuccess ? SubtractLeftCopy(storage, bytes,
                                                    (T *)storage, data, count,
                                                    op, stream)
                                 : status;
  }
  template <class It, class Op = cub::Difference>
  static cudaError_t SubtractRight(void *storage, size_t &bytes, It data,
                                   int count, Op op = Op(),
                                   cudaStream_t stream = nullptr) {
    using T = detail::ValueOf<It>;
    if (detail::asksForBytes(storage, bytes, (count + 1) * sizeof(T))) {
      return cudaSuccess;
    }
    cudaError_t status =
        cubeport::parallel::copy(stream, count, data, (T *)storage);
    return status == cudaSuccess ? SubtractRightCopy(storage, bytes,
                                                     (T *)storage, data, count,
                                                     op, stream)
                                 : status;
  }
};

} // namespace cub

#endif
