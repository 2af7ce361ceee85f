// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What TPipe and its queues keep: buffers, their flags, and the order of a
// queue. The classes themselves are in Queue.h.
#ifndef CUBEPORT_ASCENDC_TWIN_PIPE_H
#define CUBEPORT_ASCENDC_TWIN_PIPE_H

#include "twin/Tensor.h"

namespace AscendC {

/// The memory that a position lies in.
constexpr Hardware GetPhyType(TPosition position) {
  switch (position) {
  case TPosition::GM:
  case TPosition::CO2:
    return Hardware::GM;
  case TPosition::A1:
  case TPosition::B1:
  case TPosition::C1:
  case TPosition::TSCM:
    return Hardware::L1;
  case TPosition::A2:
    return Hardware::L0A;
  case TPosition::B2:
    return Hardware::L0B;
  case TPosition::C2:
    return Hardware::BIAS;
  case TPosition::CO1:
    return Hardware::L0C;
  case TPosition::C2PIPE2GM:
    return Hardware::FIXBUF;
  default:
    return Hardware::UB;
  }
}

using TEventID = int8_t;

} // namespace AscendC

namespace cubeport {
namespace twin {

/// A buffer that a pipe hands out.
struct PipeBuffer {
  enum State : uint8_t { Free, Occupied, Queued, Taken };
  uint32_t address = 0, bytes = 0;
  State state = Free;
  AscendC::TEventID queuedId = -1; ///< of the flag that EnQue set
  AscendC::TEventID freedId = -1;  ///< of the flag that FreeTensor set
  AscendC::HardEvent queuedEvent = AscendC::HardEvent::MAX;
  AscendC::HardEvent freedEvent = AscendC::HardEvent::MAX;
};

/// Of a TPipe: the library's limit is 64 buffers and 8 flags of an event.
struct PipeState {
  static constexpr uint32_t maxBuffers = 64, numEventIds = 8;
  PipeBuffer buffers[maxBuffers];
  uint32_t count = 0;
  uint32_t used[static_cast<int>(AscendC::Hardware::MAX)] = {};
  uint8_t occupiedIds[static_cast<int>(AscendC::HardEvent::MAX)] = {};
  bool alive = false;
};

/// Of a TBufPool: a piece of a pipe's memory with buffers of its own.
struct PoolState {
  PipeBuffer *buffers = nullptr;
  uint32_t capacity = 0, count = 0;
  uint32_t begin = 0, used = 0, bytes = 0;
};

/// What a queue's type says.
struct QueueKind {
  AscendC::TPosition position; ///< of its buffers
  int32_t depth;
  AscendC::HardEvent queued; ///< from the producer's pipe to the consumer's
  AscendC::HardEvent freed;  ///< and back
};

/// A queue's buffers, and the order of those in it.
struct QueueState {
  PipeBuffer *buffers = nullptr;
  uint32_t count = 0, cursor = 0, head = 0, length = 0, inUse = 0;
  uint8_t order[PipeState::maxBuffers] = {};
};

void startPipe(PipeState &pipe, Where where);
void endPipe(PipeState &pipe, bool barrier, Where where);
void resetPipe(PipeState &pipe, Where where);
/// The pipe of the running core, or null.
PipeState *runningPipe();
void setTypedPipe(void *pipe);
void *typedPipe();

/// `count` buffers of `bytes` bytes behind those that the pipe has.
PipeBuffer *addBuffers(PipeState &pipe, AscendC::TPosition position,
                       uint32_t count, uint32_t bytes, Where where);
PipeBuffer *addBuffers(PoolState &pool, AscendC::TPosition position,
                       uint32_t count, uint32_t bytes, Where where);
void startQueue(QueueState &queue, const QueueKind &kind, PipeBuffer *buffers,
                uint32_t count, Where where);
/// Gives a pool `bytes` bytes behind the pipe's buffers.
void startPool(PoolState &pool, AscendC::TPosition position, uint32_t bytes,
               PipeState &pipe, Where where);
void startPool(PoolState &pool, uint32_t bytes, PoolState &parent, Where where);
void endPool(PoolState &pool, Where where);

PipeBuffer &allocBuffer(QueueState &queue, const QueueKind &kind, Where where);
void enqueue(QueueState &queue, const QueueKind &kind, const Local &tensor,
             AscendC::HardEvent event, Where where);
PipeBuffer &dequeue(QueueState &queue, const QueueKind &kind,
                    AscendC::HardEvent event, Where where);
/// Of a queue of depth 0, whose tensor stays in the program's hands.
void dequeueInPlace(QueueState &queue, const QueueKind &kind,
                    const Local &tensor, Where where);
void freeBuffer(QueueState &queue, const QueueKind &kind, const Local &tensor,
                Where where);
void freeAllEvents(QueueState &queue, Where where);
const PipeBuffer *bufferOf(const QueueState &queue, const Local &tensor);

AscendC::TEventID allocEventId(PipeState &pipe, AscendC::HardEvent event,
                               Where where);
AscendC::TEventID fetchEventId(const PipeState &pipe, AscendC::HardEvent event,
                               Where where);
void releaseEventId(PipeState &pipe, AscendC::HardEvent event,
                    AscendC::TEventID id, Where where);
/// What is left of the UB behind the pipe's buffers.
Local stackBuffer(AscendC::TPosition position, Where where);

/// The event between the two sides of a buffer, or back with `forward` off.
constexpr AscendC::HardEvent queueEvent(AscendC::Hardware from,
                                        AscendC::Hardware to, bool forward) {
  using AscendC::HardEvent;
  using AscendC::Hardware;
  switch (from) {
  case Hardware::GM:
    if (to == Hardware::UB) {
      return forward ? HardEvent::MTE2_V : HardEvent::V_MTE2;
    }
    if (to == Hardware::L1) {
      return forward ? HardEvent::MTE2_MTE1 : HardEvent::MTE1_MTE2;
    }
    return forward ? HardEvent::MTE2_M : HardEvent::M_MTE2;
  case Hardware::UB:
    if (to == Hardware::GM) {
      return forward ? HardEvent::V_MTE3 : HardEvent::MTE3_V;
    }
    if (to == Hardware::L1) {
      return forward ? HardEvent::MTE3_MTE1 : HardEvent::MTE1_MTE3;
    }
    return forward ? HardEvent::MTE2_MTE3 : HardEvent::MTE3_MTE2;
  case Hardware::L1:
    if (to == Hardware::FIXBUF) {
      return forward ? HardEvent::MTE1_FIX : HardEvent::FIX_MTE1;
    }
    return forward ? HardEvent::MTE1_M : HardEvent::M_MTE1;
  case Hardware::L0C:
    return forward ? HardEvent::M_FIX : HardEvent::FIX_M;
  default:
    return HardEvent::MAX;
  }
}

} // namespace twin
} // namespace cubeport

#endif // CUBEPORT_ASCENDC_TWIN_PIPE_H
