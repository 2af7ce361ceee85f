// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the emitted text. Its shape is ours: a function per kernel, closed by a
// brace in the first column; buffers declared at its head; a comment
// `// FILE:LINE: TEXT` above what came from a CUDA line.
#include "lib/Profile/KernelText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

#include <optional>

using namespace cubeport;
using namespace cubeport::profile;
using llvm::StringRef;

/// Reads "// FILE:LINE: TEXT".
static std::optional<CudaLine> readOrigin(StringRef line) {
  line = line.trim();
  if (!line.consume_front("// ")) {
    return std::nullopt;
  }
  auto [file, rest] = line.split(':');
  auto [digits, text] = rest.split(':');
  CudaLine origin;
  if (file.empty() || file.contains(' ') || !file.contains('.') ||
      digits.getAsInteger(10, origin.line)) {
    return std::nullopt;
  }
  origin.file = file.str();
  origin.text = text.trim().str();
  return origin;
}

static uint64_t sizeOf(StringRef type) {
  return llvm::StringSwitch<uint64_t>(type)
      .Cases({"int8_t", "uint8_t", "bool"}, 1)
      .Cases({"int16_t", "uint16_t", "half", "bfloat16_t"}, 2)
      .Cases({"int64_t", "uint64_t", "double"}, 8)
      .Default(4);
}

/// The value of a product of numbers and known constants.
static std::optional<uint64_t>
evaluate(StringRef text, const std::map<std::string, uint64_t> &constants) {
  uint64_t product = 1;
  for (StringRef factor : llvm::split(text, '*')) {
    factor = factor.trim();
    uint64_t number;
    if (!factor.getAsInteger(10, number)) {
      product *= number;
      continue;
    }
    auto known = constants.find(factor.str());
    if (known == constants.end()) {
      return std::nullopt;
    }
    product *= known->second;
  }
  return product;
}

static bool isWordChar(char c) { return llvm::isAlnum(c) || c == '_'; }

/// Whether `line` has `word` as a word of its own.
static bool mentions(StringRef line, StringRef word) {
  for (size_t at = line.find(word); at != StringRef::npos;
       at = line.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || !isWordChar(line[at - 1])) &&
        (end == line.size() || !isWordChar(line[end]))) {
      return true;
    }
  }
  return false;
}

KernelText::KernelText(std::string fileName, StringRef text,
                       std::vector<KernelFacts> facts)
    : fileName(std::move(fileName)), facts(std::move(facts)) {
  for (StringRef line : llvm::split(text, '\n')) {
    lines.push_back(line.str());
    readLine(unsigned(lines.size()), line);
    origins.push_back(origin);
  }
  for (auto &[name, range] : ranges) {
    for (Buffer &buffer : range.buffers) {
      for (unsigned line = buffer.firstLine; line < range.lastLine; ++line) {
        if (mentions(lines[line], buffer.name)) {
          // The declaration does not count.
          buffer.firstLine = buffer.lastLine ? buffer.firstLine : line + 1;
          buffer.lastLine = line + 1;
        }
      }
      buffer.lastLine = std::max(buffer.firstLine, buffer.lastLine);
    }
  }
}

void KernelText::readLine(unsigned number, StringRef line) {
  if (line.starts_with("__global__")) {
    inHeader = true;
    header.clear();
  }
  if (inHeader) {
    header += line.str();
    if (line.contains('{')) {
      inHeader = false;
      StringRef name = StringRef(header).split('(').first.rtrim();
      current = name.substr(name.find_last_of(' ') + 1).str();
      ranges[current].firstLine = number;
      constants.clear();
    }
    origin = CudaLine();
    return;
  }
  if (current.empty()) {
    origin = CudaLine();
    return;
  }
  if (line.starts_with("}")) {
    ranges[current].lastLine = number;
    current.clear();
    return;
  }
  if (std::optional<CudaLine> found = readOrigin(line)) {
    origin = *found;
    for (const KernelFacts &known : facts) {
      // The comments have no folders.
      if (known.function == current &&
          llvm::sys::path::filename(known.place.file) == origin.file) {
        origin.file = known.place.file;
      }
    }
  }
  readBuffer(number, line.trim());
}

void KernelText::readBuffer(unsigned number, StringRef line) {
  StringRef rest = line;
  if (rest.consume_front("constexpr int32_t ")) {
    auto [name, value] = rest.split('=');
    if (std::optional<uint64_t> number =
            evaluate(value.split(';').first, constants)) {
      constants[name.trim().str()] = *number;
    }
    return;
  }
  if (!rest.consume_front("AscendC::LocalTensor<")) {
    return;
  }
  auto [type, declared] = rest.split("> ");
  auto [name, arguments] = declared.split('(');
  llvm::SmallVector<StringRef, 3> words;
  arguments.rtrim(");").split(words, ',');
  if (words.size() != 3 || !words[0].ends_with("VECCALC")) {
    return;
  }
  std::optional<uint64_t> address = evaluate(words[1], constants);
  std::optional<uint64_t> elements = evaluate(words[2], constants);
  if (address && elements) {
    ranges[current].buffers.push_back({name.str(), type.str(), *address,
                                       *elements * sizeOf(type), number, 0});
  }
}

const KernelFacts *KernelText::factsOf(StringRef function) const {
  for (const KernelFacts &known : facts) {
    if (known.function == function) {
      return &known;
    }
  }
  return nullptr;
}

CudaLine KernelText::cudaLineOf(StringRef file, unsigned line) const {
  if (llvm::sys::path::filename(file) != fileName || line == 0 ||
      line > origins.size()) {
    return {};
  }
  return origins[line - 1];
}

std::string KernelText::statementAt(StringRef file, unsigned line) const {
  if (llvm::sys::path::filename(file) != fileName || line == 0 ||
      line > lines.size()) {
    return "";
  }
  return StringRef(lines[line - 1]).trim().str();
}

unsigned KernelText::findScalarAccess(StringRef file, unsigned line) const {
  const CudaLine origin = cudaLineOf(file, line);
  if (origin.line == 0) {
    return line;
  }
  auto search = [&](int step) {
    for (unsigned at = line; at > 0 && at <= lines.size(); at += step) {
      StringRef text = lines[at - 1];
      if (origins[at - 1].line != origin.line) {
        break;
      }
      if (text.contains(".GetValue(") || text.contains(".SetValue(")) {
        return at;
      }
    }
    return 0u;
  };
  const unsigned below = search(1), above = search(-1);
  if (!below || !above) {
    return below ? below : above ? above : line;
  }
  return below - line <= line - above ? below : above;
}

const KernelRange *KernelText::rangeOf(StringRef function) const {
  auto known = ranges.find(function.str());
  return known == ranges.end() ? nullptr : &known->second;
}
