// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How a program is built: from the commands that make would run, or from
// CMakeLists.txt.
#include "lib/Survey/Program.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace cubeport;
using namespace cubeport::survey;
using llvm::StringRef;
namespace path = llvm::sys::path;

bool survey::isCuda(StringRef file) { return path::extension(file) == ".cu"; }

bool survey::isSource(StringRef file) {
  return llvm::is_contained({".cu", ".cpp", ".cc", ".cxx", ".c"},
                            path::extension(file));
}

static std::string makeAbsolute(StringRef file, StringRef folder) {
  llvm::SmallString<128> whole(path::is_absolute(file) ? "" : folder);
  path::append(whole, file);
  path::remove_dots(whole, /*remove_dot_dot=*/true);
  return whole.str().str();
}

std::vector<std::string> survey::splitWords(StringRef line) {
  std::vector<std::string> words;
  std::string word;
  bool isInWord = false;
  char quote = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
      word += line[++i];
      isInWord = true;
    } else if (quote && c == quote) {
      quote = 0;
    } else if (quote) {
      word += c;
    } else if (c == '"' || c == '\'') {
      quote = c;
      isInWord = true;
    } else if (llvm::isSpace(c) || c == ';') {
      if (isInWord) {
        words.push_back(word);
      }
      if (c == ';') {
        words.push_back(";");
      }
      word.clear();
      isInWord = false;
    } else {
      word += c;
      isInWord = true;
    }
  }
  if (isInWord) {
    words.push_back(word);
  }
  return words;
}

static void addNew(std::vector<std::string> &list,
                   llvm::ArrayRef<std::string> words) {
  // Pairs such as "-include a.h" stay together.
  auto found =
      std::search(list.begin(), list.end(), words.begin(), words.end());
  if (found == list.end()) {
    list.insert(list.end(), words.begin(), words.end());
  }
}

void survey::sortWords(const std::vector<std::string> &words, StringRef folder,
                       bool isHostCompiler, std::vector<std::string> &sources,
                       std::vector<std::string> &options) {
  for (size_t i = 0; i < words.size(); ++i) {
    StringRef word = words[i];
    const bool hasNext = i + 1 < words.size();
    if (word == "-o" || word == "-MF" || word == "-MT" || word == "-x" ||
        word == "-arch" || word == "-gencode" || word == "-ccbin") {
      ++i; // its value is no source
    } else if (isSource(word) && !word.starts_with("-")) {
      std::string file = makeAbsolute(word, folder);
      if (llvm::sys::fs::exists(file) && !llvm::is_contained(sources, file)) {
        sources.push_back(file);
      }
    } else if ((word == "-I" || word == "-isystem") && hasNext) {
      addNew(options, {"-I", makeAbsolute(words[++i], folder)});
    } else if (word.starts_with("-I")) {
      addNew(options, {"-I", makeAbsolute(word.drop_front(2), folder)});
    } else if ((word == "-D" || word == "-U") && hasNext) {
      addNew(options, {(word + words[++i]).str()});
    } else if ((word == "-include" || word == "-Xcompiler") && hasNext) {
      std::string value = words[++i];
      addNew(options,
             {word.str(),
              word == "-include" ? makeAbsolute(value, folder) : value});
    } else if (word == "-fopenmp" && isHostCompiler) {
      addNew(options, {"-Xcompiler", "-fopenmp"});
    } else if (word.starts_with("-D") || word.starts_with("-U") ||
               word.starts_with("-std=") || word.starts_with("--std=") ||
               word == "-use_fast_math" || word == "--use_fast_math" ||
               (word.starts_with("-l") && word != "-lineinfo")) {
      addNew(options, {word.str()});
    }
  }
}

//===----------------------------------------------------------------------===//
// Commands of make
//===----------------------------------------------------------------------===//

