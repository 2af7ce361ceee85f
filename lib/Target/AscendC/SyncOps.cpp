// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Flags and barriers: DavinciSyncOps.td.
#include "lib/Target/AscendC/KernelPrinter.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::target;

/// Says so above a flag that only guards against a possible overlap.
static void printReason(KernelPrinter &printer, Operation *op) {
  if (op->hasAttr(davinci::DavinciDialect::kMayOverlapAttrName)) {
    printer.statement(op, "// may overlap:");
  }
}

template <typename FlagOp>
static Printed printFlag(KernelPrinter &printer, FlagOp flag,
                         const char *callee) {
  printReason(printer, flag);
  std::string slot;
  if (Value value = flag.getSlot()) {
    slot = " + " + printer.operand(value, Binding::Multiply);
  }
  printer.statement(
      flag, Twine("AscendC::") + callee + "<AscendC::HardEvent::" +
                davinci::stringifyPipe(flag.getSrc()) + "_" +
                davinci::stringifyPipe(flag.getDst()) + ">(EVENT_ID" +
                Twine(flag.getId()) + slot + ");");
  return Printed::Yes;
}

Printed cubeport::target::printSync(KernelPrinter &printer, Operation &op) {
  return TypeSwitch<Operation *, Printed>(&op)
      .Case<davinci::SetFlagOp>([&](davinci::SetFlagOp set) {
        return printFlag(printer, set, "SetFlag");
      })
      .Case<davinci::WaitFlagOp>([&](davinci::WaitFlagOp wait) {
        return printFlag(printer, wait, "WaitFlag");
      })
      .Case<davinci::PipeBarrierOp>([&](davinci::PipeBarrierOp barrier) {
        printReason(printer, barrier);
        printer.statement(barrier, Twine("AscendC::PipeBarrier<PIPE_") +
                                       davinci::stringifyPipe(
                                           barrier.getPipe()) +
                                       ">();");
        return Printed::Yes;
      })
      .Default([](Operation *) { return Printed::NotMine; });
}
