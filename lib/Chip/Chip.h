// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What passes ask about a chip. Numbers and their sources: docs/machine.md.
#ifndef CUBEPORT_LIB_CHIP_CHIP_H
#define CUBEPORT_LIB_CHIP_CHIP_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>

namespace cubeport::chip {

/// An element type as the vector unit and the DMA engines see it.
enum class Element { i8, u8, i16, u16, i32, u32, i64, f16, bf16, f32, none };

/// Bytes of one element; 0 for `none`.
unsigned bytesOf(Element element);

/// An instruction family of the vector unit.
enum class VectorOp {
  Add,
  Sub,
  Mul,
  Div,
  Max,
  Min,
  And,
  Or,
  Not,
  Adds,
  Muls,
  Maxs,
  Mins,
  Shift,
  Function,       // exp, ln, abs, sqrt
  CompareEqual,   // mode EQ
  CompareOrdered, // all other modes
  Select,
  Duplicate,
  Gather,
  Math // the library of transcendental functions
};

/// What a copy to global memory may do to what stands there.
enum class Atomic { Add, Max, Min };

/// One chip. Only passes ask it; printers take no decisions.
class Chip {
public:
  virtual ~Chip();
  /// The name in `--target=`.
  virtual llvm::StringRef name() const = 0;
  /// UB bytes of a vector core that a kernel may use.
  virtual int64_t ubBytes() const = 0;
  /// Start addresses in the UB and rows of copies are multiples of this.
  virtual int64_t blockBytes() const = 0;
  /// Bytes that a vector instruction handles in one repeat; the byte count of
  /// a compare is a multiple of it.
  virtual int64_t repeatBytes() const = 0;
  /// Repeats of one instruction in mask mode.
  virtual int64_t maxRepeats() const = 0;
  /// Rows of one copy between global memory and the UB.
  virtual int64_t maxCopyRows() const = 0;
  /// Bytes of one row of such a copy.
  virtual int64_t maxCopyRowBytes() const = 0;
  /// A line of the scalar unit's data cache; lines of two cores must differ.
  virtual int64_t cacheLineBytes() const = 0;
  /// Vector cores of the largest part of the family.
  virtual int64_t vectorCores() const = 0;
  /// Flags between one pair of pipes that a kernel may use.
  virtual int64_t flagIds() const = 0;
  /// Whether the vector unit has `op` on `element`.
  virtual bool hasVector(VectorOp op, Element element) const = 0;
  /// Whether the vector unit converts `from` to `to` in one instruction.
  virtual bool hasCast(Element from, Element to) const = 0;
  /// Whether copies to global memory update `element` atomically.
  virtual bool hasAtomic(Atomic kind, Element element) const = 0;
};

/// The chip of that name, or null.
const Chip *findChip(llvm::StringRef name);
/// All names that findChip knows.
llvm::ArrayRef<llvm::StringRef> chipNames();
/// What contradicts itself in a chip's answers; empty if nothing does.
std::string validate(const Chip &chip);

} // namespace cubeport::chip

#endif
