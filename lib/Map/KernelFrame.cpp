// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The function of a kernel in davinci form.
#include "lib/Map/KernelFrame.h"
#include "dialects/Davinci/DavinciDialect.h"
#include "dialects/Simt/SimtDialect.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::map;

func::FuncOp map::createKernel(ImplicitLocOpBuilder &b, func::FuncOp source,
                               llvm::function_ref<Type(Type)> convert,
                               bool hasDynamicShared, IRMapping &arguments,
                               LaunchValues &launch) {
  SmallVector<Type> types =
      llvm::map_to_vector(source.getArgumentTypes(), convert);
  SmallVector<StringRef> extra = {"gridX",  "gridY",  "gridZ",
                                  "blockX", "blockY", "blockZ"};
  if (hasDynamicShared) {
    extra.push_back("sharedBytes");
  }
  types.append(extra.size(), b.getI32Type());
  auto kernel =
      b.create<func::FuncOp>(source.getName(), b.getFunctionType(types, {}));
  for (NamedAttribute attr : source->getDiscardableAttrs()) {
    if (!attr.getName().getValue().starts_with("tile.")) {
      kernel->setAttr(attr.getName(), attr.getValue());
    }
  }
  unsigned added = source.getNumArguments();
  for (unsigned i = 0; i < added; ++i) {
    if (DictionaryAttr attrs = source.getArgAttrDict(i)) {
      kernel.setArgAttrs(i, attrs);
    }
  }
  for (auto [i, name] : llvm::enumerate(extra)) {
    kernel.setArgAttr(added + i, simt::SimtDialect::kArgNameAttrName,
                      b.getStringAttr(name));
  }
  Block *entry = kernel.addEntryBlock();
  for (auto [from, to] :
       llvm::zip(source.getArguments(), entry->getArguments())) {
    to.setLoc(from.getLoc());
    arguments.map(from, to);
  }
  for (unsigned axis = 0; axis < 3; ++axis) {
    launch.gridDim[axis] = entry->getArgument(added + axis);
    launch.blockDim[axis] = entry->getArgument(added + 3 + axis);
  }
  if (hasDynamicShared) {
    launch.sharedBytes = entry->getArgument(added + 6);
  }
  b.setInsertionPointToStart(entry);
  return kernel;
}
