// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Facts of dav-c220 cores. Sources by letter as in docs/machine.md.
#include "lib/Chip/Ascend910B.h"

using namespace cubeport::chip;

namespace {

class DavC220 : public Chip {
public:
  explicit DavC220(llvm::StringRef chipName) : chipName(chipName) {}
  llvm::StringRef name() const override { return chipName; }
  // 192 KiB, of which the library keeps the part above 184 KiB (machine M1).
  int64_t ubBytes() const override { return 184 * 1024; }
  int64_t blockBytes() const override { return 32; }           // M2
  int64_t repeatBytes() const override { return 256; }         // M3
  int64_t maxRepeats() const override { return 255; }          // M3
  int64_t maxCopyRows() const override { return 4095; }        // M4
  int64_t maxCopyRowBytes() const override { return 2097151; } // M4
  int64_t cacheLineBytes() const override { return 64; }       // M5
  int64_t vectorCores() const override { return 48; }          // M6
  int64_t flagIds() const override { return 6; }               // M7
  bool hasVector(VectorOp op, Element element) const override;
  bool hasCast(Element from, Element to) const override;
  bool hasAtomic(Atomic kind, Element element) const override;

private:
  llvm::StringRef chipName;
};

} // namespace

// M8: the table of vector instructions.
bool DavC220::hasVector(VectorOp op, Element element) const {
  bool isFloat = element == Element::f16 || element == Element::f32;
  bool isInt = element == Element::i16 || element == Element::i32;
  bool is16 = bytesOf(element) == 2;
  bool is32 = bytesOf(element) == 4;
  switch (op) {
  case VectorOp::Add:
  case VectorOp::Sub:
  case VectorOp::Mul:
  case VectorOp::Max:
  case VectorOp::Min:
  case VectorOp::Adds:
  case VectorOp::Muls:
  case VectorOp::Maxs:
  case VectorOp::Mins:
    return isFloat || isInt;
  case VectorOp::Div:
  case VectorOp::Function:
  case VectorOp::CompareOrdered:
  case VectorOp::Math:
    return isFloat;
  case VectorOp::CompareEqual:
    return isFloat || element == Element::i32;
  // Only on 16-bit integers: wider types are seen as twice as many.
  case VectorOp::And:
  case VectorOp::Or:
  case VectorOp::Not:
    return element == Element::i16 || element == Element::u16;
  case VectorOp::Shift:
    return isInt || element == Element::u16 || element == Element::u32;
  case VectorOp::Select:
    return isFloat;
  case VectorOp::Duplicate:
  case VectorOp::Gather:
    return is16 || is32;
  }
  return false;
}

// M9: the pairs of Cast.
bool DavC220::hasCast(Element from, Element to) const {
  switch (from) {
  case Element::f32:
    return to == Element::f16 || to == Element::bf16 || to == Element::i32 ||
           to == Element::i64 || to == Element::i16 || to == Element::f32;
  case Element::f16:
    return to == Element::f32 || to == Element::i32 || to == Element::i16 ||
           to == Element::i8 || to == Element::u8;
  case Element::bf16:
    return to == Element::f32 || to == Element::i32;
  case Element::i32:
    return to == Element::f32 || to == Element::i16 || to == Element::i64;
  case Element::i16:
    return to == Element::f16 || to == Element::f32;
  case Element::i8:
  case Element::u8:
    return to == Element::f16;
  case Element::i64:
    return to == Element::i32 || to == Element::f32;
  default:
    return false;
  }
}

// M10: SetAtomicAdd, SetAtomicMax, SetAtomicMin.
bool DavC220::hasAtomic(Atomic kind, Element element) const {
  switch (element) {
  case Element::i8:
  case Element::i16:
  case Element::i32:
  case Element::f16:
  case Element::bf16:
  case Element::f32:
    return true;
  case Element::u32:
    return kind == Atomic::Add; // modulo 2^32, signed and unsigned agree
  default:
    return false;
  }
}

const Chip &cubeport::chip::ascend910b() {
  static const DavC220 chip("ascend910b");
  return chip;
}

const Chip &cubeport::chip::ascend910c() {
  static const DavC220 chip("ascend910c");
  return chip;
}
