// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Tables of constants of several types become arrays of bytes, which the import
// keeps as one value. Tables with pointers become arrays of each kernel, which
// it fills at its start.
#include "lib/Frontend/CompileDevice.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DataLayout.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/ReplaceConstant.h"

using namespace cubeport;
using namespace llvm;

/// The number behind a pointer that is one, as those of functions are.
static const ConstantInt *getPointerNumber(const Constant *value) {
  auto *cast = dyn_cast<ConstantExpr>(value);
  return cast && cast->getOpcode() == Instruction::IntToPtr
             ? dyn_cast<ConstantInt>(cast->getOperand(0))
             : nullptr;
}

/// Writes the bytes of `value`, little-endian. False where there is a pointer.
static bool writeBytes(const Constant *value, const DataLayout &layout,
                       MutableArrayRef<uint8_t> bytes) {
  if (value->isNullValue() || isa<UndefValue>(value)) {
    return true;
  }
  APInt bits;
  if (auto *integer = dyn_cast<ConstantInt>(value)) {
    bits = integer->getValue();
  } else if (auto *number = dyn_cast<ConstantFP>(value)) {
    bits = number->getValueAPF().bitcastToAPInt();
  } else if (auto *number = getPointerNumber(value)) {
    bits = number->getValue().zextOrTrunc(64);
  } else {
    Type *type = value->getType();
    auto *structType = dyn_cast<StructType>(type);
    unsigned count = structType ? structType->getNumElements()
                     : isa<ArrayType>(type)
                         ? cast<ArrayType>(type)->getNumElements()
                     : isa<FixedVectorType>(type)
                         ? cast<FixedVectorType>(type)->getNumElements()
                         : 0;
    for (unsigned i = 0; i < count; ++i) {
      Constant *element = value->getAggregateElement(i);
      uint64_t offset =
          structType
              ? layout.getStructLayout(structType)->getElementOffset(i)
                    .getFixedValue()
              : i * layout.getTypeAllocSize(element->getType()).getFixedValue();
      if (!writeBytes(element, layout, bytes.drop_front(offset))) {
        return false;
      }
    }
    return count > 0;
  }
  for (unsigned i = 0; i * 8 < bits.getBitWidth(); ++i) {
    unsigned width = std::min(8u, bits.getBitWidth() - i * 8);
    bytes[i] = bits.extractBitsAsZExtValue(width, i * 8);
  }
  return true;
}

static bool isTable(const GlobalVariable &global) {
  return global.isConstant() && global.hasDefinitiveInitializer() &&
         !global.isExternallyInitialized() && global.getAddressSpace() != 3;
}

/// Arrays of one scalar type are imported as they are.
static bool isUniform(const GlobalVariable &global) {
  Type *type = global.getValueType();
  while (auto *array = dyn_cast<ArrayType>(type)) {
    type = array->getElementType();
  }
  return type->isIntegerTy() || type->isFloatingPointTy();
}

/// Stores what a table holds, element by element.
static void fill(IRBuilder<> &builder, Value *table, Type *type,
                 const Constant *value, SmallVectorImpl<Value *> &path) {
  Type *element = value->getType();
  if (isa<UndefValue>(value)) {
    return;
  }
  auto *structType = dyn_cast<StructType>(element);
  auto *arrayType = dyn_cast<ArrayType>(element);
  if (!structType && !arrayType) {
    builder.CreateStore(const_cast<Constant *>(value),
                        builder.CreateInBoundsGEP(type, table, path));
    return;
  }
  unsigned count = structType ? structType->getNumElements()
                              : unsigned(arrayType->getNumElements());
  for (unsigned i = 0; i < count; ++i) {
    path.push_back(builder.getInt32(i));
    fill(builder, table, type, value->getAggregateElement(i), path);
    path.pop_back();
  }
}

/// A pointer has no value before the program runs, so that each kernel fills
/// the table anew.
static void makeLocal(GlobalVariable &global) {
  convertUsersOfConstantsToInstructions({&global});
  DenseMap<Function *, Value *> places;
  for (Use &use : make_early_inc_range(global.uses())) {
    auto *user = dyn_cast<Instruction>(use.getUser());
    if (!user) {
      continue; // in another table
    }
    Function *kernel = user->getFunction();
    Value *&place = places[kernel];
    if (!place) {
      BasicBlock &entry = kernel->getEntryBlock();
      IRBuilder<> builder(&entry, entry.begin());
      builder.SetCurrentDebugLocation(user->getDebugLoc());
      AllocaInst *table = builder.CreateAlloca(global.getValueType());
      table->setAlignment(global.getAlign().valueOrOne());
      SmallVector<Value *> path = {builder.getInt32(0)};
      fill(builder, table, global.getValueType(), global.getInitializer(),
           path);
      place = builder.CreateAddrSpaceCast(table, global.getType());
    }
    use.set(place);
  }
}

void frontend::flattenTables(Module &module) {
  const DataLayout &layout = module.getDataLayout();
  for (GlobalVariable &global : make_early_inc_range(module.globals())) {
    if (!isTable(global) || isUniform(global) || global.use_empty()) {
      continue;
    }
    std::vector<uint8_t> bytes(
        layout.getTypeAllocSize(global.getValueType()).getFixedValue());
    if (!writeBytes(global.getInitializer(), layout, bytes)) {
      makeLocal(global);
      continue;
    }
    Constant *value = ConstantDataArray::get(module.getContext(), bytes);
    auto *flat = new GlobalVariable(
        module, value->getType(), /*isConstant=*/true, global.getLinkage(),
        value, "", &global, GlobalValue::NotThreadLocal,
        global.getAddressSpace());
    flat->setAlignment(global.getAlign());
    flat->takeName(&global);
    global.replaceAllUsesWith(flat);
    global.eraseFromParent();
  }
}
