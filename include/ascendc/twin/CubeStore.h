// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ways out of L0C beyond plain rows: fractals, several matrices, quantised
// values, to global memory and to L1; and DataCopy out of L0C.
#ifndef CUBEPORT_ASCENDC_TWIN_CUBESTORE_H
#define CUBEPORT_ASCENDC_TWIN_CUBESTORE_H

#include "twin/CubeLoad.h"

namespace AscendC {

enum class CO2Layout : uint8_t { NZ = 0, ROW_MAJOR, COLUMN_MAJOR };
struct FixpipeConfig {
  constexpr FixpipeConfig(CO2Layout layout) : format(layout) {}
  constexpr FixpipeConfig(CO2Layout layout, bool toUb)
      : format(layout), isToUB(toUb) {}
  CO2Layout format;
  bool isToUB = false;
};
constexpr FixpipeConfig CFG_NZ = {CO2Layout::NZ};
constexpr FixpipeConfig CFG_ROW_MAJOR = {CO2Layout::ROW_MAJOR};
constexpr FixpipeConfig CFG_COLUMN_MAJOR = {CO2Layout::COLUMN_MAJOR};

/// As FixpipeParamsV220, for DataCopy.
struct DataCopyCO12DstParams {
  DataCopyCO12DstParams() = default;
  DataCopyCO12DstParams(uint16_t n, uint16_t m, uint32_t dst, uint16_t src,
                        QuantMode_t quant, uint8_t relu, bool split, bool nd)
      : nSize(n), mSize(m), dstStride(dst), srcStride(src), quantPre(quant),
        reluPre(relu), channelSplit(split), nz2ndEn(nd) {}
  uint8_t sid = 0;
  uint16_t nSize = 0;
  uint16_t mSize = 0;
  uint32_t dstStride = 0;
  uint16_t srcStride = 0;
  uint8_t unitFlag = 0;
  uint8_t clipReluPre = 0;
  uint8_t eltWiseOp = 0;
  QuantMode_t quantPre = QuantMode_t::NoQuant;
  uint8_t reluPre = 0;
  bool channelSplit = false;
  bool nz2ndEn = false;
};

} // namespace AscendC

namespace cubeport {
namespace twin {
/// Where the results go: `global`, or `local` in L1 when that is not null.
struct StoreTarget {
  uint64_t global = 0;
  const Local *local = nullptr;
  ElementType type = ElementType::None;
};
void storeMatrix(const char *name, const StoreTarget &target, const Local &src,
                 const AscendC::FixpipeParamsV220 &params,
                 AscendC::CO2Layout layout, const Local *scales, Where where);
/// Completes the parameters of DataCopy with what the registers hold.
void storeByRegisters(const StoreTarget &target, const Local &src,
                      const AscendC::DataCopyCO12DstParams &params,
                      Where where);
void setStoreScale(uint64_t scale, Where where);
void setStoreScales(const Local &scales, Where where);
void setStoreMatrices(uint16_t count, uint16_t srcStride, uint16_t dstStride,
                      Where where);
void clearUnitFlags(Where where);
} // namespace twin
} // namespace cubeport

namespace AscendC {

template <typename T, typename U, const FixpipeConfig &config = CFG_ROW_MAJOR>
inline void Fixpipe(const GlobalTensor<T> &dst, const LocalTensor<U> &src,
                    const FixpipeParamsV220 &params,
                    Where where = Where::here()) {
  using namespace cubeport::twin;
  storeMatrix("Fixpipe", {dst.At(0), nullptr, ElementTypeOf<T>::value},
              src.operand, params, config.format, nullptr, where);
}
template <typename T, typename U, const FixpipeConfig &config = CFG_ROW_MAJOR>
inline void Fixpipe(const GlobalTensor<T> &dst, const LocalTensor<U> &src,
                    const LocalTensor<uint64_t> &cbufWorkspace,
                    const FixpipeParamsV220 &params,
                    Where where = Where::here()) {
  using namespace cubeport::twin;
  storeMatrix("Fixpipe", {dst.At(0), nullptr, ElementTypeOf<T>::value},
              src.operand, params, config.format, &cbufWorkspace.operand,
              where);
}
template <typename T, typename U, const FixpipeConfig &config = CFG_ROW_MAJOR>
inline void Fixpipe(const LocalTensor<T> &dst, const LocalTensor<U> &src,
                    const FixpipeParamsV220 &params,
                    Where where = Where::here()) {
  using namespace cubeport::twin;
  storeMatrix("Fixpipe", {0, &dst.operand, ElementTypeOf<T>::value},
              src.operand, params, config.format, nullptr, where);
}
template <typename T, typename U>
inline void DataCopy(const GlobalTensor<T> &dst, const LocalTensor<U> &src,
                     const DataCopyCO12DstParams &params,
                     Where where = Where::here()) {
  using namespace cubeport::twin;
  storeByRegisters({dst.At(0), nullptr, ElementTypeOf<T>::value}, src.operand,
                   params, where);
}
template <typename T, typename U>
inline void DataCopy(const LocalTensor<T> &dst, const LocalTensor<U> &src,
                     const DataCopyCO12DstParams &params,
                     Where where = Where::here()) {
  using namespace cubeport::twin;
  storeByRegisters({0, &dst.operand, ElementTypeOf<T>::value}, src.operand,
                   params, where);
}
inline void SetFixpipePreQuantFlag(uint64_t scale,
                                   Where where = Where::here()) {
  cubeport::twin::setStoreScale(scale, where);
}
inline void SetFixpipeNz2ndFlag(uint16_t ndNum, uint16_t srcNdStride,
                                uint16_t dstNdStride,
                                Where where = Where::here()) {
  cubeport::twin::setStoreMatrices(ndNum, srcNdStride, dstNdStride, where);
}
template <typename T, bool setRelu = false>
inline void SetFixPipeConfig(const LocalTensor<T> &preData,
                             bool isUnitFlag = false,
                             Where where = Where::here()) {
  static_assert(!setRelu, "the twin has no relu vectors");
  if (isUnitFlag) {
    return cubeport::twin::clearUnitFlags(where);
  }
  cubeport::twin::setStoreScales(preData.operand, where);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_CUBESTORE_H
