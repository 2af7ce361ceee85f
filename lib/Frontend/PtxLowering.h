// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Inside lowerPtx: instructions of one piece of PTX become LLVM IR.
#ifndef CUBEPORT_LIB_FRONTEND_PTXLOWERING_H
#define CUBEPORT_LIB_FRONTEND_PTXLOWERING_H

#include "lib/Frontend/PtxText.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/IR/IRBuilder.h"

namespace cubeport::frontend {

/// Ends the thread; resolved when all is inlined.
inline constexpr llvm::StringLiteral kExitName = "__cubeport_exit";
/// Gives the address of some shared array of the kernel as i64.
inline constexpr llvm::StringLiteral kSharedBaseName =
    "__cubeport_shared_base";

/// Registers are allocas, which later passes turn into values.
class PtxLowering {
public:
  using Statement = const PtxStatement &;

  PtxLowering(llvm::Function &function, llvm::IRBuilder<> &builder)
      : function(function), b(builder) {}

  /// Makes a register, as `$0` or as declared.
  void declare(llvm::StringRef name, llvm::Type *type);
  /// An input that is a constant, as sizes and tables of bits are.
  void bind(llvm::StringRef name, llvm::Constant *value) {
    constants[name] = value;
  }
  llvm::Value *load(llvm::StringRef name);
  void store(llvm::StringRef name, llvm::Value *value);

  /// Lowers one instruction without its predicate; false: it is not known.
  bool lower(Statement s);

  /// The type that a suffix names, null for what is no type.
  llvm::Type *getType(llvm::StringRef name);
  /// The same bits as another type; wider or narrower by zeros.
  llvm::Value *coerce(llvm::Value *value, llvm::Type *type);

private:
  llvm::Function &function;
  llvm::IRBuilder<> &b;
  llvm::StringMap<llvm::AllocaInst *> registers;
  llvm::StringMap<llvm::Constant *> constants;

  // Operands.
  llvm::Value *read(llvm::StringRef operand, llvm::Type *type);
  llvm::Value *readImmediate(llvm::StringRef text, llvm::Type *type);
  llvm::Value *readSpecial(llvm::StringRef name);
  void write(llvm::StringRef operand, llvm::Value *value);
  llvm::Value *getCarry();
  void setCarry(llvm::Value *carry);

  // Calls.
  llvm::Value *call(llvm::StringRef name, llvm::Type *type,
                    llvm::ArrayRef<llvm::Value *> args);
  llvm::Value *intrinsic(llvm::Intrinsic::ID id,
                         llvm::ArrayRef<llvm::Value *> args,
                         llvm::ArrayRef<llvm::Type *> types = {});

  // Families, each false for what it does not know.
  bool lowerMove(Statement s);
  bool lowerArith(Statement s);
  bool lowerFloatArith(Statement s, llvm::Type *type);
  bool lowerPacked(Statement s);
  bool lowerMultiply(Statement s);
  bool lowerCarry(Statement s);
  bool lowerMath(Statement s);
  bool lowerLogic(Statement s);
  bool lowerShift(Statement s);
  bool lowerBits(Statement s);
  bool lowerConvert(Statement s);
  bool lowerCompare(Statement s);
  bool lowerMemory(Statement s);
  bool lowerAtomic(Statement s);
  bool lowerCopy(Statement s);
  bool lowerSync(Statement s);
  bool lowerWarp(Statement s);
  bool lowerOther(Statement s);

  llvm::Value *compare(llvm::StringRef op, llvm::Value *x, llvm::Value *y,
                       llvm::StringRef type);
  llvm::Value *convertFloat(Statement s, llvm::Value *value,
                            llvm::StringRef from, llvm::StringRef to);
  llvm::Value *getPointer(Statement s, llvm::StringRef operand);
};

} // namespace cubeport::frontend

#endif
