// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The trace: instructions on pipes, for a viewer of Chrome's format.
#include "Clock/Report.h"
#include "lib/Chip/Dav220Timing.h"

#include <cinttypes>
#include <cstdio>
#include <cstdlib>

using namespace cubeport::twin;
using namespace cubeport::chip;

const char *cubeport::twin::tracePath() {
  return std::getenv("CUBEPORT_TWIN_TRACE");
}

static double microsecondsOf(double cycles) {
  return cycles / ascend910b1.megahertz;
}

namespace {
/// Chrome's format, as one list: a viewer can open it after every launch.
class TraceFile {
public:
  void add(const std::string &event) {
    if (!file && !failed) {
      file = std::fopen(tracePath(), "w");
      failed = !file;
      if (failed) {
        std::fprintf(stderr, "warning: the trace '%s' cannot be written\n",
                     tracePath());
      }
    }
    if (file) {
      std::fputs(any ? ",\n" : "[\n", file);
      std::fputs(event.c_str(), file);
      any = true;
    }
  }
  /// A core's names come before its first event.
  void nameCore(uint32_t core, bool isCube, uint32_t number) {
    if (core >= named.size()) {
      named.resize(core + 1);
    }
    if (named[core]) {
      return;
    }
    named[core] = true;
    add(formatted("{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":%u,"
                  "\"args\":{\"name\":\"%s core %u (simulated)\"}}",
                  core, isCube ? "cube" : "vector", number));
    for (int pipe = 1; pipe < numPipes; ++pipe) {
      add(formatted("{\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":%u,"
                    "\"tid\":%d,\"args\":{\"name\":\"%s\"}}",
                    core, pipe, nameOf(static_cast<Pipe>(pipe))));
    }
  }
  /// The list ends here, unless more comes.
  void close() {
    if (file && any) {
      std::fputs("\n]\n", file);
      std::fflush(file);
      std::fseek(file, -3, SEEK_CUR);
    }
  }

  size_t numEvents = 0;

private:
  std::FILE *file = nullptr;
  bool failed = false, any = false;
  std::vector<bool> named;
};
} // namespace

/// Events of all launches that a trace keeps: some 150 MB.
static constexpr size_t mostEvents = 1000000;

size_t cubeport::twin::appendEvents(const LaunchFacts &facts,
                                    const Replay &replay, uint64_t launch,
                                    double begin) {
  static auto *file = new TraceFile;
  const uint32_t perBlock = facts.cubeCores + facts.vectorCores;
  size_t written = 0;
  for (const TimedEvent &event : replay.events()) {
    if (file->numEvents >= mostEvents) {
      break;
    }
    const uint32_t place = event.core % perBlock;
    const bool isCube = place < facts.cubeCores;
    file->nameCore(event.core, isCube,
                   event.core / perBlock *
                           (isCube ? facts.cubeCores : facts.vectorCores) +
                       place - (isCube ? 0 : facts.cubeCores));
    const std::vector<Site> &sites = replay.traceOf(event.core).sites;
    const Site site = event.site < sites.size() ? sites[event.site] : Site();
    file->add("{\"name\":" + quoted(site.name) +
              formatted(",\"ph\":\"X\",\"ts\":%.4f,\"dur\":%.4f,\"pid\":%u,"
                        "\"tid\":%d,\"args\":{\"launch\":%" PRIu64
                        ",\"line\":%d,\"kernel\":",
                        begin + microsecondsOf(event.start),
                        microsecondsOf(event.end - event.start), event.core,
                        static_cast<int>(event.pipe), launch, site.where.line) +
              quoted(facts.kernel) + "}}");
    ++file->numEvents;
    ++written;
  }
  file->close();
  return written;
}
