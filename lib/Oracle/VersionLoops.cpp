// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops whose accesses of shared memory and of locals go through an array in
// even steps: a copy without checks runs where the first and the last place
// lie inside.
#include "lib/Oracle/Lowering.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/Analysis/ScalarEvolutionExpressions.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/PatternMatch.h"
#include "llvm/Transforms/Utils/BasicBlockUtils.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "llvm/Transforms/Utils/ScalarEvolutionExpander.h"

using namespace cubeport::oracle;
using namespace llvm;

namespace {
// Below these no sum of an offset and of all steps wraps in 64 bits.
constexpr uint64_t kMostTrips = uint64_t(1) << 32;
constexpr uint64_t kLongestStep = uint64_t(1) << 20;
constexpr uint64_t kLargestObject = uint64_t(1) << 40;
/// What is longer gains little, and all of it would stand twice.
constexpr size_t kMostInstructions = 400;

/// Branches to a report if `offset` is greater than `last`.
struct Check {
  BranchInst *branch;
  const SCEVAddRecExpr *offset;
  uint64_t last;
};

class LoopVersioner {
public:
  LoopVersioner(Loop &loop, LoopInfo &loops, DominatorTree &dominators,
                ScalarEvolution &evolution)
      : loop(loop), loops(loops), dominators(dominators), evolution(evolution) {
  }
  bool run();

private:
  Loop &loop;
  LoopInfo &loops;
  DominatorTree &dominators;
  ScalarEvolution &evolution;
  std::vector<Check> checks;

  bool isSimple() const;
  void findChecks();
  Value *computeInside(const SCEV *trips);
  void addCopy(Value *isInside);
};
} // namespace

/// True if the loop may stand twice: no thread waits in it.
bool LoopVersioner::isSimple() const {
  size_t count = 0;
  for (const BasicBlock *block : loop.blocks()) {
    count += block->size();
    for (const Instruction &inst : *block) {
      const StringRef name = calledName(inst);
      if (isa<CallBase>(inst) && !isa<IntrinsicInst>(inst) &&
          !is_contained({"cubeportOracleBeyond", "cubeportOracleCheckSlow",
                         "cubeportOracleSharedRead",
                         "cubeportOracleSharedWrite"},
                        name)) {
        return false;
      }
    }
  }
  return count <= kMostInstructions && loop.isLoopSimplifyForm() &&
         loop.isLCSSAForm(dominators);
}

void LoopVersioner::findChecks() {
  for (BasicBlock *block : loop.blocks()) {
    auto *branch = dyn_cast<BranchInst>(block->getTerminator());
    Value *offset = nullptr;
    const APInt *last = nullptr;
    if (!branch || !branch->isConditional() ||
        calledName(*branch->getSuccessor(0)->getFirstNonPHIOrDbg()) !=
            "cubeportOracleBeyond" ||
        !match(branch->getCondition(),
               PatternMatch::m_SpecificICmp(ICmpInst::ICMP_UGT,
                                            PatternMatch::m_Value(offset),
                                            PatternMatch::m_APInt(last)))) {
      continue;
    }
    auto *steps = dyn_cast<SCEVAddRecExpr>(evolution.getSCEV(offset));
    if (!steps || steps->getLoop() != &loop || !steps->isAffine() ||
        !steps->getType()->isIntegerTy(64) || last->uge(kLargestObject)) {
      continue;
    }
    auto *step = dyn_cast<SCEVConstant>(steps->getStepRecurrence(evolution));
    if (step && step->getAPInt().abs().ule(kLongestStep)) {
      checks.push_back({branch, steps, last->getZExtValue()});
    }
  }
}

