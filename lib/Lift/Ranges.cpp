// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Interval arithmetic over the simt form.
#include "lib/Lift/Ranges.h"
#include "dialects/Simt/SimtDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;

namespace {
// Limits of every CUDA device: programming guide, "compute capabilities".
constexpr int64_t kMaxBlockThreads = 1024;
constexpr int64_t kMaxBlockDepth = 64;
constexpr int64_t kMaxGridX = INT32_MAX;
constexpr int64_t kMaxGridYZ = 65535;
// Products of a block index stay below this, which leaves room for a sum.
constexpr int64_t kMaxBlockProduct = int64_t(1) << 30;
// Expressions deeper than this count as unknown.
constexpr unsigned kMaxDepth = 200;

Interval fullRange(unsigned width) {
  if (width >= 64) {
    return {INT64_MIN, INT64_MAX};
  }
  int64_t half = int64_t(1) << (width - 1);
  return {-half, half - 1};
}

int64_t clampToInt64(__int128 v) {
  return v < INT64_MIN ? INT64_MIN : v > INT64_MAX ? INT64_MAX : int64_t(v);
}

bool hasNoSignedWrap(Operation *op) {
  auto flags = dyn_cast<arith::ArithIntegerOverflowFlagsInterface>(op);
  return flags && flags.hasNoSignedWrap();
}
} // namespace

bool Interval::fits(unsigned width) const {
  Interval full = fullRange(width);
  return isWithin(full.lo, full.hi);
}

unsigned lift::integerWidth(Type type) {
  if (type.isIndex()) {
    return 64;
  }
  auto integer = dyn_cast<IntegerType>(type);
  return integer ? integer.getWidth() : 0;
}

Value lift::stripIndexCasts(Value v) {
  while (Operation *op = v.getDefiningOp()) {
    if (!isa<arith::IndexCastOp, arith::IndexCastUIOp, arith::ExtSIOp,
             arith::ExtUIOp, arith::TruncIOp>(op) ||
        integerWidth(v.getType()) < 32) {
      break;
    }
    v = op->getOperand(0);
  }
  return v;
}

Ranges::Ranges(gpu::GPUFuncOp kernel)
    : chunks(kernel->hasAttr(simt::SimtDialect::kChunkAttrName)),
      warps(kernel->hasAttr(simt::SimtDialect::kWarpsAttrName)),
      gridLimits{kMaxGridX, kMaxGridYZ, kMaxGridYZ} {
  auto fixed = kernel->getAttrOfType<DenseI32ArrayAttr>(
      simt::SimtDialect::kBlockAttrName);
  if (fixed && fixed.size() == 3) {
    for (unsigned axis = 0; axis < 3; ++axis) {
      block[axis] = fixed[axis];
    }
  }
}

int64_t Ranges::warpExtent() const {
  return std::min(block[0], simt::SimtDialect::kWarpSize);
}

int64_t Ranges::warpCount() const {
  return llvm::divideCeil(block[0], simt::SimtDialect::kWarpSize);
}

Interval Ranges::of(Value value) {
  auto it = known.find(value);
  if (it != known.end()) {
    return it->second;
  }
  unsigned width = integerWidth(value.getType());
  Interval full = fullRange(width ? width : 64);
  // Cycles through loops end at what is assumed here, which is always true.
  known[value] = full;
  if (width == 0 || depth > kMaxDepth) {
    return full;
  }
  ++depth;
  Interval range = compute(value);
  --depth;
  if (!range.fits(width)) {
    range = full;
  }
  known[value] = range;
  return range;
}

Interval Ranges::compute(Value value) {
  if (auto arg = dyn_cast<BlockArgument>(value)) {
    return ofBlockArgument(arg);
  }
  Operation *op = value.getDefiningOp();
  unsigned width = integerWidth(value.getType());
  Interval full = fullRange(width);
  APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant))) {
    int64_t v = constant.getSExtValue();
    return {v, v};
  }
  return TypeSwitch<Operation *, Interval>(op)
      .Case<gpu::ThreadIdOp, gpu::BlockIdOp, gpu::BlockDimOp, gpu::GridDimOp,
            gpu::GlobalIdOp>([&](auto op) {
        return ofBuiltin(op, static_cast<unsigned>(op.getDimension()));
      })
      .Case<gpu::LaneIdOp>([&](auto) {
        return Interval{0, simt::SimtDialect::kWarpSize - 1};
      })
      .Case<gpu::SubgroupIdOp>([&](auto) {
        return Interval{0, warps ? warpCount() - 1 : kMaxBlockThreads - 1};
      })
      .Case<arith::ExtSIOp, arith::IndexCastOp, arith::TruncIOp>(
          [&](Operation *op) { return of(op->getOperand(0)); })
      .Case<arith::ExtUIOp, arith::IndexCastUIOp>([&](Operation *op) {
        Interval in = of(op->getOperand(0));
        unsigned from = integerWidth(op->getOperand(0).getType());
        if (in.lo >= 0) {
          return in;
        }
        return from < 63 ? Interval{0, (int64_t(1) << from) - 1} : full;
      })
      .Case<arith::SelectOp>([&](arith::SelectOp op) {
        Interval a = of(op.getTrueValue()), b = of(op.getFalseValue());
        return Interval{std::min(a.lo, b.lo), std::max(a.hi, b.hi)};
      })
      .Case<scf::IfOp, scf::ForOp, scf::WhileOp>(
          [&](Operation *) { return ofRegionResult(cast<OpResult>(value)); })
      .Default([&](Operation *op) {
        return op->getNumOperands() == 2 && op->getNumResults() == 1
                   ? ofBinary(op)
                   : full;
      });
}

