// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A kernel's head, its tensors, and the choice of names and expressions.
#include "lib/Target/AscendC/KernelPrinter.h"
#include "dialects/Simt/SimtDialect.h"
#include "lib/Target/AscendC/ThreadFrame.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::target;

//===----------------------------------------------------------------------===//
// Lines
//===----------------------------------------------------------------------===//

void KernelPrinter::line(const Twine &content) {
  text += wrapStatement(content.str(), indent * 2);
}

void KernelPrinter::statement(Operation *op, const Twine &content) {
  std::string comment =
      options.sourceComments ? source.describe(op->getLoc()) : "";
  if (!comment.empty() && comment != lastComment) {
    line("// " + comment);
    lastComment = comment;
  }
  line(content);
}

void KernelPrinter::open(Operation *op, const Twine &content) {
  statement(op, content);
  ++indent;
}

void KernelPrinter::close(const Twine &content) {
  --indent;
  line(content);
}

LogicalResult KernelPrinter::body(Block &block) {
  for (Operation &op : block.without_terminator()) {
    if (failed(printOp(op))) {
      return failure();
    }
  }
  return success();
}

LogicalResult KernelPrinter::printOp(Operation &op) {
  if (isa<davinci::AllocOp>(op) || (op.use_empty() && isPure(&op))) {
    return success();
  }
  for (auto *printFamily : {printArith, printControl, printThread, printMove,
                            printScalar, printSync, printVector}) {
    switch (printFamily(*this, op)) {
    case Printed::Yes:
      return success();
    case Printed::Failed:
      return failure();
    case Printed::NotMine:
      break;
    }
  }
  return op.emitError() << "CP6501: '" << op.getName()
                        << "' in the planned form; it has no Ascend C text";
}

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

Expr KernelPrinter::scalar(Value value) {
  auto found = exprs.find(value);
  assert(found != exprs.end() && "a value is printed before its definition");
  return found->second;
}

std::string KernelPrinter::operand(Value value, Binding loosest) {
  return wrap(scalar(value), loosest);
}

std::string KernelPrinter::index(Value value) {
  StringRef full = exprs.at(value).text;
  StringRef inner = full;
  if (inner.consume_front("int64_t(") && inner.consume_back(")")) {
    // Only if the parenthesis that closes is the one that was opened.
    int depth = 0;
    for (char c : inner) {
      depth += (c == '(') - (c == ')');
      if (depth < 0) {
        return full.str();
      }
    }
    return inner.str();
  }
  return full.str();
}

bool KernelPrinter::isLanes(Value value) {
  APInt constant;
  auto lanes = kernel->getAttrOfType<IntegerAttr>(
      davinci::DavinciDialect::kLanesAttrName);
  bool isLanes = lanes && matchPattern(value, m_ConstantInt(&constant)) &&
                 constant.getSExtValue() == lanes.getInt();
  usesLanes |= isLanes;
  return isLanes;
}

std::string KernelPrinter::count(Value value) {
  return isLanes(value) ? "LANES" : argument(value);
}

std::string KernelPrinter::name(Value value, StringRef stem) {
  if (auto named = value.getLoc()->findInstanceOf<NameLoc>()) {
    return names.claim(named.getName().getValue());
  }
  return names.claim(stem);
}

/// What the value becomes in the op that uses it, through `depth` steps of
/// arithmetic; empty if that says nothing.
static StringRef getRole(Value value, unsigned depth) {
  for (OpOperand &use : value.getUses()) {
    Operation *user = use.getOwner();
    if (isa<davinci::CopyInOp, davinci::CopyOutOp>(user)) {
      if (value.getType().isInteger(64)) {
        return "offset";
      }
      return "count";
    }
    bool isLast = use.getOperandNumber() == user->getNumOperands() - 1;
    if (isLast && isa<davinci::GetValueOp, davinci::SetValueOp>(user)) {
      return "index";
    }
    if (isLast && isa<davinci::ViewOp>(user)) {
      return "offset";
    }
    if (isLast && isa<davinci::DavinciPipeOp>(user)) {
      return "count";
    }
  }
  if (depth == 0) {
    return "";
  }
  for (Operation *user : value.getUsers()) {
    if (user->getNumResults() == 1 && isPure(user) &&
        !isa<davinci::ViewOp>(user)) {
      StringRef role = getRole(user->getResult(0), depth - 1);
      if (!role.empty()) {
        return role;
      }
    }
  }
  return "";
}

/// A noun for a scalar, from its type and what it is for.
static StringRef getStem(Value value) {
  if (value.getType().isInteger(1)) {
    return "isActive";
  }
  if (isa<FloatType>(value.getType())) {
    return "value";
  }
  constexpr unsigned kFarthest = 3;
  StringRef role = getRole(value, kFarthest);
  return role.empty() ? "number" : role;
}

