// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The steps with one program, each a process of its own.
#include "lib/Survey/TryProgram.h"
#include "lib/Survey/Child.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

#include <csignal>

using namespace cubeport;
using namespace cubeport::survey;
using llvm::StringRef;
namespace json = llvm::json;

//===----------------------------------------------------------------------===//
// What a step said
//===----------------------------------------------------------------------===//

static StringRef lastLine(StringRef text) {
  text = text.rtrim();
  const size_t end = text.rfind('\n');
  return end == StringRef::npos ? text : text.drop_front(end + 1);
}

/// The first error of cubeport's, or of the twin's or oracle's; else the last
/// line.
static void findError(StringRef text, std::string &code, std::string &message) {
  static const llvm::Regex pattern("error: (CP[0-9][0-9][0-9][0-9]): ([^\n]*)");
  // A program that runs on its own says it without a word before.
  static const llvm::Regex fault("^(CP[78][0-9][0-9][0-9]): ([^\n]*)",
                                 llvm::Regex::Newline);
  static const llvm::Regex plain("error: ([^\n]*)");
  llvm::SmallVector<StringRef> parts;
  if (pattern.match(text, &parts) || fault.match(text, &parts)) {
    code = parts[1].str();
    message = parts[2].str();
    // What Clang said says more than that it said something.
    if (code == "CP1012" && plain.match(text, &parts)) {
      message = parts[1].str();
    }
    return;
  }
  message = lastLine(text).take_front(300).str();
}

static std::string describeEnd(const ChildResult &result, StringRef what,
                               const ChildLimits &limits) {
  switch (result.end) {
  case ChildEnd::Signalled:
    return (what + " ended with signal " + llvm::Twine(result.status) + ", " +
            strsignal(result.status))
        .str();
  case ChildEnd::TimedOut:
    return (what + " was ended after " + llvm::Twine(limits.seconds) + " s")
        .str();
  case ChildEnd::OutOfMemory:
    return (what + " was ended, it took more than " +
            llvm::Twine(limits.megabytes) + " MiB")
        .str();
  case ChildEnd::NotStarted:
    return (what + " could not be started").str();
  default:
    return (what + " ended with status " + llvm::Twine(result.status)).str();
  }
}

//===----------------------------------------------------------------------===//
// The steps
//===----------------------------------------------------------------------===//

namespace {
class Attempt {
public:
  Attempt(const Program &program, const SurveyOptions &options,
          const std::string &self, StringRef scratch, std::string &log)
      : program(program), options(options), self(self), scratch(scratch.str()),
        log(log) {
    record.name = program.name;
    record.from = program.from;
    limits.seconds = options.seconds;
    limits.megabytes = options.megabytes;
  }

  Record run() {
    if (!translate()) {
      return record;
    }
    runFolder = makeRunFolder(program.folder, scratch);
    runOnTwin();
    if (options.verifies && record.isBuilt && !isStopped) {
      verify();
    }
    return record;
  }

private:
  const Program &program;
  const SurveyOptions &options;
  const std::string &self;
  std::string scratch, runFolder;
  std::string &log;
  ChildLimits limits;
  Record record;

  std::vector<std::string> command(StringRef name) {
    std::vector<std::string> words = {self, name.str()};
    words.insert(words.end(), program.sources.begin(), program.sources.end());
    words.insert(words.end(), program.options.begin(), program.options.end());
    words.insert(words.end(), options.words.begin(), options.words.end());
    return words;
  }

  ChildResult step(StringRef title, const std::vector<std::string> &words,
                   StringRef folder, const ChildLimits &its) {
    ChildResult result = runChild(
        words, folder, {"XDG_CACHE_HOME=" + scratch + "/cache"}, its, scratch);
    record.seconds += result.seconds;
    log += ("==== " + title + "\n$ " + llvm::join(words, " ") + "\n").str() +
           result.output + result.errors + "---- " +
           describeEnd(result, title, its) + "\n";
    return result;
  }

  /// Notes why it did not go on.
  void fail(const ChildResult &result, StringRef what, const ChildLimits &its) {
    if (result.end == ChildEnd::TimedOut) {
      record.code = "CP8021";
    } else if (record.code.empty() && record.message.empty()) {
      findError(result.errors, record.code, record.message);
    }
    if (result.end != ChildEnd::Exited || record.message.empty()) {
      record.message = describeEnd(result, what, its);
    }
  }

  /// Translation and compilation take a while however short the run may be.
  ChildLimits limitsOfBuild() const {
    ChildLimits its = limits;
    its.seconds += 300;
    return its;
  }

  bool translate() {
    std::vector<std::string> words = command("translate");
    words.insert(words.end(), {"--defer-refusals", "-o", scratch + "/project",
                               "--report=" + scratch + "/report.json"});
    const ChildLimits its = limitsOfBuild();
    ChildResult result = step("translate", words, program.folder, its);
    if (auto report = readObject(scratch + "/report.json")) {
      readKernels(*report);
    }
    record.isTranslated = result.end == ChildEnd::Exited && result.status == 0;
    if (record.isTranslated) {
      return true;
    }
    record.outcome = result.end == ChildEnd::TimedOut ? Outcome::Timeout
                     : result.end == ChildEnd::Exited ? Outcome::Refused
                                                      : Outcome::Crashed;
    fail(result, "the translation", its);
    // These two are faults of cubeport's.
    if (record.code == "CP1010" || record.code == "CP1011") {
      record.outcome = Outcome::NotBuilt;
    }
    return false;
  }

