// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Moves buffers so that the operands of vector instructions lie in different
// banks of the UB.
#include "lib/Chip/Dav220Banks.h"
#include "lib/Plan/Accesses.h"
#include "lib/Plan/Lifetimes.h"
#include "mlir/Interfaces/LoopLikeInterface.h"

using namespace mlir;
using namespace cubeport;
using namespace cubeport::plan;

namespace {
/// A place in one of the buffers.
struct Operand {
  size_t buffer;
  int64_t offset;
};

/// A vector instruction: its result, then its sources.
struct Instruction {
  SmallVector<Operand, 3> operands;
  /// Repeats that the whole result takes.
  double repeats;
  /// How often it runs.
  double weight;
};

class BankPlacement {
public:
  BankPlacement(func::FuncOp kernel, MutableArrayRef<LocalBuffer> buffers,
                int64_t capacity, bool shares)
      : buffers(buffers), capacity(capacity), shares(shares),
        users(buffers.size()) {
    findInstructions(kernel);
  }

  int64_t run() {
    SmallVector<int64_t> plain;
    for (const LocalBuffer &buffer : buffers) {
      plain.push_back(buffer.address);
    }
    const double before = costOfAll();
    if (!placeAnew()) {
      setAddresses(plain);
    }
    // A move may make room for another; few kernels need a third round.
    constexpr int kRounds = 4;
    for (int round = 0; round < kRounds && moveAll(); ++round) {
    }
    // Where little is to be gained, buffers in their order are easier to read.
    constexpr double kWorthIt = 0.9;
    if (costOfAll() > kWorthIt * before) {
      setAddresses(plain);
    }
    return bytesUsed();
  }

private:
  MutableArrayRef<LocalBuffer> buffers;
  int64_t capacity;
  /// Buffers that do not live together may have common bytes.
  bool shares;
  std::vector<Instruction> instructions;
  /// The instructions of each buffer.
  std::vector<SmallVector<size_t>> users;
  /// While all buffers are placed anew: those that have a place.
  size_t numPlaced = buffers.size();

  void findInstructions(func::FuncOp kernel);
  double costOf(const Instruction &instruction) const;
  double costOf(size_t buffer) const;
  SmallVector<int64_t> findPlaces(size_t buffer) const;
  bool move(size_t buffer);
  bool moveAll();
  bool placeAnew();
  double costOfAll() const;
  void setAddresses(ArrayRef<int64_t> addresses);
  int64_t bytesUsed() const;
};
} // namespace

/// How often an op runs, as far as its loops tell.
static double weigh(Operation *op) {
  constexpr double kTrips = 8;
  double weight = 1;
  while ((op = op->getParentOp())) {
    weight *= isa<LoopLikeOpInterface>(op) ? kTrips : 1;
  }
  return weight;
}

void BankPlacement::findInstructions(func::FuncOp kernel) {
  DenseMap<Value, size_t> indexOf;
  for (auto [index, buffer] : llvm::enumerate(buffers)) {
    indexOf[buffer.alloc.getResult()] = index;
  }
  kernel.walk([&](davinci::DavinciPipeOp op) {
    if (op.getPipe() != davinci::Pipe::V) {
      return;
    }
    SmallVector<Value> touched = op.getBufferWrites();
    llvm::append_range(touched, op.getBufferReads());
    Instruction instruction{{}, 0, weigh(op)};
    for (Value buffer : touched) {
      // The slots of a buffer lie a whole round of the banks apart, so any of
      // them will do.
      Extent extent = getExtent(buffer, {});
      auto known = indexOf.find(extent.root);
      if (known == indexOf.end()) {
        return;
      }
      instruction.operands.push_back({known->second, extent.begin});
    }
    constexpr size_t kMostOperands = 3;
    if (instruction.operands.size() < 2 ||
        instruction.operands.size() > kMostOperands) {
      return;
    }
    for (const Operand &operand : instruction.operands) {
      if (!llvm::is_contained(users[operand.buffer], instructions.size())) {
        users[operand.buffer].push_back(instructions.size());
      }
    }
    const LocalBuffer &result = buffers[instruction.operands.front().buffer];
    instruction.repeats = double(result.bytes) / chip::dav220::repeatBytes;
    instructions.push_back(std::move(instruction));
  });
}

