// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds what the host half cannot keep as it is: kernels, functions that only
// the device has, and variables in device memory.
#include "lib/Common/FunctionNumber.h"
#include "lib/Host/ApiTable.h"
#include "lib/Host/Scan.h"
#include "lib/Host/ScanKernelPointers.h"
#include "lib/Host/TemplateArgs.h"
#include "lib/Host/Tokens.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Mangle.h"

using namespace cubeport;
using namespace cubeport::host;
using namespace clang;

template <class Attribute> static bool hasWritten(const Decl *decl) {
  const Attribute *attribute = decl->getAttr<Attribute>();
  return attribute && !attribute->isImplicit();
}

static bool isDeviceOnly(const FunctionDecl *function) {
  return hasWritten<CUDADeviceAttr>(function) &&
         !function->hasAttr<CUDAHostAttr>() &&
         !function->hasAttr<CUDAGlobalAttr>();
}

static bool isOnBothSides(const FunctionDecl *function) {
  return hasWritten<CUDADeviceAttr>(function) &&
         hasWritten<CUDAHostAttr>(function);
}

namespace {
class DeclarationScan : public DynamicRecursiveASTVisitor {
public:
  DeclarationScan(Scan &scan, ASTContext &context)
      : scan(scan), context(context), mangler(context.createMangleContext()),
        pointers(scan, context) {}

  bool VisitFunctionDecl(FunctionDecl *function) override;
  bool VisitVarDecl(VarDecl *variable) override;
  bool VisitDeclRefExpr(DeclRefExpr *expr) override;
  bool VisitCallExpr(CallExpr *call) override;
  bool VisitLambdaExpr(LambdaExpr *lambda) override;
  bool VisitExplicitCastExpr(ExplicitCastExpr *cast) override;
  bool VisitUnresolvedLookupExpr(UnresolvedLookupExpr *expr) override;
  bool TraverseDecl(Decl *decl) override;

  /// To be called when all declarations were visited.
  void finish();

private:
  Scan &scan;
  ASTContext &context;
  std::unique_ptr<MangleContext> mangler;
  KernelPointers pointers;
  std::map<const FileFacts *, std::vector<FileToken>> tokensOfFile;
  /// The function whose body is being visited.
  const FunctionDecl *current = nullptr;
  /// Mentions of kernels that work as well with the launch function: launches,
  /// and arguments whose type a template deduces.
  std::set<const Expr *> allowedMentions;
  /// Calls from functions for both sides, caller first.
  std::vector<std::pair<const FunctionDecl *, const FunctionDecl *>> calls;
  std::vector<const FunctionDecl *> bothSides;
  /// Functions for both sides that only the device can use.
  std::set<const FunctionDecl *> unusable;
  /// Device variables by the start of their declaration.
  std::map<std::pair<FileFacts *, unsigned>, std::vector<VarDecl *>> variables;

  const std::vector<FileToken> &tokens(const FileFacts &file);
  std::optional<TextRange> declarationRange(const FunctionDecl *function,
                                            FileFacts *&file);
  unsigned findStart(const FileFacts &file, unsigned nameOffset);
  unsigned findSemicolon(const FileFacts &file, unsigned offset);
  void removeFunction(const FunctionDecl *function);
  void addKernel(FunctionDecl *function);
  void addInstances(FunctionDecl *function, KernelFact &kernel);
  void addVariable(VarDecl *variable);
  std::string printHandle(VarDecl *variable);
  std::string printInitial(const Expr *initial);
  std::string printRegistrations(VarDecl *variable, const std::string &name);
  std::string printSpecialization(VarTemplateSpecializationDecl *variable);
  std::string mangle(const NamedDecl *decl);
};
} // namespace

const std::vector<FileToken> &DeclarationScan::tokens(const FileFacts &file) {
  auto [entry, isNew] = tokensOfFile.try_emplace(&file);
  if (isNew) {
    entry->second = tokenize(file.text);
  }
  return entry->second;
}

