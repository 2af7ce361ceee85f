// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Barriers, fences and clocks: nvvm operations and intrinsics to gpu and simt.
#include "dialects/Simt/SimtDialect.h"
#include "lib/Frontend/ConvertArithmetic.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/LLVMIR/NVVMDialect.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::frontend;

/// The threads of the block, in whole warps: so many come to a barrier that
/// names no number.
static Value createThreadCount(OpBuilder &builder, Location loc) {
  Value count;
  for (gpu::Dimension dim :
       {gpu::Dimension::x, gpu::Dimension::y, gpu::Dimension::z}) {
    Value size =
        gpu::BlockDimOp::create(builder, loc, builder.getIndexType(), dim);
    size = arith::IndexCastOp::create(builder, loc, builder.getI32Type(), size);
    count = count ? arith::MulIOp::create(builder, loc, count, size).getResult()
                  : size;
  }
  count = arith::AddIOp::create(builder, loc, count,
                                createI32(builder, loc, 31));
  return arith::AndIOp::create(builder, loc, count,
                               createI32(builder, loc, -32));
}

/// Barrier 0 without a number of threads is the block's; others have a name.
/// A barrier that the hardware does not have is left for the gate.
static bool createBarrier(Operation *op, OpBuilder &builder, Value id,
                          Value threads, bool arrive) {
  Location loc = op->getLoc();
  std::optional<int64_t> number = id ? getConstant(id) : 0;
  if (number && (*number < 0 || *number > 15)) {
    return false;
  }
  if (number == 0 && !threads && !arrive) {
    gpu::BarrierOp::create(builder, loc);
    return true;
  }
  std::optional<int64_t> count = threads ? getConstant(threads) : 32;
  if (count && (*count <= 0 || *count % 32 != 0)) {
    return false;
  }
  id = id ? id : createI32(builder, loc, 0);
  threads = threads ? threads : createThreadCount(builder, loc);
  simt::NamedBarrierOp::create(builder, loc, id, threads, arrive);
  return true;
}

static bool convertBarrier(Operation *op, StringRef name, OpBuilder &builder) {
  if (isa<NVVM::Barrier0Op>(op)) {
    return createBarrier(op, builder, {}, {}, false);
  }
  if (auto barrier = dyn_cast<NVVM::BarrierOp>(op)) {
    return op->getNumResults() == 0 &&
           createBarrier(op, builder, barrier.getBarrierId(),
                         barrier.getNumberOfThreads(), false);
  }
  if (!name.consume_front("barrier.cta.")) {
    return false;
  }
  return llvm::StringSwitch<bool>(name)
             .Cases({"sync.all", "sync.aligned.all", "sync.count",
                     "sync.aligned.count", "arrive.count",
                     "arrive.aligned.count"},
                    true)
             .Default(false) &&
         createBarrier(op, builder, op->getOperand(0),
                       op->getNumOperands() > 1 ? op->getOperand(1) : Value(),
                       name.starts_with("arrive"));
}

/// Only on barrier 0 of the whole block.
static bool convertBarrierReduce(Operation *op, StringRef name,
                                 OpBuilder &builder) {
  if (!name.consume_front("barrier.cta.red.") ||
      !(name.consume_back(".aligned.all") || name.consume_back(".all")) ||
      getConstant(op->getOperand(0)) != 0) {
    return false;
  }
  auto kind = llvm::StringSwitch<std::optional<simt::BarrierReduceKind>>(name)
                  .Case("popc", simt::BarrierReduceKind::count)
                  .Case("and", simt::BarrierReduceKind::and_)
                  .Case("or", simt::BarrierReduceKind::or_)
                  .Default(std::nullopt);
  if (!kind) {
    return false;
  }
  Location loc = op->getLoc();
  Value value = simt::BarrierReduceOp::create(
      builder, loc, builder.getI32Type(), *kind, op->getOperand(1));
  Type type = op->getResult(0).getType();
  if (type != value.getType()) {
    value = arith::TruncIOp::create(builder, loc, type, value);
  }
  op->getResult(0).replaceAllUsesWith(value);
  return true;
}

static bool convertFence(Operation *op, StringRef name, OpBuilder &builder) {
  auto scope = llvm::StringSwitch<std::optional<simt::Scope>>(name)
                   .Case("membar.cta", simt::Scope::block)
                   .Case("membar.gl", simt::Scope::device)
                   .Case("membar.sys", simt::Scope::system)
                   .Default(std::nullopt);
  if (auto fence = dyn_cast<NVVM::MembarOp>(op)) {
    scope = fence.getScope() == NVVM::MemScopeKind::CTA ? simt::Scope::block
            : fence.getScope() == NVVM::MemScopeKind::SYS
                ? simt::Scope::system
                : simt::Scope::device;
  }
  if (auto fence = dyn_cast<LLVM::FenceOp>(op)) {
    StringRef name = fence.getSyncscope().value_or("");
    if (name == "singlethread") {
      return true;
    }
    scope = name == "block"                         ? simt::Scope::block
            : name == "device" || name == "cluster" ? simt::Scope::device
                                                    : simt::Scope::system;
  }
  if (scope) {
    simt::FenceOp::create(builder, op->getLoc(), *scope);
  }
  return scope.has_value();
}

static bool convertClock(Operation *op, OpBuilder &builder) {
  StringRef name = op->getName().getStringRef();
  if (!name.consume_front("nvvm.read.ptx.sreg.")) {
    name = getIntrinsicName(op);
    if (!name.consume_front("read.ptx.sreg.")) {
      return false;
    }
  }
  auto kind =
      llvm::StringSwitch<std::optional<simt::ClockKind>>(name)
          .Cases({"clock", "clock64"}, simt::ClockKind::cycles)
          .Cases({"globaltimer", "globaltimer.lo"},
                 simt::ClockKind::nanoseconds)
          .Default(std::nullopt);
  if (!kind) {
    return false;
  }
  Value time = simt::ClockOp::create(builder, op->getLoc(),
                                     builder.getI64Type(), *kind);
  Type type = op->getResult(0).getType();
  if (type != time.getType()) {
    time = arith::TruncIOp::create(builder, op->getLoc(), type, time);
  }
  op->getResult(0).replaceAllUsesWith(time);
  return true;
}

bool frontend::convertSync(Operation *op, OpBuilder &builder) {
  StringRef name = getIntrinsicName(op);
  // A thread may always sleep for less.
  return name == "nanosleep" || convertBarrier(op, name, builder) ||
         convertBarrierReduce(op, name, builder) ||
         convertFence(op, name, builder) || convertClock(op, builder);
}
