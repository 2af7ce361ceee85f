// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// lift-split-warps: kernels whose warps do not meet run warp by warp, so that
// what is the same in a warp is the same in all lanes.
#include "lib/Lift/Divergence.h"
#include "lib/Lift/LaneBuilder.h"
#include "lib/Lift/Passes.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "llvm/ADT/TypeSwitch.h"

namespace cubeport::lift {
#define GEN_PASS_DEF_LIFTSPLITWARPS
#include "lib/Lift/Passes.h.inc"
} // namespace cubeport::lift

using namespace mlir;
using namespace cubeport;
using namespace cubeport::lift;
using simt::SimtDialect;

namespace {
constexpr int64_t kWarp = SimtDialect::kWarpSize;

struct LiftSplitWarps : lift::impl::LiftSplitWarpsBase<LiftSplitWarps> {
  void runOnOperation() override;
};

/// Writes thread numbers of one kernel as warp * 32 + lane, and what is
/// computed of them as numbers of the warp and of the lane.
class ThreadNumbers {
public:
  ThreadNumbers(gpu::GPUFuncOp kernel, int64_t blockSize);
  void rewrite();

private:
  void visit(Operation *op);
  void visitSum(Operation *op);
  void visitBits(Operation *op);
  void visitQuotient(Operation *op);
  void visitCompare(arith::CmpIOp op);
  bool isWarpMultiple(Value value);
  Value laneAs(Operation *user);
  void replace(Operation *op, Value value);
  template <typename OpTy> Value make(Operation *like, Value a, Value b);
  Value constantLike(Operation *op, int64_t value);

  gpu::GPUFuncOp kernel;
  int64_t blockSize;
  Ranges ranges;
  Divergence kinds;
  /// Divisions and remainders of numbers that are not negative.
  llvm::DenseSet<Operation *> unsignedOnes;
  Value lane, warp;
  /// Of numbers that are `base + lane`: the base, a multiple of 32 that is the
  /// same in all lanes of a warp.
  llvm::DenseMap<Value, Value> bases;
  SmallVector<Operation *> replaced;
};
} // namespace

//===----------------------------------------------------------------------===//
// Whether warps meet
//===----------------------------------------------------------------------===//

static bool isPrivateArray(Operation *op) {
  auto alloca = dyn_cast<memref::AllocaOp>(op);
  return alloca && Divergence::isPrivate(alloca) &&
         alloca.getType().hasStaticShape();
}

/// Ops that no other warp of the block has a part in. An atomic in a loop that
/// does not count may wait for another warp.
static bool isForOneWarp(Operation *op) {
  if (isa<memref::AtomicRMWOp, simt::AtomicCasOp>(op)) {
    return !op->getParentOfType<scf::WhileOp>();
  }
  return isa_and_nonnull<arith::ArithDialect, math::MathDialect,
                         scf::SCFDialect, ub::UBDialect>(op->getDialect()) ||
         isa<memref::LoadOp, memref::StoreOp, simt::ReinterpretOp,
             simt::AddressOfOp, simt::FromAddressOp, simt::ShuffleOp,
             gpu::ThreadIdOp, gpu::BlockIdOp, gpu::BlockDimOp, gpu::GridDimOp,
             gpu::ReturnOp>(op) ||
         isPrivateArray(op);
}

static bool warpsMeet(gpu::GPUFuncOp kernel) {
  return kernel.getNumWorkgroupAttributions() > 0 ||
         kernel.getBody()
             .walk([](Operation *op) {
               return isForOneWarp(op) ? WalkResult::advance()
                                       : WalkResult::interrupt();
             })
             .wasInterrupted();
}

/// Threads of the blocks, if they stand along x alone.
static std::optional<int64_t> fixedBlock(gpu::GPUFuncOp kernel) {
  auto fixed =
      kernel->getAttrOfType<DenseI32ArrayAttr>(SimtDialect::kBlockAttrName);
  if (!fixed || fixed.size() != 3 || fixed[1] != 1 || fixed[2] != 1) {
    return std::nullopt;
  }
  return fixed[0];
}

//===----------------------------------------------------------------------===//
// Thread numbers
//===----------------------------------------------------------------------===//

ThreadNumbers::ThreadNumbers(gpu::GPUFuncOp kernel, int64_t blockSize)
    : kernel(kernel), blockSize(blockSize), ranges(kernel),
      kinds(kernel, ranges) {
  // Now, as the kernel must not change while intervals are asked for.
  kernel.walk([&](Operation *op) {
    if (isa<arith::DivUIOp, arith::RemUIOp>(op) ||
        (isa<arith::DivSIOp, arith::RemSIOp>(op) &&
         ranges.of(op->getOperand(0)).lo >= 0)) {
      unsignedOnes.insert(op);
    }
  });
}

Value ThreadNumbers::constantLike(Operation *op, int64_t value) {
  OpBuilder b(op);
  Type type = op->getOperand(0).getType();
  return arith::ConstantOp::create(b, op->getLoc(),
                                   b.getIntegerAttr(type, value));
}

