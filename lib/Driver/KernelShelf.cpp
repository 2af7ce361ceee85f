// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One kernel at a time in its module: what copies of a module cost.
#include "lib/Driver/KernelShelf.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/SetVector.h"

using namespace cubeport::driver;
using namespace mlir;

KernelShelf::KernelShelf(ModuleOp module,
                         llvm::function_ref<bool(Operation *)> isKernel) {
  module.walk<WalkOrder::PreOrder>([&](Operation *op) {
    bool isOneKernel = isKernel(op);
    bool isGlobal = isa<LLVM::GlobalOp, LLVM::LLVMFuncOp>(op);
    if (isOneKernel) {
      kernels.push_back(places.size());
    } else if (isGlobal) {
      globals[{op->getBlock(), SymbolTable::getSymbolName(op)}] = places.size();
    }
    if (isOneKernel || isGlobal) {
      places.push_back({op, op->getBlock(), op->getNextNode()});
      return WalkResult::skip();
    }
    return WalkResult::advance();
  });
  for (size_t i = places.size(); i-- > 1;) {
    if (places[i - 1].next == places[i].op) {
      places[i - 1].next = places[i].next;
    }
  }
  for (size_t i = 0; i < places.size(); ++i) {
    shown.push_back(i);
  }
  takeBack();
}

KernelShelf::~KernelShelf() {
  takeBack();
  for (Place &place : places) {
    place.op->erase();
  }
}

void KernelShelf::takeBack() {
  for (size_t index : shown) {
    places[index].op->remove();
  }
  shown.clear();
}

Operation *KernelShelf::show(size_t kernel) {
  takeBack();
  llvm::SetVector<size_t> needed;
  needed.insert(kernels[kernel]);
  for (size_t i = 0; i < needed.size(); ++i) {
    const Place &place = places[needed[i]];
    auto uses = SymbolTable::getSymbolUses(place.op);
    if (!uses) { // operations of unknown dialects may name anything
      for (auto [name, index] : globals) {
        needed.insert(index);
      }
      break;
    }
    for (SymbolTable::SymbolUse use : *uses) {
      auto named =
          globals.find({place.block, use.getSymbolRef().getRootReference()});
      if (named != globals.end()) {
        needed.insert(named->second);
      }
    }
  }
  shown.assign(needed.begin(), needed.end());
  llvm::sort(shown);
  for (size_t index : shown) {
    const Place &place = places[index];
    place.block->getOperations().insert(
        place.next ? place.next->getIterator() : place.block->end(), place.op);
  }
  return places[kernels[kernel]].op;
}
