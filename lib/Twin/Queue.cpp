// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// TPipe and its queues. They set and wait for the flags that the official
// library does: EnQue sets, DeQue waits; FreeTensor sets, the next AllocTensor
// of that buffer waits.
#include "Queue.h"
#include "Core.h"
#include "twin/Pipe.h"

#include <algorithm>
#include <exception>

using namespace cubeport::twin;
using AscendC::HardEvent;
using AscendC::Hardware;
using AscendC::TEventID;
using AscendC::TPosition;

static thread_local PipeState *pipeOfCore = nullptr;
static thread_local void *typedPipeOfCore = nullptr;

PipeState *cubeport::twin::runningPipe() { return pipeOfCore; }
void cubeport::twin::setTypedPipe(void *pipe) { typedPipeOfCore = pipe; }
void *cubeport::twin::typedPipe() { return typedPipeOfCore; }
void cubeport::twin::forgetPipe() {
  pipeOfCore = nullptr;
  typedPipeOfCore = nullptr;
}

static void set(HardEvent event, TEventID &id, Where where) {
  id = allocEventId(*pipeOfCore, event, where);
  currentCore(where).setFlag(event, id, where);
}

static void wait(HardEvent event, TEventID &id, Where where) {
  currentCore(where).waitFlag(event, id, where);
  releaseEventId(*pipeOfCore, event, id, where);
  id = -1;
}

PipeState &cubeport::twin::requirePipe(const char *call, Where where) {
  if (!pipeOfCore) {
    fault(FaultCode::QueueOrder, where,
          "'%s' needs a TPipe, which this kernel has not or no longer",
          call);
  }
  return *pipeOfCore;
}

//===----------------------------------------------------------------------===//
// The pipe
//===----------------------------------------------------------------------===//

/// The cube core's pipe keeps three flags M_MTE1 for the Matmul class.
static constexpr int numMatmulFlags = 3;

void cubeport::twin::startPipe(PipeState &pipe, Where where) {
  Core &core = currentCore(where);
  core.initSocState(where);
  pipe = PipeState();
  pipe.alive = true;
  pipeOfCore = &pipe;
  for (int flag = 0; core.cube && flag < numMatmulFlags; ++flag) {
    core.setFlag(HardEvent::M_MTE1,
                 allocEventId(pipe, HardEvent::M_MTE1, where), where);
  }
}

/// Waits for the flags of the buffers that are free.
static void awaitFreed(PipeBuffer *buffers, uint32_t count, Where where) {
  for (uint32_t index = 0; index < count; ++index) {
    PipeBuffer &buffer = buffers[index];
    if (buffer.freedId >= 0 && buffer.state == PipeBuffer::Free) {
      wait(buffer.freedEvent, buffer.freedId, where);
    }
  }
}

void cubeport::twin::endPipe(PipeState &pipe, bool barrier, Where where) {
  pipe.alive = false;
  if (std::uncaught_exceptions() > 0) {
    return; // the kernel ends with another fault
  }
  Core &core = currentCore(where);
  pipeOfCore = &pipe;
  awaitFreed(pipe.buffers, pipe.count, where);
  for (TEventID flag = 0; core.cube && flag < numMatmulFlags; ++flag) {
    TEventID id = flag;
    wait(HardEvent::M_MTE1, id, where);
  }
  if (barrier) {
    core.barrier(PIPE_ALL, where);
  }
  forgetPipe();
}

void cubeport::twin::resetPipe(PipeState &pipe, Where where) {
  awaitFreed(pipe.buffers, pipe.count, where);
  pipe.count = 0;
  std::fill(std::begin(pipe.used), std::end(pipe.used), 0);
}

static uint32_t poolBytes(Hardware hardware, Where where) {
  const Core &core = currentCore(where);
  switch (hardware) {
  case Hardware::UB:
    return static_cast<uint32_t>(core.usableBytes(Memory::UB));
  case Hardware::L1:
    return static_cast<uint32_t>(core.usableBytes(Memory::L1));
  case Hardware::L0A:
    return static_cast<uint32_t>(core.usableBytes(Memory::L0A));
  case Hardware::L0B:
    return static_cast<uint32_t>(core.usableBytes(Memory::L0B));
  case Hardware::L0C:
    return static_cast<uint32_t>(core.usableBytes(Memory::L0C));
  case Hardware::BIAS:
    return static_cast<uint32_t>(core.usableBytes(Memory::BT));
  case Hardware::FIXBUF:
    return static_cast<uint32_t>(core.usableBytes(Memory::FB));
  default:
    return 0;
  }
}

