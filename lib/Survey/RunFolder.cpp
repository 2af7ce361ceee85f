// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A copy of a program's folder to run it in.
#include "lib/Survey/Files.h"
#include "lib/Survey/TryProgram.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <unistd.h>

using namespace cubeport;
using namespace cubeport::survey;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// Links to what stands in `from`, but for `except`.
static void linkAll(StringRef from, StringRef to, StringRef except) {
  std::error_code error;
  for (fs::directory_iterator entry(from, error), end; entry != end && !error;
       entry.increment(error)) {
    StringRef name = path::filename(entry->path());
    if (name != except) {
      (void)!symlink(entry->path().c_str(), joinPath(to, name).c_str());
    }
  }
}

/// Copies files until `budget` bytes are used up; links to the rest.
static void copyAll(StringRef from, StringRef to, uint64_t &budget) {
  std::error_code error;
  fs::create_directories(to);
  for (fs::directory_iterator entry(from, error, /*follow_symlinks=*/false),
       end;
       entry != end && !error; entry.increment(error)) {
    StringRef name = path::filename(entry->path());
    const std::string target = joinPath(to, name);
    uint64_t size = 0;
    if (entry->type() == fs::file_type::directory_file) {
      if (!name.starts_with(".git")) {
        copyAll(entry->path(), target, budget);
      }
    } else if (entry->type() == fs::file_type::regular_file &&
               !fs::file_size(entry->path(), size) && size <= budget &&
               !fs::copy_file(entry->path(), target)) {
      budget -= size;
    } else {
      (void)!symlink(entry->path().c_str(), target.c_str());
    }
  }
}

std::string survey::makeRunFolder(StringRef folder, StringRef scratch) {
  constexpr uint64_t kBudget = uint64_t(256) << 20;
  // Two folders further up are there too, for data of several programs.
  StringRef parent = path::parent_path(folder);
  StringRef grand = path::parent_path(parent);
  std::string up = joinPath(scratch, "run");
  std::string above = joinPath(up, path::filename(parent));
  std::string run = joinPath(above, path::filename(folder));
  fs::create_directories(run);
  linkAll(grand, up, path::filename(parent));
  linkAll(parent, above, path::filename(folder));
  uint64_t budget = kBudget;
  copyAll(folder, run, budget);
  return run;
}
