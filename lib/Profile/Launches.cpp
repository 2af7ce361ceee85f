// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the report of the twin's clock.
#include "lib/Profile/Launches.h"
#include "lib/Chip/Dav220Timing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

#include <algorithm>

using namespace cubeport;
using namespace cubeport::profile;
using llvm::StringRef;
using llvm::json::Object;

namespace {
struct UnitNames {
  StringRef unit, pipe;
};
} // namespace

static constexpr UnitNames kUnits[numUnits] = {
    {"scalar", "PIPE_S"},  {"vector", "PIPE_V"},  {"cube", "PIPE_M"},
    {"MTE1", "PIPE_MTE1"}, {"MTE2", "PIPE_MTE2"}, {"MTE3", "PIPE_MTE3"},
    {"FIX", "PIPE_FIX"}};

StringRef profile::unitName(Unit unit) { return kUnits[unsigned(unit)].unit; }
StringRef profile::pipeName(Unit unit) { return kUnits[unsigned(unit)].pipe; }

Unit KernelSum::busiest() const {
  auto longest = std::max_element(
      units.begin(), units.end(),
      [](const UnitUse &a, const UnitUse &b) { return a.busy < b.busy; });
  return Unit(longest - units.begin());
}

double Run::total() const {
  double sum = 0;
  for (const KernelSum &kernel : kernels) {
    sum += kernel.task;
  }
  return sum;
}

static uint64_t countOf(const Object &object, StringRef key) {
  return uint64_t(object.getInteger(key).value_or(0));
}
static double timeOf(const Object &object, StringRef key) {
  return object.getNumber(key).value_or(0);
}

namespace {
/// Gathers the launches of one kernel.
struct Gatherer {
  KernelSum sum;
  std::map<std::pair<std::string, unsigned>, std::map<std::string, Site>> sites;

  void add(const Object &line, const Launch &launch);

private:
  void addAmounts(const Object &line, double rounds);
  void addSites(const Object &line, double cores, double rounds);
};
} // namespace

void Gatherer::addSites(const Object &line, double cores, double rounds) {
  const llvm::json::Array *listed = line.getArray("sites");
  if (!listed) {
    return;
  }
  for (const llvm::json::Value &value : *listed) {
    const Object *object = value.getAsObject();
    if (!object) {
      continue;
    }
    std::string file = object->getString("file").value_or("").str();
    std::string name = object->getString("name").value_or("").str();
    auto number = unsigned(countOf(*object, "line"));
    Site &site = sites[{file, number}][name];
    site.file = file;
    site.line = number;
    site.name = name;
    if (StringRef pipe = object->getString("pipe").value_or("");
        !pipe.empty()) {
      site.pipe = pipe.str();
    }
    const uint64_t count = countOf(*object, "count");
    // A lone core that dropped its records has no pipes by site. What moves no
    // bytes runs on the vector unit, unless there are others.
    if (site.pipe.empty() && count > 0 && countOf(*object, "bytes") == 0 &&
        sum.cubeCores == 0) {
      site.pipe = pipeName(Unit::Vector).str();
    }
    const uint64_t barriers = countOf(*object, "barriers");
    site.count += count;
    site.bytes += countOf(*object, "bytes");
    site.rows += countOf(*object, "rows");
    site.unaligned += countOf(*object, "unaligned");
    site.barriers += barriers;
    site.busy += rounds * timeOf(*object, "busy_us");
    site.starting += rounds * timeOf(*object, "start_us");
    site.scalar += rounds * timeOf(*object, "scalar_us");
    site.perCore += rounds * double(count) / cores;
    site.barriersPerCore += rounds * double(barriers) / cores;
  }
}

