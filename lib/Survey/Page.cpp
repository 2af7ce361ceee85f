// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The page of a survey: one file, no network, works on a phone.
#include "lib/Common/Html.h"
#include "lib/Survey/Record.h"
#include "llvm/Support/FormatVariadic.h"

#include <map>

using namespace cubeport;
using namespace cubeport::survey;
using llvm::StringRef;

// Behind the style that all pages share.
static constexpr StringRef kStyle = R"(
:root { --passed:#2e7d4f; --wrong:#c0392b; --crashed:#8e2f6b;
  --timeout:#b9770e; --refused:#4a6fa5; --not-built:#6b6b6b; }
@media (prefers-color-scheme: dark) {
  :root { --passed:#54b07c; --wrong:#e56b5d; --crashed:#c56aa5;
    --timeout:#dca03c; --refused:#7fa3d8; --not-built:#a0a0a0; } }
.suite { display:flex; gap:.7rem; align-items:center; margin:.35rem 0; }
.suite span { flex:0 0 14rem; overflow:hidden; text-overflow:ellipsis;
  white-space:nowrap; }
.suite em { flex:0 0 4.5rem; font-style:normal; text-align:right;
  font-variant-numeric:tabular-nums; }
.passed { background:var(--passed); } .wrong { background:var(--wrong); }
.crashed { background:var(--crashed); } .timeout { background:var(--timeout); }
.refused { background:var(--refused); }
.not-built { background:var(--not-built); }
nav { display:flex; flex-wrap:wrap; gap:.4rem; margin:1rem 0 .6rem; }
nav button, nav input { font:inherit; padding:.3rem .7rem; border-radius:1rem;
  border:1px solid var(--line); background:var(--card); color:inherit; }
nav button[aria-pressed=true] { border-color:var(--fg); font-weight:600; }
nav input { flex:1 1 10rem; min-width:8rem; }
summary { display:grid; gap:.2rem .8rem;
  grid-template-columns:minmax(12rem,1.2fr) 5rem 4.5rem 4rem minmax(8rem,1fr);
  align-items:center; list-style:none; }
summary::-webkit-details-marker { display:none; }
summary > * { min-width:0; overflow-wrap:anywhere; }
.name small { display:block; color:var(--dim); }
.badge { color:#fff; border-radius:.3rem; padding:.05rem .45rem;
  font-size:.85rem; justify-self:start; }
@media (max-width:46rem) {
  summary { grid-template-columns:1fr auto; }
  summary .why { grid-column:1/-1; } .suite span { flex-basis:8rem; }
}
)";

static constexpr StringRef kScript = R"(
const chosen = new Set(), text = document.querySelector('input');
function apply() {
  const needle = text.value.toLowerCase();
  for (const row of document.querySelectorAll('details')) {
    const fits = (!chosen.size || chosen.has(row.dataset.outcome)) &&
      row.dataset.text.includes(needle);
    row.hidden = !fits;
  }
}
for (const button of document.querySelectorAll('nav button'))
  button.onclick = () => {
    const name = button.dataset.outcome;
    chosen.has(name) ? chosen.delete(name) : chosen.add(name);
    button.setAttribute('aria-pressed', chosen.has(name));
    apply();
  };
text.oninput = apply;
)";

/// A class of the style sheet.
static std::string styleOf(Outcome outcome) {
  return outcome == Outcome::NotBuilt ? "not-built"
                                      : outcomeName(outcome).str();
}

namespace {
struct Counts {
  unsigned outcomes[numOutcomes] = {}, programs = 0;
  void add(const Record &record) {
    ++outcomes[unsigned(record.outcome)];
    ++programs;
  }
};
} // namespace

static std::string printBar(const Counts &counts) {
  std::string bar = "<div class=\"bar\">";
  for (unsigned i = 0; i < numOutcomes; ++i) {
    if (counts.outcomes[i]) {
      bar +=
          llvm::formatv(
              "<i class=\"{0}\" style=\"width:{1:f2}%\" title=\"{2} {3}\">"
              "</i>",
              styleOf(Outcome(i)), 100.0 * counts.outcomes[i] / counts.programs,
              counts.outcomes[i], outcomeName(Outcome(i)))
              .str();
    }
  }
  return bar + "</div>";
}

static std::string share(unsigned part, unsigned whole) {
  return llvm::formatv("{0}/{1}", part, whole).str();
}

static std::string printKernels(const Record &record) {
  if (record.kernels.empty()) {
    return "";
  }
  std::string text = "<table><tr><th>kernel</th><th>place</th><th>translated"
                     "</th><th>verified</th><th>codes</th></tr>";
  for (const KernelRecord &kernel : record.kernels) {
    text += "<tr><td><code>" + escapeHtml(kernel.name) + "</code></td><td>" +
            escapeHtml(kernel.file) + ":" + std::to_string(kernel.line) +
            "</td><td>" +
            (kernel.isTranslated ? escapeHtml(kernel.route) : "refused") +
            "</td><td>" +
            (kernel.verdict.empty() ? "-" : escapeHtml(kernel.verdict)) +
            "</td><td>" + escapeHtml(kernel.codes) + "</td></tr>";
  }
  return text + "</table>";
}

/// The last folder of a path, with where it lies in smaller letters above.
static std::string printName(StringRef path) {
  const size_t slash = path.rfind('/');
  const bool hasFolder = slash != StringRef::npos;
  return "<span class=\"name\">" +
         (hasFolder
              ? "<small>" + escapeHtml(path.take_front(slash)) + "/</small>"
              : "") +
         "<b>" + escapeHtml(hasFolder ? path.drop_front(slash + 1) : path) +
         "</b></span>";
}

static std::string printProgram(const Record &record) {
  unsigned translated = 0;
  std::string words = record.name + " " + record.code + " " + record.message;
  for (const KernelRecord &kernel : record.kernels) {
    translated += kernel.isTranslated;
    words += " " + kernel.name + " " + kernel.codes;
  }
  // The end is where programs say how it went.
  constexpr size_t kMost = 4000;
  StringRef output = StringRef(record.output).take_back(kMost);
  std::string text =
      "<details data-outcome=\"" + outcomeName(record.outcome).str() +
      "\" data-text=\"" + escapeHtml(StringRef(words).lower()) +
      "\"><summary>" + printName(record.name) + "<span class=\"badge " +
      styleOf(record.outcome) + "\">" + outcomeName(record.outcome).str() +
      "</span><span>" +
      (record.verified.empty() ? "" : escapeHtml(record.verified)) +
      "</span><span class=\"dim\">" +
      share(translated, unsigned(record.kernels.size())) +
      "</span><span class=\"why dim\">";
  if (!record.code.empty()) {
    text += "<code>" + record.code + "</code> ";
  }
  text += escapeHtml(record.message) +
          "</span></summary><div class=\"inner\">" + printKernels(record) +
          llvm::formatv("<p class=\"dim\">built from {0}, {1:f1} s in all</p>",
                        escapeHtml(record.from), record.seconds)
              .str();
  if (!output.empty()) {
    text += "<pre>" + escapeHtml(output) + "</pre>";
  }
  return text + "</div></details>\n";
}

std::string survey::htmlPage(StringRef title, llvm::ArrayRef<Record> records) {
  Counts all;
  std::map<std::string, Counts> suites;
  unsigned kernels = 0, translated = 0, compared = 0, match = 0;
  for (const Record &record : records) {
    all.add(record);
    suites[suiteOf(record).str()].add(record);
    for (const KernelRecord &kernel : record.kernels) {
      ++kernels;
      translated += kernel.isTranslated;
      compared += !kernel.verdict.empty();
      match += kernel.verdict == "match";
    }
  }
  std::string text =
      beginPage(("Survey of " + title).str(), kStyle) + "<h1>Survey of " +
      escapeHtml(title) + "</h1>\n<div class=\"tiles\">" +
      printTile(share(all.outcomes[0], all.programs), "programs pass") +
      printTile(share(translated, kernels), "kernels translated") +
      printTile(share(match, compared), "launched kernels match the oracle") +
      "</div>\n<h2>By folder</h2>\n";
  for (const auto &[name, counts] : suites) {
    text += "<div class=\"suite\"><span title=\"" + escapeHtml(name) + "\">" +
            escapeHtml(name) + "</span>" + printBar(counts) + "<em>" +
            share(counts.outcomes[0], counts.programs) + "</em></div>\n";
  }
  text += "<nav aria-label=\"filters\">";
  for (unsigned i = 0; i < numOutcomes; ++i) {
    if (all.outcomes[i]) {
      text += llvm::formatv("<button aria-pressed=\"false\" "
                            "data-outcome=\"{0}\">{0} {1}</button>",
                            outcomeName(Outcome(i)), all.outcomes[i])
                  .str();
    }
  }
  text += "<input type=\"search\" aria-label=\"search\" "
          "placeholder=\"program, kernel or code\"></nav>\n";
  for (const Record &record : records) {
    text += printProgram(record);
  }
  return text +
         "<p class=\"dim\">Verified: every launch compared with the "
         "CUDA kernel itself on this machine. Codes: <code>cubeport "
         "explain CODE</code>.</p>\n<script>" +
         kScript.str() + "</script></body></html>\n";
}
