// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A token-level rewrite of kernel launches; it does not parse C++.
#include "LaunchRewriter.h"

#include <cctype>
#include <map>
#include <vector>

using namespace cubeport::twin;

namespace {

bool isWordChar(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/// Rewrites one text. `blank` is the text with comments and literals replaced
/// by spaces of the same length, so that only code is found in it.
class Rewriter {
public:
  explicit Rewriter(const std::string &source) : source(source) {
    blankLiterals();
    findMixedKernels();
  }

  std::string run() {
    std::string result;
    size_t copied = 0;
    for (size_t at = blank.find("<<<"); at != std::string::npos;
         at = blank.find("<<<", at + 3)) {
      size_t end;
      const size_t begin = kernelBefore(at);
      std::string call;
      if (begin < copied || !rewriteOne(begin, at, end, call)) {
        continue;
      }
      result += source.substr(copied, begin - copied) + call;
      copied = end;
      at = end - 3;
    }
    return result + source.substr(copied);
  }

private:
  void blankLiterals();
  size_t skipLiteral(size_t at) const;
  void findMixedKernels();
  size_t kernelBefore(size_t launch) const;
  size_t matching(size_t open) const;
  bool rewriteOne(size_t begin, size_t launch, size_t &end,
                  std::string &call) const;
  std::vector<std::string> split(size_t begin, size_t end) const;

  const std::string &source;
  std::string blank;
  std::map<std::string, std::string> kinds; ///< kernel -> "{cube, vector}"
};

/// The end of the comment or literal that starts at `at`, or `at`.
size_t Rewriter::skipLiteral(size_t at) const {
  const std::string next = source.substr(at, 2);
  if (next == "//") {
    const size_t end = source.find('\n', at);
    return end == std::string::npos ? source.size() : end;
  }
  if (next == "/*") {
    const size_t end = source.find("*/", at + 2);
    return end == std::string::npos ? source.size() : end + 2;
  }
  const bool wordBefore = at > 0 && isWordChar(source[at - 1]);
  if (next == "R\"" && !wordBefore) {
    const size_t open = source.find('(', at);
    if (open == std::string::npos) {
      return at;
    }
    const std::string close = ")" + source.substr(at + 2, open - at - 2) + "\"";
    const size_t end = source.find(close, open);
    return end == std::string::npos ? source.size() : end + close.size();
  }
  const char quote = source[at];
  // An apostrophe inside a number separates digits.
  if (quote != '"' && (quote != '\'' || wordBefore)) {
    return at;
  }
  size_t end = at + 1;
  while (end < source.size() && source[end] != quote && source[end] != '\n') {
    end += source[end] == '\\' ? 2 : 1;
  }
  return end + 1 < source.size() ? end + 1 : source.size();
}

void Rewriter::blankLiterals() {
  blank = source;
  for (size_t at = 0; at < source.size();) {
    const size_t end = skipLiteral(at);
    if (end == at) {
      ++at;
      continue;
    }
    for (; at < end; ++at) {
      if (blank[at] != '\n') {
        blank[at] = ' ';
      }
    }
  }
}

/// Kernels declared `__cube__` or `__mix__(c, v)` in this text.
void Rewriter::findMixedKernels() {
  for (size_t at = blank.find("__global__"); at != std::string::npos;
       at = blank.find("__global__", at + 1)) {
    const size_t brace = blank.find_first_of("{;", at);
    const std::string head = blank.substr(at, brace - at);
    // The kind of core may stand before __global__ as well.
    const size_t before = blank.find_last_of(";{}", at);
    const size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::string words = blank.substr(begin, brace - begin);
    std::string kind;
    if (words.find("__cube__") != std::string::npos) {
      kind = "{1, 0}";
    }
    const size_t mix = words.find("__mix__");
    if (mix != std::string::npos) {
      const size_t open = words.find('(', mix), close = words.find(')', mix);
      if (open == std::string::npos || close == std::string::npos) {
        continue;
      }
      kind = "{" + words.substr(open + 1, close - open - 1) + "}";
    }
    if (kind.empty()) {
      continue;
    }
    size_t open = head.find('(');
    while (open != std::string::npos && open > 0) {
      size_t end = open;
      while (end > 0 &&
             std::isspace(static_cast<unsigned char>(head[end - 1]))) {
        --end;
      }
      size_t begin = end;
      while (begin > 0 && isWordChar(head[begin - 1])) {
        --begin;
      }
      const std::string word = head.substr(begin, end - begin);
      if (word.compare(0, 2, "__") != 0 && !word.empty()) {
        kinds[word] = kind;
        break;
      }
      open = head.find('(', open + 1);
    }
  }
}

/// Where the kernel expression before `<<<` begins: a name, possibly
/// qualified and with template arguments.
size_t Rewriter::kernelBefore(size_t launch) const {
  size_t at = launch;
  auto skipSpace = [&] {
    while (at > 0 && std::isspace(static_cast<unsigned char>(blank[at - 1]))) {
      --at;
    }
  };
  skipSpace();
  if (at > 0 && blank[at - 1] == '>') {
    int depth = 0;
    while (at > 0) {
      --at;
      depth += blank[at] == '>' ? 1 : blank[at] == '<' ? -1 : 0;
      if (depth == 0) {
        break;
      }
    }
    skipSpace();
  }
  while (at > 0 && (isWordChar(blank[at - 1]) || blank[at - 1] == ':')) {
    --at;
  }
  return at;
}

/// The position of the bracket that closes the one at `open`.
size_t Rewriter::matching(size_t open) const {
  int depth = 0;
  for (size_t at = open; at < blank.size(); ++at) {
    const char c = blank[at];
    depth += c == '(' || c == '[' || c == '{' ? 1 : 0;
    depth -= c == ')' || c == ']' || c == '}' ? 1 : 0;
    if (depth == 0) {
      return at;
    }
  }
  return std::string::npos;
}

/// Splits at commas outside all brackets.
std::vector<std::string> Rewriter::split(size_t begin, size_t end) const {
  std::vector<std::string> parts;
  size_t start = begin;
  int depth = 0;
  for (size_t at = begin; at < end; ++at) {
    const char c = blank[at];
    depth += c == '(' || c == '[' || c == '{' ? 1 : 0;
    depth -= c == ')' || c == ']' || c == '}' ? 1 : 0;
    if (c == ',' && depth == 0) {
      parts.push_back(source.substr(start, at - start));
      start = at + 1;
    }
  }
  parts.push_back(source.substr(start, end - start));
  return parts;
}

bool Rewriter::rewriteOne(size_t begin, size_t launch, size_t &end,
                          std::string &call) const {
  const std::string kernel = source.substr(begin, launch - begin);
  const size_t close = blank.find(">>>", launch);
  if (begin == launch || close == std::string::npos) {
    return false;
  }
  const size_t open = blank.find_first_not_of(" \t\r\n", close + 3);
  if (open == std::string::npos || blank[open] != '(') {
    return false;
  }
  const size_t last = matching(open);
  if (last == std::string::npos) {
    return false;
  }
  std::vector<std::string> config = split(launch + 3, close);
  config.resize(config.size() < 3 ? 3 : config.size());
  size_t nameEnd = kernel.find_first_of("< \t\r\n");
  std::string name = kernel.substr(0, nameEnd);
  const size_t colon = name.rfind(':');
  name = colon == std::string::npos ? name : name.substr(colon + 1);
  const auto kind = kinds.find(name);
  std::string args;
  for (const std::string &arg : split(open + 1, last)) {
    // A literal 0 may stand for a pointer, which a forwarded int cannot.
    const size_t zero = arg.find_first_not_of(" \t\r\n");
    const bool isZero =
        zero != std::string::npos && arg[zero] == '0' &&
        arg.find_first_not_of(" \t\r\n", zero + 1) == std::string::npos;
    args += (args.empty() ? "" : ",") +
            (isZero ? arg.substr(0, zero) + "::cubeport::twin::Zero{}" : arg);
  }
  const bool hasArgs = blank.find_first_not_of(" \t\r\n", open + 1) != last;
  auto orElse = [](const std::string &text, const char *otherwise) {
    return text.find_first_not_of(" \t\r\n") == std::string::npos ? otherwise
                                                                  : text;
  };
  call = "::cubeport::twin::launch(\"" + name +
         "\", ::cubeport::twin::KernelKind" +
         (kind == kinds.end() ? "{}" : kind->second) +
         ", ::cubeport::twin::Where::here(), uint64_t(" + config[0] +
         "), (uint64_t)(" + orElse(config[1], "0") + "), (void *)(" +
         orElse(config[2], "nullptr") + "), [](auto... cubeportArgs) { " +
         kernel + "(cubeportArgs...); }" + (hasArgs ? ", " : "") + args + ")";
  end = last + 1;
  // What fell away between the brackets may have held line ends.
  const std::string old = source.substr(begin, end - begin);
  auto lines = [](const std::string &text) {
    size_t count = 0;
    for (char c : text) {
      count += c == '\n';
    }
    return count;
  };
  const size_t before = lines(old), after = lines(call);
  if (after < before) {
    call += std::string(before - after, '\n');
  }
  return true;
}

} // namespace

std::string cubeport::twin::rewriteLaunches(const std::string &source) {
  return Rewriter(source).run();
}
