// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The page of a profile.
#include "lib/Common/Html.h"
#include "lib/Profile/Print.h"
#include "lib/Profile/Summary.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

#include <algorithm>

using namespace cubeport;
using namespace cubeport::profile;
using llvm::formatv;
using llvm::StringRef;

/// What a kernel may use of the UB (docs/machine.md, M1).
static constexpr uint64_t kUsableUb = 184 * 1024;
/// Lines of a kernel that the page lists.
static constexpr size_t kMostLines = 12;

// Behind the style that all pages share.
static constexpr StringRef kStyle = R"(
:root { --pipe1:#2e7d4f; --pipe2:#8e2f6b; --pipe3:#b9770e; --pipe4:#4a6fa5;
  --pipe5:#c0532b; --pipe6:#6b6b6b; --buffer:#4a6fa555; }
@media (prefers-color-scheme: dark) {
  :root { --pipe1:#54b07c; --pipe2:#c56aa5; --pipe3:#dca03c; --pipe4:#7fa3d8;
    --pipe5:#e5835d; --pipe6:#a0a0a0; --buffer:#7fa3d855; } }
h3 { font-size:.95rem; margin:1rem 0 .3rem; }
svg { display:block; width:100%; height:auto; }
svg text { fill:var(--dim); font:12px system-ui,sans-serif; }
.grid { stroke:var(--line); } .roof { stroke:var(--fg); stroke-width:2; }
.point { fill:var(--pipe1); } .buffer { fill:var(--buffer);
  stroke:var(--pipe4); }
.l2point { fill:none; stroke:var(--pipe1); stroke-width:2; }
.pipe1 { fill:var(--pipe1); } .pipe2 { fill:var(--pipe2); }
.pipe3 { fill:var(--pipe3); } .pipe4 { fill:var(--pipe4); }
.pipe5 { fill:var(--pipe5); } .pipe6 { fill:var(--pipe6); }
.wide { overflow-x:auto; } .wide svg { min-width:44rem; }
.plot { max-width:44rem; } .plot svg { min-width:32rem; }
.wide table { width:auto; min-width:100%; }
td.n, th.n { text-align:right; font-variant-numeric:tabular-nums;
  white-space:nowrap; }
ol.remarks { padding:0; list-style:none; }
ol.remarks li { background:var(--card); border:1px solid var(--line);
  border-radius:.4rem; margin:.4rem 0; padding:.5rem .7rem;
  overflow-wrap:anywhere; }
ol.remarks .bar { height:.4rem; margin:.3rem 0; }
ol.remarks .bar i { background:var(--pipe5); }
ol.remarks p { margin:.2rem 0; }
.sim { background:var(--pipe3); color:#fff; border-radius:.3rem;
  padding:.05rem .45rem; font-size:.85rem; }
details.kernel { margin:.6rem 0; }
summary { overflow-wrap:anywhere; }
)";

static std::string cell(StringRef text, bool isNumber = true) {
  return (StringRef(isNumber ? "<td class=\"n\">" : "<td>") + escapeHtml(text) +
          "</td>")
      .str();
}

static std::string heads(llvm::ArrayRef<StringRef> names, size_t numTexts) {
  std::string row = "<tr>";
  for (size_t i = 0; i < names.size(); ++i) {
    row +=
        (i < numTexts ? "<th>" : "<th class=\"n\">") + names[i].str() + "</th>";
  }
  return row + "</tr>";
}

static std::string printPlace(const CudaLine &cuda) {
  return cuda.line ? cuda.file + ":" + std::to_string(cuda.line) : "";
}

static std::string printKernels(const Profile &profile) {
  std::string text =
      "<div class=\"wide\"><table>" +
      heads({"", "kernel", "bound", "launches", "time us", "HBM GB/s", "HBM",
             "L2", "vector", "scalar", "launch"},
            3);
  size_t number = 0;
  for (const KernelSum &kernel : profile.run.kernels) {
    const Reached reached = measure(kernel);
    const bool isTimed = kernel.untimed < kernel.launches;
    text += "<tr>" + cell(std::to_string(++number)) + "<td><code>" +
            escapeHtml(kernel.kernel) + "</code></td>" +
            cell(reached.bound, false) + cell(std::to_string(kernel.launches));
    if (isTimed) {
      text += cell(printTime(kernel.task)) + cell(printCount(reached.hbmRate)) +
              cell(printShare(reached.hbm)) + cell(printShare(reached.l2)) +
              cell(printShare(reached.vectorRoof)) +
              cell(printShare(reached.units[unsigned(Unit::Scalar)])) +
              cell(printShare(reached.launch));
    } else {
      text += "<td colspan=\"7\">not timed</td>";
    }
    text += "</tr>";
  }
  return text + "</table></div>";
}

static std::string printRemark(const Remark &remark) {
  std::string text = "<li><b>" + escapeHtml(printPlace(remark.cuda)) + "</b> " +
                     escapeHtml(remark.cause) +
                     formatv(" <span class=\"dim\">up to {0} us, {1} of {2}"
                             "</span>",
                             printTime(remark.lost), printShare(remark.share),
                             escapeHtml(abbreviate(remark.kernel)))
                         .str() +
                     formatv("<div class=\"bar\"><i style=\"width:{0:f1}%\">"
                             "</i></div>",
                             std::min(1.0, remark.share) * 100)
                         .str();
  if (!remark.cuda.text.empty()) {
    text += "<p><code>" + escapeHtml(remark.cuda.text) + "</code></p>";
  }
  text += "<p>" + escapeHtml(remark.observed) +
          "</p><p>Try: " + escapeHtml(remark.advice) + "</p>";
  if (remark.emittedLine) {
    text += "<p class=\"dim\"><code>" +
            escapeHtml(llvm::sys::path::filename(remark.emittedFile)) + ":" +
            std::to_string(remark.emittedLine) + ": " +
            escapeHtml(remark.statement) + "</code></p>";
  }
  return text + "</li>\n";
}

static std::string printUnits(const KernelSum &kernel) {
  const Reached reached = measure(kernel);
  std::string text =
      "<div class=\"wide\"><table>" +
      heads({"pipe", "busy us", "of time", "instructions", "bytes"}, 1);
  for (unsigned unit = 0; unit < numUnits; ++unit) {
    const UnitUse &use = kernel.units[unit];
    if (use.busy > 0) {
      text +=
          "<tr>" + cell(unitName(Unit(unit)), false) +
          cell(printTime(use.busy)) + cell(printShare(reached.units[unit])) +
          cell(Unit(unit) == Unit::Scalar ? "-"
                                          : std::to_string(use.instructions)) +
          cell(use.bytes ? std::to_string(use.bytes) : "-") + "</tr>";
    }
  }
  return text + "</table></div>";
}

/// Lines of the CUDA source by the time that units spend on them.
static std::string printLines(const KernelSum &kernel, const KernelText &text) {
  struct Sum {
    CudaLine cuda;
    double busy = 0, scalar = 0;
    uint64_t count = 0, bytes = 0;
  };
  std::map<std::pair<std::string, unsigned>, Sum> sums;
  for (const Site &site : kernel.sites) {
    CudaLine cuda = text.cudaLineOf(site.file, site.line);
    if (!cuda.line) {
      cuda = {llvm::sys::path::filename(site.file).str(), "", site.line};
    }
    Sum &sum = sums[{cuda.file, cuda.line}];
    sum.cuda = cuda;
    sum.busy += site.busy;
    sum.scalar += site.scalar;
    sum.count += site.count;
    sum.bytes += site.bytes;
  }
  std::vector<Sum> lines;
  for (auto &[key, sum] : sums) {
    lines.push_back(std::move(sum));
  }
  llvm::sort(lines, [](const Sum &a, const Sum &b) {
    const double ofA = a.busy + a.scalar, ofB = b.busy + b.scalar;
    return ofA != ofB ? ofA > ofB
                      : std::tie(a.cuda.file, a.cuda.line) <
                            std::tie(b.cuda.file, b.cuda.line);
  });
  lines.resize(std::min(lines.size(), kMostLines));
  std::string page =
      "<h3>Lines</h3><div class=\"wide\"><table>" +
      heads({"line", "", "pipes us", "scalar us", "instructions", "bytes"}, 2);
  for (const Sum &line : lines) {
    page += "<tr>" + cell(printPlace(line.cuda), false) + "<td><code>" +
            escapeHtml(line.cuda.text) + "</code></td>" +
            cell(printTime(line.busy)) + cell(printTime(line.scalar)) +
            cell(std::to_string(line.count)) +
            cell(std::to_string(line.bytes)) + "</tr>";
  }
  return page + "</table></div>";
}

static std::string printKernel(const Profile &profile, const KernelSum &kernel,
                               const ChosenEvents &events) {
  std::string text = "<details class=\"kernel\" open><summary><b>" +
                     escapeHtml(kernel.kernel) + "</b>";
  if (const KernelFacts *facts = profile.text.factsOf(kernel.kernel)) {
    text += " <span class=\"dim\">" +
            escapeHtml(printPlace({facts->place.file, "", facts->place.line})) +
            "</span>";
  }
  text += "</summary><div class=\"inner\">" + printUnits(kernel);
  auto chosen = events.find(kernel.longestLaunch);
  if (kernel.untimed < kernel.launches && chosen != events.end()) {
    const Launch &launch = profile.run.launches[kernel.longestLaunch];
    text += drawTimeline(kernel, chosen->second, launch.begin);
    if (launch.leftOut > 0) {
      text += formatv("<p class=\"dim\">{0} later instructions of this launch "
                      "were not kept.</p>",
                      launch.leftOut);
    }
  }
  const KernelRange *range = profile.text.rangeOf(kernel.kernel);
  if (range && !range->buffers.empty()) {
    uint64_t used = 0;
    for (const Buffer &buffer : range->buffers) {
      used = std::max(used, buffer.address + buffer.bytes);
    }
    text += formatv("<h3>Buffers in the UB: {0} of {1} bytes used</h3>"
                    "<p class=\"dim\">Across: addresses. Down: lines of the "
                    "emitted text, from a buffer's first use to its last."
                    "</p><div class=\"wide\">",
                    used, kUsableUb)
                .str() +
            drawBuffers(*range) + "</div>";
  }
  return text + printLines(kernel, profile.text) + "</div></details>\n";
}

std::string profile::htmlPage(const Profile &profile,
                              const ChosenEvents &events) {
  const std::string title = "Profile of " + profile.program;
  double bytes = 0;
  for (const KernelSum &kernel : profile.run.kernels) {
    bytes += double(kernel.hbmRead + kernel.hbmWritten);
  }
  std::string text =
      beginPage(title, kStyle) + "<h1>" + escapeHtml(title) +
      " <span class=\"sim\">simulated</span></h1>\n<p class=\"dim\">" +
      escapeHtml(describeModel(profile.run)) + "</p>\n<div class=\"tiles\">" +
      printTile(printTime(profile.run.total()) + " us", "in kernels") +
      printTile(std::to_string(profile.run.launches.size()), "launches") +
      printTile(std::to_string(profile.run.kernels.size()), "kernels") +
      printTile(printBytes(bytes), "from and to HBM") +
      "</div>\n<h2>Kernels</h2>\n" + printKernels(profile) +
      "\n<h2>Roofline</h2>\n<div class=\"plot wide\">" + drawRoofline(profile) +
      "</div><p class=\"dim\">Numbers as in the table. Filled: by bytes of "
      "HBM; "
      "hollow: by bytes through the L2 cache.</p>\n";
  if (!profile.remarks.empty()) {
    text += "<h2>Where time goes</h2>\n<p class=\"dim\">What could be won at "
            "most; two remarks may be about the same time.</p>"
            "<ol class=\"remarks\">\n";
    for (const Remark &remark : profile.remarks) {
      text += printRemark(remark);
    }
    text += "</ol>\n";
  }
  text += "<h2>In each kernel</h2>\n";
  for (const KernelSum &kernel : profile.run.kernels) {
    text += printKernel(profile, kernel, events);
  }
  return text + "<p class=\"dim\">Every time on this page is simulated. The "
                "scalar unit is not drawn: gaps are it, flags, or memory."
                "</p></body></html>\n";
}
