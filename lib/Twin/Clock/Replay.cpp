// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The scalar unit hands instructions to the queues of the pipes; a pipe works
// its queue off in order, and waits for flags and for memory.
#include "Clock/Replay.h"
#include "lib/Chip/Dav220Timing.h"

#include <algorithm>

using namespace cubeport::twin;
using namespace cubeport::chip;

namespace {
/// When a flag was set, each time that nobody has waited for yet.
class FlagTimes {
public:
  void set(double time) { times.push_back(time); }
  bool isSet() const { return next < times.size(); }
  double take() {
    const double time = times[next++];
    if (next == times.size()) {
      times.clear();
      next = 0;
    }
    return time;
  }

private:
  std::vector<double> times;
  size_t next = 0;
};

constexpr uint32_t numFlags =
    static_cast<uint32_t>(AscendC::HardEvent::MAX) * 8;
constexpr uint32_t numCrossFlags = 16;

/// The flags of a core; a kernel uses few of those that there are.
class FlagTable {
public:
  FlagTimes &flag(uint32_t number) { return at(number); }
  /// Flags that this core may wait for.
  FlagTimes &cross(uint32_t id) { return at(numFlags + id); }
  /// Set by it, while others have not.
  FlagTimes &given(uint32_t id) { return at(numFlags + numCrossFlags + id); }

private:
  FlagTimes &at(uint32_t number) {
    uint16_t &place = places[number];
    if (place == 0) {
      used.emplace_back();
      place = static_cast<uint16_t>(used.size());
    }
    return used[place - 1];
  }

  uint16_t places[numFlags + 2 * numCrossFlags] = {}; ///< in `used`, plus one
  std::vector<FlagTimes> used;
};

/// Bytes of a copy that memory serves before another core's turn comes.
constexpr uint32_t chunkLimit = 4096;
} // namespace

/// What waits in front of a pipe, and since when.
struct Replay::Item {
  TimedOp op;
  double issued;
  const GlobalRows *rows; ///< of a copy
};

struct Replay::PipeState {
  double free = 0;    ///< the next instruction may start
  double ready = 0;   ///< what was started is complete
  double lastPop = 0; ///< a place in the queue became free
  // The copy at the front of the queue, while memory serves it.
  GlobalRows copy;
  double start = 0;
  uint32_t row = 0, offset = 0;
  double missedBytes = 0;
  double portEnd = 0; ///< all of it has passed the port of the core, or 0
  double ticket = 0;  ///< of what it made the cache write back
  PipeUse use;

  const Item &front() const { return queue[first]; }
  bool isFull() const { return size == dav220::queueDepth; }
  bool isEmpty() const { return size == 0; }
  void push(const Item &item) {
    queue[(first + size++) % dav220::queueDepth] = item;
  }
  void pop() {
    first = (first + 1) % dav220::queueDepth;
    --size;
  }

private:
  uint32_t first = 0, size = 0;
  Item queue[dav220::queueDepth];
};

struct Replay::CoreState {
  CoreTrace *trace = nullptr;
  uint32_t number = 0;
  size_t next = 0;
  bool isStarted = false, isDone = false, foundFullQueue = false;
  double start = 0, scalar = 0, scalarBusy = 0, end = 0;
  PipeState pipes[numPipes];
  uint32_t queued = 0;   ///< a bit for each pipe that has something to do
  uint32_t inMemory = 0; ///< and for those that memory serves
  FlagTable flags;
  std::vector<SiteUse> sites;

  static uint32_t bitOf(Pipe pipe) { return 1u << static_cast<int>(pipe); }
  PipeState &at(Pipe pipe) { return pipes[static_cast<int>(pipe)]; }
  void push(Pipe pipe, const Item &item) {
    at(pipe).push(item);
    queued |= bitOf(pipe);
  }
  void pop(Pipe pipe) {
    at(pipe).pop();
    if (at(pipe).isEmpty()) {
      queued &= ~bitOf(pipe);
    }
  }
  /// The front of its queue is next to be looked at.
  bool mayStep(Pipe pipe) const {
    return (queued & ~inMemory & bitOf(pipe)) != 0;
  }
  bool isIdle(Pipe pipe) const { return (queued & bitOf(pipe)) == 0; }
  bool isIdle() const { return queued == 0; }
  /// The scalar unit is busy.
  void spend(double cycles) {
    scalar += cycles;
    scalarBusy += cycles;
  }
  double lastReady() const {
    double last = scalar;
    for (const PipeState &pipe : pipes) {
      last = std::max({last, pipe.ready, pipe.free});
    }
    return last;
  }
  SiteUse &siteUse(uint32_t site) {
    if (site >= sites.size()) {
      sites.resize(site + 1);
    }
    return sites[site];
  }
};

