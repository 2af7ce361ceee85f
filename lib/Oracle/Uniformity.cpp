// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Which values all threads of a block have in common.
#include "lib/Oracle/ThreadLoops.h"
#include "llvm/Analysis/PostDominators.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/InstIterator.h"

using namespace cubeport::oracle;
using namespace llvm;

static const char *const placeholders[numThreadValues] = {
    "cubeport.thread.x",      "cubeport.thread.y",    "cubeport.thread.z",
    "cubeport.thread.linear", "cubeport.thread.lane", "cubeport.thread"};

FunctionCallee cubeport::oracle::threadValue(Module &module,
                                             ThreadValue which) {
  LLVMContext &context = module.getContext();
  Type *type = which == ThreadValue::Context
                   ? static_cast<Type *>(PointerType::get(context, 0))
                   : Type::getInt32Ty(context);
  FunctionCallee callee = module.getOrInsertFunction(
      placeholders[unsigned(which)], FunctionType::get(type, false));
  auto *function = cast<Function>(callee.getCallee());
  function->setDoesNotAccessMemory();
  function->setDoesNotThrow();
  function->setWillReturn();
  return callee;
}

bool cubeport::oracle::isThreadValue(const Value *value, ThreadValue &which) {
  auto *call = dyn_cast<CallInst>(value);
  const Function *callee = call ? call->getCalledFunction() : nullptr;
  if (!callee || !callee->getName().starts_with("cubeport.thread")) {
    return false;
  }
  for (unsigned i = 0; i < numThreadValues; ++i) {
    if (callee->getName() == placeholders[i]) {
      which = ThreadValue(i);
      return true;
    }
  }
  return false;
}

bool cubeport::oracle::leadsToArguments(const Value *pointer,
                                        const Function &entry) {
  const Value *base = getUnderlyingObject(pointer, /*MaxLookup=*/0);
  if (auto *load = dyn_cast<LoadInst>(base)) {
    base = getUnderlyingObject(load->getPointerOperand(), /*MaxLookup=*/0);
  }
  return base == entry.getArg(0);
}

/// True if the result differs between threads whatever the operands are.
bool Uniformity::isSource(const Instruction &inst) const {
  ThreadValue which;
  if (isThreadValue(&inst, which) || isa<AllocaInst>(inst)) {
    return true;
  }
  if (auto *load = dyn_cast<LoadInst>(&inst)) {
    if (load->isVolatile() || load->isAtomic()) {
      return true;
    }
    auto *base = dyn_cast<GlobalVariable>(
        getUnderlyingObject(load->getPointerOperand(), /*MaxLookup=*/0));
    return !load->hasMetadata(LLVMContext::MD_invariant_load) &&
           !(base && base->isConstant()) &&
           !leadsToArguments(load->getPointerOperand(), function);
  }
  if (auto *call = dyn_cast<CallBase>(&inst)) {
    return !call->doesNotAccessMemory();
  }
  return inst.mayReadOrWriteMemory();
}

/// What a branch that divides the threads reaches before they meet again is
/// done by some of them only, and so often as each of them likes. True if
/// there is news.
bool Uniformity::spreadBranches() {
  PostDominatorTree tree(function);
  bool isChanged = false;
  for (BasicBlock &block : function) {
    Instruction *end = block.getTerminator();
    if (end->getNumSuccessors() < 2 || spread.contains(&block)) {
      continue;
    }
    if (!any_of(end->operands(), [&](const Use &operand) {
          return divergent.contains(operand.get());
        })) {
      continue;
    }
    spread.insert(&block);
    isChanged = true;
    auto *node = tree.getNode(&block);
    BasicBlock *meeting =
        node && node->getIDom() ? node->getIDom()->getBlock() : nullptr;
    SmallVector<BasicBlock *, 8> work(successors(&block));
    SmallPtrSet<BasicBlock *, 16> seen;
    while (!work.empty()) {
      BasicBlock *at = work.pop_back_val();
      if (at == meeting) {
        for (PHINode &phi : at->phis()) {
          divergent.insert(&phi);
        }
        continue;
      }
      if (!seen.insert(at).second) {
        continue;
      }
      for (Instruction &inst : *at) {
        divergent.insert(&inst);
      }
      work.append(succ_begin(at), succ_end(at));
    }
  }
  return isChanged;
}

Uniformity::Uniformity(Function &function) : function(function) {
  const BasicBlock *start = &function.getEntryBlock();
  for (Instruction &inst : instructions(function)) {
    if (isa<AllocaInst>(inst) || (inst.getParent() != start && isSource(inst))) {
      divergent.insert(&inst);
    }
  }
  bool isChanged = true;
  while (isChanged) {
    isChanged = false;
    for (Instruction &inst : instructions(function)) {
      if (divergent.contains(&inst) || inst.isTerminator()) {
        continue;
      }
      for (const Use &operand : inst.operands()) {
        if (divergent.contains(operand.get())) {
          divergent.insert(&inst);
          isChanged = true;
          break;
        }
      }
    }
    isChanged |= spreadBranches();
  }
}
