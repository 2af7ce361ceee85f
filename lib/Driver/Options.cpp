// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parses the command lines of `cubeport translate` and `cubeport run`.
#include "lib/Driver/Options.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cubeport;
using namespace cubeport::driver;
using llvm::StringRef;

static std::optional<EmittedForm> findForm(StringRef name) {
  return llvm::StringSwitch<std::optional<EmittedForm>>(name)
      .Case("project", EmittedForm::Project)
      .Case("simt", EmittedForm::Simt)
      .Case("tile", EmittedForm::Tile)
      .Case("davinci", EmittedForm::Davinci)
      .Case("planned", EmittedForm::Planned)
      .Case("ascendc", EmittedForm::AscendC)
      .Case("host", EmittedForm::Host)
      .Case("report", EmittedForm::Report)
      .Default(std::nullopt);
}

namespace {
/// Reads one option of ours; leaves nvcc's to the frontend.
class OptionParser {
public:
  OptionParser(Options &options, DiagnosticPrinter &printer)
      : options(options), printer(printer) {}

  /// True if `word` was an option of ours.
  bool parse(StringRef word) {
    StringRef value = word;
    if (value.consume_front("--emit=")) {
      if (std::optional<EmittedForm> form = findForm(value)) {
        options.emit = *form;
      } else {
        printer.error("CP1009",
                      ("there is no form '" + value +
                       "'; the forms are project, simt, tile, davinci, "
                       "planned, ascendc, host and report")
                          .str());
      }
      return true;
    }
    if (value.consume_front("--stop-after=")) {
      options.stopAfter = parsePhase(value);
      return true;
    }
    if (value.consume_front("--start-from=")) {
      options.startFrom = parsePhase(value);
      return true;
    }
    if (value.consume_front("--save-phases=")) {
      options.savePhases = value.str();
      if (value.empty()) {
        printer.error("CP1004", "'--save-phases=' needs the name of a folder");
      }
      return true;
    }
    if (value.consume_front("--lanes=")) {
      if (value.getAsInteger(10, options.lanes) || options.lanes < 64 ||
          options.lanes % 64 != 0) {
        printer.error(
            "CP1004",
            ("'--lanes=" + value + "' is not a positive multiple of 64").str());
      }
      return true;
    }
    if (parseSwitches(word)) {
      return true;
    }
    if (value.consume_front("--plan-double-buffer=")) {
      parseSlots(value);
      return true;
    }
    if (value.consume_front("--route=")) {
      auto route = llvm::StringSwitch<std::optional<Route>>(value)
                       .Case("auto", Route::Auto)
                       .Case("lanes", Route::Lanes)
                       .Case("threads", Route::Threads)
                       .Default(std::nullopt);
      if (!route) {
        printer.error("CP1004", ("there is no route '" + value +
                                 "'; the routes are auto, lanes and threads")
                                    .str());
      }
      options.route = route.value_or(Route::Auto);
      return true;
    }
    if (value.consume_front("--recursion-depth=")) {
      unsigned &depth = options.source.recursionDepth;
      constexpr unsigned kMost = 65536;
      if (value.getAsInteger(10, depth) || depth == 0 || depth > kMost) {
        printer.error("CP1004", ("'--recursion-depth=" + value +
                                 "' is not a number from 1 to 65536")
                                    .str());
      }
      return true;
    }
    if (value.consume_front("--fp64=")) {
      parseDoubles(value);
      return true;
    }
    if (parseRule(word)) {
      return true;
    }
    if (value.consume_front("--sarif=") || value.consume_front("--report=")) {
      (word.starts_with("--sarif") ? options.sarif : options.report) =
          value.str();
      if (value.empty()) {
        printer.error("CP1004",
                      ("'" + word + "' needs the name of a file").str());
      }
      return true;
    }
    if (word == "--defer-refusals") {
      options.deferRefusals = true;
      return true;
    }
    if (word == "--time-phases") {
      options.timePhases = true;
      return true;
    }
    return false;
  }

private:
  Options &options;
  DiagnosticPrinter &printer;

