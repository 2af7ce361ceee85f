// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// TPipe and TBufPool, which hand out local memory and the ids of flags.
#ifndef CUBEPORT_ASCENDC_TWIN_TPIPE_H
#define CUBEPORT_ASCENDC_TWIN_TPIPE_H

#include "twin/Queue.h"

namespace AscendC {

/// A piece of a pipe's memory that is handed out again after Reset.
template <TPosition pos, uint32_t bufIDSize = 4> class TBufPool {
public:
  static constexpr TPosition poolPos = pos;
  TBufPool() {
    state.buffers = buffers;
    state.capacity = bufIDSize;
  }
  template <typename Queue>
  bool InitBuffer(Queue &queue, uint8_t count, uint32_t bytes,
                  Where where = Where::here()) {
    cubeport::twin::startQueue(queue.state, Queue::kind,
                               cubeport::twin::addBuffers(state,
                                                          Queue::kind.position,
                                                          count, bytes, where),
                               count, where);
    return true;
  }
  template <TPosition bufPos>
  bool InitBuffer(TBuf<bufPos> &buf, uint32_t bytes,
                  Where where = Where::here()) {
    buf.buffer = cubeport::twin::addBuffers(state, bufPos, 1, bytes, where);
    return true;
  }
  template <typename Pool>
  bool InitBufPool(Pool &pool, uint32_t bytes, Where where = Where::here()) {
    cubeport::twin::startPool(pool.state, bytes, state, where);
    return true;
  }
  void Reset(Where where = Where::here()) {
    cubeport::twin::endPool(state, where);
  }
  cubeport::twin::PoolState state;

private:
  cubeport::twin::PipeBuffer buffers[bufIDSize];
};

/// Hands out a core's local memory and the ids of its flags.
class TPipe {
public:
  TPipe(Where where = Where::here()) { Init(where); }
  // Ends like an explicit call, with the faults of one.
  ~TPipe() noexcept(false) {
    if (state.alive) {
      cubeport::twin::endPipe(state, true, Where());
    }
  }
  TPipe(const TPipe &) = delete;
  TPipe &operator=(const TPipe &) = delete;

  void Init(Where where = Where::here()) {
    cubeport::twin::startPipe(state, where);
    cubeport::twin::setTypedPipe(this);
  }
  void Destroy(Where where = Where::here()) {
    cubeport::twin::endPipe(state, true, where);
  }
  void DestroyWithoutPipeAll(Where where = Where::here()) {
    cubeport::twin::endPipe(state, false, where);
  }
  void Reset(Where where = Where::here()) {
    cubeport::twin::resetPipe(state, where);
  }
  template <typename Queue>
  bool InitBuffer(Queue &queue, uint8_t count, uint32_t bytes,
                  Where where = Where::here()) {
    cubeport::twin::startQueue(queue.state, Queue::kind,
                               cubeport::twin::addBuffers(state,
                                                          Queue::kind.position,
                                                          count, bytes, where),
                               count, where);
    return true;
  }
  template <TPosition pos>
  bool InitBuffer(TBuf<pos> &buf, uint32_t bytes, Where where = Where::here()) {
    buf.buffer = cubeport::twin::addBuffers(state, pos, 1, bytes, where);
    return true;
  }
  template <typename Pool>
  bool InitBufPool(Pool &pool, uint32_t bytes, Where where = Where::here()) {
    cubeport::twin::startPool(pool.state, Pool::poolPos, bytes, state, where);
    return true;
  }
  /// The two pools use the same bytes in turn.
  template <typename Pool, typename Other>
  bool InitBufPool(Pool &pool, uint32_t, Other &shared) {
    pool.state.begin = shared.state.begin;
    pool.state.bytes = shared.state.bytes;
    pool.state.used = pool.state.count = 0;
    return true;
  }
  template <HardEvent event>
  TEventID AllocEventID(Where where = Where::here()) {
    return cubeport::twin::allocEventId(state, event, where);
  }
  template <HardEvent event>
  void ReleaseEventID(TEventID id, Where where = Where::here()) {
    cubeport::twin::releaseEventId(state, event, id, where);
  }
  template <HardEvent event>
  TEventID FetchEventID(Where where = Where::here()) {
    return cubeport::twin::fetchEventId(state, event, where);
  }
  TEventID FetchEventID(HardEvent event, Where where = Where::here()) {
    return cubeport::twin::fetchEventId(state, event, where);
  }
  cubeport::twin::PipeState state;
};

} // namespace AscendC

/// The pipe of this core, or null.
inline AscendC::TPipe *GetTPipePtr() {
  return static_cast<AscendC::TPipe *>(cubeport::twin::typedPipe());
}

namespace AscendC {
using ::GetTPipePtr;

/// All of the UB that the pipe has not handed out.
template <typename T, TPosition pos>
inline bool PopStackBuffer(LocalTensor<T> &tensor,
                           Where where = Where::here()) {
  const auto type = tensor.operand.type;
  tensor.operand = cubeport::twin::stackBuffer(pos, where);
  tensor.operand.type = type;
  return true;
}

} // namespace AscendC

#endif // CUBEPORT_ASCENDC_TWIN_TPIPE_H