std::string DeclarationScan::mangle(const NamedDecl *decl) {
  if (!mangler->shouldMangleDeclName(decl)) {
    return decl->getNameAsString();
  }
  std::string name;
  llvm::raw_string_ostream os(name);
  if (const auto *function = dyn_cast<FunctionDecl>(decl)) {
    GlobalDecl global =
        function->isReferenceableKernel()
            ? GlobalDecl(function, KernelReferenceKind::Kernel)
            : GlobalDecl(function);
    mangler->mangleName(global, os);
  } else {
    mangler->mangleName(GlobalDecl(cast<VarDecl>(decl)), os);
  }
  return name;
}

//===----------------------------------------------------------------------===//
// Ranges of declarations
//===----------------------------------------------------------------------===//

/// The start of the declaration whose name is at `nameOffset`: behind the
/// last ';', brace, access specifier or directive before it.
unsigned DeclarationScan::findStart(const FileFacts &file,
                                    unsigned nameOffset) {
  const std::vector<FileToken> &all = tokens(file);
  size_t first = findToken(all, nameOffset);
  while (first > 0) {
    const FileToken &before = all[first - 1];
    bool isAccess = before.kind == tok::colon && first > 1 &&
                    all[first - 2].kind == tok::raw_identifier;
    if (before.inDirective || isAccess || before.kind == tok::semi ||
        before.kind == tok::l_brace || before.kind == tok::r_brace) {
      break;
    }
    --first;
  }
  return all[first].begin;
}

unsigned DeclarationScan::findSemicolon(const FileFacts &file,
                                        unsigned offset) {
  const std::vector<FileToken> &all = tokens(file);
  for (size_t i = findToken(all, offset); i < all.size(); ++i) {
    if (all[i].kind == tok::semi) {
      return all[i].end;
    }
  }
  return file.text.size();
}

/// The text of a function's declaration or definition; nothing if a macro
/// spells a part of it.
std::optional<TextRange>
DeclarationScan::declarationRange(const FunctionDecl *function,
                                  FileFacts *&file) {
  std::optional<ScanPlace> name = scan.place(function->getLocation());
  if (!name) {
    return std::nullopt;
  }
  file = name->file;
  if (function->getLocation().isMacroID()) {
    auto expansion = scan.sources.getExpansionRange(function->getLocation());
    std::optional<ScanPlace> end = scan.place(expansion.getEnd());
    if (!function->getEndLoc().isMacroID() || !end) {
      return std::nullopt;
    }
    // The whole function comes from one use of a macro.
    const std::vector<FileToken> &all = tokens(*file);
    size_t last = findToken(all, end->offset);
    bool hasSemicolon =
        last + 1 < all.size() && all[last + 1].kind == tok::semi;
    return TextRange{name->offset, all[last + hasSemicolon].end};
  }
  TextRange range;
  range.begin = findStart(*file, name->offset);
  if (!function->doesThisDeclarationHaveABody()) {
    range.end = findSemicolon(*file, name->offset);
    return range;
  }
  std::optional<ScanPlace> end = scan.place(function->getBody()->getEndLoc());
  if (!end || end->file != file) {
    return std::nullopt;
  }
  range.end = end->offset + 1;
  return range;
}

//===----------------------------------------------------------------------===//
// Functions
//===----------------------------------------------------------------------===//

bool DeclarationScan::TraverseDecl(Decl *decl) {
  const FunctionDecl *outer = current;
  if (auto *function = dyn_cast_or_null<FunctionDecl>(decl)) {
    current = function;
  }
  bool goOn = DynamicRecursiveASTVisitor::TraverseDecl(decl);
  current = outer;
  return goOn;
}

bool DeclarationScan::VisitFunctionDecl(FunctionDecl *function) {
  if (function->isImplicit() || !scan.place(function->getLocation())) {
    return true;
  }
  pointers.addFunction(function);
  if (function->hasAttr<CUDAGlobalAttr>()) {
    addKernel(function);
  } else if (isDeviceOnly(function)) {
    removeFunction(function);
  } else if (isOnBothSides(function)) {
    bothSides.push_back(function);
  }
  return true;
}