Interval Ranges::ofBuiltin(Operation *op, unsigned axis) {
  int64_t limit = axis == 2 ? kMaxBlockDepth : kMaxBlockThreads;
  int64_t most = block[axis] ? block[axis] : limit;
  int64_t least = block[axis] ? block[axis] : 1;
  int64_t grid = axis == 0 ? kMaxGridX : kMaxGridYZ;
  return TypeSwitch<Operation *, Interval>(op)
      .Case<gpu::ThreadIdOp>([&](auto) { return Interval{0, most - 1}; })
      .Case<gpu::BlockDimOp>([&](auto) { return Interval{least, most}; })
      .Case<gpu::BlockIdOp>([&](auto) { return Interval{0, grid - 1}; })
      // The launcher checks that fewer threads than this are along an axis.
      .Case<gpu::GlobalIdOp>(
          [](auto) { return Interval{0, int64_t(INT32_MAX) - 1}; })
      .Default([&](auto) { return Interval{1, grid}; });
}

/// blockIdx * blockDim and gridDim * blockDim of one axis: the launcher checks
/// that the product is below 2^31. Other factors of a block index bound the
/// grid, which the launcher checks too.
std::optional<Interval> Ranges::ofBlockProduct(Operation *op) {
  if (!isa<arith::MulIOp, arith::ShLIOp>(op)) {
    return std::nullopt;
  }
  Value a = op->getOperand(0), b = op->getOperand(1);
  if (isa<arith::MulIOp>(op) &&
      (matchBuiltin<gpu::BlockIdOp>(b) || matchBuiltin<gpu::GridDimOp>(b))) {
    std::swap(a, b);
  }
  auto blockAxis = matchBuiltin<gpu::BlockIdOp>(a);
  auto gridAxis = matchBuiltin<gpu::GridDimOp>(a);
  auto dimAxis = matchBuiltin<gpu::BlockDimOp>(b);
  if (isa<arith::MulIOp>(op) && dimAxis) {
    if (blockAxis == dimAxis) {
      return Interval{0, int64_t(INT32_MAX) - 1};
    }
    if (gridAxis == dimAxis) {
      return Interval{1, INT32_MAX};
    }
  }
  if (!blockAxis) {
    return std::nullopt;
  }
  Interval factor = of(b);
  if (isa<arith::ShLIOp>(op)) {
    if (factor.lo != factor.hi || !factor.isWithin(0, 29)) {
      return std::nullopt;
    }
    factor = {int64_t(1) << factor.lo, int64_t(1) << factor.lo};
  }
  if (!factor.isWithin(0, kMaxBlockProduct)) {
    return std::nullopt;
  }
  int64_t &limit = gridLimits[*blockAxis];
  int64_t most = std::max<int64_t>(factor.hi, 1);
  limit = std::min(limit, kMaxBlockProduct / most);
  return Interval{0, kMaxBlockProduct};
}

/// The interval of a binary op in unbounded arithmetic; `overflows` if the
/// result type cannot hold all of it.
Interval Ranges::unbounded(Operation *op, Interval a, Interval b,
                           bool &overflows) {
  __int128 lo = 0, hi = 0;
  auto spread = [&](auto f) {
    __int128 v[4] = {f(a.lo, b.lo), f(a.lo, b.hi), f(a.hi, b.lo),
                     f(a.hi, b.hi)};
    lo = *std::min_element(v, v + 4);
    hi = *std::max_element(v, v + 4);
  };
  using Wide = __int128;
  if (isa<arith::AddIOp>(op)) {
    spread([](Wide x, Wide y) { return x + y; });
  } else if (isa<arith::SubIOp>(op)) {
    spread([](Wide x, Wide y) { return x - y; });
  } else if (isa<arith::MulIOp>(op)) {
    spread([](Wide x, Wide y) { return x * y; });
  } else if (isa<arith::ShLIOp>(op) && b.isWithin(0, 62)) {
    spread([](Wide x, Wide y) { return x * (Wide(1) << y); });
  } else {
    overflows = true;
    return {INT64_MIN, INT64_MAX};
  }
  Interval full = fullRange(integerWidth(op->getResult(0).getType()));
  overflows = lo < full.lo || hi > full.hi;
  return {clampToInt64(std::max<Wide>(lo, full.lo)),
          clampToInt64(std::min<Wide>(hi, full.hi))};
}

