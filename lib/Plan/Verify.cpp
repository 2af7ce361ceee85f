// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// plan-verify: the gate behind the plan stage.
#include "lib/Plan/Accesses.h"
#include "lib/Plan/FlatGraph.h"
#include "lib/Plan/Lifetimes.h"
#include "lib/Plan/Passes.h"
#include "llvm/ADT/MapVector.h"

namespace cubeport::plan {
#define GEN_PASS_DEF_VERIFYPLAN
#include "lib/Plan/Passes.h.inc"
} // namespace cubeport::plan

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;
using davinci::Pipe;

//===----------------------------------------------------------------------===//
// Addresses
//===----------------------------------------------------------------------===//

static LogicalResult verifyAddresses(func::FuncOp kernel) {
  FailureOr<SmallVector<LocalBuffer>> buffers = findLocalBuffers(kernel);
  if (failed(buffers)) {
    return failure();
  }
  for (LocalBuffer &buffer : *buffers) {
    std::optional<uint64_t> address = buffer.alloc.getAddress();
    if (!address) {
      return buffer.alloc.emitError("CP5002: a local buffer without an address");
    }
    buffer.address = *address;
    if (buffer.address < 0 || buffer.address % kUbAlignmentBytes != 0 ||
        buffer.address + buffer.bytes > getUbCapacity()) {
      return buffer.alloc.emitError()
             << "CP5002: a buffer of " << buffer.bytes << " bytes at address "
             << buffer.address << "; addresses are multiples of "
             << kUbAlignmentBytes << " and the unified buffer has "
             << getUbCapacity() << " bytes";
    }
  }
  for (size_t i = 0; i < buffers->size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      LocalBuffer &a = (*buffers)[j], &b = (*buffers)[i];
      if (a.livesWith(b) && a.address < b.address + b.bytes &&
          b.address < a.address + a.bytes) {
        InFlightDiagnostic error =
            b.alloc.emitError()
            << "CP5003: buffers at addresses " << a.address << " and "
            << b.address << " overlap and hold values at the same time";
        error.attachNote(a.alloc.getLoc()) << "the other buffer";
        return error;
      }
    }
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Flags
//===----------------------------------------------------------------------===//

using FlagKey = std::tuple<Pipe, Pipe, int32_t>;

static std::optional<FlagKey> getFlag(Operation *op) {
  if (auto set = dyn_cast_or_null<davinci::SetFlagOp>(op)) {
    return FlagKey{set.getSrc(), set.getDst(), set.getId()};
  }
  if (auto wait = dyn_cast_or_null<davinci::WaitFlagOp>(op)) {
    return FlagKey{wait.getSrc(), wait.getDst(), wait.getId()};
  }
  return std::nullopt;
}

/// Runs `step(node, state)` over the graph until no node's incoming state
/// grows. States are bit sets that merge by OR; `cross` may drop bits on an
/// edge.
template <typename Step, typename Cross>
static void propagate(const FlatGraph &graph, unsigned start, uint64_t initial,
                      Step step, Cross cross) {
  SmallVector<uint64_t> incoming(graph.nodes.size(), 0);
  SmallVector<bool> reached(graph.nodes.size(), false);
  SmallVector<unsigned> worklist;
  auto leave = [&](unsigned node, uint64_t state) {
    for (const FlatEdge &edge : graph.nodes[node].next) {
      uint64_t merged = incoming[edge.target] | cross(edge, state);
      if (!reached[edge.target] || merged != incoming[edge.target]) {
        reached[edge.target] = true;
        incoming[edge.target] = merged;
        worklist.push_back(edge.target);
      }
    }
  };
  leave(start, initial);
  while (!worklist.empty()) {
    unsigned node = worklist.pop_back_val();
    leave(node, step(node, incoming[node]));
  }
}

/// CP5004 unless on every path each set of the flag has one wait behind it.
static LogicalResult verifyFlagPairs(const FlatGraph &graph, FlagKey key) {
  constexpr uint64_t kDown = 1, kUp = 2;
  Operation *wrong = nullptr;
  bool endsUp = false;
  auto step = [&](unsigned node, uint64_t state) -> uint64_t {
    Operation *op = graph.nodes[node].op;
    endsUp |= node == graph.exit && (state & kUp) && getFlag(op) != key;
    if (getFlag(op) != key) {
      return state;
    }
    bool isSet = isa<davinci::SetFlagOp>(op);
    if ((state & (isSet ? kUp : kDown)) && !wrong) {
      wrong = op;
    }
    endsUp |= node == graph.exit && isSet;
    return isSet ? kUp : kDown;
  };
  propagate(graph, 0, kDown, step,
            [](const FlatEdge &, uint64_t state) { return state; });
  if (wrong) {
    return wrong->emitError("CP5004: ")
           << (isa<davinci::SetFlagOp>(wrong)
                   ? "a flag is set that may not have been waited for since "
                     "it was last set"
                   : "a wait for a flag that may not have been set")
           << "; each set has exactly one wait";
  }
  if (endsUp) {
    for (const FlatNode &node : graph.nodes) {
      if (getFlag(node.op) == key) {
        return node.op->emitError("CP5004: a flag may still be up at the end "
                                  "of the kernel; each set has exactly one "
                                  "wait");
      }
    }
  }
  return success();
}

static LogicalResult
verifyFlags(const FlatGraph &graph, Location kernel,
            llvm::MapVector<FlagKey, unsigned> &flagBits) {
  for (const FlatNode &node : graph.nodes) {
    if (std::optional<FlagKey> key = getFlag(node.op)) {
      flagBits.insert({*key, 0});
    }
  }
  // The bits below these are the pipes; see followAccess.
  unsigned bit = static_cast<unsigned>(Pipe::ALL);
  for (auto &[key, position] : flagBits) {
    position = bit++;
    if (position >= 64) {
      return emitError(kernel, "CP5004: more than 57 different flags");
    }
    if (failed(verifyFlagPairs(graph, key))) {
      return failure();
    }
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Hazards
//===----------------------------------------------------------------------===//

namespace {
/// Follows single accesses through the kernel. Bit p of a state: pipe p does
/// not know the access to be complete; bit f of a flag: its next wait does
/// not tell of the access.
class HazardCheck {
public:
  HazardCheck(const FlatGraph &graph,
              const llvm::MapVector<FlagKey, unsigned> &flagBits)
      : graph(graph), flagBits(flagBits) {
    for (auto [index, node] : llvm::enumerate(graph.nodes)) {
      if (auto op = dyn_cast_or_null<davinci::DavinciPipeOp>(node.op)) {
        accesses[index] = getAccesses(op);
      }
    }
  }

  LogicalResult run() {
    for (auto &[node, nodeAccesses] : accesses) {
      for (const Access &access : nodeAccesses) {
        if (failed(follow(node, access))) {
          return failure();
        }
      }
    }
    return success();
  }

private:
  const FlatGraph &graph;
  const llvm::MapVector<FlagKey, unsigned> &flagBits;
  std::map<unsigned, SmallVector<Access>> accesses;

  static uint64_t bitOf(Pipe pipe) {
    return uint64_t(1) << static_cast<unsigned>(pipe);
  }
  static constexpr uint64_t kAllPipes =
      (uint64_t(1) << static_cast<unsigned>(Pipe::ALL)) - 1;

  uint64_t crossSync(Operation *op, Pipe home, uint64_t state) const {
    if (auto barrier = dyn_cast<davinci::PipeBarrierOp>(op)) {
      if (barrier.getPipe() == Pipe::ALL) {
        return state & ~kAllPipes;
      }
      return barrier.getPipe() == home ? state & ~bitOf(home) : state;
    }
    uint64_t flagBit = uint64_t(1) << flagBits.lookup(*getFlag(op));
    if (auto set = dyn_cast<davinci::SetFlagOp>(op)) {
      bool tells = set.getSrc() == home || !(state & bitOf(set.getSrc()));
      return tells ? state & ~flagBit : state | flagBit;
    }
    if (!(state & flagBit)) {
      Pipe pipe = cast<davinci::WaitFlagOp>(op).getDst();
      state &= pipe == Pipe::S ? ~kAllPipes : ~bitOf(pipe);
    }
    return state | flagBit;
  }

  LogicalResult follow(unsigned start, const Access &access) {
    Operation *hazard = nullptr;
    auto step = [&](unsigned node, uint64_t state) {
      Operation *op = graph.nodes[node].op;
      if (!op) {
        return state;
      }
      auto found = accesses.find(node);
      if (found == accesses.end()) {
        return crossSync(op, access.pipe, state);
      }
      for (const Access &later : found->second) {
        if ((state & bitOf(later.pipe)) && mustOrder(access, later) &&
            !hazard) {
          hazard = op;
        }
      }
      return state;
    };
    auto cross = [&](const FlatEdge &edge, uint64_t state) {
      bool forgets = edge.toNextBlock && access.space == davinci::Space::gm;
      return forgets ? state & ~kAllPipes : state;
    };
    propagate(graph, start, ~uint64_t(0), step, cross);
    if (!hazard) {
      return success();
    }
    InFlightDiagnostic error =
        hazard->emitError("CP5005: ")
        << "an instruction of pipe "
        << davinci::stringifyPipe(
               cast<davinci::DavinciPipeOp>(hazard).getPipe())
        << " that may start before an earlier one of pipe "
        << davinci::stringifyPipe(access.pipe) << " that it depends on";
    Operation *earlier = access.op;
    error.attachNote(earlier->getLoc()) << "the earlier instruction";
    return error;
  }
};
} // namespace

namespace {
struct VerifyPlan : plan::impl::VerifyPlanBase<VerifyPlan> {
  void runOnOperation() override {
    func::FuncOp kernel = getOperation();
    // Threads one by one use the scalar unit only: nothing to place or order.
    if (kernel.isExternal() ||
        kernel->hasAttr(davinci::DavinciDialect::kThreadsAttrName)) {
      return;
    }
    FailureOr<FlatGraph> graph = buildFlatGraph(kernel);
    llvm::MapVector<FlagKey, unsigned> flagBits;
    if (failed(verifyAddresses(kernel)) || failed(graph) ||
        failed(verifyFlags(*graph, kernel.getLoc(), flagBits)) ||
        failed(HazardCheck(*graph, flagBits).run())) {
      return signalPassFailure();
    }
  }
};
} // namespace