void Gatherer::add(const Object &line, const Launch &launch) {
  sum.kernel = launch.kernel;
  ++sum.launches;
  sum.fewestBlocks = sum.launches == 1
                         ? launch.blocks
                         : std::min(sum.fewestBlocks, launch.blocks);
  sum.mostBlocks = std::max(sum.mostBlocks, launch.blocks);
  sum.cubeCores = unsigned(countOf(line, "cube_cores"));
  sum.vectorCores = unsigned(countOf(line, "vector_cores"));
  if (!launch.isTimed) {
    ++sum.untimed;
    return;
  }
  const chip::Dav220Timing &timing = chip::ascend910b1;
  const uint64_t places =
      sum.vectorCores ? timing.vectorCores / sum.vectorCores : timing.cubeCores;
  const uint64_t started =
      std::max<uint64_t>(1, std::min(launch.blocks, places));
  // Blocks of a core, one after the other; the clock's means are of one.
  const double rounds = double(launch.blocks) / double(started);
  const double core = rounds * timeOf(line, "core_us");
  sum.task += launch.task;
  if (launch.task > sum.longest) {
    sum.longest = launch.task;
    sum.longestLaunch = launch.number;
  }
  sum.core += core;
  // Block n starts n - 1 turns after the first one.
  sum.starting +=
      std::min(launch.task, chip::dav220::launchMicroseconds +
                                chip::dav220::launchPerBlockMicroseconds *
                                    double(started - 1));
  sum.idleCores += core * (1 - double(started) / double(places));
  if (launch.blocks <= places) {
    sum.uneven += std::max(0.0, timeOf(line, "core_max_us") - core);
  }
  addAmounts(line, rounds);
  const double cores =
      double(launch.blocks) * std::max(1u, sum.cubeCores + sum.vectorCores);
  if (const Object *pipes = line.getObject("pipes")) {
    for (unsigned unit = 0; unit < numUnits; ++unit) {
      if (const Object *use = pipes->getObject(kUnits[unit].pipe)) {
        const double mean = timeOf(*use, "mean_us");
        sum.units[unit].busy += rounds * mean;
        sum.units[unit].work += cores * mean;
        sum.units[unit].instructions += countOf(*use, "instructions");
        sum.units[unit].bytes += countOf(*use, "bytes");
      }
    }
  }
  addSites(line, cores, rounds);
}

/// Bytes, flags, and the parts of the scalar unit's time.
void Gatherer::addAmounts(const Object &line, double rounds) {
  sum.read += countOf(line, "read");
  sum.written += countOf(line, "written");
  sum.l2Hits += countOf(line, "l2_hits");
  sum.hbmRead += countOf(line, "hbm_read");
  sum.hbmWritten += countOf(line, "hbm_written");
  sum.flags += countOf(line, "flags");
  sum.barriers += countOf(line, "barriers");
  const Object *scalar = line.getObject("scalar");
  if (!scalar) {
    sum.isRecorded = false;
    return;
  }
  sum.fetch += rounds * timeOf(*scalar, "fetch_us");
  sum.issue += rounds * timeOf(*scalar, "issue_us");
  sum.work += rounds * timeOf(*scalar, "work_us");
}

bool profile::readLaunches(StringRef text, Run &run, std::string &reason) {
  std::map<std::string, Gatherer> gathered;
  for (StringRef line : llvm::split(text, '\n')) {
    if (line.empty()) {
      continue;
    }
    llvm::Expected<llvm::json::Value> value = llvm::json::parse(line);
    const Object *object = value ? value->getAsObject() : nullptr;
    if (!object || !object->getString("kernel")) {
      reason =
          value ? "a line is no launch" : llvm::toString(value.takeError());
      return false;
    }
    Launch launch;
    launch.number = run.launches.size();
    launch.kernel = object->getString("kernel")->str();
    launch.blocks = countOf(*object, "blocks");
    if (std::optional<double> task = object->getNumber("task_us")) {
      launch.isTimed = true;
      launch.task = *task;
    }
    launch.begin = timeOf(*object, "begin_us");
    launch.leftOut = countOf(*object, "left_out");
    run.chip = object->getString("chip").value_or("").str();
    gathered[launch.kernel].add(*object, launch);
    run.launches.push_back(std::move(launch));
  }
  for (auto &[name, gatherer] : gathered) {
    for (auto &[place, byName] : gatherer.sites) {
      for (auto &[siteName, site] : byName) {
        gatherer.sum.sites.push_back(std::move(site));
      }
    }
    run.kernels.push_back(std::move(gatherer.sum));
  }
  llvm::sort(run.kernels, [](const KernelSum &a, const KernelSum &b) {
    return a.task != b.task ? a.task > b.task : a.kernel < b.kernel;
  });
  return true;
}
