// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each launch twice, on the twin and on the oracle, from the same memory at
// the same addresses; then all of device memory is compared.
#include "Verify.h"
#include "Fault.h"
#include "Limits.h"
#include "Memory.h"
#include "Registry.h"
#include "Watch.h"
#include "twin/Allocations.h"

#include <cstdlib>
#include <cstring>
#include <map>
#include <utility>

using namespace cubeport::oracle;
namespace twin = cubeport::twin;

namespace {
using Ranges = std::map<uint64_t, uint64_t>;

/// All device memory: bytes by begin.
Ranges listMemory() {
  Ranges ranges;
  for (const twin::AllocationInfo &one : twin::listAllocations()) {
    ranges[one.begin] = one.end - one.begin;
  }
  return ranges;
}

/// A copy of device memory.
class Snapshot {
public:
  void take() {
    pieces.clear();
    for (const twin::AllocationInfo &one : twin::listAllocations()) {
      const char *begin = reinterpret_cast<const char *>(one.begin);
      pieces.push_back({one.begin, {begin, begin + (one.end - one.begin)}});
    }
  }
  /// What is freed by now stays so: a translated launch may exchange its
  /// workspace for a larger one.
  void restore() const {
    const Ranges live = listMemory();
    for (const Piece &piece : pieces) {
      auto found = live.find(piece.begin);
      if (found == live.end() || found->second != piece.bytes.size()) {
        continue;
      }
      std::memcpy(reinterpret_cast<void *>(piece.begin), piece.bytes.data(),
                  piece.bytes.size());
    }
  }
  struct Piece {
    uint64_t begin;
    std::vector<char> bytes;
  };
  std::vector<Piece> pieces;
};

/// The launch between Begin and End.
struct Pending {
  enum { Nothing, Compared, PassedOver } state = Nothing;
  Snapshot before;
  Ranges memoryBefore;
  uint64_t twinLaunches = 0;
  /// Memory that translated launches allocated for themselves; the CUDA
  /// program does not know it.
  Ranges workspaces;

  /// Forgets workspaces that are freed or other memory by now.
  void checkWorkspaces() {
    memoryBefore = listMemory();
    Ranges live;
    for (const auto &[begin, bytes] : workspaces) {
      auto known = memoryBefore.find(begin);
      if (known != memoryBefore.end() && known->second == bytes) {
        live[begin] = bytes;
      }
    }
    workspaces.swap(live);
  }
  /// What is there after the twin's launch and was not before is its own. A
  /// larger workspace may begin where the one before it did.
  void noteWorkspaces() {
    for (const auto &[begin, bytes] : listMemory()) {
      auto known = memoryBefore.find(begin);
      if (known == memoryBefore.end() || known->second != bytes) {
        workspaces[begin] = bytes;
      }
    }
  }
};
} // namespace

static Pending pending;

static void setUp() {
  static const bool once = [] {
    setFaultHandler([](const char *code, const std::string &message) {
      noteProblem(code, message);
      writeReport();
    });
    std::atexit(writeReport);
    startTimeLimit();
    return true;
  }();
  (void)once;
}

/// Where a pointer argument leads, and the name that the user knows it by.
static const VerifyArgument *findArgument(const VerifyLaunch &launch,
                                          uint64_t begin, uint64_t end) {
  for (uint32_t i = 0; i < launch.argumentCount; ++i) {
    const VerifyArgument &argument = launch.arguments[i];
    if (argument.elementBytes == 0) {
      continue;
    }
    uint64_t address;
    std::memcpy(&address, argument.value, 8);
    if (address >= begin && address < end) {
      return &argument;
    }
  }
  return nullptr;
}

/// The kind that all accesses of the oracle to a range agree on.
static ElementKind findAccessedKind(uint32_t kinds, uint32_t &bytes) {
  for (auto [kind, size] :
       {std::pair<ElementKind, uint32_t>{ElementKind::F32, 4},
        {ElementKind::F64, 8},
        {ElementKind::F16, 2},
        {ElementKind::BF16, 2}}) {
    if (kinds == 1u << uint32_t(kind)) {
      bytes = size;
      return kind;
    }
  }
  bytes = 1;
  return ElementKind::Unknown;
}

/// For memory of structures: the floating-point kind among what it holds.
static ElementKind findMixedKind(ElementKind kind, const MemoryRange *range) {
  if (kind != ElementKind::Unknown || !range) {
    return ElementKind::Unknown;
  }
  for (ElementKind one : {ElementKind::F32, ElementKind::F64}) {
    if (range->kinds.load() >> uint32_t(one) & 1) {
      return one;
    }
  }
  return ElementKind::Unknown;
}

