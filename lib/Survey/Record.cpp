// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Records as JSON, CSV and Markdown.
#include "lib/Survey/Record.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"

#include <map>

using namespace cubeport;
using namespace cubeport::survey;
using llvm::StringRef;
namespace json = llvm::json;

static const char *const names[numOutcomes] = {
    "passed", "wrong", "crashed", "timeout", "refused", "not built"};

StringRef survey::outcomeName(Outcome outcome) {
  return names[unsigned(outcome)];
}

StringRef survey::suiteOf(const Record &record) {
  auto [first, rest] = StringRef(record.name).split('/');
  return rest.empty() ? "." : first;
}

//===----------------------------------------------------------------------===//
// JSON
//===----------------------------------------------------------------------===//

json::Value survey::toJson(const Record &record) {
  json::Array kernels;
  for (const KernelRecord &kernel : record.kernels) {
    kernels.push_back(json::Object{{"name", kernel.name},
                                   {"file", kernel.file},
                                   {"line", kernel.line},
                                   {"translated", kernel.isTranslated},
                                   {"route", kernel.route},
                                   {"codes", kernel.codes},
                                   {"verdict", kernel.verdict}});
  }
  return json::Object{{"path", record.name},
                      {"from", record.from},
                      {"outcome", outcomeName(record.outcome)},
                      {"translated", record.isTranslated},
                      {"built", record.isBuilt},
                      {"ran", record.hasRun},
                      {"verified", record.verified},
                      {"code", record.code},
                      {"message", record.message},
                      {"stdout", json::fixUTF8(record.output)},
                      {"seconds", record.seconds},
                      {"kernels", std::move(kernels)},
                      {"key", record.key}};
}

std::unique_ptr<json::Object> survey::readObject(StringRef file) {
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer) {
    return nullptr;
  }
  llvm::Expected<json::Value> value = json::parse((*buffer)->getBuffer());
  if (!value) {
    llvm::consumeError(value.takeError());
    return nullptr;
  }
  json::Object *object = value->getAsObject();
  return object ? std::make_unique<json::Object>(std::move(*object)) : nullptr;
}

std::string survey::textOf(const json::Object &object, StringRef key) {
  return object.getString(key).value_or("").str();
}

bool survey::fromJson(const json::Object &object, Record &record) {
  const json::Array *kernels = object.getArray("kernels");
  if (!kernels) {
    return false;
  }
  record.name = textOf(object, "path");
  record.from = textOf(object, "from");
  const std::string outcome = textOf(object, "outcome");
  bool isKnown = false;
  for (unsigned i = 0; i < numOutcomes; ++i) {
    if (outcome == names[i]) {
      record.outcome = Outcome(i);
      isKnown = true;
    }
  }
  record.isTranslated = object.getBoolean("translated").value_or(false);
  record.isBuilt = object.getBoolean("built").value_or(false);
  record.hasRun = object.getBoolean("ran").value_or(false);
  record.verified = textOf(object, "verified");
  record.code = textOf(object, "code");
  record.message = textOf(object, "message");
  record.output = textOf(object, "stdout");
  record.seconds = object.getNumber("seconds").value_or(0);
  record.key = textOf(object, "key");
  for (const json::Value &entry : *kernels) {
    const json::Object *kernel = entry.getAsObject();
    if (!kernel) {
      return false;
    }
    record.kernels.push_back({textOf(*kernel, "name"), textOf(*kernel, "file"),
                              kernel->getInteger("line").value_or(0),
                              kernel->getBoolean("translated").value_or(false),
                              textOf(*kernel, "route"),
                              textOf(*kernel, "codes"),
                              textOf(*kernel, "verdict")});
  }
  return isKnown;
}

//===----------------------------------------------------------------------===//
// CSV and Markdown
//===----------------------------------------------------------------------===//

static std::string row(std::initializer_list<StringRef> cells) {
  std::string line;
  for (StringRef cell : cells) {
    line += line.empty() ? "" : ",";
    if (cell.find_first_of(",\"\n\r") == StringRef::npos) {
      line += cell;
      continue;
    }
    line += '"';
    for (char c : cell) {
      line += c == '"' ? "\"\"" : std::string(1, c);
    }
    line += '"';
  }
  return line + "\n";
}

