// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How the host half names things of Clang's. Internal to lib/Host.
#ifndef CUBEPORT_LIB_HOST_TEMPLATEARGS_H
#define CUBEPORT_LIB_HOST_TEMPLATEARGS_H

#include "lib/Host/Scan.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Mangle.h"
#include <map>
#include <string>
#include <vector>

namespace cubeport::host {

/// Enters how `instance` is told from the other instances of its template, by
/// conditions in terms of the template's own parameters.
void describeInstance(clang::FunctionTemplateDecl *pattern,
                      clang::FunctionDecl *instance, clang::ASTContext &context,
                      clang::MangleContext &mangler, KernelInstance &fact);

/// The scalars of each parameter of a kernel.
std::vector<std::map<std::string, ScalarFact>>
collectScalars(clang::FunctionDecl *kernel, clang::ASTContext &context);

/// Enters the names that a declaration of our CUDA headers introduces.
void noteCudaNames(Scan &scan, clang::Decl *decl);

} // namespace cubeport::host

#endif