static const Expr *stripAddress(const Expr *expr) {
  expr = expr->IgnoreParenImpCasts();
  if (auto *address = dyn_cast<UnaryOperator>(expr)) {
    if (address->getOpcode() == UO_AddrOf) {
      return address->getSubExpr()->IgnoreParenImpCasts();
    }
  }
  return expr;
}

bool DeclarationScan::VisitCallExpr(CallExpr *call) {
  allowedMentions.insert(stripAddress(call->getCallee()));
  const FunctionDecl *callee = call->getDirectCallee();
  QualType pointer = call->getCallee()->getType();
  if (!callee && !isa<CUDAKernelCallExpr>(call) && pointer->isPointerType()) {
    pointers.addOrdinary(pointer->getPointeeType());
  }
  if (!callee || callee->getPrimaryTemplate() ||
      scan.isCudaHeader(callee->getLocation())) {
    for (const Expr *argument : call->arguments()) {
      allowedMentions.insert(stripAddress(argument));
    }
  }
  return true;
}

/// True if `expr` names a kernel, in a template perhaps one of several.
static bool namesKernel(const Expr *expr) {
  if (auto *ref = dyn_cast<DeclRefExpr>(expr)) {
    return ref->getDecl()->hasAttr<CUDAGlobalAttr>();
  }
  auto *lookup = dyn_cast<OverloadExpr>(expr);
  return lookup && llvm::any_of(lookup->decls(), [](const NamedDecl *decl) {
           const Decl *one = decl->getUnderlyingDecl();
           if (auto *pattern = dyn_cast<FunctionTemplateDecl>(one)) {
             one = pattern->getTemplatedDecl();
           }
           return one->hasAttr<CUDAGlobalAttr>();
         });
}

/// `(void *)kernel`: the address is one that cudaLaunchKernel can call.
bool DeclarationScan::VisitExplicitCastExpr(ExplicitCastExpr *cast) {
  const Expr *kernel = stripAddress(cast->getSubExprAsWritten());
  if (!cast->getTypeAsWritten()->isVoidPointerType() || !namesKernel(kernel)) {
    return true;
  }
  std::optional<ScanPlace> begin = scan.place(cast->getBeginLoc());
  std::optional<ScanPlace> end = scan.place(cast->getEndLoc());
  std::optional<ScanPlace> first = scan.place(kernel->getBeginLoc());
  std::optional<ScanPlace> last = scan.place(kernel->getEndLoc());
  if (!begin || !end || !first || !last || cast->getBeginLoc().isMacroID() ||
      cast->getEndLoc().isMacroID() || begin->file != last->file) {
    return true; // reported as a kernel used as a value
  }
  allowedMentions.insert(kernel);
  const std::vector<FileToken> &all = tokens(*begin->file);
  StringRef text = begin->file->text;
  unsigned nameEnd = all[findToken(all, last->offset)].end;
  begin->file->edits[{begin->offset, all[findToken(all, end->offset)].end}] = {
      "cubeport::kernelAddress(" + text.slice(first->offset, nameEnd).str() +
          ")",
      /*isRemovedDeclaration=*/false};
  return true;
}

/// A lambda for the device keeps its captures, which the launch passes on, and
/// the type of its result; its body may be nothing that the host compiles. In
/// templates it stays: what it captures is not known there.
bool DeclarationScan::VisitLambdaExpr(LambdaExpr *lambda) {
  const CXXMethodDecl *method = lambda->getCallOperator();
  std::optional<ScanPlace> begin = scan.place(lambda->getBody()->getBeginLoc());
  std::optional<ScanPlace> end = scan.place(lambda->getBody()->getEndLoc());
  QualType result = method->getReturnType();
  bool isWritten = begin && end && begin->file == end->file &&
                   !lambda->getBody()->getBeginLoc().isMacroID();
  if (!isDeviceOnly(method) || !isWritten || result->isDependentType() ||
      result->isUndeducedType() || method->isDependentContext()) {
    return true;
  }
  std::string uses;
  for (const LambdaCapture &capture : lambda->captures()) {
    if (capture.isImplicit()) {
      uses += capture.capturesThis()
                  ? "(void)this; "
                  : "(void)" + capture.getCapturedVar()->getNameAsString() +
                        "; ";
    }
  }
  PrintingPolicy policy = context.getPrintingPolicy();
  policy.SuppressTagKeyword = true;
  policy.FullyQualifiedName = true;
  if (!result->isVoidType()) {
    uses += "return cubeport::onDeviceOnly<" +
            result.getCanonicalType().getAsString(policy) + ">(); ";
  }
  begin->file->edits[{begin->offset, end->offset + 1}] = {
      "{ " + uses + "}", /*isRemovedDeclaration=*/false};
  return true;
}

