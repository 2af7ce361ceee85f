// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The profile in a terminal.
#include "lib/Profile/Print.h"
#include "lib/Profile/Summary.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

using namespace cubeport;
using namespace cubeport::profile;
using llvm::StringRef;

/// Remarks that the terminal shows; --json and --html have all.
static constexpr size_t kMostRemarks = 12;

using Row = std::vector<std::string>;

/// Prints rows of equal length; the first `numTexts` columns are words.
static void printRows(const std::vector<Row> &rows, size_t numTexts,
                      llvm::raw_ostream &os) {
  std::vector<size_t> widths(rows.front().size());
  for (const Row &row : rows) {
    for (size_t column = 0; column < row.size(); ++column) {
      widths[column] = std::max(widths[column], row[column].size());
    }
  }
  for (const Row &row : rows) {
    std::string line;
    for (size_t column = 0; column < row.size(); ++column) {
      const std::string padding(widths[column] - row[column].size(), ' ');
      line +=
          (column ? "  " : "") +
          (column < numTexts ? row[column] + padding : padding + row[column]);
    }
    os << StringRef(line).rtrim() << "\n";
  }
}

static void printKernels(const Profile &profile, llvm::raw_ostream &os) {
  std::vector<Row> rows = {{"kernel", "bound", "launches", "time us",
                            "longest us", "HBM GB/s", "HBM", "L2", "vector",
                            "scalar", "launch"}};
  const bool hasCube =
      llvm::any_of(profile.run.kernels, [](const KernelSum &kernel) {
        return kernel.of(Unit::Cube).work > 0;
      });
  if (hasCube) {
    rows.front().push_back("cube");
  }
  for (const KernelSum &kernel : profile.run.kernels) {
    const Reached reached = measure(kernel);
    if (kernel.untimed == kernel.launches) {
      rows.push_back({abbreviate(kernel.kernel), "",
                      std::to_string(kernel.launches), "not timed"});
      rows.back().resize(rows.front().size());
      continue;
    }
    rows.push_back({abbreviate(kernel.kernel), reached.bound.str(),
                    std::to_string(kernel.launches), printTime(kernel.task),
                    printTime(kernel.longest), printCount(reached.hbmRate),
                    printShare(reached.hbm), printShare(reached.l2),
                    printShare(reached.vectorRoof),
                    printShare(reached.units[unsigned(Unit::Scalar)]),
                    printShare(reached.launch)});
    if (hasCube) {
      rows.back().push_back(printShare(reached.cubeRoof));
    }
  }
  printRows(rows, 2, os);
  for (const KernelSum &kernel : profile.run.kernels) {
    if (kernel.untimed > 0) {
      os << llvm::formatv("{0}: {1} of {2} launches recorded too much to be "
                          "timed, or did not end on the clock\n",
                          kernel.kernel, kernel.untimed, kernel.launches);
    }
  }
}

static void printPipes(const Profile &profile, llvm::raw_ostream &os) {
  std::vector<Row> rows = {
      {"kernel", "pipe", "busy us", "of time", "instructions", "bytes"}};
  for (const KernelSum &kernel : profile.run.kernels) {
    const Reached reached = measure(kernel);
    bool isFirst = true;
    for (unsigned unit = 0; unit < numUnits; ++unit) {
      const UnitUse &use = kernel.units[unit];
      if (use.busy <= 0) {
        continue;
      }
      const bool isScalar = Unit(unit) == Unit::Scalar;
      const bool moves = use.bytes > 0;
      rows.push_back({isFirst ? abbreviate(kernel.kernel) : "",
                      unitName(Unit(unit)).str(), printTime(use.busy),
                      printShare(reached.units[unit]),
                      isScalar ? "-" : std::to_string(use.instructions),
                      moves ? std::to_string(use.bytes) : "-"});
      isFirst = false;
    }
  }
  if (rows.size() > 1) {
    os << "\n";
    printRows(rows, 2, os);
  }
}

static std::string printPlace(const CudaLine &cuda) {
  return cuda.line ? cuda.file + ":" + std::to_string(cuda.line) : "";
}

static void printRemarks(const Profile &profile, llvm::raw_ostream &os) {
  if (profile.remarks.empty()) {
    return;
  }
  os << "\nwhere time goes, most first (two remarks may be about the same "
        "time):\n";
  const size_t shown = std::min(kMostRemarks, profile.remarks.size());
  for (size_t i = 0; i < shown; ++i) {
    const Remark &remark = profile.remarks[i];
    std::string place = printPlace(remark.cuda);
    os << llvm::formatv("{0}. {1}{2}{3}: up to {4} us, {5} of {6}\n", i + 1,
                        place, place.empty() ? "" : ": ", remark.cause,
                        printTime(remark.lost), printShare(remark.share),
                        abbreviate(remark.kernel));
    if (!remark.cuda.text.empty()) {
      os << "     " << remark.cuda.text << "\n";
    }
    os << "   seen: " << remark.observed << "\n";
    if (remark.emittedLine) {
      os << llvm::formatv("   at:   {0}:{1}: {2}\n",
                          llvm::sys::path::filename(remark.emittedFile),
                          remark.emittedLine, remark.statement);
    }
    os << "   try:  " << remark.advice << "\n";
  }
  if (shown < profile.remarks.size()) {
    os << llvm::formatv("{0} more remarks with --json and --html\n",
                        profile.remarks.size() - shown);
  }
}

void profile::printTables(const Profile &profile, llvm::raw_ostream &os) {
  if (profile.run.launches.empty()) {
    os << "no kernel was launched\n";
    return;
  }
  os << describeModel(profile.run) << "\n\n";
  printKernels(profile, os);
  printPipes(profile, os);
  printRemarks(profile, os);
}
