// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reading of inline PTX: comments, statements, predicates, operands.
#include "lib/Frontend/PtxText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cubeport::frontend;
using llvm::StringRef;

bool PtxStatement::has(StringRef part) const {
  return llvm::is_contained(parts, part);
}

static std::string dropComments(StringRef text) {
  std::string result;
  while (!text.empty()) {
    if (text.starts_with("//")) {
      text = text.drop_until([](char c) { return c == '\n'; });
    } else if (text.starts_with("/*")) {
      size_t end = text.find("*/");
      text = end == StringRef::npos ? StringRef() : text.drop_front(end + 2);
      result += ' ';
    } else {
      result += text.front();
      text = text.drop_front();
    }
  }
  return result;
}

std::vector<std::string> cubeport::frontend::splitOperands(StringRef text) {
  std::vector<std::string> operands;
  int depth = 0;
  std::string current;
  for (char c : text) {
    if (c == ',' && depth == 0) {
      operands.push_back(StringRef(current).trim().str());
      current.clear();
      continue;
    }
    depth += StringRef("[{(").contains(c);
    depth -= StringRef("]})").contains(c);
    current += c;
  }
  if (!StringRef(current).trim().empty()) {
    operands.push_back(StringRef(current).trim().str());
  }
  return operands;
}

/// An instruction or a declaration, without its semicolon.
static bool parseStatement(StringRef text, PtxStatement &statement) {
  statement.kind = PtxStatement::Instruction;
  if (text.consume_front("@")) {
    statement.isNegated = text.consume_front("!");
    statement.guard =
        text.take_until([](char c) { return llvm::isSpace(c); }).str();
    text = text.drop_front(statement.guard.size()).ltrim();
  }
  StringRef opcode = text.take_until([](char c) { return llvm::isSpace(c); });
  text = text.drop_front(opcode.size()).trim();
  if (opcode.starts_with(".")) {
    statement.kind = PtxStatement::Declaration;
    // ".reg .b32 a, b": the type is a word of its own.
    while (text.starts_with(".")) {
      StringRef word = text.take_until([](char c) { return llvm::isSpace(c); });
      statement.parts.push_back(word.drop_front().str());
      text = text.drop_front(word.size()).ltrim();
    }
    statement.parts.insert(statement.parts.begin(),
                           opcode.drop_front().str());
  } else {
    llvm::SmallVector<StringRef> parts;
    opcode.split(parts, '.', -1, /*KeepEmpty=*/false);
    for (StringRef part : parts) {
      // ".shared::cta" and ".L1::no_allocate"
      statement.parts.push_back(part.split("::").first.str());
    }
  }
  statement.operands = splitOperands(text);
  return !statement.parts.empty();
}

bool cubeport::frontend::parsePtx(StringRef source,
                                  std::vector<PtxStatement> &statements) {
  std::string clean = dropComments(source);
  StringRef text(clean);
  while (!(text = text.trim()).empty()) {
    if (text.front() == '{' || text.front() == '}') {
      PtxStatement brace;
      brace.kind =
          text.front() == '{' ? PtxStatement::Open : PtxStatement::Close;
      statements.push_back(brace);
      text = text.drop_front();
      continue;
    }
    if (text.front() == ';') {
      text = text.drop_front();
      continue;
    }
    // "name:" is a label; a "::" is not.
    StringRef name = text.take_while(
        [](char c) { return llvm::isAlnum(c) || c == '_' || c == '$'; });
    StringRef behind = text.drop_front(name.size()).ltrim();
    if (!name.empty() && behind.starts_with(":") &&
        !behind.starts_with("::")) {
      PtxStatement label;
      label.kind = PtxStatement::Label;
      label.operands.push_back(name.str());
      statements.push_back(label);
      text = behind.drop_front();
      continue;
    }
    size_t end = text.find(';');
    PtxStatement statement;
    if (!parseStatement(text.substr(0, end).trim(), statement)) {
      return false;
    }
    statements.push_back(statement);
    text = end == StringRef::npos ? StringRef() : text.drop_front(end + 1);
  }
  return true;
}
