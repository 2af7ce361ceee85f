// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What compiled device code calls besides memory checks: waiting, printing,
// the heap, ends of all kinds.
#include "Block.h"
#include "Fault.h"
#include "Memory.h"
#include "Verify.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstring>

using namespace cubeport::oracle;

static Fiber &self() {
  return *reinterpret_cast<Fiber *>(
      reinterpret_cast<char *>(cubeportOracleThread) - offsetof(Fiber, thread));
}

uint32_t cubeportOracleBarrier(uint32_t id, uint32_t count, BarrierOp op,
                               uint32_t predicate, uint32_t site) {
  Fiber &fiber = self();
  return fiber.owner->barrier(fiber, id, count, op, predicate, site, true);
}

void cubeportOracleArrive(uint32_t id, uint32_t count, uint32_t site) {
  Fiber &fiber = self();
  fiber.owner->barrier(fiber, id, count, BarrierOp::None, 0, site, false);
}

uint64_t cubeportOracleWarp(WarpOp op, uint32_t mask, uint64_t value,
                            uint32_t argument, uint32_t site) {
  Fiber &fiber = self();
  return fiber.owner->warpOp(fiber, op, mask, value, argument, site);
}

uint32_t cubeportOracleActiveMask(uint32_t site) {
  Fiber &fiber = self();
  return fiber.owner->activeMask(fiber, site);
}

void cubeportOracleGridSync(uint32_t site) {
  Fiber &fiber = self();
  fiber.owner->gridSync(fiber, site);
}

void cubeportOracleNextEpoch() {
  Worker &worker = thisWorker();
  worker.context->epoch = ++worker.epoch;
}

void cubeportOracleYield(uint32_t site) {
  Fiber &fiber = self();
  fiber.owner->yield(fiber, site);
}

void cubeportOracleExit() {
  Fiber &fiber = self();
  fiber.owner->exitThread(fiber);
}

//===----------------------------------------------------------------------===//
// printf
//===----------------------------------------------------------------------===//

namespace {
/// Takes values from a buffer in which each has its natural alignment.
class ArgumentReader {
public:
  explicit ArgumentReader(const void *buffer)
      : base(static_cast<const char *>(buffer)) {}
  template <typename T> T next() {
    offset = (offset + sizeof(T) - 1) / sizeof(T) * sizeof(T);
    T value;
    std::memcpy(&value, base + offset, sizeof(T));
    offset += sizeof(T);
    return value;
  }

private:
  const char *base;
  size_t offset = 0;
};
} // namespace

/// Prints one conversion, "%-8.3f", and returns the characters behind it.
static const char *printConversion(const char *percent, ArgumentReader &args,
                                   std::string &text) {
  std::string spec = "%";
  const char *at = percent + 1;
  bool isLong = false;
  for (; *at && std::strchr("-+ #0123456789.*hlLzjtq", *at); ++at) {
    if (*at == '*') {
      spec += formatted("%d", args.next<int>());
    } else if (std::strchr("hlLzjtq", *at)) {
      isLong |= *at == 'l' || *at == 'z' || *at == 'j' || *at == 't' ||
                *at == 'q' || *at == 'L';
    } else {
      spec += *at;
    }
  }
  switch (*at) {
  case 'd':
  case 'i':
  case 'u':
  case 'x':
  case 'X':
  case 'o':
    spec += isLong ? "ll" : "";
    spec += *at;
    text += isLong ? formatted(spec.c_str(), args.next<long long>())
                   : formatted(spec.c_str(), args.next<int>());
    break;
  case 'c':
    spec += *at;
    text += formatted(spec.c_str(), args.next<int>());
    break;
  case 's':
    spec += *at;
    text += formatted(spec.c_str(), args.next<const char *>());
    break;
  case 'p':
    text += formatted("%p", args.next<void *>());
    break;
  case 'f':
  case 'F':
  case 'e':
  case 'E':
  case 'g':
  case 'G':
  case 'a':
  case 'A':
    spec += *at;
    text += formatted(spec.c_str(), args.next<double>());
    break;
  case '%':
    text += '%';
    break;
  default:
    text += '%';
    return percent + 1;
  }
  return at + 1;
}

/// How many values the text asks for, which is what CUDA's printf returns.
int32_t cubeportOraclePrintf(const char *format, const void *arguments,
                             uint32_t) {
  std::string &text = thisWorker().output;
  ArgumentReader args(arguments);
  int32_t count = 0;
  while (*format) {
    if (*format == '%') {
      count += format[1] != '%';
      format = printConversion(format, args, text);
    } else {
      text += *format++;
    }
  }
  return count;
}

//===----------------------------------------------------------------------===//
// Heap, clocks, ends
//===----------------------------------------------------------------------===//

void cubeportOracleOrder() {
  Worker &worker = thisWorker();
  worker.context->epoch = ++worker.epoch;
}

void cubeportOracleHeapGave(void *block, uint64_t bytes) {
  if (!block) {
    return;
  }
  thisWorker().launch->memory->heap().give(reinterpret_cast<uint64_t>(block),
                                           bytes);
}

void cubeportOracleHeapTakes(void *block, uint32_t site) {
  if (!thisWorker().launch->memory->heap().take(
          reinterpret_cast<uint64_t>(block))) {
    fault("CP8002", site,
          "free of a pointer that malloc did not return, or that was freed");
  }
  // What was remembered may be the block that is gone.
  for (RangeCache &cache : thisWorker().caches) {
    cache = {~0ull, 0};
  }
}

void cubeportOracleTrap(uint32_t site) {
  fault("CP8015", site, "the kernel trapped");
}

void cubeportOracleAssert(const char *expression, const char *file,
                          uint32_t line, const char *function, uint32_t) {
  const Site place = {file, line, 0, 0, ElementKind::Unknown, 0};
  faultAt("CP8016", place,
          formatted("assertion '%s' failed in '%s'", expression, function));
}

void cubeportOracleNoFunction(uint64_t pointer, uint32_t site) {
  fault("CP8001", site,
        formatted("call of 0x%llx, which is no function of the device",
                  (unsigned long long)pointer));
}

void cubeportOracleUnsupported(const char *what, uint32_t site) {
  fault("CP8017", site, formatted("the oracle cannot execute %s", what));
}

uint64_t cubeportOracleNanoseconds() {
  return uint64_t(std::chrono::duration_cast<std::chrono::nanoseconds>(
                      std::chrono::system_clock::now().time_since_epoch())
                      .count());
}

// Reads of the clock so far, and how far each of them moves it on.
static std::atomic<uint64_t> clockReads{0}, clockStep{0};

uint64_t cubeport::oracle::startClock(uint64_t step) {
  clockStep = step;
  return clockReads.exchange(0);
}

uint64_t cubeportOracleClock() {
  const uint64_t reads = clockReads.fetch_add(1, std::memory_order_relaxed);
  return uint64_t(std::chrono::duration_cast<std::chrono::nanoseconds>(
                      std::chrono::steady_clock::now().time_since_epoch())
                      .count()) +
         reads * clockStep.load(std::memory_order_relaxed);
}

double cubeportOracleBesselI(int order, double x) {
  const double value = std::cyl_bessel_i(double(order), std::fabs(x));
  return x < 0 && order % 2 ? -value : value;
}
