// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the files of the device library share. They are compiled to bitcode
// and linked into device code, so that all of it can be inlined.
//
// A call of llvm.nvvm.x.y in device code becomes one of cubeport_x_y here; a
// function with one parameter more than the intrinsic gets the site.
#ifndef CUBEPORT_LIB_ORACLE_DEVICE_COMMON_H
#define CUBEPORT_LIB_ORACLE_DEVICE_COMMON_H

#include "lib/Oracle/AbiCalls.h"

// Kept in the bitcode though nothing there calls it.
#define DEVICE extern "C" __attribute__((used))
// Checks that every access has: threads become loops only if they are in sight.
#define INLINE __attribute__((always_inline))

typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long i64;
typedef uint32_t Site32;

static inline float asFloat(u32 bits) {
  return __builtin_bit_cast(float, bits);
}
static inline u32 asBits(float value) { return __builtin_bit_cast(u32, value); }

#endif
