// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Builds a translated program for the twin, unless it was built before.
#include "lib/Driver/BuildProgram.h"
#include "lib/Driver/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MD5.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/Program.h"

#include <unistd.h>

using namespace cubeport;
using namespace cubeport::driver;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string driver::findTool(StringRef name) {
  static int anchor;
  llvm::SmallString<128> tool(
      path::parent_path(fs::getMainExecutable("cubeport", &anchor)));
  path::append(tool, name);
  return tool.str().str();
}

/// The file's size and date, to tell builds of cubeport apart.
static std::string describeFile(StringRef name) {
  fs::file_status status;
  if (fs::status(name, status)) {
    return "";
  }
  return std::to_string(status.getSize()) + "@" +
         std::to_string(
             status.getLastModificationTime().time_since_epoch().count());
}

std::string driver::describeBuild() {
  return versionText() + describeFile(findTool("cubeport")) +
         describeFile(findTool("cubeport-twin-cc")) +
         describeFile(findTool("../lib/libCubeportTwin.a"));
}

/// Where built programs are kept: $XDG_CACHE_HOME, ~/.cache or the temporary
/// folder.
static std::string findCache() {
  llvm::SmallString<128> cache;
  if (!path::cache_directory(cache)) {
    path::system_temp_directory(/*erasedOnReboot=*/true, cache);
  }
  path::append(cache, "cubeport");
  return cache.str().str();
}

static std::vector<std::string>
listBuildCommand(StringRef compiler, const Project &project,
                 const Options &options, llvm::ArrayRef<std::string> objects,
                 StringRef program) {
  std::vector<std::string> command = {compiler.str()};
  if (!project.kernels.empty()) {
    command.push_back(project.appName + "_kernels.asc");
  }
  for (const host::HostFile &file : project.hostFiles) {
    if (file.isSource) {
      command.push_back(file.path);
    }
  }
  llvm::append_range(command,
                     std::vector<std::string>{"-I.", "-w", "-o",
                                              program.str()});
  for (StringRef word : options.source.clangArgs) {
    if (word.starts_with("-D") || word.starts_with("-U") ||
        word.starts_with("-O")) {
      command.push_back(word.str());
    }
  }
  // Directives of OpenMP are hints: the twin's host code runs in one thread.
  for (const std::string &word : options.source.hostArgs) {
    if (word != "-fopenmp") {
      command.push_back(word);
    }
  }
  llvm::append_range(command, objects);
  for (StringRef word : options.source.linkArgs) {
    if (!word.starts_with("-lcu") && !word.starts_with("-lnv")) {
      command.push_back(word.str());
    }
  }
  return command;
}

static int execute(llvm::ArrayRef<std::string> command, std::string &error) {
  std::vector<StringRef> words(command.begin(), command.end());
  return llvm::sys::ExecuteAndWait(words.front(), words, std::nullopt, {}, 0, 0,
                                   &error);
}

/// Builds the project in `folder`; the program appears under its name only
/// when it is whole.
static bool build(const Project &project, const Options &options,
                  llvm::ArrayRef<std::string> objects, StringRef folder,
                  StringRef program, DiagnosticPrinter &printer) {
  std::string compiler = findTool("cubeport-twin-cc");
  if (!fs::exists(compiler)) {
    printer.error("CP1008", "program '" + compiler + "' is missing");
    return false;
  }
  llvm::SmallString<128> before;
  fs::current_path(before);
  if (std::error_code error = fs::set_current_path(folder)) {
    printer.error("CP1007", error.message());
    return false;
  }
  std::string partial = program.str() + ".partial";
  std::string message;
  int status = execute(
      listBuildCommand(compiler, project, options, objects, partial), message);
  fs::set_current_path(before);
  if (status != 0) {
    printer.error("CP1010", ("the project in '" + folder +
                             "' does not build against the twin" +
                             (message.empty() ? "" : ": " + message))
                                .str());
    return false;
  }
  return !fs::rename(partial, program);
}

bool driver::prepareProgram(const Project &project, const Options &options,
                            llvm::ArrayRef<std::string> objects,
                            std::string &program, DiagnosticPrinter &printer) {
  std::vector<ProjectFile> files = listFiles(project, options);
  llvm::MD5 hash;
  for (const ProjectFile &file : files) {
    hash.update(file.path);
    hash.update(file.text);
  }
  for (const std::string &word :
       listBuildCommand("", project, options, {}, "")) {
    hash.update(word);
  }
  llvm::SmallString<128> library(findTool("../lib/libCubeportTwin.a"));
  hash.update(describeFile(findTool("cubeport-twin-cc")));
  hash.update(describeFile(library));
  for (const std::string &object : objects) {
    if (auto buffer = llvm::MemoryBuffer::getFile(object)) {
      hash.update((*buffer)->getBuffer());
    }
  }
  llvm::MD5::MD5Result result;
  hash.final(result);
  std::string folder = findCache() + "/" + project.appName + "-" +
                       std::string(result.digest()).substr(0, 16);
  program = folder + "/" + project.appName;
  if (fs::exists(program)) {
    return true;
  }
  return writeProject(files, folder, printer) &&
         build(project, options, objects, folder, program, printer);
}

int driver::becomeProgram(const std::string &program,
                          llvm::ArrayRef<std::string> args,
                          DiagnosticPrinter &printer) {
  std::vector<char *> argv = {const_cast<char *>(program.c_str())};
  for (const std::string &arg : args) {
    argv.push_back(const_cast<char *>(arg.c_str()));
  }
  argv.push_back(nullptr);
  llvm::outs().flush();
  execv(program.c_str(), argv.data());
  printer.error("CP1008", "program '" + program + "' cannot be started");
  return 1;
}