std::optional<unsigned> lift::matchGlobalIndex(Operation *op) {
  if (!isa<arith::AddIOp>(op) ||
      integerWidth(op->getResult(0).getType()) < 32) {
    return std::nullopt;
  }
  for (auto [x, y] : {std::pair(0, 1), std::pair(1, 0)}) {
    auto thread = matchBuiltin<gpu::ThreadIdOp>(op->getOperand(y));
    auto mul =
        stripIndexCasts(op->getOperand(x)).getDefiningOp<arith::MulIOp>();
    if (!thread || !mul) {
      continue;
    }
    for (auto [l, r] : {std::pair(0, 1), std::pair(1, 0)}) {
      if (matchBuiltin<gpu::BlockIdOp>(mul->getOperand(l)) == thread &&
          matchBuiltin<gpu::BlockDimOp>(mul->getOperand(r)) == thread) {
        return thread;
      }
    }
  }
  return std::nullopt;
}

Interval Ranges::ofBinary(Operation *op) {
  unsigned width = integerWidth(op->getResult(0).getType());
  Interval full = fullRange(width);
  if (integerWidth(op->getOperand(0).getType()) != width) {
    return full;
  }
  if (std::optional<Interval> product = ofBlockProduct(op)) {
    return *product;
  }
  Interval a = of(op->getOperand(0)), b = of(op->getOperand(1));
  if (isa<arith::AddIOp, arith::SubIOp, arith::MulIOp, arith::ShLIOp>(op)) {
    if (matchGlobalIndex(op)) {
      return {0, INT32_MAX};
    }
    bool overflows = false;
    Interval sum = unbounded(op, a, b, overflows);
    auto flags = cast<arith::ArithIntegerOverflowFlagsInterface>(op);
    if (isa<arith::SubIOp>(op) && flags.hasNoUnsignedWrap() && a.lo >= 0 &&
        b.lo >= 0) {
      return {std::max<int64_t>(sum.lo, 0), a.hi};
    }
    // What overflows a no-wrap op is undefined in CUDA already.
    return overflows && !hasNoSignedWrap(op) ? full : sum;
  }
  return TypeSwitch<Operation *, Interval>(op)
      .Case<arith::DivSIOp, arith::DivUIOp>([&](auto) -> Interval {
        return a.lo >= 0 && b.lo >= 1 ? Interval{a.lo / b.hi, a.hi / b.lo}
                                      : full;
      })
      .Case<arith::RemSIOp, arith::RemUIOp>([&](auto) -> Interval {
        return a.lo >= 0 && b.lo >= 1 ? Interval{0, std::min(a.hi, b.hi - 1)}
                                      : full;
      })
      .Case<arith::AndIOp>([&](auto) -> Interval {
        if (a.lo >= 0 && b.lo >= 0) {
          return {0, std::min(a.hi, b.hi)};
        }
        return a.lo >= 0 ? Interval{0, a.hi}
                         : (b.lo >= 0 ? Interval{0, b.hi} : full);
      })
      .Case<arith::OrIOp, arith::XOrIOp>([&](auto) -> Interval {
        if (a.lo < 0 || b.lo < 0) {
          return full;
        }
        uint64_t most = uint64_t(a.hi) | uint64_t(b.hi);
        return {0, int64_t(llvm::bit_ceil(most + 1) - 1)};
      })
      .Case<arith::ShRSIOp, arith::ShRUIOp>([&](Operation *op) -> Interval {
        if (!b.isWithin(0, 62)) {
          return full;
        }
        if (a.lo < 0 && isa<arith::ShRUIOp>(op)) {
          uint64_t most = width >= 64 ? UINT64_MAX : (1ull << width) - 1;
          return b.lo > 0 ? Interval{0, int64_t(most >> b.lo)} : full;
        }
        return {std::min(a.lo >> b.hi, a.lo >> b.lo),
                std::max(a.hi >> b.hi, a.hi >> b.lo)};
      })
      .Case<arith::MinSIOp>([&](auto) {
        return Interval{std::min(a.lo, b.lo), std::min(a.hi, b.hi)};
      })
      .Case<arith::MaxSIOp>([&](auto) {
        return Interval{std::max(a.lo, b.lo), std::max(a.hi, b.hi)};
      })
      .Default([&](auto) { return full; });
}

