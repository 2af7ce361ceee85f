// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Walks a folder and says which programs it holds.
#include "lib/Survey/Child.h"
#include "lib/Survey/Files.h"
#include "lib/Survey/Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"

using namespace cubeport;
using namespace cubeport::survey;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

//===----------------------------------------------------------------------===//
// Lists
//===----------------------------------------------------------------------===//

/// The cells of a line of CSV; quotes may hold commas and doubled quotes.
static std::vector<std::string> splitCells(StringRef line) {
  std::vector<std::string> cells(1);
  bool isQuoted = false;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && isQuoted && i + 1 < line.size() &&
        line[i + 1] == '"') {
      cells.back() += line[++i];
    } else if (line[i] == '"') {
      isQuoted = !isQuoted;
    } else if (line[i] == ',' && !isQuoted) {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  return cells;
}

std::vector<ListedProgram> survey::readList(StringRef file,
                                            std::string &error) {
  std::vector<ListedProgram> list;
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer) {
    error = buffer.getError().message();
    return list;
  }
  llvm::SmallVector<StringRef> lines;
  (*buffer)->getBuffer().split(lines, '\n', -1, /*KeepEmpty=*/false);
  std::map<std::string, size_t> columns;
  if (lines.empty()) {
    error = "it is empty";
  }
  for (auto [number, line] : llvm::enumerate(lines)) {
    std::vector<std::string> cells = splitCells(line.rtrim('\r'));
    if (number == 0) {
      for (auto [column, cell] : llvm::enumerate(cells)) {
        columns[cell] = column;
      }
      if (!columns.count("path")) {
        error = "its first line names no column 'path'";
        return list;
      }
      continue;
    }
    auto cell = [&](const char *name) -> std::string {
      auto found = columns.find(name);
      return found == columns.end() || found->second >= cells.size()
                 ? ""
                 : cells[found->second];
    };
    if (!cell("path").empty()) {
      list.push_back({cell("path"), splitWords(cell("args")), cell("pass")});
    }
  }
  return list;
}

FlagsOfFolders survey::readFlags(StringRef file, std::string &error) {
  FlagsOfFolders flags;
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer) {
    error = buffer.getError().message();
    return flags;
  }
  llvm::SmallVector<StringRef> lines;
  (*buffer)->getBuffer().split(lines, '\n');
  for (auto [number, line] : llvm::enumerate(lines)) {
    StringRef text = line.trim();
    if (text.empty() || text.starts_with("#")) {
      continue;
    }
    auto [folder, words] = text.split(':');
    if (folder.size() == text.size()) {
      error = "line " + std::to_string(number + 1) +
              " is not of the form 'FOLDER: OPTIONS'";
      return flags;
    }
    std::vector<std::string> split = splitWords(words);
    llvm::append_range(flags[folder.trim().str()], split);
  }
  return flags;
}

//===----------------------------------------------------------------------===//
// One folder
//===----------------------------------------------------------------------===//

/// The names in a folder, sorted.
static std::vector<std::string> listFolder(StringRef folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; entry != end && !error;
       entry.increment(error)) {
    names.push_back(path::filename(entry->path()).str());
  }
  llvm::sort(names);
  return names;
}

static std::string findBuildFile(StringRef folder) {
  for (StringRef name : {"GNUmakefile", "makefile", "Makefile"}) {
    if (fs::exists(joinPath(folder, name))) {
      return name.str();
    }
  }
  return fs::exists(joinPath(folder, "CMakeLists.txt")) ? "CMakeLists.txt" : "";
}

/// What make would run to build all, without running it.
static std::vector<BuiltTarget> askMake(StringRef folder, StringRef scratch) {
  auto make = llvm::sys::findProgramByName("make");
  if (!make) {
    return {};
  }
  ChildLimits limits;
  limits.seconds = 20;
  ChildResult asked = runChild({*make, "-n", "-B", "-k"}, folder, {"LC_ALL=C"},
                               limits, scratch);
  return readCommands(asked.output, folder);
}

static bool hasMain(StringRef file) {
  auto buffer = llvm::MemoryBuffer::getFile(file);
  static llvm::Regex main("(^|[^[:alnum:]_])main[[:space:]]*\\(");
  return buffer && main.match((*buffer)->getBuffer());
}

