// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Addresses of functions in IR.
#include "lib/Common/FunctionNumber.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/InstrTypes.h"

using namespace llvm;

void cubeport::replaceAddress(Constant &place, Constant *pointer) {
  SmallVector<Use *> uses;
  for (Use &use : place.uses()) {
    auto *call = dyn_cast<CallBase>(use.getUser());
    if (!call || !call->isCallee(&use)) {
      uses.push_back(&use);
    }
  }
  DenseSet<Constant *> done;
  for (Use *use : uses) {
    auto *constant = dyn_cast<Constant>(use->getUser());
    if (!constant || isa<GlobalVariable>(constant)) {
      use->set(pointer);
    } else if (!isa<GlobalValue>(constant) && done.insert(constant).second) {
      constant->handleOperandChange(&place, pointer);
    }
  }
}
