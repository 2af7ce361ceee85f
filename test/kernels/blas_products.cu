// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// cuBLAS: products of matrices and vectors against loops.
#include "check.h"
#include <cublas_v2.h>

/// C = alpha op(A) op(B) + beta C for a column-major A of m x k.
static std::vector<float> multiply(bool transA, bool transB, int m, int n,
                                   int k, const std::vector<float> &a,
                                   const std::vector<float> &b) {
  std::vector<float> c(m * n);
  for (int j = 0; j < n; ++j) {
    for (int i = 0; i < m; ++i) {
      float sum = 0;
      for (int l = 0; l < k; ++l) {
        sum += (transA ? a[i * k + l] : a[l * m + i]) *
               (transB ? b[l * n + j] : b[j * k + l]);
      }
      c[j * m + i] = 2 * sum;
    }
  }
  return c;
}

int main() {
  const int m = 5, n = 4, k = 7;
  std::vector<float> a(m * k), b(k * n);
  for (int i = 0; i < m * k; ++i) {
    a[i] = float(i * 13 % 11) - 5;
  }
  for (int i = 0; i < k * n; ++i) {
    b[i] = float(i * 7 % 9) - 4;
  }
  cublasHandle_t handle;
  cublasCreate(&handle);
  float *dA = toDevice(a), *dB = toDevice(b);
  float two = 2, zero = 0, dot = 0;
  for (bool transA : {false, true}) {
    for (bool transB : {false, true}) {
      float *dC = deviceArray<float>(m * n, NAN); // beta is 0: not read
      cublasStatus_t status = cublasSgemm(
          handle, transA ? CUBLAS_OP_T : CUBLAS_OP_N,
          transB ? CUBLAS_OP_T : CUBLAS_OP_N, m, n, k, &two, dA,
          transA ? k : m, dB, transB ? n : k, &zero, dC, m);
      expectEqual("status", std::vector<int>{status}, {CUBLAS_STATUS_SUCCESS});
      expectNear("product", takeBack(dC, m * n),
                 multiply(transA, transB, m, n, k, a, b));
    }
  }
  cublasSdot(handle, 20, dA, 1, dB, 1, &dot);
  float expected = 0;
  for (int i = 0; i < 20; ++i) {
    expected += a[i] * b[i];
  }
  expectNear("dot", {dot}, {expected});
  cublasSaxpy(handle, 20, &two, dA, 1, dB, 1);
  for (int i = 0; i < 20; ++i) {
    b[i] += 2 * a[i];
  }
  expectNear("axpy", takeBack(dB, 20), b = std::vector<float>(b.begin(),
                                                              b.begin() + 20));
  cublasDestroy(handle);
  cudaFree(dA);
  return finish();
}
