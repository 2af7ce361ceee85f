// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Remarks on one kernel: first on its launches and cores, then on what a core
// does.
#include "lib/Profile/Remarks.h"
#include "lib/Chip/Dav220Timing.h"
#include "lib/Profile/Summary.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>
#include <deque>
#include <set>

using namespace cubeport;
using namespace cubeport::profile;
using llvm::formatv;
using llvm::StringRef;
namespace dav220 = cubeport::chip::dav220;

static const chip::Dav220Timing &timing = chip::ascend910b1;

/// Shares of a kernel's time below which nothing is said: of a whole kernel,
/// and of a line.
static constexpr double kKernelShare = 0.1, kLineShare = 0.03;

namespace {
/// Sites of one CUDA line that have something in common.
struct LineSum {
  CudaLine cuda;
  const Site *longest = nullptr; ///< the site that `lost` is mostly of
  double longestLost = 0;
  double lost = 0, busy = 0, perCore = 0;
  uint64_t count = 0, bytes = 0, rows = 0, unaligned = 0;

  void add(const Site &site, double siteLost) {
    lost += siteLost;
    busy += site.busy;
    perCore += site.perCore;
    count += site.count;
    bytes += site.bytes;
    rows += site.rows;
    unaligned += site.unaligned;
    if (!longest || siteLost > longestLost) {
      longest = &site;
      longestLost = siteLost;
    }
  }
};
using LineSums = std::map<std::pair<std::string, unsigned>, LineSum>;

class KernelRemarks {
public:
  KernelRemarks(const KernelSum &kernel, const KernelText &text,
                std::vector<Remark> &remarks)
      : kernel(kernel), text(text), facts(text.factsOf(kernel.kernel)),
        remarks(remarks) {}
  void find();

private:
  void remarkOnThreads();
  void remarkOnLaunch();
  void remarkOnCores();
  void remarkOnScalar();
  void remarkOnOverlap();
  void remarkOnCopies();
  void remarkOnVector();
  void remarkOnBarriers();

  bool isLarge(double lost, double share) const {
    return lost > kernel.task * share;
  }
  Remark &add(StringRef cause, double lost, std::string observed,
              std::string advice);
  void place(Remark &remark, const Site &site) const;
  void addReasons(Remark &remark) const;
  LineSum &sumFor(LineSums &sums, const Site &site) const;
  void addLines(StringRef cause, const LineSums &sums, double share,
                llvm::function_ref<std::string(const LineSum &)> observed,
                StringRef advice, bool explains = false);

  const KernelSum &kernel;
  const KernelText &text;
  const KernelFacts *facts;
  std::vector<Remark> &remarks;
};
} // namespace

Remark &KernelRemarks::add(StringRef cause, double lost, std::string observed,
                           std::string advice) {
  Remark &remark = remarks.emplace_back();
  remark.cause = cause.str();
  remark.kernel = kernel.kernel;
  remark.lost = std::min(lost, kernel.task);
  remark.share = remark.lost / kernel.task;
  remark.observed = std::move(observed);
  remark.advice = std::move(advice);
  if (facts) {
    remark.cuda = {facts->place.file, "", facts->place.line};
  }
  return remark;
}

void KernelRemarks::place(Remark &remark, const Site &site) const {
  CudaLine cuda = text.cudaLineOf(site.file, site.line);
  if (cuda.line > 0) {
    remark.cuda = cuda;
  }
  remark.emittedFile = site.file;
  remark.emittedLine = site.line;
  remark.statement = text.statementAt(site.file, site.line);
}

/// What the translation had to say about the line that `remark` is about.
void KernelRemarks::addReasons(Remark &remark) const {
  if (!facts) {
    return;
  }
  std::set<std::string> told;
  for (const SourceDiagnostic &known : facts->remarks) {
    if (known.severity == Severity::Remark && !known.code.empty() &&
        known.place.line == remark.cuda.line &&
        known.place.file == remark.cuda.file &&
        told.insert(known.message).second) {
      remark.observed += "; " + known.code + ": " + known.message;
    }
  }
}

/// Sites of the support library have no CUDA line and stay apart.
LineSum &KernelRemarks::sumFor(LineSums &sums, const Site &site) const {
  CudaLine cuda = text.cudaLineOf(site.file, site.line);
  auto key = cuda.line ? std::make_pair(cuda.file, cuda.line)
                       : std::make_pair(site.file, site.line);
  LineSum &sum = sums[key];
  sum.cuda = cuda;
  return sum;
}

