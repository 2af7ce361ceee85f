// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuBLAS: handles, streams, modes, and the products that programs use most.
// They run on the host, with copies from and to the device: correct, but for
// speed a program should call the vendor's library. Part of the support headers
// of a project written by cubeport.
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
  kBlasCompute32FPedantic = 69,
  kBlasCompute64F = 70,
  kBlasCompute32I = 72,
  kBlasCompute32FFast16F = 74,
  kBlasCompute32FFast16BF = 75,
  kBlasCompute32FFastTf32 = 77,
};

enum BlasOperation { kBlasOpN = 0, kBlasOpT = 1, kBlasOpC = 2 };
enum BlasFillMode { kBlasFillLower = 0, kBlasFillUpper = 1, kBlasFillFull = 2 };
enum BlasPointerMode { kBlasPointerHost = 0, kBlasPointerDevice = 1 };
enum BlasGemmAlgo { kBlasGemmDefault = -1, kBlasGemmDefaultTensorOp = 99 };
enum DataType {
  kDataR32F = 0,
  kDataR64F = 1,
  kDataR16F = 2,
  kDataR8I = 3,
  kDataR32I = 10,
  kDataR16BF = 14,
};

/// The state that cuBLAS calls share.
struct BlasState {
  aclrtStream stream = nullptr;
  BlasMath math = kBlasDefaultMath;
  BlasPointerMode pointers = kBlasPointerHost;
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

inline BlasStatus setBlasPointerMode(BlasHandle handle, BlasPointerMode mode) {
  if (!handle) {
    return kBlasStatusNotInitialized;
  }
  handle->pointers = mode;
  return kBlasStatusSuccess;
}
inline BlasStatus getBlasPointerMode(BlasHandle handle, BlasPointerMode *mode) {
  if (!handle) {
    return kBlasStatusNotInitialized;
  }
  *mode = handle->pointers;
  return kBlasStatusSuccess;
}
inline BlasStatus getBlasVersion(BlasHandle, int *version) {
  *version = CUBEPORT_CUDA_VERSION;
  return kBlasStatusSuccess;
}
inline const char *blasStatusString(BlasStatus status) {
  switch (status) {
  case kBlasStatusSuccess:
    return "success";
  case kBlasStatusNotInitialized:
    return "the handle was not initialized";
  case kBlasStatusAllocFailed:
    return "out of memory";
  case kBlasStatusInvalidValue:
    return "invalid value";
  case kBlasStatusNotSupported:
    return "not supported";
  default:
    return "execution failed";
  }
}

} // namespace cubeport

#include "cubeport_blas_light.h"
#include "cubeport_blas_products.h"

#endif
