// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Gives pointers to kernels the type of launch functions.
#include "lib/Host/ScanKernelPointers.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"

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

namespace {
/// Function types that user files spell, also those that only the instances
/// of a template have.
class TypeScan : public DynamicRecursiveASTVisitor {
public:
  TypeScan(Scan &scan, std::vector<FunctionProtoTypeLoc> &types)
      : scan(scan), types(types) {
    ShouldVisitTemplateInstantiations = true;
  }
  bool VisitFunctionProtoTypeLoc(FunctionProtoTypeLoc type) override {
    if (scan.place(type.getLParenLoc())) {
      types.push_back(type);
    }
    return true;
  }

private:
  Scan &scan;
  std::vector<FunctionProtoTypeLoc> &types;
};
} // namespace

void KernelPointers::findTypes() {
  TypeScan types(scan, this->types);
  for (Decl *decl : context.getTranslationUnitDecl()->decls()) {
    if (scan.place(decl->getLocation())) {
      types.TraverseDecl(decl);
    }
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

/// True if all types that the source spells so have the parameter, or none is
/// spelled, as where all are deduced.
bool KernelPointers::change(const Type *wanted) {
  if (ordinary.count(wanted)) {
    return false;
  }
  bool isChanged = true;
  for (FunctionProtoTypeLoc type : types) {
    if (!declared.count(type.getLParenLoc()) &&
        !type.getType()->isDependentType() &&
        plainType(type.getType()) == wanted) {
      isChanged = addParameter(type) && isChanged;
    }
  }
  return isChanged;
}

void KernelPointers::finish() {
  if (kernels.empty()) {
    return;
  }
  findTypes();
  std::map<const Type *, bool> known;
  for (const DeclRefExpr *kernel : kernels) {
    const Type *wanted = plainType(kernel->getDecl()->getType());
    auto [entry, isNew] = known.try_emplace(wanted, false);
    if (isNew) {
      entry->second = change(wanted);
    }
    if (entry->second) {
      continue;
    }
    scan.report("CP6004", kernel->getLocation(),
                "kernel '" + kernel->getDecl()->getNameAsString() +
                    "' is used as a value of CUDA's function type");
  }
}
