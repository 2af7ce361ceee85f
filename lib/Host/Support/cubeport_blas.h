// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The set-up calls of cuBLAS: handles, streams and modes. The products
// themselves are not among them. Part of the support headers of a project
// written by cubeport.
#ifndef CUBEPORT_BLAS_H
#define CUBEPORT_BLAS_H

#include "cubeport_acl.h"
#include "cubeport_half.h"

namespace cubeport {

enum BlasStatus {
  kBlasStatusSuccess = 0,
  kBlasStatusNotInitialized = 1,
  kBlasStatusAllocFailed = 3,
  kBlasStatusInvalidValue = 7,
  kBlasStatusArchMismatch = 8,
  kBlasStatusMappingError = 11,
  kBlasStatusExecutionFailed = 13,
  kBlasStatusInternalError = 14,
  kBlasStatusNotSupported = 15,
  kBlasStatusLicenseError = 16,
};

/// What a product may do for speed; the numbers are cuBLAS's.
enum BlasMath {
  kBlasDefaultMath = 0,
  kBlasTensorOpMath = 1,
  kBlasPedanticMath = 2,
  kBlasTf32TensorOpMath = 3,
};

enum BlasComputeType {
  kBlasCompute16F = 64,
  kBlasCompute32F = 68,
  kBlasCompute32FFast16F = 74,
  kBlasCompute32FFastTf32 = 77,
};

/// The state that cuBLAS calls share.
struct BlasState {
  aclrtStream stream = nullptr;
  BlasMath math = kBlasDefaultMath;
};
using BlasHandle = BlasState *;

inline BlasStatus createBlas(BlasHandle *handle) {
  if (!handle) {
    return kBlasStatusInvalidValue;
  }
  if (detail::ready() != ACL_SUCCESS) {
    return kBlasStatusNotInitialized;
  }
  *handle = new BlasState;
  return kBlasStatusSuccess;
}

inline BlasStatus destroyBlas(BlasHandle handle) {
  if (!handle) {
    return kBlasStatusNotInitialized;
  }
  delete handle;
  return kBlasStatusSuccess;
}

inline BlasStatus setBlasStream(BlasHandle handle, aclrtStream stream) {
  if (!handle) {
    return kBlasStatusNotInitialized;
  }
  handle->stream = stream;
  return kBlasStatusSuccess;
}

inline BlasStatus setBlasMath(BlasHandle handle, BlasMath math) {
  if (!handle) {
    return kBlasStatusNotInitialized;
  }
  handle->math = math;
  return kBlasStatusSuccess;
}

} // namespace cubeport

#endif