  void readKernels(const json::Object &report) {
    const json::Array *kernels = report.getArray("kernels");
    for (const json::Value &value : kernels ? *kernels : json::Array()) {
      const json::Object *kernel = value.getAsObject();
      if (!kernel) {
        continue;
      }
      KernelRecord entry;
      entry.name = textOf(*kernel, "name");
      if (const json::Object *place = kernel->getObject("place")) {
        entry.file = llvm::sys::path::filename(textOf(*place, "file")).str();
        entry.line = place->getInteger("line").value_or(0);
      }
      entry.isTranslated = textOf(*kernel, "status") == "translated";
      entry.route = textOf(*kernel, "route");
      const json::Array *codes = kernel->getArray("codes");
      for (const json::Value &code : codes ? *codes : json::Array()) {
        entry.codes += (entry.codes.empty() ? "" : " ") +
                       code.getAsString().value_or("").str();
      }
      record.kernels.push_back(entry);
    }
  }

  void runOnTwin() {
    std::vector<std::string> words = command("run");
    words.insert(words.end(), {"--defer-refusals", "--build-only"});
    const ChildLimits its = limitsOfBuild();
    ChildResult built = step("build", words, runFolder, its);
    if (built.end != ChildEnd::Exited || built.status != 0) {
      record.outcome = Outcome::NotBuilt;
      return fail(built, "the build", its);
    }
    record.isBuilt = true;
    // It says where the program is.
    words = {lastLine(built.output).str()};
    words.insert(words.end(), program.args.begin(), program.args.end());
    judge(step("run", words, runFolder, limits));
  }

  void judge(const ChildResult &result) {
    record.output = result.output;
    record.hasRun = result.end == ChildEnd::Exited;
    if (result.end == ChildEnd::TimedOut) {
      record.outcome = Outcome::Timeout;
      return fail(result, "the run", limits);
    }
    if (result.end != ChildEnd::Exited) {
      record.outcome = Outcome::Crashed;
      return fail(result, "the run", limits);
    }
    const bool isFound = program.pass.empty() ||
                         StringRef(result.output).contains(program.pass) ||
                         StringRef(result.errors).contains(program.pass);
    if (result.status == 0 && isFound) {
      record.outcome = Outcome::Passed;
      return;
    }
    std::string code, message;
    findError(result.errors, code, message);
    record.code = code;
    const bool isFault = StringRef(code).starts_with("CP7") ||
                         StringRef(code).starts_with("CP8");
    record.outcome = code.empty() ? Outcome::Wrong
                     : isFault    ? Outcome::Crashed
                                  : Outcome::Refused;
    if (!code.empty()) {
      record.message = message;
    } else if (result.status != 0) {
      record.message = describeEnd(result, "the run", limits);
    } else {
      record.message = "the run did not print '" + program.pass + "'";
    }
  }

  void verify() {
    std::vector<std::string> words = command("verify");
    const std::string report = scratch + "/verify.json";
    words.insert(words.end(),
                 {"--json", report,
                  "--launches=" + std::to_string(options.launches),
                  "--time-limit=" + std::to_string(options.seconds), "--"});
    words.insert(words.end(), program.args.begin(), program.args.end());
    ChildLimits its = limitsOfBuild();
    its.seconds += options.seconds; // the comparison under way goes on
    ChildResult result = step("verify", words, runFolder, its);
    auto object = readObject(report);
    if (!object) {
      record.verified = "no report";
      if (record.code.empty() && record.message.empty()) {
        fail(result, "verify", its);
      }
      return;
    }
    const json::Array *kernels = object->getArray("kernels");
    bool hasMatch = false;
    for (const json::Value &value : kernels ? *kernels : json::Array()) {
      const json::Object *kernel = value.getAsObject();
      hasMatch |= kernel && noteVerdict(*kernel);
    }
    const std::string code = textOf(*object, "code");
    record.verified = code == "CP8021"   ? "partly"
                      : code == "CP8019" ? "diverges"
                      : !code.empty()    ? "fault"
                      : hasMatch         ? "match"
                                         : "nothing to compare";
    if (code.empty() || code == "CP8021" || !record.code.empty()) {
      return;
    }
    record.code = code;
    record.message = textOf(*object, "message");
    if (code == "CP8019") {
      record.outcome = Outcome::Wrong; // whatever the program thinks of it
    }
  }

  bool noteVerdict(const json::Object &kernel) {
    const std::string verdict = textOf(kernel, "verdict");
    if (kernel.getInteger("launches").value_or(0) == 0 && verdict == "match") {
      return false;
    }
    for (KernelRecord &known : record.kernels) {
      if (known.name == textOf(kernel, "kernel") &&
          (known.verdict.empty() || known.verdict == "match")) {
        known.verdict = verdict;
        break;
      }
    }
    return verdict == "match";
  }
};
} // namespace

Record survey::tryProgram(const Program &program, const SurveyOptions &options,
                          const std::string &self, StringRef scratch,
                          std::string &log) {
  return Attempt(program, options, self, scratch, log).run();
}
