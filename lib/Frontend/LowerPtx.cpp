// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inline PTX becomes LLVM IR: registers, control flow, operands.
#include "lib/Frontend/CompileDevice.h"
#include "lib/Frontend/PtxLowering.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicsNVPTX.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace cubeport;
using namespace cubeport::frontend;
using namespace llvm;

//===----------------------------------------------------------------------===//
// Registers and operands
//===----------------------------------------------------------------------===//

void PtxLowering::declare(StringRef name, Type *type) {
  BasicBlock &entry = function.getEntryBlock();
  IRBuilder<> atEntry(&entry, entry.begin());
  registers[name] = atEntry.CreateAlloca(type);
}

Value *PtxLowering::load(StringRef name) {
  if (Constant *constant = constants.lookup(name)) {
    return constant;
  }
  AllocaInst *slot = registers.lookup(name);
  return slot ? b.CreateLoad(slot->getAllocatedType(), slot) : nullptr;
}

void PtxLowering::store(StringRef name, Value *value) {
  AllocaInst *slot = registers.lookup(name);
  if (slot) {
    b.CreateStore(coerce(value, slot->getAllocatedType()), slot);
  }
}

Type *PtxLowering::getType(StringRef name) {
  Type *known = StringSwitch<Type *>(name)
                    .Case("pred", b.getInt1Ty())
                    .Case("f16", b.getHalfTy())
                    .Case("bf16", b.getBFloatTy())
                    .Case("f32", b.getFloatTy())
                    .Case("f64", b.getDoubleTy())
                    .Cases({"f16x2", "bf16x2"}, b.getInt32Ty())
                    .Default(nullptr);
  unsigned width;
  if (known || name.empty() || !StringRef("bus").contains(name.front()) ||
      name.drop_front().getAsInteger(10, width)) {
    return known;
  }
  bool isKnown = width == 8 || width == 16 || width == 32 || width == 64;
  return isKnown ? b.getIntNTy(width) : nullptr;
}

Value *PtxLowering::coerce(Value *value, Type *type) {
  Type *from = value->getType();
  if (from == type) {
    return value;
  }
  if (from->isPointerTy()) {
    return coerce(b.CreatePtrToInt(value, b.getInt64Ty()), type);
  }
  if (type->isPointerTy()) {
    return b.CreateIntToPtr(coerce(value, b.getInt64Ty()), type);
  }
  if (!from->isIntegerTy()) {
    value = b.CreateBitCast(value, b.getIntNTy(from->getPrimitiveSizeInBits()));
  }
  unsigned width = type->getPrimitiveSizeInBits();
  value = b.CreateZExtOrTrunc(value, b.getIntNTy(width));
  return type->isIntegerTy() ? value : b.CreateBitCast(value, type);
}

/// 12, -3, 0x1f, 0f3F800000, 0d3FF0000000000000, 1.5
Value *PtxLowering::readImmediate(StringRef text, Type *type) {
  bool isNegative = text.consume_front("-");
  text.consume_back("U");
  uint64_t bits;
  if (text.starts_with_insensitive("0f") ||
      text.starts_with_insensitive("0d")) {
    if (text.drop_front(2).getAsInteger(16, bits)) {
      return nullptr;
    }
    bool isDouble = text[1] == 'd' || text[1] == 'D';
    Value *value = isDouble
                       ? b.CreateBitCast(b.getInt64(bits), b.getDoubleTy())
                       : b.CreateBitCast(b.getInt32(bits), b.getFloatTy());
    value = isNegative ? b.CreateFNeg(value) : value;
    return type->isFloatingPointTy() && type != value->getType()
               ? b.CreateFPCast(value, type)
               : coerce(value, type);
  }
  if (!text.getAsInteger(0, bits)) {
    int64_t value = isNegative ? -static_cast<int64_t>(bits)
                               : static_cast<int64_t>(bits);
    return type->isFloatingPointTy()
               ? ConstantFP::get(type, static_cast<double>(value))
               : ConstantInt::get(type, value, /*IsSigned=*/true,
                                  /*ImplicitTrunc=*/true);
  }
  double number;
  if (text.getAsDouble(number)) {
    return nullptr;
  }
  return ConstantFP::get(type->isFloatingPointTy() ? type : b.getFloatTy(),
                         isNegative ? -number : number);
}

Value *PtxLowering::read(StringRef operand, Type *type) {
  operand = operand.trim();
  if (type->isIntegerTy(1) && operand.consume_front("!")) {
    Value *value = read(operand, type);
    return value ? b.CreateNot(value) : nullptr;
  }
  Value *value = load(operand);
  if (!value && operand.starts_with("%")) {
    value = readSpecial(operand.drop_front());
  }
  if (!value && !operand.empty() &&
      (isDigit(operand.front()) || operand.front() == '-')) {
    value = readImmediate(operand, type);
  }
  return value ? coerce(value, type) : nullptr;
}

