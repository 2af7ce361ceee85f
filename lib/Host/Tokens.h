// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A source file as a list of tokens with their places. Internal to lib/Host.
#ifndef CUBEPORT_LIB_HOST_TOKENS_H
#define CUBEPORT_LIB_HOST_TOKENS_H

#include "clang/Basic/TokenKinds.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace cubeport::host {

/// One token of a file, before any preprocessing.
struct FileToken {
  unsigned begin, end;
  clang::tok::TokenKind kind;
  /// It is part of a preprocessor directive.
  bool inDirective;
  /// It is part of a #define.
  bool inDefine;
  /// Of a #define: the offset of the macro's name, else 0.
  unsigned macroName;

  llvm::StringRef text(llvm::StringRef file) const {
    return file.slice(begin, end);
  }
};

/// All tokens of `text` but comments; identifiers stay raw.
std::vector<FileToken> tokenize(llvm::StringRef text);

/// Index of the first token that ends behind `offset`.
size_t findToken(const std::vector<FileToken> &tokens, unsigned offset);

/// Index of the bracket that closes the one at `open`, or tokens.size().
size_t findClosing(const std::vector<FileToken> &tokens, size_t open);

} // namespace cubeport::host

#endif
