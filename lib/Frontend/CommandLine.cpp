// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The table of nvcc's options and their translation to Clang's.
#include "lib/Frontend/CommandLine.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/Twine.h"
#include <cstdlib>

using namespace cubeport;
using namespace cubeport::frontend;
using llvm::StringRef;
using llvm::Twine;

namespace {
/// What is done with an option of nvcc.
enum class Action {
  Unknown,
  /// No effect on what we do: hardware, code generation, verbosity.
  Ignore,
  /// As Ignore, with a value that follows.
  IgnoreValue,
  /// Handed to Clang as it stands / with its value joined to it.
  Clang,
  ClangValue,
  /// Comma-separated words for the host compiler or the linker.
  HostValue,
  LinkerValue,
  /// -l and -L.
  LinkValue,
  Output,
  FastMath,
  Contraction,
  Language
};
} // namespace

/// Options by their full name; `=` forms are looked up without the value.
static Action findLongOption(StringRef name) {
  return llvm::StringSwitch<Action>(name)
      .Cases({"-arch",
              "--gpu-architecture",
              "-gencode",
              "--generate-code",
              "-code",
              "--gpu-code",
              "-ccbin",
              "--compiler-bindir",
              "-Xptxas",
              "--ptxas-options",
              "-Xnvlink",
              "--nvlink-options",
              "-maxrregcount",
              "--maxrregcount",
              "-rdc",
              "--relocatable-device-code",
              "-t",
              "--threads",
              "-cudart",
              "--cudart",
              "-diag-suppress",
              "--diag-suppress",
              "-Xcudafe",
              "--compiler-options-device",
              "-Werror",
              "-ftz",
              "--ftz",
              "-prec-div",
              "--prec-div",
              "-prec-sqrt",
              "--prec-sqrt",
              "--default-stream",
              "-default-stream",
              "--split-compile",
              "--machine",
              "-odir"},
             Action::IgnoreValue)
      .Cases({"-lineinfo",
              "--generate-line-info",
              "-G",
              "--device-debug",
              "-dc",
              "--device-c",
              "-dlink",
              "-extended-lambda",
              "--extended-lambda",
              "--expt-extended-lambda",
              "-expt-extended-lambda",
              "--expt-relaxed-constexpr",
              "-expt-relaxed-constexpr",
              "-m64",
              "-keep",
              "--keep",
              "--resource-usage",
              "-res-usage",
              "-restrict",
              "--restrict",
              "-v",
              "--verbose"},
             Action::Ignore)
      .Cases({"-extra-device-vectorization", "--extra-device-vectorization",
              "-allow-unsupported-compiler", "--allow-unsupported-compiler",
              "-g", "--debug", "-c", "--compile", "-pg", "-shared", "-cuda",
              "-fPIC", "-pthread", "--std-default", "-link", "--link"},
             Action::Ignore)
      .Cases({"--disable-warnings"}, Action::Ignore)
      .Case("-w", Action::Clang)
      .Cases({"-include", "-isystem", "--pre-include", "--system-include",
              "--include-path", "--define-macro", "--undefine-macro", "--std"},
             Action::ClangValue)
      .Cases({"-Xcompiler", "--compiler-options"}, Action::HostValue)
      .Cases({"-Xlinker", "--linker-options"}, Action::LinkerValue)
      .Cases({"--library", "--library-path"}, Action::LinkValue)
      .Cases({"-o", "--output-file"}, Action::Output)
      .Cases({"-use_fast_math", "--use_fast_math"}, Action::FastMath)
      .Cases({"-fmad", "--fmad"}, Action::Contraction)
      .Case("-x", Action::Language)
      .Default(Action::Unknown);
}

/// Clang's spelling of an option that takes a value.
static StringRef getClangSpelling(StringRef name) {
  return llvm::StringSwitch<StringRef>(name)
      .Case("--include-path", "-I")
      .Case("--define-macro", "-D")
      .Case("--undefine-macro", "-U")
      .Case("--std", "-std=")
      .Case("--pre-include", "-include")
      .Case("--system-include", "-isystem")
      .Default(name);
}

