// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Finds the kernel launches of a translation unit and evaluates their block
// sizes, through local variables that are never changed.
#include "lib/Frontend/Launches.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DynamicRecursiveASTVisitor.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Mangle.h"
#include "clang/AST/RecordLayout.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/raw_ostream.h"

using namespace cubeport;
using namespace cubeport::frontend;
using namespace clang;

namespace {
/// Variables that something other than their initializer may give a value:
/// every mention that is not a plain read counts.
class ChangedVariables : public DynamicRecursiveASTVisitor {
public:
  ChangedVariables() { ShouldVisitTemplateInstantiations = true; }

  bool isChanged(const VarDecl *variable) const {
    return mentions.lookup(variable) != reads.lookup(variable);
  }

  bool VisitDeclRefExpr(DeclRefExpr *expr) override {
    if (auto *variable = dyn_cast<VarDecl>(expr->getDecl())) {
      ++mentions[variable];
    }
    return true;
  }

  bool VisitImplicitCastExpr(ImplicitCastExpr *expr) override {
    if (expr->getCastKind() == CK_LValueToRValue) {
      countRead(expr->getSubExpr());
    }
    return true;
  }

  // Copying a dim3 reads it through a reference to const.
  bool VisitCXXConstructExpr(CXXConstructExpr *expr) override {
    if (expr->getConstructor()->isCopyOrMoveConstructor()) {
      countRead(expr->getArg(0));
    }
    return true;
  }

private:
  llvm::DenseMap<const VarDecl *, unsigned> mentions;
  llvm::DenseMap<const VarDecl *, unsigned> reads;

  void countRead(const Expr *expr) {
    expr = expr->IgnoreParenImpCasts();
    while (auto *member = dyn_cast<MemberExpr>(expr)) {
      expr = member->getBase()->IgnoreParenImpCasts();
    }
    if (auto *ref = dyn_cast<DeclRefExpr>(expr)) {
      if (auto *variable = dyn_cast<VarDecl>(ref->getDecl())) {
        ++reads[variable];
      }
    }
  }
};

/// Evaluates block sizes and enters them in the table.
class LaunchVisitor : public DynamicRecursiveASTVisitor {
public:
  LaunchVisitor(ASTContext &context, const ChangedVariables &changed,
                LaunchTable &table)
      : context(context), changed(changed), table(table),
        mangler(context.createMangleContext()) {
    ShouldVisitTemplateInstantiations = true;
  }

  bool VisitCUDAKernelCallExpr(CUDAKernelCallExpr *call) override {
    const FunctionDecl *kernel = call->getDirectCallee();
    if (!kernel || call->isTypeDependent() || call->isValueDependent()) {
      return true;
    }
    ++directLaunches[kernel];
    KernelFacts &facts = table[getMangledName(kernel)];
    const CallExpr *config = call->getConfig();
    std::optional<std::array<int32_t, 3>> block;
    if (config->getNumArgs() > 1) {
      block = evaluateDim3(config->getArg(1));
    }
    if (!block || (facts.block && *facts.block != *block)) {
      facts.blockVaries = true;
    }
    if (!facts.block) {
      facts.block = block;
    }
    return true;
  }

  bool VisitFunctionDecl(FunctionDecl *function) override {
    if (!function->hasAttr<CUDAGlobalAttr>() ||
        !function->isThisDeclarationADefinition() ||
        function->isDependentContext()) {
      return true;
    }
    KernelFacts &facts = table[getMangledName(function)];
    for (const ParmVarDecl *param : function->parameters()) {
      facts.fields.emplace_back();
      if (param->getType()->isRecordType()) {
        collectFields(param->getType(), 0, "", facts.fields.back());
      }
    }
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *expr) override {
    if (auto *function = dyn_cast<FunctionDecl>(expr->getDecl())) {
      if (function->hasAttr<CUDAGlobalAttr>() &&
          !function->isDependentContext()) {
        ++mentions[function];
      }
    }
    return true;
  }

