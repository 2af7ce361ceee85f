// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// NVVM's intrinsics that take part of the block or of the machine.
#include "Common.h"

using namespace cubeport::oracle;

//===----------------------------------------------------------------------===//
// Barriers and fences
//===----------------------------------------------------------------------===//

static void barrier(u32 id, u32 count, Site32 site) {
  cubeportOracleBarrier(id, count, BarrierOp::None, 0, site);
}
#define BARRIERS(aligned)                                                      \
  DEVICE void cubeport_barrier_cta_sync_##aligned##all(u32 id, Site32 site) {  \
    barrier(id, 0, site);                                                      \
  }                                                                            \
  DEVICE void cubeport_barrier_cta_sync_##aligned##count(u32 id, u32 count,    \
                                                         Site32 site) {        \
    barrier(id, count, site);                                                  \
  }                                                                            \
  DEVICE void cubeport_barrier_cta_arrive_##aligned##count(u32 id, u32 count,  \
                                                           Site32 site) {      \
    cubeportOracleArrive(id, count, site);                                     \
  }                                                                            \
  DEVICE u32 cubeport_barrier_cta_red_popc_##aligned##all(u32 id, bool p,      \
                                                          Site32 site) {       \
    return cubeportOracleBarrier(id, 0, BarrierOp::Count, p, site);            \
  }                                                                            \
  DEVICE bool cubeport_barrier_cta_red_and_##aligned##all(u32 id, bool p,      \
                                                          Site32 site) {       \
    return cubeportOracleBarrier(id, 0, BarrierOp::And, p, site);              \
  }                                                                            \
  DEVICE bool cubeport_barrier_cta_red_or_##aligned##all(u32 id, bool p,       \
                                                         Site32 site) {        \
    return cubeportOracleBarrier(id, 0, BarrierOp::Or, p, site);               \
  }                                                                            \
  DEVICE u32 cubeport_barrier_cta_red_popc_##aligned##count(                   \
      u32 id, u32 count, bool p, Site32 site) {                                \
    return cubeportOracleBarrier(id, count, BarrierOp::Count, p, site);        \
  }                                                                            \
  DEVICE bool cubeport_barrier_cta_red_and_##aligned##count(                   \
      u32 id, u32 count, bool p, Site32 site) {                                \
    return cubeportOracleBarrier(id, count, BarrierOp::And, p, site);          \
  }                                                                            \
  DEVICE bool cubeport_barrier_cta_red_or_##aligned##count(                    \
      u32 id, u32 count, bool p, Site32 site) {                                \
    return cubeportOracleBarrier(id, count, BarrierOp::Or, p, site);           \
  }
BARRIERS()
BARRIERS(aligned_)

DEVICE void cubeport_membar_cta() { __atomic_thread_fence(5); }
DEVICE void cubeport_membar_gl() { __atomic_thread_fence(5); }
DEVICE void cubeport_membar_sys() { __atomic_thread_fence(5); }
DEVICE void cubeport_nanosleep(u32, Site32 site) { cubeportOracleYield(site); }
DEVICE void cubeport_exit() { cubeportOracleExit(); }
DEVICE void cubeport_fn___cubeport_grid_sync(Site32 site) {
  cubeportOracleGridSync(site);
}

//===----------------------------------------------------------------------===//
// Warps
//===----------------------------------------------------------------------===//

DEVICE void cubeport_bar_warp_sync(u32 mask, Site32 site) {
  cubeportOracleWarp(WarpOp::Sync, mask, 0, 0, site);
}
DEVICE u32 cubeport_activemask(Site32 site) {
  return cubeportOracleActiveMask(site);
}

