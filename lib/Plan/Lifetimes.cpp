// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lifetimes of local buffers over structured control flow.
#include "lib/Plan/Lifetimes.h"
#include "lib/Chip/Chip.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;

int64_t plan::getUbCapacity() {
  return chip::findChip(chip::chipNames().front())->ubBytes();
}

namespace {
/// Position of each op in textual order, and of the last op inside it.
struct Order {
  DenseMap<Operation *, int64_t> first;
  DenseMap<Operation *, int64_t> last;

  explicit Order(Operation *root) { number(root); }

private:
  int64_t next = 0;

  void number(Operation *op) {
    first[op] = next++;
    for (Region &region : op->getRegions()) {
      for (Block &block : region) {
        for (Operation &nested : block) {
          number(&nested);
        }
      }
    }
    last[op] = next - 1;
  }
};
} // namespace

/// Extends the buffer's life over all uses of `value`, a view of it or itself.
static void addUses(Value value, const Order &order, LocalBuffer &buffer) {
  Block *home = buffer.alloc->getBlock();
  for (Operation *user : value.getUsers()) {
    if (auto view = dyn_cast<davinci::ViewOp>(user)) {
      addUses(view.getResult(), order, buffer);
      continue;
    }
    Operation *ancestor = home->findAncestorOpInBlock(*user);
    buffer.firstUse = std::min(buffer.firstUse, order.first.at(ancestor));
    buffer.lastUse = std::max(buffer.lastUse, order.last.at(ancestor));
  }
}

FailureOr<SmallVector<LocalBuffer>>
plan::findLocalBuffers(func::FuncOp kernel) {
  Order order(kernel);
  SmallVector<LocalBuffer> buffers;
  WalkResult result = kernel.walk([&](davinci::AllocOp alloc) {
    auto type = cast<MemRefType>(alloc.getType());
    if (davinci::getSpace(type) != davinci::Space::ub) {
      return WalkResult::advance();
    }
    if (!type.hasStaticShape() || !type.getElementType().isIntOrFloat()) {
      alloc.emitError() << "CP5002: a local buffer of type " << type
                        << "; its size must be known to place it";
      return WalkResult::interrupt();
    }
    int64_t bits =
        type.getNumElements() * type.getElementTypeBitWidth();
    int64_t bytes = llvm::alignTo(llvm::divideCeil(bits, 8),
                                  kUbAlignmentBytes);
    int64_t position = order.first.at(alloc);
    LocalBuffer buffer{alloc, bytes, std::numeric_limits<int64_t>::max(),
                       position};
    addUses(alloc.getResult(), order, buffer);
    buffer.firstUse = std::max(position, std::min(buffer.firstUse,
                                                  buffer.lastUse));
    buffers.push_back(buffer);
    return WalkResult::advance();
  });
  if (result.wasInterrupted()) {
    return failure();
  }
  return buffers;
}
