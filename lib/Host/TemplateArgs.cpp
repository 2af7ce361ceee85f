// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of template arguments and of what the CUDA headers declare.
#include "lib/Host/TemplateArgs.h"
#include "clang/AST/DeclCXX.h"

using namespace cubeport::host;
using namespace clang;

static bool hasName(QualType type) {
  type = type.getCanonicalType();
  while (type->isAnyPointerType() || type->isReferenceType() ||
         type->isArrayType()) {
    type = type->isArrayType()
               ? type->castAsArrayTypeUnsafe()->getElementType()
               : type->getPointeeType();
  }
  const TagDecl *tag = type->getAsTagDecl();
  if (!tag) {
    return true;
  }
  if (tag->getDeclContext()->isFunctionOrMethod() ||
      !tag->getDeclName().isIdentifier() || tag->getName().empty()) {
    return false;
  }
  if (auto *instance = dyn_cast<ClassTemplateSpecializationDecl>(tag)) {
    for (const TemplateArgument &arg : instance->getTemplateArgs().asArray()) {
      if (arg.getKind() == TemplateArgument::Type &&
          !hasName(arg.getAsType())) {
        return false;
      }
    }
  }
  return true;
}

/// The condition for one argument; nothing if it cannot be written.
static std::optional<std::string>
printArgCondition(const NamedDecl *param, const TemplateArgument &arg,
                  const PrintingPolicy &policy) {
  std::string name = param->getNameAsString();
  if (name.empty() || param->isParameterPack()) {
    return std::nullopt;
  }
  switch (arg.getKind()) {
  case TemplateArgument::Type:
    if (!hasName(arg.getAsType())) {
      return std::nullopt;
    }
    return "std::is_same_v<" + name + ", " +
           arg.getAsType().getCanonicalType().getAsString(policy) + ">";
  case TemplateArgument::Integral: {
    if (arg.getIntegralType()->isBooleanType()) {
      return (arg.getAsIntegral().isZero() ? "!" : "") + name;
    }
    std::string value = llvm::toString(arg.getAsIntegral(), 10);
    if (arg.getIntegralType()->isEnumeralType()) {
      value = "(" + arg.getIntegralType().getAsString(policy) + ")" + value;
    }
    return name + " == " + value;
  }
  case TemplateArgument::Declaration:
    return name + " == &" + arg.getAsDecl()->getQualifiedNameAsString();
  default:
    return std::nullopt;
  }
}

std::optional<std::string>
cubeport::host::printInstanceCondition(FunctionTemplateDecl *pattern,
                                       FunctionDecl *instance,
                                       ASTContext &context) {
  PrintingPolicy policy = context.getPrintingPolicy();
  policy.SuppressTagKeyword = true;
  policy.FullyQualifiedName = true;
  policy.Bool = true;
  std::string condition;
  TemplateParameterList *params = pattern->getTemplateParameters();
  auto args = instance->getTemplateSpecializationArgs()->asArray();
  for (auto [param, arg] : llvm::zip(*params, args)) {
    std::optional<std::string> one = printArgCondition(param, arg, policy);
    if (!one) {
      return std::nullopt;
    }
    condition += (condition.empty() ? "" : " && ") + *one;
  }
  return condition;
}

void cubeport::host::noteCudaNames(Scan &scan, Decl *decl) {
  if (auto *block = dyn_cast<LinkageSpecDecl>(decl)) {
    for (Decl *inner : block->decls()) {
      noteCudaNames(scan, inner);
    }
    return;
  }
  auto *named = dyn_cast<NamedDecl>(decl);
  if (!named || !scan.isCudaHeader(decl->getLocation())) {
    return;
  }
  if (named->getDeclName().isIdentifier()) {
    scan.program.cudaNames.insert(named->getNameAsString());
  }
  if (auto *enumeration = dyn_cast<EnumDecl>(decl)) {
    for (EnumConstantDecl *constant : enumeration->enumerators()) {
      scan.program.cudaNames.insert(constant->getNameAsString());
    }
  }
}