/// Without a build file: one program of all sources, or one for each file with
/// a main().
static std::vector<BuiltTarget> guessTargets(StringRef folder) {
  std::vector<std::string> sources, mains;
  for (const std::string &name : listFolder(folder)) {
    std::string file = joinPath(folder, name);
    if (isSource(file) && !fs::is_directory(file)) {
      sources.push_back(file);
      if (hasMain(file)) {
        mains.push_back(file);
      }
    }
  }
  std::vector<BuiltTarget> targets;
  const std::vector<std::string> options = {"-I", folder.str()};
  if (mains.size() < 2) {
    targets.push_back({"", sources, options});
    return targets;
  }
  for (const std::string &file : mains) {
    if (isCuda(file)) {
      targets.push_back({path::stem(file).str(), {file}, options});
    }
  }
  return targets;
}

/// Ours of --flags, and whether they name the sources.
static bool applyFlags(const FlagsOfFolders &flags, StringRef name,
                       StringRef folder, std::vector<BuiltTarget> &targets) {
  bool namesSources = false;
  for (const std::string &key : {std::string("*"), name.str()}) {
    auto found = flags.find(key);
    if (found == flags.end()) {
      continue;
    }
    BuiltTarget given;
    sortWords(found->second, folder, false, given.sources, given.options);
    if (!given.sources.empty()) {
      targets = {given};
      namesSources = true;
      continue;
    }
    for (BuiltTarget &target : targets) {
      llvm::append_range(target.options, given.options);
    }
  }
  return namesSources;
}

std::vector<Program> survey::findInFolder(StringRef root, StringRef folder,
                                          const FlagsOfFolders &flags,
                                          StringRef scratch) {
  StringRef name = folder;
  name.consume_front(root);
  name = name.ltrim('/');
  std::string from = findBuildFile(folder);
  std::vector<BuiltTarget> targets;
  if (from == "CMakeLists.txt") {
    if (auto text = llvm::MemoryBuffer::getFile(joinPath(folder, from))) {
      targets = readCMake((*text)->getBuffer(), folder);
    }
  } else if (!from.empty()) {
    targets = askMake(folder, scratch);
  }
  if (targets.empty()) {
    from = "folder";
    targets = guessTargets(folder);
  }
  if (applyFlags(flags, name, folder, targets)) {
    from = "flags";
  }
  llvm::erase_if(targets, [](const BuiltTarget &target) {
    return llvm::none_of(target.sources, isCuda);
  });
  std::vector<Program> programs;
  for (const BuiltTarget &target : targets) {
    Program program;
    program.name = name.empty() ? path::filename(folder).str() : name.str();
    if (targets.size() > 1) {
      program.name += ":" + path::filename(target.name).str();
    }
    program.folder = folder.str();
    program.sources = target.sources;
    program.options = target.options;
    program.from = from;
    programs.push_back(program);
  }
  return programs;
}

//===----------------------------------------------------------------------===//
// A tree
//===----------------------------------------------------------------------===//

/// True if the folder's build file names CUDA sources, of folders below.
static bool buildsCuda(StringRef folder) {
  std::string file = findBuildFile(folder);
  auto text = llvm::MemoryBuffer::getFile(joinPath(folder, file));
  return !file.empty() && text && (*text)->getBuffer().contains(".cu");
}

static void walk(StringRef root, StringRef folder, const FlagsOfFolders &flags,
                 StringRef scratch, std::vector<Program> &programs) {
  if (isStopped) {
    return;
  }
  std::vector<std::string> folders;
  bool hasCuda = false;
  for (const std::string &name : listFolder(folder)) {
    std::string whole = joinPath(folder, name);
    if (isCuda(name)) {
      hasCuda = true;
    } else if (!StringRef(name).starts_with(".") &&
               !fs::is_symlink_file(whole) && fs::is_directory(whole)) {
      folders.push_back(whole);
    }
  }
  if (hasCuda || buildsCuda(folder)) {
    std::vector<Program> found = findInFolder(root, folder, flags, scratch);
    const bool isDone = !found.empty() && found.front().from != "folder";
    llvm::append_range(programs, found);
    if (isDone) {
      return; // sources further down are its own
    }
  }
  for (const std::string &next : folders) {
    walk(root, next, flags, scratch, programs);
  }
}

std::vector<Program> survey::findPrograms(StringRef root,
                                          const FlagsOfFolders &flags,
                                          StringRef scratch) {
  std::vector<Program> programs;
  walk(root, root, flags, scratch, programs);
  llvm::sort(programs, [](const Program &a, const Program &b) {
    return a.name < b.name;
  });
  return programs;
}
