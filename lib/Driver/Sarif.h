// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Diagnostics in the form that code hosts and editors read.
#ifndef CUBEPORT_LIB_DRIVER_SARIF_H
#define CUBEPORT_LIB_DRIVER_SARIF_H

#include "lib/Common/SourceDiagnostic.h"

namespace cubeport::driver {

/// A log of one run in SARIF 2.1.0 (OASIS standard): a rule for each code that
/// came, a result for each diagnostic. Remarks have the level "note".
std::string printSarif(llvm::ArrayRef<SourceDiagnostic> diagnostics);

} // namespace cubeport::driver

#endif
