// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Compiles Ascend C (.asc) and C++ files for this machine: rewrites kernel
// launches, calls a host compiler, links the twin.
#include "lib/Twin/LaunchRewriter.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;
extern char **environ;

static const char *const help =
    "usage: cubeport-twin-cc FILE.asc [FILE.cpp ...] [-o OUT] [FLAGS]\n"
    "\n"
    "Compiles Ascend C and C++ files for this machine and links the twin,\n"
    "which runs the kernels and checks them. FLAGS go to the host compiler\n"
    "(-c, -I, -D, -O...; default -O1). CUBEPORT_TWIN_CXX names the compiler;\n"
    "otherwise clang++-22, clang++ or g++ is used.\n"
    "  --cce-auto-sync[=on|off]\n"
    "                   as the chip's compiler, which has it on: order "
    "dependent\n"
    "                   vector instructions, and the scalar unit with the "
    "rest;\n"
    "                   off by default, so that what is missing is reported\n"
    "  --cce-disable-asc-reserved-ubuf\n"
    "                   the program may use all 192 KB of the UB, and none of\n"
    "                   the functions that need the last 8\n"
    "  --npu-arch=dav-2201\n"
    "                   accepted; there is no other\n"
    "  --rewrite-only   print the files as the host compiler sees them\n"
    "  --verbose        print the host compiler's command\n";

namespace {

/// What the command line asks for.
struct Request {
  std::vector<std::string> inputs;
  std::vector<std::string> flags;
  bool rewriteOnly = false;
  bool verbose = false;
  bool link = true;
  bool optimises = false;
  bool autoSync = false;
  bool wholeUb = false;
};

/// Where the twin's headers and library lie.
struct Installation {
  fs::path headers;
  fs::path library;
};

/// A folder for rewritten files that goes away with the object.
class ScratchFolder {
public:
  ScratchFolder() {
    std::string pattern =
        (fs::temp_directory_path() / "cubeport-twin-XXXXXX").string();
    if (const char *made = mkdtemp(pattern.data())) {
      path = made;
    }
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  fs::path path;
};

} // namespace

static Installation findInstallation() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  const fs::path root = self.parent_path().parent_path();
  Installation found;
  found.headers = root / "include/ascendc";
  if (!fs::exists(found.headers / "kernel_operator.h", error)) {
    found.headers = CUBEPORT_TWIN_HEADERS;
  }
  found.library = root / "lib/libCubeportTwin.a";
  return found;
}

static bool isSource(const std::string &argument) {
  const std::string extension = fs::path(argument).extension().string();
  return extension == ".asc" || extension == ".cpp" || extension == ".cc" ||
         extension == ".cxx" || extension == ".c";
}

static Request parse(int argc, char **argv) {
  Request request;
  for (int index = 1; index < argc; ++index) {
    const std::string argument = argv[index];
    if (argument == "--rewrite-only") {
      request.rewriteOnly = true;
    } else if (argument == "--verbose") {
      request.verbose = true;
    } else if (argument == "--cce-auto-sync" ||
               argument == "--cce-auto-sync=on") {
      request.autoSync = true;
    } else if (argument == "--cce-auto-sync=off") {
      request.autoSync = false;
    } else if (argument == "--cce-disable-asc-reserved-ubuf") {
      request.wholeUb = true;
    } else if (argument == "--npu-arch=dav-2201") {
      // There is no other.
    } else if (argument == "-o" || argument == "-I" || argument == "-D" ||
               argument == "-L" || argument == "-include") {
      request.flags.push_back(argument);
      if (++index < argc) {
        request.flags.push_back(argv[index]);
      }
    } else if (argument[0] != '-' && isSource(argument)) {
      request.inputs.push_back(argument);
    } else {
      request.link &= argument != "-c" && argument != "-S" &&
                      argument != "-E" && argument != "-fsyntax-only";
      request.optimises |= argument.compare(0, 2, "-O") == 0;
      request.flags.push_back(argument);
    }
  }
  return request;
}