static StringRef yesNo(bool value) { return value ? "yes" : "no"; }

std::string survey::programsCsv(llvm::ArrayRef<Record> records) {
  std::string text =
      row({"path", "outcome", "translated", "built", "ran", "verified", "code",
           "kernels", "kernels_translated", "seconds", "message"});
  for (const Record &record : records) {
    size_t translated = llvm::count_if(
        record.kernels, [](const KernelRecord &k) { return k.isTranslated; });
    text +=
        row({record.name, outcomeName(record.outcome),
             yesNo(record.isTranslated), yesNo(record.isBuilt),
             yesNo(record.hasRun), record.verified, record.code,
             std::to_string(record.kernels.size()), std::to_string(translated),
             llvm::formatv("{0:f1}", record.seconds).str(), record.message});
  }
  return text;
}

std::string survey::kernelsCsv(llvm::ArrayRef<Record> records) {
  std::string text = row({"path", "kernel", "file", "line", "translated",
                          "route", "codes", "verdict"});
  for (const Record &record : records) {
    for (const KernelRecord &kernel : record.kernels) {
      text += row({record.name, kernel.name, kernel.file,
                   std::to_string(kernel.line), yesNo(kernel.isTranslated),
                   kernel.route, kernel.codes, kernel.verdict});
    }
  }
  return text;
}

std::string survey::suitesMarkdown(llvm::ArrayRef<Record> records) {
  struct Row {
    unsigned counts[numOutcomes] = {}, programs = 0, kernels = 0,
             translated = 0, match = 0, compared = 0;
  };
  std::map<std::string, Row> suites;
  Row all;
  for (const Record &record : records) {
    for (Row *sum : {&suites[suiteOf(record).str()], &all}) {
      ++sum->counts[unsigned(record.outcome)];
      ++sum->programs;
      for (const KernelRecord &kernel : record.kernels) {
        ++sum->kernels;
        sum->translated += kernel.isTranslated;
        sum->compared += !kernel.verdict.empty();
        sum->match += kernel.verdict == "match";
      }
    }
  }
  std::string text = "| suite | programs |";
  std::string rule = "|---|---|";
  for (const char *name : names) {
    text += std::string(" ") + name + " |";
    rule += "---|";
  }
  text += " kernels | translated | compared | match |\n" + rule +
          "---|---|---|---|\n";
  auto print = [&](StringRef name, const Row &sum) {
    text += ("| " + name + " | " + llvm::Twine(sum.programs) + " |").str();
    for (unsigned count : sum.counts) {
      text += " " + std::to_string(count) + " |";
    }
    for (unsigned count :
         {sum.kernels, sum.translated, sum.compared, sum.match}) {
      text += " " + std::to_string(count) + " |";
    }
    text += "\n";
  };
  for (const auto &[name, sum] : suites) {
    print(name, sum);
  }
  print("all", all);
  return text;
}

/// Text in a cell of a Markdown table.
static std::string cell(StringRef text) {
  std::string result;
  for (char c : text) {
    if (c == '|') {
      result += "\\|";
    } else {
      result += c == '\n' ? ' ' : c;
    }
  }
  return result;
}

std::string survey::statusMarkdown(llvm::ArrayRef<Record> records) {
  std::string text =
      "# Status\n\n<!-- Written by `cubeport survey --markdown`; do not edit. "
      "-->\n\nHow far programs get: see [survey.md](survey.md) for the words. "
      "*Compared* are\nkernels that were launched on both machines, *match* "
      "those without a difference.\n\n" +
      suitesMarkdown(records) +
      "\n## What did not pass, or was not compared whole\n\n"
      "| program | outcome | verified | code | why |\n|---|---|---|---|---|\n";
  for (const Record &record : records) {
    const bool isWhole = record.verified == "match" || record.verified.empty();
    if (record.outcome != Outcome::Passed || !isWhole) {
      text += "| " + cell(record.name) + " | " +
              outcomeName(record.outcome).str() + " | " + record.verified +
              " | " + record.code + " | " + cell(record.message) + " |\n";
    }
  }
  return text;
}
