// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies between memories, views, atomics: DavinciMoveOps.td.
#include "lib/Target/AscendC/KernelPrinter.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::target;

static int64_t getElementBytes(Value buffer) {
  Type element = cast<MemRefType>(buffer.getType()).getElementType();
  return (element.getIntOrFloatBitWidth() + 7) / 8;
}

static bool isPositive(Value value) {
  APInt constant;
  return matchPattern(value, m_ConstantInt(&constant)) &&
         constant.isStrictlyPositive();
}

/// `uint32_t(count * 4)`: bytes of so many elements; constants need no cast.
static std::string inBytes(const std::string &elements, int64_t elementBytes,
                           bool isConstant) {
  std::string bytes =
      elementBytes == 1 ? elements
                        : elements + " * " + std::to_string(elementBytes);
  return isConstant ? bytes : "uint32_t(" + bytes + ")";
}

static bool isConstant(Value value) {
  APInt constant;
  return matchPattern(value, m_ConstantInt(&constant));
}

/// `uint32_t((stride - count) * 4)`: bytes between two rows.
template <typename CopyOp>
static std::string describeGap(KernelPrinter &printer, CopyOp copy,
                               Value stride, int64_t elementBytes) {
  APInt step, length;
  if (matchPattern(stride, m_ConstantInt(&step)) &&
      matchPattern(copy.getLen(), m_ConstantInt(&length))) {
    return std::to_string((step.getSExtValue() - length.getSExtValue()) *
                          elementBytes);
  }
  std::string elements = printer.operand(stride, Binding::Add) + " - " +
                         printer.operand(copy.getLen(), Binding::Multiply);
  return inBytes(elementBytes == 1 ? elements : "(" + elements + ")",
                 elementBytes, /*isConstant=*/false);
}

/// The rows of a copy as DataCopyExtParams. The gap in global memory counts
/// bytes from the end of a row to the start of the next, the gap in the
/// unified buffer blocks of 32 bytes (target.md 2.3).
template <typename CopyOp>
static std::string describeRows(KernelPrinter &printer, CopyOp copy,
                                Value stride, Value localGap, bool gmIsSource,
                                int64_t elementBytes) {
  std::string bytes =
      inBytes(printer.operand(copy.getLen(), Binding::Multiply), elementBytes,
              isConstant(copy.getLen()));
  std::string gmGap = "0", ubGap = "0";
  if (!matchPattern(copy.getRows(), m_One())) {
    gmGap = describeGap(printer, copy, stride, elementBytes);
    ubGap = isConstant(localGap)
                ? printer.argument(localGap)
                : "uint32_t(" + printer.argument(localGap) + ")";
  }
  std::string rows =
      isConstant(copy.getRows())
          ? printer.argument(copy.getRows())
          : "uint16_t(" + printer.argument(copy.getRows()) + ")";
  return "AscendC::DataCopyExtParams{" + rows + ", " + bytes + ", " +
         (gmIsSource ? gmGap + ", " + ubGap : ubGap + ", " + gmGap) + ", 0}";
}

/// Opens `if (count > 0) {` where a copy may be empty; the DMA unit takes no
/// empty copies.
template <typename CopyOp>
static bool openGuard(KernelPrinter &printer, CopyOp copy) {
  std::string guard;
  if (copy.getNonempty()) {
    return false;
  }
  for (Value extent : {copy.getRows(), copy.getLen()}) {
    if (!isPositive(extent)) {
      guard += (guard.empty() ? "" : " && ") +
               printer.operand(extent, Binding::Add) + " > 0";
    }
  }
  if (guard.empty()) {
    return false;
  }
  printer.open(copy, "if (" + guard + ") {");
  return true;
}

static std::string at(const std::string &tensor, KernelPrinter &printer,
                      Value offset) {
  return matchPattern(offset, m_Zero())
             ? tensor
             : tensor + "[" + printer.index(offset) + "]";
}