  /// Takes `word` if it begins with `name`, which turns something on or off.
  bool parseSwitch(StringRef word, StringRef name, bool &isOn) {
    StringRef value = word;
    if (!value.consume_front(name)) {
      return false;
    }
    if (value != "0" && value != "1") {
      printer.error("CP1004", ("'" + word + "' is neither 0 nor 1").str());
    }
    isOn = value != "0";
    return true;
  }

  /// Steps that can be left out.
  bool parseSwitches(StringRef word) {
    return parseSwitch(word, "--lift-merge-blocks=", options.mergeBlocks) ||
           parseSwitch(word, "--lift-hoist-loads=", options.hoistLoads) ||
           parseSwitch(word, "--lift-promote-loops=", options.promoteLoops) ||
           parseSwitch(word, "--lift-unroll=", options.unrollLoops) ||
           parseSwitch(word, "--lift-split-warps=", options.splitWarps) ||
           parseSwitch(word, "--plan-banks=", options.avoidsBanks);
  }

  void parseSlots(StringRef value) {
    int64_t &slots = options.bufferSlots;
    if (value.getAsInteger(10, slots) ||
        (slots != 0 && slots != 2 && slots != 3)) {
      printer.error("CP1004", ("'--plan-double-buffer=" + value +
                               "' is none of 0, 2 and 3")
                                  .str());
    }
  }

  void parseDoubles(StringRef value) {
    using frontend::DoublePolicy;
    auto policy = llvm::StringSwitch<std::optional<DoublePolicy>>(value)
                      .Case("exact", DoublePolicy::Exact)
                      .Case("pair", DoublePolicy::Pair)
                      .Case("demote", DoublePolicy::Demote)
                      .Case("error", DoublePolicy::Error)
                      .Default(std::nullopt);
    if (!policy) {
      printer.error("CP1004", ("'--fp64=" + value +
                               "' is none of exact, pair, demote and error")
                                  .str());
    }
    options.doubles = policy.value_or(DoublePolicy::Exact);
  }

  /// -Werror=CODE, -Wno-CODE and --remarks; nvcc's -Werror has no codes.
  bool parseRule(StringRef word) {
    if (word == "--remarks") {
      options.rules.showsRemarks = true;
      return true;
    }
    StringRef code = word.drop_while([](char c) { return c == '-'; });
    const bool isError = code.consume_front("Werror=");
    if (!isError && !code.consume_front("Wno-")) {
      return false;
    }
    if (!code.starts_with_insensitive("CP")) {
      return false;
    }
    const DiagnosticInfo *info = findDiagnostic(code);
    if (!info) {
      printer.error("CP1004",
                    ("'" + word + "' names no diagnostic code").str());
    } else if (!isError && info->severity == Severity::Error) {
      printer.error("CP1004", ("'" + word + "': " + info->code +
                               " is an error, which cannot be silenced")
                                  .str());
    } else {
      (isError ? options.rules.asErrors : options.rules.silenced)
          .insert(info->code.str());
    }
    return true;
  }

  std::optional<Phase> parsePhase(StringRef name) {
    std::optional<Phase> phase = findPhase(name);
    if (!phase) {
      printer.error("CP1009", ("there is no phase '" + name +
                               "'; the phases are frontend, lift, map, plan "
                               "and target")
                                  .str());
    }
    return phase;
  }
};
} // namespace

bool driver::parseOptions(llvm::ArrayRef<std::string> words, Options &options,
                          DiagnosticPrinter &printer) {
  OptionParser own(options, printer);
  std::vector<std::string> nvccWords;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") {
      options.programArgs.assign(words.begin() + i + 1, words.end());
      break;
    }
    if (!own.parse(words[i])) {
      nvccWords.push_back(words[i]);
    }
  }
  frontend::parseCommandLine(
      nvccWords, options.source,
      [&](StringRef code, StringRef message) { printer.error(code, message); });
  printer.setRules(options.rules);
  if (printer.errorCount() == 0 && options.source.sources.empty()) {
    printer.error("CP1005", "no source file was named");
  }
  return printer.errorCount() == 0;
}