void KernelRemarks::addLines(
    StringRef cause, const LineSums &sums, double share,
    llvm::function_ref<std::string(const LineSum &)> observed, StringRef advice,
    bool explains) {
  for (const auto &[key, sum] : sums) {
    if (sum.longest && isLarge(sum.lost, share)) {
      Remark &remark = add(cause, sum.lost, observed(sum), advice.str());
      place(remark, *sum.longest);
      if (explains) {
        addReasons(remark);
      }
    }
  }
}

//===----------------------------------------------------------------------===//
// Launches and cores
//===----------------------------------------------------------------------===//

/// Why the threads run one by one stands in the translation's own remark.
void KernelRemarks::remarkOnThreads() {
  Remark &remark =
      add("threads-one-by-one", kernel.core,
          "its threads run one by one on the scalar unit of one core",
          "see 'cubeport explain CP3103'");
  for (const SourceDiagnostic &known : facts->remarks) {
    StringRef reason = StringRef(known.message).split("; in step: ").second;
    if (known.code != "CP3103" || reason.empty()) {
      continue;
    }
    remark.observed += "; in step: " + reason.str();
    remark.cuda = {known.place.file, "", known.place.line};
    remark.advice = ("change that line, or move it to a kernel of its own; see "
                     "'cubeport explain " +
                     reason.split(':').first + "'")
                        .str();
  }
}

void KernelRemarks::remarkOnLaunch() {
  if (!isLarge(kernel.starting, 2 * kKernelShare)) {
    return;
  }
  add("launch", kernel.starting,
      formatv("{0} us of {1} us pass before the last core has started; a core "
              "then works for {2} us",
              printTime(kernel.starting / (kernel.launches - kernel.untimed)),
              printTime(kernel.task / (kernel.launches - kernel.untimed)),
              printTime(kernel.core / (kernel.launches - kernel.untimed))),
      kernel.launches > 1
          ? "give a launch more work, or make one kernel of launches that "
            "follow each other"
          : "give the launch more work: its price is the same for a larger "
            "problem");
}

void KernelRemarks::remarkOnCores() {
  const unsigned places = kernel.vectorCores
                              ? timing.vectorCores / kernel.vectorCores
                              : timing.cubeCores;
  if (isLarge(kernel.idleCores, kKernelShare)) {
    const std::string blocks =
        kernel.fewestBlocks == kernel.mostBlocks
            ? std::to_string(kernel.mostBlocks)
            : formatv("{0} to {1}", kernel.fewestBlocks, kernel.mostBlocks)
                  .str();
    add("few-cores", kernel.idleCores,
        formatv("{0} of {1} cores {2} work", blocks, places,
                blocks == "1" ? "has" : "have"),
        formatv("launch at least {0} blocks: smaller blocks, or a grid over "
                "more of the problem",
                places));
  }
  if (isLarge(kernel.uneven, kKernelShare)) {
    add("uneven-cores", kernel.uneven,
        formatv("the last core works {0} us longer than the mean of {1} us",
                printTime(kernel.uneven), printTime(kernel.core)),
        kernel.mostBlocks < places
            ? std::string("give all blocks the same work")
            : formatv("make the number of blocks a multiple of {0}, or blocks "
                      "smaller, so that all cores end together",
                      places)
                  .str());
  }
}

//===----------------------------------------------------------------------===//
// In a core
//===----------------------------------------------------------------------===//

/// The scalar unit's own work stands in the way of the others, which wait for
/// what it reads and writes; the rest of its time counts if nothing is slower.
void KernelRemarks::remarkOnScalar() {
  // The clock gives such work to what comes before it, often a flag.
  LineSums loops;
  std::deque<Site> accesses;
  for (const Site &site : kernel.sites) {
    if (site.scalar > 0) {
      Site &access = accesses.emplace_back(site);
      access.line = text.findScalarAccess(site.file, site.line);
      sumFor(loops, access).add(access, site.scalar);
    }
  }
  addLines(
      "scalar-work", loops, kLineShare,
      [&](const LineSum &sum) {
        return formatv("the scalar unit works for {0} us of a core's {1} us "
                       "here, an element at a time (GetValue, SetValue, or "
                       "loads and stores of global memory)",
                       printTime(sum.lost), printTime(kernel.core))
            .str();
      },
      "let neighbouring threads use neighbouring elements, with indices that "
      "are linear in threadIdx.x and conditions that vectors can compare",
      /*explains=*/true);
  const double scalar = kernel.of(Unit::Scalar).busy;
  if (kernel.busiest() != Unit::Scalar) {
    return;
  }
  if (!kernel.isRecorded && isLarge(scalar, kKernelShare)) {
    add("scalar-work", scalar,
        formatv("the scalar unit is busy for {0} us of {1} us",
                printTime(scalar), printTime(kernel.core)),
        "more elements for each instruction, fewer GetValue and SetValue");
  }
  if (isLarge(kernel.fetch, kKernelShare)) {
    add("first-fetch", kernel.fetch,
        formatv("{0} us go into code that a core needs for the first time",
                printTime(kernel.fetch)),
        "give a core more work per launch: the price is the same for a larger "
        "problem");
  }
  if (isLarge(kernel.issue, kKernelShare)) {
    add("issue", kernel.issue,
        formatv("the scalar unit takes {0} us to hand out instructions and "
                "{1} flags, longer than any pipe works on them",
                printTime(kernel.issue), kernel.flags),
        "larger blocks, or more elements for a thread, so that an instruction "
        "works on more");
  }
}