template <typename OpTy>
Value ThreadNumbers::make(Operation *like, Value a, Value b) {
  OpBuilder builder(like);
  return builder.createOrFold<OpTy>(like->getLoc(), a, b);
}

/// The lane number in the type of the op's result.
Value ThreadNumbers::laneAs(Operation *user) {
  OpBuilder b(user);
  Type type = user->getResult(0).getType();
  return type.isIndex()
             ? lane
             : arith::IndexCastOp::create(b, user->getLoc(), type, lane);
}

void ThreadNumbers::replace(Operation *op, Value value) {
  op->getResult(0).replaceAllUsesWith(value);
  replaced.push_back(op);
}

/// Whether the number is the same in all threads and a multiple of 32.
bool ThreadNumbers::isWarpMultiple(Value value) {
  if (std::optional<int64_t> constant = getConstantIntValue(value)) {
    return *constant % kWarp == 0;
  }
  Operation *op = value.getDefiningOp();
  if (!op || !kinds.of(value).isUniform()) {
    return false;
  }
  auto operand = [&](unsigned n) { return isWarpMultiple(op->getOperand(n)); };
  return TypeSwitch<Operation *, bool>(op)
      .Case<gpu::BlockDimOp>([&](gpu::BlockDimOp op) {
        return op.getDimension() == gpu::Dimension::x && blockSize % kWarp == 0;
      })
      .Case<arith::IndexCastOp, arith::IndexCastUIOp, arith::ExtSIOp,
            arith::ExtUIOp, arith::TruncIOp>([&](auto) { return operand(0); })
      .Case<arith::AddIOp, arith::SubIOp>(
          [&](auto) { return operand(0) && operand(1); })
      .Case<arith::MulIOp>([&](auto) { return operand(0) || operand(1); })
      .Case<arith::ShLIOp>([&](auto op) {
        auto amount = getConstantIntValue(op.getRhs());
        return operand(0) || (amount && *amount >= 5 && *amount < 31);
      })
      .Default([](Operation *) { return false; });
}

/// Sums with multiples of 32, and casts: they leave the lane's bits alone.
void ThreadNumbers::visitSum(Operation *op) {
  Value result = op->getResult(0);
  if (op->getNumOperands() == 1) {
    if (Value base = bases.lookup(op->getOperand(0));
        base && integerWidth(result.getType()) >= 8) {
      OpBuilder b(op);
      Operation *cast = b.clone(*op);
      cast->setOperand(0, base);
      bases[result] = cast->getResult(0);
    }
    return;
  }
  for (unsigned n : {0u, 1u}) {
    Value base = bases.lookup(op->getOperand(n));
    if (!base || !isWarpMultiple(op->getOperand(1 - n)) ||
        (n == 1 && isa<arith::SubIOp>(op))) {
      continue;
    }
    OpBuilder b(op);
    Operation *sum = b.clone(*op);
    sum->setOperand(n, base);
    bases[result] = sum->getResult(0);
    return;
  }
}

/// Bits of the lane, of the warp, or both.
void ThreadNumbers::visitBits(Operation *op) {
  Value base = bases.lookup(op->getOperand(0));
  std::optional<int64_t> constant = getConstantIntValue(op->getOperand(1));
  if (!base || !constant) {
    return;
  }
  if (isa<arith::ShRSIOp, arith::ShRUIOp>(op)) {
    if (*constant >= 5) {
      OpBuilder b(op);
      Operation *shift = b.clone(*op);
      shift->setOperand(0, base);
      replace(op, shift->getResult(0));
    }
    return;
  }
  int64_t below = *constant & (kWarp - 1);
  Value rest =
      make<arith::AndIOp>(op, base, constantLike(op, *constant - below));
  if (below == 0) {
    replace(op, rest);
  } else if (below == kWarp - 1) {
    if (*constant == kWarp - 1) {
      replace(op, laneAs(op));
    } else {
      bases[op->getResult(0)] = rest;
    }
  }
}

void ThreadNumbers::visitQuotient(Operation *op) {
  Value base = bases.lookup(op->getOperand(0));
  std::optional<int64_t> by = getConstantIntValue(op->getOperand(1));
  if (!base || !by || *by <= 0 || *by % kWarp != 0 ||
      !unsignedOnes.contains(op)) {
    return;
  }
  bool isRemainder = isa<arith::RemSIOp, arith::RemUIOp>(op);
  if (isRemainder && *by == kWarp) {
    replace(op, laneAs(op));
    return;
  }
  OpBuilder b(op);
  Operation *made = b.clone(*op);
  made->setOperand(0, base);
  if (isRemainder) {
    bases[op->getResult(0)] = made->getResult(0);
  } else {
    replace(op, made->getResult(0));
  }
}

/// A bound that is a multiple of 32 lies between two warps.
void ThreadNumbers::visitCompare(arith::CmpIOp op) {
  using arith::CmpIPredicate;
  for (unsigned n : {0u, 1u}) {
    Value base = bases.lookup(op->getOperand(n));
    std::optional<int64_t> bound = getConstantIntValue(op->getOperand(1 - n));
    if (!base || !bound || *bound % kWarp != 0) {
      continue;
    }
    CmpIPredicate p =
        n == 0 ? op.getPredicate() : LaneBuilder::swapSides(op.getPredicate());
    if (p == CmpIPredicate::ult || p == CmpIPredicate::slt ||
        p == CmpIPredicate::uge || p == CmpIPredicate::sge) {
      op->setOperand(n, base);
    }
  }
}