/// Lengths are rounded up to blocks.
static uint32_t roundUp(uint32_t bytes) { return (bytes + 31) / 32 * 32; }

static PipeBuffer *place(PipeBuffer *buffers, uint32_t &held, uint32_t capacity,
                         uint32_t count, uint32_t address, uint32_t bytes,
                         Where where) {
  if (count == 0 || bytes == 0) {
    fault(FaultCode::QueueOrder, where,
          "'InitBuffer' asks for %u buffers of %u bytes; it takes at least one "
          "of at least one byte",
          count, bytes);
  }
  if (held + count > capacity) {
    fault(FaultCode::QueueOrder, where,
          "'InitBuffer' asks for %u buffers when there are %u; the limit is %u",
          count, held, capacity);
  }
  PipeBuffer *first = buffers + held;
  for (uint32_t index = 0; index < count; ++index) {
    first[index] = PipeBuffer();
    first[index].address = address + index * bytes;
    first[index].bytes = bytes;
  }
  held += count;
  return first;
}

PipeBuffer *cubeport::twin::addBuffers(PipeState &pipe, TPosition position,
                                       uint32_t count, uint32_t bytes,
                                       Where where) {
  const Hardware hardware = AscendC::GetPhyType(position);
  uint32_t &used = pipe.used[static_cast<int>(hardware)];
  bytes = roundUp(bytes);
  if (uint64_t(used) + uint64_t(count) * bytes > poolBytes(hardware, where)) {
    fault(FaultCode::BeyondMemory, where,
          "'InitBuffer' asks for %u buffers of %u bytes behind %u bytes; a "
          "program may use %u bytes there",
          count, bytes, used, poolBytes(hardware, where));
  }
  PipeBuffer *first = place(pipe.buffers, pipe.count, PipeState::maxBuffers,
                            count, used, bytes, where);
  used += count * bytes;
  return first;
}

PipeBuffer *cubeport::twin::addBuffers(PoolState &pool, TPosition,
                                       uint32_t count, uint32_t bytes,
                                       Where where) {
  bytes = roundUp(bytes);
  if (uint64_t(pool.used) + uint64_t(count) * bytes > pool.bytes) {
    fault(FaultCode::BeyondMemory, where,
          "'InitBuffer' asks for %u buffers of %u bytes behind %u bytes of a "
          "pool of %u bytes",
          count, bytes, pool.used, pool.bytes);
  }
  PipeBuffer *first = place(pool.buffers, pool.count, pool.capacity, count,
                            pool.begin + pool.used, bytes, where);
  pool.used += count * bytes;
  return first;
}

void cubeport::twin::startPool(PoolState &pool, TPosition position,
                               uint32_t bytes, PipeState &pipe, Where where) {
  const Hardware hardware = AscendC::GetPhyType(position);
  uint32_t &used = pipe.used[static_cast<int>(hardware)];
  bytes = roundUp(bytes);
  if (uint64_t(used) + bytes > poolBytes(hardware, where)) {
    fault(FaultCode::BeyondMemory, where,
          "'InitBufPool' asks for %u bytes behind %u bytes; a program may use "
          "%u bytes there",
          bytes, used, poolBytes(hardware, where));
  }
  pool.begin = used;
  pool.bytes = bytes;
  pool.used = pool.count = 0;
  used += bytes;
}

void cubeport::twin::startPool(PoolState &pool, uint32_t bytes,
                               PoolState &parent, Where where) {
  bytes = roundUp(bytes);
  if (uint64_t(parent.used) + bytes > parent.bytes) {
    fault(FaultCode::BeyondMemory, where,
          "'InitBufPool' asks for %u bytes behind %u bytes of a pool of %u "
          "bytes",
          bytes, parent.used, parent.bytes);
  }
  pool.begin = parent.begin + parent.used;
  pool.bytes = bytes;
  pool.used = pool.count = 0;
  parent.used += bytes;
}

