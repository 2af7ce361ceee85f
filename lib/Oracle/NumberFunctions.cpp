// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pointers to functions and to virtual tables are numbers in memory, those of
// translated kernels, so that either side may use what the other wrote. Where
// one is called or looked into it becomes an address.
#include "lib/Common/FunctionNumber.h"
#include "lib/Oracle/Lowering.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Operator.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

namespace {
/// A function, or a place in a virtual table that objects point to.
struct Numbered {
  Constant *place;
  uint64_t number;
};

class Numberer {
public:
  explicit Numberer(Lowering &lowering)
      : lowering(lowering), module(lowering.module) {}
  void run();

private:
  Lowering &lowering;
  Module &module;
  DenseSet<uint64_t> taken;
  std::vector<Numbered> functions, tables;

  uint64_t makeNumber(StringRef name);
  Constant *makePointer(uint64_t number, Type *type);
  void numberFunctions();
  void numberTables();
  Value *find(IRBuilder<> &builder, Value *pointer, ArrayRef<Numbered> choices);
  void resolveCall(CallBase &call);
  void resolveTable(LoadInst &load);
};
} // namespace

/// No two are the same; as in lib/Frontend/IndirectCalls.cpp.
uint64_t Numberer::makeNumber(StringRef name) {
  uint64_t number = functionNumber(name);
  while (number <= 1 || !taken.insert(number).second) {
    number = (number + 1) & 0x7fffffff;
  }
  return number;
}

Constant *Numberer::makePointer(uint64_t number, Type *type) {
  return ConstantExpr::getIntToPtr(lowering.i64Constant(number), type);
}

void Numberer::numberFunctions() {
  for (Function &function : module) {
    if (function.isIntrinsic() || lowering.isKernel(&function) ||
        !function.hasAddressTaken()) {
      continue;
    }
    const uint64_t number = makeNumber(function.getName());
    if (!function.isDeclaration()) {
      functions.push_back({&function, number});
    }
    replaceAddress(function, makePointer(number, function.getType()));
  }
}

/// The constants that are a table and a distance, behind casts.
static void collectPoints(Constant *constant, const DataLayout &layout,
                          int64_t offset,
                          std::map<int64_t, std::vector<Constant *>> &points) {
  for (User *user : constant->users()) {
    auto *next = dyn_cast<ConstantExpr>(user);
    auto *element = dyn_cast<GEPOperator>(user);
    APInt more(64, 0);
    if (next && element && element->accumulateConstantOffset(layout, more)) {
      points[offset + more.getSExtValue()].push_back(next);
    } else if (next && next->isCast()) {
      collectPoints(next, layout, offset, points);
    }
  }
}

void Numberer::numberTables() {
  for (GlobalVariable &global : module.globals()) {
    if (!global.getName().starts_with("_ZTV") &&
        !global.getName().starts_with("_ZTC")) {
      continue;
    }
    std::map<int64_t, std::vector<Constant *>> points;
    collectPoints(&global, module.getDataLayout(), 0, points);
    for (auto &[offset, places] : points) {
      const uint64_t number =
          makeNumber((global.getName() + "+" + Twine(offset)).str());
      for (Constant *place : places) {
        replaceAddress(*place, makePointer(number, place->getType()));
      }
      if (global.hasInitializer()) {
        tables.push_back({ConstantExpr::getInBoundsGetElementPtr(
                              Type::getInt8Ty(lowering.context), &global,
                              lowering.i64Constant(offset)),
                          number});
      }
    }
  }
}

/// What `pointer` stands for; null for a number that is not known.
Value *Numberer::find(IRBuilder<> &builder, Value *pointer,
                      ArrayRef<Numbered> choices) {
  Value *number = builder.CreatePtrToInt(pointer, lowering.i64);
  Value *found = Constant::getNullValue(pointer->getType());
  for (const Numbered &choice : choices) {
    Value *isIt =
        builder.CreateICmpEQ(number, lowering.i64Constant(choice.number));
    Constant *place = ConstantExpr::getPointerBitCastOrAddrSpaceCast(
        choice.place, pointer->getType());
    found = builder.CreateSelect(isIt, place, found);
  }
  return found;
}

void Numberer::resolveCall(CallBase &call) {
  std::vector<Numbered> choices;
  for (const Numbered &choice : functions) {
    if (cast<Function>(choice.place)->getFunctionType() ==
        call.getFunctionType()) {
      choices.push_back(choice);
    }
  }
  IRBuilder<> builder(&call);
  const DebugLoc where = call.getDebugLoc();
  Value *pointer = call.getCalledOperand();
  Value *callee = find(builder, pointer, choices);
  call.setCalledOperand(callee);
  builder.SetInsertPoint(SplitBlockAndInsertIfThen(builder.CreateIsNull(callee),
                                                   call.getIterator(),
                                                   /*Unreachable=*/false));
  builder.SetCurrentDebugLocation(where);
  builder.CreateCall(lowering.runtime("cubeportOracleNoFunction",
                                      builder.getVoidTy(),
                                      {lowering.i64, lowering.i32}),
                     {builder.CreatePtrToInt(pointer, lowering.i64),
                      lowering.sites.add(call)});
}

void Numberer::resolveTable(LoadInst &load) {
  std::vector<Use *> uses;
  for (Use &use : load.uses()) {
    if (isa<LoadInst, GetElementPtrInst, CastInst>(use.getUser())) {
      uses.push_back(&use);
    }
  }
  IRBuilder<> builder(load.getNextNode());
  builder.SetCurrentDebugLocation(load.getDebugLoc());
  Value *table = find(builder, &load, tables);
  for (Use *use : uses) {
    use->set(table);
  }
}

void Numberer::run() {
  numberFunctions();
  numberTables();
  std::vector<CallBase *> calls;
  std::vector<LoadInst *> loads;
  for (Function &function : module) {
    for (Instruction &inst : instructions(function)) {
      auto *call = dyn_cast<CallBase>(&inst);
      auto *load = dyn_cast<LoadInst>(&inst);
      if (call && call->isIndirectCall()) {
        calls.push_back(call);
      } else if (MDNode *tag =
                     load ? load->getMetadata(LLVMContext::MD_tbaa) : nullptr;
                 tag && tag->isTBAAVtableAccess()) {
        loads.push_back(load);
      }
    }
  }
  for (CallBase *call : calls) {
    resolveCall(*call);
  }
  for (LoadInst *load : loads) {
    resolveTable(*load);
  }
}

void Lowering::numberFunctions() { Numberer(*this).run(); }
