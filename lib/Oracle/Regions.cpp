// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Divides a kernel at its barriers.
#include "lib/Oracle/ThreadLoops.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"

using namespace cubeport::oracle;
using namespace llvm;

StringRef cubeport::oracle::calledName(const Instruction &inst) {
  auto *call = dyn_cast<CallBase>(&inst);
  const Function *callee = call ? call->getCalledFunction() : nullptr;
  return callee ? callee->getName() : "";
}

bool cubeport::oracle::isPlainBarrier(const Instruction &inst) {
  auto *call = dyn_cast<CallInst>(&inst);
  if (!call || calledName(inst) != "cubeportOracleBarrier") {
    return false;
  }
  // Number, count, kind of result.
  return all_of(ArrayRef<unsigned>{0, 1, 2}, [&](unsigned argument) {
    auto *constant = dyn_cast<ConstantInt>(call->getArgOperand(argument));
    return constant && constant->isZero();
  });
}

/// The points that come first behind each block's start.
void Regions::computeNext(Function &function) {
  next.clear();
  for (BasicBlock *point : points) {
    next[point].insert(point);
  }
  bool isChanged = true;
  while (isChanged) {
    isChanged = false;
    for (BasicBlock &block : reverse(function)) {
      if (isPoint(&block)) {
        continue;
      }
      PointSet all = next[&block];
      const size_t before = all.size();
      for (BasicBlock *successor : successors(&block)) {
        const PointSet &behind = next[successor];
        all.insert(behind.begin(), behind.end());
      }
      if (all.size() != before) {
        next[&block] = all;
        isChanged = true;
      }
    }
  }
}

/// A block whose branch decides which point comes next.
BasicBlock *Regions::findDecision(Function &function) {
  for (BasicBlock &block : function) {
    if (isPoint(&block)) {
      continue;
    }
    const PointSet *first = nullptr;
    for (BasicBlock *successor : successors(&block)) {
      const PointSet &behind = next[successor];
      if (behind.empty()) {
        continue; // ends in a fault
      }
      if (first && (first->size() != behind.size() ||
                    !all_of(behind, [&](BasicBlock *point) {
                      return first->contains(point);
                    }))) {
        return &block;
      }
      first = &behind;
    }
  }
  return nullptr;
}

bool Regions::addRegion(BasicBlock *start) {
  if (isPoint(start) || regions.count(start)) {
    return true;
  }
  const PointSet &ends = next[start];
  if (ends.size() != 1) {
    return false;
  }
  Region region{start, *ends.begin(), {}};
  SetVector<BasicBlock *> blocks;
  blocks.insert(start);
  for (size_t i = 0; i < blocks.size(); ++i) {
    for (BasicBlock *successor : successors(blocks[i])) {
      if (!isPoint(successor)) {
        blocks.insert(successor);
      }
    }
  }
  region.blocks.append(blocks.begin(), blocks.end());
  regions.insert({start, region});
  return true;
}

/// Gives edges from points to blocks with phis a block of their own: what the
/// phis take is noted at the end of an edge's block, by each thread.
static void splitEdges(BasicBlock *point) {
  Instruction *end = point->getTerminator();
  for (unsigned i = 0; i < end->getNumSuccessors(); ++i) {
    BasicBlock *to = end->getSuccessor(i);
    if (!isa<PHINode>(to->front())) {
      continue;
    }
    BasicBlock *edge =
        BasicBlock::Create(point->getContext(), "", point->getParent(), to);
    BranchInst::Create(to, edge);
    end->setSuccessor(i, edge);
    for (PHINode &phi : to->phis()) {
      phi.setIncomingBlock(phi.getBasicBlockIndex(point), edge);
    }
  }
}

bool Regions::find(Function &function) {
  std::vector<Instruction *> places;
  for (Instruction &inst : instructions(function)) {
    if (isPlainBarrier(inst) || isa<ReturnInst>(inst)) {
      places.push_back(&inst);
    }
  }
  for (Instruction *place : places) {
    BasicBlock *point = SplitBlock(place->getParent(), place);
    if (isPlainBarrier(*place)) {
      SplitBlock(point, place->getNextNode());
    }
    points.insert(point);
  }
  computeNext(function);
  while (BasicBlock *decision = findDecision(function)) {
    points.insert(SplitBlock(decision, decision->getTerminator()));
    computeNext(function);
  }
  for (BasicBlock *point : points) {
    splitEdges(point);
  }
  computeNext(function);
  if (!addRegion(function.getEntryBlock().getSingleSuccessor())) {
    return false;
  }
  for (BasicBlock *point : points) {
    for (BasicBlock *successor : successors(point)) {
      if (!addRegion(successor)) {
        return false;
      }
    }
  }
  return true;
}
