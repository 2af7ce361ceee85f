// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The state of one core while it runs a kernel, and the one place through
// which every instruction passes.
#ifndef CUBEPORT_TWIN_CORE_H
#define CUBEPORT_TWIN_CORE_H

#include "Clock/Costs.h"
#include "Clock/Trace.h"
#include "GlobalMemory.h"
#include "Instruction.h"
#include "LocalHistory.h"
#include "ScalarCache.h"
#include "twin/DataCopy.h"
#include "twin/Launch.h"
#include "twin/ScalarLines.h"
#include "twin/Sync.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cubeport::twin {

class CoreGroup;

/// One core. A worker thread owns one and reuses it for core after core.
class Core {
public:
  Core();
  ~Core();
  Core(const Core &) = delete;

  /// Makes the core fresh for block `block` of a launch.
  void start(const char *kernel, KernelKind kind, uint64_t block,
             uint64_t blocks, bool cube, uint32_t subBlock);
  /// The checks at the end of a kernel.
  void finish();

  /// Every instruction comes here before its effect.
  void issue(const Instruction &instruction);
  /// Checks a local operand's first `bytes` bytes: memory, alignment, size.
  void checkLocal(const Local &tensor, const char *name, uint64_t begin,
                  uint64_t end, Where where, uint32_t alignment = 32) const;
  /// The bytes of a local tensor.
  uint8_t *at(const Local &tensor);

  /// The scalar unit touches bytes [begin, end) of the UB.
  void touchScalar(uint64_t begin, uint64_t end, bool writes, const Site &site);
  /// The same for `bytes` bytes at `offset` of a tensor in the UB; the place
  /// in memory, or nullptr if the access needs a closer look.
  uint8_t *touchScalarQuickly(const Local &tensor, uint64_t offset,
                              uint32_t bytes, bool writes, const Site &site);
  /// Checks a scalar access of global memory for its bounds and for copies not
  /// awaited; the allocation that it lies in.
  const Allocation &checkScalarGlobal(const char *name, uint64_t begin,
                                      uint64_t end, bool writes, Where where);

  /// DataCacheCleanAndInvalid: the scalar pipe writes what is dirty.
  void cleanCache(uint64_t address, bool entire, Where where);

  void initSocState(Where where);
  void setFlag(AscendC::HardEvent event, int32_t id, Where where);
  void waitFlag(AscendC::HardEvent event, int32_t id, Where where);
  void barrier(pipe_t pipe, Where where);
  /// Mmad writes, or Fixpipe reads, L0C block by block with unit flags.
  void enterUnitFlags(const Local &tensor, uint64_t bytes, uint8_t flag,
                      bool writes, Where where);
  void clearUnitFlags();
  /// A flag between cores of modes 0 and 1: its wait passes only after the
  /// core's own set, so it knows what `pipe` had done by then.
  void noteOwnFlag(Pipe pipe, uint16_t id) {
    ownFlags |= 1u << id;
    ownTokens[id] = clocks.release(pipe);
  }
  void takeOwnFlag(uint16_t id) {
    if (ownFlags >> id & 1) {
      ownFlags &= ~(1u << id);
      clocks.acquire(Pipe::S, ownTokens[id]);
    }
  }

