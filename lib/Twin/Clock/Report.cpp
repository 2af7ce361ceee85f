// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Times in microseconds; of pipes, the mean over the cores that a profiler of
// the chip gives as well, and the longest.
#include "Clock/Report.h"
#include "Clock/Costs.h"
#include "Clock/Records.h"
#include "lib/Chip/Dav220Timing.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <string>

using namespace cubeport::twin;
using namespace cubeport::chip;

static constexpr Pipe reported[] = {
    Pipe::S, Pipe::V, Pipe::M, Pipe::MTE1, Pipe::MTE2, Pipe::MTE3, Pipe::FIX};

std::string cubeport::twin::quoted(const char *text) {
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

static uint64_t countInstructions(const Replay &replay) {
  uint64_t count = 0;
  for (size_t core = 0; core < replay.numCores(); ++core) {
    for (Pipe pipe : reported) {
      count += replay.use(core, pipe).instructions;
    }
  }
  return count;
}

/// `isWhole`: the records of all that ran are there. A lone core drops what it
/// has worked off.
static std::string describeSites(const Records &records, double cores,
                                 bool isWhole) {
  std::string text = "[";
  for (const auto &[place, use] : records.places) {
    const SiteUse &sum = use.instructions;
    const std::string &name = std::get<2>(place);
    if (sum.count == 0 && use.records.scalar == 0 &&
        use.records.barriers == 0) {
      continue;
    }
    text += formatted(
        "%s{\"file\":%s,\"line\":%d,\"name\":%s,\"count\":%" PRIu64
        ",\"busy_us\":%.3f,\"bytes\":%" PRIu64,
        text.size() > 1 ? "," : "", quoted(std::get<0>(place).c_str()).c_str(),
        std::get<1>(place), quoted(name.c_str()).c_str(), sum.count,
        microsecondsOf(sum.busy / cores), sum.bytes);
    if (isWhole) {
      const bool isVector = std::string(use.records.pipe) == nameOf(Pipe::V);
      const double start =
          isVector ? vectorCostOf(name.c_str(), ElementType::F32).head *
                         static_cast<double>(sum.count)
                   : 0;
      text += formatted(
          ",\"pipe\":\"%s\",\"rows\":%" PRIu64 ",\"unaligned\":%" PRIu64
          ",\"barriers\":%" PRIu64 ",\"start_us\":%.3f,\"scalar_us\":%.3f",
          use.records.pipe, use.records.rows, use.records.unaligned,
          use.records.barriers, microsecondsOf(start / cores),
          microsecondsOf(use.records.scalar / cores));
    }
    text += "}";
  }
  return text + "]";
}

static std::string describeRecords(const TraceSums &records, double cores) {
  return formatted(
      ",\"flags\":%" PRIu64 ",\"barriers\":%" PRIu64
      ",\"scalar\":{\"fetch_us\":%.3f,\"issue_us\":%.3f,\"work_us\":%.3f}",
      records.flags, records.barriers, microsecondsOf(records.fetch / cores),
      microsecondsOf(records.issue / cores),
      microsecondsOf(records.work / cores));
}

/// Appends to a file that the process keeps open; complains once.
static void appendToReport(const std::string &text) {
  static std::FILE *file = nullptr;
  static bool failed = false;
  const char *path = std::getenv("CUBEPORT_TWIN_CLOCK");
  if (!file && !failed) {
    file = std::fopen(path, "a");
    failed = !file;
    if (failed) {
      std::fprintf(stderr,
                   "warning: the report of the clock '%s' cannot be written\n",
                   path);
    }
  }
  if (file) {
    std::fputs(text.c_str(), file);
    std::fflush(file);
  }
}

static uint64_t numLaunches = 0;

static std::string describeFacts(const LaunchFacts &facts) {
  return formatted("{\"launch\":%" PRIu64 ",\"kernel\":", numLaunches) +
         quoted(facts.kernel) +
         formatted(",\"blocks\":%" PRIu64
                   ",\"cube_cores\":%u,\"vector_cores\":%u,\"chip\":\"%s\"",
                   facts.blocks, facts.cubeCores, facts.vectorCores,
                   ascend910b1.name);
}

void cubeport::twin::reportLaunch(const LaunchFacts &facts,
                                  const Replay &replay, double microseconds,
                                  double begin) {
  double sum = 0, most = 0;
  for (size_t core = 0; core < replay.numCores(); ++core) {
    sum += replay.timeOf(core);
    most = std::max(most, replay.timeOf(core));
  }
  const auto cores = static_cast<double>(replay.numCores());
  const Traffic &moved = replay.traffic();
  const Records records = sumRecords(replay);
  const uint64_t instructions = countInstructions(replay);
  const bool isWhole = records.all.instructions == instructions;
  std::string text =
      describeFacts(facts) +
      formatted(",\"begin_us\":%.3f,\"task_us\":%.3f,\"core_us\":%.3f,"
                "\"core_max_us\":%.3f,\"read\":%" PRIu64 ",\"written\":%" PRIu64
                ",\"l2_hits\":%" PRIu64 ",\"hbm_read\":%" PRIu64
                ",\"hbm_written\":%" PRIu64,
                begin, microseconds, microsecondsOf(sum / cores),
                microsecondsOf(most), moved.read, moved.written, moved.hit,
                moved.hbmRead, moved.hbmWritten);
  if (isWhole) {
    text += describeRecords(records.all, cores);
  }
  if (tracePath()) {
    const size_t written = appendEvents(facts, replay, numLaunches, begin);
    text += formatted(",\"events\":%zu,\"left_out\":%" PRIu64, written,
                      instructions - written);
  }
  appendToReport(text + ",\"pipes\":" + describePipes(replay) + ",\"sites\":" +
                 describeSites(records, cores, isWhole) + "}\n");
  ++numLaunches;
}

void cubeport::twin::reportUntimed(const LaunchFacts &facts) {
  appendToReport(describeFacts(facts) + ",\"task_us\":null}\n");
  ++numLaunches;
}
