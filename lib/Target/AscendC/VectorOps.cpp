// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls of the vector unit in count form: DavinciVectorOps.td.
#include "lib/Target/AscendC/KernelPrinter.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::target;

/// `not` is `Not`, `relu` is `Relu`: the vendor's calls start upper case.
static std::string capitalise(StringRef name) {
  std::string result = name.str();
  result[0] = llvm::toUpper(result[0]);
  return result;
}

static const char *getCallee(davinci::UnaryKind kind) {
  switch (kind) {
  case davinci::UnaryKind::exp:
    return "Exp";
  case davinci::UnaryKind::ln:
    return "Ln";
  case davinci::UnaryKind::abs:
    return "Abs";
  case davinci::UnaryKind::sqrt:
    return "Sqrt";
  case davinci::UnaryKind::rsqrt:
    return "Rsqrt";
  case davinci::UnaryKind::reciprocal:
    return "Reciprocal";
  case davinci::UnaryKind::relu:
    return "Relu";
  case davinci::UnaryKind::not_:
    return "Not";
  }
  return "";
}

static const char *getCallee(davinci::ScalarKind kind) {
  switch (kind) {
  case davinci::ScalarKind::adds:
    return "Adds";
  case davinci::ScalarKind::muls:
    return "Muls";
  case davinci::ScalarKind::maxs:
    return "Maxs";
  case davinci::ScalarKind::mins:
    return "Mins";
  case davinci::ScalarKind::shl:
    return "ShiftLeft";
  case davinci::ScalarKind::shr:
    return "ShiftRight";
  }
  return "";
}

/// Header of the vendor's library that declares a function.
static std::string getInclude(StringRef function) {
  StringRef file = function;
  if (function == "log2" || function == "log10") {
    file = "log";
  }
  return ("adv_api/math/" + file + ".h").str();
}

/// A scalar operand as a value of exactly the tensor's element type, which
/// the vendor's templates deduce from both.
static std::string scalarOf(KernelPrinter &printer, Value scalar,
                            Value tensor) {
  Type element = cast<MemRefType>(tensor.getType()).getElementType();
  std::string text = printer.argument(scalar);
  // C++ computes narrower integers as int; all else has its type already.
  bool isExact = scalar.getType() == element &&
                 (isa<FloatType>(element) || element.isInteger(32));
  return isExact ? text : typeName(element) + "(" + text + ")";
}

static Printed emit(KernelPrinter &printer, Operation *op, const Twine &callee,
                    ArrayRef<std::string> arguments) {
  printer.statement(op, call("AscendC::" + callee, arguments).text + ";");
  return Printed::Yes;
}

static std::string getSelectMode() {
  return "AscendC::SELMODE::VSEL_TENSOR_TENSOR_MODE";
}

