// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// printf, assert and trap in LLVM IR become calls with their values as
// arguments and their texts in the name, while both are easy to find.
#include "lib/Frontend/CompileDevice.h"
#include "lib/Frontend/Output.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include <cstdio>

using namespace cubeport;
using namespace cubeport::frontend;
using namespace llvm;

void frontend::replaceByRefusal(CallBase &call, StringRef code,
                                const Twine &text) {
  IRBuilder<> builder(&call);
  std::string name =
      (kRefusedPrefix + code + "." + toHex(text.str())).str();
  auto *type = FunctionType::get(call.getType(), false);
  FunctionCallee refused =
      call.getModule()->getOrInsertFunction(name, type);
  Value *result = builder.CreateCall(refused);
  call.replaceAllUsesWith(result);
  call.eraseFromParent();
}

namespace {
/// Puts the conversions of a format together with the values for them.
class Format {
public:
  Format(IRBuilder<> &builder, ArrayRef<Value *> values)
      : builder(builder), values(values) {}

  std::string text, problem;
  SmallVector<Value *> args;

  bool parse(StringRef format) {
    while (!format.empty()) {
      size_t at = format.find('%');
      text += format.substr(0, at).str();
      format = at == StringRef::npos ? StringRef() : format.substr(at);
      if (format.empty()) {
        break;
      }
      size_t end = format.find_first_not_of("0123456789+- #.hlLjztq*", 1);
      if (end == StringRef::npos) {
        problem = "its format ends within a conversion";
        return false;
      }
      StringRef conversion = format.substr(0, end + 1);
      format = format.substr(end + 1);
      if (!addConversion(conversion)) {
        return false;
      }
    }
    return true;
  }

private:
  IRBuilder<> &builder;
  ArrayRef<Value *> values;

  Value *take() {
    if (values.empty()) {
      problem = "its format has more conversions than there are values";
      return nullptr;
    }
    Value *value = values.front();
    values = values.drop_front();
    return value;
  }

  /// A `*` stands for a value, which has to be a constant here.
  bool expandStars(std::string &spec) {
    for (size_t at = spec.find('*'); at != std::string::npos;
         at = spec.find('*')) {
      auto *value = dyn_cast_or_null<ConstantInt>(take());
      if (!value) {
        problem = problem.empty() ? "a width '*' is not constant" : problem;
        return false;
      }
      spec.replace(at, 1, std::to_string(value->getSExtValue()));
    }
    return true;
  }

  bool addConversion(StringRef conversion) {
    char letter = conversion.back();
    if (letter == '%') {
      text += "%%";
      return true;
    }
    if (!StringRef("diouxXcspaAeEfFgG").contains(letter)) {
      problem = "'" + conversion.str() + "' is no conversion that is printed";
      return false;
    }
    std::string spec = conversion.drop_back().str();
    if (!expandStars(spec)) {
      return false;
    }
    Value *value = take();
    if (!value) {
      return false;
    }
    bool isLong = spec.find_first_of("ljztq") != std::string::npos;
    erase_if(spec, [](char c) { return StringRef("hlLjztq").contains(c); });
    if (letter == 's') {
      return addString(spec, value);
    }
    bool isFloat = StringRef("aAeEfFgG").contains(letter);
    bool isWide = isLong || letter == 'p';
    args.push_back(isFloat ? toDouble(value) : toInteger(value, isWide));
    text += spec + (isLong ? "ll" : "") + letter;
    return args.back() != nullptr;
  }

  /// A string that is known becomes part of the text.
  bool addString(const std::string &spec, Value *value) {
    StringRef known;
    if (value->getType()->isPointerTy() &&
        getConstantStringInfo(value, known)) {
      std::string format = spec + "s", source = known.str();
      int size = std::snprintf(nullptr, 0, format.c_str(), source.c_str());
      std::string shown(size + 1, '\0');
      std::snprintf(shown.data(), shown.size(), format.c_str(),
                    source.c_str());
      shown.pop_back();
      for (char c : shown) {
        text += c == '%' ? "%%" : std::string(1, c);
      }
      return true;
    }
    args.push_back(toInteger(value, true));
    text += spec + "s";
    return true;
  }

  /// Values that do not fit their conversion are undefined in C; what is
  /// printed for them is some number.
  Value *toDouble(Value *value) {
    if (value->getType()->isDoubleTy()) {
      return value;
    }
    return builder.CreateSIToFP(toInteger(value, true),
                                builder.getDoubleTy());
  }

  Value *toInteger(Value *value, bool isWide) {
    if (value->getType()->isPointerTy()) {
      value = builder.CreatePtrToInt(value, builder.getInt64Ty());
    }
    if (value->getType()->isDoubleTy()) {
      value = builder.CreateBitCast(value, builder.getInt64Ty());
    }
    return builder.CreateSExtOrTrunc(value, isWide ? builder.getInt64Ty()
                                                   : builder.getInt32Ty());
  }
};
} // namespace

