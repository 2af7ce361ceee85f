// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The cube core's way: global memory to L1 in fractals, L1 to L0A and L0B,
// matrix products into L0C, L0C to global memory; and flags between cores.
#ifndef CUBEPORT_ASCENDC_TWIN_CUBE_H
#define CUBEPORT_ASCENDC_TWIN_CUBE_H

#include "twin/Tensor.h"

namespace AscendC {

/// Matrices by rows in global memory become columns of fractals in L1.
struct Nd2NzParams {
  Nd2NzParams() = default;
  Nd2NzParams(uint16_t ndNumIn, uint16_t nValueIn, uint16_t dValueIn,
              uint16_t srcNdMatrixStrideIn, uint16_t srcDValueIn,
              uint16_t dstNzC0StrideIn, uint16_t dstNzNStrideIn,
              uint16_t dstNzMatrixStrideIn)
      : ndNum(ndNumIn), nValue(nValueIn), dValue(dValueIn),
        srcNdMatrixStride(srcNdMatrixStrideIn), srcDValue(srcDValueIn),
        dstNzC0Stride(dstNzC0StrideIn), dstNzNStride(dstNzNStrideIn),
        dstNzMatrixStride(dstNzMatrixStrideIn) {}
  uint16_t ndNum = 0;
  uint16_t nValue = 0;
  uint16_t dValue = 0;
  uint16_t srcNdMatrixStride = 0;
  uint16_t srcDValue = 0;
  uint16_t dstNzC0Stride = 0;
  uint16_t dstNzNStride = 0;
  uint16_t dstNzMatrixStride = 0;
};

/// Fractals of 512 bytes from L1 to L0A or L0B.
struct LoadData2DParams {
  LoadData2DParams() = default;
  LoadData2DParams(uint16_t startIndexIn, uint8_t repeatTimesIn,
                   uint16_t srcStrideIn, uint8_t sidIn, uint16_t dstGapIn,
                   bool ifTransposeIn, uint8_t addrModeIn)
      : startIndex(startIndexIn), dstGap(dstGapIn), srcStride(srcStrideIn),
        ifTranspose(ifTransposeIn), repeatTimes(repeatTimesIn), sid(sidIn),
        addrMode(addrModeIn) {}
  uint16_t startIndex = 0;
  uint16_t dstGap = 0;
  uint16_t srcStride = 0;
  bool ifTranspose = false;
  uint8_t repeatTimes = 0;
  uint8_t sid = 0;
  uint8_t addrMode = 0;
};
using LoadData2dParams = LoadData2DParams;

/// Sizes of a matrix product; `cmatrixInitVal` starts from zero.
struct MmadParams {
  MmadParams() = default;
  MmadParams(uint16_t mIn, uint16_t nIn, uint16_t kIn, uint8_t unitFlagIn,
             bool cmatrixSourceIn, bool cmatrixInitValIn)
      : m(mIn), n(nIn), k(kIn), unitFlag(unitFlagIn),
        cmatrixSource(cmatrixSourceIn), cmatrixInitVal(cmatrixInitValIn) {}
  uint16_t m = 0;
  uint16_t n = 0;
  uint16_t k = 0;
  bool isBias = false;
  int32_t fmOffset = 0;
  bool enSsparse = false;
  bool enWinogradA = false;
  bool enWinogradB = false;
  uint8_t unitFlag = 0;
  bool kDirectionAlign = false;
  bool cmatrixSource = false;
  bool cmatrixInitVal = true;
};

/// A product on its way out of L0C, by rows.
struct FixpipeParamsV220 {
  FixpipeParamsV220() = default;
  FixpipeParamsV220(uint16_t nSizeIn, uint16_t mSizeIn, uint16_t srcStrideIn,
                    uint32_t dstStrideIn, bool reluEnIn,
                    QuantMode_t quantPreIn = QuantMode_t::NoQuant,
                    int64_t deqScalarIn = 0, uint16_t ndNumIn = 1,
                    uint16_t srcNdStrideIn = 0, uint16_t dstNdStrideIn = 0,
                    uint8_t unitFlagIn = 0)
      : nSize(nSizeIn), mSize(mSizeIn), srcStride(srcStrideIn),
        dstStride(dstStrideIn), quantPre(quantPreIn), deqScalar(deqScalarIn),
        ndNum(ndNumIn), srcNdStride(srcNdStrideIn), dstNdStride(dstNdStrideIn),
        reluEn(reluEnIn), unitFlag(unitFlagIn) {}
  uint16_t nSize = 0;
  uint16_t mSize = 0;
  uint16_t srcStride = 0;
  uint32_t dstStride = 0;
  QuantMode_t quantPre = QuantMode_t::NoQuant;
  uint64_t deqScalar = 0;
  uint16_t ndNum = 1;
  uint16_t srcNdStride = 0;
  uint16_t dstNdStride = 0;
  bool reluEn = false;
  uint8_t unitFlag = 0;
  bool isChannelSplit = false;
};

} // namespace AscendC

namespace cubeport {
namespace twin {
void copyToFractals(const Local &dst, uint64_t src,
                    const AscendC::Nd2NzParams &params, Where where);
void loadFractals(const Local &dst, const Local &src,
                  const AscendC::LoadData2DParams &params, Where where);
void multiply(const Local &dst, const Local &left, const Local &right,
              const AscendC::MmadParams &params, Where where);
void crossCoreSet(uint8_t mode, pipe_t pipe, uint16_t id, Where where);
void crossCoreWait(uint16_t id, Where where);
} // namespace twin
} // namespace cubeport

namespace AscendC {
using cubeport::twin::Where;

template <typename T>
inline void DataCopy(const LocalTensor<T> &dst, const GlobalTensor<T> &src,
                     const Nd2NzParams &params, Where where = Where::here()) {
  cubeport::twin::copyToFractals(dst.operand, src.At(0), params, where);
}
template <typename T>
inline void LoadData(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                     const LoadData2DParams &params,
                     Where where = Where::here()) {
  cubeport::twin::loadFractals(dst.operand, src.operand, params, where);
}
template <typename T, typename U, typename S>
inline void Mmad(const LocalTensor<T> &dst, const LocalTensor<U> &fm,
                 const LocalTensor<S> &filter, const MmadParams &params,
                 Where where = Where::here()) {
  using cubeport::twin::ElementType;
  using cubeport::twin::isOneOf;
  static_assert(isOneOf<U, ElementType::F16, ElementType::BF16,
                        ElementType::F32, ElementType::S8> &&
                    isOneOf<S, cubeport::twin::ElementTypeOf<U>::value>,
                "CP7029: Mmad takes two matrices of half, bfloat16_t, float or "
                "int8_t");
  static_assert(isOneOf<U, ElementType::S8> ? isOneOf<T, ElementType::S32>
                                            : isOneOf<T, ElementType::F32>,
                "CP7029: Mmad gives float, or int32_t from int8_t");
  cubeport::twin::multiply(dst.operand, fm.operand, filter.operand, params,
                           where);
}
template <uint8_t modeId, pipe_t pipe>
inline void CrossCoreSetFlag(uint16_t flagId, Where where = Where::here()) {
  cubeport::twin::crossCoreSet(modeId, pipe, flagId, where);
}
template <uint8_t modeId = 0, pipe_t pipe = PIPE_S>
inline void CrossCoreWaitFlag(uint16_t flagId, Where where = Where::here()) {
  cubeport::twin::crossCoreWait(flagId, where);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_CUBE_H
