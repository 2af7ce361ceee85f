// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// map-threads: what a thread waits for becomes a pause, other calls of the
// simt dialect become calls.
#include "lib/Map/ThreadMapper.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;
using davinci::PauseKind;

/// A pause with the op's own results.
LogicalResult ThreadMapper::pause(Operation *op, PauseKind kind,
                                  ValueRange inputs) {
  SmallVector<Type> types;
  for (Type type : op->getResultTypes()) {
    types.push_back(convert(type));
  }
  auto made = davinci::PauseOp::create(b, types, kind, inputs);
  for (auto [from, to] : llvm::zip(op->getResults(), made.getOutputs())) {
    bind(from, to);
  }
  return success();
}

static PauseKind kindOf(simt::VoteOp op) {
  switch (op.getKind()) {
  case simt::VoteKind::any:
    return PauseKind::vote_any;
  case simt::VoteKind::all:
    return PauseKind::vote_all;
  case simt::VoteKind::uni:
    return PauseKind::vote_uni;
  case simt::VoteKind::ballot:
    return PauseKind::ballot;
  }
  llvm_unreachable("all kinds of votes are above");
}

static PauseKind kindOf(simt::ShuffleOp op) {
  switch (op.getMode()) {
  case simt::ShuffleMode::idx:
    return PauseKind::shuffle_idx;
  case simt::ShuffleMode::up:
    return PauseKind::shuffle_up;
  case simt::ShuffleMode::down:
    return PauseKind::shuffle_down;
  case simt::ShuffleMode::xor_:
    return PauseKind::shuffle_xor;
  }
  llvm_unreachable("all modes of shuffles are above");
}

static PauseKind kindOf(simt::WarpReduceOp op) {
  switch (op.getKind()) {
  case simt::ReduceKind::add:
    return PauseKind::reduce_add;
  case simt::ReduceKind::min:
    return PauseKind::reduce_min;
  case simt::ReduceKind::max:
    return PauseKind::reduce_max;
  case simt::ReduceKind::umin:
    return PauseKind::reduce_umin;
  case simt::ReduceKind::umax:
    return PauseKind::reduce_umax;
  case simt::ReduceKind::and_:
    return PauseKind::reduce_and;
  case simt::ReduceKind::or_:
    return PauseKind::reduce_or;
  case simt::ReduceKind::xor_:
    return PauseKind::reduce_xor;
  }
  llvm_unreachable("all kinds of reductions are above");
}

static PauseKind kindOf(simt::BarrierReduceOp op) {
  switch (op.getKind()) {
  case simt::BarrierReduceKind::count:
    return PauseKind::barrier_count;
  case simt::BarrierReduceKind::and_:
    return PauseKind::barrier_and;
  case simt::BarrierReduceKind::or_:
    return PauseKind::barrier_or;
  }
  llvm_unreachable("all kinds of barriers are above");
}

LogicalResult ThreadMapper::mapWait(Operation *op) {
  SmallVector<Value> inputs;
  for (Value operand : op->getOperands()) {
    inputs.push_back(lookup(operand));
  }
  return TypeSwitch<Operation *, LogicalResult>(op)
      .Case<gpu::BarrierOp>(
          [&](auto) { return pause(op, PauseKind::barrier, {}); })
      .Case<simt::BarrierReduceOp>(
          [&](auto barrier) { return pause(op, kindOf(barrier), inputs); })
      .Case<simt::NamedBarrierOp>([&](simt::NamedBarrierOp barrier) {
        return pause(op,
                     barrier.getArrive() ? PauseKind::named_arrive
                                         : PauseKind::named_barrier,
                     inputs);
      })
      .Case<simt::GridSyncOp>(
          [&](auto) { return pause(op, PauseKind::grid, {}); })
      .Case<simt::WarpSyncOp>(
          [&](auto) { return pause(op, PauseKind::warp, inputs); })
      .Case<simt::ActiveMaskOp>(
          [&](auto) { return pause(op, PauseKind::active_mask, {}); })
      .Case<simt::ShuffleOp, simt::VoteOp, simt::WarpReduceOp>(
          [&](auto warp) { return pause(op, kindOf(warp), inputs); })
      .Case<simt::MatchOp>([&](simt::MatchOp match) {
        return pause(op,
                     match.getKind() == simt::MatchKind::any
                         ? PauseKind::match_any
                         : PauseKind::match_all,
                     inputs);
      })
      // One core sees its own writes in order, and no other core works.
      .Case<simt::FenceOp>([](auto) { return success(); })
      .Default([&](Operation *) { return mapCall(op); });
}