/// The text of `path` with launches rewritten and lines named after it.
static bool rewriteFile(const std::string &path, std::string &text) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return false;
  }
  std::stringstream content;
  content << file.rdbuf();
  text = "#line 1 \"" + path + "\"\n" +
         cubeport::twin::rewriteLaunches(content.str());
  return true;
}

static std::string findCompiler() {
  if (const char *chosen = std::getenv("CUBEPORT_TWIN_CXX")) {
    return chosen;
  }
  const char *search = std::getenv("PATH");
  for (const char *name : {"clang++-22", "clang++", "g++"}) {
    std::stringstream folders(search ? search : "/usr/bin");
    for (std::string folder; std::getline(folders, folder, ':');) {
      const fs::path candidate = fs::path(folder) / name;
      if (access(candidate.c_str(), X_OK) == 0) {
        return candidate.string();
      }
    }
  }
  return "c++";
}

static int runCommand(const std::vector<std::string> &command) {
  std::vector<char *> argv;
  for (const std::string &word : command) {
    argv.push_back(const_cast<char *>(word.c_str()));
  }
  argv.push_back(nullptr);
  pid_t child;
  if (posix_spawnp(&child, argv[0], nullptr, nullptr, argv.data(), environ)) {
    std::fprintf(stderr, "error: no host compiler '%s'\n", argv[0]);
    return 1;
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/// Rewrites the inputs into `scratch` and returns the host command.
static bool prepare(const Request &request, const Installation &twin,
                    const fs::path &scratch,
                    std::vector<std::string> &command) {
  command = {findCompiler(), "-std=c++17", "-I" + twin.headers.string(),
             "-pthread",
             // Emitted kernels count on integers that wrap, read memory as
             // elements of more than one type, and say where products and
             // sums are one operation.
             "-fwrapv", "-fno-strict-aliasing", "-ffp-contract=off"};
  if (!request.optimises) {
    command.push_back("-O1");
  }
  if (request.autoSync) {
    command.push_back("-DCUBEPORT_TWIN_AUTO_SYNC");
  }
  if (request.wholeUb) {
    command.push_back("-DCUBEPORT_TWIN_WHOLE_UB");
  }
  size_t number = 0;
  for (const std::string &input : request.inputs) {
    const fs::path path(input);
    const fs::path folder =
        path.has_parent_path() ? path.parent_path() : fs::path(".");
    command.push_back("-iquote");
    command.push_back(folder.string());
    if (path.extension() != ".asc") {
      command.push_back(input);
      continue;
    }
    std::string text;
    if (!rewriteFile(input, text)) {
      std::fprintf(stderr, "error: no file '%s'\n", input.c_str());
      return false;
    }
    // The object file of `-c` is named after this name.
    const fs::path folderOfOne = scratch / std::to_string(number++);
    fs::create_directory(folderOfOne);
    const fs::path rewritten = folderOfOne / (path.stem().string() + ".cpp");
    std::ofstream(rewritten, std::ios::binary) << text;
    command.push_back(rewritten.string());
  }
  for (const std::string &flag : request.flags) {
    command.push_back(flag);
  }
  if (request.link) {
    command.push_back(twin.library.string());
    command.push_back("-lm");
  }
  return true;
}

int main(int argc, char **argv) {
  const Request request = parse(argc, argv);
  if (request.inputs.empty()) {
    std::fputs(help, stderr);
    return 2;
  }
  if (request.rewriteOnly) {
    for (const std::string &input : request.inputs) {
      std::string text;
      if (!rewriteFile(input, text)) {
        std::fprintf(stderr, "error: no file '%s'\n", input.c_str());
        return 1;
      }
      std::fputs(text.c_str(), stdout);
    }
    return 0;
  }
  const ScratchFolder scratch;
  std::vector<std::string> command;
  if (!prepare(request, findInstallation(), scratch.path, command)) {
    return 1;
  }
  if (request.verbose) {
    for (const std::string &word : command) {
      std::fprintf(stderr, "%s ", word.c_str());
    }
    std::fputc('\n', stderr);
  }
  return runCommand(command);
}
