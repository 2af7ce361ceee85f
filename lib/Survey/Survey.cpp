// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// `cubeport survey`: options, the programs side by side, and the tables.
#include "lib/Survey/Survey.h"
#include "lib/Survey/Child.h"
#include "lib/Survey/TryProgram.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

#include <csignal>
#include <mutex>
#include <thread>

using namespace cubeport;
using namespace cubeport::survey;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr StringRef kMark = ".cubeport-survey";

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

/// Writes a file whole or not at all.
static bool writeFile(const std::string &file, StringRef text) {
  const std::string partial = file + ".partial";
  {
    std::error_code error;
    llvm::raw_fd_ostream os(partial, error);
    if (error) {
      return false;
    }
    os << text;
    os.flush();
    if (os.has_error()) {
      os.clear_error();
      fs::remove(partial);
      return false;
    }
  }
  return !fs::rename(partial, file);
}

/// A file name for a program's name, and another for each other name.
static std::string fileName(StringRef name) {
  std::string text;
  for (char c : name) {
    text += llvm::isAlnum(c) || c == '.' || c == '-' ? c : '_';
  }
  return text + "-" + llvm::utohexstr(llvm::xxh3_64bits(name) & 0xffffff, true);
}

/// Makes the folder of the survey, for this process alone; false after an
/// error.
static bool prepareFolder(const std::string &folder,
                          DiagnosticPrinter &printer) {
  std::error_code error;
  const bool isEmpty =
      !fs::exists(folder) ||
      fs::directory_iterator(folder, error) == fs::directory_iterator();
  const std::string mark = folder + "/" + kMark.str();
  if (!isEmpty && !fs::exists(mark)) {
    printer.error("CP1006",
                  "'" + folder + "' has files in it and is no survey's folder");
    return false;
  }
  for (StringRef name : {"", "/results", "/logs", "/work"}) {
    if ((error = fs::create_directories(folder + name.str()))) {
      printer.error("CP1007", "folder '" + folder + name.str() +
                                  "' cannot be made: " + error.message());
      return false;
    }
  }
  // Locked as long as this process lives; the same file for all.
  int lock;
  if ((error = fs::openFileForReadWrite(mark, lock, fs::CD_OpenAlways,
                                        fs::OF_None))) {
    printer.error("CP1007", "folder '" + folder +
                                "' cannot be written: " + error.message());
    return false;
  }
  if (fs::tryLockFile(lock)) {
    printer.error("CP1015", "another survey works in '" + folder + "'");
    return false;
  }
  return true;
}

//===----------------------------------------------------------------------===//
// The programs
//===----------------------------------------------------------------------===//

/// What --list names, or all that is found; false after an error.
static bool collectPrograms(const SurveyOptions &options, StringRef root,
                            StringRef scratch, std::vector<Program> &programs,
                            DiagnosticPrinter &printer) {
  std::string error;
  FlagsOfFolders flags;
  if (!options.flags.empty()) {
    flags = readFlags(options.flags, error);
    if (!error.empty()) {
      printer.error("CP1013", "'" + options.flags + "': " + error);
      return false;
    }
  }
  if (options.list.empty()) {
    programs = findPrograms(root, flags, scratch);
  } else {
    std::vector<ListedProgram> list = readList(options.list, error);
    if (!error.empty()) {
      printer.error("CP1013", "'" + options.list + "': " + error);
      return false;
    }
    for (const ListedProgram &row : list) {
      llvm::SmallString<128> folder(root);
      path::append(folder, row.path);
      path::remove_dots(folder, true);
      std::vector<Program> found = findInFolder(root, folder, flags, scratch);
      if (found.empty()) {
        Program missing;
        missing.name = row.path;
        found.push_back(missing);
      }
      for (Program &program : found) {
        program.args = row.args;
        program.pass = row.pass;
        programs.push_back(program);
      }
    }
  }
  if (programs.empty() && !isStopped) {
    printer.error("CP1014", "no program with CUDA sources below '" +
                                options.folder + "'");
    return false;
  }
  return true;
}