void cubeport::twin::endPool(PoolState &pool, Where where) {
  awaitFreed(pool.buffers, pool.count, where);
  pool.used = pool.count = 0;
}

Local cubeport::twin::stackBuffer(TPosition position, Where where) {
  const PipeState &pipe = requirePipe("PopStackBuffer", where);
  Local rest;
  rest.position = static_cast<uint8_t>(position);
  rest.address = pipe.used[static_cast<int>(Hardware::UB)];
  rest.bytes = poolBytes(Hardware::UB, where) - rest.address;
  return rest;
}

//===----------------------------------------------------------------------===//
// Ids of flags
//===----------------------------------------------------------------------===//

TEventID cubeport::twin::fetchEventId(const PipeState &pipe, HardEvent event,
                                      Where where) {
  const unsigned occupied = pipe.occupiedIds[static_cast<int>(event)];
  const auto id = static_cast<TEventID>(__builtin_ctz(~occupied));
  if (id >= static_cast<TEventID>(PipeState::numEventIds)) {
    fault(FaultCode::EventId, where,
          "all 8 event ids of %s are in use; buffers of queues hold one from "
          "EnQue to DeQue and from FreeTensor to AllocTensor",
          nameOf(event));
  }
  return id;
}

TEventID cubeport::twin::allocEventId(PipeState &pipe, HardEvent event,
                                      Where where) {
  const TEventID id = fetchEventId(pipe, event, where);
  pipe.occupiedIds[static_cast<int>(event)] |= uint8_t(1u << id);
  return id;
}

void cubeport::twin::releaseEventId(PipeState &pipe, HardEvent event,
                                    TEventID id, Where where) {
  if (id < 0 || id >= static_cast<TEventID>(PipeState::numEventIds)) {
    fault(FaultCode::EventId, where,
          "'ReleaseEventID' of %s names event id %d; there are the ids 0..7",
          nameOf(event), id);
  }
  pipe.occupiedIds[static_cast<int>(event)] &= uint8_t(~(1u << id));
}

//===----------------------------------------------------------------------===//
// Queues
//===----------------------------------------------------------------------===//

void cubeport::twin::startQueue(QueueState &queue, const QueueKind &kind,
                                PipeBuffer *buffers, uint32_t count,
                                Where where) {
  queue = QueueState();
  queue.buffers = buffers;
  queue.count = count;
  for (uint32_t index = 0; index < count; ++index) {
    PipeBuffer &buffer = buffers[index];
    buffer.freedEvent = kind.freed;
    if (kind.depth == 0) {
      // Such a queue keeps its two flags for good.
      buffer.queuedId =
          allocEventId(requirePipe("InitBuffer", where), kind.queued, where);
      set(kind.freed, buffer.freedId, where);
    }
  }
}

const PipeBuffer *cubeport::twin::bufferOf(const QueueState &queue,
                                           const Local &tensor) {
  for (uint32_t index = 0; index < queue.count; ++index) {
    const PipeBuffer &buffer = queue.buffers[index];
    if (tensor.address >= buffer.address &&
        tensor.address < buffer.address + buffer.bytes) {
      return &buffer;
    }
  }
  return nullptr;
}

static PipeBuffer &ownBuffer(QueueState &queue, const Local &tensor,
                             const char *call, Where where) {
  const PipeBuffer *buffer = bufferOf(queue, tensor);
  if (!buffer) {
    fault(FaultCode::QueueOrder, where,
          "'%s' has a tensor at byte %u, which is not in a buffer of this "
          "queue",
          call, tensor.address);
  }
  return const_cast<PipeBuffer &>(*buffer);
}

