// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// cuBLAS light: products with a description, computed on the host as those of
// cubeport_blas_products.h. Part of the support headers of a project written by
// cubeport.
#ifndef CUBEPORT_BLAS_LIGHT_H
#define CUBEPORT_BLAS_LIGHT_H

#include "cubeport_blas_products.h"

namespace cubeport {

enum MatmulDescAttribute {
  kMatmulComputeType = 0,
  kMatmulScaleType = 1,
  kMatmulPointerMode = 2,
  kMatmulTransA = 3,
  kMatmulTransB = 4,
  kMatmulEpilogue = 7,
  kMatmulBiasPointer = 8,
};
/// What is done to the product: bits of cuBLAS.
enum MatmulEpilogue {
  kEpilogueDefault = 1,
  kEpilogueRelu = 2,
  kEpilogueBias = 4,
  kEpilogueReluBias = 6,
  kEpilogueGelu = 32,
  kEpilogueGeluBias = 36,
};
enum MatrixLayoutAttribute {
  kLayoutBatchCount = 5,
  kLayoutStridedBatchOffset = 6,
};
enum MatmulPreferenceAttribute { kPreferenceMaxWorkspaceBytes = 1 };

struct MatmulDesc {
  BlasOperation opA = kBlasOpN, opB = kBlasOpN;
  int pointerMode = 0;
  int epilogue = kEpilogueDefault;
  const void *bias = nullptr;
};
struct MatrixLayout {
  DataType type;
  uint64_t rows, columns;
  int64_t lead;
  int32_t batches = 1;
  int64_t stride = 0;
};
struct MatmulPreference {};
struct MatmulAlgo {
  uint64_t data[8];
};
struct MatmulHeuristicResult {
  MatmulAlgo algo;
  size_t workspaceSize;
  BlasStatus state;
  float wavesCount;
  int reserved[4];
};

using MatmulDescPtr = MatmulDesc *;
using MatrixLayoutPtr = MatrixLayout *;
using MatmulPreferencePtr = MatmulPreference *;

inline BlasStatus createMatmulDesc(MatmulDesc **desc, BlasComputeType,
                                   DataType) {
  *desc = new MatmulDesc;
  return kBlasStatusSuccess;
}
inline BlasStatus destroyMatmulDesc(MatmulDesc *desc) {
  delete desc;
  return kBlasStatusSuccess;
}
inline BlasStatus setMatmulDesc(MatmulDesc *desc, MatmulDescAttribute attribute,
                                const void *value, size_t) {
  switch (attribute) {
  case kMatmulTransA:
    desc->opA = *(const BlasOperation *)value;
    return kBlasStatusSuccess;
  case kMatmulTransB:
    desc->opB = *(const BlasOperation *)value;
    return kBlasStatusSuccess;
  case kMatmulEpilogue: {
    desc->epilogue = *(const int *)value;
    int known = kEpilogueDefault | kEpilogueReluBias | kEpilogueGeluBias;
    return desc->epilogue & ~known ? kBlasStatusNotSupported
                                   : kBlasStatusSuccess;
  }
  case kMatmulBiasPointer:
    desc->bias = *(const void *const *)value;
    return kBlasStatusSuccess;
  case kMatmulPointerMode:
    desc->pointerMode = *(const int *)value;
    return kBlasStatusSuccess;
  default:
    return kBlasStatusNotSupported;
  }
}
inline BlasStatus createMatrixLayout(MatrixLayout **layout, DataType type,
                                     uint64_t rows, uint64_t columns,
                                     int64_t lead) {
  *layout = new MatrixLayout{type, rows, columns, lead};
  return kBlasStatusSuccess;
}
inline BlasStatus destroyMatrixLayout(MatrixLayout *layout) {
  delete layout;
  return kBlasStatusSuccess;
}
inline BlasStatus setMatrixLayout(MatrixLayout *layout,
                                  MatrixLayoutAttribute attribute,
                                  const void *value, size_t) {
  if (attribute == kLayoutBatchCount) {
    layout->batches = *(const int32_t *)value;
  } else {
    layout->stride = *(const int64_t *)value;
  }
  return kBlasStatusSuccess;
}
inline BlasStatus createMatmulPreference(MatmulPreference **preference) {
  *preference = new MatmulPreference;
  return kBlasStatusSuccess;
}
inline BlasStatus destroyMatmulPreference(MatmulPreference *preference) {
  delete preference;
  return kBlasStatusSuccess;
}
inline BlasStatus setMatmulPreference(MatmulPreference *,
                                      MatmulPreferenceAttribute, const void *,
                                      size_t) {
  return kBlasStatusSuccess;
}
inline BlasStatus findMatmulAlgo(BlasHandle, MatmulDesc *, MatrixLayout *,
                                 MatrixLayout *, MatrixLayout *, MatrixLayout *,
                                 MatmulPreference *, int,
                                 MatmulHeuristicResult *results, int *found) {
  *results = MatmulHeuristicResult();
  *found = 1;
  return kBlasStatusSuccess;
}

namespace detail {
template <class T>
BlasStatus finishMatmul(BlasHandle handle, const MatmulDesc &desc, T *D,
                        const MatrixLayout &layout) {
  int64_t rows = layout.rows, columns = layout.columns;
  HostCopy<T> d(handle, D, matrixSpan(rows, columns, layout.lead));
  bool hasBias = desc.epilogue & kEpilogueBias;
  HostCopy<T> bias(handle, (const T *)desc.bias, hasBias ? rows : 0);
  for (int64_t j = 0; j < columns; ++j) {
    for (int64_t i = 0; i < rows; ++i) {
      float x = (float)d[j * layout.lead + i];
      x = hasBias ? x + (float)bias[i] : x;
      if (desc.epilogue & kEpilogueRelu) {
        x = x > 0 ? x : 0;
      }
      if (desc.epilogue & kEpilogueGelu) {
        float inner = 0.7978845608f * (x + 0.044715f * x * x * x);
        x = 0.5f * x * (1.0f + std::tanh(inner));
      }
      d[j * layout.lead + i] = (T)x;
    }
  }
  return d.put();
}
inline size_t bytesOf(DataType type) {
  return type == kDataR64F ? 8 : type == kDataR32F ? 4 : 2;
}
} // namespace detail

/// D = epilogue(alpha op(A) op(B) + beta C).
inline BlasStatus matmul(BlasHandle handle, MatmulDesc *desc, const void *alpha,
                         const void *A, MatrixLayout *layoutA, const void *B,
                         MatrixLayout *layoutB, const void *beta, const void *C,
                         MatrixLayout *, void *D, MatrixLayout *layoutD,
                         const MatmulAlgo *, void *, size_t,
                         aclrtStream stream) {
  if (desc->pointerMode != 0) {
    return kBlasStatusNotSupported;
  }
  if (C != nullptr && C != D && *(const float *)beta != 0) {
    return kBlasStatusNotSupported;
  }
  BlasState state = *handle;
  state.stream = stream;
  uint64_t k = desc->opA == kBlasOpN ? layoutA->columns : layoutA->rows;
  for (int64_t i = 0; i < layoutD->batches; ++i) {
    auto at = [&](const void *base, const MatrixLayout *layout) {
      return (char *)base + i * layout->stride * detail::bytesOf(layout->type);
    };
    void *out = at(D, layoutD);
    BlasStatus status = gemmEx(
        &state, desc->opA, desc->opB, (int)layoutD->rows, (int)layoutD->columns,
        (int)k, alpha, at(A, layoutA), layoutA->type, (int)layoutA->lead,
        at(B, layoutB), layoutB->type, (int)layoutB->lead, beta, out,
        layoutD->type, (int)layoutD->lead, kBlasCompute32F);
    if (status == kBlasStatusSuccess && desc->epilogue != kEpilogueDefault) {
      if (layoutD->type == kDataR32F) {
        status = detail::finishMatmul(&state, *desc, (float *)out, *layoutD);
      } else if (layoutD->type == kDataR16F) {
        status = detail::finishMatmul(&state, *desc, (__half *)out, *layoutD);
      } else if (layoutD->type == kDataR16BF) {
        status =
            detail::finishMatmul(&state, *desc, (__nv_bfloat16 *)out, *layoutD);
      } else {
        status = kBlasStatusNotSupported;
      }
    }
    if (status != kBlasStatusSuccess) {
      return status;
    }
  }
  return kBlasStatusSuccess;
}

} // namespace cubeport

#endif