bool DeclarationScan::VisitDeclRefExpr(DeclRefExpr *expr) {
  if (expr->getDecl()->hasAttr<CUDAGlobalAttr>() &&
      !allowedMentions.count(expr) && scan.place(expr->getLocation())) {
    pointers.addKernel(expr);
  }
  if (auto *function = dyn_cast<FunctionDecl>(expr->getDecl())) {
    const std::string name = function->getNameAsString();
    scan.program.capturesStreams |= name == "cudaStreamBeginCapture";
    scan.program.findsKernels |= name == "cuModuleGetFunction";
    scan.program.usesDriver |= isDriverFunction(name) &&
                               scan.isCudaHeader(function->getLocation());
  }
  auto *variable = dyn_cast<VarDecl>(expr->getDecl());
  if (variable && current && isOnBothSides(current) &&
      hasWritten<CUDADeviceAttr>(variable) && !variable->isConstexpr() &&
      scan.isCudaHeader(variable->getLocation())) {
    unusable.insert(current->getCanonicalDecl()); // threadIdx and its like
  }
  if (auto *callee = dyn_cast<FunctionDecl>(expr->getDecl())) {
    if (!callee->hasAttr<CUDAGlobalAttr>() && !allowedMentions.count(expr)) {
      pointers.addOrdinary(callee->getType());
    }
    if (current && isOnBothSides(current)) {
      calls.push_back({current, callee});
    }
  }
  return true;
}

bool DeclarationScan::VisitUnresolvedLookupExpr(UnresolvedLookupExpr *expr) {
  if (!current || !isOnBothSides(current)) {
    return true;
  }
  for (const NamedDecl *decl : expr->decls()) {
    if (auto *callee = dyn_cast<FunctionDecl>(decl->getUnderlyingDecl())) {
      if (!isDeviceOnly(callee)) {
        return true; // the host has a candidate
      }
    } else {
      return true;
    }
  }
  for (const NamedDecl *decl : expr->decls()) {
    calls.push_back(
        {current, cast<FunctionDecl>(decl->getUnderlyingDecl())});
  }
  return true;
}

void DeclarationScan::removeFunction(const FunctionDecl *function) {
  FileFacts *file = nullptr;
  std::optional<TextRange> range = declarationRange(function, file);
  if (!range) {
    return; // part of a macro's body, which stays as text
  }
  file->edits[*range] = {"", /*isRemovedDeclaration=*/true};
}

/// A function for both sides that calls what only the device has is of no use
/// to the host; so is one that calls such a function.
void DeclarationScan::finish() {
  pointers.finish();
  auto isUnusable = [&](const FunctionDecl *function) {
    return isDeviceOnly(function) ||
           unusable.count(function->getCanonicalDecl());
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (auto [caller, callee] : calls) {
      if (isUnusable(callee)) {
        changed |= unusable.insert(caller->getCanonicalDecl()).second;
      }
    }
  }
  for (const FunctionDecl *function : bothSides) {
    if (unusable.count(function->getCanonicalDecl())) {
      removeFunction(function);
    }
  }
  for (auto &[place, group] : variables) {
    FileFacts *file = place.first;
    std::string text;
    for (VarDecl *variable : group) {
      std::string handle = printHandle(variable);
      if (!handle.empty()) {
        text += (text.empty() ? "" : "\n") + handle;
      }
    }
    TextRange range = {place.second, 0};
    range.end = findSemicolon(
        *file, scan.place(group.back()->getEndLoc())->offset);
    file->edits[range] = {text, /*isRemovedDeclaration=*/text.empty()};
  }
}

