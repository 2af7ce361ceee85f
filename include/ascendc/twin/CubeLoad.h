// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Other ways into L0: windows of images (LoadData of three dimensions),
// transposed squares, biases.
#ifndef CUBEPORT_ASCENDC_TWIN_CUBELOAD_H
#define CUBEPORT_ASCENDC_TWIN_CUBELOAD_H

#include "twin/Cube.h"

#include <type_traits>

namespace AscendC {

/// Two values in a byte; the twin knows the name only.
struct int4b_t {
  int8_t storage;
};

/// A piece of the matrix whose rows are the windows of an image.
template <typename T> struct LoadData3DParamsV2 {
  uint8_t padList[4] = {0, 0, 0, 0}; ///< left, right, top, bottom
  uint16_t l1H = 0;
  uint16_t l1W = 0;
  uint16_t channelSize = 0;
  uint16_t kExtension = 0;
  uint16_t mExtension = 0;
  uint16_t kStartPt = 0;
  uint16_t mStartPt = 0;
  uint8_t strideW = 1;
  uint8_t strideH = 1;
  uint8_t filterW = 1;
  uint8_t filterH = 1;
  uint8_t dilationFilterW = 1;
  uint8_t dilationFilterH = 1;
  bool enTranspose = false;
  bool enSmallK = false;
  T padValue = 0;
  bool filterSizeW = false;
  bool filterSizeH = false;
  bool fMatrixCtrl = false;

  LoadData3DParamsV2() = default;
  LoadData3DParamsV2(const uint8_t pads[4], uint16_t height, uint16_t width,
                     uint16_t channels, uint16_t k, uint16_t m, uint16_t kStart,
                     uint16_t mStart, uint8_t strideWIn, uint8_t strideHIn,
                     uint8_t filterWIn, uint8_t filterHIn, uint8_t dilationW,
                     uint8_t dilationH, bool transpose, bool smallK, T pad,
                     bool sizeW = false, bool sizeH = false,
                     bool control = false)
      : padList{pads[0], pads[1], pads[2], pads[3]}, l1H(height), l1W(width),
        channelSize(channels), kExtension(k), mExtension(m), kStartPt(kStart),
        mStartPt(mStart), strideW(strideWIn), strideH(strideHIn),
        filterW(filterWIn), filterH(filterHIn), dilationFilterW(dilationW),
        dilationFilterH(dilationH), enTranspose(transpose), enSmallK(smallK),
        padValue(pad), filterSizeW(sizeW), filterSizeH(sizeH),
        fMatrixCtrl(control) {}
};

/// Squares: one fractal of 16-bit types, two of 8 and of 32 bits.
struct LoadData2dTransposeParams {
  LoadData2dTransposeParams() = default;
  LoadData2dTransposeParams(uint16_t start, uint8_t repeats, uint16_t stride,
                            uint16_t gap, uint16_t fractalGap, uint8_t mode = 0)
      : startIndex(start), repeatTimes(repeats), srcStride(stride), dstGap(gap),
        dstFracGap(fractalGap), addrMode(mode) {}
  uint16_t startIndex = 0;
  uint8_t repeatTimes = 0;
  uint16_t srcStride = 0;
  uint16_t dstGap = 0;
  uint16_t dstFracGap = 0;
  uint8_t addrMode = 0;
};

enum class FmatrixMode : uint8_t { FMATRIX_LEFT = 0, FMATRIX_RIGHT = 1 };
enum class HF32Mode { ENABLE, DISABLE };
enum class HF32TransMode { NEAREST_ZERO, NEAREST_EVEN };

} // namespace AscendC

namespace cubeport {
namespace twin {
void loadWindows(const Local &dst, const Local &src,
                 const AscendC::LoadData3DParamsV2<uint32_t> &params,
                 uint64_t padBits, Where where);
void loadSquares(const Local &dst, const Local &src,
                 const AscendC::LoadData2dTransposeParams &params, Where where);
void multiplyWithBias(const Local &dst, const Local &left, const Local &right,
                      const Local &bias, const AscendC::MmadParams &params,
                      Where where);
void setHf32(bool on, Where where);
} // namespace twin
} // namespace cubeport

namespace AscendC {

template <typename T>
inline void LoadData(const LocalTensor<T> &dst, const LocalTensor<T> &src,
                     const LoadData3DParamsV2<T> &params,
                     Where where = Where::here()) {
  LoadData3DParamsV2<uint32_t> plain(
      params.padList, params.l1H, params.l1W, params.channelSize,
      params.kExtension, params.mExtension, params.kStartPt, params.mStartPt,
      params.strideW, params.strideH, params.filterW, params.filterH,
      params.dilationFilterW, params.dilationFilterH, params.enTranspose,
      params.enSmallK, 0, params.filterSizeW, params.filterSizeH,
      params.fMatrixCtrl);
  cubeport::twin::loadWindows(dst.operand, src.operand, plain,
                              cubeport::twin::bitsOf(params.padValue), where);
}
template <typename T>
inline void LoadDataWithTranspose(const LocalTensor<T> &dst,
                                  const LocalTensor<T> &src,
                                  const LoadData2dTransposeParams &params,
                                  Where where = Where::here()) {
  cubeport::twin::loadSquares(dst.operand, src.operand, params, where);
}
/// The results start from `bias`, a row of n values in the bias table.
template <typename T, typename U, typename S, typename V>
inline void Mmad(const LocalTensor<T> &dst, const LocalTensor<U> &fm,
                 const LocalTensor<S> &filter, const LocalTensor<V> &bias,
                 const MmadParams &params, Where where = Where::here()) {
  static_assert(std::is_same<T, V>::value,
                "CP7029: a bias has the type of the results");
  cubeport::twin::multiplyWithBias(dst.operand, fm.operand, filter.operand,
                                   bias.operand, params, where);
}
inline void SetHF32Mode(HF32Mode mode, Where where = Where::here()) {
  cubeport::twin::setHf32(mode == HF32Mode::ENABLE, where);
}
inline void SetHF32Mode(bool on, Where where = Where::here()) {
  cubeport::twin::setHf32(on, where);
}
// The order in which results are made; it does not show in them.
inline void SetMMRowMajor() {}
inline void SetMMColumnMajor() {}
inline void SetMMLayoutTransform(bool) {}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_CUBELOAD_H
