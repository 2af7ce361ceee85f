// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Names of template arguments and of what the CUDA headers declare.
#include "lib/Host/TemplateArgs.h"
#include "clang/AST/DeclCXX.h"

using namespace cubeport::host;
using namespace clang;

namespace {
/// What a template argument needs to be told from others.
class ArgPrinter {
public:
  ArgPrinter(ASTContext &context, MangleContext &mangler,
             SourceLocation kernelPlace)
      : context(context), mangler(mangler), kernelPlace(kernelPlace),
        policy(context.getPrintingPolicy()) {
    policy.SuppressTagKeyword = true;
    policy.FullyQualifiedName = true;
    policy.Bool = true;
  }

  /// Adds the conditions for one argument; false if none can be written.
  bool print(const NamedDecl *param, const TemplateArgument &arg);

  std::string named, atRunTime;
  bool canBeNamed = true;

private:
  ASTContext &context;
  MangleContext &mangler;
  SourceLocation kernelPlace;
  PrintingPolicy policy;

  bool hasName(QualType type);
  bool isKnownAtKernel(const Decl *decl);
  void addBoth(const std::string &condition);
  void addType(const std::string &name, QualType type);
  void addTypes(const std::string &pack, ArrayRef<TemplateArgument> args);
  std::string mangle(QualType type);
};
} // namespace

/// True if the declaration stands before the kernel in every source that has
/// the kernel.
bool ArgPrinter::isKnownAtKernel(const Decl *decl) {
  SourceManager &sources = context.getSourceManager();
  SourceLocation place = sources.getExpansionLoc(decl->getLocation());
  if (place.isInvalid()) {
    return true;
  }
  FileID file = sources.getFileID(place);
  bool isInSource = file == sources.getMainFileID();
  bool isKernelThere = file == sources.getFileID(kernelPlace);
  return (!isInSource || isKernelThere) &&
         sources.isBeforeInTranslationUnit(place, kernelPlace);
}

bool ArgPrinter::hasName(QualType type) {
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
      !tag->getDeclName().isIdentifier() || tag->getName().empty() ||
      !isKnownAtKernel(tag)) {
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

/// The name of "pointer to `type`" in every compiler of the Itanium ABI: a
/// pointer, because typeid drops the qualifiers of other types.
std::string ArgPrinter::mangle(QualType type) {
  std::string name;
  llvm::raw_string_ostream os(name);
  mangler.mangleCanonicalTypeName(
      context.getPointerType(type.getNonReferenceType()), os);
  StringRef text = name;
  text.consume_front("_ZTS");
  return text.str();
}

/// True if `type` holds a lambda that compilers do not agree on a name for: one
/// of a function that is neither inline nor an instance of a template.
static bool holdsPrivateLambda(QualType type) {
  type = type.getCanonicalType().getNonReferenceType();
  while (type->isAnyPointerType()) {
    type = type->getPointeeType();
  }
  const CXXRecordDecl *record = type->getAsCXXRecordDecl();
  if (!record) {
    return false;
  }
  if (record->isLambda()) {
    const auto *function = dyn_cast_or_null<FunctionDecl>(
        record->getDeclContext()->getNonClosureAncestor());
    return !function ||
           !(function->isInlined() || function->isTemplateInstantiation());
  }
  auto *instance = dyn_cast<ClassTemplateSpecializationDecl>(record);
  return instance &&
         llvm::any_of(instance->getTemplateArgs().asArray(),
                      [](const TemplateArgument &arg) {
                        return arg.getKind() == TemplateArgument::Type &&
                               holdsPrivateLambda(arg.getAsType());
                      });
}

static void join(std::string &conditions, const std::string &one) {
  conditions += (conditions.empty() ? "" : " && ") + one;
}

void ArgPrinter::addBoth(const std::string &condition) {
  join(named, condition);
  join(atRunTime, condition);
}

void ArgPrinter::addType(const std::string &name, QualType type) {
  canBeNamed &= hasName(type);
  std::string text = type.getCanonicalType().getAsString(policy);
  join(named, "std::is_same_v<" + name + ", " + text + ">");
  join(atRunTime, "cubeport::isType<" + name + ">(\"" + mangle(type) + "\"" +
                      (type->isReferenceType() ? ", true)" : ")"));
}

/// Only a single pack of types can be told: by all their names in one.
void ArgPrinter::addTypes(const std::string &pack,
                          ArrayRef<TemplateArgument> args) {
  canBeNamed = false;
  std::string names;
  for (const TemplateArgument &arg : args) {
    names += mangle(arg.getAsType()) + ";";
  }
  join(atRunTime, "cubeport::areTypes<" + pack + "...>(\"" + names + "\")");
}

bool ArgPrinter::print(const NamedDecl *param, const TemplateArgument &arg) {
  std::string name = param->getNameAsString();
  if (name.empty()) {
    return false;
  }
  switch (arg.getKind()) {
  case TemplateArgument::Type:
    addType(name, arg.getAsType());
    return !holdsPrivateLambda(arg.getAsType());
  case TemplateArgument::Integral: {
    if (arg.getIntegralType()->isBooleanType()) {
      addBoth((arg.getAsIntegral().isZero() ? "!" : "") + name);
      return true;
    }
    std::string value = llvm::toString(arg.getAsIntegral(), 10);
    QualType type = arg.getIntegralType();
    if (type->isEnumeralType()) {
      canBeNamed &= hasName(type);
      join(named,
           name + " == (" + type.getAsString(policy) + ")" + value);
      join(atRunTime, "(long long)" + name + " == " + value);
    } else {
      addBoth(name + " == " + value);
    }
    return true;
  }
  case TemplateArgument::Declaration:
    canBeNamed &= isKnownAtKernel(arg.getAsDecl());
    join(named, name + " == &" + arg.getAsDecl()->getQualifiedNameAsString());
    return canBeNamed;
  case TemplateArgument::Pack:
    for (const TemplateArgument &one : arg.pack_elements()) {
      if (one.getKind() != TemplateArgument::Type ||
          one.getAsType()->isReferenceType() ||
          holdsPrivateLambda(one.getAsType())) {
        return false;
      }
    }
    addTypes(name, arg.getPackAsArray());
    return true;
  default:
    return false;
  }
}

void cubeport::host::describeInstance(FunctionTemplateDecl *pattern,
                                      FunctionDecl *instance,
                                      ASTContext &context,
                                      MangleContext &mangler,
                                      KernelInstance &fact) {
  ArgPrinter printer(context, mangler,
                     context.getSourceManager().getExpansionLoc(
                         pattern->getTemplatedDecl()->getLocation()));
  fact.test = InstanceTest::Named;
  TemplateParameterList *params = pattern->getTemplateParameters();
  auto args = instance->getTemplateSpecializationArgs()->asArray();
  for (auto [param, arg] : llvm::zip(*params, args)) {
    if (!printer.print(param, arg)) {
      fact.test = InstanceTest::None;
    }
  }
  if (fact.test != InstanceTest::None && !printer.canBeNamed) {
    fact.test = InstanceTest::AtRunTime;
  }
  fact.condition = printer.named;
  fact.runTimeCondition = printer.atRunTime;
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
