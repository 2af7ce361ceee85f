// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The lanes of a chunk, from what lives for each lane at once.
#include "lib/Lift/ChunkSize.h"
#include "dialects/Simt/SimtDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

namespace {
constexpr int64_t kLaneGrain = 64;
// Buffers of so many lanes start in the same banks, whatever their elements.
constexpr int64_t kBankGrain = 256;
// From here on a longer copy or instruction costs as much for each lane: what
// it costs to issue one is below a hundredth (machine model, docs/machine.md).
constexpr int64_t kMostLanes = 16384;
// All lanes of a chunk wait for the one that makes the most trips.
constexpr int64_t kMostDivergentLanes = 2048;
// A lane whose element is copied by itself has a block of its own.
constexpr int64_t kBlockBytes = 32;
// Room for single elements that are copied, and scratch of library functions.
constexpr int64_t kReservedBytes = 16 * 1024;
// What map-legalize needs beside a value: two words for most ops that are
// several instructions, more for functions that are polynomials.
constexpr int64_t kExpansionBytes = 8, kFunctionBytes = 24;

/// Counts the bytes that live for a lane at each op of a kernel or a loop.
class LaneBytes {
public:
  LaneBytes(Region &body, const Divergence &kinds) : kinds(kinds) {
    number(body);
    change.resize(count + 2, 0);
    changeOfOthers.resize(count + 2, 0);
    body.walk([&](Operation *op) { addOp(op); });
  }

  /// Copies of neighbouring chunks overlap, so what they fill or drain lives
  /// all the time, twice; if that is much, as long as it is used.
  int64_t atMost() const {
    constexpr unsigned kFewCopies = 8;
    int64_t now = 0, most = 0, besides = 0, mostBesides = 0;
    for (auto [all, other] : llvm::zip(change, changeOfOthers)) {
      now += all;
      besides += other;
      most = std::max(most, now);
      mostBesides = std::max(mostBesides, besides);
    }
    return always + (copies <= kFewCopies
                         ? std::max(most, copiedBytes + mostBesides)
                         : most);
  }

  /// What lives all through an op, whatever is in it.
  int64_t across(Operation *op) const {
    int64_t now = always;
    for (int64_t i = 0; i < places.lookup(op).first; ++i) {
      now += change[i];
    }
    return now;
  }

private:
  void number(Region &region);
  void addOp(Operation *op);
  void addValue(Value value, int64_t first);
  void addBytes(int64_t first, int64_t last, int64_t bytes) {
    for (std::vector<int64_t> *each : {&change, &changeOfOthers}) {
      (*each)[first] += bytes;
      (*each)[last + 1] -= bytes;
    }
  }
  void addCopied(int64_t first, int64_t last, int64_t bytes) {
    change[first] += bytes;
    change[last + 1] -= bytes;
    copiedBytes += bytes;
    ++copies;
  }
  int64_t lastUse(Value value) const;
  int64_t extraBytes(Operation *op);
  int64_t accessBytes(Value view, Value index) const;
  bool readsLanes(Operation *op) const;

  const Divergence &kinds;
  int64_t count = 0, always = 0;
  unsigned copies = 0;
  int64_t copiedBytes = 0;
  bool hasLaneIds = false;
  /// Numbers of an op and of the last op inside of it.
  llvm::DenseMap<Operation *, std::pair<int64_t, int64_t>> places;
  /// Bytes that begin to live at an op, less those that end in front of it;
  /// of all lanes, and of those that no copy fills or drains.
  std::vector<int64_t> change, changeOfOthers;
};
} // namespace

static bool isLoop(Operation *op) { return isa<scf::ForOp, scf::WhileOp>(op); }

/// Bytes of a value in a lane; 1 for bits, which are less.
static int64_t bytesOf(Type type) {
  if (isa<MemRefType>(type)) {
    return 8; // an address of its own
  }
  return std::max(1u, integerWidth(type) ? integerWidth(type) / 8
                                         : type.getIntOrFloatBitWidth() / 8);
}