Replay::Replay(uint32_t cubeCores, uint32_t vectorCores, L2Cache &cache)
    : perBlock(cubeCores + vectorCores), cubeCores(cubeCores), cache(cache) {
  const double hertz = ascend910b1.megahertz * 1e6;
  hbmPerCycle = ascend910b1.hbmBytesPerSecond / hertz;
  l2PerCycle = dav220::l2BytesPerSecond / hertz;
}

Replay::~Replay() = default;

void Replay::addCore(CoreTrace &trace, double start) {
  auto core = std::make_unique<CoreState>();
  core->trace = &trace;
  core->number = static_cast<uint32_t>(cores.size());
  if (start >= 0) {
    core->isStarted = true;
    core->start = core->scalar = start;
    ++running;
    nextBlock = static_cast<uint32_t>(cores.size()) + 1;
  }
  cores.push_back(std::move(core));
}

void Replay::run() {
  for (uint32_t core = 0; core < cores.size(); ++core) {
    advance(core);
  }
  advanceFlagged();
  while (!requests.isEmpty()) {
    const Request request = requests.pop();
    if (const Request *coming = requests.peek(1)) {
      CoreState &core = *cores[coming->core];
      const PipeState &pipe = core.at(coming->pipe);
      __builtin_prefetch(&core.next);
      __builtin_prefetch(&core.queued);
      __builtin_prefetch(&pipe.free);
      __builtin_prefetch(&pipe.free + 8);
      __builtin_prefetch(&pipe.use);
    }
    if (request.pipe == Pipe::S) {
      startNextBlock(request.time);
    } else {
      serve(request);
    }
    advanceFlagged();
  }
}

/// Cores that a cross-core flag has reached may go on.
void Replay::advanceFlagged() {
  while (!flagged.empty()) {
    const uint32_t core = flagged.back();
    flagged.pop_back();
    advance(core);
  }
}

void Replay::dropWorkedOff() {
  CoreState &core = *cores[0];
  // Copies that wait in the queues need their rows.
  if (core.next == core.trace->ops.size() && core.isIdle()) {
    core.trace->ops.clear();
    core.trace->rows.clear();
    core.next = 0;
  }
}

/// Takes a core as far as it comes without memory.
void Replay::advance(uint32_t index) {
  CoreState &core = *cores[index];
  if (!core.isStarted || core.isDone) {
    return;
  }
  // When no pipe has moved, neither can the scalar unit go on.
  for (bool moved = true; moved;) {
    stepScalar(core);
    moved = false;
    for (uint32_t left = core.queued & ~core.inMemory; left != 0;
         left &= left - 1) {
      const auto pipe = static_cast<Pipe>(__builtin_ctz(left));
      while (core.mayStep(pipe) && stepPipe(index, core, pipe)) {
        moved = true;
      }
    }
  }
  if (!core.trace->isComplete || core.next < core.trace->ops.size() ||
      !core.isIdle()) {
    return;
  }
  core.isDone = true;
  core.end = core.lastReady();
  --running;
  // The cores of the block are free when all of them are done.
  const uint32_t first = index / perBlock * perBlock;
  double end = 0;
  for (uint32_t other = first; other < first + perBlock; ++other) {
    if (!cores[other]->isDone) {
      return;
    }
    end = std::max(end, cores[other]->end);
  }
  requests.push({end, first, Pipe::S});
}

/// Cores are free: the next block that found none starts there.
void Replay::startNextBlock(double time) {
  const uint32_t first = nextBlock;
  if (first >= cores.size()) {
    return;
  }
  nextBlock += perBlock;
  for (uint32_t member = first; member < nextBlock; ++member) {
    cores[member]->isStarted = true;
    cores[member]->start = cores[member]->scalar = time;
    ++running;
  }
  for (uint32_t member = first; member < nextBlock; ++member) {
    advance(member);
  }
}

/// The scalar unit goes on until it has to wait.
void Replay::stepScalar(CoreState &core) {
  const RecordList<TimedOp> &ops = core.trace->ops;
  const size_t size = ops.size();
  while (core.next < size) {
    const TimedOp &op = ops[core.next];
    if (op.pipe == Pipe::S ? !work(core, op) : !issue(core, op)) {
      break;
    }
    // The cores take turns, so that the host does not see what comes next.
    __builtin_prefetch(&op + 8);
    ++core.next;
  }
}