static bool isCompiler(StringRef word) {
  StringRef name = path::filename(word);
  return llvm::StringSwitch<bool>(name)
      .Cases({"nvcc", "g++", "gcc", "c++", "cc", "clang", "clang++", "icpc",
              "mpicc", "mpicxx", "mpic++"},
             true)
      .Default(name.starts_with("g++-") || name.starts_with("clang++-") ||
               name.starts_with("gcc-") || name.starts_with("clang-"));
}

namespace {
/// Follows objects and archives to the programs that are linked from them.
class CommandReader {
public:
  explicit CommandReader(StringRef folder) : folder(folder.str()) {}

  /// A line of the shell: where it goes with cd ends with it.
  void read(const std::vector<std::string> &words) {
    const std::string before = folder;
    auto from = words.begin();
    while (from != words.end()) {
      auto end = std::find_if(from, words.end(), [](const std::string &word) {
        return word == ";" || word == "&&" || word == "||" || word == "|";
      });
      readOne({from, end});
      from = end == words.end() ? end : end + 1;
    }
    if (!words.empty() && !StringRef(words[0]).starts_with("make[")) {
      folder = before;
    }
  }

  std::vector<BuiltTarget> targets;

private:
  struct Part {
    std::vector<std::string> sources, options;
  };
  std::string folder;
  std::vector<std::string> outer; ///< of makes that called makes
  std::map<std::string, Part> objects;

  void readOne(const std::vector<std::string> &words) {
    // make[1]: Entering directory 'DIR'
    const bool isOfMake = words.size() == 4 && words[2] == "directory" &&
                          StringRef(words[0]).starts_with("make[");
    if (isOfMake && words[1] == "Entering") {
      outer.push_back(folder);
      folder = words[3];
    } else if (isOfMake && !outer.empty()) {
      folder = outer.back();
      outer.pop_back();
    } else if (words.size() > 1 && words[0] == "cd") {
      folder = makeAbsolute(words[1], folder);
    } else if (!words.empty() && path::filename(words[0]) == "ar") {
      Part whole;
      addObjects(words, whole);
      for (const std::string &word : words) {
        if (StringRef(word).ends_with(".a")) {
          objects[makeAbsolute(word, folder)] = whole;
        }
      }
    } else if (!words.empty() && isCompiler(words[0])) {
      compile(words);
    }
  }

  void addObjects(const std::vector<std::string> &words, Part &part) {
    for (const std::string &word : words) {
      auto found = objects.find(makeAbsolute(word, folder));
      if (found == objects.end()) {
        continue;
      }
      for (const std::string &source : found->second.sources) {
        if (!llvm::is_contained(part.sources, source)) {
          part.sources.push_back(source);
        }
      }
      const std::vector<std::string> &options = found->second.options;
      for (size_t i = 0; i < options.size(); ++i) {
        const bool isPair =
            i + 1 < options.size() &&
            llvm::is_contained({"-I", "-include", "-Xcompiler"}, options[i]);
        addNew(part.options, llvm::ArrayRef(options).slice(i, isPair ? 2 : 1));
        i += isPair;
      }
    }
  }

  void compile(const std::vector<std::string> &words) {
    const bool isHostCompiler = path::filename(words[0]) != "nvcc";
    bool makesObject = false;
    std::string output;
    for (size_t i = 1; i < words.size(); ++i) {
      StringRef word = words[i];
      makesObject |= word == "-c" || word == "-dc" || word == "--compile" ||
                     word == "--device-c";
      if (word == "-o" && i + 1 < words.size()) {
        output = words[i + 1];
      } else if (word.starts_with("-o") && word.size() > 2) {
        output = word.drop_front(2).str();
      }
    }
    Part part;
    sortWords({words.begin() + 1, words.end()}, folder, isHostCompiler,
              part.sources, part.options);
    addObjects({words.begin() + 1, words.end()}, part);
    if (makesObject) {
      if (output.empty() && part.sources.size() == 1) {
        output = path::stem(part.sources.front()).str() + ".o";
      }
      objects[makeAbsolute(output, folder)] = part;
    } else if (!part.sources.empty()) {
      targets.push_back(
          {output.empty() ? "a.out" : output, part.sources, part.options});
    }
  }
};
} // namespace

