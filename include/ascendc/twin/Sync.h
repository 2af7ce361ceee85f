// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Order between the pipes of a core: flags, barriers, and the state that a
// kernel sets up and leaves (mask registers, atomic mode, caches).
#ifndef CUBEPORT_ASCENDC_TWIN_SYNC_H
#define CUBEPORT_ASCENDC_TWIN_SYNC_H

#include "twin/Tensor.h"
#include <string>

namespace cubeport {
namespace twin {
void initSocState(Where where);
void setFlag(AscendC::HardEvent event, int32_t id, Where where);
void waitFlag(AscendC::HardEvent event, int32_t id, Where where);
void pipeBarrier(pipe_t pipe, Where where);

/// Vector mask registers: counter mode counts elements, normal mode has one
/// bit per lane.
void setMaskMode(bool counter);
void setVectorMask(uint64_t high, uint64_t low);

enum class AtomicOp : uint8_t { None, Add, Max, Min };
void setAtomic(AtomicOp op, ElementType type, Where where);

/// Writes back and drops the cache line that holds `address`, or, with
/// `entire`, the whole data cache.
void cleanCache(uint64_t address, bool entire, Where where);

int64_t blockIdx();
int64_t blockNum();
int64_t subBlockIdx();
int64_t taskRatio();
int64_t systemCycle();
[[noreturn]] void trap(Where where);
int print(const char *format, ...) __attribute__((format(printf, 1, 2)));

/// A string for %s, as the scalar unit sees its bytes: those of device memory
/// come through the data cache.
class PrintedText {
public:
  explicit PrintedText(const char *text);
  const char *get() const { return text.c_str(); }

private:
  std::string text;
};
inline PrintedText takeArgument(const char *text) { return PrintedText(text); }
template <typename T> T takeArgument(T value) { return value; }
inline const char *giveArgument(const PrintedText &text) { return text.get(); }
template <typename T> T giveArgument(const T &value) { return value; }
} // namespace twin
} // namespace cubeport

namespace AscendC {
using cubeport::twin::Where;

inline void InitSocState(Where where = Where::here()) {
  cubeport::twin::initSocState(where);
}
template <HardEvent event>
inline void SetFlag(int32_t id, Where where = Where::here()) {
  cubeport::twin::setFlag(event, id, where);
}
template <HardEvent event>
inline void WaitFlag(int32_t id, Where where = Where::here()) {
  cubeport::twin::waitFlag(event, id, where);
}
template <pipe_t pipe> inline void PipeBarrier(Where where = Where::here()) {
  static_assert(pipe != PIPE_S, "the scalar pipe needs no barrier");
  cubeport::twin::pipeBarrier(pipe, where);
}

inline void SetMaskCount() { cubeport::twin::setMaskMode(true); }
inline void SetMaskNorm() { cubeport::twin::setMaskMode(false); }
template <typename T, MaskMode mode = MaskMode::NORMAL>
inline void SetVectorMask(const uint64_t maskHigh, const uint64_t maskLow) {
  cubeport::twin::setVectorMask(maskHigh, maskLow);
}
template <typename T, MaskMode mode = MaskMode::NORMAL>
inline void SetVectorMask(int32_t len) {
  if (mode == MaskMode::COUNTER) {
    cubeport::twin::setVectorMask(0, static_cast<uint64_t>(len));
    return;
  }
  const uint64_t all = ~0ull;
  const uint64_t high = len >= 128 ? all
                        : len > 64 ? (1ull << (len - 64)) - 1
                                   : 0;
  const uint64_t low = len >= 64 ? all : (1ull << len) - 1;
  cubeport::twin::setVectorMask(high, low);
}
inline void ResetMask() { cubeport::twin::setVectorMask(~0ull, ~0ull); }

/// The element types that a copy out may combine with memory atomically.
#define CUBEPORT_TWIN_CHECK_ATOMIC(T)                                          \
  static_assert(                                                               \
      cubeport::twin::isOneOf<                                                 \
          T, cubeport::twin::ElementType::F32,                                 \
          cubeport::twin::ElementType::F16, cubeport::twin::ElementType::BF16, \
          cubeport::twin::ElementType::S8, cubeport::twin::ElementType::S16,   \
          cubeport::twin::ElementType::S32>,                                   \
      "CP7029: atomic copies know int8, int16, int32, half, bfloat16 and "     \
      "float only")
template <typename T> inline void SetAtomicAdd(Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_ATOMIC(T);
  cubeport::twin::setAtomic(cubeport::twin::AtomicOp::Add,
                            cubeport::twin::ElementTypeOf<T>::value, where);
}
template <typename T> inline void SetAtomicMax(Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_ATOMIC(T);
  cubeport::twin::setAtomic(cubeport::twin::AtomicOp::Max,
                            cubeport::twin::ElementTypeOf<T>::value, where);
}
template <typename T> inline void SetAtomicMin(Where where = Where::here()) {
  CUBEPORT_TWIN_CHECK_ATOMIC(T);
  cubeport::twin::setAtomic(cubeport::twin::AtomicOp::Min,
                            cubeport::twin::ElementTypeOf<T>::value, where);
}
inline void SetAtomicNone(Where where = Where::here()) {
  cubeport::twin::setAtomic(cubeport::twin::AtomicOp::None,
                            cubeport::twin::ElementType::None, where);
}
inline void DisableDmaAtomic(Where where = Where::here()) {
  SetAtomicNone(where);
}

template <typename T, CacheLine entire, DcciDst dst = DcciDst::CACHELINE_OUT>
inline void DataCacheCleanAndInvalid(const GlobalTensor<T> &tensor,
                                     Where where = Where::here()) {
  cubeport::twin::cleanCache(tensor.At(0),
                             entire == CacheLine::ENTIRE_DATA_CACHE, where);
}

inline int64_t GetBlockIdx() { return cubeport::twin::blockIdx(); }
inline int64_t GetBlockNum() { return cubeport::twin::blockNum(); }
inline int64_t GetSubBlockIdx() { return cubeport::twin::subBlockIdx(); }
inline int64_t GetTaskRatio() { return cubeport::twin::taskRatio(); }
inline int64_t GetSubBlockNum() { return cubeport::twin::taskRatio(); }
inline int64_t GetSystemCycle() { return cubeport::twin::systemCycle(); }
inline void Trap(Where where = Where::here()) { cubeport::twin::trap(where); }

/// Output of all cores appears in the order of the cores.
template <typename... Args>
inline void printf(const char *format, Args... args) {
  using namespace cubeport::twin;
  cubeport::twin::print(format, giveArgument(takeArgument(args))...);
}
template <typename... Args>
inline void PRINTF(const char *format, Args... args) {
  using namespace cubeport::twin;
  cubeport::twin::print(format, giveArgument(takeArgument(args))...);
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_SYNC_H
