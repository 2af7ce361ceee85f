// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parses the command line of `cubeport survey`.
#include "lib/Survey/Survey.h"
#include "llvm/ADT/StringRef.h"

using namespace cubeport;
using namespace cubeport::survey;
using llvm::StringRef;

bool survey::parseSurveyOptions(llvm::ArrayRef<std::string> words,
                                SurveyOptions &options,
                                DiagnosticPrinter &printer) {
  const std::pair<StringRef, std::string *> texts[] = {
      {"-o", &options.output},
      {"--list", &options.list},
      {"--flags", &options.flags},
      {"--json", &options.json},
      {"--markdown", &options.markdown}};
  const std::pair<StringRef, unsigned *> numbers[] = {
      {"--jobs", &options.jobs},
      {"--time-limit", &options.seconds},
      {"--memory", &options.megabytes},
      {"--launches", &options.launches}};
  const std::pair<StringRef, bool *> switches[] = {
      {"--again", &options.again}, {"--retry", &options.retries}};
  for (size_t i = 0; i < words.size(); ++i) {
    StringRef word = words[i];
    auto [name, value] = word.split('=');
    if (word == "--") {
      options.words.assign(words.begin() + i + 1, words.end());
      break;
    }
    bool isKnown = word == "--no-verify";
    options.verifies &= !isKnown;
    for (auto [known, to] : texts) {
      if (known != name) {
        continue;
      }
      isKnown = true;
      if (word == known && i + 1 < words.size()) {
        value = words[++i];
      }
      if (value.empty()) {
        printer.error("CP1004", ("'" + known + "' needs a name").str());
      }
      *to = value.str();
    }
    for (auto [known, to] : numbers) {
      if (known != name) {
        continue;
      }
      isKnown = true;
      if (value.getAsInteger(10, *to) || *to == 0) {
        printer.error("CP1004",
                      ("'" + word + "' needs a number of at least 1").str());
      }
    }
    for (auto [known, to] : switches) {
      if (known == word) {
        isKnown = *to = true;
      }
    }
    if (isKnown) {
      continue;
    }
    if (word.starts_with("-")) {
      printer.error("CP1004", ("there is no option '" + word +
                               "' of survey; those of translate go behind --")
                                  .str());
    } else if (!options.folder.empty()) {
      printer.error("CP1004", ("'" + word +
                               "' is a second folder; survey "
                               "takes one")
                                  .str());
    } else {
      options.folder = word.str();
    }
  }
  if (printer.errorCount() == 0 && options.folder.empty()) {
    printer.error("CP1005", "no folder was named");
  }
  return printer.errorCount() == 0;
}
