// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a core did, in the order in which its scalar unit came by: all that the
// clock needs to say when each of it happened.
#ifndef CUBEPORT_TWIN_CLOCK_TRACE_H
#define CUBEPORT_TWIN_CLOCK_TRACE_H

#include "Clock/RecordList.h"
#include "Clock/TraceSums.h"
#include "Hazards.h"

#include <functional>
#include <vector>

namespace cubeport::twin {

/// Rows of a copy in global memory. Addresses are the device's, which are the
/// same in every run.
struct GlobalRows {
  uint64_t address = 0;
  uint64_t stride = 0; ///< from the start of a row to the next
  uint32_t rows = 1;
  uint32_t rowBytes = 0;
  bool writes = false;
  bool bypassesL2 = false;
  bool toFractals = false;
  double bytesPerCycle = 0; ///< of a write: what the pipe gives
};

/// Sixteen bytes, since there are many.
struct TimedOp {
  enum Kind : uint8_t {
    Scalar,     ///< the scalar unit works for `cycles`
    Drain,      ///< and then waits for the vector unit
    Busy,       ///< an instruction of `pipe` that takes `cycles`
    Copy,       ///< an instruction of `pipe` that moves rows[number]
    SetFlag,    ///< `pipe` sets flag `number`
    WaitFlag,   ///< `pipe` waits for flag `number`
    Barrier,    ///< of `pipe`
    BarrierAll, ///< of all pipes
    CrossSet,   ///< `pipe` sets the cross-core flag `number`
    CrossWait   ///< the core waits for it
  };
  Kind kind;
  Pipe pipe;
  uint32_t site; ///< a number of the trace's
  float cycles;
  uint32_t number;
};

/// The numbers that sites have in a trace. A thread keeps one for all the cores
/// it runs: programs have more sites than a kernel comes to.
class SiteNumbers {
public:
  void reset() {
    if (++generation == 0) {
      entries.clear();
      generation = 1;
    }
  }
  /// The number of `site`, which is `next` if it had none.
  uint32_t numberOf(SiteTable::Id site, uint32_t next) {
    if (site >= entries.size()) {
      entries.resize(site + 1, {0, 0});
    }
    Entry &entry = entries[site];
    if (entry.generation != generation) {
      entry = {generation, next};
    }
    return entry.number;
  }

private:
  struct Entry {
    uint32_t generation, number;
  };
  std::vector<Entry> entries;
  uint32_t generation = 0;
};

/// Records one core. Scalar work is added up until something else comes.
class CoreTrace {
public:
  RecordList<TimedOp> ops;
  RecordList<GlobalRows> rows;
  std::vector<Site> sites; ///< by the numbers in `ops`
  TraceSums sums;          ///< of what is left in the lists, once complete
  bool isComplete = false;
  /// Called when much has gathered; empties the lists. Only of a core that has
  /// no others beside it.
  std::function<void(CoreTrace &)> drain;
  bool isTooLong = false;

  /// Before all else: `table` has the sites that come, `numbers` is reset.
  void begin(const SiteTable &table, SiteNumbers &numbers);
  void add(TimedOp::Kind kind, Pipe pipe, SiteTable::Id site, double cycles,
           uint32_t number = 0);
  void addCopy(Pipe pipe, SiteTable::Id site, const GlobalRows &copy);
  /// After all else.
  void end();

  /// The scalar unit touches the UB.
  void touchLocal(SiteTable::Id site) {
    if (vectorRan) {
      drainVector(site);
    }
    scalarCycles += localAccess;
  }
  void addScalar(double cycles) { scalarCycles += cycles; }
  double scalarCycles = 0;

private:
  void flushScalar();
  void drainVector(SiteTable::Id site);
  uint32_t enterSite(SiteTable::Id site);
  static const double localAccess;
  const SiteTable *table = nullptr;
  SiteNumbers *numbers = nullptr;
  bool vectorRan = false;
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_TRACE_H