/// The values that Clang has put in a structure behind vprintf's pointer.
static SmallVector<Value *> loadArguments(IRBuilder<> &builder,
                                          Value *pointer) {
  SmallVector<Value *> values;
  auto *alloca = dyn_cast<AllocaInst>(pointer->stripPointerCasts());
  auto *type =
      alloca ? dyn_cast<StructType>(alloca->getAllocatedType()) : nullptr;
  for (unsigned i = 0; type && i < type->getNumElements(); ++i) {
    Value *field = builder.CreateStructGEP(type, alloca, i);
    values.push_back(builder.CreateLoad(type->getElementType(i), field));
  }
  return values;
}

/// A letter for each type, so that a name stands for one function type.
static std::string getLetters(ArrayRef<Value *> values) {
  std::string letters;
  for (Value *value : values) {
    Type *type = value->getType();
    letters += type->isPointerTy()   ? 'p'
               : type->isDoubleTy()  ? 'd'
               : type->isIntegerTy() ? (type->isIntegerTy(64) ? 'l' : 'i')
                                     : 'x';
  }
  return letters;
}

static void createCall(IRBuilder<> &builder, Module *module, StringRef name,
                       ArrayRef<Value *> values) {
  SmallVector<Type *> types;
  for (Value *value : values) {
    types.push_back(value->getType());
  }
  auto *type = FunctionType::get(builder.getVoidTy(), types, false);
  builder.CreateCall(module->getOrInsertFunction(name, type), values);
}

static void lowerPrint(CallBase &call) {
  IRBuilder<> builder(&call);
  StringRef format;
  if (!getConstantStringInfo(call.getArgOperand(0), format)) {
    return replaceByRefusal(call, "CP2004",
                            "printf whose format is not a literal");
  }
  SmallVector<Value *> values(drop_begin(call.args()));
  Format result(builder, values);
  if (!result.parse(format)) {
    return replaceByRefusal(call, "CP2004",
                            "printf in a kernel: " + result.problem);
  }
  createCall(builder, call.getModule(),
             (kPrintPrefix + toHex(result.text) + "." +
              getLetters(result.args))
                 .str(),
             result.args);
  call.eraseFromParent();
}

void frontend::lowerPrintArguments(Module &module) {
  Function *print = module.getFunction("vprintf");
  if (!print) {
    return;
  }
  for (User *user : make_early_inc_range(print->users())) {
    auto *call = dyn_cast<CallInst>(user);
    if (!call || call->arg_size() != 2) {
      continue;
    }
    IRBuilder<> builder(call);
    SmallVector<Value *> values = {call->getArgOperand(0)};
    append_range(values, loadArguments(builder, call->getArgOperand(1)));
    createCall(builder, &module, (kValuesPrefix + getLetters(values)).str(),
               values);
    call->replaceAllUsesWith(
        ConstantInt::get(call->getType(), values.size() - 1));
    call->eraseFromParent();
  }
}

/// `__assert_fail(condition, file, line, function)`
static void lowerAssert(CallBase &call) {
  auto text = [&](unsigned index) {
    StringRef known;
    return getConstantStringInfo(call.getArgOperand(index), known)
               ? known.str()
               : std::string();
  };
  auto *line = dyn_cast<ConstantInt>(call.getArgOperand(2));
  std::string name =
      (kAbortPrefix + toHex(text(0)) + "." + toHex(text(1)) + "." +
       std::to_string(line ? line->getZExtValue() : 0) + "." + toHex(text(3)))
          .str();
  IRBuilder<> builder(&call);
  builder.CreateCall(call.getModule()->getOrInsertFunction(
      name, FunctionType::get(builder.getVoidTy(), false)));
  call.eraseFromParent();
}

static void lowerTrap(CallBase &call) {
  IRBuilder<> builder(&call);
  std::string name = (kAbortPrefix + toHex("trap")).str();
  builder.CreateCall(call.getModule()->getOrInsertFunction(
      name, FunctionType::get(builder.getVoidTy(), false)));
  call.eraseFromParent();
}

void frontend::lowerOutput(Module &module) {
  for (Function &function : module) {
    for (Instruction &inst : make_early_inc_range(instructions(function))) {
      auto *call = dyn_cast<CallBase>(&inst);
      Function *callee = call ? call->getCalledFunction() : nullptr;
      if (!callee) {
        continue;
      }
      StringRef name = callee->getName();
      Intrinsic::ID id = callee->getIntrinsicID();
      if (name.starts_with(kValuesPrefix)) {
        lowerPrint(*call);
      } else if ((name == "__assert_fail" || name == "__assertfail") &&
                 call->arg_size() >= 4) {
        lowerAssert(*call);
      } else if (id == Intrinsic::trap || id == Intrinsic::debugtrap ||
                 id == Intrinsic::ubsantrap) {
        lowerTrap(*call);
      }
    }
  }
}