/// The scalar unit comes to `op`, which is for itself; false if it has to wait.
bool Replay::work(CoreState &core, const TimedOp &op) {
  switch (op.kind) {
  case TimedOp::Drain:
    if (!core.isIdle(Pipe::V)) {
      return false;
    }
    core.scalar = std::max(core.scalar, core.at(Pipe::V).ready);
    break;
  case TimedOp::BarrierAll:
    if (!core.isIdle()) {
      return false;
    }
    core.scalar = core.lastReady();
    break;
  case TimedOp::CrossWait:
    if (!core.flags.cross(op.number).isSet()) {
      return false;
    }
    core.scalar = std::max(core.scalar, core.flags.cross(op.number).take());
    return true;
  case TimedOp::CrossSet:
    core.spend(dav220::setFlag);
    setCross(core, op.number / numCrossFlags, op.number % numCrossFlags,
             core.scalar + dav220::crossCoreFlag);
    return true;
  case TimedOp::SetFlag:
    core.spend(dav220::setFlag);
    core.flags.flag(op.number).set(core.scalar);
    return true;
  case TimedOp::WaitFlag:
    if (!core.flags.flag(op.number).isSet()) {
      return false;
    }
    core.scalar = std::max(core.scalar, core.flags.flag(op.number).take());
    core.spend(dav220::waitFlag);
    return true;
  default:
    break;
  }
  core.spend(op.cycles);
  return true;
}

/// The scalar unit hands `op` to its pipe; false if there is no place.
bool Replay::issue(CoreState &core, const TimedOp &op) {
  PipeState &pipe = core.at(op.pipe);
  if (pipe.isFull()) {
    core.foundFullQueue = true;
    return false;
  }
  if (core.foundFullQueue) {
    core.foundFullQueue = false;
    core.scalar = std::max(core.scalar, pipe.lastPop);
  }
  const bool isInstruction =
      op.kind == TimedOp::Busy || op.kind == TimedOp::Copy;
  core.spend(isInstruction ? dav220::instructionSetUp : dav220::setFlag);
  const GlobalRows *rows = nullptr;
  if (op.kind == TimedOp::Copy) {
    rows = &core.trace->rows[op.number];
    __builtin_prefetch(rows);
  }
  core.push(op.pipe, {op, core.scalar, rows});
  return true;
}

/// Lets the front of a pipe's queue go, if it can.
bool Replay::stepPipe(uint32_t index, CoreState &core, Pipe pipe) {
  PipeState &state = core.at(pipe);
  const Item &item = state.front();
  const TimedOp &op = item.op;
  switch (op.kind) {
  case TimedOp::Busy:
    runItem(index, core, pipe, item);
    return true;
  case TimedOp::Copy:
    core.inMemory |= CoreState::bitOf(pipe);
    state.start = std::max(state.free, item.issued);
    state.copy = *item.rows;
    state.row = state.offset = 0;
    state.portEnd = state.ticket = state.missedBytes = 0;
    requests.push({state.start, index, pipe});
    cache.prefetch(state.copy.address / dav220::l2LineBytes);
    return true;
  case TimedOp::WaitFlag:
    if (!core.flags.flag(op.number).isSet()) {
      return false;
    }
    state.free =
        std::max({state.free, item.issued, core.flags.flag(op.number).take()});
    break;
  case TimedOp::Barrier:
    state.free = std::max({state.free, state.ready, item.issued}) + op.cycles;
    break;
  default: {
    const double time =
        std::max({state.free, state.ready, item.issued}) + dav220::setFlag;
    if (op.kind == TimedOp::SetFlag) {
      core.flags.flag(op.number).set(time);
    } else {
      setCross(core, op.number / numCrossFlags, op.number % numCrossFlags,
               time + dav220::crossCoreFlag);
    }
  }
  }
  state.lastPop = std::max(state.free, item.issued);
  core.pop(pipe);
  return true;
}

/// A flag of mode 0 is among the cores of a kind, of mode 1 among the vector
/// cores of a block, of mode 2 between its cube core and these. It is set when
/// all that give it have.
void Replay::setCross(CoreState &core, uint32_t mode, uint32_t id,
                      double time) {
  auto isCube = [&](uint32_t number) { return number % perBlock < cubeCores; };
  const uint32_t block = core.number / perBlock;
  auto takesPart = [&](const CoreState &other, bool cube) {
    return isCube(other.number) == cube &&
           (mode == 0 || other.number / perBlock == block);
  };
  const bool cube = isCube(core.number);
  core.flags.given(id).set(time);
  double last = 0;
  for (const auto &giver : cores) {
    if (takesPart(*giver, cube) && !giver->flags.given(id).isSet()) {
      return;
    }
  }
  for (const auto &giver : cores) {
    if (takesPart(*giver, cube)) {
      last = std::max(last, giver->flags.given(id).take());
    }
  }
  for (const auto &taker : cores) {
    if (takesPart(*taker, mode == 2 ? !cube : cube)) {
      taker->flags.cross(id).set(last);
      flagged.push_back(taker->number);
    }
  }
}

