// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Wording of faults, with the source line and the CUDA line beside it.
#include "Fault.h"

#include <cctype>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

using namespace cubeport::twin;

void cubeport::twin::throwFault(FaultCode code, Where where,
                                std::string message) {
  throw Fault{code, std::move(message), where};
}

std::string cubeport::twin::formatted(const char *format, ...) {
  char text[1024];
  va_list args;
  va_start(args, format);
  std::vsnprintf(text, sizeof(text), format, args);
  va_end(args);
  return text;
}

bool cubeport::twin::isSwitchedOn(const char *variable) {
  const char *value = std::getenv(variable);
  return value && *value && *value != '0';
}

std::string cubeport::twin::placeOf(Where where) {
  const char *slash = std::strrchr(where.file, '/');
  return std::string(slash ? slash + 1 : where.file) + ":" +
         std::to_string(where.line);
}

/// "name.cu:LINE" in `line`, or an empty string.
static std::string cudaPlaceIn(const std::string &line) {
  for (size_t at = line.find(".cu"); at != std::string::npos;
       at = line.find(".cu", at + 1)) {
    size_t colon = at + 3;
    if (colon < line.size() && line[colon] == 'h') {
      ++colon;
    }
    if (colon + 1 >= line.size() || line[colon] != ':' ||
        !std::isdigit(static_cast<unsigned char>(line[colon + 1]))) {
      continue;
    }
    size_t begin = at;
    while (begin > 0 &&
           !std::isspace(static_cast<unsigned char>(line[begin - 1])) &&
           line[begin - 1] != '"' && line[begin - 1] != '(') {
      --begin;
    }
    size_t end = colon + 1;
    while (end < line.size() &&
           (std::isdigit(static_cast<unsigned char>(line[end])) ||
            line[end] == ':')) {
      ++end;
    }
    return line.substr(begin, end - begin);
  }
  return "";
}

std::string cubeport::twin::describe(const Fault &fault, const char *kernel,
                                     uint64_t core) {
  std::string report = "CP" + std::to_string(static_cast<int>(fault.code)) +
                       ": " + fault.message + "\n";
  report += "  in kernel '" + std::string(kernel) + "', core " +
            std::to_string(core) + ", at " + placeOf(fault.where) + "\n";
  std::ifstream source(fault.where.file);
  std::string line, cuda, found;
  for (int number = 1; std::getline(source, line); ++number) {
    // A CUDA line in a comment holds for what follows it.
    const std::string place = cudaPlaceIn(line);
    if (!place.empty()) {
      cuda = place;
    }
    if (number == fault.where.line) {
      found = line;
      break;
    }
  }
  if (!found.empty()) {
    report += "    " + found.substr(found.find_first_not_of(" \t")) + "\n";
    if (!cuda.empty()) {
      report += "  from CUDA " + cuda + "\n";
    }
  }
  return report;
}
