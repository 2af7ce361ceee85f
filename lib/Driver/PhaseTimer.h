// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How long each phase took, for --time-phases.
#ifndef CUBEPORT_LIB_DRIVER_PHASETIMER_H
#define CUBEPORT_LIB_DRIVER_PHASETIMER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <string>
#include <vector>

namespace cubeport::driver {

/// Adds up wall time by name, in the order in which names come first.
class PhaseTimer {
public:
  /// Times the scope that it lives in.
  class Scope {
  public:
    Scope(PhaseTimer &timer, llvm::StringRef name)
        : timer(timer), name(name), start(Clock::now()) {}
    ~Scope() { timer.add(name, Clock::now() - start); }
    Scope(const Scope &) = delete;
    Scope &operator=(const Scope &) = delete;

  private:
    PhaseTimer &timer;
    llvm::StringRef name;
    std::chrono::steady_clock::time_point start;
  };

  /// Prints one line a phase, and the sum.
  void print(llvm::raw_ostream &os) const {
    double sum = 0;
    for (const Entry &entry : entries) {
      os << llvm::formatv("{0,-10}{1,9:F1} ms\n", entry.name,
                          entry.milliseconds);
      sum += entry.milliseconds;
    }
    os << llvm::formatv("{0,-10}{1,9:F1} ms\n", "total", sum);
  }

private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    std::string name;
    double milliseconds;
  };
  std::vector<Entry> entries;

  void add(llvm::StringRef name, Clock::duration time) {
    double milliseconds =
        std::chrono::duration<double, std::milli>(time).count();
    for (Entry &entry : entries) {
      if (entry.name == name) {
        entry.milliseconds += milliseconds;
        return;
      }
    }
    entries.push_back({name.str(), milliseconds});
  }
};

} // namespace cubeport::driver

#endif
