// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Rewrites the text of one file: everything that can be done by looking at
// tokens, and the edits that reading the declarations asked for.
#include "lib/Host/ApiTable.h"
#include "lib/Host/Program.h"
#include "lib/Host/Tokens.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

using namespace cubeport;
using namespace cubeport::host;
using llvm::StringRef;
namespace tok = clang::tok;

namespace {
class FileRewriter {
public:
  FileRewriter(const Program &program, const FileFacts &file,
               StringRef kernelsHeader,
               const std::vector<Launcher> *launchers,
               DiagnosticHandler onDiagnostic)
      : program(program), file(file), text(file.text),
        kernelsHeader(kernelsHeader), launchers(launchers),
        onDiagnostic(onDiagnostic), tokens(tokenize(text)) {}

  std::string run();

private:
  const Program &program;
  const FileFacts &file;
  StringRef text;
  StringRef kernelsHeader;
  const std::vector<Launcher> *launchers;
  DiagnosticHandler onDiagnostic;
  std::vector<FileToken> tokens;
  std::map<TextRange, std::string> edits;

  void editDeclarations();
  void editKernel(const KernelFact &kernel);
  unsigned findIncludePlace() const;
  void editIncludes();
  void editTokens();
  size_t editToken(size_t index);
  void editIdentifier(size_t index, StringRef name);
  size_t editLaunch(size_t index);
  size_t removeInstantiation(size_t index);
  void reportUncovered(const FileToken &token, StringRef name);
  TextRange withComment(TextRange range) const;
  void removeWord(const FileToken &first, const FileToken &last);
  bool isActive(unsigned offset) const;
  bool isInEdit(unsigned offset) const;
  bool isUsedOnHost(StringRef macro) const;
  std::string apply() const;
};
} // namespace

/// The start of the line that `offset` is on.
static unsigned lineStart(StringRef text, unsigned offset) {
  size_t newline = text.rfind('\n', offset);
  return newline == StringRef::npos ? 0 : newline + 1;
}

/// Behind the newline that ends the line of `offset`.
static unsigned lineEnd(StringRef text, unsigned offset) {
  size_t newline = text.find('\n', offset);
  return newline == StringRef::npos ? text.size() : newline + 1;
}

bool FileRewriter::isActive(unsigned offset) const {
  for (const TextRange &range :
       file.skipped.value_or(std::vector<TextRange>())) {
    // The directive that starts the stretch is read, not skipped.
    if (offset >= lineEnd(text, range.begin) && offset < range.end) {
      return false;
    }
  }
  return true;
}

bool FileRewriter::isInEdit(unsigned offset) const {
  auto it = edits.upper_bound({offset, UINT32_MAX});
  while (it != edits.begin()) {
    --it;
    if (offset >= it->first.begin && offset < it->first.end) {
      return true;
    }
    if (it->first.end > it->first.begin) {
      break; // ranges do not overlap, only insertions lie between
    }
  }
  return false;
}

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

/// Widens the range of a removed declaration to whole lines and to the
/// comment directly above it.
TextRange FileRewriter::withComment(TextRange range) const {
  unsigned start = lineStart(text, range.begin);
  bool ownsLine = text.slice(start, range.begin).trim().empty();
  unsigned end = lineEnd(text, range.end ? range.end - 1 : 0);
  if (!ownsLine || !text.slice(range.end, end).trim().empty()) {
    return range;
  }
  range = {start, end};
  while (range.begin > 0) {
    unsigned above = lineStart(text, range.begin - 1);
    StringRef line = text.slice(above, range.begin).trim();
    if (line.starts_with("//")) {
      range.begin = above;
    } else if (line.ends_with("*/")) {
      size_t open = text.take_front(range.begin).rfind("/*");
      if (open == StringRef::npos || lineStart(text, open) == 0 ||
          !text.slice(lineStart(text, open), open).trim().empty()) {
        break; // the file's own comment, or one behind code
      }
      range.begin = lineStart(text, open);
      break;
    } else {
      break;
    }
  }
  // One blank line between the neighbours is enough.
  bool blankAbove =
      range.begin == 0 || text.take_front(range.begin).ends_with("\n\n");
  while (blankAbove && range.end < text.size() &&
         text.slice(range.end, lineEnd(text, range.end)).trim().empty()) {
    range.end = lineEnd(text, range.end);
  }
  return range;
}

