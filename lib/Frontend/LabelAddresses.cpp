// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Addresses of labels, and jumps to them: a kernel has none. They are refused
// here, since the import into MLIR has no form for what is left of them.
#include "lib/Frontend/CompileDevice.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Module.h"

using namespace cubeport;
using namespace llvm;

/// A call that the gate reports, in front of `inst`.
static void refuse(Instruction &inst, const Twine &text,
                   const DebugLoc &where) {
  auto *type = FunctionType::get(Type::getVoidTy(inst.getContext()), false);
  IRBuilder<> builder(&inst);
  builder.SetCurrentDebugLocation(where);
  FunctionCallee marker =
      inst.getModule()->getOrInsertFunction("cubeport.label", type);
  frontend::replaceByRefusal(*builder.CreateCall(marker), "CP2001", text);
}

void frontend::refuseLabelAddresses(Module &module) {
  SmallVector<BlockAddress *> addresses;
  SmallVector<IndirectBrInst *> jumps;
  for (Function &function : module) {
    for (BasicBlock &block : function) {
      if (BlockAddress *address = BlockAddress::lookup(&block)) {
        addresses.push_back(address);
      }
      if (auto *jump = dyn_cast<IndirectBrInst>(block.getTerminator())) {
        jumps.push_back(jump);
      }
    }
  }
  for (IndirectBrInst *jump : jumps) {
    // All jumps of a function meet in one block, which has no place.
    DebugLoc where = jump->getDebugLoc();
    for (BasicBlock *before : predecessors(jump->getParent())) {
      where = where ? where : before->getTerminator()->getDebugLoc();
    }
    refuse(*jump, "unsupported: jump to the address of a label", where);
    for (BasicBlock *target : successors(jump->getParent())) {
      target->removePredecessor(jump->getParent());
    }
    IRBuilder<>(jump).CreateUnreachable();
    jump->eraseFromParent();
  }
  for (BlockAddress *address : addresses) {
    for (User *user : SmallVector<User *>(address->users())) {
      if (auto *inst = dyn_cast<Instruction>(user)) {
        Instruction *place = inst;
        if (auto *phi = dyn_cast<PHINode>(inst)) {
          place = &*phi->getParent()->getFirstInsertionPt();
        }
        refuse(*place, "unsupported: the address of a label",
               inst->getDebugLoc());
      }
    }
    address->replaceAllUsesWith(Constant::getNullValue(address->getType()));
    address->destroyConstant();
  }
}