//===----------------------------------------------------------------------===//
// Kernels
//===----------------------------------------------------------------------===//

void DeclarationScan::addKernel(FunctionDecl *function) {
  ScanPlace name = *scan.place(function->getLocation());
  FunctionTypeLoc type = function->getFunctionTypeLoc();
  Stmt *body = function->doesThisDeclarationHaveABody() ? function->getBody()
                                                        : nullptr;
  if (!type || type.getLParenLoc().isMacroID() ||
      (body && (body->getBeginLoc().isMacroID() ||
                body->getEndLoc().isMacroID()))) {
    scan.report("CP6002", function->getLocation(),
                "kernel '" + function->getNameAsString() +
                    "' is spelled by a macro; its declaration must stand in "
                    "the source itself");
    return;
  }
  KernelFact &kernel = name.file->kernels[name.offset];
  kernel.name = function->getNameAsString();
  kernel.place = scan.sourcePlace(function->getLocation());
  kernel.paramsBegin = scan.place(type.getLParenLoc())->offset + 1;
  if (kernel.params.empty()) {
    for (ParmVarDecl *param : function->parameters()) {
      KernelParam fact;
      fact.name = param->getNameAsString();
      fact.isPointer = param->getType()->isPointerType();
      if (fact.name.empty()) {
        fact.name = "arg" + std::to_string(kernel.params.size());
        const std::vector<FileToken> &all = tokens(*name.file);
        fact.insertNameAt =
            all[findToken(all, scan.place(param->getEndLoc())->offset)].end;
      }
      kernel.params.push_back(fact);
    }
  }
  unsigned close = scan.place(type.getRParenLoc())->offset;
  StringRef between = StringRef(name.file->text)
                          .slice(kernel.paramsBegin, close);
  if (between.trim() == "void") {
    kernel.voidParams = {kernel.paramsBegin, close};
  }
  if (body) {
    kernel.body = {scan.place(body->getBeginLoc())->offset,
                   scan.place(body->getEndLoc())->offset + 1};
  }
  addInstances(function, kernel);
}

void DeclarationScan::addInstances(FunctionDecl *function,
                                   KernelFact &kernel) {
  std::set<std::string> known;
  for (const KernelInstance &instance : kernel.instances) {
    known.insert(instance.mangled);
  }
  FunctionTemplateDecl *pattern = function->getDescribedFunctionTemplate();
  if (!pattern) {
    std::string mangled = mangle(function);
    if (known.empty()) {
      KernelInstance fact;
      fact.mangled = mangled;
      fact.scalars = collectScalars(function, context);
      kernel.instances.push_back(fact);
    }
    return;
  }
  kernel.isTemplate = true;
  std::string names;
  for (const NamedDecl *param : *pattern->getTemplateParameters()) {
    names += (names.empty() ? "" : ", ") + param->getNameAsString() +
             (param->isParameterPack() ? "..." : "");
  }
  kernel.templateArgs = "<" + names + ">";
  for (FunctionDecl *instance : pattern->specializations()) {
    if (instance->getTemplateSpecializationKind() ==
            TSK_ExplicitSpecialization ||
        instance->isDependentContext()) {
      continue;
    }
    KernelInstance fact;
    fact.mangled = mangle(instance);
    if (known.insert(fact.mangled).second) {
      describeInstance(pattern, instance, context, *mangler, fact);
      fact.scalars = collectScalars(instance, context);
      kernel.instances.push_back(fact);
    }
  }
}

//===----------------------------------------------------------------------===//
// Variables
//===----------------------------------------------------------------------===//

bool DeclarationScan::VisitVarDecl(VarDecl *variable) {
  bool inDeviceMemory = hasWritten<CUDADeviceAttr>(variable) ||
                        hasWritten<CUDAConstantAttr>(variable) ||
                        hasWritten<CUDASharedAttr>(variable);
  if (const Expr *initial = variable->getInit()) {
    if (variable->getTypeSourceInfo() &&
        variable->getTypeSourceInfo()->getType()->getContainedAutoType()) {
      allowedMentions.insert(stripAddress(initial));
    }
  }
  if (inDeviceMemory && variable->isFileVarDecl() &&
      !variable->isConstexpr()) {
    addVariable(variable);
  }
  return true;
}

