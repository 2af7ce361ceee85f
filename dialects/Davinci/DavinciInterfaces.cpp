// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The pipe interface and the helpers that op definitions share.
#include "dialects/Davinci/DavinciDialect.h"

using namespace mlir;
using namespace cubeport::davinci;

#include "dialects/Davinci/DavinciInterfaces.cpp.inc"

SmallVector<Value> cubeport::davinci::memrefOperandsAfterFirst(Operation *op) {
  SmallVector<Value> buffers;
  for (Value operand : op->getOperands().drop_front()) {
    if (isa<MemRefType>(operand.getType())) {
      buffers.push_back(operand);
    }
  }
  return buffers;
}

Space cubeport::davinci::getSpace(Type memref) {
  auto space =
      dyn_cast_or_null<SpaceAttr>(cast<MemRefType>(memref).getMemorySpace());
  return space ? space.getValue() : Space::gm;
}

MemRefType cubeport::davinci::getBufferType(Type element, int64_t count,
                                            Space space) {
  return MemRefType::get({count}, element, MemRefLayoutAttrInterface(),
                         SpaceAttr::get(element.getContext(), space));
}
