// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How the host half names things of Clang's. Internal to lib/Host.
#ifndef CUBEPORT_LIB_HOST_TEMPLATEARGS_H
#define CUBEPORT_LIB_HOST_TEMPLATEARGS_H

#include "lib/Host/Scan.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include <optional>
#include <string>

namespace cubeport::host {

/// The C++ condition, in terms of the template's own parameters, that is true
/// for `instance` only; nothing if an argument has no name to write.
std::optional<std::string>
printInstanceCondition(clang::FunctionTemplateDecl *pattern,
                       clang::FunctionDecl *instance,
                       clang::ASTContext &context);

/// Enters the names that a declaration of our CUDA headers introduces.
void noteCudaNames(Scan &scan, clang::Decl *decl);

} // namespace cubeport::host

#endif
