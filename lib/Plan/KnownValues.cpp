// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Scalar arithmetic on slots.
#include "lib/Plan/KnownValues.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;

KnownValues plan::withValue(const KnownValues &known, Value value,
                            int64_t number) {
  KnownValues result = known;
  result.push_back({value, number});
  return result;
}

std::optional<int64_t> plan::evaluate(Value value, const KnownValues &known) {
  for (auto [name, number] : known) {
    if (name == value) {
      return number;
    }
  }
  APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant))) {
    return constant.isSignedIntN(64) ? std::optional(constant.getSExtValue())
                                     : std::nullopt;
  }
  Operation *op = value.getDefiningOp();
  if (!op || !isa<arith::AddIOp, arith::SubIOp, arith::MulIOp, arith::RemSIOp,
                  arith::ExtSIOp, arith::IndexCastOp>(op)) {
    return std::nullopt;
  }
  SmallVector<int64_t, 2> operands;
  for (Value operand : op->getOperands()) {
    std::optional<int64_t> number = evaluate(operand, known);
    if (!number) {
      return std::nullopt;
    }
    operands.push_back(*number);
  }
  // What does not fit is not known, so that nothing depends on a wrap.
  int64_t result = 0;
  bool wraps = TypeSwitch<Operation *, bool>(op)
                   .Case<arith::AddIOp>([&](auto) {
                     return llvm::AddOverflow(operands[0], operands[1], result);
                   })
                   .Case<arith::SubIOp>([&](auto) {
                     return llvm::SubOverflow(operands[0], operands[1], result);
                   })
                   .Case<arith::MulIOp>([&](auto) {
                     return llvm::MulOverflow(operands[0], operands[1], result);
                   })
                   .Case<arith::RemSIOp>([&](auto) {
                     bool isDefined = operands[0] >= 0 && operands[1] > 0;
                     result = isDefined ? operands[0] % operands[1] : 0;
                     return !isDefined;
                   })
                   .Default([&](Operation *) {
                     result = operands[0];
                     return false;
                   });
  unsigned width =
      value.getType().isIndex() ? 64 : value.getType().getIntOrFloatBitWidth();
  return wraps || !llvm::isIntN(width, result) ? std::nullopt
                                               : std::optional(result);
}

/// True if a flag or a view of a local buffer depends on `value` through
/// `depth` steps of arithmetic.
static bool numbersSlots(Value value, unsigned depth) {
  return llvm::any_of(value.getUsers(), [&](Operation *user) {
    if (auto view = dyn_cast<davinci::ViewOp>(user)) {
      return davinci::getSpace(view.getType()) != davinci::Space::gm;
    }
    if (isa<davinci::SetFlagOp, davinci::WaitFlagOp>(user)) {
      return true;
    }
    return depth > 0 && isa<arith::ArithDialect>(user->getDialect()) &&
           user->getNumResults() == 1 &&
           numbersSlots(user->getResult(0), depth - 1);
  });
}

std::optional<SlotCycle> plan::findSlotCycle(scf::ForOp loop) {
  constexpr unsigned kFarthest = 3;
  // As many as there are flags between two pipes (docs/machine.md, M7).
  constexpr size_t kMostSlots = 6;
  // From the last: plan-double-buffer appends, and a kernel may count slots of
  // its own.
  for (size_t i = loop.getNumRegionIterArgs(); i-- > 0;) {
    Value slot = loop.getRegionIterArg(i);
    Value initial = loop.getInitArgs()[i], next = loop.getYieldedValues()[i];
    if (!slot.getType().isIntOrIndex() || !numbersSlots(slot, kFarthest)) {
      continue;
    }
    SlotCycle cycle{slot, {}};
    std::optional<int64_t> value = evaluate(initial, {});
    while (value && cycle.values.size() < kMostSlots) {
      cycle.values.push_back(*value);
      value = evaluate(next, {{slot, *value}});
      if (value == cycle.values.front()) {
        return cycle;
      }
    }
  }
  return std::nullopt;
}

bool plan::runsAtLeastOnce(scf::ForOp loop) {
  APInt lower, upper;
  return loop->hasAttr(davinci::DavinciDialect::kNonemptyAttrName) ||
         (matchPattern(loop.getLowerBound(), m_ConstantInt(&lower)) &&
          matchPattern(loop.getUpperBound(), m_ConstantInt(&upper)) &&
          lower.slt(upper));
}