  /// A kernel mentioned other than as the callee of a launch may be launched
  /// in ways that we do not see.
  void finish() {
    for (auto &[kernel, count] : mentions) {
      if (count != directLaunches.lookup(kernel)) {
        table[getMangledName(kernel)].blockVaries = true;
      }
    }
    for (auto &entry : table) {
      if (entry.second.blockVaries) {
        entry.second.block.reset();
      }
    }
  }

private:
  ASTContext &context;
  const ChangedVariables &changed;
  LaunchTable &table;
  std::unique_ptr<MangleContext> mangler;
  llvm::MapVector<const FunctionDecl *, unsigned> directLaunches;
  llvm::MapVector<const FunctionDecl *, unsigned> mentions;

  std::string getMangledName(const FunctionDecl *kernel) {
    if (!mangler->shouldMangleDeclName(kernel)) {
      return kernel->getNameAsString();
    }
    std::string name;
    llvm::raw_string_ostream os(name);
    mangler->mangleName(GlobalDecl(kernel, KernelReferenceKind::Kernel), os);
    return name;
  }

  /// How each scalar in a value of `type` is reached. A union counts with its
  /// first member.
  void collectFields(QualType type, uint64_t offset, const std::string &path,
                     std::map<uint64_t, std::string> &fields) {
    if (const auto *array = context.getAsConstantArrayType(type)) {
      QualType element = array->getElementType();
      uint64_t size = context.getTypeSizeInChars(element).getQuantity();
      for (uint64_t i = 0; i < array->getZExtSize(); ++i) {
        collectFields(element, offset + i * size,
                      path + "[" + std::to_string(i) + "]", fields);
      }
      return;
    }
    const RecordDecl *record = type->getAsRecordDecl();
    if (!record) {
      fields.try_emplace(offset, path);
      return;
    }
    const ASTRecordLayout &layout = context.getASTRecordLayout(record);
    if (const auto *derived = dyn_cast<CXXRecordDecl>(record)) {
      for (const CXXBaseSpecifier &base : derived->bases()) {
        const CXXRecordDecl *decl = base.getType()->getAsCXXRecordDecl();
        collectFields(base.getType(),
                      offset + layout.getBaseClassOffset(decl).getQuantity(),
                      path, fields);
      }
    }
    for (const FieldDecl *field : record->fields()) {
      uint64_t at = offset + layout.getFieldOffset(field->getFieldIndex()) / 8;
      std::string step;
      if (!field->isAnonymousStructOrUnion()) {
        // What a lambda captures has a place, but no name.
        step = "." + (field->getName().empty()
                          ? "capture" + std::to_string(field->getFieldIndex())
                          : field->getNameAsString());
      }
      collectFields(field->getType(), at, path + step, fields);
    }
  }

  /// The variable that `expr` reads, if it keeps its initial value.
  const VarDecl *getConstantVariable(const Expr *expr) {
    auto *ref = dyn_cast<DeclRefExpr>(expr);
    auto *variable = ref ? dyn_cast<VarDecl>(ref->getDecl()) : nullptr;
    if (!variable || isa<ParmVarDecl>(variable) ||
        !variable->getAnyInitializer() ||
        variable->getType().isVolatileQualified()) {
      return nullptr;
    }
    // Another source may change a global variable.
    bool isPrivate = variable->isLocalVarDecl() ||
                     variable->getFormalLinkage() == Linkage::Internal ||
                     variable->getType().isConstQualified();
    return isPrivate && !changed.isChanged(variable) ? variable : nullptr;
  }

