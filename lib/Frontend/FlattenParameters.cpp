// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structures that a kernel takes by value become one parameter per field, or
// the address of a copy in device memory if they are large.
#include "lib/Frontend/CompileDevice.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"

using namespace cubeport;
using namespace cubeport::frontend;
using namespace llvm;

namespace {
/// A scalar in a structure.
struct Leaf {
  uint64_t offset;
  Type *type;
};
} // namespace

/// Fields of a structure that go as parameters of their own. Arguments of more
/// words are for the host to copy: parameters of a kernel by the thousand are
/// no code that anyone can read, or a compiler takes in its stride.
static constexpr size_t maxFlattened = 256;

static void collectLeaves(Type *type, uint64_t offset, const DataLayout &layout,
                          SmallVectorImpl<Leaf> &leaves) {
  if (auto *structType = dyn_cast<StructType>(type)) {
    const StructLayout *fields = layout.getStructLayout(structType);
    for (unsigned i = 0; i < structType->getNumElements(); ++i) {
      collectLeaves(structType->getElementType(i),
                    offset + fields->getElementOffset(i), layout, leaves);
    }
  } else if (auto *array = dyn_cast<ArrayType>(type)) {
    Type *element = array->getElementType();
    uint64_t size = layout.getTypeAllocSize(element);
    for (uint64_t i = 0; i < array->getNumElements(); ++i) {
      collectLeaves(element, offset + i * size, layout, leaves);
    }
  } else {
    leaves.push_back({offset, type});
  }
}

/// The leaves that the source has a name for: the rest is padding.
static SmallVector<std::pair<Leaf, std::string>>
nameLeaves(const Argument &arg, const DataLayout &layout,
           const KernelFacts *facts) {
  SmallVector<Leaf> leaves;
  collectLeaves(arg.getParamByValType(), 0, layout, leaves);
  SmallVector<std::pair<Leaf, std::string>> named;
  if (!facts || arg.getArgNo() >= facts->fields.size()) {
    return named;
  }
  const auto &paths = facts->fields[arg.getArgNo()];
  for (const Leaf &leaf : leaves) {
    auto path = paths.find(leaf.offset);
    if (path != paths.end()) {
      named.push_back({leaf, arg.getName().str() + path->second});
    }
  }
  return named;
}

/// Whether memory that is reached from `address` is only read.
static bool isOnlyRead(const Value &address) {
  return all_of(address.users(), [&](const User *user) {
    if (isa<GetElementPtrInst, AddrSpaceCastInst, BitCastInst>(user)) {
      return isOnlyRead(*user);
    }
    const auto *copy = dyn_cast<MemTransferInst>(user);
    return isa<LoadInst>(user) ||
           (copy && copy->getRawSource() == &address &&
            copy->getRawDest() != &address);
  });
}

/// The kernel reads the copy in device memory; what it writes is a thread's
/// own.
static void readCopy(Argument &old, Argument &copy, IRBuilder<> &builder) {
  copy.takeName(&old);
  if (isOnlyRead(old)) {
    old.replaceAllUsesWith(&copy);
    return;
  }
  const DataLayout &layout = builder.GetInsertBlock()->getDataLayout();
  Type *type = old.getParamByValType();
  const Align align =
      std::max(old.getParamAlign().valueOrOne(), layout.getABITypeAlign(type));
  AllocaInst *own = builder.CreateAlloca(type);
  own->setAlignment(align);
  builder.CreateMemCpy(own, align, &copy, align,
                       layout.getTypeAllocSize(type).getFixedValue());
  old.replaceAllUsesWith(own);
}