void DeclarationScan::addVariable(VarDecl *variable) {
  std::optional<ScanPlace> name = scan.place(variable->getLocation());
  if (!name) {
    return;
  }
  auto *instance = dyn_cast<VarTemplateSpecializationDecl>(variable);
  if (instance && !instance->isExplicitInstantiationOrSpecialization()) {
    return; // the template stands for it
  }
  if (variable->getLocation().isMacroID()) {
    scan.report("CP6003", variable->getLocation(),
                "device variable '" + variable->getNameAsString() +
                    "' is spelled by a macro; only a variable whose name "
                    "stands in the source can become a handle");
    return;
  }
  unsigned begin = findStart(*name->file, name->offset);
  std::vector<VarDecl *> &group = variables[{name->file, begin}];
  if (!llvm::is_contained(group, variable)) {
    group.push_back(variable);
  }
}

static bool isManagedVariable(const VarDecl *variable) {
  return llvm::any_of(variable->specific_attrs<AnnotateAttr>(),
                      [](const AnnotateAttr *note) {
                        return note->getAnnotation() == "cubeport.managed";
                      });
}

/// An instance of a variable template, as host code names it.
std::string DeclarationScan::printSpecialization(
    VarTemplateSpecializationDecl *variable) {
  PrintingPolicy policy = context.getPrintingPolicy();
  policy.SuppressTagKeyword = true;
  policy.FullyQualifiedName = true;
  std::string text;
  llvm::raw_string_ostream os(text);
  os << variable->getQualifiedNameAsString();
  printTemplateArgumentList(os, variable->getTemplateArgs().asArray(), policy);
  return text;
}

namespace {
/// What an initial value takes the address of, on the device.
struct DeviceReferences : DynamicRecursiveASTVisitor {
  std::vector<const DeclRefExpr *> functions;
  const DeclRefExpr *variable = nullptr;

  bool VisitDeclRefExpr(DeclRefExpr *reference) override {
    const ValueDecl *decl = reference->getDecl();
    if (isa<FunctionDecl>(decl) && decl->hasAttr<CUDADeviceAttr>()) {
      functions.push_back(reference);
    } else if (isa<VarDecl>(decl) && !reference->isNonOdrUse() &&
               (decl->hasAttr<CUDADeviceAttr>() ||
                decl->hasAttr<CUDAConstantAttr>()) &&
               !cast<VarDecl>(decl)->isConstexpr()) {
      variable = reference;
    }
    return true;
  }
};
} // namespace

/// The text of a device variable's initial value. Functions of the device have
/// no address on the host: their numbers stand for them.
std::string DeclarationScan::printInitial(const Expr *initial) {
  ScanPlace begin = *scan.place(initial->getBeginLoc());
  ScanPlace end = *scan.place(
      scan.sources.getExpansionRange(initial->getEndLoc()).getEnd());
  const std::vector<FileToken> &all = tokens(*begin.file);
  StringRef file = begin.file->text;
  unsigned last = all[findToken(all, end.offset)].end;
  DeviceReferences found;
  found.TraverseStmt(const_cast<Expr *>(initial));
  if (found.variable) {
    scan.report("CP6003", found.variable->getBeginLoc(),
                "device variable '" +
                    found.variable->getDecl()->getNameAsString() +
                    "' in the initial value of another; its address is known "
                    "only when the program runs");
  }
  PrintingPolicy policy = context.getPrintingPolicy();
  policy.SuppressTagKeyword = true;
  std::string text;
  unsigned at = begin.offset;
  for (const DeclRefExpr *reference : found.functions) {
    std::optional<ScanPlace> from = scan.place(reference->getBeginLoc());
    std::optional<ScanPlace> to = scan.place(reference->getEndLoc());
    if (!from || !to || reference->getBeginLoc().isMacroID()) {
      continue; // the compiler of the project says what is missing
    }
    StringRef before = file.slice(at, from->offset).rtrim();
    before.consume_back("&");
    auto *function = cast<FunctionDecl>(reference->getDecl());
    std::string type =
        context.getPointerType(function->getType()).getAsString(policy);
    text += before.str() + "reinterpret_cast<" + type + ">(uintptr_t(" +
            std::to_string(functionNumber(mangle(function))) + "))";
    at = all[findToken(all, to->offset)].end;
  }
  return text + file.slice(at, last).str();
}

