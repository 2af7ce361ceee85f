// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From the sums of cores by site to those of the launch by place.
#include "Clock/Records.h"

using namespace cubeport::twin;

namespace {
/// Where the sums of sites go. The cores of a launch come to the same ones, so
/// that their names are compared once.
class PlaceFinder {
public:
  explicit PlaceFinder(std::map<Place, PlaceUse> &places) : places(places) {}
  PlaceUse &at(const Site &site) {
    PlaceUse *&place = known[{site.name, site.where.file, site.where.line}];
    if (!place) {
      place = &places[{site.where.file, site.where.line, site.name}];
    }
    return *place;
  }

private:
  std::map<Place, PlaceUse> &places;
  std::map<std::tuple<const char *, const char *, int>, PlaceUse *> known;
};
} // namespace

static void addTo(TraceSums &all, const TraceSums &core) {
  all.fetch += core.fetch;
  all.issue += core.issue;
  all.work += core.work;
  all.instructions += core.instructions;
  all.flags += core.flags;
  all.barriers += core.barriers;
}

Records cubeport::twin::sumRecords(const Replay &replay) {
  Records records;
  PlaceFinder finder(records.places);
  for (size_t core = 0; core < replay.numCores(); ++core) {
    const std::vector<SiteUse> &uses = replay.sitesOf(core);
    const CoreTrace &trace = replay.traceOf(core);
    addTo(records.all, trace.sums);
    for (size_t site = 0; site < trace.sites.size(); ++site) {
      PlaceUse &place = finder.at(trace.sites[site]);
      place.records.add(trace.sums.sites[site]);
      if (site < uses.size()) {
        place.instructions.busy += uses[site].busy;
        place.instructions.count += uses[site].count;
        place.instructions.bytes += uses[site].bytes;
      }
    }
  }
  return records;
}
