// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The memory that all cores share, as one server. Reads come before lines that
// have to be written back; these go when nobody reads, or when many wait.
#ifndef CUBEPORT_TWIN_CLOCK_HBM_H
#define CUBEPORT_TWIN_CLOCK_HBM_H

#include <algorithm>

namespace cubeport::twin {

/// Times and amounts of work in cycles of a core.
class Hbm {
public:
  /// When a read of `work` cycles that comes at `now` is done.
  double read(double now, double work) {
    passTo(now);
    if (waiting > mostWaiting) {
      done += waiting - mostWaiting;
      free += waiting - mostWaiting;
      waiting = mostWaiting;
    }
    free += work;
    return free;
  }
  /// Lines to write back; gives a ticket for isDone().
  double write(double now, double work) {
    passTo(now);
    waiting += work;
    given += work;
    return given;
  }
  /// Zero if the ticket's work is done at `now`, or how long it takes at least.
  double timeLeft(double now, double ticket) {
    passTo(now);
    // Sums of the same numbers, so that nothing but rounding is in between.
    return ticket - done > 1e-6 ? std::max(ticket - done, 1.0) : 0;
  }

private:
  void passTo(double now) {
    if (now > free) {
      const double work = std::min(now - free, waiting);
      waiting -= work;
      done += work;
      free = now;
    }
  }
  /// 4 MiB at 805 bytes a cycle (estimate).
  static constexpr double mostWaiting = 5200;
  double free = 0; ///< reads are booked up to here
  double waiting = 0, given = 0, done = 0;
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_HBM_H
