// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The products of cuBLAS, computed on the host: column-major matrices, as
// there. Part of the support headers of a project written by cubeport.
#ifndef CUBEPORT_BLAS_PRODUCTS_H
#define CUBEPORT_BLAS_PRODUCTS_H

#include "cubeport_blas.h"

namespace cubeport {
namespace detail {

/// An array of the device on the host.
template <class T> class HostCopy {
public:
  HostCopy(BlasHandle handle, const T *device, int64_t count)
      : device(const_cast<T *>(device)), values(count > 0 ? count : 0) {
    status = handle ? synchronizeStream(handle->stream)
                    : (aclError)ACL_ERROR_RT_PARAM_INVALID;
    if (status == ACL_SUCCESS) {
      status = memcpy(values.data(), device, values.size() * sizeof(T),
                      ACL_MEMCPY_DEVICE_TO_HOST);
    }
  }
  BlasStatus put() {
    aclError written = memcpy(device, values.data(), values.size() * sizeof(T),
                              ACL_MEMCPY_HOST_TO_DEVICE);
    return written == ACL_SUCCESS ? kBlasStatusSuccess
                                  : kBlasStatusExecutionFailed;
  }
  T &operator[](int64_t i) { return values[i]; }
  const T &operator[](int64_t i) const { return values[i]; }
  aclError status;

private:
  T *device;
  std::vector<T> values;
};

/// A factor, which the pointer mode says the place of.
template <class T> T scalarOf(BlasHandle handle, const T *factor) {
  T value = T();
  if (handle->pointers == kBlasPointerDevice) {
    memcpy(&value, factor, sizeof(T), ACL_MEMCPY_DEVICE_TO_HOST);
  } else {
    value = *factor;
  }
  return value;
}
template <class T>
BlasStatus putResult(BlasHandle handle, T value, T *result) {
  if (handle->pointers == kBlasPointerDevice) {
    memcpy(result, &value, sizeof(T), ACL_MEMCPY_HOST_TO_DEVICE);
  } else {
    *result = value;
  }
  return kBlasStatusSuccess;
}

/// Elements that a vector or a matrix of column-major order spans.
inline int64_t vectorSpan(int64_t n, int64_t stride) {
  return n > 0 ? 1 + (n - 1) * (stride < 0 ? -stride : stride) : 0;
}
inline int64_t matrixSpan(int64_t rows, int64_t columns, int64_t lead) {
  return rows > 0 && columns > 0 ? (columns - 1) * lead + rows : 0;
}
/// Vectors of a negative stride start at their end.
inline int64_t vectorPlace(int64_t i, int64_t n, int64_t stride) {
  return stride < 0 ? (i - n + 1) * stride : i * stride;
}

/// C = alpha op(A) op(B) + beta C, with sums in Sum.
template <class Sum, class In, class Out>
BlasStatus multiply(BlasHandle handle, BlasOperation opA, BlasOperation opB,
                    int64_t m, int64_t n, int64_t k, Sum alpha, const In *A,
                    int64_t lda, const In *B, int64_t ldb, Sum beta, Out *C,
                    int64_t ldc) {
  if (m < 0 || n < 0 || k < 0 || lda < (opA == kBlasOpN ? m : k) ||
      ldb < (opB == kBlasOpN ? k : n) || ldc < m) {
    return kBlasStatusInvalidValue;
  }
  if (m == 0 || n == 0) {
    return kBlasStatusSuccess;
  }
  HostCopy<In> a(handle, A, opA == kBlasOpN ? matrixSpan(m, k, lda)
                                            : matrixSpan(k, m, lda));
  HostCopy<In> b(handle, B, opB == kBlasOpN ? matrixSpan(k, n, ldb)
                                            : matrixSpan(n, k, ldb));
  HostCopy<Out> c(handle, C, matrixSpan(m, n, ldc));
  if (a.status != ACL_SUCCESS || b.status != ACL_SUCCESS ||
      c.status != ACL_SUCCESS) {
    return kBlasStatusExecutionFailed;
  }
  std::vector<Sum> plain(m * k), column(m);
  for (int64_t l = 0; l < k; ++l) {
    for (int64_t i = 0; i < m; ++i) {
      plain[l * m + i] =
          (Sum)(opA == kBlasOpN ? a[l * lda + i] : a[i * lda + l]);
    }
  }
  for (int64_t j = 0; j < n; ++j) {
    std::fill(column.begin(), column.end(), Sum());
    for (int64_t l = 0; l < k; ++l) {
      Sum factor = (Sum)(opB == kBlasOpN ? b[j * ldb + l] : b[l * ldb + j]);
      const Sum *from = plain.data() + l * m;
      for (int64_t i = 0; i < m; ++i) {
        column[i] += from[i] * factor;
      }
    }
    for (int64_t i = 0; i < m; ++i) {
      // Without beta, C may hold anything.
      Sum old = beta == Sum() ? Sum() : beta * (Sum)c[j * ldc + i];
      c[j * ldc + i] = (Out)(alpha * column[i] + old);
    }
  }
  return c.put();
}

} // namespace detail

template <class T>
BlasStatus gemm(BlasHandle handle, BlasOperation opA, BlasOperation opB, int m,
                int n, int k, const T *alpha, const T *A, int lda, const T *B,
                int ldb, const T *beta, T *C, int ldc) {
  if (!handle) {
    return kBlasStatusNotInitialized;
  }
  return detail::multiply<T>(handle, opA, opB, m, n, k,
                             detail::scalarOf(handle, alpha), A, lda, B, ldb,
                             detail::scalarOf(handle, beta), C, ldc);
}

template <class T>
BlasStatus gemmStridedBatched(BlasHandle handle, BlasOperation opA,
                              BlasOperation opB, int m, int n, int k,
                              const T *alpha, const T *A, int lda,
                              long long strideA, const T *B, int ldb,
                              long long strideB, const T *beta, T *C, int ldc,
                              long long strideC, int batches) {
  BlasStatus status = kBlasStatusSuccess;
  for (int i = 0; i < batches && status == kBlasStatusSuccess; ++i) {
    status = gemm(handle, opA, opB, m, n, k, alpha, A + i * strideA, lda,
                  B + i * strideB, ldb, beta, C + i * strideC, ldc);
  }
  return status;
}

template <class T>
BlasStatus gemmBatched(BlasHandle handle, BlasOperation opA, BlasOperation opB,
                       int m, int n, int k, const T *alpha, const T *const A[],
                       int lda, const T *const B[], int ldb, const T *beta,
                       T *const C[], int ldc, int batches) {
  detail::HostCopy<const T *> a(handle, A, batches), b(handle, B, batches);
  detail::HostCopy<T *> c(handle, C, batches);
  BlasStatus status = kBlasStatusSuccess;
  for (int i = 0; i < batches && status == kBlasStatusSuccess; ++i) {
    status = gemm(handle, opA, opB, m, n, k, alpha, a[i], lda, b[i], ldb, beta,
                  c[i], ldc);
  }
  return status;
}

/// Products of several types; sums are in float, as in cuBLAS.
template <class Compute = BlasComputeType>
BlasStatus gemmEx(BlasHandle handle, BlasOperation opA, BlasOperation opB,
                  int m, int n, int k, const void *alpha, const void *A,
                  DataType typeA, int lda, const void *B, DataType typeB,
                  int ldb, const void *beta, void *C, DataType typeC, int ldc,
                  Compute = Compute(), BlasGemmAlgo = kBlasGemmDefault) {
  if (!handle) {
    return kBlasStatusNotInitialized;
  }
  if (typeA != typeB) {
    return kBlasStatusNotSupported;
  }
  auto run = [&](auto in, auto out, auto sum) {
    using In = decltype(in);
    using Out = decltype(out);
    using Sum = decltype(sum);
    return detail::multiply<Sum>(
        handle, opA, opB, m, n, k, detail::scalarOf(handle, (const Sum *)alpha),
        (const In *)A, lda, (const In *)B, ldb,
        detail::scalarOf(handle, (const Sum *)beta), (Out *)C, ldc);
  };
  if (typeA == kDataR32F && typeC == kDataR32F) {
    return run(float(), float(), float());
  }
  if (typeA == kDataR64F && typeC == kDataR64F) {
    return run(double(), double(), double());
  }
  if (typeA == kDataR16F && typeC == kDataR16F) {
    return run(__half(), __half(), float());
  }
  if (typeA == kDataR16F && typeC == kDataR32F) {
    return run(__half(), float(), float());
  }
  if (typeA == kDataR16BF && typeC == kDataR16BF) {
    return run(__nv_bfloat16(), __nv_bfloat16(), float());
  }
  if (typeA == kDataR16BF && typeC == kDataR32F) {
    return run(__nv_bfloat16(), float(), float());
  }
  return kBlasStatusNotSupported;
}

template <class Compute = BlasComputeType>
BlasStatus gemmStridedBatchedEx(
    BlasHandle handle, BlasOperation opA, BlasOperation opB, int m, int n,
    int k, const void *alpha, const void *A, DataType typeA, int lda,
    long long strideA, const void *B, DataType typeB, int ldb,
    long long strideB, const void *beta, void *C, DataType typeC, int ldc,
    long long strideC, int batches, Compute compute = Compute(),
    BlasGemmAlgo algo = kBlasGemmDefault) {
  auto bytes = [](DataType type) {
    return type == kDataR64F ? 8 : type == kDataR32F ? 4 : 2;
  };
  BlasStatus status = kBlasStatusSuccess;
  for (int i = 0; i < batches && status == kBlasStatusSuccess; ++i) {
    status = gemmEx(handle, opA, opB, m, n, k, alpha,
                    (const char *)A + i * strideA * bytes(typeA), typeA, lda,
                    (const char *)B + i * strideB * bytes(typeB), typeB, ldb,
                    beta, (char *)C + i * strideC * bytes(typeC), typeC, ldc,
                    compute, algo);
  }
  return status;
}

/// C = alpha op(A) + beta op(B).
template <class T>
BlasStatus geam(BlasHandle handle, BlasOperation opA, BlasOperation opB, int m,
                int n, const T *alpha, const T *A, int lda, const T *beta,
                const T *B, int ldb, T *C, int ldc) {
  if (!handle) {
    return kBlasStatusNotInitialized;
  }
  using detail::matrixSpan;
  T factorA = detail::scalarOf(handle, alpha);
  T factorB = detail::scalarOf(handle, beta);
  // A factor of 0 lets its matrix be absent.
  int64_t sizeA = opA == kBlasOpN ? matrixSpan(m, n, lda) : matrixSpan(n, m, lda);
  int64_t sizeB = opB == kBlasOpN ? matrixSpan(m, n, ldb) : matrixSpan(n, m, ldb);
  detail::HostCopy<T> a(handle, A, factorA == T() ? 0 : sizeA);
  detail::HostCopy<T> b(handle, B, factorB == T() ? 0 : sizeB);
  detail::HostCopy<T> c(handle, C, matrixSpan(m, n, ldc));
  for (int64_t j = 0; j < n; ++j) {
    for (int64_t i = 0; i < m; ++i) {
      T sum = T();
      if (factorA != T()) {
        sum += factorA * a[opA == kBlasOpN ? j * lda + i : i * lda + j];
      }
      if (factorB != T()) {
        sum += factorB * b[opB == kBlasOpN ? j * ldb + i : i * ldb + j];
      }
      c[j * ldc + i] = sum;
    }
  }
  return c.put();
}

template <class T>
BlasStatus gemv(BlasHandle handle, BlasOperation op, int m, int n,
                const T *alpha, const T *A, int lda, const T *x, int incx,
                const T *beta, T *y, int incy) {
  if (!handle) {
    return kBlasStatusNotInitialized;
  }
  using detail::vectorPlace;
  int64_t rows = op == kBlasOpN ? m : n, terms = op == kBlasOpN ? n : m;
  T factor = detail::scalarOf(handle, alpha);
  T keep = detail::scalarOf(handle, beta);
  detail::HostCopy<T> a(handle, A, detail::matrixSpan(m, n, lda));
  detail::HostCopy<T> from(handle, x, detail::vectorSpan(terms, incx));
  detail::HostCopy<T> to(handle, y, detail::vectorSpan(rows, incy));
  for (int64_t i = 0; i < rows; ++i) {
    T sum = T();
    for (int64_t l = 0; l < terms; ++l) {
      sum += a[op == kBlasOpN ? l * lda + i : i * lda + l] *
             from[vectorPlace(l, terms, incx)];
    }
    T &out = to[vectorPlace(i, rows, incy)];
    out = factor * sum + (keep == T() ? T() : keep * out);
  }
  return to.put();
}

// Vectors.

template <class T>
BlasStatus axpy(BlasHandle handle, int n, const T *alpha, const T *x, int incx,
                T *y, int incy) {
  T factor = detail::scalarOf(handle, alpha);
  detail::HostCopy<T> from(handle, x, detail::vectorSpan(n, incx));
  detail::HostCopy<T> to(handle, y, detail::vectorSpan(n, incy));
  for (int64_t i = 0; i < n; ++i) {
    to[detail::vectorPlace(i, n, incy)] +=
        factor * from[detail::vectorPlace(i, n, incx)];
  }
  return to.put();
}
template <class T>
BlasStatus scal(BlasHandle handle, int n, const T *alpha, T *x, int incx) {
  T factor = detail::scalarOf(handle, alpha);
  detail::HostCopy<T> all(handle, x, detail::vectorSpan(n, incx));
  for (int64_t i = 0; i < n; ++i) {
    all[i * incx] *= factor;
  }
  return all.put();
}
template <class T>
BlasStatus copyVector(BlasHandle handle, int n, const T *x, int incx, T *y,
                      int incy) {
  detail::HostCopy<T> from(handle, x, detail::vectorSpan(n, incx));
  detail::HostCopy<T> to(handle, y, detail::vectorSpan(n, incy));
  for (int64_t i = 0; i < n; ++i) {
    to[detail::vectorPlace(i, n, incy)] = from[detail::vectorPlace(i, n, incx)];
  }
  return to.put();
}
template <class T>
BlasStatus dot(BlasHandle handle, int n, const T *x, int incx, const T *y,
               int incy, T *result) {
  detail::HostCopy<T> a(handle, x, detail::vectorSpan(n, incx));
  detail::HostCopy<T> b(handle, y, detail::vectorSpan(n, incy));
  double sum = 0;
  for (int64_t i = 0; i < n; ++i) {
    sum += (double)a[detail::vectorPlace(i, n, incx)] *
           (double)b[detail::vectorPlace(i, n, incy)];
  }
  return detail::putResult(handle, (T)sum, result);
}
template <class T>
BlasStatus nrm2(BlasHandle handle, int n, const T *x, int incx, T *result) {
  detail::HostCopy<T> a(handle, x, detail::vectorSpan(n, incx));
  double sum = 0;
  for (int64_t i = 0; i < n; ++i) {
    sum += (double)a[i * incx] * (double)a[i * incx];
  }
  return detail::putResult(handle, (T)std::sqrt(sum), result);
}
template <class T>
BlasStatus asum(BlasHandle handle, int n, const T *x, int incx, T *result) {
  detail::HostCopy<T> a(handle, x, detail::vectorSpan(n, incx));
  double sum = 0;
  for (int64_t i = 0; i < n; ++i) {
    sum += std::fabs((double)a[i * incx]);
  }
  return detail::putResult(handle, (T)sum, result);
}
/// The place, from 1 on, of the largest magnitude.
template <class T>
BlasStatus iamax(BlasHandle handle, int n, const T *x, int incx, int *result) {
  detail::HostCopy<T> a(handle, x, detail::vectorSpan(n, incx));
  int best = n > 0 ? 0 : -1;
  for (int i = 1; i < n; ++i) {
    bool isLarger =
        std::fabs((double)a[(int64_t)i * incx]) >
        std::fabs((double)a[(int64_t)best * incx]);
    best = isLarger ? i : best;
  }
  return detail::putResult(handle, best + 1, result);
}

// Copies between host and device.

inline BlasStatus setVector(int n, int size, const void *x, int incx, void *y,
                            int incy) {
  aclError status = memcpy2D(y, (size_t)incy * size, x, (size_t)incx * size,
                             size, n, ACL_MEMCPY_HOST_TO_DEVICE);
  return status == ACL_SUCCESS ? kBlasStatusSuccess : kBlasStatusMappingError;
}
inline BlasStatus getVector(int n, int size, const void *x, int incx, void *y,
                            int incy) {
  aclError status = memcpy2D(y, (size_t)incy * size, x, (size_t)incx * size,
                             size, n, ACL_MEMCPY_DEVICE_TO_HOST);
  return status == ACL_SUCCESS ? kBlasStatusSuccess : kBlasStatusMappingError;
}
inline BlasStatus setMatrix(int rows, int columns, int size, const void *A,
                            int lda, void *B, int ldb) {
  aclError status =
      memcpy2D(B, (size_t)ldb * size, A, (size_t)lda * size,
               (size_t)rows * size, columns, ACL_MEMCPY_HOST_TO_DEVICE);
  return status == ACL_SUCCESS ? kBlasStatusSuccess : kBlasStatusMappingError;
}
inline BlasStatus getMatrix(int rows, int columns, int size, const void *A,
                            int lda, void *B, int ldb) {
  aclError status =
      memcpy2D(B, (size_t)ldb * size, A, (size_t)lda * size,
               (size_t)rows * size, columns, ACL_MEMCPY_DEVICE_TO_HOST);
  return status == ACL_SUCCESS ? kBlasStatusSuccess : kBlasStatusMappingError;
}

} // namespace cubeport

#endif
