// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies of structures become loads and stores of their fields, while the
// fields' types are still known: later passes would copy words of 64 bits.
#include "lib/Frontend/CompileDevice.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Metadata.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/LowerMemIntrinsics.h"

using namespace cubeport;
using namespace llvm;

// Longer copies stay copies, which raising turns into loops.
static constexpr uint64_t kMaxExpandedBytes = 256;

namespace {
/// A field or an array of equal fields in a structure.
struct Field {
  uint64_t offset, size;
  Type *type;
};
} // namespace

/// The type that a scalar of Clang's type-based alias analysis has.
static Type *getScalarType(const MDNode *tag, uint64_t size,
                           LLVMContext &context) {
  auto *node = tag && tag->getNumOperands() > 1
                   ? dyn_cast_or_null<MDNode>(tag->getOperand(1))
                   : nullptr;
  auto *name = node && node->getNumOperands() > 0
                   ? dyn_cast_or_null<MDString>(node->getOperand(0))
                   : nullptr;
  StringRef text = name ? name->getString() : "";
  Type *known =
      StringSwitch<Type *>(text)
          .Case("float", Type::getFloatTy(context))
          .Case("double", Type::getDoubleTy(context))
          .Case("_Float16", Type::getHalfTy(context))
          .Case("__bf16", Type::getBFloatTy(context))
          .Cases({"int", "unsigned int"}, Type::getInt32Ty(context))
          .Case("short", Type::getInt16Ty(context))
          .Cases({"long", "long long"}, Type::getInt64Ty(context))
          .Cases({"omnipotent char", "bool"}, Type::getInt8Ty(context))
          .Default(nullptr);
  if (known) {
    return known;
  }
  if (text.contains("pointer") || text.starts_with("p")) {
    return PointerType::get(context, 0);
  }
  bool isWord = size == 1 || size == 2 || size == 4 || size == 8;
  return isWord ? IntegerType::get(context, size * 8) : nullptr;
}

/// The fields of a copy, from its `!tbaa.struct`; empty if not known.
static SmallVector<Field> getFields(const MemTransferInst &copy) {
  SmallVector<Field> fields;
  const MDNode *node = copy.getMetadata(LLVMContext::MD_tbaa_struct);
  if (!node) {
    return fields;
  }
  const DataLayout &layout = copy.getDataLayout();
  for (unsigned i = 0; i + 2 < node->getNumOperands(); i += 3) {
    auto offset = mdconst::extract<ConstantInt>(node->getOperand(i));
    auto size = mdconst::extract<ConstantInt>(node->getOperand(i + 1));
    auto *tag = dyn_cast<MDNode>(node->getOperand(i + 2));
    Type *type = getScalarType(tag, size->getZExtValue(), copy.getContext());
    if (!type || size->getZExtValue() % layout.getTypeStoreSize(type) != 0) {
      return {};
    }
    fields.push_back({offset->getZExtValue(), size->getZExtValue(), type});
  }
  return fields;
}

static bool expandCopy(MemTransferInst &copy) {
  auto *length = dyn_cast<ConstantInt>(copy.getLength());
  if (!length || length->getZExtValue() > kMaxExpandedBytes ||
      copy.isVolatile()) {
    return false;
  }
  SmallVector<Field> fields = getFields(copy);
  if (fields.empty()) {
    return false;
  }
  IRBuilder<> builder(&copy);
  const DataLayout &layout = copy.getDataLayout();
  // All loads first: source and destination may be the same structure.
  SmallVector<std::pair<Value *, uint64_t>> values;
  for (const Field &field : fields) {
    uint64_t step = layout.getTypeStoreSize(field.type);
    for (uint64_t at = field.offset; at < field.offset + field.size;
         at += step) {
      Value *from = builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(),
                                                       copy.getRawSource(), at);
      values.push_back({builder.CreateLoad(field.type, from), at});
    }
  }
  for (auto [value, at] : values) {
    Value *to = builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(),
                                                   copy.getRawDest(), at);
    builder.CreateStore(value, to);
  }
  copy.eraseFromParent();
  return true;
}

/// Blocks whose size or value is known only at run time, or that may overlap,
/// become loops here; the others are expanded by raising.
static bool needsLoop(const MemIntrinsic &block) {
  if (!isa<ConstantInt>(block.getLength()) || block.isVolatile()) {
    return true;
  }
  if (auto *fill = dyn_cast<MemSetInst>(&block)) {
    return !isa<ConstantInt>(fill->getValue());
  }
  return isa<MemMoveInst>(block);
}

static void expandIntoLoop(MemIntrinsic &block, TargetTransformInfo &costs) {
  if (auto *fill = dyn_cast<MemSetInst>(&block)) {
    expandMemSetAsLoop(fill);
  } else if (auto *move = dyn_cast<MemMoveInst>(&block)) {
    if (!expandMemMoveAsLoop(move, costs)) {
      return;
    }
  } else if (auto *copy = dyn_cast<MemCpyInst>(&block)) {
    expandMemCpyAsLoop(copy, costs);
  }
  block.eraseFromParent();
}

void frontend::expandCopies(Module &module) {
  for (Function &function : module) {
    for (BasicBlock &block : function) {
      for (Instruction &inst : make_early_inc_range(block)) {
        if (auto *copy = dyn_cast<MemTransferInst>(&inst)) {
          expandCopy(*copy);
        }
      }
    }
  }
}

void frontend::expandBlocks(Module &module) {
  SmallVector<MemIntrinsic *> loops;
  for (Function &function : module) {
    for (BasicBlock &block : function) {
      for (Instruction &inst : block) {
        auto *memory = dyn_cast<MemIntrinsic>(&inst);
        if (memory && needsLoop(*memory)) {
          loops.push_back(memory);
        }
      }
    }
  }
  TargetTransformInfo costs(module.getDataLayout());
  for (MemIntrinsic *memory : loops) {
    expandIntoLoop(*memory, costs);
  }
}
