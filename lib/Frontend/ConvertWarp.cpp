// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the threads of a warp do together, and their numbers in it.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/ConvertArithmetic.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::frontend;

void StructParts::set(Operation *op, ValueRange values) {
  parts[op] = llvm::to_vector(values);
}

void StructParts::finish() {
  for (auto &[op, values] : parts) {
    for (Operation *user : llvm::make_early_inc_range(op->getUsers())) {
      auto extract = dyn_cast<LLVM::ExtractValueOp>(user);
      if (extract && extract.getPosition().size() == 1) {
        extract.replaceAllUsesWith(values[extract.getPosition()[0]]);
        extract.erase();
      }
    }
    if (op->use_empty()) {
      op->erase();
    }
  }
}

StringRef frontend::getIntrinsicName(Operation *op) {
  auto call = dyn_cast<LLVM::CallIntrinsicOp>(op);
  StringRef name = call ? call.getIntrin() : "";
  return name.consume_front("llvm.nvvm.") ? name : "";
}

std::optional<int64_t> frontend::getConstant(Value value) {
  APInt constant;
  if (!matchPattern(value, m_ConstantInt(&constant))) {
    return std::nullopt;
  }
  return constant.getSExtValue();
}

Value frontend::createI32(OpBuilder &builder, Location loc, int64_t value) {
  return arith::ConstantOp::create(
      builder, loc,
      builder.getI32IntegerAttr(static_cast<int32_t>(
          static_cast<uint32_t>(value))));
}

/// The low byte of a number that is computed from constants and shifts.
static std::optional<int64_t> getLowByte(Value value) {
  if (std::optional<int64_t> constant = getConstant(value)) {
    return *constant & 0xff;
  }
  Operation *op = value.getDefiningOp();
  if (!op || op->getNumOperands() < 2) {
    return std::nullopt;
  }
  if (isa<arith::ShLIOp, LLVM::ShlOp>(op)) {
    std::optional<int64_t> shift = getConstant(op->getOperand(1));
    return shift && *shift >= 8 ? std::optional<int64_t>(0) : std::nullopt;
  }
  std::optional<int64_t> a = getLowByte(op->getOperand(0));
  std::optional<int64_t> b = getLowByte(op->getOperand(1));
  if (!a || !b) {
    return std::nullopt;
  }
  if (isa<arith::AddIOp, LLVM::AddOp>(op)) {
    return (*a + *b) & 0xff;
  }
  if (isa<arith::SubIOp, LLVM::SubOp>(op)) {
    return (*a - *b) & 0xff;
  }
  if (isa<arith::OrIOp, LLVM::OrOp>(op)) {
    return *a | *b;
  }
  return std::nullopt;
}

/// The width of a shuffle from nvvm's word: 32 - width in bits 8 to 12, the
/// clamp in bits 0 to 4. Empty for words that no CUDA function makes.
static Value createWidth(OpBuilder &builder, Location loc, Value packed,
                         simt::ShuffleMode mode) {
  int64_t clamp = mode == simt::ShuffleMode::up ? 0 : 31;
  if (getLowByte(packed) != clamp) {
    return {};
  }
  if (std::optional<int64_t> constant = getConstant(packed)) {
    int64_t width = 32 - ((*constant >> 8) & 31);
    return llvm::isPowerOf2_64(width) ? createI32(builder, loc, width)
                                      : Value();
  }
  Value segment = arith::ShRUIOp::create(builder, loc, packed,
                                         createI32(builder, loc, 8));
  segment = arith::AndIOp::create(builder, loc, segment,
                                  createI32(builder, loc, 31));
  return arith::SubIOp::create(builder, loc, createI32(builder, loc, 32),
                               segment);
}