namespace {
/// Reads the options at a place of the command line.
class OptionReader {
public:
  OptionReader(llvm::ArrayRef<std::string> args, size_t &index,
               SourceOptions &options, OptionErrorHandler onError)
      : args(args), index(index), options(options), onError(onError) {}

  bool read() {
    StringRef arg = args[index];
    if (!arg.starts_with("-") || arg == "-") {
      return readFile(arg);
    }
    if (readShortOption(arg)) {
      return !failed;
    }
    auto [name, value] = arg.split('=');
    Action action = findLongOption(name);
    hasJoined = arg.contains('=');
    joined = value.str();
    apply(action, arg, name);
    ++index;
    return !failed;
  }

private:
  llvm::ArrayRef<std::string> args;
  size_t &index;
  SourceOptions &options;
  OptionErrorHandler onError;
  bool hasJoined = false;
  std::string joined;
  bool failed = false;

  /// The option's value: behind `=`, or the next word.
  std::string takeValue(StringRef name) {
    if (hasJoined) {
      return joined;
    }
    if (index + 1 >= args.size()) {
      onError(
          "CP1004",
          ("option '" + name + "' is the last word; it needs a value").str());
      failed = true;
      return "";
    }
    return args[++index];
  }

  bool readFile(StringRef path) {
    ++index;
    StringRef extension = path.substr(path.rfind('.'));
    bool isLinked = llvm::is_contained({".o", ".a", ".so"}, extension);
    (isLinked ? options.linkArgs : options.sources).push_back(path.str());
    return true;
  }

  /// -I, -D, -U, -l, -L, -O, -std, -W, -f and -m in either spelling.
  bool readShortOption(StringRef arg) {
    bool isPath =
        arg.starts_with("-I") || arg.starts_with("-D") || arg.starts_with("-U");
    bool isLink = arg.starts_with("-l") || arg.starts_with("-L");
    if (findLongOption(arg.split('=').first) != Action::Unknown) {
      return false;
    }
    if (isPath || isLink) {
      std::string word = arg.str();
      if (arg.size() == 2) {
        hasJoined = false;
        word += takeValue(arg);
      }
      (isLink ? options.linkArgs : options.clangArgs).push_back(word);
      ++index;
      return true;
    }
    if (arg.starts_with("-std=")) {
      options.clangArgs.push_back(arg.str());
    } else if (arg.starts_with("-O") || arg.starts_with("-W") ||
               arg.starts_with("-M")) {
      // Optimisation and warnings of nvcc do not carry over.
    } else {
      return false;
    }
    ++index;
    return true;
  }

  static void splitWords(StringRef value, std::vector<std::string> &into) {
    llvm::SmallVector<StringRef> words;
    value.split(words, ',', -1, /*KeepEmpty=*/false);
    for (StringRef word : words) {
      into.push_back(word.str());
    }
  }

  void addClangValue(StringRef name) {
    StringRef spelling = getClangSpelling(name);
    std::string value = takeValue(name);
    if (spelling.starts_with("-i")) {
      options.clangArgs.push_back(spelling.str());
      options.clangArgs.push_back(value);
    } else {
      options.clangArgs.push_back((spelling + value).str());
    }
  }