struct Predicated {
  u32 value;
  bool predicate;
};
struct PredicatedFloat {
  float value;
  bool predicate;
};
static u64 shuffle(WarpOp op, u32 mask, u32 value, u32 b, u32 c, Site32 site) {
  return cubeportOracleWarp(op, mask, value, (b & 31) | c << 16, site);
}
#define SHUFFLES(name, op)                                                     \
  DEVICE u32 cubeport_shfl_sync_##name##_i32(u32 mask, u32 v, u32 b, u32 c,    \
                                             Site32 site) {                    \
    return u32(shuffle(WarpOp::op, mask, v, b, c, site));                      \
  }                                                                            \
  DEVICE float cubeport_shfl_sync_##name##_f32(u32 mask, float v, u32 b,       \
                                               u32 c, Site32 site) {           \
    return asFloat(u32(shuffle(WarpOp::op, mask, asBits(v), b, c, site)));     \
  }                                                                            \
  DEVICE Predicated cubeport_shfl_sync_##name##_i32p(u32 mask, u32 v, u32 b,   \
                                                     u32 c, Site32 site) {     \
    const u64 both = shuffle(WarpOp::op, mask, v, b, c, site);                 \
    return {u32(both), (both >> 32) != 0};                                     \
  }                                                                            \
  DEVICE PredicatedFloat cubeport_shfl_sync_##name##_f32p(                     \
      u32 mask, float v, u32 b, u32 c, Site32 site) {                          \
    const u64 both = shuffle(WarpOp::op, mask, asBits(v), b, c, site);         \
    return {asFloat(u32(both)), (both >> 32) != 0};                            \
  }                                                                            \
  DEVICE u32 cubeport_shfl_##name##_i32(u32 v, u32 b, u32 c, Site32 site) {    \
    const u32 mask = cubeportOracleActiveMask(site);                           \
    return u32(shuffle(WarpOp::op, mask, v, b, c, site));                      \
  }                                                                            \
  DEVICE float cubeport_shfl_##name##_f32(float v, u32 b, u32 c,               \
                                          Site32 site) {                       \
    const u32 mask = cubeportOracleActiveMask(site);                           \
    return asFloat(u32(shuffle(WarpOp::op, mask, asBits(v), b, c, site)));     \
  }
SHUFFLES(idx, ShuffleIndex)
SHUFFLES(up, ShuffleUp)
SHUFFLES(down, ShuffleDown)
SHUFFLES(bfly, ShuffleXor)

#define VOTE(name, op, type)                                                   \
  DEVICE type cubeport_vote_##name##_sync(u32 mask, bool p, Site32 site) {     \
    return type(cubeportOracleWarp(WarpOp::op, mask, p, 0, site));             \
  }                                                                            \
  DEVICE type cubeport_vote_##name(bool p, Site32 site) {                      \
    const u32 mask = cubeportOracleActiveMask(site);                           \
    return type(cubeportOracleWarp(WarpOp::op, mask, p, 0, site));             \
  }
VOTE(all, VoteAll, bool)
VOTE(any, VoteAny, bool)
VOTE(uni, VoteUniform, bool)
VOTE(ballot, Ballot, u32)

DEVICE u32 cubeport_match_any_sync_i32(u32 mask, u32 v, Site32 site) {
  return u32(cubeportOracleWarp(WarpOp::MatchAny, mask, v, 0, site));
}
DEVICE u32 cubeport_match_any_sync_i64(u32 mask, u64 v, Site32 site) {
  return u32(cubeportOracleWarp(WarpOp::MatchAny, mask, v, 0, site));
}
DEVICE Predicated cubeport_match_all_sync_i32p(u32 mask, u32 v, Site32 site) {
  const u64 both = cubeportOracleWarp(WarpOp::MatchAll, mask, v, 0, site);
  return {u32(both), (both >> 32) != 0};
}
DEVICE Predicated cubeport_match_all_sync_i64p(u32 mask, u64 v, Site32 site) {
  const u64 both = cubeportOracleWarp(WarpOp::MatchAll, mask, v, 0, site);
  return {u32(both), (both >> 32) != 0};
}

#define REDUX(name, op)                                                        \
  DEVICE u32 cubeport_redux_sync_##name(u32 v, u32 mask, Site32 site) {        \
    return u32(cubeportOracleWarp(WarpOp::op, mask, v, 0, site));              \
  }
REDUX(add, AddInt)
REDUX(min, MinInt)
REDUX(max, MaxInt)
REDUX(umin, MinUnsigned)
REDUX(umax, MaxUnsigned)
REDUX(and, And)
REDUX(or, Or)
REDUX(xor, Xor)
DEVICE float cubeport_redux_sync_fmin(float v, u32 mask, Site32 site) {
  return asFloat(u32(
      cubeportOracleWarp(WarpOp::MinFloat, mask, asBits(v), 0, site)));
}
DEVICE float cubeport_redux_sync_fmax(float v, u32 mask, Site32 site) {
  return asFloat(u32(
      cubeportOracleWarp(WarpOp::MaxFloat, mask, asBits(v), 0, site)));
}
DEVICE Predicated cubeport_elect_sync(u32 mask, Site32 site) {
  const u32 all =
      u32(cubeportOracleWarp(WarpOp::Ballot, mask, 1, 0, site));
  const u32 leader = u32(__builtin_ctz(all));
  return {leader, leader == cubeportOracleThread->lane};
}

//===----------------------------------------------------------------------===//
// Special registers that are not in the thread's context
//===----------------------------------------------------------------------===//

