// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the records of the cores tell beside times.
#include "Clock/Records.h"
#include "lib/Chip/Dav220Timing.h"

#include <algorithm>
#include <optional>

using namespace cubeport::twin;
using namespace cubeport::chip;

namespace {
/// Where the sums of sites go. The cores of a launch come to the same ones, so
/// that their names are compared once.
class PlaceFinder {
public:
  explicit PlaceFinder(Records &records) : records(records) {}
  std::vector<PlaceUse *> find(const std::vector<Site> &sites) {
    std::vector<PlaceUse *> result;
    for (const Site &site : sites) {
      PlaceUse *&place = known[{site.name, site.where.file, site.where.line}];
      if (!place) {
        place = &records.places[{site.where.file, site.where.line, site.name}];
      }
      result.push_back(place);
    }
    return result;
  }

private:
  Records &records;
  std::map<std::tuple<const char *, const char *, int>, PlaceUse *> known;
};

/// Takes one core's records up, in their order.
class RecordReader {
public:
  RecordReader(const CoreTrace &trace, Records &records,
               const std::vector<PlaceUse *> &places)
      : trace(trace), records(records), places(places),
        seen(trace.sites.size()) {}

  void read() {
    for (size_t number = 0; number < trace.ops.size(); ++number) {
      const TimedOp &op = trace.ops[number];
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
  PlaceUse &at(uint32_t site) { return *places[site]; }

  /// The scalar unit's work before an instruction is given to the instruction,
  /// flag or GetValue before that: in a loop the next one may stand above.
  void giveScalar(const TimedOp &op) {
    if (!seen[op.site]) {
      seen[op.site] = true;
      const double fetched = std::min(pending, dav220::instructionCacheMiss);
      records.fetch += fetched;
      pending -= fetched;
    }
    if (pending > 0) {
      records.work += pending;
      at(before.value_or(op.site)).scalar += pending;
      pending = 0;
    }
    before = op.site;
  }

  void readOp(const TimedOp &op) {
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
  const std::vector<PlaceUse *> &places; ///< by site
  std::vector<bool> seen;
  double pending = 0;
  std::optional<uint32_t> before;
};
} // namespace

Records cubeport::twin::sumRecords(const Replay &replay) {
  Records records;
  PlaceFinder finder(records);
  for (size_t core = 0; core < replay.numCores(); ++core) {
    const std::vector<SiteUse> &uses = replay.sitesOf(core);
    const CoreTrace &trace = replay.traceOf(core);
    const std::vector<PlaceUse *> places = finder.find(trace.sites);
    for (uint32_t site = 0; site < uses.size(); ++site) {
      SiteUse &sum = places[site]->instructions;
      sum.busy += uses[site].busy;
      sum.count += uses[site].count;
      sum.bytes += uses[site].bytes;
    }
    RecordReader(trace, records, places).read();
  }
  return records;
}
