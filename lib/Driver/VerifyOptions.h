// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The options of `cubeport verify` and `cubeport run --on=oracle`.
#ifndef CUBEPORT_LIB_DRIVER_VERIFYOPTIONS_H
#define CUBEPORT_LIB_DRIVER_VERIFYOPTIONS_H

#include "lib/Driver/Options.h"

namespace cubeport::driver {

struct VerifyOptions {
  /// The options that all commands share.
  Options common;
  /// Bits of oracle::CheckFlags.
  uint32_t checks = 0;
  /// "rtol32=1e-5,...", as the runtime reads it.
  std::string numbers;
  /// The file of --json, empty: none.
  std::string json;
  /// For developers of the oracle: where its IR goes.
  std::string savedForm;
};

/// Parses the words behind the command. Returns false after errors were
/// printed.
bool parseVerifyOptions(llvm::ArrayRef<std::string> words,
                        VerifyOptions &options, DiagnosticPrinter &printer);

} // namespace cubeport::driver

#endif
