// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Functions and virtual tables become numbers, calls through pointers become
// choices among the functions that they may reach. The number of a function
// follows from its name, so that it is the same in all sources and kernels.
#include "lib/Common/FunctionNumber.h"
#include "lib/Frontend/CompileDevice.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Analysis/ConstantFolding.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace cubeport;
using namespace llvm;

namespace {
class CallResolver {
public:
  explicit CallResolver(Module &module)
      : module(module), i64(Type::getInt64Ty(module.getContext())) {}

  void run() {
    numberFunctions();
    SmallVector<CallBase *> calls;
    for (Function &function : module) {
      for (Instruction &inst : instructions(function)) {
        auto *call = dyn_cast<CallBase>(&inst);
        if (call && call->isIndirectCall()) {
          calls.push_back(call);
        }
      }
    }
    for (CallBase *call : calls) {
      resolve(*call);
    }
  }

  /// A load from a virtual table chooses by the table's number.
  void replaceTableLoads() {
    findAddressPoints();
    const DataLayout &layout = module.getDataLayout();
    SmallVector<std::pair<LoadInst *, Value *>> loads;
    for (Function &function : module) {
      for (Instruction &inst : instructions(function)) {
        auto *load = dyn_cast<LoadInst>(&inst);
        if (!load) {
          continue;
        }
        APInt offset(64, 0);
        Value *base =
            load->getPointerOperand()->stripAndAccumulateConstantOffsets(
                layout, offset, /*AllowNonInbounds=*/true);
        if (isTablePointer(base)) {
          loads.push_back({load, base});
        }
      }
    }
    // Without a table in this source nothing is known; the gate reports it.
    for (auto [load, base] : loads) {
      if (!points.empty()) {
        replaceTableLoad(*load, base);
      }
    }
  }

private:
  Module &module;
  Type *i64;
  DenseSet<uint64_t> taken;
  MapVector<Function *, uint64_t> functions;

  /// No two are the same.
  uint64_t makeNumber(StringRef name) {
    uint64_t number = functionNumber(name);
    while (number <= 1 || !taken.insert(number).second) {
      number = (number + 1) & 0x7fffffff;
    }
    return number;
  }

  Constant *makePointer(uint64_t number, Type *type) {
    return ConstantExpr::getIntToPtr(ConstantInt::get(i64, number), type);
  }

  // Virtual tables.

  static bool isTable(const GlobalVariable &global) {
    return (global.getName().starts_with("_ZTV") ||
            global.getName().starts_with("_ZTC")) &&
           global.hasInitializer();
  }

  /// Whether a load gives the pointer to an object's virtual table.
  static bool isTablePointer(const Value *value) {
    auto *load = dyn_cast<LoadInst>(value);
    MDNode *tag = load ? load->getMetadata(LLVMContext::MD_tbaa) : nullptr;
    return tag && tag->isTBAAVtableAccess();
  }

  /// What an object may point to: a table and a distance in it.
  struct AddressPoint {
    GlobalVariable *table;
    int64_t offset;
    uint64_t number;
  };
  SmallVector<AddressPoint> points;

  void findAddressPoints() {
    const DataLayout &layout = module.getDataLayout();
    for (GlobalVariable &global : module.globals()) {
      if (!isTable(global)) {
        continue;
      }
      std::map<int64_t, SmallVector<User *>> found;
      SmallVector<User *> users(global.users());
      for (User *user : users) {
        auto *element = dyn_cast<GEPOperator>(user);
        APInt offset(layout.getIndexTypeSizeInBits(global.getType()), 0);
        if (element && element->accumulateConstantOffset(layout, offset)) {
          found[offset.getSExtValue()].push_back(user);
        } else if (auto *cast = dyn_cast<ConstantExpr>(user)) {
          // An address space in between: look through it.
          for (User *next : SmallVector<User *>(cast->users())) {
            auto *inner = dyn_cast<GEPOperator>(next);
            APInt more(layout.getIndexTypeSizeInBits(cast->getType()), 0);
            if (inner && inner->accumulateConstantOffset(layout, more)) {
              found[more.getSExtValue()].push_back(next);
            }
          }
        }
      }
      for (auto &[offset, sites] : found) {
        uint64_t number =
            makeNumber((global.getName() + "+" + Twine(offset)).str());
        points.push_back({&global, offset, number});
        for (User *site : sites) {
          site->replaceAllUsesWith(makePointer(number, site->getType()));
        }
      }
    }
  }