/// The launch once more, from the memory that it began with.
static void runAgain(const VerifyLaunch &launch, const FoundKernel &found,
                     const RunOptions &options) {
  pending.before.restore();
  MemoryMap memory(*found.module);
  runOnOracle(launch, found, memory, options);
}

/// Does not return if threads race for the element that differs: then the
/// kernel itself has no one result. `begin`: of the buffer.
static void reportRace(const VerifyLaunch &launch, const FoundKernel &found,
                       KernelRecord &record, const std::string &buffer,
                       const Comparison &comparison, uint64_t begin) {
  const uint64_t first = begin + comparison.offset;
  Watch watch(first, first + comparison.elementBytes,
              found.kernel->flags & kKernelIsOrdered);
  runAgain(launch, found, {false, FE_TONEAREST, &watch});
  if (!watch.foundRace()) {
    return;
  }
  record.verdict = "race";
  faultAt("CP8023", watch.place(),
          formatted("kernel '%s', launch %llu: threads race for %s[%llu], "
                    "which is %s on the twin and %s by the oracle: %s",
                    launch.kernel, (unsigned long long)record.launches,
                    buffer.c_str(), (unsigned long long)comparison.index,
                    comparison.twinValue.c_str(),
                    comparison.oracleValue.c_str(), watch.describe().c_str()));
}

[[noreturn]] static void
reportDivergence(const VerifyLaunch &launch, const FoundKernel &found,
                 KernelRecord &record, const std::string &buffer,
                 const Comparison &comparison, uint64_t begin) {
  reportRace(launch, found, record, buffer, comparison, begin);
  record.verdict = "diverges";
  const Site place = {
      found.kernel->file, found.kernel->line, 0, 0, ElementKind::Unknown, 0};
  faultAt("CP8019", place,
          formatted("kernel '%s', launch %llu: %s[%llu] is %s on the twin and "
                    "%s by the oracle",
                    launch.kernel, (unsigned long long)record.launches,
                    buffer.c_str(), (unsigned long long)comparison.index,
                    comparison.twinValue.c_str(),
                    comparison.oracleValue.c_str()));
}

namespace {
/// What the oracle computes in other rounding modes and by another clock, when
/// that is asked for.
class Spreads {
public:
  Spreads(const VerifyLaunch &launch, const FoundKernel &found)
      : launch(launch), found(found) {}

  /// The buffer that begins at `begin` in another order of threads.
  Spread findReordered(uint64_t begin) {
    if (reordered.pieces.empty()) {
      Snapshot now;
      now.take();
      runAgain(launch, found,
               {false, FE_TONEAREST, nullptr, /*isReversed=*/true});
      reordered.take();
      now.restore();
    }
    return {nullptr, nullptr, findIn(reordered, begin)};
  }

  Spread find(uint64_t begin) {
    if (low.pieces.empty()) {
      Snapshot now;
      now.take();
      // Odd steps: what hangs on the clock is unlikely to come out the same.
      run(FE_DOWNWARD, 10007, low);
      run(FE_UPWARD, 30011, high);
      startClock(0);
      now.restore();
    }
    return {findIn(low, begin), findIn(high, begin), nullptr};
  }

private:
  const VerifyLaunch &launch;
  const FoundKernel &found;
  Snapshot low, high, reordered;

  void run(int rounding, uint64_t clockStep, Snapshot &result) {
    startClock(clockStep);
    runAgain(launch, found, {/*prints=*/false, rounding});
    result.take();
  }
  static const void *findIn(const Snapshot &snapshot, uint64_t begin) {
    for (const Snapshot::Piece &piece : snapshot.pieces) {
      if (begin >= piece.begin && begin - piece.begin < piece.bytes.size()) {
        return piece.bytes.data() + (begin - piece.begin);
      }
    }
    return nullptr;
  }
};
} // namespace

namespace {
/// Compares all of device memory; does not return if something differs.
class MemoryComparison {
public:
  MemoryComparison(const VerifyLaunch &launch, const FoundKernel &found,
                   MemoryMap &memory, KernelRecord &record)
      : launch(launch), found(found), memory(memory), record(record),
        spreads(launch, found), match(heapOnTwin, memory.heap()) {}

  void run(const Snapshot &onTwin);

private:
  const VerifyLaunch &launch;
  const FoundKernel &found;
  MemoryMap &memory;
  KernelRecord &record;
  Spreads spreads;
  const bool readsClock = startClock(0) > 0;
  DeviceHeap heapOnTwin;
  HeapMatch match;

  void compare(uint64_t begin, const char *onTwin, uint64_t bytes);
  void compareHeap(const Snapshot::Piece &heap);
  std::vector<char> takeBlock(const Snapshot::Piece &heap,
                              const HeapMatch::Pair &pair) const;
};
} // namespace