void ThreadNumbers::visit(Operation *op) {
  TypeSwitch<Operation *>(op)
      .Case<arith::IndexCastOp, arith::IndexCastUIOp, arith::ExtSIOp,
            arith::ExtUIOp, arith::TruncIOp, arith::AddIOp, arith::SubIOp,
            arith::OrIOp>([&](Operation *op) { visitSum(op); })
      .Case<arith::AndIOp, arith::ShRSIOp, arith::ShRUIOp>(
          [&](Operation *op) { visitBits(op); })
      .Case<arith::DivSIOp, arith::DivUIOp, arith::RemSIOp, arith::RemUIOp>(
          [&](Operation *op) { visitQuotient(op); })
      .Case<arith::CmpIOp>([&](auto op) { visitCompare(op); });
}

void ThreadNumbers::rewrite() {
  Block &top = kernel.getBody().front();
  OpBuilder b = OpBuilder::atBlockBegin(&top);
  Location loc = kernel.getLoc();
  SmallVector<Operation *> ops;
  kernel.getBody().walk<WalkOrder::PreOrder>(
      [&](Operation *op) { ops.push_back(op); });
  lane = gpu::LaneIdOp::create(b, loc, b.getIntegerAttr(b.getIndexType(), 32));
  warp = gpu::SubgroupIdOp::create(b, loc, IntegerAttr());
  Value size = arith::ConstantIndexOp::create(b, loc, kWarp);
  Value first = arith::MulIOp::create(b, loc, warp, size);
  Value thread = arith::AddIOp::create(b, loc, first, lane);
  bases[thread] = first;
  for (Operation *op : ops) {
    auto id = dyn_cast<gpu::ThreadIdOp>(op);
    if (id && id.getDimension() == gpu::Dimension::x) {
      bases[id] = first;
    } else {
      visit(op);
    }
  }
  for (Operation *op : ops) {
    if (auto id = dyn_cast<gpu::ThreadIdOp>(op);
        id && id.getDimension() == gpu::Dimension::x) {
      replace(id, thread);
    }
  }
  for (Operation *op : llvm::reverse(replaced)) {
    op->erase();
  }
}

//===----------------------------------------------------------------------===//
// Whether it is worth it
//===----------------------------------------------------------------------===//

/// Accesses of global memory where each lane has an index of its own, and
/// which cost much: loads, and whatever happens in a loop.
static unsigned countScattered(gpu::GPUFuncOp kernel) {
  Ranges ranges(kernel);
  Divergence kinds(kernel, ranges);
  unsigned count = 0;
  kernel.walk([&](Operation *op) {
    bool isCostly =
        isa<memref::LoadOp>(op) ||
        (isa<memref::StoreOp>(op) && (op->getParentOfType<scf::ForOp>() ||
                                      op->getParentOfType<scf::WhileOp>()));
    if (!isCostly) {
      return;
    }
    auto load = dyn_cast<memref::LoadOp>(op);
    Value view =
        load ? load.getMemRef() : cast<memref::StoreOp>(op).getMemRef();
    Value index = load ? load.getIndices().front()
                       : cast<memref::StoreOp>(op).getIndices().front();
    count += !Divergence::isPrivate(view) && kinds.of(index).isVarying();
  });
  return count;
}

static void splitWarps(gpu::GPUFuncOp kernel) {
  std::optional<int64_t> size = fixedBlock(kernel);
  if (!kernel.isKernel() || !kernel.getBody().hasOneBlock() || !size ||
      kernel->hasAttr(SimtDialect::kNeedsThreadsAttrName) ||
      kernel->hasAttr(SimtDialect::kChunkAttrName) || warpsMeet(kernel)) {
    return;
  }
  unsigned before = countScattered(kernel);
  if (before == 0) {
    return;
  }
  OwningOpRef<gpu::GPUFuncOp> split(kernel.clone());
  ThreadNumbers(*split, *size).rewrite();
  (*split)->setAttr(SimtDialect::kWarpsAttrName,
                    UnitAttr::get(kernel.getContext()));
  if (countScattered(*split) >= before) {
    return;
  }
  auto name = kernel->getAttrOfType<StringAttr>(SimtDialect::kNameAttrName);
  kernel.emitRemark("CP3106: the warps of kernel '")
      << (name ? name.getValue() : kernel.getName())
      << "' run one after the other; they do not meet, and what is the same "
         "in a warp becomes the same in all lanes";
  kernel->getBlock()->getOperations().insert(kernel->getIterator(),
                                             split.release().getOperation());
  kernel.erase();
}

void LiftSplitWarps::runOnOperation() {
  SmallVector<gpu::GPUFuncOp> kernels;
  getOperation().walk(
      [&](gpu::GPUFuncOp kernel) { kernels.push_back(kernel); });
  llvm::for_each(kernels, splitWarps);
}
