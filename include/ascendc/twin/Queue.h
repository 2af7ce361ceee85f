// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// TQue, TQueBind and TBuf: queues whose EnQue and DeQue set and wait for
// flags, and buffers without.
#ifndef CUBEPORT_ASCENDC_TWIN_QUEUE_H
#define CUBEPORT_ASCENDC_TWIN_QUEUE_H

#include "twin/Pipe.h"
#include "twin/Sync.h"

namespace AscendC {

enum class TBufState : uint8_t { FREE = 0, OCCUPIED, ENQUE, DEQUE };

/// Where a queue's buffers lie: on the side that is local memory.
constexpr TPosition GetPosition(TPosition source, TPosition target) {
  return target == TPosition::GM || target == TPosition::CO2 ? source : target;
}
/// The two sides of a queue of position `position`.
constexpr TPosition GetBufferLogicPos(TPosition position, bool isSource) {
  switch (position) {
  case TPosition::A1:
  case TPosition::B1:
  case TPosition::C1:
  case TPosition::VECIN:
    return isSource ? TPosition::GM : position;
  case TPosition::A2:
    return isSource ? TPosition::A1 : position;
  case TPosition::B2:
    return isSource ? TPosition::B1 : position;
  case TPosition::C2:
    return isSource ? TPosition::C1 : position;
  case TPosition::C2PIPE2GM:
    return isSource ? TPosition::B1 : position;
  case TPosition::CO1:
    return isSource ? position : TPosition::CO2;
  case TPosition::CO2:
  case TPosition::VECOUT:
    return isSource ? position : TPosition::GM;
  default:
    return TPosition::MAX;
  }
}

/// A queue of buffers between two positions.
template <TPosition src, TPosition dst, int32_t depth, auto mask = 0>
class TQueBind {
public:
  static constexpr cubeport::twin::QueueKind kind{
      GetPosition(src, dst), depth,
      cubeport::twin::queueEvent(GetPhyType(src), GetPhyType(dst), true),
      cubeport::twin::queueEvent(GetPhyType(src), GetPhyType(dst), false)};

  template <typename T>
  LocalTensor<T> AllocTensor(Where where = Where::here()) {
    static_assert(depth != 0, "a queue of depth 0 takes AllocTensor(tensor)");
    return TensorOf<T>(cubeport::twin::allocBuffer(state, kind, where));
  }
  template <typename T>
  void AllocTensor(LocalTensor<T> &tensor, Where where = Where::here()) {
    static_assert(depth == 0, "AllocTensor(tensor) needs a queue of depth 0");
    tensor = TensorOf<T>(cubeport::twin::allocBuffer(state, kind, where));
  }
  template <typename T>
  void FreeTensor(LocalTensor<T> &tensor, Where where = Where::here()) {
    cubeport::twin::freeBuffer(state, kind, tensor.operand, where);
  }
  template <typename T>
  bool EnQue(const LocalTensor<T> &tensor, Where where = Where::here()) {
    cubeport::twin::enqueue(state, kind, tensor.operand, kind.queued, where);
    return true;
  }
  template <TPosition srcUserPos, TPosition dstUserPos, typename T>
  bool EnQue(const LocalTensor<T> &tensor, Where where = Where::here()) {
    cubeport::twin::enqueue(state, kind, tensor.operand,
                            UserEvent<srcUserPos, dstUserPos>(), where);
    return true;
  }
  template <typename T> LocalTensor<T> DeQue(Where where = Where::here()) {
    static_assert(depth != 0, "a queue of depth 0 takes DeQue(tensor)");
    return TensorOf<T>(
        cubeport::twin::dequeue(state, kind, kind.queued, where));
  }
  template <typename T>
  void DeQue(LocalTensor<T> &tensor, Where where = Where::here()) {
    static_assert(depth == 0, "DeQue(tensor) needs a queue of depth 0");
    cubeport::twin::dequeueInPlace(state, kind, tensor.operand, where);
  }
  template <TPosition srcUserPos, TPosition dstUserPos, typename T>
  LocalTensor<T> DeQue(Where where = Where::here()) {
    return TensorOf<T>(cubeport::twin::dequeue(
        state, kind, UserEvent<srcUserPos, dstUserPos>(), where));
  }
  bool VacantInQue() const { return state.length < uint32_t(depth); }
  bool HasTensorInQue() const { return state.length > 0; }
  int32_t GetTensorCountInQue() const { return int32_t(state.length); }
  bool HasIdleBuffer() const { return state.inUse < state.count; }
  void FreeAllEvent(Where where = Where::here()) {
    cubeport::twin::freeAllEvents(state, where);
  }
  template <typename T> TBufState GetState(const LocalTensor<T> &tensor) const {
    const auto *buffer = cubeport::twin::bufferOf(state, tensor.operand);
    return buffer ? static_cast<TBufState>(buffer->state) : TBufState::FREE;
  }

  cubeport::twin::QueueState state;

private:
  template <typename T>
  static LocalTensor<T> TensorOf(const cubeport::twin::PipeBuffer &buffer) {
    return LocalTensor<T>(kind.position, buffer.address,
                          buffer.bytes / uint32_t(sizeof(T)));
  }
  template <TPosition from, TPosition to>
  static constexpr HardEvent UserEvent() {
    static_assert(from != TPosition::GM || to != TPosition::GM,
                  "EnQue and DeQue go from or to local memory");
    return cubeport::twin::queueEvent(GetPhyType(from), GetPhyType(to), true);
  }
};

/// A queue of one position.
template <TPosition pos, int32_t depth, auto mask = 0>
class TQue : public TQueBind<GetBufferLogicPos(pos, true),
                             GetBufferLogicPos(pos, false), depth, mask> {};

/// Memory for the vector unit's own use; it has no flags.
template <TPosition pos = TPosition::LCM> class TBuf {
public:
  template <typename T> LocalTensor<T> Get() {
    return Get<T>(buffer ? buffer->bytes / uint32_t(sizeof(T)) : 0);
  }
  template <typename T> LocalTensor<T> Get(uint32_t elements) {
    return GetWithOffset<T>(elements, 0);
  }
  template <typename T>
  LocalTensor<T> GetWithOffset(uint32_t elements, uint32_t byteOffset) {
    LocalTensor<T> tensor(pos, (buffer ? buffer->address : 0) + byteOffset,
                          elements);
    // What lies behind the buffer is not the tensor's.
    const uint32_t bytes = buffer ? buffer->bytes : 0;
    const uint32_t left = byteOffset < bytes ? bytes - byteOffset : 0;
    tensor.operand.bytes =
        tensor.operand.bytes < left ? tensor.operand.bytes : left;
    return tensor;
  }
  template <typename T> LocalTensor<T> AllocTensor() { return Get<T>(); }
  template <typename T> void FreeTensor(LocalTensor<T> &) {}
  template <typename T> void EnQue(const LocalTensor<T> &) {}
  template <typename T> LocalTensor<T> DeQue() { return Get<T>(); }

  const cubeport::twin::PipeBuffer *buffer = nullptr;
};

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_QUEUE_H
