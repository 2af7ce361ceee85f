// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reading command lines as nvcc takes them, and writing Clang's from them.
#ifndef CUBEPORT_LIB_FRONTEND_COMMANDLINE_H
#define CUBEPORT_LIB_FRONTEND_COMMANDLINE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace cubeport::frontend {

/// What a command line in the manner of nvcc asks for.
struct SourceOptions {
  /// The files to compile, in the order given.
  std::vector<std::string> sources;
  /// Options that Clang takes for either half: -I, -D, -U, -std, -include, …
  std::vector<std::string> clangArgs;
  /// Options for the host compiler only: what stood behind -Xcompiler.
  std::vector<std::string> hostArgs;
  /// Options for the final link: -l, -L, -Xlinker, objects and archives.
  std::vector<std::string> linkArgs;
  /// The value of -o, empty if there was none.
  std::string output;
  /// --use_fast_math: fast forms of the transcendental functions.
  bool fastMath = false;
  /// --fmad=false: no contraction of a*b+c.
  bool noContraction = false;
  /// --recursion-depth: how many calls deep device functions may recurse.
  unsigned recursionDepth = 128;
};

/// Receives the code ("CP1004") and the text of an error.
using OptionErrorHandler =
    llvm::function_ref<void(llvm::StringRef code, llvm::StringRef message)>;

/// Parses one option of a command line, starting at `args[index]`, into
/// `options` and moves `index` behind it. Returns false, after an error was
/// reported, for an option that nvcc does not have. Lets a driver mix its own
/// options with nvcc's.
bool parseOption(llvm::ArrayRef<std::string> args, size_t &index,
                 SourceOptions &options, OptionErrorHandler onError);

/// Parses a whole command line (without the program's name). Returns false if
/// any error was reported.
bool parseCommandLine(llvm::ArrayRef<std::string> args, SourceOptions &options,
                      OptionErrorHandler onError);

/// Which half of a CUDA source a Clang command line is for.
enum class Half { Device, Host };

/// The command line of the clang driver (with a program name first) that
/// compiles `half` of `source` against our own headers.
std::vector<std::string> getClangCommandLine(const SourceOptions &options,
                                             llvm::StringRef source, Half half);

/// The folder of our own CUDA headers: $CUBEPORT_CUDA_INCLUDE if set, else
/// include/cuda beside the build or of the installation.
std::string getCudaIncludeDir();

} // namespace cubeport::frontend

#endif
