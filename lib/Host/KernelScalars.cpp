// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where the scalars of a kernel's parameters lie. The device half takes
// structures by value field by field; what has no public name is read from its
// bytes.
#include "lib/Host/TemplateArgs.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/RecordLayout.h"

using namespace cubeport::host;
using namespace clang;

namespace {
class ScalarCollector {
public:
  explicit ScalarCollector(ASTContext &context)
      : context(context), policy(context.getPrintingPolicy()) {
    policy.SuppressTagKeyword = true;
    policy.Bool = true;
  }

  void collect(QualType type, uint64_t offset, const std::string &path,
               bool canBeNamed);
  std::map<std::string, ScalarFact> scalars;

private:
  ASTContext &context;
  PrintingPolicy policy;

  std::string printType(QualType type);
};
} // namespace

/// A type that every host compiler knows and that has the scalar's bytes.
std::string ScalarCollector::printType(QualType type) {
  type = type.getCanonicalType().getUnqualifiedType();
  if (type->isAnyPointerType() || type->isReferenceType()) {
    return "void *";
  }
  if (const auto *enumeration = type->getAs<EnumType>()) {
    type = enumeration->getDecl()->getIntegerType().getCanonicalType();
  }
  return type.getAsString(policy);
}

// As the frontend flattens structures (lib/Frontend/Launches.cpp), so that both
// halves have one name for each scalar.
void ScalarCollector::collect(QualType type, uint64_t offset,
                              const std::string &path, bool canBeNamed) {
  if (const auto *array = context.getAsConstantArrayType(type)) {
    QualType element = array->getElementType();
    uint64_t size = context.getTypeSizeInChars(element).getQuantity();
    for (uint64_t i = 0; i < array->getZExtSize(); ++i) {
      collect(element, offset + i * size, path + "[" + std::to_string(i) + "]",
              canBeNamed);
    }
    return;
  }
  const RecordDecl *record = type->getAsRecordDecl();
  if (!record) {
    scalars.try_emplace(path, ScalarFact{offset, printType(type), canBeNamed});
    return;
  }
  if (!record->getDefinition() || record->isInvalidDecl()) {
    return;
  }
  const ASTRecordLayout &layout = context.getASTRecordLayout(record);
  if (const auto *derived = dyn_cast<CXXRecordDecl>(record)) {
    for (const CXXBaseSpecifier &base : derived->bases()) {
      const CXXRecordDecl *decl = base.getType()->getAsCXXRecordDecl();
      collect(base.getType(),
              offset + layout.getBaseClassOffset(decl).getQuantity(), path,
              canBeNamed && base.getAccessSpecifier() == AS_public);
    }
  }
  for (const FieldDecl *field : record->fields()) {
    uint64_t at = offset + layout.getFieldOffset(field->getFieldIndex()) / 8;
    std::string step;
    bool isNamed = canBeNamed;
    if (!field->isAnonymousStructOrUnion()) {
      if (field->getName().empty()) {
        // What a lambda captures has a place, but no name.
        step = ".capture" + std::to_string(field->getFieldIndex());
        isNamed = false;
      } else {
        step = "." + field->getNameAsString();
      }
      isNamed = isNamed && field->getAccess() != AS_private &&
                field->getAccess() != AS_protected;
    }
    collect(field->getType(), at, path + step, isNamed);
  }
}

std::vector<std::map<std::string, ScalarFact>>
cubeport::host::collectScalars(FunctionDecl *kernel, ASTContext &context) {
  std::vector<std::map<std::string, ScalarFact>> params;
  for (const ParmVarDecl *param : kernel->parameters()) {
    ScalarCollector collector(context);
    if (!param->getType()->isDependentType()) {
      collector.collect(param->getType(), 0, "", true);
    }
    params.push_back(std::move(collector.scalars));
  }
  return params;
}
