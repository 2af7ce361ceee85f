// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Why a kernel takes as long as it does, from the numbers alone.
#ifndef CUBEPORT_LIB_PROFILE_REMARKS_H
#define CUBEPORT_LIB_PROFILE_REMARKS_H

#include "lib/Profile/KernelText.h"
#include "lib/Profile/Launches.h"

namespace cubeport::profile {

struct Remark {
  /// A word for scripts, such as "short-copies".
  std::string cause;
  std::string kernel;
  CudaLine cuda;
  /// Place and statement of the emitted text, if one statement is meant.
  std::string emittedFile, statement;
  unsigned emittedLine = 0;
  /// Microseconds that could be won at most, over all launches. Two remarks
  /// may be about the same time.
  double lost = 0;
  double share = 0; ///< of the kernel's time
  std::string observed, advice;
};

/// Remarks on all kernels, what costs the most first.
std::vector<Remark> findRemarks(const Run &run, const KernelText &text);

} // namespace cubeport::profile

#endif