static Printed printCopyIn(KernelPrinter &printer, davinci::CopyInOp copy) {
  int64_t elementBytes = getElementBytes(copy.getSrc());
  std::string element =
      typeName(cast<MemRefType>(copy.getDst().getType()).getElementType());
  bool isGuarded = openGuard(printer, copy);
  printer.statement(
      copy, "AscendC::DataCopyPad(" + printer.tensor(copy.getDst()) + ", " +
                at(printer.tensor(copy.getSrc()), printer, copy.getOffset()) +
                ", " +
                describeRows(printer, copy, copy.getSrcStride(),
                             copy.getDstGap(), /*gmIsSource=*/true,
                             elementBytes) +
                ", AscendC::DataCopyPadExtParams<" + element +
                ">{false, 0, 0, 0});");
  if (isGuarded) {
    printer.close();
  }
  return Printed::Yes;
}

static Printed printCopyOut(KernelPrinter &printer, davinci::CopyOutOp copy) {
  bool isGuarded = openGuard(printer, copy);
  printer.statement(
      copy, "AscendC::DataCopyPad(" +
                at(printer.tensor(copy.getDst()), printer, copy.getOffset()) +
                ", " + printer.tensor(copy.getSrc()) + ", " +
                describeRows(printer, copy, copy.getDstStride(),
                             copy.getSrcGap(), /*gmIsSource=*/false,
                             getElementBytes(copy.getDst())) +
                ");");
  if (isGuarded) {
    printer.close();
  }
  return Printed::Yes;
}

static Printed printFromAddress(KernelPrinter &printer,
                                davinci::FromAddressOp op) {
  std::string element =
      typeName(cast<MemRefType>(op.getType()).getElementType());
  std::string name = printer.name(op, "pointee");
  printer.statement(op, "AscendC::GlobalTensor<" + element + "> " + name + ";");
  printer.statement(op, name + ".SetGlobalBuffer(reinterpret_cast<__gm__ " +
                            element + " *>(" +
                            printer.argument(op.getAddress()) + "));");
  printer.bindTensor(op, name);
  return Printed::Yes;
}

/// A view is text where it is used, except for global memory as another
/// type: only a pointer can be reinterpreted there.
static Printed printView(KernelPrinter &printer, davinci::ViewOp view) {
  Type from = cast<MemRefType>(view.getSource().getType()).getElementType();
  Type to = cast<MemRefType>(view.getType()).getElementType();
  if (davinci::getSpace(view.getType()) != davinci::Space::gm || from == to) {
    return Printed::Yes;
  }
  std::string element = typeName(to);
  std::string source =
      at(printer.tensor(view.getSource()), printer, view.getOffset());
  std::string name = printer.name(view, "view");
  printer.statement(view,
                    "AscendC::GlobalTensor<" + element + "> " + name + ";");
  printer.statement(view, name + ".SetGlobalBuffer((__gm__ " + element +
                              " *)" + source + ".GetPhyAddr());");
  printer.bindTensor(view, name);
  return Printed::Yes;
}

static Printed printSetAtomic(KernelPrinter &printer,
                              davinci::SetAtomicOp op) {
  if (op.getKind() == davinci::AtomicKind::none) {
    printer.statement(op, "AscendC::SetAtomicNone();");
    return Printed::Yes;
  }
  const char *callee = op.getKind() == davinci::AtomicKind::add   ? "Add"
                       : op.getKind() == davinci::AtomicKind::max ? "Max"
                                                                  : "Min";
  printer.statement(op, Twine("AscendC::SetAtomic") + callee + "<" +
                            typeName(op.getType()) + ">();");
  return Printed::Yes;
}

Printed cubeport::target::printMove(KernelPrinter &printer, Operation &op) {
  return TypeSwitch<Operation *, Printed>(&op)
      .Case<davinci::CopyInOp>(
          [&](auto copy) { return printCopyIn(printer, copy); })
      .Case<davinci::CopyOutOp>(
          [&](auto copy) { return printCopyOut(printer, copy); })
      .Case<davinci::SetAtomicOp>(
          [&](auto set) { return printSetAtomic(printer, set); })
      .Case<davinci::FromAddressOp>(
          [&](auto from) { return printFromAddress(printer, from); })
      .Case<davinci::AddressOfOp>([&](davinci::AddressOfOp address) {
        printer.define(address, call("int64_t", {"reinterpret_cast<uint64_t>(" +
                                                 printer.tensor(
                                                     address.getSource()) +
                                                 ".GetPhyAddr())"}));
        return Printed::Yes;
      })
      .Case<davinci::ViewOp>(
          [&](auto view) { return printView(printer, view); })
      .Default([](Operation *) { return Printed::NotMine; });
}