  void replaceTableLoad(LoadInst &load, Value *base) {
    const DataLayout &layout = module.getDataLayout();
    APInt offset(64, 0);
    load.getPointerOperand()->stripAndAccumulateConstantOffsets(
        layout, offset, /*AllowNonInbounds=*/true);
    IRBuilder<> builder(&load);
    Value *number = builder.CreatePtrToInt(base, i64);
    // A pointer to no known table leads to no known function.
    Value *result = load.getType()->isPointerTy()
                        ? makePointer(1, load.getType())
                        : Constant::getNullValue(load.getType());
    for (const AddressPoint &point : points) {
      Constant *entry = ConstantFoldLoadFromConst(
          point.table->getInitializer(), load.getType(),
          APInt(64, point.offset + offset.getSExtValue(), true), layout);
      if (!entry) {
        continue;
      }
      Value *isIt =
          builder.CreateICmpEQ(number, ConstantInt::get(i64, point.number));
      result = builder.CreateSelect(isIt, entry, result);
    }
    load.replaceAllUsesWith(result);
    load.eraseFromParent();
  }

  // Functions.

  static bool isKernel(const Function &function) {
    return function.getCallingConv() == CallingConv::PTX_Kernel;
  }

  /// Every use but a direct call takes the function's address.
  void numberFunctions() {
    for (Function &function : module) {
      if (function.isIntrinsic() || isKernel(function)) {
        continue;
      }
      if (!function.hasAddressTaken(nullptr, /*IgnoreCallbackUses=*/false,
                                    /*IgnoreAssumeLikeCalls=*/true,
                                    /*IngoreLLVMUsed=*/true)) {
        continue;
      }
      uint64_t number = makeNumber(function.getName());
      if (!function.isDeclaration()) {
        functions[&function] = number;
      }
      replaceAddress(function, makePointer(number, function.getType()));
    }
  }

  void resolve(CallBase &call) {
    SmallVector<std::pair<Function *, uint64_t>> candidates;
    for (auto &[function, number] : functions) {
      if (function->getFunctionType() == call.getFunctionType()) {
        candidates.push_back({function, number});
      }
    }
    if (candidates.empty() || !isa<CallInst>(call)) {
      return; // for the gate
    }
    IRBuilder<> builder(&call);
    Value *number = builder.CreatePtrToInt(call.getCalledOperand(), i64);
    BasicBlock *before = call.getParent();
    BasicBlock *after = SplitBlock(before, call.getIterator());
    LLVMContext &context = module.getContext();
    BasicBlock *unknown =
        BasicBlock::Create(context, "", call.getFunction(), after);
    before->getTerminator()->eraseFromParent();
    builder.SetInsertPoint(before);
    auto *choice = builder.CreateSwitch(number, unknown, candidates.size());
    PHINode *result = nullptr;
    if (!call.getType()->isVoidTy()) {
      builder.SetInsertPoint(after, after->begin());
      result = builder.CreatePHI(call.getType(), candidates.size());
    }
    for (auto [function, id] : candidates) {
      BasicBlock *block =
          BasicBlock::Create(context, "", call.getFunction(), after);
      choice->addCase(ConstantInt::get(Type::getInt64Ty(context), id), block);
      builder.SetInsertPoint(block);
      auto *direct = cast<CallInst>(call.clone());
      direct->setCalledFunction(function);
      builder.Insert(direct);
      builder.CreateBr(after);
      if (result) {
        result->addIncoming(direct, block);
      }
    }
    builder.SetInsertPoint(unknown);
    builder.SetCurrentDebugLocation(call.getDebugLoc());
    builder.CreateCall(
        Intrinsic::getOrInsertDeclaration(&module, Intrinsic::trap));
    builder.CreateUnreachable();
    if (result) {
      call.replaceAllUsesWith(result);
    }
    call.eraseFromParent();
  }
};
} // namespace

void frontend::resolveVirtualTables(Module &module) {
  CallResolver(module).replaceTableLoads();
}

void frontend::resolveIndirectCalls(Module &module) {
  CallResolver(module).run();
}