void LaneBytes::number(Region &region) {
  for (Block &block : region) {
    for (Operation &op : block) {
      places[&op].first = count++;
      for (Region &inner : op.getRegions()) {
        number(inner);
      }
      places[&op].second = count - 1;
    }
  }
}

/// A value lives to its last reader; what a loop reads again in its next trip,
/// to the loop's end.
int64_t LaneBytes::lastUse(Value value) const {
  Region *home = value.getParentRegion();
  int64_t last = 0;
  for (Operation *user : value.getUsers()) {
    last = std::max(last, places.lookup(user).first);
    for (Operation *at = user->getParentOp(); at != home->getParentOp();
         at = at->getParentOp()) {
      if (isLoop(at)) {
        last = std::max(last, places.lookup(at).second);
      }
    }
  }
  return last;
}

/// Whether the value is filled or drained by a copy.
static bool isCopied(Value value) {
  if (value.getDefiningOp<memref::LoadOp>()) {
    return true;
  }
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    auto store = dyn_cast<memref::StoreOp>(user);
    return store && store.getValueToStore() == value;
  });
}

void LaneBytes::addValue(Value value, int64_t first) {
  if (!kinds.of(value).isVarying()) {
    return;
  }
  int64_t bytes = bytesOf(value.getType());
  int64_t last = std::max(first, lastUse(value));
  if (isCopied(value)) {
    addCopied(first, last, 2 * bytes);
  } else {
    addBytes(first, last, bytes);
  }
}

/// Bytes beside the lanes themselves for an access of global memory.
int64_t LaneBytes::accessBytes(Value view, Value index) const {
  LaneKind kind = kinds.of(index);
  if (Divergence::isPrivate(view) || kind.isUniform() ||
      (kind.isAffine() && kinds.isThreadRoot(kind.root))) {
    return 0;
  }
  return 2 * kBlockBytes + 8; // blocks, and the lanes' offsets
}

/// Whether the op computes lanes of a number that is affine.
bool LaneBytes::readsLanes(Operation *op) const {
  bool isLanes = op->getNumResults() == 1 && op->getNumRegions() == 0 &&
                 kinds.of(op->getResult(0)).isVarying() &&
                 !isa<arith::CmpIOp, memref::LoadOp>(op);
  auto store = dyn_cast<memref::StoreOp>(op);
  return (isLanes || store) &&
         llvm::any_of(op->getOperands().take_front(store ? 1 : ~0u),
                      [&](Value v) { return kinds.of(v).isAffine(); });
}

/// Functions that are one instruction, or one call of the library, which has
/// its own room.
static bool isOneCall(Operation *op) {
  return isa<math::ExpOp, math::LogOp, math::SqrtOp, math::AbsFOp,
             math::FloorOp, math::CeilOp, math::TruncOp, math::RoundOp,
             math::RoundEvenOp, math::TanhOp, math::SinOp, math::CosOp,
             math::TanOp, math::AsinOp, math::AcosOp, math::AtanOp,
             math::SinhOp, math::CoshOp, math::AsinhOp, math::AcoshOp,
             math::AtanhOp, math::ErfOp, math::ErfcOp, math::Log2Op>(op);
}

int64_t LaneBytes::extraBytes(Operation *op) {
  if (auto load = dyn_cast<memref::LoadOp>(op)) {
    return accessBytes(load.getMemRef(), load.getIndices().front());
  }
  if (auto store = dyn_cast<memref::StoreOp>(op)) {
    return accessBytes(store.getMemRef(), store.getIndices().front());
  }
  if (isa<memref::AtomicRMWOp, simt::AtomicCasOp>(op)) {
    return 2 * kBlockBytes + 8;
  }
  bool isLanes = llvm::any_of(op->getResults(), [&](Value result) {
    return kinds.of(result).isVarying();
  });
  if (!isLanes || isa<arith::AddFOp, arith::SubFOp, arith::MulFOp,
                      arith::DivFOp, arith::AddIOp, arith::SubIOp,
                      arith::MulIOp, arith::ExtFOp, arith::TruncFOp>(op)) {
    return 0;
  }
  if (isOneCall(op)) {
    return 0;
  }
  bool isFunction =
      isa<math::MathDialect>(op->getDialect()) && !isa<math::FmaOp>(op);
  return isFunction ? kFunctionBytes : kExpansionBytes;
}

