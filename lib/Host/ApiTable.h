// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Look-up in the table of host calls, ApiTable.def.
#ifndef CUBEPORT_LIB_HOST_APITABLE_H
#define CUBEPORT_LIB_HOST_APITABLE_H

#include "llvm/ADT/StringRef.h"

namespace cubeport::host {

/// One name of the CUDA runtime and what stands in its place.
struct ApiEntry {
  llvm::StringRef replacement;
  /// A type: the 'struct' or 'enum' of CUDA's C spelling goes with it.
  bool isType;
};

/// The entry of `name`, or null.
const ApiEntry *findApi(llvm::StringRef name);

/// True if `name` is spelled like a function of the driver: cuInit.
bool isDriverFunction(llvm::StringRef name);

/// True if `name` is spelled like a name of the CUDA runtime, the driver or a
/// CUDA library: such a name may not be left in host code.
bool looksLikeCudaApi(llvm::StringRef name);

} // namespace cubeport::host

#endif
