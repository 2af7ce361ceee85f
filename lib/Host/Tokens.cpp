// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Raw lexing of whole files with Clang's lexer.
#include "lib/Host/Tokens.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace cubeport::host;
using namespace clang;

std::vector<FileToken> cubeport::host::tokenize(llvm::StringRef text) {
  LangOptions options;
  options.CPlusPlus = options.CPlusPlus11 = options.CPlusPlus14 =
      options.CPlusPlus17 = true;
  options.CUDA = true; // makes '<<<' and '>>>' tokens
  options.LineComment = true;
  options.RawStringLiterals = true;
  Lexer lexer(SourceLocation(), options, text.begin(), text.begin(),
              text.end());
  std::vector<FileToken> tokens;
  bool inDirective = false, inDefine = false, expectKeyword = false;
  bool expectMacroName = false;
  unsigned macroName = 0;
  Token token;
  while (!lexer.LexFromRawLexer(token)) {
    unsigned end = lexer.getCurrentBufferOffset();
    unsigned begin = end - token.getLength();
    if (token.isAtStartOfLine()) {
      inDirective = expectKeyword = token.is(tok::hash);
      inDefine = expectMacroName = false;
      macroName = 0;
    } else if (expectKeyword) {
      expectKeyword = false;
      inDefine = text.slice(begin, end) == "define";
      expectMacroName = inDefine;
    } else if (expectMacroName) {
      expectMacroName = false;
      macroName = begin;
    }
    tokens.push_back(
        {begin, end, token.getKind(), inDirective, inDefine, macroName});
  }
  return tokens;
}

size_t cubeport::host::findToken(const std::vector<FileToken> &tokens,
                                 unsigned offset) {
  return llvm::partition_point(tokens,
                               [&](const FileToken &token) {
                                 return token.end <= offset;
                               }) -
         tokens.begin();
}

size_t cubeport::host::findClosing(const std::vector<FileToken> &tokens,
                                   size_t open) {
  unsigned depth = 0;
  for (size_t i = open; i < tokens.size(); ++i) {
    switch (tokens[i].kind) {
    case tok::l_paren:
    case tok::l_brace:
    case tok::l_square:
      ++depth;
      break;
    case tok::r_paren:
    case tok::r_brace:
    case tok::r_square:
      if (--depth == 0) {
        return i;
      }
      break;
    default:
      break;
    }
  }
  return tokens.size();
}
