// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A discrete-event simulation of the pipes of all cores of a launch, from what
// they recorded. Only copies meet other cores: they are served in the order of
// time; everything else depends on its own core alone.
#ifndef CUBEPORT_TWIN_CLOCK_REPLAY_H
#define CUBEPORT_TWIN_CLOCK_REPLAY_H

#include "Clock/Hbm.h"
#include "Clock/L2Cache.h"
#include "Clock/RequestQueue.h"
#include "Clock/Trace.h"
#include "twin/Enums.h"

#include <memory>
#include <vector>

namespace cubeport::twin {

/// What a pipe of a core did.
struct PipeUse {
  double busy = 0;
  uint64_t instructions = 0;
  uint64_t bytes = 0; ///< of global memory
};

/// An instruction on its pipe, for a trace.
struct TimedEvent {
  uint32_t core;
  Pipe pipe;
  uint32_t site;
  double start, end;
};

/// Sums for one place of the source, over all cores.
struct SiteUse {
  double busy = 0;
  uint64_t count = 0;
  uint64_t bytes = 0;
};

/// Memory traffic of a launch in bytes.
struct Traffic {
  uint64_t read = 0, written = 0, hit = 0, hbmRead = 0, hbmWritten = 0;
};

class Replay {
public:
  /// Cores of a block. `cache` lives on from launch to launch.
  Replay(uint32_t cubeCores, uint32_t vectorCores, L2Cache &cache);
  ~Replay();

  /// Adds a core that starts at `start`; `trace` must stay until the end.
  void addCore(CoreTrace &trace, double start);
  /// Keeps the first events, up to `most`.
  void keepEvents(size_t most) { mostEvents = most; }
  /// Simulates until no core can go on. A core whose trace is incomplete may
  /// be given more, and the call repeated.
  void run();
  /// Forgets what the only core's trace had and has been worked off.
  void dropWorkedOff();

  /// Cycles from the launch to the end of the last core.
  double end() const;
  /// False when a core waits for what never comes.
  bool isDone() const;
  size_t numCores() const { return cores.size(); }
  PipeUse use(size_t core, Pipe pipe) const;
  double timeOf(size_t core) const; ///< from its start to its end
  const std::vector<SiteUse> &sitesOf(size_t core) const;
  const CoreTrace &traceOf(size_t core) const;
  const Traffic &traffic() const { return moved; }
  const std::vector<TimedEvent> &events() const { return kept; }

private:
  struct Item;
  struct PipeState;
  struct CoreState;
  void advance(uint32_t core);
  void startNextBlock(double time);
  void stepScalar(CoreState &core);
  bool work(CoreState &core, const TimedOp &op);
  bool issue(CoreState &core, const TimedOp &op);
  bool stepPipe(uint32_t index, CoreState &core, Pipe pipe);
  void runItem(uint32_t index, CoreState &core, Pipe pipe, const Item &item);
  void serve(const Request &request);
  static double latencyOf(const PipeState &state);
  double serveChunk(const GlobalRows &rows, PipeState &state, double now);
  double moveRow(const GlobalRows &rows, uint64_t address, uint32_t bytes);
  void finishItem(uint32_t index, CoreState &core, Pipe pipe, double start,
                  double end, double ready);
  void setCross(CoreState &core, uint32_t mode, uint32_t id, double time);
  void advanceFlagged();

  const uint32_t perBlock, cubeCores;
  L2Cache &cache;
  std::vector<std::unique_ptr<CoreState>> cores;
  RequestQueue requests;
  Hbm hbm;
  double l2Free = 0;
  double hbmPerCycle, l2PerCycle;
  std::vector<uint32_t> flagged; ///< cores that a flag has reached
  uint32_t running = 0;
  uint32_t nextBlock = 0; ///< the first core that has no place yet
  Traffic moved;
  uint64_t chunkMissed = 0, chunkEvicted = 0, chunkBytes = 0;
  size_t mostEvents = 0;
  std::vector<TimedEvent> kept;
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_REPLAY_H
