// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The support headers, held as text; CMake writes SupportFiles.inc.
#include "lib/Target/Support.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <string>

using namespace llvm;
using namespace cubeport::target;

namespace {
struct Embedded {
  const char *name;
  std::string text;
  bool isSource;
};
} // namespace

static const std::vector<Embedded> &getEmbedded() {
  static const std::vector<Embedded> embedded = {
#include "SupportFiles.inc"
  };
  return embedded;
}

StringRef cubeport::target::getSupportHeader(StringRef name) {
  for (const Embedded &header : getEmbedded()) {
    if (name == header.name) {
      return header.text;
    }
  }
  return {};
}

std::vector<StringRef>
cubeport::target::findSupportHeaders(StringRef function) {
  const std::string start = (" " + function.rsplit("::").second + "(").str();
  std::vector<StringRef> headers;
  for (const Embedded &header : getEmbedded()) {
    for (StringRef line : split(header.text, '\n')) {
      if (line.contains("inline ") && line.contains(start)) {
        headers.push_back(header.name);
        break;
      }
    }
  }
  return headers;
}

std::vector<SupportHeader>
cubeport::target::getSupportHeaders(ArrayRef<StringRef> names) {
  StringSet<> wanted;
  SmallVector<StringRef> left(names);
  while (!left.empty()) {
    StringRef name = left.pop_back_val();
    StringRef text = getSupportHeader(name);
    if (text.empty() || !wanted.insert(name).second) {
      continue;
    }
    const StringRef include = "#include \"";
    for (size_t at = text.find(include); at != StringRef::npos;
         at = text.find(include, at + 1)) {
      left.push_back(text.substr(at + include.size()).split('"').first);
    }
  }
  std::vector<SupportHeader> headers;
  for (const Embedded &header : getEmbedded()) {
    if (wanted.contains(header.name)) {
      headers.push_back({header.name, header.text});
    }
  }
  return headers;
}
