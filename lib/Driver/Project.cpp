// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Lists and writes the files of an emitted project.
#include "lib/Driver/Project.h"
#include "lib/Driver/Version.h"
#include "lib/Target/Support.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace cubeport;
using namespace cubeport::driver;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr StringRef kReportName = "report.json";
static constexpr StringRef kGenerator = "cubeport";

//===----------------------------------------------------------------------===//
// report.json
//===----------------------------------------------------------------------===//

static llvm::json::Object describePlace(const SourcePlace &place) {
  return llvm::json::Object{{"file", place.file},
                            {"line", int64_t(place.line)},
                            {"column", int64_t(place.column)}};
}

static llvm::json::Object describeKernel(const KernelOutcome &outcome,
                                         const Project &project) {
  llvm::json::Array remarks, codes;
  for (const SourceDiagnostic &diagnostic : outcome.diagnostics) {
    if (!diagnostic.code.empty() &&
        !llvm::is_contained(codes, llvm::json::Value(diagnostic.code))) {
      codes.push_back(diagnostic.code);
    }
    remarks.push_back(
        llvm::json::Object{{"severity", severityName(diagnostic.severity)},
                           {"code", diagnostic.code},
                           {"message", diagnostic.message},
                           {"place", describePlace(diagnostic.place)}});
  }
  llvm::json::Object kernel{
      {"name", outcome.name},
      {"mangled", outcome.mangled},
      {"place", describePlace(outcome.place)},
      {"status", outcome.isTranslated ? "translated" : "refused"},
      {"lanes", outcome.lanes},
      {"route", outcome.route == Route::Threads ? "threads" : "lanes"},
      {"remarks", std::move(remarks)},
      {"codes", std::move(codes)}};
  for (const target::KernelInterface &interface : project.interfaces) {
    if (interface.mangled == outcome.symbol) {
      kernel["function"] = interface.emittedName;
      kernel["ub_bytes"] = interface.ubBytes;
      kernel["max_threads"] = interface.maxThreads;
    }
  }
  return kernel;
}

std::string driver::printReport(const Project &project,
                                const Options &options) {
  llvm::json::Array sources, kernels;
  for (const std::string &source : options.source.sources) {
    sources.push_back(source);
  }
  for (const KernelOutcome &outcome : project.outcomes) {
    kernels.push_back(describeKernel(outcome, project));
  }
  llvm::json::Value report =
      llvm::json::Object{{"generator", kGenerator},
                         {"version", versionNumber()},
                         {"sources", std::move(sources)},
                         {"kernels", std::move(kernels)}};
  std::string text;
  llvm::raw_string_ostream os(text);
  os << llvm::formatv("{0:2}", report) << "\n";
  return text;
}

//===----------------------------------------------------------------------===//
// CMakeLists.txt
//===----------------------------------------------------------------------===//

/// Definitions of the command line, which the sources may depend on.
static std::string listDefinitions(const Options &options) {
  std::string text;
  for (StringRef word : options.source.clangArgs) {
    if (word.starts_with("-D")) {
      text += (" \"" + word + "\"").str();
    }
  }
  return text;
}