void PtxLowering::write(StringRef operand, Value *value) {
  operand = operand.trim();
  if (operand != "_") {
    store(operand, value);
  }
}

Value *PtxLowering::getCarry() {
  if (!registers.contains("CC")) {
    declare("CC", b.getInt1Ty());
  }
  return load("CC");
}

void PtxLowering::setCarry(Value *carry) {
  if (!registers.contains("CC")) {
    declare("CC", b.getInt1Ty());
  }
  store("CC", carry);
}

Value *PtxLowering::call(StringRef name, Type *type, ArrayRef<Value *> args) {
  SmallVector<Type *> types;
  for (Value *arg : args) {
    types.push_back(arg->getType());
  }
  return b.CreateCall(function.getParent()->getOrInsertFunction(
                          name, FunctionType::get(type, types, false)),
                      args);
}

Value *PtxLowering::intrinsic(Intrinsic::ID id, ArrayRef<Value *> args,
                              ArrayRef<Type *> types) {
  return b.CreateCall(
      Intrinsic::getOrInsertDeclaration(function.getParent(), id, types), args);
}

Value *PtxLowering::readSpecial(StringRef name) {
  auto id = StringSwitch<Intrinsic::ID>(name)
#define CUBEPORT_AXES(ptx)                                                     \
  .Case(#ptx ".x", Intrinsic::nvvm_read_ptx_sreg_##ptx##_x)                    \
      .Case(#ptx ".y", Intrinsic::nvvm_read_ptx_sreg_##ptx##_y)                \
      .Case(#ptx ".z", Intrinsic::nvvm_read_ptx_sreg_##ptx##_z)
                CUBEPORT_AXES(tid)
                CUBEPORT_AXES(ntid)
                CUBEPORT_AXES(ctaid)
                CUBEPORT_AXES(nctaid)
#undef CUBEPORT_AXES
                .Case("laneid", Intrinsic::nvvm_read_ptx_sreg_laneid)
                .Case("warpid", Intrinsic::nvvm_read_ptx_sreg_warpid)
                .Case("nwarpid", Intrinsic::nvvm_read_ptx_sreg_nwarpid)
                .Case("WARP_SZ", Intrinsic::nvvm_read_ptx_sreg_warpsize)
                .Case("smid", Intrinsic::nvvm_read_ptx_sreg_smid)
                .Case("nsmid", Intrinsic::nvvm_read_ptx_sreg_nsmid)
                .Case("gridid", Intrinsic::nvvm_read_ptx_sreg_gridid)
                .Case("clock", Intrinsic::nvvm_read_ptx_sreg_clock)
                .Case("clock64", Intrinsic::nvvm_read_ptx_sreg_clock64)
                .Case("globaltimer", Intrinsic::nvvm_read_ptx_sreg_globaltimer)
                .Case("lanemask_eq", Intrinsic::nvvm_read_ptx_sreg_lanemask_eq)
                .Case("lanemask_lt", Intrinsic::nvvm_read_ptx_sreg_lanemask_lt)
                .Case("lanemask_le", Intrinsic::nvvm_read_ptx_sreg_lanemask_le)
                .Case("lanemask_gt", Intrinsic::nvvm_read_ptx_sreg_lanemask_gt)
                .Case("lanemask_ge", Intrinsic::nvvm_read_ptx_sreg_lanemask_ge)
                .Default(Intrinsic::not_intrinsic);
  if (name == "globaltimer_lo" || name == "globaltimer_hi") {
    Value *time = intrinsic(Intrinsic::nvvm_read_ptx_sreg_globaltimer, {});
    return b.CreateTrunc(name.ends_with("hi") ? b.CreateLShr(time, 32) : time,
                         b.getInt32Ty());
  }
  return id == Intrinsic::not_intrinsic ? nullptr : intrinsic(id, {});
}

//===----------------------------------------------------------------------===//
// Pieces of PTX
//===----------------------------------------------------------------------===//

namespace {
/// Replaces one call of inline assembly.
class AsmRewriter {
public:
  explicit AsmRewriter(CallInst &call)
      : call(call), source(*cast<InlineAsm>(call.getCalledOperand())),
        builder(&call), ptx(*call.getFunction(), builder) {}

  void run() {
    std::vector<PtxStatement> statements;
    if (!parsePtx(unescape(source.getAsmString()), statements)) {
      return refuse(source.getAsmString());
    }
    // All is checked in a copy of the control flow before anything goes.
    if (!bindOperands()) {
      return refuse(source.getAsmString());
    }
    BasicBlock *before = call.getParent();
    BasicBlock *after = SplitBlock(before, call.getIterator());
    before->getTerminator()->eraseFromParent();
    builder.SetInsertPoint(before);
    builder.SetCurrentDebugLocation(call.getDebugLoc());
    makeLabels(statements, after);
    for (const PtxStatement &statement : statements) {
      if (!lowerStatement(statement) && problem.empty()) {
        problem = join(statement.parts, ".");
      }
    }
    builder.CreateBr(after);
    builder.SetInsertPoint(&call);
    if (!problem.empty()) {
      return refuse(problem);
    }
    returnOutputs();
  }

private:
  CallInst &call;
  InlineAsm &source;
  IRBuilder<> builder;
  PtxLowering ptx;
  SmallVector<std::string> outputs;
  StringMap<BasicBlock *> labels;
  std::string problem;

  void refuse(StringRef what) {
    replaceByRefusal(call, "CP2002",
                     "inline PTX '" + what.trim() +
                         "'; CUDA C++ can be translated, of PTX the common "
                         "instructions");
  }

  /// In LLVM's text `$$` is a dollar, and `${0:x}` is `$0`.
  static std::string unescape(StringRef text) {
    std::string result;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text.substr(i).starts_with("$$")) {
        ++i;
      } else if (text.substr(i).starts_with("${")) {
        size_t end = text.find('}', i);
        StringRef inner = text.substr(i + 2, end - i - 2).split(':').first;
        result += "$" + inner.str();
        i = end;
        continue;
      }
      result += text[i];
    }
    return result;
  }

  static Type *getConstraintType(LLVMContext &context, StringRef code) {
    return StringSwitch<Type *>(code)
        .Case("h", Type::getInt16Ty(context))
        .Case("r", Type::getInt32Ty(context))
        .Case("l", Type::getInt64Ty(context))
        .Case("f", Type::getFloatTy(context))
        .Case("d", Type::getDoubleTy(context))
        .Default(nullptr);
  }

  /// `$0`, `$1`, ...: outputs first, then inputs; a tied input has its own
  /// number and starts its output.
  bool bindOperands() {
    unsigned position = 0, argument = 0;
    for (const InlineAsm::ConstraintInfo &info : source.ParseConstraints()) {
      if (info.Type == InlineAsm::isClobber) {
        continue;
      }
      std::string name = "$" + std::to_string(position++);
      if (info.Type == InlineAsm::isOutput) {
        if (info.isIndirect) {
          return false;
        }
        Type *type = getConstraintType(call.getContext(), info.Codes[0]);
        if (!type) {
          return false;
        }
        ptx.declare(name, type);
        outputs.push_back(name);
        continue;
      }
      Value *value = call.getArgOperand(argument++);
      unsigned tied;
      if (!StringRef(info.Codes[0]).getAsInteger(10, tied)) {
        ptx.store("$" + std::to_string(tied), value);
      }
      if (isa<ConstantInt, ConstantFP>(value)) {
        ptx.bind(name, cast<Constant>(value));
        continue;
      }
      Type *type = value->getType()->isPointerTy() ? builder.getInt64Ty()
                                                   : value->getType();
      ptx.declare(name, type);
      ptx.store(name, value);
    }
    return true;
  }

  void returnOutputs() {
    Type *type = call.getType();
    if (outputs.size() == 1) {
      call.replaceAllUsesWith(ptx.coerce(ptx.load(outputs[0]), type));
    } else if (!outputs.empty()) {
      Value *result = PoisonValue::get(type);
      for (auto [i, name] : enumerate(outputs)) {
        Type *field = cast<StructType>(type)->getElementType(i);
        result = builder.CreateInsertValue(
            result, ptx.coerce(ptx.load(name), field), i);
      }
      call.replaceAllUsesWith(result);
    }
    call.eraseFromParent();
  }

  void makeLabels(ArrayRef<PtxStatement> statements, BasicBlock *after) {
    for (const PtxStatement &statement : statements) {
      if (statement.kind == PtxStatement::Label) {
        labels[statement.operands[0]] =
            BasicBlock::Create(call.getContext(), "", call.getFunction(), after);
      }
    }
  }

  BasicBlock *makeBlock() {
    return BasicBlock::Create(call.getContext(), "", call.getFunction(),
                              call.getParent());
  }

  bool lowerStatement(const PtxStatement &statement) {
    switch (statement.kind) {
    case PtxStatement::Open:
    case PtxStatement::Close:
      return true;
    case PtxStatement::Label: {
      BasicBlock *block = labels[statement.operands[0]];
      builder.CreateBr(block);
      builder.SetInsertPoint(block);
      return true;
    }
    case PtxStatement::Declaration:
      return declareRegisters(statement);
    case PtxStatement::Instruction:
      return lowerInstruction(statement);
    }
    return false;
  }

  /// ".reg .b32 a, b;" and ".reg .b32 r<4>;"
  bool declareRegisters(const PtxStatement &statement) {
    Type *type =
        statement.parts.size() == 2 ? ptx.getType(statement.parts[1]) : nullptr;
    if (!type || statement.parts[0] != "reg") {
      return false;
    }
    for (StringRef name : statement.operands) {
      auto [stem, rest] = name.split('<');
      unsigned count = 0;
      if (rest.empty()) {
        ptx.declare(name, type);
      } else if (rest.consumeInteger(10, count)) {
        return false;
      }
      for (unsigned i = 0; i < count; ++i) {
        ptx.declare((stem + Twine(i)).str(), type);
      }
    }
    return true;
  }

  bool lowerInstruction(const PtxStatement &statement) {
    BasicBlock *next = nullptr;
    bool isBranch = statement.parts[0] == "bra";
    BasicBlock *target =
        isBranch && !statement.operands.empty()
            ? labels.lookup(statement.operands[0])
            : nullptr;
    if (isBranch && !target) {
      return false;
    }
    if (!statement.guard.empty()) {
      Value *guard = ptx.load(statement.guard);
      if (!guard) {
        return false;
      }
      guard = ptx.coerce(guard, builder.getInt1Ty());
      guard = statement.isNegated ? builder.CreateNot(guard) : guard;
      BasicBlock *body = isBranch ? target : makeBlock();
      next = makeBlock();
      builder.CreateCondBr(guard, body, next);
      builder.SetInsertPoint(isBranch ? next : body);
      if (isBranch) {
        return true;
      }
    }
    bool done = true;
    if (isBranch) {
      builder.CreateBr(target);
      builder.SetInsertPoint(makeBlock());
    } else {
      done = ptx.lower(statement);
    }
    if (next) {
      builder.CreateBr(next);
      builder.SetInsertPoint(next);
    }
    return done;
  }
};
} // namespace

void frontend::lowerPtx(Module &module) {
  SmallVector<CallInst *> calls;
  for (Function &function : module) {
    for (Instruction &inst : instructions(function)) {
      auto *call = dyn_cast<CallInst>(&inst);
      if (call && call->isInlineAsm()) {
        calls.push_back(call);
      }
    }
  }
  for (CallInst *call : calls) {
    AsmRewriter(*call).run();
  }
}

/// Some shared array that a kernel names.
static GlobalVariable *findShared(Function &kernel) {
  for (GlobalVariable &global : kernel.getParent()->globals()) {
    if (global.getAddressSpace() != 3) {
      continue;
    }
    SmallVector<User *> users(global.users());
    while (!users.empty()) {
      User *user = users.pop_back_val();
      auto *inst = dyn_cast<Instruction>(user);
      if (inst && inst->getFunction() == &kernel) {
        return &global;
      }
      if (isa<Constant>(user)) {
        append_range(users, user->users());
      }
    }
  }
  return nullptr;
}

void frontend::resolvePtx(Module &module) {
  for (StringRef name : {kExitName, kSharedBaseName}) {
    Function *placeholder = module.getFunction(name);
    if (!placeholder) {
      continue;
    }
    for (User *user : make_early_inc_range(placeholder->users())) {
      auto *call = cast<CallInst>(user);
      if (name == kExitName) {
        // The thread is done; what stands behind is not reached.
        if (call->getFunction()->getReturnType()->isVoidTy()) {
          BasicBlock *block = call->getParent();
          SplitBlock(block, call->getIterator());
          block->getTerminator()->eraseFromParent();
          ReturnInst::Create(module.getContext(), block);
        }
        continue;
      }
      IRBuilder<> builder(call);
      GlobalVariable *shared = findShared(*call->getFunction());
      Value *base = shared ? builder.CreatePtrToInt(
                                 builder.CreateAddrSpaceCast(
                                     shared, builder.getPtrTy()),
                                 builder.getInt64Ty())
                           : builder.getInt64(0);
      call->replaceAllUsesWith(base);
      call->eraseFromParent();
    }
  }
  for (Function &function : module) {
    if (!function.isDeclaration()) {
      EliminateUnreachableBlocks(function);
    }
  }
}