namespace {
/// Runs programs on several threads and shows how far they are.
class Pool {
public:
  Pool(const SurveyOptions &options, const std::string &self,
       const std::string &version, std::vector<Program> programs)
      : options(options), self(self), version(version),
        programs(std::move(programs)), records(this->programs.size()),
        isDone(this->programs.size(), false),
        isShown(llvm::sys::Process::StandardErrIsDisplayed()) {}

  std::vector<Record> run() {
    reuse();
    unsigned jobs = options.jobs
                        ? options.jobs
                        : std::max(1u, std::thread::hardware_concurrency());
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < jobs; ++i) {
      workers.emplace_back([this, i] { work(i); });
    }
    for (std::thread &worker : workers) {
      worker.join();
    }
    show("");
    std::vector<Record> kept;
    for (size_t i = 0; i < records.size(); ++i) {
      if (isDone[i]) {
        kept.push_back(records[i]);
      }
    }
    return kept;
  }

private:
  const SurveyOptions &options;
  const std::string &self, &version;
  std::vector<Program> programs;
  std::vector<Record> records;
  std::vector<char> isDone;
  std::mutex mutex;
  size_t next = 0, numDone = 0;
  unsigned counts[numOutcomes] = {};
  std::map<unsigned, std::string> underWay;
  bool isShown;

  /// What a result depends on, the sources' text left out: they are edited in
  /// a port, and --again is there.
  std::string keyOf(const Program &program) const {
    std::string text = version;
    for (const auto *list :
         {&program.sources, &program.options, &program.args, &options.words}) {
      text += "\n" + llvm::join(*list, " ");
    }
    text += "\n" + program.pass + "\n" + std::to_string(options.seconds) + " " +
            std::to_string(options.launches * options.verifies);
    return llvm::utohexstr(llvm::xxh3_64bits(text), true);
  }

  std::string resultFile(const Program &program) const {
    return options.output + "/results/" + fileName(program.name) + ".json";
  }

  /// Takes what an earlier survey found.
  void reuse() {
    for (size_t i = 0; i < programs.size() && !options.again; ++i) {
      auto object = readObject(resultFile(programs[i]));
      Record record;
      if (object && fromJson(*object, record) &&
          record.key == keyOf(programs[i]) &&
          !(options.retries && record.outcome != Outcome::Passed)) {
        finish(i, record);
      }
    }
  }

  void finish(size_t i, const Record &record) {
    records[i] = record;
    isDone[i] = true;
    ++numDone;
    ++counts[unsigned(record.outcome)];
  }

  void work(unsigned worker) {
    for (;;) {
      size_t i;
      {
        std::lock_guard<std::mutex> lock(mutex);
        while (next < programs.size() && isDone[next]) {
          ++next;
        }
        if (next == programs.size() || isStopped) {
          return;
        }
        i = next++;
        underWay[worker] = programs[i].name;
        show(progressLine());
      }
      std::string log;
      Record record = attempt(programs[i], worker, log);
      std::lock_guard<std::mutex> lock(mutex);
      underWay.erase(worker);
      if (isStopped) {
        return; // it may have ended for that
      }
      writeFile(options.output + "/logs/" + fileName(record.name) + ".txt",
                log);
      writeFile(resultFile(programs[i]),
                llvm::formatv("{0:2}\n", toJson(record)).str());
      finish(i, record);
      show(progressLine());
    }
  }

  Record attempt(const Program &program, unsigned worker, std::string &log) {
    Record record;
    if (program.sources.empty()) {
      record.name = program.name;
      record.code = "CP1014";
      record.message = "there is no such folder, or no CUDA source in it";
    } else {
      const std::string scratch =
          options.output + "/work/" + std::to_string(worker);
      fs::remove_directories(scratch);
      fs::create_directories(scratch);
      record = tryProgram(program, options, self, scratch, log);
      fs::remove_directories(scratch);
    }
    record.key = keyOf(program);
    return record;
  }

