// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// How constant texts of printf and assert reach MLIR: in the names of the
// functions that the import calls, as hexadecimal digits.
#ifndef CUBEPORT_LIB_FRONTEND_OUTPUT_H
#define CUBEPORT_LIB_FRONTEND_OUTPUT_H

#include "llvm/ADT/StringRef.h"

namespace cubeport::frontend {

/// "__cubeport_values.TYPES": printf with its format and its values.
inline constexpr llvm::StringLiteral kValuesPrefix = "__cubeport_values.";
/// "__cubeport_print.FORMAT.TYPES", called with the values.
inline constexpr llvm::StringLiteral kPrintPrefix = "__cubeport_print.";
/// "__cubeport_abort.MESSAGE", or
/// "__cubeport_abort.CONDITION.FILE.LINE.FUNCTION".
inline constexpr llvm::StringLiteral kAbortPrefix = "__cubeport_abort.";
/// "__cubeport_refused.CODE.TEXT": a construct that is known not to be
/// supported. The gate reports CODE and TEXT.
inline constexpr llvm::StringLiteral kRefusedPrefix = "__cubeport_refused.";

/// What cooperative_groups.h calls to wait for the grid.
inline constexpr llvm::StringLiteral kGridSync = "__cubeport_grid_sync";

} // namespace cubeport::frontend

#endif
