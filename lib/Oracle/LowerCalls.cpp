// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Calls of NVVM's intrinsics, libdevice and the device's own library become
// loads of what the thread is, or calls of our device library.
#include "lib/Oracle/Lowering.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/IntrinsicInst.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

namespace {
/// Lowers the calls of declared functions in one function.
class CallLowering {
public:
  CallLowering(Lowering &lowering, Function &function)
      : lowering(lowering), function(function) {}
  void run();

private:
  Lowering &lowering;
  Function &function;

  void lower(CallInst &call);
  bool lowerRegister(CallInst &call, StringRef name);
  bool lowerSimple(CallInst &call, StringRef name);
  bool lowerAtomic(CallInst &call, StringRef name);
  bool lowerToLibrary(CallInst &call, StringRef name);
  void replace(CallInst &call, Value *value);
};
} // namespace

void CallLowering::replace(CallInst &call, Value *value) {
  if (value) {
    call.replaceAllUsesWith(value);
  }
  call.eraseFromParent();
}

/// Special registers that the contexts hold.
bool CallLowering::lowerRegister(CallInst &call, StringRef name) {
  if (!name.consume_front("read.ptx.sreg.")) {
    return false;
  }
  IRBuilder<> builder(&call);
  if (name == "laneid") {
    replace(call, lowering.loadThreadField(
                      builder, offsetof(ThreadContext, lane), lowering.i32));
    return true;
  }
  auto [reg, axis] = name.split('.');
  const unsigned place = axis == "x" ? 0 : axis == "y" ? 4 : axis == "z" ? 8 : 99;
  if (place == 99) {
    return false;
  }
  if (reg == "tid") {
    replace(call, lowering.loadThreadField(
                      builder, offsetof(ThreadContext, threadIdx) + place,
                      lowering.i32));
    return true;
  }
  const int offset = StringSwitch<int>(reg)
                         .Case("ctaid", offsetof(BlockContext, blockIdx))
                         .Case("ntid", offsetof(BlockContext, blockDim))
                         .Case("nctaid", offsetof(BlockContext, gridDim))
                         .Default(-1);
  if (offset < 0) {
    return false;
  }
  replace(call, lowering.loadBlockField(builder, offset + place, lowering.i32));
  return true;
}

/// Intrinsics that are one instruction, or none.
bool CallLowering::lowerSimple(CallInst &call, StringRef name) {
  IRBuilder<> builder(&call);
  if (name.starts_with("move.") || name.starts_with("ptr.") ||
      name == "internal.addrspace.wrap" || name == "texsurf.handle.internal") {
    Value *operand = call.getArgOperand(0);
    if (operand->getType() != call.getType()) {
      return false;
    }
    replace(call, operand);
    return true;
  }
  if (name.starts_with("ldu.global.") || name.starts_with("ldg.global.")) {
    replace(call, builder.CreateAlignedLoad(call.getType(),
                                            call.getArgOperand(0), Align(1)));
    return true;
  }
  if (name == "reflect") {
    replace(call, ConstantInt::get(call.getType(), 0));
    return true;
  }
  if (name == "mapa" || name.starts_with("fence.") ||
      name.starts_with("prefetch") || name.starts_with("pm.event")) {
    if (!call.getType()->isVoidTy()) {
      return false;
    }
    replace(call, nullptr);
    return true;
  }
  return false;
}

/// atomic.add.gen.i.cta and the like.
bool CallLowering::lowerAtomic(CallInst &call, StringRef name) {
  if (!name.consume_front("atomic.")) {
    return false;
  }
  name.consume_front("load."); // atomic.load.inc.32
  StringRef word = name.split('.').first;
  IRBuilder<> builder(&call);
  Value *pointer = call.getArgOperand(0), *value = call.getArgOperand(1);
  if (word == "cas") {
    auto *pair = builder.CreateAtomicCmpXchg(
        pointer, value, call.getArgOperand(2), MaybeAlign(),
        AtomicOrdering::Monotonic, AtomicOrdering::Monotonic);
    replace(call, builder.CreateExtractValue(pair, 0));
    return true;
  }
  const bool isFloat = value->getType()->isFloatingPointTy();
  auto op = StringSwitch<AtomicRMWInst::BinOp>(word)
                .Case("add", isFloat ? AtomicRMWInst::FAdd
                                     : AtomicRMWInst::Add)
                .Case("and", AtomicRMWInst::And)
                .Case("or", AtomicRMWInst::Or)
                .Case("xor", AtomicRMWInst::Xor)
                .Case("exch", AtomicRMWInst::Xchg)
                .Case("max", AtomicRMWInst::Max)
                .Case("min", AtomicRMWInst::Min)
                .Case("inc", AtomicRMWInst::UIncWrap)
                .Case("dec", AtomicRMWInst::UDecWrap)
                .Default(AtomicRMWInst::BAD_BINOP);
  if (op == AtomicRMWInst::BAD_BINOP) {
    return false;
  }
  replace(call, builder.CreateAtomicRMW(op, pointer, value, MaybeAlign(),
                                        AtomicOrdering::Monotonic));
  return true;
}