/// Ops whose text repeats an operand.
static bool printsTwice(Operation *user, Value value) {
  if (auto copy = dyn_cast<davinci::CopyInOp>(user)) {
    return value == copy.getLen() || value == copy.getRows();
  }
  if (auto copy = dyn_cast<davinci::CopyOutOp>(user)) {
    return value == copy.getLen() || value == copy.getRows();
  }
  return isa<arith::MaxSIOp, arith::MinSIOp, arith::MaxUIOp, arith::MinUIOp,
             arith::MaximumFOp, arith::MinimumFOp, arith::MaxNumFOp,
             arith::MinNumFOp, arith::CmpFOp, math::AbsFOp, math::AbsIOp>(
      user);
}

/// True if `value` may stand inside the text of its one user.
bool KernelPrinter::isUsedAsPart(Value value, const Expr &expr) {
  constexpr size_t kLongestPart = 56;
  if (!value.hasOneUse() || expr.text.size() > kLongestPart) {
    return false;
  }
  Operation *user = *value.user_begin();
  if (user->getBlock() != value.getParentBlock()) {
    return false;
  }
  return !printsTwice(user, value);
}

/// A name, or the widening of one: no worse to read twice than a new name.
static bool isShort(StringRef text) {
  text.consume_front("int64_t(") && text.consume_back(")");
  return llvm::all_of(text,
                      [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

void KernelPrinter::define(Value value, Expr expr) {
  if (frame && frame->isStable(value)) {
    exprs[value] = std::move(expr);
    return;
  }
  bool isKept = frame && frame->isKept(value);
  bool isPart = isShort(expr.text) || isUsedAsPart(value, expr);
  if (isKept || (!isPart && frame && !frame->mayDeclare(value))) {
    exprs[value] = expr;
    std::string text = index(value);
    exprs[value] = {
        variable(value.getDefiningOp(), value, getStem(value), text)};
    return;
  }
  if (isShort(expr.text) || isUsedAsPart(value, expr)) {
    exprs[value] = std::move(expr);
    return;
  }
  std::string name = this->name(value, getStem(value));
  exprs[value] = expr;
  statement(value.getDefiningOp(), "const " + type(value.getType()) + " " +
                                       name + " = " + index(value) + ";");
  exprs[value] = {name};
}

std::string KernelPrinter::variable(Operation *op, Value value, StringRef stem,
                                    StringRef initial) {
  std::string name = this->name(value, stem);
  std::string type = this->type(value.getType());
  if (!frame || (!frame->isKept(value) && frame->mayDeclare(op->getBlock()))) {
    statement(op, type + " " + name +
                      (initial.empty() ? ";" : " = " + initial.str() + ";"));
    return name;
  }
  // A thread that goes on jumps to where it paused: no declaration may stand
  // in between.
  if (frame->isKept(value)) {
    frame->fields.push_back({type, name});
    name = "t->" + name;
  } else {
    frame->locals.push_back({type, name});
  }
  if (!initial.empty()) {
    statement(op, name + " = " + initial + ";");
  }
  return name;
}

void KernelPrinter::keep(Value value, StringRef stem, StringRef initial) {
  bool isConstant = !frame || (!frame->isKept(value) && frame->mayDeclare(value));
  if (!isConstant) {
    bind(value, {variable(value.getDefiningOp(), value, stem, initial)});
    return;
  }
  std::string name = this->name(value, stem);
  statement(value.getDefiningOp(), "const " + type(value.getType()) + " " +
                                       name + " = " + initial + ";");
  bind(value, {name});
}

std::pair<std::string, std::string> KernelPrinter::counter(Value value,
                                                           StringRef stem) {
  std::string name = this->name(value, stem);
  if (frame && frame->isKept(value)) {
    frame->fields.push_back({type(value.getType()), name});
    return {"t->" + name, "t->" + name};
  }
  return {name, type(value.getType()) + " " + name};
}

std::string KernelPrinter::temporary(Operation *op, Type type, StringRef stem,
                                     StringRef initial) {
  std::string name = names.claim(stem);
  if (frame && !frame->mayDeclare(op->getBlock())) {
    frame->locals.push_back({this->type(type), name});
    statement(op, name + " = " + initial + ";");
  } else {
    statement(op, "const " + this->type(type) + " " + name + " = " + initial +
                      ";");
  }
  return name;
}

/// `slot * LANES` where a view is one of the slots of a buffer.
std::string KernelPrinter::viewOffset(davinci::ViewOp view) {
  if (auto wide = view.getOffset().getDefiningOp<arith::ExtSIOp>()) {
    auto product = wide.getIn().getDefiningOp<arith::MulIOp>();
    if (product && isLanes(product.getRhs())) {
      return operand(product.getLhs(), Binding::Multiply) + " * LANES";
    }
  }
  return index(view.getOffset());
}

std::string KernelPrinter::tensor(Value buffer) {
  auto found = tensors.find(buffer);
  if (found != tensors.end()) {
    return found->second;
  }
  auto view = buffer.getDefiningOp<davinci::ViewOp>();
  assert(view && "a buffer is a tensor or a view");
  Value source = view.getSource();
  bool isWhole = matchPattern(view.getOffset(), m_Zero());
  // The type that a view of the whole buffer gave it in between is nothing.
  while (auto inner = source.getDefiningOp<davinci::ViewOp>()) {
    if (!isWhole || !matchPattern(inner.getOffset(), m_Zero()) ||
        tensors.contains(source)) {
      break;
    }
    source = inner.getSource();
  }
  std::string result = tensor(source);
  if (!isWhole) {
    result += "[" + viewOffset(view) + "]";
  }
  Type from = cast<MemRefType>(source.getType()).getElementType();
  Type to = cast<MemRefType>(view.getType()).getElementType();
  if (from != to) {
    result += ".ReinterpretCast<" + typeName(to) + ">()";
  }
  return result;
}

//===----------------------------------------------------------------------===//
// Head and tensors
//===----------------------------------------------------------------------===//

SmallVector<std::string> KernelPrinter::nameParameters() {
  SmallVector<std::string> parameters;
  for (BlockArgument argument : kernel.getArguments()) {
    auto given = kernel.getArgAttrOfType<StringAttr>(
        argument.getArgNumber(), simt::SimtDialect::kArgNameAttrName);
    std::string name = names.claim(given ? given.getValue() : "arg");
    if (auto memref = dyn_cast<MemRefType>(argument.getType())) {
      parameters.push_back("__gm__ " + type(memref.getElementType()) + " *" +
                           name);
    } else {
      parameters.push_back(type(argument.getType()) + " " + name);
    }
    exprs[argument] = {name};
  }
  return parameters;
}

/// `head(part, part)` in lines, and the brace that opens the body.
void KernelPrinter::printHeadOf(StringRef start, ArrayRef<std::string> parts) {
  std::string head = start.str() + "(";
  for (auto [index, parameter] : llvm::enumerate(parts)) {
    std::string part = parameter + (index + 1 < parts.size() ? ", " : ")");
    constexpr size_t kColumns = 80;
    size_t lastBreak = head.rfind('\n');
    size_t column =
        head.size() - (lastBreak == std::string::npos ? 0 : lastBreak + 1);
    if (index > 0 && column + part.size() > kColumns) {
      head.pop_back();
      head += "\n    ";
    }
    head += part;
  }
  if (parts.empty()) {
    head += ")";
  }
  text += head + "\n{\n";
  ++indent;
}

void KernelPrinter::printHead() {
  printHeadOf("__global__ __vector__ void " + interface.emittedName,
              nameParameters());
  line("AscendC::InitSocState();");
}

void KernelPrinter::declareGlobalTensor(BlockArgument argument) {
  std::string element =
      typeName(cast<MemRefType>(argument.getType()).getElementType());
  std::string name = names.claim(exprs[argument].text + "Gm");
  tensors[argument] = name;
  line("AscendC::GlobalTensor<" + element + "> " + name + ";");
  line(name + ".SetGlobalBuffer(" + exprs[argument].text + ");");
}

/// What stands for one of the slots of `alloc`; `alloc` if it has none.
static Value findSlot(davinci::AllocOp alloc) {
  if (alloc->hasOneUse()) {
    auto view = dyn_cast<davinci::ViewOp>(*alloc->user_begin());
    if (view && !matchPattern(view.getOffset(), m_Constant())) {
      return view.getResult();
    }
  }
  return alloc.getResult();
}

/// `xLocal` for a buffer that x is loaded to, `yOut` for one that is stored
/// to y.
std::string KernelPrinter::wishLocalName(davinci::AllocOp alloc) {
  if (auto named = alloc.getLoc()->findInstanceOf<NameLoc>()) {
    return named.getName().str();
  }
  Value slot = findSlot(alloc);
  for (Operation *user : slot.getUsers()) {
    if (auto copy = dyn_cast<davinci::CopyInOp>(user)) {
      if (auto source = exprs.find(copy.getSrc()); source != exprs.end()) {
        return source->second.text + "Local";
      }
    }
  }
  for (Operation *user : slot.getUsers()) {
    if (auto copy = dyn_cast<davinci::CopyOutOp>(user)) {
      if (auto target = exprs.find(copy.getDst()); target != exprs.end()) {
        return target->second.text + "Out";
      }
    }
    if (isa<davinci::CompareOp, davinci::CompareScalarOp>(user) &&
        user->getOperand(0) == slot) {
      return "mask";
    }
    if (isa<davinci::SelectOp>(user) &&
        user->getOperand(1) == slot) {
      return "mask";
    }
  }
  std::string variable = variables.lookup(alloc);
  bool isParameter = llvm::any_of(
      kernel.getArguments(),
      [&](BlockArgument argument) { return exprs[argument].text == variable; });
  return isParameter ? variable + "Value" : variable;
}

/// The alloc that `buffer` is, or is a view of.
static davinci::AllocOp findAlloc(Value buffer) {
  while (auto view = buffer.getDefiningOp<davinci::ViewOp>()) {
    buffer = view.getSource();
  }
  return buffer.getDefiningOp<davinci::AllocOp>();
}

/// Of all buffers that the ops of one CUDA line write, the last holds what the
/// line assigns: it gets the name of the variable.
void KernelPrinter::findVariables() {
  llvm::StringMap<Operation *> lastOfLine;
  SmallVector<std::string> lines;
  kernel.walk([&](davinci::DavinciPipeOp op) {
    std::string line = source.describe(op.getLoc());
    for (Value buffer : op.getBufferWrites()) {
      davinci::AllocOp alloc = findAlloc(buffer);
      if (alloc && !line.empty()) {
        if (!lastOfLine.contains(line)) {
          lines.push_back(line);
        }
        lastOfLine[line] = alloc;
      }
    }
  });
  for (const std::string &line : lines) {
    std::string variable = findAssignedVariable(line);
    if (!variable.empty()) {
      variables.try_emplace(lastOfLine[line], variable);
    }
  }
}

void KernelPrinter::declareLocalTensor(davinci::AllocOp alloc) {
  auto type = cast<MemRefType>(alloc.getType());
  std::string wish = wishLocalName(alloc);
  std::string name = wish.empty() || wish == "mask"
                         ? names.claimNumbered(wish.empty() ? "tmp" : wish)
                         : names.claim(wish);
  tensors[alloc.getResult()] = name;
  int64_t elements = type.getNumElements();
  auto lanes = kernel->getAttrOfType<IntegerAttr>(
      davinci::DavinciDialect::kLanesAttrName);
  std::string size = std::to_string(elements);
  int64_t ofSlot = cast<MemRefType>(findSlot(alloc).getType()).getNumElements();
  if (lanes && lanes.getInt() == ofSlot && elements % ofSlot == 0) {
    size = elements == ofSlot ? "LANES"
                              : std::to_string(elements / ofSlot) + " * LANES";
    usesLanes = true;
  }
  line(llvm::formatv(
           "AscendC::LocalTensor<{0}> {1}(AscendC::TPosition::VECCALC, {2}, "
           "{3});",
           typeName(type.getElementType()), name, alloc.getAddress().value_or(0),
           size)
           .str());
}

LogicalResult KernelPrinter::declareTensors() {
  for (BlockArgument argument : kernel.getArguments()) {
    if (isa<MemRefType>(argument.getType()) && !argument.use_empty()) {
      declareGlobalTensor(argument);
    }
  }
  findVariables();
  WalkResult result = kernel.walk([&](davinci::AllocOp alloc) {
    if (davinci::getSpace(alloc.getType()) != davinci::Space::ub) {
      alloc.emitError("CP6502: a buffer outside the unified buffer; the "
                      "printer of vector kernels has no text for it");
      return WalkResult::interrupt();
    }
    if (!alloc->use_empty()) {
      declareLocalTensor(alloc);
    }
    return WalkResult::advance();
  });
  return failure(result.wasInterrupted());
}

KernelPrinter::KernelPrinter(func::FuncOp kernel,
                             const KernelInterface &interface,
                             const EmitOptions &options, SourceLines &source,
                             FileNeeds &needs)
    : kernel(kernel), interface(interface), options(options), source(source),
      needs(needs),
      isThreads(kernel->hasAttr(davinci::DavinciDialect::kThreadsAttrName)) {}

KernelPrinter::~KernelPrinter() = default;

FailureOr<std::string> KernelPrinter::print() {
  if (isThreads) {
    auto threads = *kernel.getOps<davinci::ThreadsOp>().begin();
    if (failed(printThreads(threads))) {
      return failure();
    }
    return std::move(text);
  }
  printHead();
  size_t constantsPlace = text.size();
  if (failed(declareTensors()) || failed(body(kernel.getBody().front()))) {
    return failure();
  }
  line("AscendC::PipeBarrier<PIPE_ALL>();");
  text += "}\n";
  if (usesLanes) {
    auto lanes = kernel->getAttrOfType<IntegerAttr>(
        davinci::DavinciDialect::kLanesAttrName);
    text.insert(constantsPlace, "  constexpr int32_t LANES = " +
                                    std::to_string(lanes.getInt()) + ";\n");
  }
  return std::move(text);
}
