// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pointers to device functions are numbers, the same in all sources and in
// both halves of a program.
#ifndef CUBEPORT_LIB_COMMON_FUNCTIONNUMBER_H
#define CUBEPORT_LIB_COMMON_FUNCTIONNUMBER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/xxhash.h"

namespace llvm {
class Constant;
}

namespace cubeport {

/// The number of the function with that mangled name: 31 bits, not 0 or 1.
inline uint64_t functionNumber(llvm::StringRef mangled) {
  uint64_t number = llvm::xxh3_64bits(mangled) & 0x7fffffff;
  return number <= 1 ? number + 2 : number;
}

/// Puts `pointer` in all places that hold the address `place` (a function, or
/// a place in a table), but for calls of it.
void replaceAddress(llvm::Constant &place, llvm::Constant *pointer);

} // namespace cubeport

#endif
