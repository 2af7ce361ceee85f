// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Stacks, and going from one to another.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_SWITCH_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_SWITCH_H

#include <cstddef>
#include <cstdint>
#include <vector>

#if !defined(__x86_64__)
#include <ucontext.h>
#endif

namespace cubeport::oracle {

/// A flow of control that does not run now.
struct Context {
#if defined(__x86_64__)
  void *top = nullptr;
#else
  ucontext_t state;
#endif
};

/// Makes `context` start with `function(argument)` on the stack that ends at
/// `end`. The function must never return.
void prepareContext(Context &context, char *begin, char *end,
                    void (*function)(void *), void *argument);

#if defined(__x86_64__)
extern "C" void cubeportOracleSwitch(void **from, void *to);
/// Saves the running flow in `from` and goes on with `to`.
inline void switchContext(Context &from, Context &to) {
  cubeportOracleSwitch(&from.top, to.top);
}
#else
inline void switchContext(Context &from, Context &to) {
  swapcontext(&from.state, &to.state);
}
#endif

/// Memory for the flow of one thread, with a guard page below.
struct Stack {
  char *guard = nullptr;
  char *begin = nullptr;
  char *end = nullptr;
};

/// Stacks of one size that are used again. Each host thread has its own.
class StackPool {
public:
  explicit StackPool(size_t bytes);
  ~StackPool();
  StackPool(const StackPool &) = delete;
  Stack take();
  void give(Stack stack) { free.push_back(stack); }
  size_t bytes() const { return size; }

private:
  size_t size;
  size_t made = 0;
  std::vector<Stack> free;
  std::vector<Stack> all;
};

/// True if `address` is in the guard page of any stack of this process.
bool isStackGuard(const void *address);

} // namespace cubeport::oracle

#endif