static bool isPoison(Value v) {
  return v.getDefiningOp<ub::PoisonOp>() != nullptr;
}

Interval Ranges::ofRegionResult(OpResult result) {
  unsigned n = result.getResultNumber();
  Operation *owner = result.getOwner();
  if (auto loop = dyn_cast<scf::ForOp>(owner)) {
    // The carried value before any trip or after one.
    return of(loop.getRegionIterArg(n));
  }
  if (auto loop = dyn_cast<scf::WhileOp>(owner)) {
    return of(loop.getConditionOp().getArgs()[n]);
  }
  auto ifOp = cast<scf::IfOp>(owner);
  Value a = ifOp.thenYield().getOperand(n), b = ifOp.elseYield().getOperand(n);
  if (isPoison(a) || isPoison(b)) {
    return of(isPoison(a) ? b : a);
  }
  Interval x = of(a), y = of(b);
  return {std::min(x.lo, y.lo), std::max(x.hi, y.hi)};
}

/// A value that a loop carries, by induction: an interval that holds at first
/// and, if it holds in one trip, also in the next.
Interval Ranges::ofCarried(BlockArgument arg, Value init, Value next) {
  Interval full = fullRange(integerWidth(arg.getType()));
  Interval first = isPoison(init) ? Interval{0, 0} : of(init);
  for (Interval guess : {Interval{std::min<int64_t>(first.lo, 0), first.hi},
                         Interval{first.lo, full.hi}}) {
    auto before = known;
    known[arg] = guess;
    if (of(next).isWithin(guess.lo, guess.hi)) {
      return guess;
    }
    known = before;
  }
  return full;
}

Interval Ranges::ofBlockArgument(BlockArgument arg) {
  Interval full = fullRange(integerWidth(arg.getType()));
  Operation *owner = arg.getOwner()->getParentOp();
  unsigned n = arg.getArgNumber();
  if (auto loop = dyn_cast<scf::WhileOp>(owner)) {
    return arg.getOwner() == loop.getBeforeBody()
               ? ofCarried(arg, loop.getInits()[n],
                           loop.getYieldOp().getResults()[n])
               : of(loop.getConditionOp().getArgs()[n]);
  }
  if (isa<gpu::GPUFuncOp>(owner) && assumed &&
      integerWidth(arg.getType()) == 32) {
    assumed->insert(arg);
    return {full.lo, kArgumentLimit};
  }
  auto loop = dyn_cast<scf::ForOp>(owner);
  if (!loop) {
    return full;
  }
  if (arg != loop.getInductionVar()) {
    return ofCarried(arg, loop.getInits()[n - 1],
                     loop.getYieldedValues()[n - 1]);
  }
  Interval lb = of(loop.getLowerBound()), ub = of(loop.getUpperBound());
  if (loop.getUnsignedCmp() && (lb.lo < 0 || ub.lo < 0)) {
    return full;
  }
  // The body runs only where lb <= iv < ub.
  return {lb.lo, std::max(lb.lo, ub.hi == INT64_MIN ? ub.hi : ub.hi - 1)};
}

bool Ranges::isExactUnder(Operation *op) {
  Value result = op->getResult(0);
  unsigned width = integerWidth(result.getType());
  Interval range = of(result);
  if (ofBlockProduct(op)) {
    return range.fits(width);
  }
  bool overflows = false;
  unbounded(op, of(op->getOperand(0)), of(op->getOperand(1)), overflows);
  if (!overflows) {
    return true;
  }
  // The global thread index is known by its shape, not by its operands.
  return isa<arith::AddIOp>(op) && range.isWithin(0, INT32_MAX) &&
         matchBuiltin<gpu::ThreadIdOp>(op->getOperand(0)).has_value() !=
             matchBuiltin<gpu::ThreadIdOp>(op->getOperand(1)).has_value();
}

bool Ranges::isExact(Operation *op) {
  if (hasNoSignedWrap(op)) {
    return true;
  }
  unsigned width = integerWidth(op->getResult(0).getType());
  if (op->getNumOperands() != 2 || width == 0) {
    return false;
  }
  if (isExactUnder(op)) {
    return true;
  }
  if (width != 32 || !isa<arith::AddIOp, arith::SubIOp>(op)) {
    return false;
  }
  // `tile + threadIdx.x` in a loop up to n: exact unless n is next to 2^31,
  // which the launcher can refuse.
  auto before = known;
  llvm::SetVector<Value> looked;
  known.clear();
  assumed = &looked;
  bool exact = isExactUnder(op);
  Interval range = of(op->getResult(0));
  assumed = nullptr;
  known = before;
  if (exact) {
    limited.insert(looked.begin(), looked.end());
    known[op->getResult(0)] = range;
  }
  return exact;
}
