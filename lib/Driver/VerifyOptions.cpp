// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Parses what `cubeport verify` and `cubeport run --on=oracle` add to the
// options of all commands.
#include "lib/Driver/VerifyOptions.h"
#include "lib/Oracle/Abi.h"
#include "llvm/ADT/StringExtras.h"

using namespace cubeport;
using namespace cubeport::driver;
using llvm::StringRef;

/// The bits of "memory,races,init", "all" or "none".
static bool parseChecks(StringRef list, uint32_t &checks) {
  checks = 0;
  for (StringRef word : llvm::split(list, ',')) {
    if (word == "memory") {
      checks |= oracle::kCheckMemory;
    } else if (word == "races") {
      checks |= oracle::kCheckRaces;
    } else if (word == "init") {
      checks |= oracle::kCheckInit;
    } else if (word == "all") {
      checks |= oracle::kCheckMemory | oracle::kCheckRaces | oracle::kCheckInit;
    } else if (word != "none") {
      return false;
    }
  }
  return true;
}

/// Numbers that the runtime reads: the name that it knows an option by.
static StringRef findNumber(StringRef name) {
  for (StringRef known : {"rtol16", "rtol32", "rtol64", "atol16", "atol32",
                          "atol64", "ulps", "launches"}) {
    if (name == ("--" + known).str()) {
      return known;
    }
  }
  return name == "--time-limit" ? "seconds" : "";
}

/// What was computed in float is compared as float, unless the words say how.
static void loosenDoubles(VerifyOptions &options) {
  struct {
    StringRef name, ofFloat;
  } bounds[] = {{"rtol", "1e-5"}, {"atol", "1e-6"}};
  for (auto &[name, ofFloat] : bounds) {
    StringRef given = options.numbers;
    if (given.contains((name + "64=").str())) {
      continue;
    }
    auto [before, behind] = given.split((name + "32=").str());
    StringRef value = behind.empty() ? ofFloat : behind.split(',').first;
    options.numbers += (name + "64=" + value + ",").str();
  }
}

bool driver::parseVerifyOptions(llvm::ArrayRef<std::string> words,
                                VerifyOptions &options,
                                DiagnosticPrinter &printer) {
  options.checks = oracle::kCheckMemory | oracle::kCheckRaces;
  std::vector<std::string> rest;
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--") {
      rest.insert(rest.end(), words.begin() + i, words.end());
      break;
    }
    auto [name, value] = StringRef(words[i]).split('=');
    double number;
    if (name == "--check") {
      if (!parseChecks(value, options.checks)) {
        printer.error("CP1004", ("there is no check '" + value +
                                 "'; the checks are memory, races, init, all "
                                 "and none")
                                    .str());
      }
    } else if (name == "--check-init") {
      options.checks |= oracle::kCheckInit;
    } else if (!findNumber(name).empty()) {
      if (value.getAsDouble(number) || !(number >= 0)) {
        printer.error("CP1004",
                      ("'" + words[i] + "' needs a number of at least 0"));
      }
      options.numbers += (findNumber(name) + "=" + value + ",").str();
    } else if (words[i] == "--json" && i + 1 < words.size()) {
      options.json = words[++i];
    } else if (name == "--json") {
      options.json = value.str();
      if (value.empty()) {
        printer.error("CP1004", "'--json' needs the name of a file");
      }
    } else if (name == "--save-oracle") {
      options.savedForm = value.str();
    } else if (name != "--on") {
      rest.push_back(words[i]);
    } else if (value != "oracle") {
      printer.error(
          "CP1004",
          ("'--on=" + value + "' is neither 'twin' nor 'oracle'").str());
    }
  }
  bool ok = parseOptions(rest, options.common, printer) &&
            printer.errorCount() == 0;
  if (options.common.doubles == frontend::DoublePolicy::Demote) {
    loosenDoubles(options);
  }
  return ok;
}
