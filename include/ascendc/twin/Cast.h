// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Conversions between element types, and bit counts of the scalar unit.
#ifndef CUBEPORT_ASCENDC_TWIN_CAST_H
#define CUBEPORT_ASCENDC_TWIN_CAST_H

#include "twin/VectorScalar.h"

namespace cubeport {
namespace twin {
void cast(const Local &dst, const Local &src, AscendC::RoundMode mode,
          const Lanes &lanes, const Strides &strides, Where where);
/// The factor of int32_t to half.
void setDeqScale(float scale, Where where);

/// True when the vector unit converts `from` into `to`.
constexpr bool canCast(ElementType from, ElementType to) {
  using E = ElementType;
  switch (from) {
  case E::F32:
    return to == E::F16 || to == E::BF16 || to == E::S32 || to == E::S16 ||
           to == E::S64 || to == E::F32;
  case E::F16:
    return to == E::F32 || to == E::S32 || to == E::S16 || to == E::S8 ||
           to == E::U8;
  case E::BF16:
    return to == E::F32 || to == E::S32;
  case E::S32:
    return to == E::F32 || to == E::S16 || to == E::S64 || to == E::F16;
  case E::S16:
    return to == E::F16 || to == E::F32;
  case E::S8:
  case E::U8:
    return to == E::F16;
  case E::S64:
    return to == E::S32 || to == E::F32;
  default:
    return false;
  }
}
} // namespace twin
} // namespace cubeport

#define CUBEPORT_TWIN_CHECK_CAST(T, U)                                         \
  static_assert(                                                               \
      cubeport::twin::canCast(cubeport::twin::ElementTypeOf<U>::value,         \
                              cubeport::twin::ElementTypeOf<T>::value),        \
      "CP7029: the vector unit has no Cast between these element types")

namespace AscendC {

template <typename T, typename U>
inline void Cast(const LocalTensor<T> &dst, const LocalTensor<U> &src,
                 const RoundMode &mode, const uint32_t count,
                 Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_CAST(T, U);
  cubeport::twin::cast(dst.operand, src.operand, mode,
                       cubeport::twin::Lanes::byCount(count), {}, where);
}
template <typename T, typename U, bool isSetMask = true>
inline void Cast(const LocalTensor<T> &dst, const LocalTensor<U> &src,
                 const RoundMode &mode, const uint64_t mask,
                 const uint8_t repeatTime, const UnaryRepeatParams &params,
                 Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_CAST(T, U);
  cubeport::twin::cast(
      dst.operand, src.operand, mode,
      cubeport::twin::Lanes::byPrefix(mask, repeatTime, isSetMask),
      cubeport::twin::stridesOf(params), where);
}
template <typename T, typename U, bool isSetMask = true>
inline void Cast(const LocalTensor<T> &dst, const LocalTensor<U> &src,
                 const RoundMode &mode, const uint64_t mask[],
                 const uint8_t repeatTime, const UnaryRepeatParams &params,
                 Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_CAST(T, U);
  const auto widest =
      sizeof(T) > sizeof(U) ? dst.operand.type : src.operand.type;
  cubeport::twin::cast(
      dst.operand, src.operand, mode,
      cubeport::twin::Lanes::byBits(mask, repeatTime, isSetMask, widest),
      cubeport::twin::stridesOf(params), where);
}
inline void SetDeqScale(half scale, Where where = Where::here()) {
  cubeport::twin::setDeqScale(scale, where);
}

/// Number of bits of `value` that equal `countValue`.
template <int countValue> inline int64_t GetBitCount(uint64_t value) {
  return __builtin_popcountll(countValue == 1 ? value : ~value);
}
template <int countValue> inline int64_t ScalarGetCountOfValue(uint64_t value) {
  return GetBitCount<countValue>(value);
}
inline int64_t CountLeadingZero(uint64_t value) {
  return value ? __builtin_clzll(value) : 64;
}
inline int64_t ScalarCountLeadingZero(uint64_t value) {
  return CountLeadingZero(value);
}
/// Position of the first bit that equals `countValue`, or -1.
template <int countValue> inline int64_t GetSFFValue(uint64_t value) {
  const uint64_t bits = countValue == 1 ? value : ~value;
  return bits ? __builtin_ctzll(bits) : -1;
}
template <int countValue> inline int64_t ScalarGetSFFValue(uint64_t value) {
  return GetSFFValue<countValue>(value);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_CAST_H
