// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies between global and local memory (MTE2, MTE3) and inside the unified
// buffer (vector pipe).
#ifndef CUBEPORT_ASCENDC_TWIN_DATACOPY_H
#define CUBEPORT_ASCENDC_TWIN_DATACOPY_H

#include "twin/Params.h"
#include "twin/Tensor.h"

namespace cubeport {
namespace twin {

/// Rows of a copy. Gaps run from the end of a row to the start of the next.
struct CopyShape {
  const char *name = "";
  bool padded = false; ///< DataCopyPad: byte lengths, rows padded to 32 bytes
  uint32_t rows = 1;
  uint32_t rowBytes = 0;
  uint64_t sourceGapBytes = 0;
  uint64_t targetGapBytes = 0;
  bool fill = false; ///< isPad
  uint32_t leftElements = 0;
  uint32_t rightElements = 0;
  uint64_t filler = 0;
  bool bypassesL2 = false;
};

void copyIn(const Local &target, uint64_t source, const CopyShape &shape,
            Where where);
void copyOut(uint64_t target, const Local &source, const CopyShape &shape,
             Where where);
void copyInside(const Local &target, const Local &source,
                const CopyShape &shape, Where where);

/// From L1 to the tables of the cube core; `counted` rows have blocks of 32
/// bytes, others the units of the table.
void copyFromL1(const Local &dst, const Local &src, uint32_t rows,
                uint32_t rowBlocks, uint32_t srcGap, uint32_t dstGap,
                bool counted, Where where);
inline bool isTable(int32_t position) {
  return position == static_cast<int32_t>(AscendC::TPosition::C2) ||
         position == static_cast<int32_t>(AscendC::TPosition::C2PIPE2GM);
}

/// SetPadValue: fills where a copy has no filler of its own.
void setPadValue(uint64_t bits, Where where);
void takePadValue(CopyShape &shape, Where where);

/// The shape of DataCopy(…, count): one row, which must be whole blocks.
CopyShape shapeOfCount(uint64_t bytes, Where where);
/// The shape of DataCopy(…, DataCopyParams).
CopyShape shapeOfBlocks(const AscendC::DataCopyParams &params);
/// The shape of DataCopyPad; `toLocal` tells which side counts in blocks.
CopyShape shapeOfBytes(const AscendC::DataCopyExtParams &params, bool toLocal);

} // namespace twin
} // namespace cubeport