void FileRewriter::editDeclarations() {
  for (const auto &[range, edit] : file.edits) {
    if (edit.isRemovedDeclaration) {
      edits[withComment(range)] = "";
    } else {
      edits[range] = edit.text;
    }
  }
  for (const auto &[offset, kernel] : file.kernels) {
    editKernel(kernel);
  }
}

void FileRewriter::editKernel(const KernelFact &kernel) {
  std::string config =
      "const cubeport::LaunchConfig &" + configName(kernel);
  unsigned at = kernel.paramsBegin;
  if (!kernel.params.empty()) {
    config += ", ";
  }
  edits[{at, std::max(at, kernel.voidParams.end)}] = config;
  for (const KernelParam &param : kernel.params) {
    if (param.insertNameAt && kernel.body.end) {
      edits[{param.insertNameAt, param.insertNameAt}] = " " + param.name;
    }
  }
  if (!kernel.body.end) {
    return;
  }
  for (const KernelInstance &instance : kernel.instances) {
    if (instance.test == InstanceTest::None) {
      SourceDiagnostic diagnostic;
      diagnostic.code = "CP6005";
      diagnostic.place = kernel.place;
      diagnostic.message = "an instance of kernel '" + kernel.name +
                           "' has a template argument that cannot be told "
                           "from others: a template, one without a name, or "
                           "a lambda of a function that is not inline";
      onDiagnostic(diagnostic);
      return;
    }
  }
  std::string body = printLaunchBody(program, kernel, launchers);
  if (program.findsKernels && !kernel.isTemplate) {
    body += "\nstatic const cubeport::NamedKernel " + kernel.name + "_name(\"" +
            kernel.instances.front().mangled + "\", " + kernel.name + ");";
  }
  edits[kernel.body] = body;
}

//===----------------------------------------------------------------------===//
// Includes
//===----------------------------------------------------------------------===//

/// Where a source gets our includes: before the first thing that may use
/// them, for nvcc includes cuda_runtime.h before everything; but behind the
/// macros that a source sets up for its headers.
unsigned FileRewriter::findIncludePlace() const {
  unsigned place = text.size();
  for (const FileToken &token : tokens) {
    if (!token.inDirective) {
      place = lineStart(text, token.begin);
      break;
    }
  }
  for (const IncludeFact &include : file.includes) {
    place = std::min(place, include.range.begin);
  }
  return place;
}

/// The support header that stands for one of CUDA's.
static std::string supportHeader(const Program &program, StringRef spelling) {
  StringRef name = llvm::sys::path::filename(spelling);
  if (name == "cuda.h" && program.usesDriver) {
    return "cubeport_driver.h";
  }
  if (name.starts_with("cublas")) {
    return "cubeport_blas.h";
  }
  if (name.contains("fp16") || name.contains("bf16")) {
    return "cubeport_half.h";
  }
  return "cubeport_acl.h";
}

void FileRewriter::editIncludes() {
  std::set<std::string> placed;
  if (file.isSource && !file.isPlainCpp) {
    std::string own = "#include \"cubeport_acl.h\"\n";
    if (program.findsKernels && !file.kernels.empty()) {
      own += "#include \"cubeport_driver.h\"\n";
      placed.insert("cubeport_driver.h");
    }
    if (program.mode != LaunchMode::Translated) {
      own += "#include \"cubeport_verify.h\"\n";
    }
    if (program.mode != LaunchMode::OnOracle) {
      own += "#include \"" + kernelsHeader.str() + "\"\n";
    }
    unsigned place = findIncludePlace();
    bool beforeInclude =
        llvm::any_of(file.includes, [&](const IncludeFact &include) {
          return include.range.begin == place;
        });
    edits[{place, place}] = own + (beforeInclude ? "" : "\n");
    placed.insert("cubeport_acl.h");
  }
  for (const IncludeFact &include : file.includes) {
    if (include.isCuda) {
      unsigned end = lineEnd(text, include.range.end);
      std::string header = supportHeader(program, include.spelling);
      bool isNew = placed.insert(header).second;
      edits[{include.range.begin, end}] =
          isNew ? "#include \"" + header + "\"\n" : "";
      continue;
    }
    if (include.path.empty()) {
      continue;
    }
    const std::string &target = program.files.at(include.path).emittedPath;
    llvm::SmallString<128> beside =
        llvm::sys::path::parent_path(file.emittedPath);
    llvm::sys::path::append(beside, include.spelling);
    llvm::sys::path::remove_dots(beside, /*remove_dot_dot=*/true);
    if (target != include.spelling && beside != target) {
      edits[include.range] = "#include \"" + target + "\"";
    }
  }
}

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

