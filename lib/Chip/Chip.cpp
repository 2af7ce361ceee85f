// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The registry of chips and the check that a chip's answers fit together.
#include "lib/Chip/Chip.h"
#include "lib/Chip/Ascend910B.h"

using namespace cubeport::chip;

Chip::~Chip() = default;

unsigned cubeport::chip::bytesOf(Element element) {
  switch (element) {
  case Element::i8:
  case Element::u8:
    return 1;
  case Element::i16:
  case Element::u16:
  case Element::f16:
  case Element::bf16:
    return 2;
  case Element::i32:
  case Element::u32:
  case Element::f32:
    return 4;
  case Element::i64:
    return 8;
  case Element::none:
    return 0;
  }
  return 0;
}

const Chip *cubeport::chip::findChip(llvm::StringRef name) {
  if (name == ascend910b().name()) {
    return &ascend910b();
  }
  if (name == ascend910c().name()) {
    return &ascend910c();
  }
  return nullptr;
}

llvm::ArrayRef<llvm::StringRef> cubeport::chip::chipNames() {
  static const llvm::StringRef names[] = {"ascend910b", "ascend910c"};
  return names;
}

std::string cubeport::chip::validate(const Chip &chip) {
  if (chip.blockBytes() <= 0 || chip.repeatBytes() % chip.blockBytes() != 0) {
    return "a repeat is not a whole number of blocks";
  }
  if (chip.ubBytes() <= 0 || chip.ubBytes() % chip.repeatBytes() != 0) {
    return "the UB is not a whole number of repeats";
  }
  if (chip.maxCopyRowBytes() < chip.ubBytes()) {
    return "one row cannot fill the UB";
  }
  for (Element e : {Element::f16, Element::f32, Element::i32, Element::i16}) {
    if (!chip.hasVector(VectorOp::Duplicate, e) ||
        !chip.hasVector(VectorOp::Gather, e)) {
      return "a 16- or 32-bit type without duplicate or gather";
    }
  }
  if (chip.vectorCores() <= 0 || chip.flagIds() <= 0) {
    return "no core or no flag";
  }
  return "";
}
