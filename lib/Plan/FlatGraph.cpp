// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From structured control flow to a flat graph.
#include "lib/Plan/FlatGraph.h"
#include "lib/Plan/Accesses.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;

namespace {
/// Appends steps behind `tail`, the node that control last came through.
class GraphBuilder {
public:
  FailureOr<FlatGraph> build(func::FuncOp kernel) {
    unsigned tail = addNode(nullptr);
    for (Block &block : kernel.getBody()) {
      FailureOr<unsigned> end = addBlock(block, tail);
      if (failed(end)) {
        return failure();
      }
      tail = *end;
    }
    graph.exit = tail;
    return std::move(graph);
  }

private:
  FlatGraph graph;
  KnownValues known;

  unsigned addNode(Operation *op) {
    graph.nodes.emplace_back();
    graph.nodes.back().op = op;
    graph.nodes.back().known = known;
    return graph.nodes.size() - 1;
  }

  void addEdge(unsigned from, unsigned to, bool toNextBlock = false) {
    graph.nodes[from].next.push_back({to, toNextBlock});
  }

  FailureOr<unsigned> addBlock(Block &block, unsigned tail) {
    for (Operation &op : block) {
      FailureOr<unsigned> end = addOp(op, tail);
      if (failed(end)) {
        return failure();
      }
      tail = *end;
    }
    return tail;
  }

  FailureOr<unsigned> addOp(Operation &op, unsigned tail) {
    if (auto loop = dyn_cast<scf::ForOp>(op)) {
      return addFor(loop, tail);
    }
    if (auto loop = dyn_cast<scf::WhileOp>(op)) {
      return addWhile(loop, tail);
    }
    if (isa<scf::IfOp, scf::IndexSwitchOp>(op)) {
      return addBranches(op, tail);
    }
    if (op.getNumRegions() > 0) {
      return op.emitError()
             << "CP5006: '" << op.getName()
             << "' in the planned form; control flow must be scf.for, "
                "scf.while, scf.if or scf.index_switch";
    }
    if (!isa<davinci::DavinciPipeOp, davinci::SetFlagOp, davinci::WaitFlagOp,
             davinci::PipeBarrierOp>(op)) {
      return tail;
    }
    unsigned node = addNode(&op);
    addEdge(tail, node);
    return node;
  }

  FailureOr<unsigned> addFor(scf::ForOp loop, unsigned tail) {
    // One copy of the body for each value of the slot, in a ring; one copy
    // that leads to itself where there are no slots.
    std::optional<SlotCycle> cycle = findSlotCycle(loop);
    size_t copies = cycle ? cycle->values.size() : 1;
    SmallVector<unsigned> starts;
    for (size_t copy = 0; copy < copies; ++copy) {
      starts.push_back(addNode(nullptr));
    }
    unsigned after = addNode(nullptr);
    addEdge(tail, starts.front());
    KnownValues outside = known;
    for (size_t copy = 0; copy < copies; ++copy) {
      if (cycle) {
        known = withValue(outside, cycle->slot, cycle->values[copy]);
      }
      FailureOr<unsigned> end = addBlock(*loop.getBody(), starts[copy]);
      if (failed(end)) {
        return failure();
      }
      addEdge(*end, starts[(copy + 1) % copies], isBlockLoop(loop));
      addEdge(*end, after);
    }
    known = outside;
    if (!runsAtLeastOnce(loop)) {
      addEdge(tail, after);
    }
    return after;
  }

  FailureOr<unsigned> addWhile(scf::WhileOp loop, unsigned tail) {
    unsigned start = addNode(nullptr);
    addEdge(tail, start);
    FailureOr<unsigned> tested = addBlock(*loop.getBeforeBody(), start);
    if (failed(tested)) {
      return failure();
    }
    FailureOr<unsigned> bodyEnd = addBlock(*loop.getAfterBody(), *tested);
    if (failed(bodyEnd)) {
      return failure();
    }
    addEdge(*bodyEnd, start);
    unsigned after = addNode(nullptr);
    addEdge(*tested, after);
    return after;
  }

  FailureOr<unsigned> addBranches(Operation &op, unsigned tail) {
    unsigned after = addNode(nullptr);
    bool mayTakeNone = false;
    for (Region &region : op.getRegions()) {
      if (region.empty()) {
        mayTakeNone = true;
        continue;
      }
      FailureOr<unsigned> end = addBlock(region.front(), tail);
      if (failed(end)) {
        return failure();
      }
      addEdge(*end, after);
    }
    if (mayTakeNone) {
      addEdge(tail, after);
    }
    return after;
  }
};
} // namespace

FailureOr<FlatGraph> plan::buildFlatGraph(func::FuncOp kernel) {
  return GraphBuilder().build(kernel);
}