/// Names are "shfl.sync.MODE.TYPE", with a "p" behind it for the predicate.
static bool convertShuffle(Operation *op, StringRef name, OpBuilder &builder,
                           StructParts &parts) {
  if (!name.consume_front("shfl.sync.") || op->getNumOperands() != 4) {
    return false;
  }
  auto mode = llvm::StringSwitch<std::optional<simt::ShuffleMode>>(
                  name.split('.').first)
                  .Case("bfly", simt::ShuffleMode::xor_)
                  .Case("up", simt::ShuffleMode::up)
                  .Case("down", simt::ShuffleMode::down)
                  .Case("idx", simt::ShuffleMode::idx)
                  .Default(std::nullopt);
  Value width = mode ? createWidth(builder, op->getLoc(), op->getOperand(3),
                                   *mode)
                     : Value();
  if (!width) {
    return false;
  }
  auto shuffle = simt::ShuffleOp::create(
      builder, op->getLoc(), op->getOperand(1).getType(), builder.getI1Type(),
      *mode, op->getOperand(1), op->getOperand(2), width, op->getOperand(0));
  if (name.ends_with("p")) {
    parts.set(op, shuffle->getResults());
  } else {
    op->getResult(0).replaceAllUsesWith(shuffle.getResult());
  }
  return true;
}

/// Without ".sync" the lanes that are here vote.
static bool convertVote(Operation *op, StringRef name, OpBuilder &builder) {
  bool isSync = name.consume_back(".sync");
  auto kind = llvm::StringSwitch<std::optional<simt::VoteKind>>(name)
                  .Case("vote.any", simt::VoteKind::any)
                  .Case("vote.all", simt::VoteKind::all)
                  .Case("vote.uni", simt::VoteKind::uni)
                  .Case("vote.ballot", simt::VoteKind::ballot)
                  .Default(std::nullopt);
  if (!kind) {
    return false;
  }
  Value mask = isSync ? op->getOperand(0)
                      : simt::ActiveMaskOp::create(builder, op->getLoc(),
                                                   builder.getI32Type())
                            .getLanes();
  Type type = *kind == simt::VoteKind::ballot ? builder.getI32Type()
                                              : builder.getI1Type();
  auto vote = simt::VoteOp::create(builder, op->getLoc(), type, *kind,
                                   op->getOperands().back(), mask);
  op->getResult(0).replaceAllUsesWith(vote.getResult());
  return true;
}

static bool convertMatch(Operation *op, StringRef name, OpBuilder &builder,
                         StructParts &parts) {
  bool isAll = name.consume_front("match.all.sync.");
  if (!isAll && !name.consume_front("match.any.sync.")) {
    return false;
  }
  auto match = simt::MatchOp::create(
      builder, op->getLoc(), builder.getI32Type(), builder.getI1Type(),
      isAll ? simt::MatchKind::all : simt::MatchKind::any, op->getOperand(1),
      op->getOperand(0));
  if (name.ends_with("p")) {
    parts.set(op, match->getResults());
  } else {
    op->getResult(0).replaceAllUsesWith(match.getLanes());
  }
  return true;
}

static bool convertReduce(Operation *op, StringRef name, OpBuilder &builder) {
  if (!name.consume_front("redux.sync.")) {
    return false;
  }
  std::optional<simt::ReduceKind> kind = simt::symbolizeReduceKind(name);
  if (!kind || !op->getResult(0).getType().isInteger(32)) {
    return false;
  }
  auto reduce =
      simt::WarpReduceOp::create(builder, op->getLoc(), builder.getI32Type(),
                                 *kind, op->getOperand(0), op->getOperand(1));
  op->getResult(0).replaceAllUsesWith(reduce.getResult());
  return true;
}

namespace {
/// The numbers of a thread in its block and warp, as i32.
struct LaneNumbers {
  OpBuilder &b;
  Location loc;

  template <typename Op> Value read(gpu::Dimension dim) {
    Value index = Op::create(b, loc, b.getIndexType(), dim);
    return arith::IndexCastOp::create(b, loc, b.getI32Type(), index);
  }
  template <typename Op> Value make(Value x, Value y) {
    return Op::create(b, loc, x, y);
  }
  Value number(int64_t value) { return createI32(b, loc, value); }
  Value multiply(Value x, Value y) {
    auto flags =
        arith::IntegerOverflowFlags::nsw | arith::IntegerOverflowFlags::nuw;
    return arith::MulIOp::create(
        b, loc, x, y, arith::IntegerOverflowFlagsAttr::get(b.getContext(), flags));
  }
  Value add(Value x, Value y) {
    auto flags =
        arith::IntegerOverflowFlags::nsw | arith::IntegerOverflowFlags::nuw;
    return arith::AddIOp::create(
        b, loc, x, y, arith::IntegerOverflowFlagsAttr::get(b.getContext(), flags));
  }