void LaneBytes::addOp(Operation *op) {
  auto [first, last] = places.lookup(op);
  if (auto array = dyn_cast<memref::AllocaOp>(op)) {
    if (array.getType().hasStaticShape()) {
      always += array.getType().getNumElements() *
                bytesOf(array.getType().getElementType());
    }
    return;
  }
  for (Value result : op->getResults()) {
    addValue(result, first);
  }
  for (Region &region : op->getRegions()) {
    for (Value arg : region.getArguments()) {
      addValue(arg, first);
    }
  }
  auto store = dyn_cast<memref::StoreOp>(op);
  if (store && !kinds.of(store.getValueToStore()).isVarying()) {
    addCopied(first, first, 2 * bytesOf(store.getValueToStore().getType()));
  }
  if (int64_t extra = extraBytes(op)) {
    addBytes(first, first, extra);
  }
  if (readsLanes(op)) {
    addBytes(first, first, kExpansionBytes);
    always += hasLaneIds ? 0 : 4;
    hasLaneIds = true;
  }
}

int64_t lift::estimateLaneBytes(gpu::GPUFuncOp kernel,
                                const Divergence &kinds) {
  int64_t most = LaneBytes(kernel.getBody(), kinds).atMost();
  for (Value own : kernel.getPrivateAttributions()) {
    auto type = cast<MemRefType>(own.getType());
    most += type.getNumElements() * bytesOf(type.getElementType());
  }
  return std::max<int64_t>(most, 1);
}

int64_t lift::chooseTripLanes(scf::ForOp loop, const Divergence &kinds,
                              int64_t lanes, int64_t most, int64_t bytes) {
  auto kernel = loop->getParentOfType<gpu::GPUFuncOp>();
  LaneBytes whole(kernel.getBody(), kinds);
  int64_t others = kReservedBytes + lanes * whole.across(loop);
  for (Value shared : kernel.getWorkgroupAttributions()) {
    auto type = cast<MemRefType>(shared.getType());
    others += type.getNumElements() * bytesOf(type.getElementType());
  }
  int64_t each = LaneBytes(loop.getRegion(), kinds).atMost();
  for (Value carried : loop.getRegionIterArgs()) {
    each += bytesOf(carried.getType());
  }
  int64_t room = (bytes - others) / std::max<int64_t>(each, 1);
  int64_t trips = std::max<int64_t>(std::min(room, most) / lanes, 1);
  return lanes * int64_t(llvm::bit_floor(uint64_t(trips)));
}

int64_t lift::chooseChunk(gpu::GPUFuncOp kernel, const Divergence &kinds,
                          int64_t bytes) {
  bool isDivergent = false;
  kernel.walk([&](Operation *op) {
    auto loop = dyn_cast<scf::ForOp>(op);
    bool isSteady = loop && kinds.countsInStep(loop) &&
                    kinds.of(loop.getUpperBound()).isUniform();
    isDivergent |= isLoop(op) && kinds.isDivergent(op) && !isSteady;
  });
  int64_t lanes = (bytes - kReservedBytes) / estimateLaneBytes(kernel, kinds);
  lanes = std::min(lanes, isDivergent ? kMostDivergentLanes : kMostLanes);
  const int64_t grain = lanes < 2 * kBankGrain ? kLaneGrain : kBankGrain;
  return std::max(lanes / grain * grain, kLaneGrain);
}