void KernelRemarks::remarkOnOverlap() {
  const Unit bound = kernel.busiest();
  const double busy = kernel.of(bound).busy;
  const double waiting = kernel.core - busy;
  unsigned atWork = 0;
  std::string shares;
  for (unsigned unit = 0; unit < numUnits; ++unit) {
    const double share = kernel.units[unit].busy / kernel.core;
    if (share > 0.1) {
      ++atWork;
      shares += formatv("{0}{1} {2}", shares.empty() ? "" : ", ",
                        unitName(Unit(unit)), printShare(share));
    }
  }
  if (atWork < 2 || waiting < 0.25 * kernel.core ||
      !isLarge(waiting, kKernelShare)) {
    return;
  }
  const bool copies = kernel.of(Unit::MTE2).busy > 0.1 * kernel.core;
  Remark &remark = add(
      "no-overlap", waiting,
      formatv("the units of a core take turns: {0} of its {1} us", shares,
              printTime(kernel.core)),
      copies ? "two buffers in turn, so that the next copy runs while this "
               "data is worked on (double buffering in the emitted text), or "
               "more independent work between barriers"
             : "more independent work between barriers, and fewer steps that "
               "go from the vector unit to the scalar unit and back");
  const Site *longest = nullptr;
  for (const Site &site : kernel.sites) {
    if (site.pipe == pipeName(copies ? Unit::MTE2 : Unit::Vector) &&
        (!longest || site.busy > longest->busy)) {
      longest = &site;
    }
  }
  if (longest) {
    place(remark, *longest);
  }
}

/// Cycles that a copy of so many bytes takes where nothing but its bytes count.
static double cyclesOf(const Site &site, double cores) {
  const double share = timing.hbmBytesPerSecond / (timing.megahertz * 1e6) /
                       std::max(1.0, cores);
  const double rate = site.pipe == pipeName(Unit::MTE3)
                          ? dav220::storeBytesPerCycle
                          : std::min(dav220::missBytesPerCycle, share);
  return double(site.bytes) / cores / rate;
}

void KernelRemarks::remarkOnCopies() {
  LineSums shortRows, single, smallCopies, unaligned;
  const double cores = double(kernel.mostBlocks) *
                       std::max(1u, kernel.cubeCores + kernel.vectorCores);
  for (const Site &site : kernel.sites) {
    if (site.bytes == 0 || site.count == 0) {
      continue;
    }
    const double lost = site.busy - cyclesOf(site, cores) / timing.megahertz;
    const double rowBytes =
        double(site.bytes) / double(std::max(site.rows, site.count));
    const double copyBytes = double(site.bytes) / double(site.count);
    if (rowBytes < dav220::l2LineBytes && site.rows > site.count) {
      sumFor(shortRows, site).add(site, lost);
    } else if (copyBytes <= dav220::burstRounding) {
      sumFor(single, site).add(site, lost);
    } else if (copyBytes < 8 * dav220::l2LineBytes) {
      sumFor(smallCopies, site).add(site, lost);
    } else if (2 * site.unaligned > site.rows) {
      sumFor(unaligned, site)
          .add(site, site.busy * (1 - dav220::unalignedEfficiency));
    }
  }
  addLines(
      "short-rows", shortRows, kLineShare,
      [](const LineSum &sum) {
        return formatv("{0} copies of rows of {1}; a row takes {2} cycles "
                       "however short",
                       sum.count,
                       printBytes(double(sum.bytes) / double(sum.rows)),
                       printCount(dav220::burstCycles))
            .str();
      },
      "let neighbouring threads use neighbouring addresses, and tiles be wider "
      "than tall, so that a row has 512 bytes or more");
  addLines(
      "single-elements", single, kLineShare,
      [](const LineSum &sum) {
        return formatv("{0} copies of {1} each: elements that go one by one, "
                       "at {2} cycles or more",
                       sum.count,
                       printBytes(double(sum.bytes) / double(sum.count)),
                       printCount(dav220::copyIssue))
            .str();
      },
      "let neighbouring threads use neighbouring addresses; gather and scatter "
      "in shared memory, and copy that as a whole",
      /*explains=*/true);
  addLines(
      "small-copies", smallCopies, kLineShare,
      [](const LineSum &sum) {
        return formatv("{0} copies of {1} each; a copy takes {2} cycles to "
                       "issue, and data from memory {3} to arrive",
                       sum.count,
                       printBytes(double(sum.bytes) / double(sum.count)),
                       printCount(dav220::copyIssue),
                       printCount(dav220::copyLatency))
            .str();
      },
      "larger blocks, or several elements for a thread next to each other, so "
      "that a copy brings 16 KiB or more");
  addLines(
      "unaligned-rows", unaligned, kLineShare,
      [](const LineSum &sum) {
        return formatv("{0} of {1} rows do not start at a line of {2} bytes",
                       sum.unaligned, sum.rows, dav220::l2LineBytes)
            .str();
      },
      "pad rows to multiples of 512 bytes (cudaMallocPitch), and start slices "
      "at such multiples");
}