void FileRewriter::editTokens() {
  for (size_t i = 0; i < tokens.size();) {
    if (isActive(tokens[i].begin) && !isInEdit(tokens[i].begin)) {
      i = editToken(i);
    } else {
      ++i;
    }
  }
}

/// Edits the token at `index` and returns the index to go on at.
size_t FileRewriter::editToken(size_t index) {
  const FileToken &token = tokens[index];
  if (token.kind == tok::lesslessless) {
    return editLaunch(index);
  }
  if (token.kind != tok::raw_identifier) {
    return index + 1;
  }
  StringRef name = token.text(text);
  bool isAttribute = llvm::StringSwitch<bool>(name)
                         .Cases({"__host__", "__device__", "__global__"}, true)
                         .Cases({"__constant__", "__managed__"}, true)
                         .Case("__grid_constant__", true)
                         // C++17 has no such storage class any more.
                         .Case("register", true)
                         .Default(false);
  if (isAttribute) {
    removeWord(token, token);
    return index + 1;
  }
  if (name == "__launch_bounds__" && index + 1 < tokens.size() &&
      tokens[index + 1].kind == tok::l_paren) {
    size_t close = findClosing(tokens, index + 1);
    if (close < tokens.size()) {
      removeWord(token, tokens[close]);
      return close + 1;
    }
  }
  if (name == "template") {
    return removeInstantiation(index);
  }
  editIdentifier(index, name);
  return index + 1;
}

/// Removes words of a declaration with the blanks behind them.
void FileRewriter::removeWord(const FileToken &first, const FileToken &last) {
  TextRange range = {first.begin, last.end};
  while (range.end < text.size() &&
         (text[range.end] == ' ' || text[range.end] == '\t')) {
    ++range.end;
  }
  // A line that held nothing else goes whole.
  unsigned start = lineStart(text, range.begin);
  if (!first.inDirective && range.end < text.size() &&
      text[range.end] == '\n' &&
      text.slice(start, range.begin).trim().empty()) {
    range = {start, range.end + 1};
  }
  edits[range] = "";
}

void FileRewriter::editIdentifier(size_t index, StringRef name) {
  const FileToken &token = tokens[index];
  tok::TokenKind before =
      index ? tokens[index - 1].kind : tok::TokenKind::unknown;
  bool isMember = before == tok::period || before == tok::arrow;
  bool isQualified = before == tok::coloncolon && index > 1 &&
                     tokens[index - 2].kind == tok::raw_identifier &&
                     tokens[index - 2].end == tokens[index - 1].begin;
  if (isMember || isQualified || !program.cudaNames.count(name.str())) {
    return;
  }
  const ApiEntry *entry = findApi(name);
  if (!entry) {
    bool matters = !token.inDefine ||
                   isUsedOnHost(tokens[findToken(tokens, token.macroName)]
                                    .text(text));
    if (looksLikeCudaApi(name) && matters) {
      reportUncovered(token, name);
    }
    return;
  }
  TextRange range = {token.begin, token.end};
  if (entry->isType && index > 0) {
    StringRef keyword = tokens[index - 1].text(text);
    if (keyword == "struct" || keyword == "enum") {
      range.begin = tokens[index - 1].begin;
    }
  }
  edits[range] = entry->replacement.str();
}

/// True if a macro is expanded anywhere in code that stays in the host half.
bool FileRewriter::isUsedOnHost(StringRef macro) const {
  auto uses = program.macroUses.find(macro.str());
  if (uses == program.macroUses.end()) {
    return false;
  }
  for (const auto &[path, offset] : uses->second) {
    for (const auto &[realPath, user] : program.files) {
      if (user.path != path) {
        continue;
      }
      auto contains = [offset = offset](const TextRange &range) {
        return offset >= range.begin && offset < range.end;
      };
      bool isGone =
          llvm::any_of(user.edits,
                       [&](const auto &e) { return contains(e.first); }) ||
          llvm::any_of(user.kernels, [&](const auto &kernel) {
            return contains(kernel.second.body);
          });
      if (!isGone) {
        return true;
      }
    }
  }
  return false;
}