DEVICE u32 cubeport_read_ptx_sreg_clock() { return u32(cubeportOracleClock()); }
DEVICE u64 cubeport_read_ptx_sreg_clock64() { return cubeportOracleClock(); }
DEVICE u64 cubeport_read_ptx_sreg_globaltimer() {
  return cubeportOracleNanoseconds();
}
DEVICE u32 cubeport_read_ptx_sreg_globaltimer_lo() {
  return u32(cubeportOracleNanoseconds());
}
DEVICE u32 cubeport_read_ptx_sreg_warpsize() { return 32; }
DEVICE u32 cubeport_read_ptx_sreg_warpid() {
  return cubeportOracleThread->linear / 32;
}
DEVICE u32 cubeport_read_ptx_sreg_nwarpid() { return 32; }
DEVICE u32 cubeport_read_ptx_sreg_smid() { return 0; }
DEVICE u32 cubeport_read_ptx_sreg_nsmid() { return 1; }
DEVICE u64 cubeport_read_ptx_sreg_gridid() { return 0; }
DEVICE u32 cubeport_read_ptx_sreg_lanemask_eq() {
  return 1u << cubeportOracleThread->lane;
}
DEVICE u32 cubeport_read_ptx_sreg_lanemask_lt() {
  return (1u << cubeportOracleThread->lane) - 1;
}
DEVICE u32 cubeport_read_ptx_sreg_lanemask_le() {
  return (2u << cubeportOracleThread->lane) - 1;
}
DEVICE u32 cubeport_read_ptx_sreg_lanemask_gt() {
  return ~((2u << cubeportOracleThread->lane) - 1);
}
DEVICE u32 cubeport_read_ptx_sreg_lanemask_ge() {
  return ~((1u << cubeportOracleThread->lane) - 1);
}
DEVICE u32 cubeport_read_ptx_sreg_dynamic_smem_size() {
  return cubeportOracleThread->block->dynamicBytes;
}
DEVICE u32 cubeport_read_ptx_sreg_total_smem_size() {
  return u32(cubeportOracleThread->block->sharedBytes);
}

DEVICE bool cubeport_isspacep_shared(const void *p) {
  const BlockContext &block = *cubeportOracleThread->block;
  return u64((const char *)p - block.shared) < block.sharedBytes;
}
DEVICE bool cubeport_isspacep_global(const void *p) {
  return !cubeport_isspacep_shared(p);
}

//===----------------------------------------------------------------------===//
// Copies past the registers: done at once
//===----------------------------------------------------------------------===//

static void copyAsync(void *to, const void *from, u32 bytes, u32 taken,
                      Site32 site) {
  taken = taken < bytes ? taken : bytes;
  cubeportOracleCheckSlow(to, bytes, bytes, site);
  cubeportOracleCheckSlow(from, taken, 1, site);
  char copy[16] = {};
  __builtin_memcpy(copy, from, taken);
  cubeportOracleSharedWrite(to, bytes, copy, site);
  __builtin_memcpy(to, copy, bytes);
}
#define COPY(cache, size)                                                      \
  DEVICE void cubeport_cp_async_##cache##_shared_global_##size(                \
      void *to, const void *from, Site32 site) {                               \
    copyAsync(to, from, size, size, site);                                     \
  }                                                                            \
  DEVICE void cubeport_cp_async_##cache##_shared_global_##size##_s(            \
      void *to, const void *from, u32 taken, Site32 site) {                    \
    copyAsync(to, from, size, taken, site);                                    \
  }
COPY(ca, 4)
COPY(ca, 8)
COPY(ca, 16)
COPY(cg, 16)
DEVICE void cubeport_cp_async_commit_group() {}
DEVICE void cubeport_cp_async_wait_group(u32) {}
DEVICE void cubeport_cp_async_wait_all() {}

//===----------------------------------------------------------------------===//
// Functions that Clang or the CUDA headers leave to the device
//===----------------------------------------------------------------------===//

DEVICE int cubeport_fn_vprintf(const char *format, const void *arguments,
                               Site32 site) {
  return cubeportOraclePrintf(format, arguments, site);
}
DEVICE void cubeport_fn___cubeport_ordered() { cubeportOracleOrder(); }
DEVICE void cubeport_fn___cubeport_heap_gave(void *block, u64 bytes) {
  cubeportOracleHeapGave(block, bytes);
}
DEVICE void cubeport_fn___cubeport_heap_takes(void *block, Site32 site) {
  cubeportOracleHeapTakes(block, site);
}
DEVICE void cubeport_fn___assert_fail(const char *expression, const char *file,
                                      u32 line, const char *function,
                                      Site32 site) {
  cubeportOracleAssert(expression, file, line, function, site);
}
DEVICE void cubeport_fn___assertfail(const char *expression, const char *file,
                                     u32 line, const char *function, u64,
                                     Site32 site) {
  cubeportOracleAssert(expression, file, line, function, site);
}