  void apply(Action action, StringRef arg, StringRef name) {
    switch (action) {
    case Action::Unknown:
      onError("CP1004", ("option '" + arg + "' is not one of nvcc's").str());
      failed = true;
      return;
    case Action::Ignore:
      return;
    case Action::IgnoreValue:
      takeValue(name);
      return;
    case Action::Clang:
      options.clangArgs.push_back(arg.str());
      return;
    case Action::ClangValue:
      return addClangValue(name);
    case Action::HostValue:
      return splitWords(takeValue(name), options.hostArgs);
    case Action::LinkerValue:
      for (StringRef word : {StringRef("-Xlinker")}) {
        options.linkArgs.push_back(word.str());
      }
      options.linkArgs.push_back(takeValue(name));
      return;
    case Action::LinkValue:
      options.linkArgs.push_back((name == "--library" ? "-l" : "-L") +
                                 takeValue(name));
      return;
    case Action::Output:
      options.output = takeValue(name);
      return;
    case Action::FastMath:
      options.fastMath = true;
      return;
    case Action::Contraction:
      options.noContraction = takeValue(name) == "false";
      return;
    case Action::Language:
      checkLanguage(takeValue(name));
      return;
    }
  }

  void checkLanguage(StringRef language) {
    if (!failed && language != "cu" && language != "cuda") {
      onError("CP1004", ("language '" + language +
                         "' given with -x; only 'cu' is translated")
                            .str());
      failed = true;
    }
  }
};
} // namespace

bool frontend::parseOption(llvm::ArrayRef<std::string> args, size_t &index,
                           SourceOptions &options, OptionErrorHandler onError) {
  return OptionReader(args, index, options, onError).read();
}

bool frontend::parseCommandLine(llvm::ArrayRef<std::string> args,
                                SourceOptions &options,
                                OptionErrorHandler onError) {
  bool ok = true;
  for (size_t index = 0; index < args.size();) {
    ok &= parseOption(args, index, options, onError);
  }
  return ok;
}

std::string frontend::getCudaIncludeDir() {
  if (const char *dir = std::getenv("CUBEPORT_CUDA_INCLUDE")) {
    return dir;
  }
  return CUBEPORT_CUDA_INCLUDE_DIR;
}

std::vector<std::string>
frontend::getClangCommandLine(const SourceOptions &options, StringRef source,
                              Half half) {
  std::string resources = CUBEPORT_CLANG_RESOURCE_DIR;
  std::vector<std::string> line = {
      "/usr/lib/llvm-22/bin/clang++", "-x", "cuda", "-nocudainc", "-nocudalib",
      "-nogpulib", "--cuda-gpu-arch=sm_80",
      // Without these Clang looks for a CUDA toolkit, and takes the PTX version
      // from the one it finds, or one too old for sm_80 where there is none.
      "--cuda-path=/dev/null", "--cuda-feature=+ptx70", "-resource-dir",
      resources,
      // Warnings are the CUDA compiler's matter, which the source has seen.
      "-w", "-Wno-register", half == Half::Device ? "--cuda-device-only" : "--cuda-host-only"};
  for (const char *word :
       {"-D__NVCC__", "-D__CUDACC__", "-D__CUDACC_VER_MAJOR__=12",
        "-D__CUDACC_VER_MINOR__=8", "-D__CUDACC_VER_BUILD__=0",
        "-D__CUDA_ARCH_LIST__=800", "-std=gnu++17", "-O1", "-Xclang",
        "-disable-llvm-passes", "-gline-tables-only", "-gcolumn-info",
        // Keeps the names of files as they were given.
        "-fdebug-compilation-dir=.", "-fno-discard-value-names", "-include",
        "cuda_runtime.h"}) {
    line.push_back(word);
  }
  // Clang's wrappers come before libstdc++, our headers with them.
  for (const std::string &dir :
       {resources + "/include/cuda_wrappers", getCudaIncludeDir()}) {
    line.insert(line.end(), {"-Xclang", "-internal-isystem", "-Xclang", dir});
  }
  if (options.fastMath) {
    line.push_back("-fgpu-approx-transcendentals");
    line.push_back("-D__USE_FAST_MATH__=1");
  }
  if (options.noContraction) {
    line.push_back("-ffp-contract=off");
  }
  llvm::append_range(line, options.clangArgs);
  line.push_back("-fsyntax-only");
  line.push_back(source.str());
  return line;
}
