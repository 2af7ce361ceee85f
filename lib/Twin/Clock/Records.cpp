// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the records of the cores tell beside times.
#include "Clock/Records.h"
#include "lib/Chip/Dav220Timing.h"

#include <algorithm>
#include <optional>

using namespace cubeport::twin;
using namespace cubeport::chip;

namespace {
/// Takes one core's records up, in their order.
class RecordReader {
public:
  RecordReader(const CoreTrace &trace, Records &records)
      : trace(trace), records(records), seen(trace.sites.size()),
        places(trace.sites.size()) {}

  void read() {
    for (const TimedOp &op : trace.ops) {
      if (op.kind == TimedOp::Scalar) {
        pending += op.cycles;
      } else {
        readOp(op);
      }
    }
    records.work += pending;
    if (before) {
      at(*before).scalar += pending;
    }
  }

private:
  PlaceUse &at(uint32_t site) {
    PlaceUse *&known = places[site];
    if (!known) {
      const Site &place = trace.sites[site];
      known =
          &records.places[{place.where.file, place.where.line, place.name}];
    }
    return *known;
  }

  /// The scalar unit's work before an instruction is given to the instruction,
  /// flag or GetValue before that: in a loop the next one may stand above.
  void giveScalar(const TimedOp &op) {
    if (!seen[op.site]) {
      seen[op.site] = true;
      const double fetched = std::min(pending, dav220::instructionCacheMiss);
      records.fetch += fetched;
      pending -= fetched;
    }
    records.work += pending;
    at(before.value_or(op.site)).scalar += pending;
    pending = 0;
    before = op.site;
  }

  void readOp(const TimedOp &op) {
    if (op.site >= seen.size()) {
      return;
    }
    giveScalar(op);
    PlaceUse &use = at(op.site);
    switch (op.kind) {
    case TimedOp::Drain:
      records.work += op.cycles;
      use.scalar += op.cycles;
      return;
    case TimedOp::Copy:
      readRows(trace.rows[op.number], use);
      [[fallthrough]];
    case TimedOp::Busy:
      use.pipe = nameOf(op.pipe);
      ++records.instructions;
      records.issue += dav220::instructionSetUp;
      return;
    case TimedOp::Barrier:
    case TimedOp::BarrierAll:
      ++use.barriers;
      ++records.barriers;
      break;
    case TimedOp::SetFlag:
      ++use.flags;
      ++records.flags;
      break;
    default:
      break;
    }
    records.issue += dav220::setFlag;
  }

  static void readRows(const GlobalRows &rows, PlaceUse &use) {
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
  Records &records;
  std::vector<bool> seen;
  std::vector<PlaceUse *> places; ///< by site: the names are looked up once
  double pending = 0;
  std::optional<uint32_t> before;
};
} // namespace

Records cubeport::twin::sumRecords(const Replay &replay) {
  Records records;
  for (size_t core = 0; core < replay.numCores(); ++core) {
    const std::vector<SiteUse> &uses = replay.sitesOf(core);
    const std::vector<Site> &sites = replay.traceOf(core).sites;
    for (size_t site = 0; site < uses.size() && site < sites.size(); ++site) {
      if (uses[site].count == 0) {
        continue;
      }
      SiteUse &sum = records
                         .places[{sites[site].where.file,
                                  sites[site].where.line, sites[site].name}]
                         .instructions;
      sum.busy += uses[site].busy;
      sum.count += uses[site].count;
      sum.bytes += uses[site].bytes;
    }
    RecordReader(replay.traceOf(core), records).read();
  }
  return records;
}
