// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The emitted kernels as text: which CUDA line each line came from, and where
// buffers lie.
#ifndef CUBEPORT_LIB_PROFILE_KERNELTEXT_H
#define CUBEPORT_LIB_PROFILE_KERNELTEXT_H

#include "lib/Common/SourceDiagnostic.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>
#include <vector>

namespace cubeport::profile {

/// What the translation knows of a kernel.
struct KernelFacts {
  std::string function; ///< its name in the emitted text
  std::string name;     ///< in the CUDA source
  SourcePlace place;
  bool runsByThreads = false; ///< one by one, on the scalar unit of one core
  std::vector<SourceDiagnostic> remarks;
};

/// A line of a CUDA source and its text.
struct CudaLine {
  std::string file, text;
  unsigned line = 0; ///< 0: unknown
};

/// A buffer in the UB.
struct Buffer {
  std::string name, type;
  uint64_t address = 0, bytes = 0;
  /// Lines of the emitted text from its first to its last mention.
  unsigned firstLine = 0, lastLine = 0;
};

/// One kernel of the text.
struct KernelRange {
  unsigned firstLine = 0, lastLine = 0; ///< of its body
  std::vector<Buffer> buffers;
};

class KernelText {
public:
  /// `fileName` is how the twin names the text.
  KernelText(std::string fileName, llvm::StringRef text,
             std::vector<KernelFacts> facts);

  /// Facts of the kernel that the emitted text calls `function`, or nullptr.
  const KernelFacts *factsOf(llvm::StringRef function) const;
  /// The CUDA line that `line` of the emitted text came from; with line 0 if
  /// that is not known, as in routines of the support library.
  CudaLine cudaLineOf(llvm::StringRef file, unsigned line) const;
  /// The statement that starts at `line`, without its indentation.
  std::string statementAt(llvm::StringRef file, unsigned line) const;
  /// The nearest line to `line`, of the same CUDA line, on which the scalar
  /// unit touches the UB; `line` itself if there is none.
  unsigned findScalarAccess(llvm::StringRef file, unsigned line) const;
  const KernelRange *rangeOf(llvm::StringRef function) const;

private:
  void readLine(unsigned number, llvm::StringRef line);
  void readBuffer(unsigned number, llvm::StringRef line);

  std::string fileName;
  std::vector<std::string> lines;
  std::vector<CudaLine> origins; ///< by line of the emitted text
  std::vector<KernelFacts> facts;
  std::map<std::string, KernelRange> ranges;

  // While the text is read.
  std::string current, header;
  bool inHeader = false;
  CudaLine origin;
  std::map<std::string, uint64_t> constants;
};

} // namespace cubeport::profile

#endif
