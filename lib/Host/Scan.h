// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The state of reading one source, shared by the scan of the preprocessor's
// events and the scan of the declarations. Internal to lib/Host.
#ifndef CUBEPORT_LIB_HOST_SCAN_H
#define CUBEPORT_LIB_HOST_SCAN_H

#include "lib/Host/Program.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseMap.h"

namespace clang {
class ASTContext;
}

namespace cubeport::host {

/// A byte of a user file.
struct ScanPlace {
  FileFacts *file;
  unsigned offset;
};

/// Reading one source.
class Scan {
public:
  Scan(Program &program, clang::SourceManager &sources,
       DiagnosticHandler onDiagnostic)
      : program(program), sources(sources), onDiagnostic(onDiagnostic) {}

  Program &program;
  clang::SourceManager &sources;
  /// The folder of our own CUDA headers, once the first was included.
  std::string cudaDir;
  /// What each inclusion of a user file skips.
  std::map<clang::FileID, std::vector<TextRange>> skipped;
  bool failed = false;

  /// The facts of a file of the user's, null for system headers.
  FileFacts *userFile(clang::FileID id);
  /// Where `loc` was written, if in a user file; in a macro's use, the use.
  std::optional<ScanPlace> place(clang::SourceLocation loc);
  /// The same for diagnostics, in any file.
  SourcePlace sourcePlace(clang::SourceLocation loc);
  bool isCudaHeader(clang::SourceLocation loc);
  /// True for our own headers that are rewritten like the user's: those of
  /// CUDA's libraries, which launch kernels.
  bool isLibraryHeader(llvm::StringRef name) const;
  void report(llvm::StringRef code, clang::SourceLocation loc,
              llvm::StringRef message);
  void nameHeader(const FileFacts &includer, const std::string &path,
                  llvm::StringRef searchPath, llvm::StringRef relativePath);
  /// Enters what the inclusions skip, when all are known.
  void finish();

private:
  DiagnosticHandler onDiagnostic;
  llvm::DenseMap<clang::FileID, FileFacts *> fileOfId;
};

/// Notes kernels, device functions and device variables.
void scanDeclarations(Scan &scan, clang::ASTContext &context);

} // namespace cubeport::host

#endif
