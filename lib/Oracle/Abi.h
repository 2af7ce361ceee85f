// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The layout that compiled device code and the runtime share. Plain C++ that
// knows neither LLVM nor the twin; the compiler side uses the offsets.
#ifndef CUBEPORT_LIB_ORACLE_ABI_H
#define CUBEPORT_LIB_ORACLE_ABI_H

#include <stddef.h>
#include <stdint.h>

namespace cubeport::oracle {

/// A range of memory that an access was in before: an access at p is in it if
/// p - begin <= last, where `last` allows for the size of the access.
struct RangeCache {
  uint64_t begin;
  uint64_t last;
};

/// What the elements of an access are.
enum class ElementKind : uint8_t { Unknown, Integer, F16, BF16, F32, F64 };

/// Bits of Site::flags.
enum SiteFlags : uint8_t {
  kSiteIsStore = 1,
  kSiteIsAtomic = 2,
  kSiteIsVolatile = 4,
  /// The pointer was made from dynamic shared memory.
  kSiteIsDynamic = 8,
  /// An atomic operation whose result does not depend on what was there.
  kSiteIsBlind = 16,
};

/// A place in the CUDA source where device code accesses memory or waits.
struct Site {
  const char *file;
  uint32_t line;
  uint32_t column;
  uint32_t bytes;
  ElementKind kind;
  uint8_t flags;
};

/// The threads of a warp, one bit each.
struct Warp {
  uint32_t live;
  uint32_t runnable;
  uint32_t waiting;
  uint32_t activeWaiters;
  /// Counts warp operations; the value at each lane's last one.
  uint32_t clock;
  uint32_t synced[32];
};

constexpr uint8_t kAtomicWrite = 0x80; ///< in ShadowCell::writeBytes

/// Four bytes of shared memory: who wrote and read them last. Epochs count
/// the barriers of a host thread, so that cells need no clearing.
struct ShadowCell {
  uint32_t writeEpoch, readEpoch;
  /// The last reader of each byte.
  uint16_t readThreads[4];
  uint16_t writeThread;
  /// A bit per byte; kAtomicWrite beside them.
  uint8_t writeBytes, readBytes, initBytes;
  /// Bytes that threads whom only a barrier orders have read in this epoch.
  uint8_t sharedBytes;
  uint32_t initEpoch;
  uint32_t writeSite, readSite;
  /// The warp's clock at the access.
  uint32_t writeClock, readClocks[4];
};

/// What all threads of a block see.
struct BlockContext {
  uint32_t blockIdx[3];
  uint32_t blockDim[3];
  uint32_t gridDim[3];
  uint32_t dynamicBytes;
  /// Shared memory: static variables first, dynamic ones behind them.
  char *shared;
  /// One entry per site.
  RangeCache *caches;
  uint64_t sharedBytes;
  /// For the check of races: a cell per word of shared memory, or null.
  ShadowCell *shadow;
  Warp *warps;
  uint32_t epoch, startEpoch;
  /// What threads keep behind barriers, with room for a multiple of 64.
  char *frame;
  uint32_t frameThreads;
};

/// What one thread sees.
struct ThreadContext {
  uint32_t threadIdx[3];
  uint32_t linear;
  BlockContext *block;
  uint32_t lane;
  uint32_t spins;
  /// Where the thread returned from its kernel, for messages.
  uint32_t exitSite;
};

/// Bits of Kernel::flags.
enum KernelFlags : uint32_t {
  /// Threads may wait for each other, so each needs a stack.
  kKernelWaits = 1,
  /// The order of blocks may show in the result.
  kKernelIsOrdered = 2,
};

/// Runs all threads of a block; the running thread is the first of an array.
struct LoopForm {
  void (*entry)(void **arguments); ///< null if threads may part
  uint64_t frameBytes;             ///< of BlockContext::frame, for a thread
};

/// One kernel.
struct Kernel {
  const char *mangled;
  const char *name;
  const char *file;
  uint32_t line;
  uint32_t flags;
  uint32_t stackBytes;
  uint32_t paramCount;
  /// Calls the kernel with the arguments that the pointers lead to.
  void (*entry)(void **arguments);
  const uint32_t *paramBytes;
  const LoopForm *loops;
};

/// A __device__ or __constant__ variable, or one of shared memory.
struct Variable {
  const char *mangled;
  const char *name;
  uint64_t bytes;
  /// Device variables: where device code looks up the address, and the bytes
  /// it starts with (null: zeros).
  void **slot;
  const void *initial;
  /// Variables of shared memory: the place in the block's window.
  uint64_t offset;
};

/// A constant of device code, such as a text.
struct ConstantRange {
  const void *begin;
  uint64_t bytes;
};

/// Everything about the device code of one source. Made by the compiler side
/// as a constant and registered before main.
struct DeviceModule {
  const Site *sites;
  const Kernel *kernels;
  const Variable *variables;
  const Variable *sharedVariables;
  const ConstantRange *constants;
  uint32_t siteCount;
  uint32_t kernelCount;
  uint32_t variableCount;
  uint32_t sharedVariableCount;
  uint32_t constantCount;
  /// Bits of CheckFlags.
  uint32_t checks;
  uint64_t staticSharedBytes;
};

/// What is checked; also the words of --check=.
enum CheckFlags : uint32_t {
  kCheckMemory = 1,
  kCheckRaces = 2,
  kCheckInit = 4,
};

/// Operations that the threads of a warp do together.
enum class WarpOp : uint32_t {
  Sync,
  ShuffleIndex,
  ShuffleUp,
  ShuffleDown,
  ShuffleXor,
  VoteAll,
  VoteAny,
  VoteUniform,
  Ballot,
  MatchAny,
  MatchAll,
  AddInt,
  MinInt,
  MaxInt,
  MinUnsigned,
  MaxUnsigned,
  And,
  Or,
  Xor,
  MinFloat,
  MaxFloat,
};

/// How barrier.red joins the predicates of a block.
enum class BarrierOp : uint32_t { None, Count, And, Or };

} // namespace cubeport::oracle

#endif