  std::optional<int64_t> evaluateInt(const Expr *expr, int depth = 0) {
    if (depth > 16 || expr->isValueDependent()) {
      return std::nullopt;
    }
    Expr::EvalResult result;
    if (expr->EvaluateAsInt(result, context)) {
      return result.Val.getInt().getExtValue();
    }
    expr = expr->IgnoreParenImpCasts();
    if (auto *cast = dyn_cast<ExplicitCastExpr>(expr)) {
      return cast->getType()->isIntegerType()
                 ? evaluateInt(cast->getSubExpr(), depth + 1)
                 : std::nullopt;
    }
    if (!expr->getType()->isIntegerType()) {
      return std::nullopt;
    }
    if (const VarDecl *variable = getConstantVariable(expr)) {
      return evaluateInt(variable->getAnyInitializer(), depth + 1);
    }
    auto *binary = dyn_cast<BinaryOperator>(expr);
    if (!binary) {
      return std::nullopt;
    }
    auto lhs = evaluateInt(binary->getLHS(), depth + 1);
    auto rhs = evaluateInt(binary->getRHS(), depth + 1);
    if (!lhs || !rhs) {
      return std::nullopt;
    }
    switch (binary->getOpcode()) {
    case BO_Add:
      return *lhs + *rhs;
    case BO_Sub:
      return *lhs - *rhs;
    case BO_Mul:
      return *lhs * *rhs;
    case BO_Div:
      return *rhs > 0 && *lhs >= 0 ? std::optional(*lhs / *rhs) : std::nullopt;
    default:
      return std::nullopt;
    }
  }

  std::optional<std::array<int32_t, 3>> evaluateDim3(const Expr *expr,
                                                     int depth = 0) {
    expr = expr->IgnoreUnlessSpelledInSource();
    if (depth > 16) {
      return std::nullopt;
    }
    if (expr->getType()->isIntegerType()) {
      return makeBlock({evaluateInt(expr), 1, 1});
    }
    if (const VarDecl *variable = getConstantVariable(expr)) {
      return evaluateDim3(variable->getAnyInitializer(), depth + 1);
    }
    auto *construct = dyn_cast<CXXConstructExpr>(expr);
    if (auto *temporary = dyn_cast<CXXFunctionalCastExpr>(expr)) {
      return evaluateDim3(temporary->getSubExpr(), depth + 1);
    }
    if (!construct) {
      return std::nullopt;
    }
    if (construct->getConstructor()->isCopyOrMoveConstructor()) {
      return evaluateDim3(construct->getArg(0), depth + 1);
    }
    if (construct->getNumArgs() != 3) {
      return std::nullopt;
    }
    return makeBlock({evaluateInt(construct->getArg(0)),
                      evaluateInt(construct->getArg(1)),
                      evaluateInt(construct->getArg(2))});
  }

  static std::optional<std::array<int32_t, 3>>
  makeBlock(std::array<std::optional<int64_t>, 3> sizes) {
    std::array<int32_t, 3> block;
    for (int i = 0; i < 3; ++i) {
      if (!sizes[i] || *sizes[i] < 1 || *sizes[i] > 1024) {
        return std::nullopt;
      }
      block[i] = static_cast<int32_t>(*sizes[i]);
    }
    return block;
  }
};

/// True for the namespaces of the libraries that our headers provide.
bool isOfLibrary(const Decl *decl) {
  const auto *space = dyn_cast<NamespaceDecl>(decl);
  return space && (space->getName() == "cubeport" ||
                   space->getName() == "thrust" || space->getName() == "cub");
}

class LaunchCollector : public ASTConsumer {
public:
  explicit LaunchCollector(LaunchTable &table) : table(table) {}

  void HandleTranslationUnit(ASTContext &context) override {
    if (context.getDiagnostics().hasErrorOccurred()) {
      return;
    }
    // Only what the user wrote, and our own headers of CUDA's libraries: no
    // others launch anything.
    ChangedVariables changed;
    SmallVector<Decl *> decls;
    SourceManager &sources = context.getSourceManager();
    for (Decl *decl : context.getTranslationUnitDecl()->decls()) {
      if (!sources.isInSystemHeader(decl->getLocation()) ||
          isOfLibrary(decl)) {
        decls.push_back(decl);
      }
    }
    for (Decl *decl : decls) {
      changed.TraverseDecl(decl);
    }
    LaunchVisitor visitor(context, changed, table);
    for (Decl *decl : decls) {
      visitor.TraverseDecl(decl);
    }
    visitor.finish();
  }

private:
  LaunchTable &table;
};
} // namespace

std::unique_ptr<ASTConsumer>
cubeport::frontend::createLaunchCollector(LaunchTable &table) {
  return std::make_unique<LaunchCollector>(table);
}
