// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structured control flow: scf as for, while and if.
#include "lib/Target/AscendC/KernelPrinter.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::target;

/// True if the identifier `name` occurs in `text`.
static bool mentions(StringRef text, StringRef name) {
  auto isWord = [](char c) { return llvm::isAlnum(c) || c == '_'; };
  for (size_t at = text.find(name); at != StringRef::npos;
       at = text.find(name, at + 1)) {
    size_t end = at + name.size();
    if ((at == 0 || !isWord(text[at - 1])) &&
        (end == text.size() || !isWord(text[end]))) {
      return true;
    }
  }
  return false;
}

/// `variables[i] = values[i]` for all i at once. Values that mention a
/// variable assigned before go through a constant first.
static void assign(KernelPrinter &printer, Operation *op,
                   ArrayRef<std::string> variables, ValueRange values) {
  SmallVector<std::string> texts;
  for (Value value : values) {
    texts.push_back(printer.index(value));
  }
  for (size_t i = 1; i < texts.size(); ++i) {
    bool readsEarlier = llvm::any_of(
        ArrayRef(variables).take_front(i),
        [&](StringRef variable) { return mentions(texts[i], variable); });
    if (readsEarlier && texts[i] != variables[i]) {
      texts[i] = printer.temporary(op, values[i].getType(), "next", texts[i]);
    }
  }
  for (auto [variable, text] : llvm::zip(variables, texts)) {
    if (variable != text) {
      printer.statement(op, variable + " = " + text + ";");
    }
  }
}

/// Declares one variable per value, named by `stem`, with or without initial
/// values.
static std::optional<SmallVector<std::string>>
declare(KernelPrinter &printer, Operation *op, ValueRange values,
        ValueRange initial) {
  SmallVector<std::string> variables;
  for (auto [index, value] : llvm::enumerate(values)) {
    if (printer.type(value.getType()).empty()) {
      op->emitError() << "CP6501: a value of type " << value.getType()
                      << " carried by '" << op->getName()
                      << "'; only numbers have a variable";
      return std::nullopt;
    }
    std::string name = printer.variable(
        op, value,
        isa<FloatType>(value.getType())   ? "sum"
        : value.getType().isInteger(1) ? "isOn"
                                       : "state",
        initial.empty() ? "" : printer.index(initial[index]));
    variables.push_back(name);
  }
  return variables;
}

static void bindAll(KernelPrinter &printer, ValueRange values,
                    ArrayRef<std::string> variables) {
  for (auto [value, variable] : llvm::zip(values, variables)) {
    printer.bind(value, {variable});
  }
}

/// A name for the induction variable.
static StringRef getLoopStem(scf::ForOp loop) {
  Value step = loop.getStep();
  while (Operation *op = step.getDefiningOp()) {
    if (isa<davinci::CoreCountOp>(op)) {
      return "block";
    }
    if (op->getNumOperands() != 1) {
      break;
    }
    step = op->getOperand(0);
  }
  return "i";
}

static Printed printFor(KernelPrinter &printer, scf::ForOp loop) {
  auto variables =
      declare(printer, loop, loop.getRegionIterArgs(), loop.getInitArgs());
  if (!variables) {
    return Printed::Failed;
  }
  bindAll(printer, loop.getRegionIterArgs(), *variables);
  Value iv = loop.getInductionVar();
  auto [name, declaration] = printer.counter(iv, getLoopStem(loop));
  printer.bind(iv, {name});
  std::string step = matchPattern(loop.getStep(), m_One())
                         ? "++" + name
                         : name + " += " + printer.index(loop.getStep());
  std::string upper = printer.operand(loop.getUpperBound(), Binding::Add);
  std::string test =
      loop.getUnsignedCmp()
          ? unsignedTypeName(iv.getType()) + "(" + name + ") < " +
                unsignedTypeName(iv.getType()) + "(" + upper + ")"
          : name + " < " + upper;
  printer.open(loop, "for (" + declaration + " = " +
                         printer.index(loop.getLowerBound()) + "; " + test +
                         "; " + step + ") {");
  if (failed(printer.body(*loop.getBody()))) {
    return Printed::Failed;
  }
  Operation *yield = loop.getBody()->getTerminator();
  assign(printer, yield, *variables, yield->getOperands());
  printer.close();
  bindAll(printer, loop.getResults(), *variables);
  return Printed::Yes;
}

/// True if a while loop hands its own variables on unchanged, so that one set
/// of variables serves its test, its body and its results.
static bool passesVariablesOn(scf::WhileOp loop) {
  return llvm::equal(loop.getConditionOp().getArgs(),
                     loop.getBeforeArguments());
}

/// The head of the loop and its test: `while (test) {` where the test is one
/// expression, else a break in an endless loop.
static LogicalResult printTest(KernelPrinter &printer, scf::WhileOp loop,
                               ArrayRef<std::string> results) {
  scf::ConditionOp test = loop.getConditionOp();
  KernelPrinter::Mark beforeLoop = printer.mark();
  printer.open(loop, "while (true) {");
  KernelPrinter::Mark start = printer.mark();
  if (failed(printer.body(*loop.getBeforeBody()))) {
    return failure();
  }
  if (printer.mark().size == start.size && passesVariablesOn(loop)) {
    printer.goBack(beforeLoop);
    printer.open(loop,
                 "while (" + printer.argument(test.getCondition()) + ") {");
    return success();
  }
  if (!passesVariablesOn(loop)) {
    assign(printer, test, results, test.getArgs());
  }
  printer.open(test, "if (!" +
                         printer.operand(test.getCondition(), Binding::Primary) +
                         ") {");
  printer.statement(test, "break;");
  printer.close();
  return success();
}