void FileRewriter::reportUncovered(const FileToken &token, StringRef name) {
  SourceDiagnostic diagnostic;
  diagnostic.code = "CP6001";
  unsigned start = lineStart(text, token.begin);
  diagnostic.place = {file.path,
                      unsigned(text.take_front(token.begin).count('\n') + 1),
                      token.begin - start + 1};
  diagnostic.message =
      ("'" + name + "' has no counterpart in the table of host calls").str();
  onDiagnostic(diagnostic);
}

/// `k<<<grid, block>>>(args)` -> `k(cubeport::LaunchConfig(grid, block),
/// args)`: by tokens alone, so that it works in macros and templates.
size_t FileRewriter::editLaunch(size_t index) {
  unsigned depth = 0;
  for (size_t i = index + 1; i + 1 < tokens.size(); ++i) {
    switch (tokens[i].kind) {
    case tok::l_paren:
    case tok::l_brace:
    case tok::l_square:
      ++depth;
      break;
    case tok::r_paren:
    case tok::r_brace:
    case tok::r_square:
      --depth;
      break;
    default:
      break;
    }
    if (depth != 0 || tokens[i].kind != tok::greatergreatergreater) {
      continue;
    }
    if (tokens[i + 1].kind != tok::l_paren || i + 2 >= tokens.size()) {
      break;
    }
    unsigned begin = index ? tokens[index - 1].end : tokens[index].begin;
    edits[{begin, tokens[index + 1].begin}] = "(cubeport::LaunchConfig(";
    const FileToken &next = tokens[i + 2];
    std::string close = next.kind == tok::r_paren ? ")" : "), ";
    if (next.text(text) == "__VA_ARGS__") {
      close += "##"; // the comma goes when there are no arguments
    }
    edits[{tokens[i - 1].end, next.begin}] = close;
    return index + 1;
  }
  return index + 1;
}

/// Removes `template __global__ void k<float>(...);`.
size_t FileRewriter::removeInstantiation(size_t index) {
  bool startsStatement =
      index == 0 || tokens[index - 1].inDirective ||
      tokens[index - 1].kind == tok::semi ||
      tokens[index - 1].kind == tok::l_brace ||
      tokens[index - 1].kind == tok::r_brace;
  if (!startsStatement || index + 1 >= tokens.size() ||
      tokens[index + 1].kind == tok::less) {
    return index + 1;
  }
  bool isOfDevice = false;
  for (size_t i = index + 1; i < tokens.size(); ++i) {
    if (tokens[i].kind == tok::semi) {
      if (isOfDevice) {
        edits[withComment({tokens[index].begin, tokens[i].end})] = "";
        return i + 1;
      }
      break;
    }
    StringRef word = tokens[i].text(text);
    isOfDevice |= word == "__global__" || word == "__device__";
    for (const auto &[path, other] : program.files) {
      isOfDevice |= llvm::any_of(other.kernels, [&](const auto &kernel) {
        return kernel.second.name == word;
      });
    }
  }
  return index + 1;
}

//===----------------------------------------------------------------------===//
// Putting it together
//===----------------------------------------------------------------------===//

std::string FileRewriter::apply() const {
  std::string result;
  unsigned done = 0;
  for (const auto &[range, replacement] : edits) {
    if (range.begin < done) {
      continue; // inside a larger edit
    }
    result += text.slice(done, range.begin);
    result += replacement;
    done = range.end;
  }
  result += text.drop_front(done);
  return result;
}

std::string FileRewriter::run() {
  editDeclarations();
  editIncludes();
  editTokens();
  return apply();
}

std::string cubeport::host::rewriteFile(
    const Program &program, const FileFacts &file, StringRef kernelsHeader,
    const std::vector<Launcher> *launchers, DiagnosticHandler onDiagnostic) {
  return FileRewriter(program, file, kernelsHeader, launchers, onDiagnostic)
      .run();
}
