// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stacks with guard pages, and the switch between them.
#include "Switch.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>

#include <sys/mman.h>

using namespace cubeport::oracle;

#if defined(__x86_64__)
// Saves what a call preserves; device code leaves the rounding mode alone.
asm(R"(
  .text
  .p2align 4
  .globl cubeportOracleSwitch
  .type cubeportOracleSwitch, @function
cubeportOracleSwitch:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  retq
  .size cubeportOracleSwitch, .-cubeportOracleSwitch

  .p2align 4
  .type cubeportOracleStart, @function
cubeportOracleStart:
  movq %r12, %rdi
  callq *%rbx
  ud2
  .size cubeportOracleStart, .-cubeportOracleStart
)");
extern "C" void cubeportOracleStart();

void cubeport::oracle::prepareContext(Context &context, char *, char *end,
                                      void (*function)(void *),
                                      void *argument) {
  // As if the start function had called the switch: six registers and the
  // address to return to. The stack is aligned to 16 bytes at its call.
  void **top = reinterpret_cast<void **>(end) - 9;
  top[0] = nullptr;                            // r15
  top[1] = nullptr;                            // r14
  top[2] = nullptr;                            // r13
  top[3] = argument;                           // r12
  top[4] = reinterpret_cast<void *>(function); // rbx
  top[5] = nullptr;                            // rbp
  top[6] = reinterpret_cast<void *>(cubeportOracleStart);
  top[7] = nullptr;
  context.top = top;
}
#else
static void startContext(unsigned low, unsigned high, unsigned argLow,
                         unsigned argHigh) {
  auto join = [](unsigned l, unsigned h) {
    return uint64_t(h) << 32 | uint64_t(l);
  };
  auto function = reinterpret_cast<void (*)(void *)>(join(low, high));
  function(reinterpret_cast<void *>(join(argLow, argHigh)));
}

void cubeport::oracle::prepareContext(Context &context, char *begin, char *end,
                                      void (*function)(void *),
                                      void *argument) {
  getcontext(&context.state);
  context.state.uc_stack.ss_sp = begin;
  context.state.uc_stack.ss_size = size_t(end - begin);
  context.state.uc_link = nullptr;
  const uint64_t f = reinterpret_cast<uint64_t>(function);
  const uint64_t a = reinterpret_cast<uint64_t>(argument);
  makecontext(&context.state, reinterpret_cast<void (*)()>(startContext), 4,
              unsigned(f), unsigned(f >> 32), unsigned(a), unsigned(a >> 32));
}
#endif

static constexpr size_t pageBytes = 4096;

static std::mutex guardMutex;
/// Never destroyed: a signal handler may ask at any time.
static std::set<uintptr_t> &guards() {
  static auto *all = new std::set<uintptr_t>;
  return *all;
}

bool cubeport::oracle::isStackGuard(const void *address) {
  std::unique_lock<std::mutex> lock(guardMutex, std::try_to_lock);
  return lock.owns_lock() &&
         guards().count(reinterpret_cast<uintptr_t>(address) / pageBytes *
                        pageBytes) != 0;
}

StackPool::StackPool(size_t bytes)
    : size((bytes + pageBytes - 1) / pageBytes * pageBytes + pageBytes) {}

StackPool::~StackPool() {
  std::lock_guard<std::mutex> lock(guardMutex);
  for (const Stack &stack : all) {
    guards().erase(reinterpret_cast<uintptr_t>(stack.guard));
    munmap(stack.guard, size + pageBytes);
  }
}

Stack StackPool::take() {
  if (!free.empty()) {
    Stack stack = free.back();
    free.pop_back();
    return stack;
  }
  void *memory = mmap(nullptr, size + pageBytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED ||
      mprotect(memory, pageBytes, PROT_NONE) != 0) {
    std::fprintf(stderr, "error: CP8012: no memory for the stack of thread "
                         "%zu of a host thread\n",
                 made);
    std::_Exit(1);
  }
  Stack stack;
  stack.guard = static_cast<char *>(memory);
  stack.begin = stack.guard + pageBytes;
  // Hot ends of stacks lie in different sets of the cache.
  stack.end = stack.begin + size - (made % 31) * 128;
  ++made;
  all.push_back(stack);
  std::lock_guard<std::mutex> lock(guardMutex);
  guards().insert(reinterpret_cast<uintptr_t>(stack.guard));
  return stack;
}