static std::string printCMake(const Project &project, const Options &options) {
  std::string sources;
  if (!project.kernels.empty()) {
    sources = " " + project.appName + "_kernels.asc";
  }
  for (const host::HostFile &file : project.hostFiles) {
    if (file.isSource) {
      sources += " " + file.path;
    }
  }
  std::string links;
  for (StringRef word : options.source.linkArgs) {
    // CUDA's own libraries are part of what was ported.
    if (!word.starts_with("-lcu") && !word.starts_with("-lnv")) {
      links += " " + word.str();
    }
  }
  std::string definitions = listDefinitions(options);
  const std::string &app = project.appName;
  std::string text = "# Written by cubeport.\n"
                     "cmake_minimum_required(VERSION 3.16)\n\n";
  text += "# ON: run on this machine with cubeport's twin of the chip.\n"
          "# OFF: build for the chip with CANN.\n"
          "if(DEFINED ENV{ASCEND_HOME_PATH})\n"
          "  option(CUBEPORT_TWIN \"Build for the twin\" OFF)\n"
          "else()\n"
          "  option(CUBEPORT_TWIN \"Build for the twin\" ON)\n"
          "endif()\n\n";
  text += "set(sources" + sources + ")\n";
  text += "set(definitions" + definitions + ")\n\n";
  text += "if(CUBEPORT_TWIN)\n"
          "  project(" +
          app +
          " LANGUAGES NONE)\n"
          "  find_program(CUBEPORT_TWIN_CC cubeport-twin-cc REQUIRED)\n"
          "  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/" +
          app +
          "\n"
          "    COMMAND ${CUBEPORT_TWIN_CC} ${sources} ${definitions} -I.\n"
          "            -o ${CMAKE_BINARY_DIR}/" +
          app + links +
          "\n"
          "    WORKING_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}\n"
          "    DEPENDS ${sources} VERBATIM)\n"
          "  add_custom_target(" +
          app +
          "_twin ALL DEPENDS "
          "${CMAKE_BINARY_DIR}/" +
          app + ")\n";
  text += "else()\n"
          "  set(CMAKE_ASC_ARCHITECTURES \"dav-2201\" CACHE STRING \"\")\n"
          "  find_package(ASC REQUIRED)\n"
          "  project(" +
          app +
          " LANGUAGES ASC CXX)\n"
          "  set(CMAKE_CXX_STANDARD 17)\n"
          "  add_executable(" +
          app +
          " ${sources})\n"
          "  target_compile_options(" +
          app +
          " PRIVATE ${definitions}\n"
          "    -fwrapv -fno-strict-aliasing -ffp-contract=off\n"
          "    $<$<COMPILE_LANGUAGE:ASC>:"
          "--npu-arch=${CMAKE_ASC_ARCHITECTURES}>)\n"
          "  target_include_directories(" +
          app +
          " PRIVATE\n"
          "    ${CMAKE_CURRENT_SOURCE_DIR} $ENV{ASCEND_HOME_PATH}/include)\n"
          "  target_link_libraries(" +
          app + " PRIVATE ascendcl" + links +
          ")\n"
          "endif()\n";
  return text;
}

/// True if a file of the host half includes `header`, by itself or through
/// cubeport_blas.h.
static bool includes(llvm::ArrayRef<host::HostFile> files, StringRef header) {
  return llvm::any_of(files, [&](const host::HostFile &file) {
    StringRef text = file.text;
    return text.contains(("\"" + header + "\"").str()) ||
           ((header == "cubeport_half.h" ||
             header.starts_with("cubeport_blas_")) &&
            text.contains("\"cubeport_blas.h\""));
  });
}

/// The headers that a text names in quotes.
static llvm::SmallVector<StringRef> listIncludes(StringRef text) {
  llvm::SmallVector<StringRef> headers;
  const StringRef include = "#include \"";
  for (size_t at = text.find(include); at != StringRef::npos;
       at = text.find(include, at + 1)) {
    headers.push_back(text.substr(at + include.size()).split('"').first);
  }
  return headers;
}

std::vector<ProjectFile> driver::listFiles(const Project &project,
                                           const Options &options) {
  std::vector<ProjectFile> files;
  for (const host::HostFile &file : project.hostFiles) {
    files.push_back({file.path, file.text});
  }
  for (const host::HostFile &file : host::getSupportFiles()) {
    if (!host::isOptionalSupport(file.path) ||
        includes(project.hostFiles, file.path)) {
      files.push_back({file.path, file.text});
    }
  }
  if (!project.kernels.empty()) {
    files.push_back({project.appName + "_kernels.asc", project.kernels});
    for (const target::SupportHeader &header :
         target::getSupportHeaders(listIncludes(project.kernels))) {
      files.push_back({header.name.str(), header.text.str()});
    }
  }
  files.push_back({project.appName + "_kernels.h", project.kernelsHeader});
  files.push_back({"CMakeLists.txt", printCMake(project, options)});
  files.push_back({kReportName.str(), printReport(project, options)});
  llvm::sort(files, [](const ProjectFile &a, const ProjectFile &b) {
    return a.path < b.path;
  });
  return files;
}

//===----------------------------------------------------------------------===//
// The output folder
//===----------------------------------------------------------------------===//

