// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reductions of a repeat, of a block, and of pairs, under their present and
// their older names.
#ifndef CUBEPORT_ASCENDC_TWIN_REDUCE_H
#define CUBEPORT_ASCENDC_TWIN_REDUCE_H

#include "twin/VectorScalar.h"

namespace cubeport {
namespace twin {
enum class ReduceScope : uint8_t { Repeat, Block, Pair };
/// Strides: `dst` in results of one repeat, `block` and `src` in blocks.
struct ReduceStrides {
  int32_t dst = 0;
  int32_t block = 0;
  int32_t src = 0;
};
void reduce(const char *name, ReduceScope scope, AscendC::ReduceType type,
            const Local &dst, const Local &src, const Lanes &lanes,
            const ReduceStrides &strides, AscendC::ReduceOrder order,
            Where where);
} // namespace twin
} // namespace cubeport

#define CUBEPORT_TWIN_CHECK_REDUCE(T, NAME)                                    \
  CUBEPORT_TWIN_REQUIRE(T, NAME, "takes half, float",                          \
                        cubeport::twin::ElementType::F16,                      \
                        cubeport::twin::ElementType::F32)

/// Both mask forms of a reduction by template argument.
#define CUBEPORT_TWIN_REDUCE(NAME, SCOPE)                                      \
  template <ReduceType type, typename T, typename U, bool isSetMask = true>    \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<U> &src,       \
                   const int32_t mask, const int32_t repeatTime,               \
                   const int32_t dstRepStride, const int32_t srcBlkStride,     \
                   const int32_t srcRepStride,                                 \
                   ReduceOrder order = ReduceOrder::ORDER_VALUE_INDEX,         \
                   Where where = Where::here()) {                              \
    CUBEPORT_TWIN_CHECK_REDUCE(U, NAME);                                       \
    cubeport::twin::reduce(#NAME, cubeport::twin::ReduceScope::SCOPE, type,    \
                           dst.operand, src.operand,                           \
                           cubeport::twin::Lanes::byPrefix(                    \
                               uint64_t(mask), repeatTime, isSetMask),         \
                           {dstRepStride, srcBlkStride, srcRepStride}, order,  \
                           where);                                             \
  }                                                                            \
  template <ReduceType type, typename T, typename U, bool isSetMask = true>    \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<U> &src,       \
                   const uint64_t mask[], const int32_t repeatTime,            \
                   const int32_t dstRepStride, const int32_t srcBlkStride,     \
                   const int32_t srcRepStride,                                 \
                   ReduceOrder order = ReduceOrder::ORDER_VALUE_INDEX,         \
                   Where where = Where::here()) {                              \
    CUBEPORT_TWIN_CHECK_REDUCE(U, NAME);                                       \
    cubeport::twin::reduce(#NAME, cubeport::twin::ReduceScope::SCOPE, type,    \
                           dst.operand, src.operand,                           \
                           cubeport::twin::Lanes::byBits(                      \
                               mask, repeatTime, isSetMask, src.operand.type), \
                           {dstRepStride, srcBlkStride, srcRepStride}, order,  \
                           where);                                             \
  }

/// An older name; FIRST and SECOND are `mask` and `repeatTime` in its order.
#define CUBEPORT_TWIN_REDUCE_OLD(NAME, SCOPE, TYPE, FIRST, SECOND)             \
  template <typename T, bool isSetMask = true>                                 \
  inline void NAME(const LocalTensor<T> &dst, const LocalTensor<T> &src,       \
                   const int32_t FIRST, const int32_t SECOND,                  \
                   const int32_t dstRepStride, const int32_t srcBlkStride,     \
                   const int32_t srcRepStride,                                 \
                   ReduceOrder order = ReduceOrder::ORDER_VALUE_INDEX,         \
                   Where where = Where::here()) {                              \
    CUBEPORT_TWIN_CHECK_REDUCE(T, NAME);                                       \
    cubeport::twin::reduce(#NAME, cubeport::twin::ReduceScope::SCOPE,          \
                           ReduceType::TYPE, dst.operand, src.operand,         \
                           cubeport::twin::Lanes::byPrefix(                    \
                               uint64_t(mask), repeatTime, isSetMask),         \
                           {dstRepStride, srcBlkStride, srcRepStride}, order,  \
                           where);                                             \
  }

namespace AscendC {
CUBEPORT_TWIN_REDUCE(ReduceRepeat, Repeat)
CUBEPORT_TWIN_REDUCE(ReduceDataBlock, Block)
CUBEPORT_TWIN_REDUCE(ReducePairElem, Pair)
CUBEPORT_TWIN_REDUCE_OLD(WholeReduceSum, Repeat, SUM, mask, repeatTime)
CUBEPORT_TWIN_REDUCE_OLD(WholeReduceMax, Repeat, MAX, mask, repeatTime)
CUBEPORT_TWIN_REDUCE_OLD(WholeReduceMin, Repeat, MIN, mask, repeatTime)
CUBEPORT_TWIN_REDUCE_OLD(BlockReduceSum, Block, SUM, repeatTime, mask)
CUBEPORT_TWIN_REDUCE_OLD(BlockReduceMax, Block, MAX, repeatTime, mask)
CUBEPORT_TWIN_REDUCE_OLD(BlockReduceMin, Block, MIN, repeatTime, mask)
CUBEPORT_TWIN_REDUCE_OLD(PairReduceSum, Pair, SUM, repeatTime, mask)
} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_REDUCE_H
