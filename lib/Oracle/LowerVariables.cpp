// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Variables of shared memory become places in the block's window, those of
// device memory are looked up where the runtime puts their addresses.
#include "lib/Oracle/Lowering.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/ReplaceConstant.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

/// Replaces the uses of `global` by what `makeAddress` builds at the entry of
/// each function. False if something else than code uses it.
static bool
replaceUses(GlobalVariable &global,
            function_ref<Value *(IRBuilderBase &)> makeAddress) {
  convertUsersOfConstantsToInstructions({&global});
  DenseMap<Function *, Value *> addresses;
  for (Use &use : make_early_inc_range(global.uses())) {
    auto *user = dyn_cast<Instruction>(use.getUser());
    if (!user) {
      return false;
    }
    Value *&address = addresses[user->getFunction()];
    if (!address) {
      IRBuilder<> builder(
          &*user->getFunction()->getEntryBlock().getFirstInsertionPt());
      address = makeAddress(builder);
    }
    use.set(address);
  }
  return true;
}

void Lowering::lowerVariables() {
  auto refuseTable = [&](const VariableEntry &entry) {
    SourceDiagnostic error;
    error.code = "CP8017";
    error.message = "the oracle cannot execute a table that holds the address "
                    "of variable '" +
                    entry.name + "'";
    errors.push_back(error);
  };
  for (VariableEntry &entry : sharedVariables) {
    bool ok = replaceUses(*entry.global, [&](IRBuilderBase &builder) {
      Value *shared =
          loadBlockField(builder, offsetof(BlockContext, shared), ptr);
      const uint64_t offset =
          entry.isDynamic ? staticSharedBytes : entry.offset;
      return builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), shared,
                                                offset, entry.name);
    });
    if (!ok) {
      refuseTable(entry);
    }
  }
  for (VariableEntry &entry : deviceVariables) {
    auto *slot = new GlobalVariable(
        module, ptr, false, GlobalValue::InternalLinkage,
        ConstantPointerNull::get(cast<PointerType>(ptr)), entry.name + ".at");
    bool ok = replaceUses(*entry.global, [&](IRBuilderBase &builder) {
      LoadInst *address = builder.CreateLoad(ptr, slot, entry.name);
      address->setMetadata(LLVMContext::MD_invariant_load,
                           MDNode::get(context, {}));
      return address;
    });
    if (!ok) {
      refuseTable(entry);
      continue;
    }
    // What it starts with, if the host does not know it.
    Constant *initial = entry.global->hasInitializer()
                            ? entry.global->getInitializer()
                            : nullptr;
    GlobalVariable *data = nullptr;
    if (initial && !initial->isNullValue() && !isa<UndefValue>(initial)) {
      data = new GlobalVariable(module, initial->getType(), true,
                                GlobalValue::InternalLinkage, initial,
                                entry.name + ".initial");
    }
    entry.global->eraseFromParent();
    entry.slot = slot;
    entry.initial = data;
  }
}
