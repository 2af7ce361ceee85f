// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One inline PTX text as straight-line code. Internal to lib/Oracle.
#ifndef CUBEPORT_LIB_ORACLE_PTX_H
#define CUBEPORT_LIB_ORACLE_PTX_H

#include "lib/Oracle/Lowering.h"

namespace cubeport::oracle {

/// An instruction: "shfl.sync.down.b32", its operands, and a guard "@!p".
struct PtxStatement {
  std::string guard;
  std::vector<std::string> words;
  std::vector<std::string> operands;

  llvm::StringRef opcode() const { return words.front(); }
  bool has(llvm::StringRef modifier) const;
  /// The last word that is a type.
  llvm::StringRef type(unsigned fromEnd = 0) const;
};

/// Splits a text into statements; declarations of registers go.
std::vector<PtxStatement> parsePtx(llvm::StringRef text);

/// Builds the code of one asm statement in front of its call.
class PtxBuilder {
public:
  PtxBuilder(Lowering &lowering, llvm::CallInst &call);
  /// False if the text has an instruction that is not known; nothing is
  /// replaced then.
  bool build();

private:
  Lowering &lowering;
  llvm::CallInst &call;
  llvm::IRBuilder<> builder;
  std::vector<llvm::Type *> outputTypes;
  /// Inputs, by the number in the text less the number of outputs.
  std::vector<llvm::Value *> inputs;
  llvm::StringMap<llvm::Value *> registers;

  bool statement(const PtxStatement &s);
  bool arithmetic(const PtxStatement &s);
  bool carried(const PtxStatement &s);
  bool bits(const PtxStatement &s);
  bool math(const PtxStatement &s);
  bool convert(const PtxStatement &s);
  bool compare(const PtxStatement &s);
  bool memory(const PtxStatement &s);
  bool warp(const PtxStatement &s);
  bool sync(const PtxStatement &s);

  llvm::Type *findType(llvm::StringRef suffix);
  llvm::Value *read(llvm::StringRef operand, llvm::Type *type);
  llvm::Value *readSpecial(llvm::StringRef name);
  void write(llvm::StringRef operand, llvm::Value *value,
             const PtxStatement &s);
  llvm::Value *coerce(llvm::Value *value, llvm::Type *type);
  llvm::Value *intrinsic(llvm::StringRef name, llvm::Type *result,
                         llvm::ArrayRef<llvm::Value *> args);
  llvm::Value *function(llvm::StringRef name,
                        llvm::ArrayRef<llvm::Value *> args);
  llvm::Value *address(llvm::StringRef operand, const PtxStatement &s);
};

} // namespace cubeport::oracle

#endif