/// Whether no check of the loop can fail, computed before it; null if that
/// takes more than is known there.
Value *LoopVersioner::computeInside(const SCEV *trips) {
  Instruction *place = loop.getLoopPreheader()->getTerminator();
  SCEVExpander expander(evolution, "inside");
  Type *i64 = Type::getInt64Ty(place->getContext());
  const SCEV *count = evolution.getTruncateOrZeroExtend(trips, i64);
  if (evolution.getTypeSizeInBits(trips->getType()) > 64 ||
      !expander.isSafeToExpandAt(count, place)) {
    return nullptr;
  }
  std::vector<std::pair<const SCEV *, uint64_t>> atMost = {
      {count, kMostTrips}};
  for (const Check &check : checks) {
    const SCEV *start = check.offset->getStart();
    const SCEV *end = evolution.getAddExpr(
        start, evolution.getMulExpr(
                   count, check.offset->getStepRecurrence(evolution)));
    if (!expander.isSafeToExpandAt(start, place)) {
      return nullptr;
    }
    atMost.push_back({start, check.last});
    atMost.push_back({end, check.last});
  }
  IRBuilder<> builder(place);
  Value *isInside = builder.getTrue();
  for (const auto &[value, limit] : atMost) {
    Value *expanded = expander.expandCodeFor(value, i64, place);
    builder.SetInsertPoint(place);
    isInside = builder.CreateAnd(
        isInside,
        builder.CreateICmpULE(expanded, ConstantInt::get(i64, limit)));
  }
  return isInside;
}

void LoopVersioner::addCopy(Value *isInside) {
  SmallVector<BasicBlock *, 4> exits;
  loop.getUniqueExitBlocks(exits);
  BasicBlock *before = loop.getLoopPreheader();
  BasicBlock *checked =
      SplitBlock(before, before->getTerminator(), &dominators, &loops);
  ValueToValueMapTy map;
  SmallVector<BasicBlock *, 8> blocks;
  Loop *copy = cloneLoopWithPreheader(checked, before, &loop, map, ".inside",
                                      &loops, &dominators, blocks);
  remapInstructionsInBlocks(blocks, map);
  Instruction *end = before->getTerminator();
  BranchInst::Create(copy->getLoopPreheader(), checked, isInside,
                     end->getIterator());
  end->eraseFromParent();
  for (BasicBlock *exit : exits) {
    for (PHINode &phi : exit->phis()) {
      const unsigned count = phi.getNumIncomingValues();
      for (unsigned i = 0; i < count; ++i) {
        Value *value = phi.getIncomingValue(i);
        Value *copied = map.lookup(value);
        phi.addIncoming(copied ? copied : value,
                        cast<BasicBlock>(map[phi.getIncomingBlock(i)]));
      }
    }
  }
  for (const Check &check : checks) {
    cast<BranchInst>(map[check.branch])
        ->setCondition(ConstantInt::getFalse(before->getContext()));
  }
}

bool LoopVersioner::run() {
  const SCEV *trips = evolution.getSymbolicMaxBackedgeTakenCount(&loop);
  if (isa<SCEVCouldNotCompute>(trips) || !isSimple()) {
    return false;
  }
  findChecks();
  Value *isInside = checks.empty() ? nullptr : computeInside(trips);
  if (!isInside) {
    return false;
  }
  addCopy(isInside);
  return true;
}

PreservedAnalyses VersionLoopsPass::run(Function &function,
                                        FunctionAnalysisManager &functions) {
  auto &loops = functions.getResult<LoopAnalysis>(function);
  auto &dominators = functions.getResult<DominatorTreeAnalysis>(function);
  auto &evolution = functions.getResult<ScalarEvolutionAnalysis>(function);
  std::vector<Loop *> innermost;
  for (Loop *loop : loops.getLoopsInPreorder()) {
    if (loop->isInnermost()) {
      innermost.push_back(loop);
    }
  }
  bool isChanged = false;
  for (Loop *loop : innermost) {
    if (LoopVersioner(*loop, loops, dominators, evolution).run()) {
      evolution.forgetAllLoops();
      isChanged = true;
    }
  }
  return isChanged ? PreservedAnalyses::none() : PreservedAnalyses::all();
}
