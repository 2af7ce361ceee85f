// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What compiled device code calls in the runtime.
#ifndef CUBEPORT_LIB_ORACLE_ABICALLS_H
#define CUBEPORT_LIB_ORACLE_ABICALLS_H

#include "lib/Oracle/Abi.h"

extern "C" {
/// The running thread; a C++ thread_local is reached through a function.
extern __thread cubeport::oracle::ThreadContext *cubeportOracleThread;

void cubeportOracleRegister(const cubeport::oracle::DeviceModule *module);

// Waiting for other threads.
uint32_t cubeportOracleBarrier(uint32_t id, uint32_t count,
                               cubeport::oracle::BarrierOp op,
                               uint32_t predicate, uint32_t site);
void cubeportOracleNextEpoch(void);
void cubeportOracleArrive(uint32_t id, uint32_t count, uint32_t site);
/// The low word is the result, the high word the predicate.
uint64_t cubeportOracleWarp(cubeport::oracle::WarpOp op, uint32_t mask,
                            uint64_t value, uint32_t argument, uint32_t site);
uint32_t cubeportOracleActiveMask(uint32_t site);
void cubeportOracleGridSync(uint32_t site);
void cubeportOracleYield(uint32_t site);
void cubeportOracleExit(void);

// Checks, when the fast test did not pass.
void cubeportOracleCheckSlow(const void *address, uint64_t bytes,
                             uint32_t alignment, uint32_t site);
[[noreturn]] void cubeportOracleNoFunction(uint64_t pointer, uint32_t site);
void cubeportOracleBeyond(const void *address, const void *base, uint64_t bytes,
                          const char *name, uint32_t site);
void cubeportOracleSharedRead(const void *address, uint64_t bytes,
                              uint32_t site);
void cubeportOracleSharedWrite(const void *address, uint64_t bytes,
                               const void *value, uint32_t site);
void cubeportOracleSharedAtomic(const void *address, uint64_t bytes,
                                uint32_t site);

// Services.
int32_t cubeportOraclePrintf(const char *format, const void *arguments,
                             uint32_t site);
/// A barrier of the device headers orders what was before and what comes.
void cubeportOracleOrder(void);
/// The device headers' malloc gives a block, or free takes one back.
void cubeportOracleHeapGave(void *block, uint64_t bytes);
void cubeportOracleHeapTakes(void *block, uint32_t site);
[[noreturn]] void cubeportOracleTrap(uint32_t site);
[[noreturn]] void cubeportOracleAssert(const char *expression, const char *file,
                                       uint32_t line, const char *function,
                                       uint32_t site);
[[noreturn]] void cubeportOracleUnsupported(const char *what, uint32_t site);
uint64_t cubeportOracleClock(void);
uint64_t cubeportOracleNanoseconds(void);
double cubeportOracleBesselI(int order, double x);
}

#endif