static Printed printWhile(KernelPrinter &printer, scf::WhileOp loop) {
  auto variables =
      declare(printer, loop, loop.getBeforeArguments(), loop.getInits());
  if (!variables) {
    return Printed::Failed;
  }
  bindAll(printer, loop.getBeforeArguments(), *variables);
  SmallVector<std::string> results = *variables;
  if (!passesVariablesOn(loop)) {
    auto declared =
        declare(printer, loop, loop.getResults(), /*initial=*/ValueRange());
    if (!declared) {
      return Printed::Failed;
    }
    results = *declared;
  }
  bindAll(printer, loop.getResults(), results);
  bindAll(printer, loop.getAfterArguments(), results);
  if (failed(printTest(printer, loop, results))) {
    return Printed::Failed;
  }
  if (failed(printer.body(*loop.getAfterBody()))) {
    return Printed::Failed;
  }
  Operation *yield = loop.getYieldOp();
  assign(printer, yield, *variables, yield->getOperands());
  printer.close();
  return Printed::Yes;
}

static LogicalResult printBranch(KernelPrinter &printer, Block &block,
                                 ArrayRef<std::string> variables) {
  if (failed(printer.body(block))) {
    return failure();
  }
  Operation *yield = block.getTerminator();
  assign(printer, yield, variables, yield->getOperands());
  return success();
}

static Printed printIf(KernelPrinter &printer, scf::IfOp branch) {
  auto variables = declare(printer, branch, branch.getResults(),
                           /*initial=*/ValueRange());
  if (!variables) {
    return Printed::Failed;
  }
  auto isEmpty = [&](Block *block) {
    return !block ||
           (block->getOperations().size() == 1 && branch.getNumResults() == 0);
  };
  Block *then = branch.thenBlock(), *otherwise = branch.elseBlock();
  if (isEmpty(then) && !isEmpty(otherwise)) {
    printer.open(branch,
                 "if (!" +
                     printer.operand(branch.getCondition(), Binding::Primary) +
                     ") {");
    if (failed(printBranch(printer, *otherwise, *variables))) {
      return Printed::Failed;
    }
    printer.close();
    return Printed::Yes;
  }
  printer.open(branch,
               "if (" + printer.argument(branch.getCondition()) + ") {");
  if (failed(printBranch(printer, *then, *variables))) {
    return Printed::Failed;
  }
  if (!isEmpty(otherwise)) {
    printer.close("} else {");
    printer.reopen();
    if (failed(printBranch(printer, *otherwise, *variables))) {
      return Printed::Failed;
    }
  }
  printer.close();
  bindAll(printer, branch.getResults(), *variables);
  return Printed::Yes;
}

/// As a chain of branches, where a `switch` would catch the places at which a
/// thread goes on.
static Printed printChain(KernelPrinter &printer, scf::IndexSwitchOp op,
                          ArrayRef<std::string> variables) {
  std::string key = printer.operand(op.getArg(), Binding::Unary);
  bool isFirst = true;
  for (auto [value, region] : llvm::zip(op.getCases(), op.getCaseRegions())) {
    std::string test = "if (" + key + " == " + std::to_string(value) + ") {";
    if (isFirst) {
      printer.open(op, test);
    } else {
      printer.close("} else " + test);
      printer.reopen();
    }
    isFirst = false;
    if (failed(printBranch(printer, region.front(), variables))) {
      return Printed::Failed;
    }
  }
  printer.close("} else {");
  printer.reopen();
  if (failed(printBranch(printer, op.getDefaultRegion().front(), variables))) {
    return Printed::Failed;
  }
  printer.close();
  bindAll(printer, op.getResults(), variables);
  return Printed::Yes;
}

static Printed printSwitch(KernelPrinter &printer, scf::IndexSwitchOp op) {
  auto variables =
      declare(printer, op, op.getResults(), /*initial=*/ValueRange());
  if (!variables) {
    return Printed::Failed;
  }
  if (printer.getFrame() && op.getNumCases() > 0) {
    return printChain(printer, op, *variables);
  }
  printer.open(op, "switch (" + printer.argument(op.getArg()) + ") {");
  for (auto [value, region] : llvm::zip(op.getCases(), op.getCaseRegions())) {
    printer.open(op, "case " + std::to_string(value) + ": {");
    if (failed(printBranch(printer, region.front(), *variables))) {
      return Printed::Failed;
    }
    printer.statement(op, "break;");
    printer.close();
  }
  printer.open(op, "default: {");
  if (failed(printBranch(printer, op.getDefaultRegion().front(),
                         *variables))) {
    return Printed::Failed;
  }
  printer.statement(op, "break;");
  printer.close();
  printer.close();
  bindAll(printer, op.getResults(), *variables);
  return Printed::Yes;
}

Printed cubeport::target::printControl(KernelPrinter &printer, Operation &op) {
  return TypeSwitch<Operation *, Printed>(&op)
      .Case<scf::ForOp>([&](auto loop) { return printFor(printer, loop); })
      .Case<scf::WhileOp>([&](auto loop) { return printWhile(printer, loop); })
      .Case<scf::IfOp>([&](auto branch) { return printIf(printer, branch); })
      .Case<scf::IndexSwitchOp>(
          [&](auto branch) { return printSwitch(printer, branch); })
      .Default([](Operation *) { return Printed::NotMine; });
}