/// As CUDA prints it: "a.cu:7: function: Assertion `n > 0' failed."
static std::string describeAbort(simt::AbortOp abort) {
  std::string text;
  if (abort.getFile()) {
    text += (*abort.getFile() + ":").str();
    text += std::to_string(abort.getLine().value_or(0)) + ": ";
  }
  if (abort.getFunction()) {
    text += (*abort.getFunction() + ": ").str();
  }
  return abort.getAssertion()
             ? text + ("Assertion `" + abort.getMessage() + "' failed.").str()
             : text + abort.getMessage().str();
}

LogicalResult ThreadMapper::mapCall(Operation *op) {
  SmallVector<Value> inputs;
  for (Value operand : op->getOperands()) {
    inputs.push_back(lookup(operand));
  }
  auto bindAll = [&](Operation *made) {
    for (auto [from, to] : llvm::zip(op->getResults(), made->getResults())) {
      bind(from, to);
    }
    return success();
  };
  return TypeSwitch<Operation *, LogicalResult>(op)
      .Case<simt::CallOp>([&](simt::CallOp call) {
        SmallVector<Type> types;
        for (Type type : op->getResultTypes()) {
          types.push_back(convert(type));
        }
        return bindAll(davinci::CallOp::create(b, types, call.getCallee(),
                                               inputs, call.getPure()));
      })
      .Case<simt::ClockOp>([&](simt::ClockOp clock) {
        StringRef callee = clock.getKind() == simt::ClockKind::nanoseconds
                               ? "cubeport::nanoseconds"
                               : "cubeport::cycles";
        return bindAll(davinci::CallOp::create(b, TypeRange{b.getI64Type()},
                                               callee, ValueRange(), false));
      })
      .Case<simt::PrintOp>([&](simt::PrintOp print) {
        davinci::PrintOp::create(b, print.getFormat(), inputs);
        return success();
      })
      .Case<simt::AbortOp>([&](simt::AbortOp abort) {
        davinci::AbortOp::create(b, describeAbort(abort));
        return success();
      })
      .Default([&](Operation *) {
        return refuse(op, "'" + op->getName().getStringRef() + "'");
      });
}

/// Whether the loop reads what other threads change.
static bool mayWait(scf::WhileOp loop) {
  return loop
      .walk([](davinci::ThreadLoadOp read) {
        return read->hasAttr(davinci::DavinciDialect::kMayChangeAttrName)
                   ? WalkResult::interrupt()
                   : WalkResult::advance();
      })
      .wasInterrupted();
}

/// A loop that waits for what another thread writes must let it run.
void ThreadMapper::yieldInSpinLoops() {
  SmallVector<scf::WhileOp> loops;
  kernel.walk([&](scf::WhileOp loop) {
    bool pauses = loop.walk([](davinci::PauseOp) {
                        return WalkResult::interrupt();
                      }).wasInterrupted();
    if (!pauses && mayWait(loop)) {
      loops.push_back(loop);
    }
  });
  for (scf::WhileOp loop : loops) {
    b.setLoc(loop.getLoc());
    b.setInsertionPoint(loop.getAfterBody()->getTerminator());
    davinci::PauseOp::create(b, TypeRange(), PauseKind::yield, ValueRange());
  }
}
