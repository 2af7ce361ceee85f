// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// plan-place-buffers: lifetimes of local buffers and their addresses.
#include "dialects/Davinci/DavinciDialect.h"
#include "lib/Plan/Lifetimes.h"
#include "lib/Plan/Passes.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"

namespace cubeport::plan {
#define GEN_PASS_DEF_PLACEBUFFERS
#include "lib/Plan/Passes.h.inc"
} // namespace cubeport::plan

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;

/// Puts the buffers one after the other; returns the bytes in use.
static int64_t placeApart(MutableArrayRef<LocalBuffer> buffers) {
  int64_t end = 0;
  for (LocalBuffer &buffer : buffers) {
    buffer.address = end;
    end += buffer.bytes;
  }
  return end;
}

/// Gives `buffer` the lowest gap between those of `placed` that live with it.
static int64_t findGap(const LocalBuffer &buffer,
                       ArrayRef<const LocalBuffer *> placed) {
  SmallVector<std::pair<int64_t, int64_t>> taken;
  for (const LocalBuffer *other : placed) {
    if (buffer.livesWith(*other)) {
      taken.push_back({other->address, other->address + other->bytes});
    }
  }
  llvm::sort(taken);
  int64_t address = 0;
  for (auto [begin, end] : taken) {
    if (begin - address >= buffer.bytes) {
      break;
    }
    address = std::max(address, end);
  }
  return address;
}

/// First fit in the given order; returns the bytes in use.
static int64_t placeShared(ArrayRef<LocalBuffer *> order) {
  SmallVector<const LocalBuffer *> placed;
  int64_t end = 0;
  for (LocalBuffer *buffer : order) {
    buffer->address = findGap(*buffer, placed);
    end = std::max(end, buffer->address + buffer->bytes);
    placed.push_back(buffer);
  }
  return end;
}

/// Shares addresses: first fit by start of life, and by size where that needs
/// fewer bytes.
static int64_t placeShared(MutableArrayRef<LocalBuffer> buffers) {
  SmallVector<LocalBuffer *> byStart;
  for (LocalBuffer &buffer : buffers) {
    byStart.push_back(&buffer);
  }
  SmallVector<LocalBuffer *> bySize = byStart;
  llvm::sort(byStart, [](const LocalBuffer *a, const LocalBuffer *b) {
    return std::tie(a->firstUse, a) < std::tie(b->firstUse, b);
  });
  llvm::sort(bySize, [](const LocalBuffer *a, const LocalBuffer *b) {
    return std::tie(b->bytes, a) < std::tie(a->bytes, b);
  });
  int64_t endByStart = placeShared(ArrayRef(byStart));
  int64_t endBySize = placeShared(ArrayRef(bySize));
  return endByStart <= endBySize ? placeShared(ArrayRef(byStart)) : endBySize;
}

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
    int64_t bytesUsed = placeApart(*buffers);
    if (reuse || bytesUsed > bytesAvailable) {
      bytesUsed = placeShared(*buffers);
    }
    if (bytesUsed > bytesAvailable) {
      reportOverflow(kernel, *buffers, bytesUsed, bytesAvailable);
      return signalPassFailure();
    }
    for (LocalBuffer &buffer : *buffers) {
      buffer.alloc.setAddress(buffer.address);
    }
    kernel->setAttr(davinci::DavinciDialect::kUbBytesAttrName,
                    Builder(kernel).getI64IntegerAttr(bytesUsed));
  }
};
} // namespace