PipeBuffer &cubeport::twin::allocBuffer(QueueState &queue,
                                        const QueueKind &kind, Where where) {
  requirePipe("AllocTensor", where);
  for (uint32_t tried = 0; tried < queue.count; ++tried) {
    PipeBuffer &buffer = queue.buffers[queue.cursor];
    queue.cursor = (queue.cursor + 1) % queue.count;
    if (buffer.state != PipeBuffer::Free) {
      continue;
    }
    buffer.state = PipeBuffer::Occupied;
    if (kind.depth == 0) {
      currentCore(where).waitFlag(kind.freed, buffer.freedId, where);
    } else if (buffer.freedId >= 0) {
      wait(buffer.freedEvent, buffer.freedId, where);
    }
    ++queue.inUse;
    return buffer;
  }
  fault(FaultCode::QueueOrder, where,
        "'AllocTensor' finds none of the queue's %u buffers free; the core "
        "would wait forever, FreeTensor must come first",
        queue.count);
}

void cubeport::twin::enqueue(QueueState &queue, const QueueKind &kind,
                             const Local &tensor, HardEvent event,
                             Where where) {
  requirePipe("EnQue", where);
  PipeBuffer &buffer = ownBuffer(queue, tensor, "EnQue", where);
  if (buffer.state != PipeBuffer::Occupied &&
      buffer.state != PipeBuffer::Taken) {
    fault(FaultCode::QueueOrder, where,
          "'EnQue' has a tensor that is %s; it takes one from AllocTensor or "
          "DeQue",
          buffer.state == PipeBuffer::Free ? "free" : "in the queue already");
  }
  if (kind.depth == 0) {
    buffer.state = PipeBuffer::Queued;
    return currentCore(where).setFlag(event, buffer.queuedId, where);
  }
  if (queue.length >= static_cast<uint32_t>(kind.depth)) {
    fault(FaultCode::QueueOrder, where,
          "'EnQue' finds %u tensors in a queue of depth %d", queue.length,
          kind.depth);
  }
  buffer.state = PipeBuffer::Queued;
  buffer.queuedEvent = event;
  set(event, buffer.queuedId, where);
  const uint32_t tail = (queue.head + queue.length) % PipeState::maxBuffers;
  queue.order[tail] = static_cast<uint8_t>(&buffer - queue.buffers);
  ++queue.length;
}

PipeBuffer &cubeport::twin::dequeue(QueueState &queue, const QueueKind &,
                                    HardEvent event, Where where) {
  requirePipe("DeQue", where);
  if (queue.length == 0) {
    fault(FaultCode::QueueOrder, where,
          "'DeQue' finds the queue empty; EnQue must come first");
  }
  PipeBuffer &buffer = queue.buffers[queue.order[queue.head]];
  if (buffer.queuedEvent != event) {
    fault(FaultCode::QueueOrder, where,
          "'DeQue' waits for %s where EnQue set %s; both must name the same "
          "positions",
          nameOf(event), nameOf(buffer.queuedEvent));
  }
  queue.head = (queue.head + 1) % PipeState::maxBuffers;
  --queue.length;
  buffer.state = PipeBuffer::Taken;
  wait(event, buffer.queuedId, where);
  return buffer;
}

void cubeport::twin::dequeueInPlace(QueueState &queue, const QueueKind &kind,
                                    const Local &tensor, Where where) {
  requirePipe("DeQue", where);
  PipeBuffer &buffer = ownBuffer(queue, tensor, "DeQue", where);
  buffer.state = PipeBuffer::Taken;
  currentCore(where).waitFlag(kind.queued, buffer.queuedId, where);
}

void cubeport::twin::freeBuffer(QueueState &queue, const QueueKind &kind,
                                const Local &tensor, Where where) {
  requirePipe("FreeTensor", where);
  PipeBuffer &buffer = ownBuffer(queue, tensor, "FreeTensor", where);
  if (buffer.state == PipeBuffer::Free) {
    fault(FaultCode::QueueOrder, where,
          "'FreeTensor' has a tensor that is free already");
  }
  if (kind.depth == 0) {
    currentCore(where).setFlag(kind.freed, buffer.freedId, where);
  } else {
    set(kind.freed, buffer.freedId, where);
  }
  buffer.state = PipeBuffer::Free;
  --queue.inUse;
}

void cubeport::twin::freeAllEvents(QueueState &queue, Where where) {
  for (uint32_t index = 0; index < queue.count; ++index) {
    PipeBuffer &buffer = queue.buffers[index];
    if (buffer.freedId >= 0) {
      wait(buffer.freedEvent, buffer.freedId, where);
    }
  }
}
