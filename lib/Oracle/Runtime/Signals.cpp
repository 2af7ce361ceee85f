// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Faults that the machine finds: a stack that is full, an address that no
// check saw because checks are off.
#include "Fault.h"
#include "Launch.h"
#include "Switch.h"

#include <csignal>
#include <cstdlib>

using namespace cubeport::oracle;

static constexpr size_t signalStackBytes = 64 << 10;

static void handle(int number, siginfo_t *info, void *) {
  if (!thisWorker().launch) {
    // Not device code: as if nobody had asked.
    std::signal(number, SIG_DFL);
    std::raise(number);
    return;
  }
  const auto address = reinterpret_cast<uint64_t>(info->si_addr);
  if (isStackGuard(info->si_addr) || thisWorker().isNearStack(info->si_addr)) {
    fault("CP8012", ~0u,
          formatted("the thread used more than %u bytes of stack",
                    thisWorker().launch->kernel->stackBytes));
  }
  fault("CP8001", ~0u,
        formatted("access at address 0x%llx, which is no memory",
                  (unsigned long long)address));
}

void cubeport::oracle::catchSignals() {
  static thread_local char *stack = nullptr;
  if (stack) {
    return;
  }
  stack = static_cast<char *>(std::malloc(signalStackBytes));
  stack_t place = {};
  place.ss_sp = stack;
  place.ss_size = signalStackBytes;
  sigaltstack(&place, nullptr);
  static const bool once = [] {
    struct sigaction action = {};
    action.sa_sigaction = handle;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigaction(SIGSEGV, &action, nullptr);
    sigaction(SIGBUS, &action, nullptr);
    return true;
  }();
  (void)once;
}
