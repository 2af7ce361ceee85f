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

/// CP5002 where a slot leads out of its buffer. Views at constants are the op
/// verifier's.
static LogicalResult verifySlots(const FlatGraph &graph) {
  auto getBytes = [](MemRefType type) {
    int64_t bits = type.getElementTypeBitWidth();
    return type.getNumElements() * llvm::divideCeil(bits, 8);
  };
  for (const FlatNode &node : graph.nodes) {
    if (!node.op || node.known.empty()) {
      continue;
    }
    for (Value buffer : node.op->getOperands()) {
      for (auto view = buffer.getDefiningOp<davinci::ViewOp>(); view;
           view = view.getSource().getDefiningOp<davinci::ViewOp>()) {
        auto from = cast<MemRefType>(view.getSource().getType());
        auto to = cast<MemRefType>(view.getType());
        std::optional<int64_t> offset = evaluate(view.getOffset(), node.known);
        if (!offset || evaluate(view.getOffset(), {}) ||
            !from.hasStaticShape() || !to.hasStaticShape()) {
          continue;
        }
        int64_t elements = from.getNumElements();
        int64_t begin = std::clamp<int64_t>(*offset, -1, elements) *
                        (getBytes(from) / std::max<int64_t>(elements, 1));
        if (begin < 0 || begin % kUbAlignmentBytes != 0 ||
            begin + getBytes(to) > getBytes(from)) {
          return view.emitError()
                 << "CP5002: a slot of " << getBytes(to) << " bytes at byte "
                 << begin << " of a buffer of " << getBytes(from)
                 << "; slots are inside, at multiples of "
                 << kUbAlignmentBytes;
        }
      }
    }
  }
  return success();
}

//===----------------------------------------------------------------------===//
// Flags
//===----------------------------------------------------------------------===//

using FlagKey = std::tuple<Pipe, Pipe, int64_t>;

/// The flag that the node sets or waits for.
static std::optional<FlagKey> getFlag(const FlatNode &node) {
  auto describe = [&](auto flag) -> std::optional<FlagKey> {
    std::optional<int64_t> id = evaluateFlagId(flag, node.known);
    return id ? std::optional(FlagKey{flag.getSrc(), flag.getDst(), *id})
              : std::nullopt;
  };
  if (auto set = dyn_cast_or_null<davinci::SetFlagOp>(node.op)) {
    return describe(set);
  }
  if (auto wait = dyn_cast_or_null<davinci::WaitFlagOp>(node.op)) {
    return describe(wait);
  }
  return std::nullopt;
}

/// CP5004 unless the node's flag, if any, is one of ours.
static LogicalResult verifyFlagId(const FlatNode &node) {
  if (!isa_and_nonnull<davinci::SetFlagOp, davinci::WaitFlagOp>(node.op)) {
    return success();
  }
  // 6 and 7 belong to the vendor's library (docs/machine.md, M7).
  constexpr int64_t kLastId = 5;
  std::optional<FlagKey> key = getFlag(node);
  if (!key) {
    return node.op->emitError("CP5004: a flag whose number is not known; a "
                              "slot takes the same constants in turn");
  }
  int64_t id = std::get<int64_t>(*key);
  if (id < 0 || id > kLastId) {
    return node.op->emitError("CP5004: flag ")
           << id << "; flags have the numbers 0 to " << kLastId;
  }
  return success();
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
    bool isOther = getFlag(graph.nodes[node]) != key;
    endsUp |= node == graph.exit && (state & kUp) && isOther;
    if (isOther) {
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
      if (getFlag(node) == key) {
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
    if (failed(verifyFlagId(node))) {
      return failure();
    }
    if (std::optional<FlagKey> key = getFlag(node)) {
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
        accesses[index] = getAccesses(op, node.known);
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

  uint64_t crossSync(const FlatNode &node, Pipe home, uint64_t state) const {
    Operation *op = node.op;
    if (auto barrier = dyn_cast<davinci::PipeBarrierOp>(op)) {
      if (barrier.getPipe() == Pipe::ALL) {
        return state & ~kAllPipes;
      }
      return barrier.getPipe() == home ? state & ~bitOf(home) : state;
    }
    uint64_t flagBit = uint64_t(1) << flagBits.lookup(*getFlag(node));
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
        return crossSync(graph.nodes[node], access.pipe, state);
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
        failed(verifySlots(*graph)) ||
        failed(verifyFlags(*graph, kernel.getLoc(), flagBits)) ||
        failed(HazardCheck(*graph, flagBits).run())) {
      return signalPassFailure();
    }
  }
};
} // namespace
