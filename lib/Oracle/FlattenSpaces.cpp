// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Address spaces go: on this machine all pointers are alike. Variables of
// device and shared memory stay globals for now, remembered by their entries.
#include "lib/Oracle/Lowering.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"
#include "llvm/Transforms/Utils/ValueMapper.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

namespace {
/// Replaces pointers to any address space by plain ones.
class FlatTypes : public ValueMapTypeRemapper {
public:
  explicit FlatTypes(LLVMContext &context) : context(context) {}

  Type *remapType(Type *type) override {
    Type *&known = flat[type];
    return known ? known : (known = compute(type));
  }
  bool isFlat(Type *type) { return remapType(type) == type; }

private:
  LLVMContext &context;
  DenseMap<Type *, Type *> flat;

  Type *compute(Type *type) {
    if (isa<PointerType>(type)) {
      return PointerType::get(context, 0);
    }
    if (auto *array = dyn_cast<ArrayType>(type)) {
      return ArrayType::get(compute(array->getElementType()),
                            array->getNumElements());
    }
    if (auto *vector = dyn_cast<FixedVectorType>(type)) {
      return FixedVectorType::get(compute(vector->getElementType()),
                                  vector->getNumElements());
    }
    if (auto *function = dyn_cast<FunctionType>(type)) {
      std::vector<Type *> params;
      for (Type *param : function->params()) {
        params.push_back(compute(param));
      }
      return FunctionType::get(compute(function->getReturnType()), params,
                               function->isVarArg());
    }
    auto *structure = dyn_cast<StructType>(type);
    if (!structure || structure->isOpaque()) {
      return type;
    }
    std::vector<Type *> elements;
    bool changed = false;
    for (Type *element : structure->elements()) {
      elements.push_back(compute(element));
      changed |= elements.back() != element;
    }
    return changed ? StructType::get(context, elements, structure->isPacked())
                   : type;
  }
};
} // namespace

/// A global like `old` in the plain address space, in all its uses.
static GlobalVariable *moveToPlainSpace(Module &module, GlobalVariable &old) {
  auto *moved = new GlobalVariable(
      module, old.getValueType(), old.isConstant(), old.getLinkage(),
      old.hasInitializer() ? old.getInitializer() : nullptr, "", &old,
      old.getThreadLocalMode(), /*AddressSpace=*/0,
      old.isExternallyInitialized());
  moved->setAlignment(old.getAlign());
  moved->setUnnamedAddr(old.getUnnamedAddr());
  moved->takeName(&old);
  old.replaceAllUsesWith(ConstantExpr::getAddrSpaceCast(moved, old.getType()));
  old.eraseFromParent();
  return moved;
}

/// Casts between address spaces become their operands.
static void dropCasts(Function &function) {
  for (Instruction &inst : make_early_inc_range(instructions(function))) {
    if (isa<AddrSpaceCastInst>(inst)) {
      Value *from = inst.getOperand(0);
      // Their types differ until the types are flat.
      inst.mutateType(from->getType());
      inst.replaceAllUsesWith(from);
      inst.eraseFromParent();
    }
  }
}

/// A function with flat types in its signature, with the body of `old`.
static Function *moveToFlatTypes(Module &module, Function &old,
                                 FlatTypes &types) {
  auto *type = cast<FunctionType>(types.remapType(old.getFunctionType()));
  if (type == old.getFunctionType()) {
    return &old;
  }
  Function *moved = Function::Create(type, old.getLinkage(), "", &module);
  moved->setAttributes(old.getAttributes());
  moved->setCallingConv(old.getCallingConv());
  moved->takeName(&old);
  moved->splice(moved->begin(), &old);
  moved->setSubprogram(old.getSubprogram());
  old.setSubprogram(nullptr);
  for (auto [from, to] : zip(old.args(), moved->args())) {
    to.takeName(&from);
    from.mutateType(to.getType());
    from.replaceAllUsesWith(&to);
  }
  old.replaceAllUsesWith(moved);
  // llvm.memcpy and the like carry the types of their operands in the name.
  if (moved->isIntrinsic()) {
    if (std::optional<Function *> named =
            Intrinsic::remangleIntrinsicFunction(moved)) {
      moved->replaceAllUsesWith(*named);
      moved->eraseFromParent();
      return *named;
    }
  }
  return moved;
}

void Lowering::flattenSpaces() {
  std::vector<GlobalVariable *> globals;
  for (GlobalVariable &global : module.globals()) {
    if (global.getAddressSpace() != 0) {
      globals.push_back(&global);
    }
  }
  for (GlobalVariable *global : globals) {
    GlobalVariable *moved = moveToPlainSpace(module, *global);
    for (auto *list : {&sharedVariables, &deviceVariables}) {
      for (VariableEntry &entry : *list) {
        entry.global = entry.global == global ? moved : entry.global;
      }
    }
  }
  FlatTypes types(context);
  std::vector<Function *> functions, old;
  for (Function &function : module) {
    functions.push_back(&function);
  }
  for (Function *function : functions) {
    // Intrinsics get new names with their types when their calls are lowered.
    Function *moved = moveToFlatTypes(module, *function, types);
    if (moved != function) {
      old.push_back(function);
      for (KernelEntry &kernel : kernels) {
        kernel.function = kernel.function == function ? moved : kernel.function;
      }
    }
  }
  ValueToValueMapTy values;
  ValueMapper mapper(values, RF_NoModuleLevelChanges | RF_IgnoreMissingLocals,
                     &types);
  for (Function &function : module) {
    dropCasts(function);
    for (Instruction &inst : instructions(function)) {
      mapper.remapInstruction(inst);
    }
  }
  for (Function *function : old) {
    function->eraseFromParent();
  }
  Triple host(sys::getDefaultTargetTriple());
  module.setTargetTriple(host);
}
