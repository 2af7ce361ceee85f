// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The register with the filler of padded copies.
#include "Core.h"

using namespace cubeport::twin;

void cubeport::twin::setPadValue(uint64_t bits, Where where) {
  Core &core = currentCore(where);
  core.padValue = bits;
  core.hasPadValue = true;
}

void cubeport::twin::takePadValue(CopyShape &shape, Where where) {
  const Core &core = currentCore(where);
  if (!shape.fill && core.hasPadValue) {
    shape.fill = true;
    shape.filler = core.padValue;
  }
}
