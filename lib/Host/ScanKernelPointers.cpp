// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gives pointers to kernels the type of launch functions.
#include "lib/Host/ScanKernelPointers.h"
#include "clang/AST/ASTContext.h"

using namespace cubeport::host;
using namespace clang;

/// The type without what does not tell two of them apart here.
const Type *KernelPointers::plainType(QualType function) const {
  return context.getFunctionTypeWithExceptionSpec(function, EST_None)
      .getCanonicalType()
      .getTypePtr();
}

void KernelPointers::addFunction(const FunctionDecl *function) {
  if (FunctionTypeLoc type = function->getFunctionTypeLoc()) {
    declared.insert(type.getLParenLoc());
  }
}

void KernelPointers::addType(FunctionProtoTypeLoc type) {
  if (scan.place(type.getLParenLoc())) {
    types.push_back(type);
  }
}

void KernelPointers::addKernel(const DeclRefExpr *mention) {
  kernels.push_back(mention);
}

void KernelPointers::addOrdinary(QualType function) {
  if (function->isFunctionProtoType()) {
    ordinary.insert(plainType(function));
  }
}

/// Writes the launch's parameter before the others; false if a macro spells
/// the type.
bool KernelPointers::addParameter(FunctionProtoTypeLoc type) {
  std::optional<ScanPlace> open = scan.place(type.getLParenLoc());
  std::optional<ScanPlace> close = scan.place(type.getRParenLoc());
  if (!open || !close || open->file != close->file ||
      type.getLParenLoc().isMacroID() || type.getRParenLoc().isMacroID()) {
    return false;
  }
  const bool hasOthers = type.getNumParams() != 0;
  TextRange range = {open->offset,
                     hasOthers ? open->offset + 1 : close->offset + 1};
  open->file->edits[range] = {
      hasOthers ? "(const cubeport::LaunchConfig &, "
                : "(const cubeport::LaunchConfig &)",
      /*isRemovedDeclaration=*/false};
  return true;
}

void KernelPointers::finish() {
  std::set<const Type *> changed;
  for (const DeclRefExpr *kernel : kernels) {
    const Type *wanted = plainType(kernel->getDecl()->getType());
    bool isChanged = changed.count(wanted);
    if (!isChanged && !ordinary.count(wanted)) {
      for (FunctionProtoTypeLoc type : types) {
        if (!declared.count(type.getLParenLoc()) &&
            plainType(type.getType()) == wanted) {
          isChanged |= addParameter(type);
        }
      }
    }
    if (isChanged) {
      changed.insert(wanted);
      continue;
    }
    scan.report("CP6004", kernel->getLocation(),
                "kernel '" + kernel->getDecl()->getNameAsString() +
                    "' is used as a value of CUDA's function type");
  }
}