/// A library function takes the same arguments, and the site if it has one
/// parameter more. A pair of a word and a predicate comes as 64 bits.
bool CallLowering::lowerToLibrary(CallInst &call, StringRef name) {
  Function *callee = lowering.libraryFunction(name);
  if (!callee) {
    return false;
  }
  IRBuilder<> builder(&call);
  std::vector<Value *> args(call.arg_begin(), call.arg_end());
  if (callee->arg_size() == args.size() + 1) {
    args.push_back(lowering.sites.add(call));
  }
  if (callee->arg_size() != args.size()) {
    return false;
  }
  for (auto [arg, param] : zip(args, callee->args())) {
    if (arg->getType() == param.getType()) {
      continue;
    }
    if (!arg->getType()->isIntegerTy() || !param.getType()->isIntegerTy()) {
      return false;
    }
    arg = builder.CreateZExtOrTrunc(arg, param.getType());
  }
  Value *result = builder.CreateCall(callee, args);
  cast<CallInst>(result)->setAttributes(callee->getAttributes());
  if (call.getType()->isVoidTy()) {
    replace(call, nullptr);
    return true;
  }
  if (auto *pair = dyn_cast<StructType>(call.getType())) {
    Value *low = builder.CreateTrunc(result, lowering.i32);
    Value *high = builder.CreateTrunc(builder.CreateLShr(result, 32),
                                      builder.getInt1Ty());
    Value *whole = PoisonValue::get(pair);
    whole = builder.CreateInsertValue(
        whole, builder.CreateBitCast(low, pair->getElementType(0)), 0);
    result = builder.CreateInsertValue(whole, high, 1);
  }
  replace(call, result);
  return true;
}

void CallLowering::lower(CallInst &call) {
  auto *callee = dyn_cast<Function>(call.getCalledOperand());
  if (!callee || !callee->isDeclaration() ||
      callee == lowering.exitMarker ||
      callee->getName().starts_with("cubeportOracle")) {
    return;
  }
  StringRef name = callee->getName();
  if (name == "llvm.trap" || name == "llvm.debugtrap" ||
      name == "llvm.ubsantrap") {
    IRBuilder<> builder(&call);
    builder.CreateCall(lowering.runtime("cubeportOracleTrap",
                                        builder.getVoidTy(), {lowering.i32}),
                       {lowering.sites.add(call)});
    return replace(call, nullptr);
  }
  if (name.consume_front("llvm.nvvm.")) {
    std::string word = ("cubeport_" + name).str();
    std::replace(word.begin(), word.end(), '.', '_');
    if (!lowerRegister(call, name) && !lowerSimple(call, name) &&
        !lowerAtomic(call, name) && !lowerToLibrary(call, word)) {
      lowering.refuse(call, "'" + name + "'");
    }
    return;
  }
  if (name.starts_with("llvm.") || name.starts_with("cubeport_") ||
      lowerToLibrary(call, name) ||
      lowerToLibrary(call, ("cubeport_fn_" + name).str())) {
    return;
  }
  lowering.refuse(call, "a call of '" + name +
                            "', which has no body in this source");
}

void CallLowering::run() {
  std::vector<CallInst *> calls;
  for (Instruction &inst : instructions(function)) {
    if (auto *call = dyn_cast<CallInst>(&inst)) {
      calls.push_back(call);
    }
  }
  for (CallInst *call : calls) {
    lower(*call);
  }
}

void Lowering::lowerCalls() {
  std::vector<Function *> functions;
  for (Function &function : module) {
    if (!function.isDeclaration()) {
      functions.push_back(&function);
    }
  }
  for (Function *function : functions) {
    CallLowering(*this, *function).run();
  }
}
