// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Unique identifiers for emitted text.
#include "lib/Target/AscendC/Names.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Demangle/Demangle.h"

using namespace cubeport::target;
using llvm::StringRef;

Names::Names() {
  // What C++ keeps, and what the vendor's headers define outside namespaces.
  for (StringRef name :
       {"alignas",  "alignof",  "and",      "asm",       "auto",     "bool",
        "break",    "case",     "catch",    "char",      "class",    "const",
        "continue", "default",  "delete",   "do",        "double",   "else",
        "enum",     "explicit", "export",   "extern",    "false",    "float",
        "for",      "friend",   "goto",     "half",      "if",       "inline",
        "int",      "long",     "mutable",  "namespace", "new",      "not",
        "nullptr",  "operator", "or",       "private",   "public",   "register",
        "return",   "short",    "signed",   "sizeof",    "static",   "struct",
        "switch",   "template", "this",     "throw",     "true",     "try",
        "typedef",  "typename", "union",    "unsigned",  "using",    "virtual",
        "void",     "volatile", "while",    "xor",       "AscendC",  "event_t",
        "block_idx", "block_num", "bfloat16_t", "LANES", "main",     "stream",
        "numBlocks", "printf",  "assert",   "int8_t",    "int16_t",  "int32_t",
        "int64_t",  "uint8_t",  "uint16_t", "uint32_t",  "uint64_t"}) {
    taken.insert(name);
  }
}

std::string cubeport::target::makeIdentifier(StringRef text) {
  std::string result;
  for (char c : text) {
    if (llvm::isAlnum(c)) {
      result += c;
    } else if (!result.empty() && result.back() != '_') {
      result += '_';
    }
  }
  while (!result.empty() && result.back() == '_') {
    result.pop_back();
  }
  if (result.empty() || llvm::isDigit(result.front())) {
    result.insert(0, "v");
  }
  return result;
}

std::string Names::claim(StringRef wish) {
  std::string name = makeIdentifier(wish);
  std::string stem = name;
  for (unsigned number = 2; !taken.insert(name).second; ++number) {
    name = stem + std::to_string(number);
  }
  return name;
}

std::string Names::claimNumbered(StringRef stem) {
  std::string base = makeIdentifier(stem), name;
  unsigned number = 0;
  do {
    name = base + std::to_string(number++);
  } while (!taken.insert(name).second);
  return name;
}

std::string
cubeport::target::describeTemplateArguments(StringRef mangled) {
  std::string demangled = llvm::demangle(mangled.str());
  // The arguments of the function itself: the last <...> before its
  // parameter list.
  StringRef text = demangled;
  size_t open = text.find('<'), depth = 0;
  if (open == StringRef::npos || open > text.find('(')) {
    return "";
  }
  for (size_t i = open; i < text.size(); ++i) {
    depth += text[i] == '<';
    depth -= text[i] == '>';
    if (depth == 0) {
      return makeIdentifier(text.slice(open + 1, i));
    }
  }
  return "";
}