std::vector<BuiltTarget> survey::readCommands(StringRef text,
                                              StringRef folder) {
  CommandReader reader(folder);
  std::string line;
  llvm::SmallVector<StringRef> lines;
  text.split(lines, '\n');
  for (StringRef piece : lines) {
    line += piece.str();
    if (StringRef(line).ends_with("\\")) {
      line.back() = ' ';
      continue;
    }
    reader.read(splitWords(line));
    line.clear();
  }
  llvm::erase_if(reader.targets, [](const BuiltTarget &target) {
    return llvm::none_of(target.sources, isCuda);
  });
  return reader.targets;
}

//===----------------------------------------------------------------------===//
// CMakeLists.txt
//===----------------------------------------------------------------------===//

/// The words in the parentheses behind each call of `command`.
static std::vector<std::vector<std::string>>
findCalls(StringRef text, StringRef command, StringRef folder) {
  std::vector<std::vector<std::string>> calls;
  for (size_t at = 0;
       (at = text.find_insensitive(command, at)) != StringRef::npos;) {
    const bool isWhole =
        at == 0 || !(llvm::isAlnum(text[at - 1]) || text[at - 1] == '_');
    at += command.size();
    StringRef rest = text.drop_front(at).ltrim();
    if (!isWhole || !rest.consume_front("(")) {
      continue;
    }
    std::string words = rest.take_until([](char c) { return c == ')'; }).str();
    for (StringRef variable :
         {"${CMAKE_CURRENT_SOURCE_DIR}", "${CMAKE_CURRENT_LIST_DIR}",
          "${PROJECT_SOURCE_DIR}"}) {
      for (size_t place; (place = words.find(variable)) != std::string::npos;) {
        words.replace(place, variable.size(), folder.str());
      }
    }
    calls.push_back(splitWords(words));
  }
  return calls;
}

std::vector<BuiltTarget> survey::readCMake(StringRef text, StringRef folder) {
  std::string clean;
  llvm::SmallVector<StringRef> lines;
  text.split(lines, '\n');
  for (StringRef line : lines) {
    clean += line.take_until([](char c) { return c == '#'; }).str() + "\n";
  }
  auto addFolders = [&](const std::vector<std::string> &words, size_t from,
                        std::vector<std::string> &options) {
    for (size_t i = from; i < words.size(); ++i) {
      std::string include = makeAbsolute(words[i], folder);
      if (words[i].find('$') == std::string::npos &&
          llvm::sys::fs::is_directory(include)) {
        addNew(options, {"-I", include});
      }
    }
  };
  std::vector<std::string> common;
  for (const auto &words : findCalls(clean, "include_directories", folder)) {
    addFolders(words, 0, common);
  }
  std::vector<BuiltTarget> targets;
  for (const auto &words : findCalls(clean, "add_executable", folder)) {
    BuiltTarget target;
    target.options = common;
    target.name = words.empty() ? "" : words.front();
    sortWords(words, folder, /*isHostCompiler=*/false, target.sources,
              target.options);
    for (const auto &more :
         findCalls(clean, "target_include_directories", folder)) {
      if (!more.empty() && more.front() == target.name) {
        addFolders(more, 1, target.options);
      }
    }
    for (const auto &more :
         findCalls(clean, "target_compile_definitions", folder)) {
      for (size_t i = 1; i < more.size() && more.front() == target.name; ++i) {
        if (!llvm::is_contained({"PRIVATE", "PUBLIC", "INTERFACE"}, more[i])) {
          addNew(target.options, {"-D" + more[i]});
        }
      }
    }
    if (llvm::any_of(target.sources, isCuda)) {
      targets.push_back(target);
    }
  }
  return targets;
}
