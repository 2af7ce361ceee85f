// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The oracle's code of a program: an object file per source.
#ifndef CUBEPORT_LIB_DRIVER_BUILDORACLE_H
#define CUBEPORT_LIB_DRIVER_BUILDORACLE_H

#include "lib/Driver/VerifyOptions.h"

namespace cubeport::driver {

/// Object files for the oracle, and the library that they need. The files go
/// away with this object.
class OracleObjects {
public:
  OracleObjects() = default;
  ~OracleObjects();
  OracleObjects(const OracleObjects &) = delete;

  /// Compiles the device half of all sources. Diagnostics are kept, so that
  /// this can run beside the translation.
  bool build(const VerifyOptions &options);
  void printDiagnostics(DiagnosticPrinter &printer) const;
  /// What to link.
  const std::vector<std::string> &files() const { return objects; }

private:
  std::string folder;
  std::vector<std::string> objects;
  std::vector<SourceDiagnostic> diagnostics;
  std::string clangText;
};

} // namespace cubeport::driver

#endif
