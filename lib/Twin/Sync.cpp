// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Flags and barriers of a core, and the API functions that read or set its
// state.
#include "Core.h"
#include "GlobalMemory.h"
#include "twin/Pipe.h"
#include "twin/ScalarLines.h"

#include <chrono>
#include <cstdarg>
#include <cstdio>
#include <optional>

using namespace cubeport::twin;
using AscendC::HardEvent;

namespace {
struct EventPipes {
  const char *name;
  Pipe from, to;
};
} // namespace

static EventPipes pipesOf(HardEvent event) {
  static const EventPipes table[] = {
      {"MTE2_MTE1", Pipe::MTE2, Pipe::MTE1},
      {"MTE1_MTE2", Pipe::MTE1, Pipe::MTE2},
      {"MTE1_M", Pipe::MTE1, Pipe::M},
      {"M_MTE1", Pipe::M, Pipe::MTE1},
      {"MTE2_V", Pipe::MTE2, Pipe::V},
      {"V_MTE2", Pipe::V, Pipe::MTE2},
      {"MTE3_V", Pipe::MTE3, Pipe::V},
      {"V_MTE3", Pipe::V, Pipe::MTE3},
      {"M_V", Pipe::M, Pipe::V},
      {"V_M", Pipe::V, Pipe::M},
      {"V_V", Pipe::V, Pipe::V},
      {"MTE3_MTE1", Pipe::MTE3, Pipe::MTE1},
      {"MTE1_MTE3", Pipe::MTE1, Pipe::MTE3},
      {"MTE1_V", Pipe::MTE1, Pipe::V},
      {"MTE2_M", Pipe::MTE2, Pipe::M},
      {"M_MTE2", Pipe::M, Pipe::MTE2},
      {"V_MTE1", Pipe::V, Pipe::MTE1},
      {"M_FIX", Pipe::M, Pipe::FIX},
      {"FIX_M", Pipe::FIX, Pipe::M},
      {"MTE3_MTE2", Pipe::MTE3, Pipe::MTE2},
      {"MTE2_MTE3", Pipe::MTE2, Pipe::MTE3},
      {"S_V", Pipe::S, Pipe::V},
      {"V_S", Pipe::V, Pipe::S},
      {"S_MTE2", Pipe::S, Pipe::MTE2},
      {"MTE2_S", Pipe::MTE2, Pipe::S},
      {"S_MTE3", Pipe::S, Pipe::MTE3},
      {"MTE3_S", Pipe::MTE3, Pipe::S},
      {"MTE2_FIX", Pipe::MTE2, Pipe::FIX},
      {"FIX_MTE2", Pipe::FIX, Pipe::MTE2},
      {"FIX_S", Pipe::FIX, Pipe::S},
      {"M_S", Pipe::M, Pipe::S},
      {"FIX_MTE3", Pipe::FIX, Pipe::MTE3},
      {"MTE1_FIX", Pipe::MTE1, Pipe::FIX},
      {"FIX_MTE1", Pipe::FIX, Pipe::MTE1},
      {"FIX_FIX", Pipe::FIX, Pipe::FIX},
  };
  static_assert(sizeof(table) / sizeof(table[0]) ==
                    static_cast<size_t>(HardEvent::MAX),
                "one entry per event");
  return table[static_cast<int>(event)];
}

const char *cubeport::twin::nameOf(HardEvent event) {
  return pipesOf(event).name;
}

std::optional<Pipe> cubeport::twin::pipeOf(pipe_t pipe) {
  switch (pipe) {
  case PIPE_S:
    return Pipe::S;
  case PIPE_V:
    return Pipe::V;
  case PIPE_M:
    return Pipe::M;
  case PIPE_MTE1:
    return Pipe::MTE1;
  case PIPE_MTE2:
    return Pipe::MTE2;
  case PIPE_MTE3:
    return Pipe::MTE3;
  case PIPE_FIX:
    return Pipe::FIX;
  default:
    return std::nullopt;
  }
}

/// A vector core has the pipes S, V, MTE2 and MTE3; a cube core has no V.
static bool coreHas(bool cube, Pipe pipe) {
  if (cube) {
    return pipe != Pipe::V;
  }
  return pipe == Pipe::S || pipe == Pipe::V || pipe == Pipe::MTE2 ||
         pipe == Pipe::MTE3;
}

Core::Flag &Core::flagOf(HardEvent event, int32_t id, Where where,
                         const char *verb) {
  const EventPipes pipes = pipesOf(event);
  if (!coreHas(cube, pipes.from) || !coreHas(cube, pipes.to)) {
    fault(FaultCode::EventPair, where,
          "'%s' names the event %s on a %s core, which lacks one of the pipes",
          verb, pipes.name, cube ? "cube" : "vector");
  }
  if (id < 0 || id > 7) {
    fault(FaultCode::EventId, where,
          "'%s' of %s names event id %d; there are the ids 0..7, of which "
          "0..5 are free",
          verb, pipes.name, id);
  }
  // A TPipe hands out all eight.
  if (id > 5 && !runningPipe()) {
    fault(FaultCode::EventId, where,
          "'%s' of %s names event id %d; 6 and 7 are reserved", verb,
          pipes.name, id);
  }
  return flags[static_cast<int>(event)][id];
}

