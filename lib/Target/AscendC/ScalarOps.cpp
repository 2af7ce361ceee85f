// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls of the scalar unit: DavinciScalarOps.td.
#include "lib/Target/AscendC/KernelPrinter.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::target;

Printed cubeport::target::printScalar(KernelPrinter &printer, Operation &op) {
  return TypeSwitch<Operation *, Printed>(&op)
      .Case<davinci::CoreIdOp>([&](davinci::CoreIdOp core) {
        printer.define(core, {"int32_t(AscendC::GetBlockIdx())"});
        return Printed::Yes;
      })
      .Case<davinci::CoreCountOp>([&](davinci::CoreCountOp count) {
        printer.define(count, {"int32_t(AscendC::GetBlockNum())"});
        return Printed::Yes;
      })
      .Case<davinci::GetValueOp>([&](davinci::GetValueOp get) {
        // A read stands where the plan put it, never inside a later
        // expression.
        std::string name = printer.name(get, "element");
        printer.statement(get, "const " + typeName(get.getType()) + " " +
                                   name + " = " +
                                   printer.tensor(get.getBuffer()) +
                                   ".GetValue(" +
                                   printer.index(get.getIndex()) + ");");
        printer.bind(get, {name});
        return Printed::Yes;
      })
      .Case<davinci::SetValueOp>([&](davinci::SetValueOp set) {
        printer.statement(set, printer.tensor(set.getBuffer()) + ".SetValue(" +
                                   printer.index(set.getIndex()) + ", " +
                                   printer.argument(set.getValue()) + ");");
        return Printed::Yes;
      })
      .Case<davinci::InvalidateCacheOp>([&](davinci::InvalidateCacheOp drop) {
        Type element =
            cast<MemRefType>(drop.getSrc().getType()).getElementType();
        printer.statement(
            drop, "AscendC::DataCacheCleanAndInvalid<" + typeName(element) +
                      ", AscendC::CacheLine::ENTIRE_DATA_CACHE, "
                      "AscendC::DcciDst::CACHELINE_OUT>(" +
                      printer.tensor(drop.getSrc()) + ");");
        return Printed::Yes;
      })
      .Default([](Operation *) { return Printed::NotMine; });
}
