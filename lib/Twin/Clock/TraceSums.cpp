// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From a core's records, in their order, to sums by site.
#include "Clock/TraceSums.h"
#include "Clock/Trace.h"
#include "lib/Chip/Dav220Timing.h"

#include <algorithm>
#include <optional>
#include <utility>

using namespace cubeport::twin;
using namespace cubeport::chip;

void RecordUse::add(const RecordUse &other) {
  if (other.pipe[0] != 0) {
    pipe = other.pipe;
  }
  rows += other.rows;
  unaligned += other.unaligned;
  flags += other.flags;
  barriers += other.barriers;
  scalar += other.scalar;
}

namespace {
class RecordReader {
public:
  explicit RecordReader(const CoreTrace &trace)
      : trace(trace), seen(trace.sites.size()) {
    sums.sites.resize(trace.sites.size());
  }

  TraceSums read() {
    for (size_t number = 0; number < trace.ops.size(); ++number) {
      const TimedOp &op = trace.ops[number];
      if (op.kind == TimedOp::Scalar) {
        pending += op.cycles;
      } else {
        readOp(op);
      }
    }
    sums.work += pending;
    if (before) {
      at(*before).scalar += pending;
    }
    return std::move(sums);
  }

private:
  RecordUse &at(uint32_t site) { return sums.sites.data()[site]; }

  /// The scalar unit's work before an instruction is given to the instruction,
  /// flag or GetValue before that: in a loop the next one may stand above.
  void giveScalar(const TimedOp &op) {
    if (!seen[op.site]) {
      seen[op.site] = true;
      const double fetched = std::min(pending, dav220::instructionCacheMiss);
      sums.fetch += fetched;
      pending -= fetched;
    }
    if (pending > 0) {
      sums.work += pending;
      at(before.value_or(op.site)).scalar += pending;
      pending = 0;
    }
    before = op.site;
  }

  void readOp(const TimedOp &op) {
    giveScalar(op);
    RecordUse &use = at(op.site);
    switch (op.kind) {
    case TimedOp::Drain:
      sums.work += op.cycles;
      use.scalar += op.cycles;
      return;
    case TimedOp::Copy:
      readRows(trace.rows[op.number], use);
      [[fallthrough]];
    case TimedOp::Busy:
      use.pipe = nameOf(op.pipe);
      ++sums.instructions;
      sums.issue += dav220::instructionSetUp;
      return;
    case TimedOp::Barrier:
    case TimedOp::BarrierAll:
      ++use.barriers;
      ++sums.barriers;
      break;
    case TimedOp::SetFlag:
      ++use.flags;
      ++sums.flags;
      break;
    default:
      break;
    }
    sums.issue += dav220::setFlag;
  }

  static void readRows(const GlobalRows &rows, RecordUse &use) {
    use.rows += rows.rows;
    for (uint32_t row = 0; row < rows.rows; ++row) {
      const uint64_t first = rows.address + row * rows.stride;
      const uint64_t lines = (first + rows.rowBytes - 1) / dav220::l2LineBytes -
                             first / dav220::l2LineBytes + 1;
      use.unaligned += lines > (rows.rowBytes + dav220::l2LineBytes - 1) /
                                   dav220::l2LineBytes;
    }
  }

  const CoreTrace &trace;
  TraceSums sums;
  std::vector<bool> seen;
  double pending = 0;
  std::optional<uint32_t> before;
};
} // namespace

TraceSums cubeport::twin::sumUp(const CoreTrace &trace) {
  return RecordReader(trace).read();
}
