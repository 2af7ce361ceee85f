// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// From MLIR locations to lines of CUDA source.
#include "lib/Target/AscendC/SourceLines.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using namespace mlir;
using namespace cubeport::target;

/// True for files that the user did not write: our CUDA headers.
static bool isOurHeader(StringRef path) {
  return path.contains("include/cuda/") || path.ends_with("cuda_runtime.h");
}

/// The innermost line of the user's files in `location`.
static FileLineColLoc findUserLine(Location location) {
  if (auto line = dyn_cast<FileLineColLoc>(location)) {
    return isOurHeader(line.getFilename()) || line.getLine() == 0
               ? FileLineColLoc()
               : line;
  }
  if (auto name = dyn_cast<NameLoc>(location)) {
    return findUserLine(name.getChildLoc());
  }
  if (auto call = dyn_cast<CallSiteLoc>(location)) {
    FileLineColLoc line = findUserLine(call.getCallee());
    return line ? line : findUserLine(call.getCaller());
  }
  if (auto fused = dyn_cast<FusedLoc>(location)) {
    for (Location part : fused.getLocations()) {
      if (FileLineColLoc line = findUserLine(part)) {
        return line;
      }
    }
  }
  return {};
}

std::string SourceLines::describe(Location location) {
  FileLineColLoc line = findUserLine(location);
  if (!line) {
    return "";
  }
  std::string result = llvm::sys::path::filename(line.getFilename()).str() +
                       ":" + std::to_string(line.getLine());
  const std::vector<std::string> &lines = getLines(line.getFilename());
  if (line.getLine() <= lines.size()) {
    // A backslash at the end would continue the comment.
    StringRef text = StringRef(lines[line.getLine() - 1]).trim(" \t\r\\");
    if (!text.empty()) {
      result += ": " + text.str();
    }
  }
  return result;
}

const std::vector<std::string> &SourceLines::getLines(StringRef path) {
  auto [entry, isNew] = files.try_emplace(path.str());
  if (isNew) {
    if (auto buffer = llvm::MemoryBuffer::getFile(path)) {
      for (llvm::line_iterator it(**buffer, /*SkipBlanks=*/false); !it.is_at_eof();
           ++it) {
        entry->second.push_back(it->str());
      }
    }
  }
  return entry->second;
}

std::string
cubeport::target::findAssignedVariable(StringRef describedLine) {
  // File and line, perhaps a type, the name, perhaps an index, and one `=`
  // with or without an operator.
  static const llvm::Regex assignment(
      "^[^:]*:[0-9]+: ([A-Za-z_][A-Za-z_0-9:<>, ]*[ *&]+)?"
      "([A-Za-z_][A-Za-z_0-9]*)(\\[[^=]*\\])? *[-+*/%&|^]?= *[^= ]");
  SmallVector<StringRef> parts;
  constexpr size_t kName = 2;
  return assignment.match(describedLine, &parts) ? parts[kName].str() : "";
}