/// Compares what the twin has with the bytes at `begin`.
void MemoryComparison::compare(uint64_t begin, const char *onTwin,
                               uint64_t bytes) {
  const char *onOracle = reinterpret_cast<const char *>(begin);
  std::vector<char> translated;
  if (heapOnTwin.begin()) {
    translated = match.translate(onTwin, onOracle, bytes);
    onTwin = translated.data();
  }
  const VerifyArgument *argument = findArgument(launch, begin, begin + bytes);
  const MemoryRange *range = memory.find(begin);
  ElementKind kind = argument ? argument->kind : ElementKind::Unknown;
  uint32_t elementBytes = argument ? argument->elementBytes : 1;
  if (kind == ElementKind::Unknown && range) {
    kind = findAccessedKind(range->kinds.load(), elementBytes);
  }
  const Tolerance tolerance = findTolerance(kind, record.isReassociated);
  Comparison comparison = compareBuffers(onTwin, onOracle, bytes, kind,
                                         elementBytes, tolerance, {});
  std::vector<char> equated;
  if (comparison.differs && kind == ElementKind::Unknown && range) {
    equated.assign(onTwin, onTwin + bytes);
    onTwin = equated.data();
    equateDefaultNans(equated.data(), onOracle, bytes, range->kinds.load());
    comparison = compareBuffers(onTwin, onOracle, bytes, kind, elementBytes,
                                tolerance, {});
  }
  if (comparison.differs && tolerance.relative > 0) {
    // Perhaps the result hangs on how each operation rounds.
    comparison = compareBuffers(onTwin, onOracle, bytes, kind, elementBytes,
                                tolerance, spreads.find(begin));
  } else if (const ElementKind mixed = findMixedKind(kind, range);
             comparison.differs && mixed != ElementKind::Unknown) {
    const Comparison words =
        compareBuffers(onTwin, onOracle, bytes, mixed, 1,
                       {0, 0, 0, /*onlySensitive=*/true}, spreads.find(begin));
    if (!words.differs) {
      comparison.differs = false;
      comparison.sensitive = words.sensitive;
    }
  }
  if (comparison.differs && record.isReassociated) {
    // Atomics hand out places, say, in the order in which threads come.
    const Spread spread = spreads.findReordered(begin);
    const Comparison reordered = compareBuffers(
        onTwin, onOracle, bytes, kind, elementBytes, tolerance, spread);
    if (!reordered.differs ||
        // Some elements come to the same place in both orders by chance.
        (spread.reordered && reordered.ordered > 0 &&
         holdSameElements(onTwin, onOracle, bytes, elementBytes))) {
      comparison = reordered;
      comparison.differs = false;
    }
  }
  if (comparison.differs && readsClock) {
    const Comparison steady =
        compareSteady(onTwin, onOracle, bytes, spreads.find(begin));
    if (!steady.differs) {
      comparison.differs = false;
      record.timed += steady.timed;
    }
  }
  if (comparison.differs) {
    const std::string name = argument ? argument->name
                             : range  ? range->what
                                      : "device memory";
    reportDivergence(launch, found, record, name, comparison, begin);
  }
  record.elements += comparison.elements;
  record.sensitive += comparison.sensitive;
  record.ordered += comparison.ordered;
  record.worstUlps = std::max(record.worstUlps, comparison.worstUlps);
  record.worstRelative =
      std::max(record.worstRelative, comparison.worstRelative);
}

/// The bytes of the twin's block; where neither side has written, both have
/// what was at their places before, and that may differ.
std::vector<char>
MemoryComparison::takeBlock(const Snapshot::Piece &heap,
                            const HeapMatch::Pair &pair) const {
  const uint64_t onTwin = pair.twin->begin - heap.begin;
  const uint64_t onOracle = pair.oracle->begin - heap.begin;
  const char *begin = heap.bytes.data() + onTwin;
  std::vector<char> bytes(begin, begin + pair.twin->bytes);
  for (const Snapshot::Piece &before : pending.before.pieces) {
    if (onTwin == onOracle || before.begin != heap.begin ||
        before.bytes.size() != heap.bytes.size()) {
      continue;
    }
    const char *byOracle = reinterpret_cast<const char *>(pair.oracle->begin);
    for (uint64_t i = 0; i < bytes.size(); ++i) {
      if (i % 8 == 0 && match.arePointers(begin, byOracle, i, bytes.size())) {
        i += 7; // compared as such
      } else if (bytes[i] == before.bytes[onTwin + i] &&
                 byOracle[i] == before.bytes[onOracle + i]) {
        bytes[i] = byOracle[i];
      }
    }
  }
  return bytes;
}