  const char *kernel = "";
  KernelKind kind;
  /// What a program may use of a memory.
  uint64_t usableBytes(Memory memory) const {
    return kind.wholeUb ? physicalBytes(memory) : twin::usableBytes(memory);
  }
  /// Faults when `name`, which needs the library's part of the UB, comes in a
  /// program that has taken that part.
  void requireReserve(const char *name, Where where) const;
  uint64_t block = 0, blocks = 1;
  uint32_t subBlock = 0;
  bool cube = false;
  CoreGroup *group = nullptr; ///< flags between the cores of the launch
  uint64_t padValue = 0;      ///< of SetPadValue, for DataCopyPad
  bool hasPadValue = false;
  uint32_t wideFlags = 0; ///< of mode 0 set and not awaited, a bit an id
  uint32_t syncPhase = 0; ///< counts SyncAll
  CoreTrace *trace = nullptr; ///< of a launch that is timed
  bool counterMode = false;
  uint64_t maskHigh = ~0ull, maskLow = ~0ull;
  AtomicOp atomicOp = AtomicOp::None;
  ElementType atomicType = ElementType::None;
  Where atomicSet;
  float deqScale = 1.0f;
  ScalarCache cache;
  std::vector<GlobalWrite> globalWrites;
  /// Only with CUBEPORT_TWIN_CHECK_CORES.
  std::vector<GlobalWrite> globalReads;
  std::string output;
  /// No copy was issued so far: scalar accesses wait for nothing.
  bool copiedNothing() const { return globalHistory.empty(); }
  /// An instruction record whose storage is reused.
  Instruction &newInstruction(const char *name, Pipe pipe, Where where);
  /// Records a cross-core flag of `pipe`, and the wait for one.
  void timeCrossFlag(uint8_t mode, pipe_t pipe, uint16_t id, Where where);
  void timeCrossWait(uint16_t id, Where where);
  /// Records what the scalar unit did since the last time.
  void timeScalar();
  /// From here on the core records into `target`, until endTrace().
  void startTrace(CoreTrace &target);
  void endTrace();

private:
  struct Flag {
    bool set = false;
    PipeClocks::Token token;
    Where where;
  };
  Flag &flagOf(AscendC::HardEvent event, int32_t id, Where where,
               const char *verb);
  void checkPending() const;
  void time(const Instruction &instruction, SiteTable::Id site);
  void timeCopy(const Instruction &instruction, SiteTable::Id site);
  double cyclesOf(const Instruction &instruction, SiteTable::Id site);
  void timeFlag(TimedOp::Kind kind, Pipe pipe, AscendC::HardEvent event,
                int32_t id, Where where);
  uint64_t deviceAddressOf(uint64_t address) const;
  void enterLocal(Memory memory, Pipe pipe, uint64_t begin, uint64_t end,
                  bool writes, SiteTable::Id site);
  const Allocation &allocationOf(const char *name, uint64_t begin, uint64_t end,
                                 bool writes, Where where);
  void requireInitialised(const char *name, Where where) const;

  PipeClocks clocks;
  SiteTable sites;
  SiteNumbers numbers; ///< of sites in the trace
  AccessHistory globalHistory{"global memory", sites};
  LocalHistory histories[numMemories] = {
      {"the UB", sites, physicalBytes(Memory::UB)},
      {"L1", sites, physicalBytes(Memory::L1)},
      {"L0A", sites, physicalBytes(Memory::L0A)},
      {"L0B", sites, physicalBytes(Memory::L0B)},
      {"L0C", sites, physicalBytes(Memory::L0C)},
      {"BT", sites, physicalBytes(Memory::BT)},
      {"FB", sites, physicalBytes(Memory::FB)}};
  uint8_t *memories[numMemories] = {};
  uint64_t touchedBegin[numMemories] = {}, touchedEnd[numMemories] = {};
  Flag flags[static_cast<int>(AscendC::HardEvent::MAX)][8];
  PipeClocks::Token ownTokens[16];
  uint32_t ownFlags = 0;
  uint64_t unitFlags[4] = {}; ///< a bit for each 512 bytes of L0C
  Epoch lastIssued[numPipes] = {};
  SiteTable::Id lastSite[numPipes] = {};
  bool initialised = false;
  static constexpr int numRecent = 4;
  Allocation recent[numRecent]; ///< allocations that accesses were in
  int nextRecent = 0;
  Instruction record;
  std::vector<chip::VectorCost> costs; ///< by site, once known
};

/// CUBEPORT_TWIN_CHECK_INIT: report reads of bytes that nothing has written.
bool checksInitialisation();
/// CUBEPORT_TWIN_CHECK_CORES: report reads of what another core writes.
bool checksCores();

/// Waits until all cores before the current one are done, so that what
/// follows happens in the order of the cores.
void runInCoreOrder();
/// The core comes to a SyncAll: those behind it in order need not wait for it.
void enterSyncAll(const Core &core);
/// Faults unless [begin, end) lies in one live allocation, which it returns.
Allocation checkGlobal(const char *name, uint64_t begin, uint64_t end,
                       bool writes, Where where);
const char *nameOf(AscendC::HardEvent event);
/// Nothing for PIPE_ALL and what is no pipe of the core.
std::optional<Pipe> pipeOf(pipe_t pipe);

/// Combines `bytes` bytes of elements with global memory, atomically.
void combineAtomically(AtomicOp op, ElementType type, uint8_t *target,
                       const uint8_t *source, uint64_t bytes);

/// The core that runs on this thread, or nullptr. `__thread`, because a C++
/// thread_local is reached through a function.
extern __thread Core *runningCore;
/// The core that runs on this thread; a fault when there is none.
Core &currentCore(Where where);
/// As above, or nullptr.
Core *currentCoreOrNull();
void setCurrentCore(Core *core);
/// Scalar accesses of this thread use the open lines of `core`, or none.
void openScalarLines(Core *core);

const char *nameOf(Memory memory);

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CORE_H