/// Fills the structure that stood behind `old` from the parameters of its
/// fields, `next` being the first of them.
static void rebuildStructure(Argument &old, Function::arg_iterator &next,
                             ArrayRef<std::pair<Leaf, std::string>> leaves,
                             IRBuilder<> &builder) {
  const DataLayout &layout = builder.GetInsertBlock()->getDataLayout();
  Type *type = old.getParamByValType();
  AllocaInst *copy = builder.CreateAlloca(type);
  copy->setAlignment(
      std::max(old.getParamAlign().valueOrOne(), layout.getABITypeAlign(type)));
  for (auto &[leaf, name] : leaves) {
    Value *field = builder.CreateConstInBoundsGEP1_64(builder.getInt8Ty(), copy,
                                                      leaf.offset);
    next->setName(name);
    builder.CreateStore(&*next++, field);
  }
  old.replaceAllUsesWith(copy);
}

static void flattenKernel(Function &kernel, KernelFacts *facts) {
  const DataLayout &layout = kernel.getParent()->getDataLayout();
  SmallVector<Type *> types;
  SmallVector<AttributeSet> attributes;
  std::vector<SmallVector<std::pair<Leaf, std::string>>> leaves;
  std::vector<int> sources;
  for (Argument &arg : kernel.args()) {
    leaves.emplace_back();
    if (!arg.hasByValAttr()) {
      types.push_back(arg.getType());
      attributes.push_back(
          kernel.getAttributes().getParamAttrs(arg.getArgNo()));
      sources.push_back(arg.getArgNo());
      continue;
    }
    leaves.back() = nameLeaves(arg, layout, facts);
    if (leaves.back().size() > maxFlattened) {
      types.push_back(arg.getType());
      attributes.push_back(AttributeSet::get(
          kernel.getContext(),
          AttrBuilder(kernel.getContext()).addAttribute(Attribute::NoAlias)));
      sources.push_back(arg.getArgNo());
      continue;
    }
    for (auto &[leaf, name] : leaves.back()) {
      types.push_back(leaf.type);
      attributes.push_back({});
      sources.push_back(arg.getArgNo());
    }
  }
  auto *flat =
      Function::Create(FunctionType::get(kernel.getReturnType(), types, false),
                       kernel.getLinkage(), kernel.getAddressSpace());
  // In its place: the order of kernels is that of the source.
  kernel.getParent()->getFunctionList().insert(kernel.getIterator(), flat);
  flat->takeName(&kernel);
  flat->setCallingConv(kernel.getCallingConv());
  flat->setAttributes(AttributeList::get(kernel.getContext(),
                                         kernel.getAttributes().getFnAttrs(),
                                         {}, attributes));
  flat->copyMetadata(&kernel, 0);
  kernel.setSubprogram(nullptr);
  flat->splice(flat->begin(), &kernel);
  BasicBlock &entry = flat->getEntryBlock();
  IRBuilder<> builder(&entry, entry.begin());
  auto next = flat->arg_begin();
  for (Argument &arg : kernel.args()) {
    if (leaves[arg.getArgNo()].size() > maxFlattened) {
      readCopy(arg, *next++, builder);
    } else if (arg.hasByValAttr()) {
      rebuildStructure(arg, next, leaves[arg.getArgNo()], builder);
    } else {
      next->takeName(&arg);
      arg.replaceAllUsesWith(&*next++);
    }
  }
  facts->sourceParams = std::move(sources);
}

void frontend::flattenParameters(Module &module, LaunchTable &facts) {
  SmallVector<Function *> kernels;
  for (Function &function : module) {
    bool takesStructure = any_of(
        function.args(), [](Argument &arg) { return arg.hasByValAttr(); });
    // Without the names of the fields the host half cannot give them.
    bool isKnown = facts.count(function.getName()) &&
                   facts[function.getName()].fields.size() ==
                       function.arg_size();
    if (!function.isDeclaration() && takesStructure && isKnown &&
        function.getCallingConv() == CallingConv::PTX_Kernel) {
      kernels.push_back(&function);
    }
  }
  for (Function *kernel : kernels) {
    flattenKernel(*kernel, &facts[kernel->getName()]);
    kernel->replaceAllUsesWith(UndefValue::get(kernel->getType()));
    kernel->eraseFromParent();
  }
}
