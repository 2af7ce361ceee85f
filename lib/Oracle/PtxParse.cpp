// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Takes inline PTX apart, and its operands.
#include "lib/Oracle/Ptx.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/InlineAsm.h"

using namespace cubeport::oracle;
using namespace llvm;

bool PtxStatement::has(StringRef modifier) const {
  return is_contained(words, modifier.str());
}

static bool isType(StringRef word) {
  return word == "pred" ||
         (word.size() >= 2 && StringRef("busf").contains(word[0]) &&
          all_of(word.drop_front(), isDigit));
}

StringRef PtxStatement::type(unsigned fromEnd) const {
  for (const std::string &word : reverse(words)) {
    if (isType(word) && fromEnd-- == 0) {
      return word;
    }
  }
  return "";
}

/// Splits at commas outside of brackets.
static std::vector<std::string> splitOperands(StringRef text) {
  std::vector<std::string> operands;
  int depth = 0;
  size_t begin = 0;
  for (size_t at = 0; at <= text.size(); ++at) {
    char c = at < text.size() ? text[at] : ',';
    depth += c == '{' || c == '[';
    depth -= c == '}' || c == ']';
    if (c == ',' && depth == 0) {
      StringRef operand = text.slice(begin, at).trim();
      if (!operand.empty()) {
        operands.push_back(operand.str());
      }
      begin = at + 1;
    }
  }
  return operands;
}

/// Removes comments, and braces that open and close scopes.
static std::string cleanText(StringRef text) {
  std::string clean;
  bool isStart = true; // of a statement
  while (!text.empty()) {
    if (text.consume_front("//")) {
      text = text.drop_until([](char c) { return c == '\n'; });
    } else if (text.consume_front("/*")) {
      text = text.split("*/").second;
    } else {
      char c = text.front();
      text = text.drop_front();
      if (isStart && (c == '{' || c == '}')) {
        continue;
      }
      isStart = c == ';' || (isStart && isSpace(c));
      clean += c;
    }
  }
  return clean;
}

std::vector<PtxStatement> cubeport::oracle::parsePtx(StringRef text) {
  std::vector<PtxStatement> statements;
  std::string clean = cleanText(text);
  for (StringRef one : llvm::split(clean, ';')) {
    one = one.trim();
    if (one.empty() || one.starts_with(".reg")) {
      continue;
    }
    PtxStatement s;
    if (one.consume_front("@")) {
      size_t end = one.find_first_of(" \t\n");
      s.guard = one.take_front(end).str();
      one = one.drop_front(std::min(end, one.size())).trim();
    }
    size_t end = std::min(one.find_first_of(" \t\n"), one.size());
    for (StringRef word : llvm::split(one.take_front(end), '.')) {
      s.words.push_back(word.str());
    }
    s.operands = splitOperands(one.drop_front(end));
    statements.push_back(s);
  }
  return statements;
}

//===----------------------------------------------------------------------===//
// Operands
//===----------------------------------------------------------------------===//

PtxBuilder::PtxBuilder(Lowering &lowering, CallInst &call)
    : lowering(lowering), call(call), builder(&call) {
  if (auto *pair = dyn_cast<StructType>(call.getType())) {
    outputTypes.assign(pair->element_begin(), pair->element_end());
  } else if (!call.getType()->isVoidTy()) {
    outputTypes.push_back(call.getType());
  }
  inputs.assign(call.arg_begin(), call.arg_end());
  // "+r" comes as an output and an input that is tied to it.
  auto *text = cast<InlineAsm>(call.getCalledOperand());
  size_t input = 0;
  for (const InlineAsm::ConstraintInfo &info : text->ParseConstraints()) {
    if (info.Type != InlineAsm::isInput) {
      continue;
    }
    unsigned tied;
    if (!info.Codes.empty() && !StringRef(info.Codes[0]).getAsInteger(10, tied) &&
        input < inputs.size()) {
      registers["$" + std::to_string(tied)] = inputs[input];
    }
    ++input;
  }
}

Type *PtxBuilder::findType(StringRef suffix) {
  LLVMContext &context = lowering.context;
  if (suffix == "pred") {
    return Type::getInt1Ty(context);
  }
  unsigned width = 0;
  suffix.drop_front().getAsInteger(10, width);
  if (suffix.starts_with("f")) {
    return width == 64   ? Type::getDoubleTy(context)
           : width == 32 ? Type::getFloatTy(context)
           : width == 16 ? Type::getHalfTy(context)
                         : nullptr;
  }
  return width >= 8 && width <= 64 ? Type::getIntNTy(context, width) : nullptr;
}

