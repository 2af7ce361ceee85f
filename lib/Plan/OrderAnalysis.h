// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What each pipe knows to be complete, at each point of a kernel: the dataflow
// analysis behind plan-insert-flags.
#ifndef CUBEPORT_LIB_PLAN_ORDERANALYSIS_H
#define CUBEPORT_LIB_PLAN_ORDERANALYSIS_H

#include "lib/Plan/Accesses.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/MapVector.h"
#include <map>

namespace cubeport::plan {

/// A flag from pipe `source` to `destination`, or, if they are the same, a
/// barrier of that pipe.
struct Sync {
  davinci::Pipe source;
  davinci::Pipe destination;

  bool operator==(const Sync &other) const {
    return source == other.source && destination == other.destination;
  }
};

/// Follows the kernel's control flow with, for each pipe, the set of access
/// sites that the pipe does not know to be complete. A site stands for all its
/// executions, so loops need a fixpoint only. In a loop with slots, there is
/// one site for each slot.
class OrderAnalysis {
public:
  /// Which conflicts to order: all, or only those that surely overlap.
  enum class Conflicts { All, Sure };

  explicit OrderAnalysis(mlir::func::FuncOp kernel,
                         Conflicts conflicts = Conflicts::All);

  /// The syncs that each instruction needs directly before it, given those
  /// already in the kernel; empty if all is ordered. Error at an op with
  /// regions that the analysis cannot follow.
  mlir::FailureOr<llvm::MapVector<mlir::Operation *, llvm::SmallVector<Sync>>>
  findNeededSyncs();

  /// True if the kernel's own syncs order everything, those in `ignored`
  /// left out. Control flow must be followable.
  bool isOrdered(const llvm::DenseSet<mlir::Operation *> &ignored);

private:
  using Sites = llvm::BitVector;
  using FlagKey = std::tuple<davinci::Pipe, davinci::Pipe, int64_t>;
  static constexpr unsigned kPipes = 7;

  struct State {
    /// Per pipe: executed sites that it does not know to be complete.
    std::array<Sites, kPipes> unknown;
    /// Per flag in the air: the sites that its wait tells of.
    std::map<FlagKey, Sites> raised;
  };

  /// A place in the kernel: an op, and the slots around it as one of
  /// `contexts`.
  using Place = std::pair<mlir::Operation *, unsigned>;

  /// First site of an instruction and last + 1.
  using Range = std::pair<unsigned, unsigned>;

  void addSites(mlir::Operation &op);
  Range findRange(mlir::Operation &op, llvm::ArrayRef<Access> accesses);
  void findConflicts(Conflicts kind);
  State makeEmptyState() const;
  static bool join(State &into, const State &from);

  mlir::LogicalResult visitBlock(mlir::Block &block, State &state);
  mlir::LogicalResult visitOp(mlir::Operation &op, State &state);
  mlir::LogicalResult visitFor(mlir::scf::ForOp loop, State &state);
  mlir::LogicalResult visitSlots(mlir::scf::ForOp loop, const SlotCycle &cycle,
                                 State &state);
  void forgetGlobal(mlir::scf::ForOp loop, State &state) const;
  unsigned enterContext(mlir::Value slot, int64_t value);
  mlir::LogicalResult visitWhile(mlir::scf::WhileOp loop, State &state);
  mlir::LogicalResult visitBranches(mlir::Operation &op, State &state,
                                    bool mayTakeNone);
  void visitInstruction(davinci::DavinciPipeOp op, State &state);
  void visitSync(mlir::Operation &op, State &state);

  Sites getToldSites(davinci::Pipe source, const State &state) const;
  void learn(davinci::Pipe pipe, const Sites &complete, State &state) const;
  void apply(Sync sync, State &state) const;
  Sites findPending(davinci::DavinciPipeOp op, const State &state) const;
  llvm::SmallVector<Sync> chooseSyncs(davinci::DavinciPipeOp op,
                                      const State &state) const;

  mlir::func::FuncOp kernel;
  llvm::SmallVector<Access> sites;
  /// All combinations of slots; the first is none. `context` is where the walk
  /// is.
  llvm::SmallVector<KnownValues> contexts = {{}};
  unsigned context = 0;
  /// Sites of each instruction.
  llvm::DenseMap<Place, Range> sitesOf;
  /// By the first site of an instruction: the sites that it must not overtake.
  llvm::DenseMap<unsigned, Sites> conflictsOf;
  std::array<Sites, kPipes> sitesOfPipe;
  Sites globalSites;

  llvm::MapVector<Place, llvm::SmallVector<Sync>> needed;
  const llvm::DenseSet<mlir::Operation *> *ignoredSyncs = nullptr;
  bool checkOnly = false;
  bool foundUnordered = false;
};

} // namespace cubeport::plan

#endif
