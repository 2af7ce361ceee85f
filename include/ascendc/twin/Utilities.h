// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Constants, arithmetic of sizes, and type queries that kernels use; macros
// that mean something to the chip's build only.
#ifndef CUBEPORT_ASCENDC_TWIN_UTILITIES_H
#define CUBEPORT_ASCENDC_TWIN_UTILITIES_H

#include "twin/Sync.h"

#include <cassert>
#include <cstdio>
#include <cstring>
#include <tuple>
#include <type_traits>

// Which cores a kernel of a tiling key runs on; here `__mix__` and its kin
// decide.
#define KERNEL_TASK_TYPE_DEFAULT(...)
#define KERNEL_TASK_TYPE(...)
#define REGISTER_TILING_DEFAULT(...)
#define ASCENDC_ASSERT(condition, ...) assert(condition)
#define __sync_alias__
#define __sync_noalias__
#define __force_inline__ inline
#ifndef likely
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#endif

namespace cubeport {
namespace twin {
/// Reads as the number of the block.
struct BlockIndex {
  operator int64_t() const { return blockIdx(); }
};
struct BlockCount {
  operator int64_t() const { return blockNum(); }
};
} // namespace twin
} // namespace cubeport

// Variables of the language; a program's own names hide them.
constexpr cubeport::twin::BlockIndex block_idx{};
constexpr cubeport::twin::BlockCount block_num{};

namespace AscendC {

constexpr int32_t ONE_BLK_SIZE = 32;
constexpr int32_t ONE_BYTE_BIT_SIZE = 8;
constexpr int32_t DEFAULT_BLK_NUM = 8;
constexpr int32_t DEFAULT_BLK_STRIDE = 1;
constexpr uint8_t DEFAULT_REPEAT_STRIDE = 8;
constexpr int32_t DEFAULT_C0_SIZE = 32;
constexpr int32_t DEFAULT_BLOCK_SIZE = 256;
constexpr int32_t ONE_REPEAT_BYTE_SIZE = 256;
constexpr int32_t MAX_REPEAT_TIMES = 255;
constexpr int32_t BLOCK_CUBE = 16;
constexpr int32_t CUBE_MAX_SIZE = 256;
constexpr uint64_t FULL_MASK = ~0ull;
constexpr uint64_t MASK_PLACEHOLDER = 0;
constexpr uint64_t MASK_PLACEHOLDER_LIST[2] = {0, 0};
constexpr int32_t K_MAX_DIM = 8;
constexpr int32_t K_MAX_SHAPE_DIM = 8;
constexpr uint32_t TOTAL_UB_SIZE = 192 * 1024;
constexpr uint32_t TOTAL_L1_SIZE = 512 * 1024 - 128;
constexpr uint32_t TOTAL_L0A_SIZE = 64 * 1024;
constexpr uint32_t TOTAL_L0B_SIZE = 64 * 1024;
constexpr uint32_t TOTAL_L0C_SIZE = 128 * 1024;

constexpr uint32_t DivCeil(uint32_t a, uint32_t b) { return (a + b - 1) / b; }
constexpr uint32_t AlignUp(uint32_t a, uint32_t b) { return DivCeil(a, b) * b; }
constexpr uint32_t Ceil(uint32_t a, uint32_t b) { return DivCeil(a, b); }
constexpr int32_t CeilDivision(int32_t a, int32_t b) {
  return b == 0 ? 0 : (a + b - 1) / b;
}

template <typename T, typename U> struct IsSameType {
  static constexpr bool value = std::is_same<T, U>::value;
};
template <typename T> using PrimT = T;

namespace Std {
using std::conditional;
using std::conditional_t;
using std::enable_if;
using std::enable_if_t;
using std::false_type;
using std::integral_constant;
using std::is_same;
using std::is_same_v;
using std::make_tuple;
using std::true_type;
using std::tuple;
} // namespace Std

/// Formats of tensors that copies and transpositions convert between.
enum class DataFormat : uint8_t {
  ND = 0,
  NZ,
  NCHW,
  NC1HWC0,
  NHWC,
  NCDHW,
  NDC1HWC0,
  FRACTAL_Z_3D,
};

/// The shape that a program notes for a tensor.
struct ShapeInfo {
  ShapeInfo() = default;
  ShapeInfo(uint8_t dimensions, const uint32_t sizes[],
            DataFormat format = DataFormat::ND)
      : ShapeInfo(dimensions, sizes, dimensions, sizes, format) {}
  ShapeInfo(uint8_t dimensions, const uint32_t sizes[],
            uint8_t originalDimensions, const uint32_t originalSizes[],
            DataFormat format)
      : shapeDim(dimensions), originalShapeDim(originalDimensions),
        dataFormat(format) {
    for (int i = 0; i < K_MAX_SHAPE_DIM && i < dimensions; ++i) {
      shape[i] = sizes[i];
    }
    for (int i = 0; i < K_MAX_SHAPE_DIM && i < originalDimensions; ++i) {
      originalShape[i] = originalSizes[i];
    }
  }
  uint8_t shapeDim = 0;
  uint8_t originalShapeDim = 0;
  uint32_t shape[K_MAX_SHAPE_DIM] = {};
  uint32_t originalShape[K_MAX_SHAPE_DIM] = {};
  DataFormat dataFormat = DataFormat::ND;
};
inline uint64_t GetShapeSize(const ShapeInfo &info) {
  uint64_t size = 1;
  for (int i = 0; i < info.shapeDim; ++i) {
    size *= info.shape[i];
  }
  return size;
}

/// Of the fixed-function pipe's predecessor; saturation is always on here.
struct AscendCUtils {
  static void SetOverflow(uint64_t) {}
};

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_UTILITIES_H
