// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// plan-place-buffers: an address for every local buffer.
#include "dialects/Davinci/DavinciDialect.h"
#include "lib/Plan/Lifetimes.h"
#include "lib/Plan/Passes.h"
#include "llvm/Support/FormatVariadic.h"

namespace cubeport::plan {
#define GEN_PASS_DEF_PLACEBUFFERS
#include "lib/Plan/Passes.h.inc"
} // namespace cubeport::plan

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;

static std::string describeLine(Location location) {
  if (auto line = location->findInstanceOf<FileLineColLoc>()) {
    return llvm::formatv("{0}:{1}", line.getFilename().getValue(),
                         line.getLine());
  }
  return "unknown line";
}

/// CP5001 with the largest buffers, so that the user sees what to shrink.
static void reportOverflow(func::FuncOp kernel, ArrayRef<LocalBuffer> buffers,
                           int64_t neededBytes, int64_t capacity) {
  InFlightDiagnostic error =
      kernel.emitError()
      << llvm::formatv("CP5001: kernel '{0}' needs {1:f1} KB of unified buffer "
                       "at once; the chip has {2:f1} KB",
                       kernel.getSymName(), neededBytes / 1024.0,
                       capacity / 1024.0)
             .str();
  SmallVector<const LocalBuffer *> bySize;
  for (const LocalBuffer &buffer : buffers) {
    bySize.push_back(&buffer);
  }
  llvm::sort(bySize, [](const LocalBuffer *a, const LocalBuffer *b) {
    return std::tie(b->bytes, a) < std::tie(a->bytes, b);
  });
  constexpr size_t kTableRows = 8;
  for (const LocalBuffer *buffer : ArrayRef(bySize).take_front(kTableRows)) {
    davinci::AllocOp alloc = buffer->alloc;
    std::string type;
    llvm::raw_string_ostream(type)
        << cast<MemRefType>(alloc.getType()).getElementType();
    error.attachNote(alloc.getLoc())
        << llvm::formatv("{0,8:f1} KB of {1} at {2}", buffer->bytes / 1024.0,
                         type, describeLine(alloc.getLoc()))
               .str();
  }
}

namespace {
struct PlaceBuffers : plan::impl::PlaceBuffersBase<PlaceBuffers> {
  using PlaceBuffersBase::PlaceBuffersBase;

  void runOnOperation() override {
    func::FuncOp kernel = getOperation();
    // Threads one by one use the scalar unit only: nothing to place or order.
    if (kernel.isExternal() ||
        kernel->hasAttr(davinci::DavinciDialect::kThreadsAttrName)) {
      return;
    }
    FailureOr<SmallVector<LocalBuffer>> buffers = findLocalBuffers(kernel);
    if (failed(buffers)) {
      return signalPassFailure();
    }
    int64_t bytesAvailable = capacity > 0 ? capacity : getUbCapacity();
    int64_t bytesUsed = placeBuffers(*buffers, bytesAvailable, reuse);
    if (bytesUsed > bytesAvailable) {
      reportOverflow(kernel, *buffers, bytesUsed, bytesAvailable);
      return signalPassFailure();
    }
    if (banks) {
      int64_t bytesApart = 0;
      for (const LocalBuffer &buffer : *buffers) {
        bytesApart += buffer.bytes;
      }
      bytesUsed =
          avoidBankConflicts(kernel, *buffers, bytesAvailable,
                             /*shares=*/reuse || bytesApart > bytesAvailable);
    }
    for (LocalBuffer &buffer : *buffers) {
      buffer.alloc.setAddress(buffer.address);
    }
    kernel->setAttr(davinci::DavinciDialect::kUbBytesAttrName,
                    Builder(kernel).getI64IntegerAttr(bytesUsed));
  }
};
} // namespace
