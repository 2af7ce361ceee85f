// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The programs under a folder, and how each is built. Internal to lib/Survey.
#ifndef CUBEPORT_LIB_SURVEY_PROGRAM_H
#define CUBEPORT_LIB_SURVEY_PROGRAM_H

#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>
#include <vector>

namespace cubeport::survey {

/// One program: what to compile, how, and how to tell that it ran well.
struct Program {
  /// Its folder below the surveyed one; ":target" behind it if that builds
  /// several.
  std::string name;
  std::string folder;               ///< absolute; where it runs
  std::vector<std::string> sources; ///< absolute
  /// Options in the manner of nvcc; folders are absolute.
  std::vector<std::string> options;
  std::vector<std::string> args;
  std::string pass; ///< a right run prints it; empty: unknown
  std::string from; ///< "Makefile", "CMakeLists.txt", "flags" or "folder"
};

/// A row of --list.
struct ListedProgram {
  std::string path;
  std::vector<std::string> args;
  std::string pass;
};

/// Reads --list: CSV whose first line names columns, `path` among them. Sets
/// `error` if it cannot be read.
std::vector<ListedProgram> readList(llvm::StringRef file, std::string &error);

/// Lines of --flags: "FOLDER: WORDS", sources among the words or not; "*"
/// stands for every folder.
using FlagsOfFolders = std::map<std::string, std::vector<std::string>>;
FlagsOfFolders readFlags(llvm::StringRef file, std::string &error);

/// The programs in `folder`, none if there is no CUDA source. `scratch` is an
/// empty folder to work in.
std::vector<Program> findInFolder(llvm::StringRef root, llvm::StringRef folder,
                                  const FlagsOfFolders &flags,
                                  llvm::StringRef scratch);

/// All programs below `root`, by name.
std::vector<Program> findPrograms(llvm::StringRef root,
                                  const FlagsOfFolders &flags,
                                  llvm::StringRef scratch);

/// Commands of a build, as `make -n` prints them, as programs: their sources,
/// options and target. Paths are absolute.
struct BuiltTarget {
  std::string name;
  std::vector<std::string> sources, options;
};
std::vector<BuiltTarget> readCommands(llvm::StringRef text,
                                      llvm::StringRef folder);
/// add_executable and include folders of one CMakeLists.txt.
std::vector<BuiltTarget> readCMake(llvm::StringRef text,
                                   llvm::StringRef folder);

bool isSource(llvm::StringRef path);
bool isCuda(llvm::StringRef path);

/// Splits a line as a shell does, without running anything.
std::vector<std::string> splitWords(llvm::StringRef line);

/// The options of `words` that matter for a translation, with folders made
/// absolute; sources go to `sources`, other words are dropped.
void sortWords(const std::vector<std::string> &words, llvm::StringRef folder,
               bool isHostCompiler, std::vector<std::string> &sources,
               std::vector<std::string> &options);

} // namespace cubeport::survey

#endif
