// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// plan-double-buffer: loads, computation and stores of successive iterations
// of a loop get buffers of their own, so that they can overlap.
#include "lib/Plan/InsertFlags.h"
#include "lib/Plan/Lifetimes.h"
#include "lib/Plan/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/IR/PatternMatch.h"
#include "llvm/Support/MathExtras.h"

namespace cubeport::plan {
#define GEN_PASS_DEF_DOUBLEBUFFER
#include "lib/Plan/Passes.h.inc"
} // namespace cubeport::plan

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;

namespace {
/// A buffer that copies fill or drain in each iteration of a loop.
struct Candidate {
  davinci::AllocOp alloc;
  bool isFilled = false;
  bool isDrained = false;
};
} // namespace

/// Notes in `candidate` what uses `buffer` or a view of it.
static void findUses(Value buffer, Candidate &candidate) {
  for (Operation *user : buffer.getUsers()) {
    if (auto view = dyn_cast<davinci::ViewOp>(user)) {
      findUses(view.getResult(), candidate);
    } else if (isa<davinci::CopyInOp>(user)) {
      candidate.isFilled = true;
    } else if (isa<davinci::CopyOutOp>(user)) {
      candidate.isDrained = true;
    }
  }
}

/// Buffers that are new in each iteration of `loop`, so that nothing in them
/// lives on, and that a copy uses.
static SmallVector<Candidate> findCandidates(scf::ForOp loop) {
  SmallVector<Candidate> candidates;
  loop.walk([&](davinci::AllocOp alloc) {
    auto home = alloc->getParentOfType<LoopLikeOpInterface>();
    bool isOurs = home.getOperation() == loop.getOperation() &&
                  davinci::getSpace(alloc.getType()) == davinci::Space::ub;
    Candidate candidate{alloc};
    findUses(alloc.getResult(), candidate);
    if (isOurs && (candidate.isFilled || candidate.isDrained)) {
      candidates.push_back(candidate);
    }
  });
  return candidates;
}

/// True if bounds say that the body runs at most once.
static bool runsAtMostOnce(scf::ForOp loop) {
  APInt lower, upper, step;
  return matchPattern(loop.getLowerBound(), m_ConstantInt(&lower)) &&
         matchPattern(loop.getUpperBound(), m_ConstantInt(&upper)) &&
         matchPattern(loop.getStep(), m_ConstantInt(&step)) &&
         (lower.sge(upper) || (lower + step).sge(upper));
}

/// True if a load must wait for a store of the iteration before: then there
/// is nothing to overlap. CUDA blocks do not wait for each other.
static bool loadsWhatItStores(scf::ForOp loop) {
  if (isBlockLoop(loop)) {
    return false;
  }
  SmallVector<Access> loads, stores;
  loop.walk([&](davinci::DavinciPipeOp op) {
    for (const Access &access : getAccesses(op, {})) {
      if (access.space == davinci::Space::gm) {
        (access.isWrite ? stores : loads).push_back(access);
      }
    }
  });
  return llvm::any_of(stores, [&](const Access &store) {
    return llvm::any_of(
        loads, [&](const Access &load) { return mustOrder(store, load); });
  });
}

/// True if more than one pipe has something to do: the copies of a loop that
/// does nothing else wait for nothing.
static bool usesSeveralPipes(scf::ForOp loop) {
  std::optional<davinci::Pipe> first;
  return loop
      .walk([&](davinci::DavinciPipeOp op) {
        if (!first) {
          first = op.getPipe();
        }
        return op.getPipe() == *first ? WalkResult::advance()
                                      : WalkResult::interrupt();
      })
      .wasInterrupted();
}

/// The copies that a loop gets: those of all its candidates, or of some.
enum class Share { All, Filled, Drained };

static bool belongsTo(const Candidate &candidate, Share share) {
  return share == Share::All ||
         (share == Share::Filled ? candidate.isFilled : candidate.isDrained);
}

/// `slot` of the next iteration.
static Value buildNextSlot(OpBuilder &builder, Location location, Value slot,
                           int64_t slots) {
  auto constant = [&](int32_t value) {
    return arith::ConstantIntOp::create(builder, location, value, 32);
  };
  if (slots == 2) {
    return arith::SubIOp::create(builder, location, constant(1), slot);
  }
  Value next = arith::AddIOp::create(builder, location, slot, constant(1));
  return arith::RemSIOp::create(builder, location, next, constant(slots));
}

/// Adds a slot to what `loop` carries.
static scf::ForOp addSlot(scf::ForOp loop, int64_t slots) {
  IRRewriter rewriter(loop->getContext());
  rewriter.setInsertionPoint(loop);
  Location location = loop.getLoc();
  Value first = arith::ConstantIntOp::create(rewriter, location, 0, 32);
  // The step belongs to the CUDA line that it stands behind.
  Operation *lastOp = loop.getBody()->getTerminator()->getPrevNode();
  auto buildNext = [&](OpBuilder &builder, Location,
                       ArrayRef<BlockArgument> added) -> SmallVector<Value> {
    BlockArgument slot = added.front();
    slot.setLoc(NameLoc::get(builder.getStringAttr("slot"), location));
    return {buildNextSlot(builder, location, slot, slots)};
  };
  DictionaryAttr attributes = loop->getAttrDictionary();
  auto result = cast<scf::ForOp>(*loop.replaceWithAdditionalYields(
      rewriter, first, /*replaceInitOperandUsesInLoop=*/false, buildNext));
  result->setAttrs(attributes);
  result.getBody()->getTerminator()->setLoc(lastOp->getLoc());
  return result;
}