/// The declaration of the handle that stands for a device variable; empty for
/// shared memory, which the host does not know.
std::string DeclarationScan::printHandle(VarDecl *variable) {
  if (variable->hasAttr<CUDASharedAttr>()) {
    return "";
  }
  std::string name = variable->getNameAsString();
  std::string text;
  if (VarTemplateDecl *pattern = variable->getDescribedVarTemplate()) {
    // Each instance is a variable of its own.
    for (VarTemplateSpecializationDecl *one : pattern->specializations()) {
      scan.program.symbols[mangle(one)] = printSpecialization(one);
    }
    const TemplateParameterList *params = pattern->getTemplateParameters();
    ScanPlace begin = *scan.place(params->getTemplateLoc());
    ScanPlace end = *scan.place(params->getRAngleLoc());
    text = StringRef(begin.file->text)
               .slice(begin.offset, end.offset + 1)
               .str() +
           " ";
  } else {
    scan.program.symbols[mangle(variable)] =
        variable->getQualifiedNameAsString();
  }
  if (variable->isOutOfLine() && variable->getDeclContext()->isRecord()) {
    name = variable->getQualifiedNameAsString();
  }
  if (variable->getStorageClass() == SC_Static) {
    text += "static ";
  } else if (variable->getStorageClass() == SC_Extern) {
    text += "extern ";
  }
  bool isManaged = isManagedVariable(variable);
  PrintingPolicy policy = context.getPrintingPolicy();
  policy.SuppressTagKeyword = true;
  std::string type = variable->getType().getAsString(policy);
  std::string behind;
  if (isManaged) {
    // The name itself is a reference, so that all host code goes on with it.
    behind = "\n" + text + "cubeport::TypeOf<" + type + "> &" + name;
    name += "Symbol";
    scan.program.symbols[mangle(variable)] += "Symbol";
    behind += variable->hasExternalStorage()
                  ? ";"
                  : " = " + name + ".value();";
  }
  text += isManaged ? "cubeport::ManagedSymbol<" : "cubeport::DeviceSymbol<";
  text += type + "> " + name;
  const Expr *initial = variable->getInit();
  bool isWritten = initial && !isa<CXXConstructExpr>(initial) &&
                   initial->getBeginLoc().isValid();
  if (isWritten) {
    text += "(" + printInitial(initial) + ")";
  }
  text += ";" + behind;
  if (scan.program.mode != LaunchMode::Translated) {
    text += printRegistrations(variable, name);
  }
  return text;
}

/// What tells the oracle where a device variable lives: behind its handle.
std::string DeclarationScan::printRegistrations(VarDecl *variable,
                                                const std::string &name) {
  std::string text;
  auto print = [&](const std::string &mangled, const std::string &handle) {
    text += " static const cubeport::verify::Variable cubeportVariable_" +
            mangled + "(\"" + mangled + "\", " + handle + ");";
  };
  bool isInClass =
      variable->getDeclContext()->isRecord() && !variable->isOutOfLine();
  if (isInClass || (variable->hasExternalStorage() && !variable->getInit())) {
    return text;
  }
  if (VarTemplateDecl *pattern = variable->getDescribedVarTemplate()) {
    for (VarTemplateSpecializationDecl *one : pattern->specializations()) {
      print(mangle(one), printSpecialization(one));
    }
  } else {
    print(mangle(variable), name);
  }
  return text;
}

void cubeport::host::scanDeclarations(Scan &scan, ASTContext &context) {
  for (Decl *decl : context.getTranslationUnitDecl()->decls()) {
    noteCudaNames(scan, decl);
  }
  DeclarationScan visitor(scan, context);
  visitor.TraverseAST(context);
  visitor.finish();
}
