// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Pointers to kernels whose type the source spells out. Internal to lib/Host.
#ifndef CUBEPORT_LIB_HOST_SCANKERNELPOINTERS_H
#define CUBEPORT_LIB_HOST_SCANKERNELPOINTERS_H

#include "lib/Host/Scan.h"
#include "clang/AST/Expr.h"
#include "clang/AST/TypeLoc.h"

#include <set>

namespace cubeport::host {

/// In the host half a kernel is a launch function, which takes the grid and
/// the block first: `void (*)(float *)` becomes
/// `void (*)(const cubeport::LaunchConfig &, float *)` where it is the type of
/// kernels that are used as values. A type that ordinary functions have as
/// well cannot change; there each use of a kernel is an error, CP6004.
class KernelPointers {
public:
  KernelPointers(Scan &scan, clang::ASTContext &context)
      : scan(scan), context(context) {}

  /// A function declares its type itself.
  void addFunction(const clang::FunctionDecl *function);
  /// A kernel as a value of CUDA's type.
  void addKernel(const clang::DeclRefExpr *mention);
  /// An ordinary function as a value, or a call through a pointer.
  void addOrdinary(clang::QualType function);
  /// To be called when all was visited.
  void finish();

private:
  Scan &scan;
  clang::ASTContext &context;
  std::set<clang::SourceLocation> declared;
  std::vector<clang::FunctionProtoTypeLoc> types;
  std::vector<const clang::DeclRefExpr *> kernels;
  std::set<const clang::Type *> ordinary;

  const clang::Type *plainType(clang::QualType function) const;
  void findTypes();
  bool change(const clang::Type *wanted);
  bool addParameter(clang::FunctionProtoTypeLoc type);
};

} // namespace cubeport::host

#endif