Value *PtxBuilder::coerce(Value *value, Type *type) {
  Type *from = value->getType();
  if (from == type) {
    return value;
  }
  if (from->isPointerTy()) {
    return coerce(builder.CreatePtrToInt(value, lowering.i64), type);
  }
  if (type->isPointerTy()) {
    return builder.CreateIntToPtr(coerce(value, lowering.i64), type);
  }
  auto bitsOf = [&](Type *t) {
    return Type::getIntNTy(lowering.context, t->getPrimitiveSizeInBits());
  };
  if (!from->isIntegerTy()) {
    value = builder.CreateBitCast(value, bitsOf(from));
  }
  value = builder.CreateZExtOrTrunc(value, bitsOf(type));
  return type->isIntegerTy() ? value : builder.CreateBitCast(value, type);
}

Value *PtxBuilder::readSpecial(StringRef name) {
  if (name == "WARP_SZ") {
    return builder.getInt32(32);
  }
  const bool isWide = name.ends_with("64") || name == "globaltimer";
  name.consume_front("lanemask_");
  std::string full = name.size() == 2 ? ("lanemask." + name).str() : name.str();
  return intrinsic("read.ptx.sreg." + full,
                   isWide ? lowering.i64 : lowering.i32, {});
}

/// Null if the operand is nothing known.
Value *PtxBuilder::read(StringRef operand, Type *type) {
  bool isNegated = operand.consume_front("!");
  Value *value = nullptr;
  unsigned number;
  uint64_t constant;
  if (operand.starts_with("$") &&
      !operand.drop_front().getAsInteger(10, number)) {
    auto known = registers.find(operand);
    if (known != registers.end()) {
      value = known->second;
    } else if (number >= outputTypes.size() &&
               number - outputTypes.size() < inputs.size()) {
      value = inputs[number - outputTypes.size()];
    }
  } else if (operand.starts_with("%") && !registers.count(operand)) {
    value = readSpecial(operand.drop_front());
  } else if (operand == "WARP_SZ") {
    value = readSpecial(operand);
  } else if (operand.starts_with_insensitive("0f") &&
             !operand.drop_front(2).getAsInteger(16, constant)) {
    value = builder.getInt32(constant);
  } else if (operand.starts_with_insensitive("0d") &&
             !operand.drop_front(2).getAsInteger(16, constant)) {
    value = builder.getInt64(constant);
  } else if (int64_t signedConstant; !operand.getAsInteger(0, signedConstant)) {
    value = builder.getInt64(uint64_t(signedConstant));
  } else if (!operand.rtrim("U").getAsInteger(0, constant)) {
    value = builder.getInt64(constant);
  } else {
    auto known = registers.find(operand);
    value = known == registers.end() ? nullptr : known->second;
  }
  if (!value || !type) {
    return nullptr;
  }
  value = coerce(value, type);
  return isNegated ? builder.CreateNot(value) : value;
}

void PtxBuilder::write(StringRef operand, Value *value, const PtxStatement &s) {
  if (operand == "_") {
    return;
  }
  unsigned number;
  if (operand.starts_with("$") &&
      !operand.drop_front().getAsInteger(10, number) &&
      number < outputTypes.size()) {
    value = coerce(value, outputTypes[number]);
  }
  if (!s.guard.empty()) {
    // Straight-line code: what is not to be written keeps its value.
    Value *old = read(operand, value->getType());
    Value *guard = read(s.guard, builder.getInt1Ty());
    if (old && guard) {
      value = builder.CreateSelect(guard, value, old);
    }
  }
  registers[operand] = value;
}

Value *PtxBuilder::intrinsic(StringRef name, Type *result,
                             ArrayRef<Value *> args) {
  std::vector<Type *> types;
  for (Value *arg : args) {
    types.push_back(arg->getType());
  }
  // Lowered with all other calls, after this step.
  FunctionCallee callee = lowering.module.getOrInsertFunction(
      ("llvm.nvvm." + name).str(), FunctionType::get(result, types, false));
  return builder.CreateCall(callee, args);
}

Value *PtxBuilder::function(StringRef name, ArrayRef<Value *> args) {
  Function *callee = lowering.libraryFunction(name);
  if (!callee || callee->arg_size() < args.size()) {
    return nullptr;
  }
  std::vector<Value *> all;
  for (auto [arg, param] : zip(args, callee->args())) {
    all.push_back(coerce(arg, param.getType()));
  }
  if (callee->arg_size() == args.size() + 1) {
    all.push_back(lowering.sites.add(call));
  }
  CallInst *made = builder.CreateCall(callee, all);
  made->setAttributes(callee->getAttributes());
  return made;
}