  /// The thread's number in its block, x first.
  Value thread() {
    using Dim = gpu::Dimension;
    Value rows = add(multiply(read<gpu::ThreadIdOp>(Dim::z),
                              read<gpu::BlockDimOp>(Dim::y)),
                     read<gpu::ThreadIdOp>(Dim::y));
    return add(multiply(rows, read<gpu::BlockDimOp>(Dim::x)),
               read<gpu::ThreadIdOp>(Dim::x));
  }
  Value threads() {
    using Dim = gpu::Dimension;
    return multiply(multiply(read<gpu::BlockDimOp>(Dim::x),
                             read<gpu::BlockDimOp>(Dim::y)),
                    read<gpu::BlockDimOp>(Dim::z));
  }
  Value lane() { return make<arith::AndIOp>(thread(), number(31)); }
  Value laneBit() { return make<arith::ShLIOp>(number(1), lane()); }
  /// The bits of the lanes below this one.
  Value below() { return make<arith::SubIOp>(laneBit(), number(1)); }
  Value invert(Value x) { return make<arith::XOrIOp>(x, number(-1)); }

  Value getRegister(StringRef name) {
    return llvm::StringSwitch<Value (*)(LaneNumbers &)>(name)
        .Case("laneid", [](LaneNumbers &n) { return n.lane(); })
        .Case("warpid",
              [](LaneNumbers &n) {
                return n.make<arith::ShRUIOp>(n.thread(), n.number(5));
              })
        .Case("nwarpid",
              [](LaneNumbers &n) {
                return n.make<arith::ShRUIOp>(n.add(n.threads(), n.number(31)),
                                              n.number(5));
              })
        .Case("warpsize", [](LaneNumbers &n) { return n.number(32); })
        .Case("lanemask.eq", [](LaneNumbers &n) { return n.laneBit(); })
        .Case("lanemask.lt", [](LaneNumbers &n) { return n.below(); })
        .Case("lanemask.le",
              [](LaneNumbers &n) {
                return n.make<arith::OrIOp>(n.laneBit(), n.below());
              })
        .Case("lanemask.ge",
              [](LaneNumbers &n) { return n.invert(n.below()); })
        .Case("lanemask.gt",
              [](LaneNumbers &n) {
                return n.invert(
                    n.make<arith::OrIOp>(n.laneBit(), n.below()));
              })
        // As if the device had one multiprocessor.
        .Cases({"smid", "gridid"}, [](LaneNumbers &n) { return n.number(0); })
        .Case("nsmid", [](LaneNumbers &n) { return n.number(1); })
        .Default([](LaneNumbers &) { return Value(); })(*this);
  }
};
} // namespace

static bool convertLaneRegister(Operation *op, OpBuilder &builder) {
  StringRef name = op->getName().getStringRef();
  if (!name.consume_front("nvvm.read.ptx.sreg.")) {
    name = getIntrinsicName(op);
    if (!name.consume_front("read.ptx.sreg.")) {
      return false;
    }
  }
  LaneNumbers numbers{builder, op->getLoc()};
  Value value = numbers.getRegister(name);
  if (!value) {
    return false;
  }
  if (op->getResult(0).getType().isInteger(64)) {
    value = arith::ExtUIOp::create(builder, op->getLoc(), builder.getI64Type(),
                                   value);
  }
  op->getResult(0).replaceAllUsesWith(value);
  return true;
}

bool frontend::convertWarp(Operation *op, OpBuilder &builder,
                           StructParts &parts) {
  if (convertLaneRegister(op, builder)) {
    return true;
  }
  StringRef name = getIntrinsicName(op);
  if (name.empty()) {
    return false;
  }
  if (name == "activemask") {
    auto mask = simt::ActiveMaskOp::create(builder, op->getLoc(),
                                           builder.getI32Type());
    op->getResult(0).replaceAllUsesWith(mask.getLanes());
    return true;
  }
  if (name == "bar.warp.sync") {
    simt::WarpSyncOp::create(builder, op->getLoc(), op->getOperand(0));
    return true;
  }
  return convertShuffle(op, name, builder, parts) ||
         convertVote(op, name, builder) ||
         convertMatch(op, name, builder, parts) ||
         convertReduce(op, name, builder);
}
