// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of places in the user's source.
#include "lib/Oracle/Lowering.h"
#include "llvm/IR/DebugInfoMetadata.h"

using namespace cubeport;
using namespace cubeport::oracle;
using namespace llvm;

SiteTable::SiteTable(Module &module, const BuildOptions &options)
    : module(module), options(options) {}

bool SiteTable::isSystemFile(StringRef path) const {
  return path.contains("/lib/clang/") || path.starts_with("/usr/include/") ||
         path.contains("/include/c++/") ||
         any_of(options.systemFolders,
                [&](StringRef folder) { return path.starts_with(folder); });
}

SourcePlace SiteTable::findPlace(const DebugLoc &location) const {
  // From the innermost function outwards to the first that is the user's.
  for (const DILocation *at = location; at; at = at->getInlinedAt()) {
    StringRef file = at->getFilename();
    if (at->getLine() != 0 && !isSystemFile(file)) {
      return {file.str(), at->getLine(), at->getColumn()};
    }
  }
  return {};
}

ConstantInt *SiteTable::add(const Instruction &inst, uint64_t bytes,
                            ElementKind kind, uint8_t flags) {
  SourcePlace place = findPlace(inst.getDebugLoc());
  if (!place.line) {
    // Nothing of its own: the function's place is near enough.
    if (const DISubprogram *function = inst.getFunction()->getSubprogram()) {
      place = {function->getFilename().str(), function->getLine(), 0};
    }
  }
  sites.push_back({place, bytes, kind, flags});
  return ConstantInt::get(Type::getInt32Ty(module.getContext()),
                          sites.size() - 1);
}

Constant *SiteTable::text(StringRef value) {
  Constant *&known = texts[value];
  if (!known) {
    Constant *data =
        ConstantDataArray::getString(module.getContext(), value, true);
    auto *global =
        new GlobalVariable(module, data->getType(), true,
                           GlobalValue::PrivateLinkage, data, "cubeport.text");
    global->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
    known = global;
  }
  return known;
}

Constant *SiteTable::emit() {
  LLVMContext &context = module.getContext();
  Type *i8 = Type::getInt8Ty(context), *i32 = Type::getInt32Ty(context);
  Type *ptr = PointerType::get(context, 0);
  // As Site is laid out, with what C++ leaves free at its end.
  StructType *type = StructType::get(
      context, {ptr, i32, i32, i32, i8, i8, ArrayType::get(i8, 2)});
  static_assert(sizeof(Site) == 24, "the type above follows Site");
  std::vector<Constant *> rows;
  for (const Entry &site : sites) {
    rows.push_back(ConstantStruct::get(
        type,
        {text(site.place.file), ConstantInt::get(i32, site.place.line),
         ConstantInt::get(i32, site.place.column),
         ConstantInt::get(i32, uint32_t(site.bytes)),
         ConstantInt::get(i8, uint8_t(site.kind)),
         ConstantInt::get(i8, site.flags),
         ConstantAggregateZero::get(ArrayType::get(i8, 2))}));
  }
  ArrayType *array = ArrayType::get(type, rows.size());
  return new GlobalVariable(module, array, true, GlobalValue::PrivateLinkage,
                            ConstantArray::get(array, rows), "cubeport.sites");
}
