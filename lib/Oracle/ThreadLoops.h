// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels whose barriers all threads of a block reach together: the threads
// become loops between the barriers. Internal to lib/Oracle.
#ifndef CUBEPORT_LIB_ORACLE_THREADLOOPS_H
#define CUBEPORT_LIB_ORACLE_THREADLOOPS_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

namespace cubeport::oracle {

/// The function that `inst` calls by name, else empty.
llvm::StringRef calledName(const llvm::Instruction &inst);

/// What the runtime calls for a thread, and where the LoopForm goes.
struct EntryPoint {
  llvm::Function *function;
  llvm::GlobalVariable *loops;
};

/// What of the running thread's context code asks for; in the order of the
/// placeholders that stand for it until the loops are made.
enum class ThreadValue { X, Y, Z, Linear, Lane, Context };
constexpr unsigned numThreadValues = 6;
/// The placeholder, a function without effects.
llvm::FunctionCallee threadValue(llvm::Module &module, ThreadValue which);
/// True if `value` calls one; says which.
bool isThreadValue(const llvm::Value *value, ThreadValue &which);

/// True if `pointer` leads to the launch's arguments, which nobody changes:
/// those of `entry` or what they point to.
bool leadsToArguments(const llvm::Value *pointer,
                      const llvm::Function &entry);

/// Values that are the same for all threads of a block whenever these come to
/// them together. What is not certain is not uniform.
class Uniformity {
public:
  /// What the entry block computes is uniform, but for addresses of locals.
  explicit Uniformity(llvm::Function &function);
  bool isUniform(const llvm::Value *value) const {
    return !divergent.contains(value);
  }

private:
  llvm::Function &function;
  llvm::DenseSet<const llvm::Value *> divergent;
  llvm::DenseSet<const llvm::BasicBlock *> spread;
  bool isSource(const llvm::Instruction &inst) const;
  bool spreadBranches();
};

/// The blocks of a function between two points: barriers, branches that decide
/// which barrier comes next, and returns. Each point is a block of its own.
struct Region {
  llvm::BasicBlock *start;
  llvm::BasicBlock *end; ///< the point that it leads to
  llvm::SmallVector<llvm::BasicBlock *, 8> blocks;
};

/// Splits a function at its points. The entry block stays outside.
class Regions {
public:
  /// False if the paths between points cannot be told apart.
  bool find(llvm::Function &function);
  bool isPoint(const llvm::BasicBlock *block) const {
    return points.contains(block);
  }
  llvm::SetVector<llvm::BasicBlock *> points;
  /// By the block that a point leads to, or the entry.
  llvm::MapVector<llvm::BasicBlock *, Region> regions;

private:
  using PointSet = llvm::SmallPtrSet<llvm::BasicBlock *, 2>;
  llvm::DenseMap<llvm::BasicBlock *, PointSet> next;
  void computeNext(llvm::Function &function);
  llvm::BasicBlock *findDecision(llvm::Function &function);
  bool addRegion(llvm::BasicBlock *start);
};

/// The barrier that all threads reach: number 0, no count, no result.
bool isPlainBarrier(const llvm::Instruction &inst);

/// Makes a function that runs all threads of a block from `entry`, which runs
/// one, and sets the bytes that each thread keeps between barriers.
/// Null if threads may wait for each other in another way, or part.
llvm::Function *makeThreadLoops(llvm::Function &entry, uint64_t &frameBytes);

} // namespace cubeport::oracle

#endif