void Replay::runItem(uint32_t index, CoreState &core, Pipe pipe,
                     const Item &item) {
  PipeState &state = core.at(pipe);
  const double start = std::max(state.free, item.issued);
  double cycles = item.op.cycles;
  if (pipe == Pipe::M) {
    // What ran dry since the last product has to be filled again.
    cycles += std::min(dav220::mmadIdle, std::max(0.0, start - state.ready));
  }
  if (pipe == Pipe::MTE1 &&
      ((core.inMemory & CoreState::bitOf(Pipe::MTE2)) != 0 ||
       core.at(Pipe::MTE2).free > start)) {
    cycles = dav220::loadIssue +
             (cycles - dav220::loadIssue) * dav220::loadContention;
  }
  finishItem(index, core, pipe, start, start + cycles, start + cycles);
}

void Replay::finishItem(uint32_t index, CoreState &core, Pipe pipe,
                        double start, double end, double ready) {
  PipeState &state = core.at(pipe);
  const uint32_t number = state.front().op.site;
  const GlobalRows *copy = state.front().rows ? &state.copy : nullptr;
  // Busy until the data are there, as profilers count it; instructions behind
  // each other overlap.
  const double from = std::max(start, state.ready);
  const double busy =
      std::max(0.0, (copy && copy->writes ? end : ready) - from);
  const uint64_t bytes = copy ? uint64_t(copy->rows) * copy->rowBytes : 0;
  state.use.busy += busy;
  ++state.use.instructions;
  state.use.bytes += bytes;
  SiteUse &site = core.siteUse(number);
  site.busy += busy;
  ++site.count;
  site.bytes += bytes;
  if (kept.size() < mostEvents) {
    kept.push_back({index, pipe, number, start, ready});
  }
  state.free = end;
  state.ready = std::max(state.ready, ready);
  state.lastPop = start;
  core.pop(pipe);
}

/// What the first bytes of the read at the front of a pipe's queue take longer.
double Replay::latencyOf(const PipeState &state) {
  const double missing =
      state.missedBytes /
      (static_cast<double>(state.copy.rows) * state.copy.rowBytes);
  return dav220::hitLatency +
         std::min(1.0, missing) * (dav220::copyLatency - dav220::hitLatency);
}

/// Memory serves the next part of the copy at the front of a pipe.
void Replay::serve(const Request &request) {
  const double now = request.time;
  CoreState &core = *cores[request.core];
  PipeState &state = core.at(request.pipe);
  const GlobalRows &copy = state.copy;
  if (state.row < copy.rows) {
    const double end = serveChunk(copy, state, now);
    state.portEnd = state.row == copy.rows
                        ? std::max(end, state.start + dav220::copyIssue)
                        : 0;
    requests.push(
        {state.portEnd > 0 ? state.portEnd : end, request.core, request.pipe});
    return;
  }
  // A write is complete when what it drove out of the cache is.
  const double left = hbm.timeLeft(now, state.ticket);
  if (left > 0) {
    requests.push({now + left, request.core, request.pipe});
    return;
  }
  core.inMemory &= ~CoreState::bitOf(request.pipe);
  finishItem(request.core, core, request.pipe, state.start, state.portEnd,
             copy.writes ? now : state.portEnd + latencyOf(state));
  advance(request.core);
}