namespace AscendC {
using cubeport::twin::Where;

template <typename T>
inline void DataCopy(const LocalTensor<T> &dst, const GlobalTensor<T> &src,
                     const uint32_t count, Where where = Where::here()) {
  auto shape = cubeport::twin::shapeOfCount(uint64_t(count) * sizeof(T), where);
  shape.bypassesL2 = src.BypassesL2();
  cubeport::twin::copyIn(dst.operand, src.At(0), shape, where);
}
template <typename T>
inline void DataCopy(const GlobalTensor<T> &dst, const LocalTensor<T> &src,
                     const uint32_t count, Where where = Where::here()) {
  cubeport::twin::copyOut(
      dst.At(0), src.operand,
      cubeport::twin::shapeOfCount(uint64_t(count) * sizeof(T), where), where);
}
template <typename T>
inline void DataCopy(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                     const uint32_t count, Where where = Where::here()) {
  if (cubeport::twin::isTable(dst.GetPosition())) {
    return cubeport::twin::copyFromL1(
        dst.operand, src.operand, 1,
        static_cast<uint32_t>(uint64_t(count) * sizeof(T) / 32), 0, 0, true,
        where);
  }
  cubeport::twin::copyInside(
      dst.operand, src.operand,
      cubeport::twin::shapeOfCount(uint64_t(count) * sizeof(T), where), where);
}
template <typename T>
inline void DataCopy(const LocalTensor<T> &dst, const GlobalTensor<T> &src,
                     const DataCopyParams &params,
                     Where where = Where::here()) {
  auto shape = cubeport::twin::shapeOfBlocks(params);
  shape.bypassesL2 = src.BypassesL2();
  cubeport::twin::copyIn(dst.operand, src.At(0), shape, where);
}
template <typename T>
inline void DataCopy(const GlobalTensor<T> &dst, const LocalTensor<T> &src,
                     const DataCopyParams &params,
                     Where where = Where::here()) {
  cubeport::twin::copyOut(dst.At(0), src.operand,
                          cubeport::twin::shapeOfBlocks(params), where);
}
template <typename T>
inline void DataCopy(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                     const DataCopyParams &params,
                     Where where = Where::here()) {
  if (cubeport::twin::isTable(dst.GetPosition())) {
    return cubeport::twin::copyFromL1(
        dst.operand, src.operand, params.blockCount, params.blockLen,
        params.srcGap, params.dstGap, false, where);
  }
  cubeport::twin::copyInside(dst.operand, src.operand,
                             cubeport::twin::shapeOfBlocks(params), where);
}
/// From L1 into the bias table, whose values may be wider.
template <typename T, typename U>
inline void DataCopy(const LocalTensor<T> &dst, const LocalTensor<U> &src,
                     const DataCopyParams &params,
                     Where where = Where::here()) {
  cubeport::twin::copyFromL1(dst.operand, src.operand, params.blockCount,
                             params.blockLen, params.srcGap, params.dstGap,
                             false, where);
}

template <typename T>
inline void DataCopyPad(const LocalTensor<T> &dst, const GlobalTensor<T> &src,
                        const DataCopyExtParams &params,
                        const DataCopyPadExtParams<T> &pad,
                        Where where = Where::here()) {
  auto shape = cubeport::twin::shapeOfBytes(params, /*toLocal=*/true);
  shape.bypassesL2 = src.BypassesL2();
  shape.fill = pad.isPad;
  shape.leftElements = pad.leftPadding;
  shape.rightElements = pad.rightPadding;
  shape.filler = cubeport::twin::bitsOf(pad.paddingValue);
  cubeport::twin::takePadValue(shape, where);
  cubeport::twin::copyIn(dst.operand, src.At(0), shape, where);
}
template <typename T>
inline void DataCopyPad(const LocalTensor<T> &dst, const GlobalTensor<T> &src,
                        const DataCopyParams &params,
                        const DataCopyPadParams &pad,
                        Where where = Where::here()) {
  auto shape = cubeport::twin::shapeOfBytes(
      DataCopyExtParams(params.blockCount, params.blockLen, params.srcStride,
                        params.dstStride, 0),
      /*toLocal=*/true);
  shape.bypassesL2 = src.BypassesL2();
  shape.fill = pad.isPad;
  shape.leftElements = pad.leftPadding;
  shape.rightElements = pad.rightPadding;
  shape.filler = pad.paddingValue;
  cubeport::twin::takePadValue(shape, where);
  cubeport::twin::copyIn(dst.operand, src.At(0), shape, where);
}
template <typename T, TPosition pos = TPosition::MAX>
inline void SetPadValue(T paddingValue, Where where = Where::here()) {
  cubeport::twin::setPadValue(cubeport::twin::bitsOf(paddingValue), where);
}
template <typename T>
inline void DataCopyPad(const GlobalTensor<T> &dst, const LocalTensor<T> &src,
                        const DataCopyExtParams &params,
                        Where where = Where::here()) {
  cubeport::twin::copyOut(dst.At(0), src.operand,
                          cubeport::twin::shapeOfBytes(params, false), where);
}
template <typename T>
inline void DataCopyPad(const GlobalTensor<T> &dst, const LocalTensor<T> &src,
                        const DataCopyParams &params,
                        Where where = Where::here()) {
  DataCopyPad(dst, src,
              DataCopyExtParams(params.blockCount, params.blockLen,
                                params.srcStride, params.dstStride, 0),
              where);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_DATACOPY_H