double BankPlacement::costOf(const Instruction &instruction) const {
  SmallVector<uint32_t, 3> starts;
  for (const Operand &operand : instruction.operands) {
    if (operand.buffer >= numPlaced) {
      return 0;
    }
    starts.push_back(buffers[operand.buffer].address + operand.offset);
  }
  constexpr double kHead = 25; // of most instructions (docs/machine.md, T3)
  return instruction.weight *
         (kHead + instruction.repeats *
                      chip::bankConflict(starts.data(), starts.size()));
}

double BankPlacement::costOfAll() const {
  double cost = 0;
  for (const Instruction &instruction : instructions) {
    cost += costOf(instruction);
  }
  return cost;
}

double BankPlacement::costOf(size_t buffer) const {
  double cost = 0;
  for (size_t user : users[buffer]) {
    cost += costOf(instructions[user]);
  }
  return cost;
}

/// Addresses where `buffer` has room between the others, low ones first: those
/// that differ in their banks, at both ends of each gap and behind the border
/// between two banks of a group.
SmallVector<int64_t> BankPlacement::findPlaces(size_t index) const {
  const LocalBuffer &buffer = buffers[index];
  SmallVector<std::pair<int64_t, int64_t>> taken;
  for (const LocalBuffer &other : buffers.take_front(numPlaced)) {
    if (&other != &buffer && (!shares || buffer.livesWith(other))) {
      taken.push_back({other.address, other.address + other.bytes});
    }
  }
  taken.push_back({capacity, capacity});
  llvm::sort(taken);
  constexpr int64_t kRow = chip::dav220::bankRowBytes;
  constexpr int64_t kRound = kRow * chip::dav220::bankGroups;
  constexpr int64_t kColumn = chip::dav220::bankColumnBytes;
  // Buffers start where some repeat may start: half a round apart.
  constexpr int64_t kStep = chip::dav220::repeatBytes;
  SmallVector<int64_t> places;
  int64_t free = 0;
  for (auto [begin, end] : taken) {
    const int64_t last = begin - buffer.bytes;
    auto add = [&](int64_t from) {
      for (int64_t place = llvm::alignTo(from, kStep), tries = 0;
           place <= last && tries < kRound / kStep; place += kStep, ++tries) {
        places.push_back(place);
      }
    };
    if (last >= free) {
      places.push_back(free);
      add(free);
      add(llvm::alignTo(free, kColumn));
      add(std::max<int64_t>(free, llvm::alignDown(last, kRound)));
    }
    free = std::max(free, end);
  }
  return places;
}

/// Moves `buffer` to where its instructions run fastest, if that is faster
/// than where it is.
bool BankPlacement::move(size_t index) {
  LocalBuffer &buffer = buffers[index];
  if (users[index].empty()) {
    return false;
  }
  const int64_t old = buffer.address;
  double least = costOf(index);
  int64_t best = old;
  for (int64_t place : findPlaces(index)) {
    buffer.address = place;
    double cost = costOf(index);
    if (cost < least) {
      least = cost;
      best = place;
    }
  }
  buffer.address = best;
  return best != old;
}

bool BankPlacement::moveAll() {
  bool hasMoved = false;
  for (size_t buffer = 0; buffer < buffers.size(); ++buffer) {
    hasMoved |= move(buffer);
  }
  return hasMoved;
}

/// Places all buffers anew in their order, each where it conflicts least with
/// those before it. False if there is no room that way.
bool BankPlacement::placeAnew() {
  for (numPlaced = 0; numPlaced < buffers.size();) {
    SmallVector<int64_t> places = findPlaces(numPlaced);
    const size_t next = numPlaced++;
    if (places.empty()) {
      numPlaced = buffers.size();
      return false;
    }
    buffers[next].address = places.front();
    move(next);
  }
  return true;
}

void BankPlacement::setAddresses(ArrayRef<int64_t> addresses) {
  for (auto [buffer, address] : llvm::zip(buffers, addresses)) {
    buffer.address = address;
  }
}

int64_t BankPlacement::bytesUsed() const {
  int64_t end = 0;
  for (const LocalBuffer &buffer : buffers) {
    end = std::max(end, buffer.address + buffer.bytes);
  }
  return end;
}

int64_t plan::avoidBankConflicts(func::FuncOp kernel,
                                 MutableArrayRef<LocalBuffer> buffers,
                                 int64_t capacity, bool shares) {
  return BankPlacement(kernel, buffers, capacity, shares).run();
}