void Core::setFlag(HardEvent event, int32_t id, Where where) {
  Flag &flag = flagOf(event, id, where, "SetFlag");
  if (flag.set) {
    fault(FaultCode::FlagSetTwice, where,
          "flag %s %d is set again; no WaitFlag came since it was set at %s",
          nameOf(event), id, placeOf(flag.where).c_str());
  }
  flag.set = true;
  flag.where = where;
  flag.token = clocks.release(pipesOf(event).from);
  timeFlag(TimedOp::SetFlag, pipesOf(event).from, event, id, where);
}

void Core::waitFlag(HardEvent event, int32_t id, Where where) {
  Flag &flag = flagOf(event, id, where, "WaitFlag");
  if (!flag.set) {
    fault(FaultCode::WaitWithoutSet, where,
          "'WaitFlag' waits for %s %d, which no SetFlag set; the core would "
          "wait forever",
          nameOf(event), id);
  }
  flag.set = false;
  clocks.acquire(pipesOf(event).to, flag.token);
  timeFlag(TimedOp::WaitFlag, pipesOf(event).to, event, id, where);
}

void Core::barrier(pipe_t pipe, Where where) {
  const std::optional<Pipe> only = pipeOf(pipe);
  if (pipe == PIPE_ALL) {
    clocks.barrierAll();
  } else if (only && *only != Pipe::S) {
    clocks.barrier(*only);
  } else {
    fault(FaultCode::EventPair, where,
          "'PipeBarrier' names pipe %d; it takes V, M, MTE1, MTE2, MTE3, FIX "
          "and ALL",
          static_cast<int>(pipe));
  }
  if (trace) {
    timeScalar();
    trace->add(only ? TimedOp::Barrier : TimedOp::BarrierAll,
               only.value_or(Pipe::S), sites.idOf({"PipeBarrier", where}),
               chip::dav220::barrier);
  }
}

void cubeport::twin::initSocState(Where where) {
  currentCore(where).initSocState(where);
}

void cubeport::twin::setFlag(HardEvent event, int32_t id, Where where) {
  currentCore(where).setFlag(event, id, where);
}

void cubeport::twin::waitFlag(HardEvent event, int32_t id, Where where) {
  currentCore(where).waitFlag(event, id, where);
}

void cubeport::twin::pipeBarrier(pipe_t pipe, Where where) {
  currentCore(where).barrier(pipe, where);
}

void cubeport::twin::setMaskMode(bool counter) {
  currentCore({}).counterMode = counter;
}

void cubeport::twin::setVectorMask(uint64_t high, uint64_t low) {
  Core &core = currentCore({});
  core.maskHigh = high;
  core.maskLow = low;
}

void cubeport::twin::setAtomic(AtomicOp op, ElementType type, Where where) {
  Core &core = currentCore(where);
  core.atomicOp = op;
  core.atomicType = type;
  core.atomicSet = where;
  if (op == AtomicOp::Add &&
      (type == ElementType::F32 || type == ElementType::F16 ||
       type == ElementType::BF16)) {
    // Sums of floating-point numbers depend on the order of the cores.
    runInCoreOrder();
  }
}

int64_t cubeport::twin::blockIdx() {
  const Core &core = currentCore({});
  return static_cast<int64_t>(core.cube || core.kind.vectorCores <= 1
                                  ? core.block
                                  : core.block * core.kind.vectorCores +
                                        core.subBlock);
}

int64_t cubeport::twin::blockNum() {
  return static_cast<int64_t>(currentCore({}).blocks);
}

int64_t cubeport::twin::subBlockIdx() { return currentCore({}).subBlock; }

int64_t cubeport::twin::taskRatio() {
  const Core &core = currentCore({});
  return core.cube ? 1 : core.kind.vectorCores;
}

bool cubeport::twin::onCubeCore() { return currentCore({}).cube; }

int64_t cubeport::twin::systemCycle() {
  // The system counter of the chip runs at 50 MHz.
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
             .count() /
         20;
}

void cubeport::twin::trap(Where where) {
  fault(FaultCode::Trap, where, "the kernel called Trap()");
}

PrintedText::PrintedText(const char *from) {
  const uint64_t address = reinterpret_cast<uint64_t>(from);
  Allocation allocation;
  if (!GlobalMemory::instance().find(address, allocation)) {
    text = from;
    return;
  }
  for (uint64_t at = address;; ++at) {
    const char c = readGlobal<char>(at, Where::here());
    if (c == 0) {
      return;
    }
    text += c;
  }
}

int cubeport::twin::print(const char *format, ...) {
  char text[2048];
  va_list args;
  va_start(args, format);
  const int length = std::vsnprintf(text, sizeof(text), format, args);
  va_end(args);
  if (Core *core = currentCoreOrNull()) {
    core->output += text;
  } else {
    std::fputs(text, stdout);
  }
  return length;
}