double Replay::serveChunk(const GlobalRows &rows, PipeState &state,
                          double now) {
  chunkMissed = chunkEvicted = chunkBytes = 0;
  double port = 0;
  while (state.row < rows.rows && chunkBytes < chunkLimit) {
    const uint32_t bytes =
        std::min<uint32_t>(rows.rowBytes - state.offset,
                           static_cast<uint32_t>(chunkLimit - chunkBytes));
    port += moveRow(rows, rows.address + state.row * rows.stride + state.offset,
                    bytes);
    chunkBytes += bytes;
    state.offset += bytes;
    if (state.offset >= rows.rowBytes) {
      state.offset = 0;
      ++state.row;
    }
  }
  double end = now + port;
  l2Free = std::max(l2Free, now) + static_cast<double>(chunkBytes) / l2PerCycle;
  end = std::max(end, l2Free);
  auto workOf = [&](uint64_t sectors) {
    return static_cast<double>(sectors * dav220::l2SectorBytes) / hbmPerCycle;
  };
  if (chunkEvicted > 0) {
    const double ticket = hbm.write(now, workOf(chunkEvicted));
    state.ticket = rows.writes ? ticket : 0;
  }
  if (!rows.writes && chunkMissed > 0) {
    state.missedBytes +=
        static_cast<double>(chunkMissed * dav220::l2SectorBytes);
    end = std::max(end, hbm.read(now, workOf(chunkMissed)));
  }
  (rows.writes ? moved.written : moved.read) += chunkBytes;
  moved.hbmRead += rows.writes ? 0 : chunkMissed * dav220::l2SectorBytes;
  moved.hbmWritten += chunkEvicted * dav220::l2SectorBytes;
  return end;
}

/// Looks the lines of a piece of a row up, and gives the cycles that the port
/// of the core takes for it.
double Replay::moveRow(const GlobalRows &rows, uint64_t address,
                       uint32_t bytes) {
  const uint64_t first = address / dav220::l2LineBytes,
                 last = (address + bytes - 1) / dav220::l2LineBytes;
  const auto lines = static_cast<uint32_t>(last - first + 1);
  uint32_t missed = 0, sectors = 0;
  for (uint64_t line = first; line <= last; ++line) {
    const uint64_t begin = line * dav220::l2LineBytes;
    const uint64_t from = address > begin ? address - begin : 0;
    const uint64_t to =
        std::min<uint64_t>(address + bytes - begin, dav220::l2LineBytes) - 1;
    const auto mask =
        static_cast<uint8_t>((2u << to / dav220::l2SectorBytes) -
                             (1u << from / dav220::l2SectorBytes));
    sectors += static_cast<uint32_t>(__builtin_popcount(mask));
    const L2Cache::Outcome outcome =
        cache.access(line, mask, rows.writes, rows.bypassesL2);
    missed += outcome.missed;
    chunkEvicted += outcome.evicted;
  }
  chunkMissed += missed;
  const uint32_t whole = (bytes + dav220::burstRounding - 1) /
                         dav220::burstRounding * dav220::burstRounding;
  if (rows.writes) {
    return whole / rows.bytesPerCycle;
  }
  moved.hit += uint64_t(bytes) * (sectors - missed) / sectors;
  // Each core has its share of memory, whether or not others use theirs.
  const double share =
      std::min(dav220::missBytesPerCycle, hbmPerCycle / std::max(1u, running));
  // A row that starts inside a line has that line brought once more than its
  // bytes ask for, whether or not a neighbour has brought it.
  const bool isUnaligned =
      lines > (bytes + dav220::l2LineBytes - 1) / dav220::l2LineBytes;
  const double missing =
      isUnaligned && missed > 0 ? 1 : static_cast<double>(missed) / sectors;
  const bool isShortFractalRow =
      rows.toFractals && rows.rowBytes < dav220::fractalFullRowBytes;
  const double hitRate =
      isShortFractalRow ? dav220::missBytesPerCycle : dav220::hitBytesPerCycle;
  const double missFactor = isShortFractalRow ? dav220::fractalRowFactor : 1;
  double cycles =
      whole * (missing * missFactor / share + (1 - missing) / hitRate);
  if (isUnaligned) {
    cycles /= dav220::unalignedEfficiency;
  }
  return rows.toFractals ? cycles : std::max(cycles, dav220::burstCycles);
}

double Replay::end() const {
  double last = 0;
  for (const auto &core : cores) {
    last = std::max(last, core->end);
  }
  return last;
}

bool Replay::isDone() const {
  return std::all_of(cores.begin(), cores.end(),
                     [](const auto &core) { return core->isDone; });
}

PipeUse Replay::use(size_t core, Pipe pipe) const {
  if (pipe == Pipe::S) {
    PipeUse use;
    use.busy = cores[core]->scalarBusy;
    return use;
  }
  return cores[core]->at(pipe).use;
}

double Replay::timeOf(size_t core) const {
  return cores[core]->end - cores[core]->start;
}

const std::vector<SiteUse> &Replay::sitesOf(size_t core) const {
  return cores[core]->sites;
}

const CoreTrace &Replay::traceOf(size_t core) const {
  return *cores[core]->trace;
}
