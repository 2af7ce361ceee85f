// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What our pages have in common: each is one file, needs no network and works
// on a phone.
#ifndef CUBEPORT_LIB_COMMON_HTML_H
#define CUBEPORT_LIB_COMMON_HTML_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace cubeport {

/// Text as it stands in an element or an attribute.
std::string escapeHtml(llvm::StringRef text);

/// All up to the start of the body; `style` follows the style that all pages
/// share.
std::string beginPage(llvm::StringRef title, llvm::StringRef style);

/// A number with what it counts below it.
std::string printTile(llvm::StringRef number, llvm::StringRef label);

} // namespace cubeport

#endif
