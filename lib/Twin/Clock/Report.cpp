// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Times in microseconds; of pipes, the mean over the cores that a profiler of
// the chip gives as well, and the longest.
#include "Clock/Report.h"
#include "lib/Chip/Dav220Timing.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>

using namespace cubeport::twin;
using namespace cubeport::chip;

static constexpr Pipe reported[] = {
    Pipe::S, Pipe::V, Pipe::M, Pipe::MTE1, Pipe::MTE2, Pipe::MTE3, Pipe::FIX};

const char *cubeport::twin::tracePath() {
  return std::getenv("CUBEPORT_TWIN_TRACE");
}

static std::string quoted(const char *text) {
  std::string result = "\"";
  for (; *text; ++text) {
    if (*text == '"' || *text == '\\') {
      result += '\\';
    }
    if (static_cast<unsigned char>(*text) >= 0x20) {
      result += *text;
    }
  }
  return result + '"';
}

static double microsecondsOf(double cycles) {
  return cycles / ascend910b1.megahertz;
}

static std::string describePipes(const Replay &replay) {
  std::string text = "{";
  for (Pipe pipe : reported) {
    double sum = 0, most = 0;
    uint64_t instructions = 0, bytes = 0;
    for (size_t core = 0; core < replay.numCores(); ++core) {
      const PipeUse use = replay.use(core, pipe);
      sum += use.busy;
      most = std::max(most, use.busy);
      instructions += use.instructions;
      bytes += use.bytes;
    }
    if (sum == 0) {
      continue;
    }
    text += formatted(
        "%s\"%s\":{\"mean_us\":%.3f,\"max_us\":%.3f,\"instructions\":%" PRIu64
        ",\"bytes\":%" PRIu64 "}",
        text.size() > 1 ? "," : "", nameOf(pipe),
        microsecondsOf(sum / static_cast<double>(replay.numCores())),
        microsecondsOf(most), instructions, bytes);
  }
  return text + "}";
}

namespace {
using Place = std::tuple<std::string, int, std::string>;
}

/// Sums by place in the source, the same whatever the host threads did.
static std::map<Place, SiteUse> sumSites(const Replay &replay) {
  std::map<Place, SiteUse> sums;
  for (size_t core = 0; core < replay.numCores(); ++core) {
    const std::vector<SiteUse> &uses = replay.sitesOf(core);
    const std::vector<Site> &sites = replay.traceOf(core).sites;
    for (size_t site = 0; site < uses.size() && site < sites.size(); ++site) {
      if (uses[site].count == 0) {
        continue;
      }
      SiteUse &sum = sums[{sites[site].where.file, sites[site].where.line,
                           sites[site].name}];
      sum.busy += uses[site].busy;
      sum.count += uses[site].count;
      sum.bytes += uses[site].bytes;
    }
  }
  return sums;
}

static std::string describeSites(const Replay &replay) {
  std::string text = "[";
  for (const auto &[place, use] : sumSites(replay)) {
    text += formatted(
        "%s{\"file\":%s,\"line\":%d,\"name\":%s,\"count\":%" PRIu64
        ",\"busy_us\":%.3f,\"bytes\":%" PRIu64 "}",
        text.size() > 1 ? "," : "", quoted(std::get<0>(place).c_str()).c_str(),
        std::get<1>(place), quoted(std::get<2>(place).c_str()).c_str(),
        use.count,
        microsecondsOf(use.busy / static_cast<double>(replay.numCores())),
        use.bytes);
  }
  return text + "]";
}

/// Appends `text` to a file that the process keeps open; complains once.
static void append(const char *path, const char *purpose, std::FILE *&file,
                   bool &failed, const std::string &text) {
  if (!file && !failed) {
    file = std::fopen(path, "a");
    failed = !file;
    if (failed) {
      std::fprintf(stderr, "warning: the %s '%s' cannot be written\n", purpose,
                   path);
    }
  }
  if (file) {
    std::fputs(text.c_str(), file);
    std::fflush(file);
  }
}

static void appendToReport(const std::string &text) {
  static std::FILE *file = nullptr;
  static bool failed = false;
  append(std::getenv("CUBEPORT_TWIN_CLOCK"), "report of the clock", file,
         failed, text);
}

static void appendEvents(const LaunchFacts &facts, const Replay &replay,
                         double begin) {
  static std::FILE *file = nullptr;
  static bool failed = false, any = false;
  std::string text;
  for (const TimedEvent &event : replay.events()) {
    const std::vector<Site> &sites = replay.traceOf(event.core).sites;
    const Site site = event.site < sites.size() ? sites[event.site] : Site();
    text += formatted(
        "%s{\"name\":%s,\"ph\":\"X\",\"ts\":%.4f,\"dur\":%.4f,\"pid\":%u,"
        "\"tid\":\"%s\",\"args\":{\"kernel\":%s,\"line\":%d}}",
        any ? ",\n" : "[\n", quoted(site.name).c_str(),
        begin + microsecondsOf(event.start),
        microsecondsOf(event.end - event.start), event.core, nameOf(event.pipe),
        quoted(facts.kernel).c_str(), site.where.line);
    any = true;
  }
  append(tracePath(), "trace", file, failed, text);
}

static std::string describeFacts(const LaunchFacts &facts) {
  return formatted("{\"kernel\":%s,\"blocks\":%" PRIu64
                   ",\"cube_cores\":%u,\"vector_cores\":%u,\"chip\":\"%s\"",
                   quoted(facts.kernel).c_str(), facts.blocks, facts.cubeCores,
                   facts.vectorCores, ascend910b1.name);
}

void cubeport::twin::reportLaunch(const LaunchFacts &facts,
                                  const Replay &replay, double microseconds,
                                  double begin) {
  double sum = 0;
  for (size_t core = 0; core < replay.numCores(); ++core) {
    sum += replay.timeOf(core);
  }
  const Traffic &moved = replay.traffic();
  appendToReport(
      describeFacts(facts) +
      formatted(",\"task_us\":%.3f,\"core_us\":%.3f,\"read\":%" PRIu64
                ",\"written\":%" PRIu64 ",\"l2_hits\":%" PRIu64
                ",\"hbm_read\":%" PRIu64 ",\"hbm_written\":%" PRIu64
                ",\"pipes\":",
                microseconds,
                microsecondsOf(sum / static_cast<double>(replay.numCores())),
                moved.read, moved.written, moved.hit, moved.hbmRead,
                moved.hbmWritten) +
      describePipes(replay) + ",\"sites\":" + describeSites(replay) + "}\n");
  if (tracePath()) {
    appendEvents(facts, replay, begin);
  }
}

void cubeport::twin::reportUntimed(const LaunchFacts &facts) {
  appendToReport(describeFacts(facts) + ",\"task_us\":null}\n");
}