/// The blocks that pointers lead to, and how many there are.
void MemoryComparison::compareHeap(const Snapshot::Piece &heap) {
  for (size_t i = 0; i < match.pairs.size(); ++i) {
    const HeapMatch::Pair pair = match.pairs[i];
    const std::vector<char> bytes = takeBlock(heap, pair);
    compare(pair.oracle->begin, bytes.data(), bytes.size());
  }
  const DeviceHeap &byOracle = memory.heap();
  Comparison counts;
  counts.twinValue = formatted("%llu in %llu blocks",
                               (unsigned long long)heapOnTwin.bytesInUse(),
                               (unsigned long long)heapOnTwin.countInUse());
  counts.oracleValue = formatted("%llu in %llu blocks",
                                 (unsigned long long)byOracle.bytesInUse(),
                                 (unsigned long long)byOracle.countInUse());
  if (counts.twinValue != counts.oracleValue) {
    reportDivergence(launch, found, record, "bytes in use of the heap", counts,
                     heap.begin);
  }
}

void MemoryComparison::run(const Snapshot &onTwin) {
  const Snapshot::Piece *heap = nullptr;
  for (const Snapshot::Piece &piece : onTwin.pieces) {
    if (piece.begin == memory.heap().begin()) {
      heap = &piece;
      heapOnTwin.read(piece.begin, piece.bytes.data());
    }
  }
  uint64_t buffers = 0;
  for (const Snapshot::Piece &piece : onTwin.pieces) {
    if (&piece != heap && !pending.workspaces.count(piece.begin)) {
      compare(piece.begin, piece.bytes.data(), piece.bytes.size());
      ++buffers;
    }
  }
  if (heap) {
    compareHeap(*heap);
    ++buffers;
  }
  record.buffers = std::max(record.buffers, buffers);
}

/// True if enough launches of this kernel are compared already. What is
/// refused has no other way to run.
static bool isPassedOver(const VerifyLaunch &launch) {
  static const double limit = readOption("launches=", 0);
  return limit > 0 && !launch.refusal &&
         double(findRecord(launch).launches) >= limit;
}

void cubeportVerifyBegin(const VerifyLaunch *launch) {
  setUp();
  pending.state = Pending::Nothing;
  if (!isLaunchable(*launch)) {
    return;
  }
  // Makes the memory of device variables, so that the snapshot has it.
  bindVariables(*requireKernel(*launch).module);
  std::lock_guard<std::timed_mutex> lock(recordMutex());
  pending.checkWorkspaces();
  if (isPassedOver(*launch)) {
    pending.state = Pending::PassedOver;
    return;
  }
  pending.state = Pending::Compared;
  pending.before.take();
  pending.twinLaunches = twin::countLaunches();
}

void cubeportVerifyEnd(const VerifyLaunch *launch) {
  const auto state = std::exchange(pending.state, Pending::Nothing);
  if (state == Pending::Nothing) {
    return;
  }
  pending.noteWorkspaces();
  std::unique_lock<std::timed_mutex> lock(recordMutex());
  KernelRecord &record = findRecord(*launch);
  if (state == Pending::PassedOver) {
    ++record.passedOver;
    return;
  }
  const FoundKernel found = requireKernel(*launch);
  record.isReassociated |= found.kernel->flags & kKernelIsOrdered;
  const bool ranOnTwin = twin::countLaunches() != pending.twinLaunches;
  if (!ranOnTwin) {
    record.verdict = "oracle only";
  }
  lock.unlock();
  Snapshot onTwin;
  if (ranOnTwin) {
    onTwin.take();
    pending.before.restore();
  }
  MemoryMap memory(*found.module);
  startClock(0);
  runOnOracle(*launch, found, memory, {/*prints=*/!ranOnTwin});
  lock.lock();
  ++record.launches;
  if (!ranOnTwin) {
    return;
  }
  record.ranOnTwin = true;
  MemoryComparison(*launch, found, memory, record).run(onTwin);
  // The program goes on with what the twin computed.
  onTwin.restore();
}

bool cubeportVerifyRun(const VerifyLaunch *launch) {
  setUp();
  if (!isLaunchable(*launch)) {
    return false;
  }
  const FoundKernel found = requireKernel(*launch);
  bindVariables(*found.module);
  MemoryMap memory(*found.module);
  runOnOracle(*launch, found, memory, {/*prints=*/true});
  std::lock_guard<std::timed_mutex> lock(recordMutex());
  KernelRecord &record = findRecord(*launch);
  ++record.launches;
  record.verdict = "oracle only";
  return true;
}

void cubeportVerifyVariable(const char *mangled, void *(*address)(void *),
                            void *handle) {
  registerVariable(mangled, address, handle);
}

void cubeportVerifyHostMemory(bool (*isKnown)(const void *, uint64_t)) {
  setHostMemoryQuery(isKnown);
}
