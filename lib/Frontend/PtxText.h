// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The text of inline PTX, cut into statements.
#ifndef CUBEPORT_LIB_FRONTEND_PTXTEXT_H
#define CUBEPORT_LIB_FRONTEND_PTXTEXT_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace cubeport::frontend {

/// One statement: an instruction, a declaration, a label, or a brace.
struct PtxStatement {
  enum Kind { Instruction, Declaration, Label, Open, Close } kind;
  /// The predicate's register, empty without; and whether it is negated.
  std::string guard;
  bool isNegated = false;
  /// The opcode cut at its points: "add", "rn", "f32".
  llvm::SmallVector<std::string> parts;
  /// The operands, cut at commas outside of brackets.
  std::vector<std::string> operands;

  bool has(llvm::StringRef part) const;
  /// The last part: in most instructions the type.
  llvm::StringRef type() const { return parts.back(); }
};

/// Cuts a text into statements; false where it cannot be read.
bool parsePtx(llvm::StringRef text, std::vector<PtxStatement> &statements);

/// Cuts at commas outside of brackets, and trims.
std::vector<std::string> splitOperands(llvm::StringRef text);

} // namespace cubeport::frontend

#endif