/// Puts a buffer with slots in front of `loop`, and a view of one of them in
/// the place of `alloc`.
static void giveSlots(davinci::AllocOp alloc, scf::ForOp loop, int64_t slots) {
  auto type = cast<MemRefType>(alloc.getType());
  Location location = alloc.getLoc();
  int64_t elementBytes = llvm::divideCeil(type.getElementTypeBitWidth(), 8);
  int64_t stride =
      llvm::alignTo(type.getNumElements() * elementBytes, kUbAlignmentBytes) /
      elementBytes;
  OpBuilder builder(loop);
  auto whole = davinci::AllocOp::create(
      builder, location,
      MemRefType::get({slots * stride}, type.getElementType(), type.getLayout(),
                      type.getMemorySpace()),
      IntegerAttr());
  builder.setInsertionPoint(alloc);
  Value slot = loop.getRegionIterArgs().back();
  Value size = arith::ConstantIntOp::create(builder, location, stride, 32);
  Value start = arith::MulIOp::create(builder, location, slot, size);
  Value offset =
      arith::ExtSIOp::create(builder, location, builder.getI64Type(), start);
  Value view = davinci::ViewOp::create(builder, location, type,
                                       whole.getResult(), offset);
  alloc.getResult().replaceAllUsesWith(view);
  alloc.erase();
}

/// Gives the buffers their slots.
static scf::ForOp rewrite(scf::ForOp loop, ArrayRef<davinci::AllocOp> buffers,
                          int64_t slots) {
  scf::ForOp withSlot = addSlot(loop, slots);
  for (davinci::AllocOp alloc : buffers) {
    giveSlots(alloc, withSlot, slots);
  }
  return withSlot;
}

namespace {
/// What slots would bring.
enum class Verdict { NoRoom, NoGain, Gain };

struct DoubleBuffer : plan::impl::DoubleBufferBase<DoubleBuffer> {
  using DoubleBufferBase::DoubleBufferBase;

  void runOnOperation() override {
    func::FuncOp kernel = getOperation();
    // Threads one by one use the scalar unit only.
    if (kernel.isExternal() || slots < 2 ||
        kernel->hasAttr(davinci::DavinciDialect::kThreadsAttrName)) {
      return;
    }
    llvm::MapVector<Operation *, SmallVector<Candidate>> candidates;
    kernel.walk(
        [&](scf::ForOp loop) { candidates[loop] = findCandidates(loop); });
    for (auto &[loop, buffers] : candidates) {
      visitLoop(cast<scf::ForOp>(loop), buffers);
    }
  }

private:
  void visitLoop(scf::ForOp loop, ArrayRef<Candidate> candidates) {
    if (candidates.empty() || runsAtMostOnce(loop) || loadsWhatItStores(loop) ||
        !usesSeveralPipes(loop)) {
      return;
    }
    for (int64_t count = slots; count >= 2; --count) {
      for (Share share : {Share::All, Share::Filled, Share::Drained}) {
        SmallVector<davinci::AllocOp> buffers;
        for (const Candidate &candidate : candidates) {
          if (belongsTo(candidate, share)) {
            buffers.push_back(candidate.alloc);
          }
        }
        Verdict verdict =
            buffers.empty() ? Verdict::NoRoom : tryOut(loop, buffers, count);
        if (verdict == Verdict::Gain) {
          rewrite(loop, buffers, count);
        }
        if (verdict != Verdict::NoRoom) {
          return;
        }
      }
    }
  }

  /// Looks at a copy of the kernel with slots, placed and ordered. They gain
  /// something if iterations wait for them.
  Verdict tryOut(scf::ForOp loop, ArrayRef<davinci::AllocOp> buffers,
                 int64_t count) {
    // Whatever is wrong with the kernel is for later passes to report.
    ScopedDiagnosticHandler quiet(&getContext(),
                                  [](Diagnostic &) { return success(); });
    IRMapping copies;
    OwningOpRef<func::FuncOp> copy(
        cast<func::FuncOp>(getOperation()->clone(copies)));
    SmallVector<davinci::AllocOp> copiedBuffers;
    for (davinci::AllocOp alloc : buffers) {
      copiedBuffers.push_back(
          cast<davinci::AllocOp>(copies.lookup(alloc.getOperation())));
    }
    scf::ForOp withSlot =
        rewrite(cast<scf::ForOp>(copies.lookup(loop.getOperation())),
                copiedBuffers, count);
    FailureOr<SmallVector<LocalBuffer>> places = findLocalBuffers(*copy);
    int64_t available = capacity > 0 ? capacity : getUbCapacity();
    if (failed(places) ||
        placeBuffers(*places, available, /*reuse=*/false) > available) {
      return Verdict::NoRoom;
    }
    for (LocalBuffer &buffer : *places) {
      buffer.alloc.setAddress(buffer.address);
    }
    return waitsForSlots(*copy, withSlot) ? Verdict::Gain : Verdict::NoGain;
  }
};
} // namespace