/// A folder with a report.json that names us as its generator.
static bool isOurs(StringRef folder) {
  llvm::SmallString<128> report(folder);
  path::append(report, kReportName);
  auto buffer = llvm::MemoryBuffer::getFile(report);
  if (!buffer) {
    return false;
  }
  llvm::Expected<llvm::json::Value> value =
      llvm::json::parse((*buffer)->getBuffer());
  if (!value) {
    llvm::consumeError(value.takeError());
    return false;
  }
  const llvm::json::Object *object = value->getAsObject();
  return object && object->getString("generator") == kGenerator;
}

static bool isEmptyFolder(StringRef folder) {
  std::error_code error;
  return fs::directory_iterator(folder, error) == fs::directory_iterator();
}

bool driver::checkOutput(StringRef folder, DiagnosticPrinter &printer) {
  if (!fs::exists(folder)) {
    return true;
  }
  if (!fs::is_directory(folder)) {
    printer.error("CP1006", ("'" + folder +
                             "' is a file; -o names the folder "
                             "of the project")
                                .str());
    return false;
  }
  if (!isEmptyFolder(folder) && !isOurs(folder)) {
    printer.error("CP1006", ("folder '" + folder +
                             "' has files that cubeport did not "
                             "write; it is left as it is")
                                .str());
    return false;
  }
  return true;
}

static std::error_code writeFiles(llvm::ArrayRef<ProjectFile> files,
                                  StringRef folder) {
  for (const ProjectFile &file : files) {
    llvm::SmallString<128> name(folder);
    path::append(name, file.path);
    if (std::error_code error =
            fs::create_directories(path::parent_path(name))) {
      return error;
    }
    std::error_code error;
    llvm::raw_fd_ostream os(name, error);
    if (error) {
      return error;
    }
    os << file.text;
    os.close();
    if (os.has_error()) {
      error = os.error();
      os.clear_error();
      return error;
    }
  }
  return {};
}

/// Puts the folder `fresh` in the place of `place`, which may not be there.
/// Another run may do the same at the same time: one of them comes last.
static std::error_code exchange(StringRef fresh, StringRef place) {
  const std::string old = (fresh + ".old").str();
  std::error_code error;
  for (int attempt = 0; attempt < 20; ++attempt) {
    const bool isReplaced = fs::exists(place);
    if (isReplaced && (error = fs::rename(place, old))) {
      if (error == std::errc::no_such_file_or_directory) {
        continue;
      }
      return error;
    }
    error = fs::rename(fresh, place);
    if (!error) {
      fs::remove_directories(old);
      return error;
    }
    if (isReplaced) {
      fs::rename(old, place);
    }
    if (error != std::errc::directory_not_empty &&
        error != std::errc::file_exists) {
      return error;
    }
  }
  return error;
}

bool driver::writeProject(llvm::ArrayRef<ProjectFile> files, StringRef folder,
                          DiagnosticPrinter &printer) {
  llvm::SmallString<128> target(folder);
  path::remove_dots(target, /*remove_dot_dot=*/false);
  while (target.size() > 1 && path::is_separator(target.back())) {
    target.pop_back();
  }
  auto fail = [&](const std::error_code &error) {
    printer.error("CP1007", ("folder '" + target +
                             "' cannot be written: " + error.message())
                                .str());
    return false;
  };
  // Absolute: unique names that are not go to the system's temporary folder.
  llvm::SmallString<128> place;
  if (fs::real_path(target, place)) { // not there, or no link to follow
    place = target;
    fs::make_absolute(place);
  }
  StringRef parent = path::parent_path(place);
  if (std::error_code error = fs::create_directories(parent)) {
    return fail(error);
  }
  // Beside the target, so that the last step is one rename.
  llvm::SmallString<128> fresh;
  if (std::error_code error =
          fs::createUniqueDirectory(parent + "/.cubeport", fresh)) {
    return fail(error);
  }
  if (std::error_code error = writeFiles(files, fresh)) {
    fs::remove_directories(fresh);
    return fail(error);
  }
  fs::setPermissions(fresh, fs::perms(0755));
  std::error_code error = exchange(fresh, place);
  if (error) {
    fs::remove_directories(fresh);
    return fail(error);
  }
  return true;
}