void KernelRemarks::remarkOnVector() {
  LineSums starting, gathers;
  for (const Site &site : kernel.sites) {
    if (site.pipe != pipeName(Unit::Vector)) {
      continue;
    }
    if (StringRef(site.name).starts_with("Gather")) {
      sumFor(gathers, site).add(site, site.busy);
    } else if (site.starting > 0.5 * site.busy) {
      sumFor(starting, site).add(site, site.starting);
    }
  }
  addLines(
      "gather", gathers, kLineShare,
      [](const LineSum &sum) {
        return formatv("{0} gathers take {1} us of a core: {2} elements a "
                       "cycle, where an ordinary instruction does 64",
                       sum.count, printTime(sum.busy),
                       printCount(dav220::gatherElementsPerCycle))
            .str();
      },
      "let thread n read element n of a row (a shift is fine), or change the "
      "layout in shared memory",
      /*explains=*/true);
  addLines(
      "short-vectors", starting, kLineShare,
      [](const LineSum &sum) {
        return formatv("{0} vector instructions of {1} cycles each, most of "
                       "which they take however few their elements",
                       sum.count,
                       printCount(sum.busy * timing.megahertz /
                                  std::max(sum.perCore, 1e-9)))
            .str();
      },
      "more threads in a block, or several elements for a thread next to each "
      "other, so that an instruction works on more than a few times 64 "
      "elements");
}

void KernelRemarks::remarkOnBarriers() {
  double lost = 0;
  const Site *most = nullptr;
  for (const Site &site : kernel.sites) {
    lost += site.barriersPerCore * dav220::barrier / timing.megahertz;
    if (site.barriers > 0 && (!most || site.barriers > most->barriers)) {
      most = &site;
    }
  }
  if (most && isLarge(lost, kKernelShare)) {
    place(add("barriers", lost,
              formatv("{0} barriers take {1} us of a core: each step needs the "
                      "result of the one before",
                      kernel.barriers, printTime(lost)),
              "more elements for each instruction, or independent work between "
              "steps that depend on each other"),
          *most);
  }
}

void KernelRemarks::find() {
  if (kernel.task <= 0 || kernel.core <= 0) {
    return;
  }
  remarkOnLaunch();
  if (facts && facts->runsByThreads) {
    return remarkOnThreads();
  }
  remarkOnCores();
  remarkOnScalar();
  remarkOnOverlap();
  remarkOnCopies();
  remarkOnVector();
  remarkOnBarriers();
}

std::vector<Remark> profile::findRemarks(const Run &run,
                                         const KernelText &text) {
  std::vector<Remark> remarks;
  for (const KernelSum &kernel : run.kernels) {
    KernelRemarks(kernel, text, remarks).find();
  }
  llvm::sort(remarks, [](const Remark &a, const Remark &b) {
    return a.lost != b.lost
               ? a.lost > b.lost
               : std::tie(a.kernel, a.cause, a.cuda.line, a.emittedLine) <
                     std::tie(b.kernel, b.cause, b.cuda.line, b.emittedLine);
  });
  return remarks;
}