  /// "[######------] 12/110  10 passed, 2 refused  now gemm, heat".
  std::string progressLine() const {
    constexpr size_t kWidth = 20;
    const size_t full = kWidth * numDone / std::max<size_t>(1, programs.size());
    std::string line =
        "[" + std::string(full, '#') + std::string(kWidth - full, '-') + "] " +
        std::to_string(numDone) + "/" + std::to_string(programs.size());
    const char *separator = "  ";
    for (unsigned i = 0; i < numOutcomes; ++i) {
      if (counts[i]) {
        line += separator + std::to_string(counts[i]) + " " +
                outcomeName(Outcome(i)).str();
        separator = ", ";
      }
    }
    separator = "  now ";
    for (const auto &[worker, name] : underWay) {
      line += separator + path::filename(name).str();
      separator = ", ";
    }
    return line.substr(0, 100);
  }

  void show(const std::string &line) const {
    if (isShown) {
      llvm::errs() << "\r\033[K" << line;
    }
  }
};
} // namespace

//===----------------------------------------------------------------------===//
// The whole
//===----------------------------------------------------------------------===//

static bool writeTables(const SurveyOptions &options,
                        llvm::ArrayRef<Record> records,
                        DiagnosticPrinter &printer) {
  llvm::json::Array all;
  for (const Record &record : records) {
    llvm::json::Value value = toJson(record);
    value.getAsObject()->erase("key");
    all.push_back(std::move(value));
  }
  std::vector<std::pair<std::string, std::string>> files = {
      {options.output + "/programs.csv", programsCsv(records)},
      {options.output + "/kernels.csv", kernelsCsv(records)},
      {options.output + "/index.html",
       htmlPage(path::filename(options.folder), records)}};
  if (!options.json.empty()) {
    files.push_back(
        {options.json,
         llvm::formatv("{0:2}\n", llvm::json::Value(std::move(all))).str()});
  }
  if (!options.markdown.empty()) {
    files.push_back({options.markdown, statusMarkdown(records)});
  }
  for (const auto &[file, text] : files) {
    if (!writeFile(file, text)) {
      printer.error("CP1007", "file '" + file + "' cannot be written");
      return false;
    }
  }
  return true;
}

static std::string absolute(const std::string &name) {
  llvm::SmallString<128> whole(name);
  if (!name.empty()) {
    fs::make_absolute(whole);
    path::remove_dots(whole, true);
  }
  return whole.str().str();
}

static void stop(int) { isStopped = true; }

int survey::runSurveyCommand(llvm::ArrayRef<std::string> words,
                             const std::string &self,
                             const std::string &version) {
  DiagnosticPrinter printer(llvm::errs());
  SurveyOptions options;
  if (!parseSurveyOptions(words, options, printer)) {
    return 1;
  }
  if (!fs::is_directory(options.folder)) {
    printer.error("CP1001", "there is no folder '" + options.folder + "'");
    return 1;
  }
  for (std::string *name : {&options.folder, &options.output, &options.list,
                            &options.flags, &options.json, &options.markdown}) {
    *name = absolute(*name);
  }
  if (!prepareFolder(options.output, printer)) {
    return 1;
  }
  signal(SIGINT, stop);
  signal(SIGTERM, stop);
  std::vector<Program> programs;
  if (!collectPrograms(options, options.folder, options.output + "/work",
                       programs, printer)) {
    return 1;
  }
  std::vector<Record> records =
      Pool(options, self, version, std::move(programs)).run();
  fs::remove_directories(options.output + "/work");
  if (!writeTables(options, records, printer)) {
    return 1;
  }
  if (isStopped) {
    llvm::errs() << "stopped after " << records.size()
                 << " programs; the same command goes on from there\n";
    return 130;
  }
  llvm::outs() << suitesMarkdown(records) << "\nsee " << options.output
               << "/index.html\n";
  return 0;
}