Printed cubeport::target::printVector(KernelPrinter &printer, Operation &op) {
  auto tensor = [&](Value value) { return printer.tensor(value); };
  auto count = [&](Value value) { return printer.count(value); };
  return TypeSwitch<Operation *, Printed>(&op)
      .Case<davinci::UnaryOp>([&](davinci::UnaryOp unary) {
        return emit(printer, unary, getCallee(unary.getKind()),
                    {tensor(unary.getDst()), tensor(unary.getSrc()),
                     count(unary.getCount())});
      })
      .Case<davinci::BinaryOp>([&](davinci::BinaryOp binary) {
        return emit(printer, binary,
                    capitalise(davinci::stringifyBinaryKind(binary.getKind())),
                    {tensor(binary.getDst()), tensor(binary.getLhs()),
                     tensor(binary.getRhs()), count(binary.getCount())});
      })
      .Case<davinci::BinaryScalarOp>([&](davinci::BinaryScalarOp binary) {
        return emit(printer, binary, getCallee(binary.getKind()),
                    {tensor(binary.getDst()), tensor(binary.getSrc()),
                     scalarOf(printer, binary.getScalar(), binary.getSrc()),
                     count(binary.getCount())});
      })
      .Case<davinci::CompareOp>([&](davinci::CompareOp compare) {
        return emit(
            printer, compare, "Compare",
            {tensor(compare.getDst()), tensor(compare.getLhs()),
             tensor(compare.getRhs()),
             "AscendC::CMPMODE::" +
                 davinci::stringifyCompareMode(compare.getMode()).str(),
             count(compare.getCount())});
      })
      .Case<davinci::CompareScalarOp>([&](davinci::CompareScalarOp compare) {
        return emit(
            printer, compare, "Compares",
            {tensor(compare.getDst()), tensor(compare.getSrc()),
             scalarOf(printer, compare.getScalar(), compare.getSrc()),
             "AscendC::CMPMODE::" +
                 davinci::stringifyCompareMode(compare.getMode()).str(),
             count(compare.getCount())});
      })
      .Case<davinci::SelectOp>([&](davinci::SelectOp select) {
        return emit(printer, select, "Select",
                    {tensor(select.getDst()), tensor(select.getMask()),
                     tensor(select.getLhs()), tensor(select.getRhs()),
                     getSelectMode(), count(select.getCount())});
      })
      .Case<davinci::CastOp>([&](davinci::CastOp cast) {
        return emit(printer, cast, "Cast",
                    {tensor(cast.getDst()), tensor(cast.getSrc()),
                     "AscendC::RoundMode::CAST_" +
                         davinci::stringifyRoundMode(cast.getMode()).str(),
                     count(cast.getCount())});
      })
      .Case<davinci::DuplicateOp>([&](davinci::DuplicateOp fill) {
        return emit(printer, fill, "Duplicate",
                    {tensor(fill.getDst()),
                     scalarOf(printer, fill.getScalar(), fill.getDst()),
                     count(fill.getCount())});
      })
      .Case<davinci::BroadcastBlocksOp>([&](davinci::BroadcastBlocksOp spread) {
        return emit(printer, spread, "Brcb",
                    {tensor(spread.getDst()), tensor(spread.getSrc()),
                     "uint8_t(" + printer.argument(spread.getRepeats()) + ")",
                     "AscendC::BrcbRepeatParams{1, 8}"});
      })
      .Case<davinci::VectorGatherOp>([&](davinci::VectorGatherOp gather) {
        return emit(printer, gather, "Gather",
                    {tensor(gather.getDst()), tensor(gather.getSrc()),
                     tensor(gather.getOffsets()),
                     printer.argument(gather.getBase()),
                     count(gather.getCount())});
      })
      .Case<davinci::MathOp>([&](davinci::MathOp math) {
        StringRef name = davinci::stringifyMathKind(math.getKind());
        printer.getNeeds().includes.insert(getInclude(name));
        SmallVector<std::string> arguments = {tensor(math.getDst()),
                                              tensor(math.getSrc())};
        // Log10 is a logarithm and a product: its call takes no scratch.
        if (math.getKind() != davinci::MathKind::log10) {
          arguments.push_back(tensor(math.getTmp()));
        }
        arguments.push_back(count(math.getCount()));
        return emit(printer, math, capitalise(name), arguments);
      })
      .Case<davinci::BinaryMathOp>([&](davinci::BinaryMathOp math) {
        StringRef name = davinci::stringifyBinaryMathKind(math.getKind());
        printer.getNeeds().includes.insert(getInclude(name));
        return emit(printer, math, capitalise(name),
                    {tensor(math.getDst()), tensor(math.getLhs()),
                     tensor(math.getRhs()), tensor(math.getTmp()),
                     count(math.getCount())});
      })
      .Case<davinci::CopyOp>([&](davinci::CopyOp copy) {
        return emit(printer, copy, "DataCopy",
                    {tensor(copy.getDst()), tensor(copy.getSrc()),
                     count(copy.getCount())});
      })
      .Default([](Operation *) { return Printed::NotMine; });
}
