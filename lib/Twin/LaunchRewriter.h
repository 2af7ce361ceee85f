// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Turns kernel launches of the `<<<>>>` form into calls of the twin.
#ifndef CUBEPORT_TWIN_LAUNCHREWRITER_H
#define CUBEPORT_TWIN_LAUNCHREWRITER_H

#include <string>

namespace cubeport::twin {

/// `source` with every `kernel<<<blocks, dynamicUb, stream>>>(args)` replaced
/// by a call that plain C++ understands. Lines keep their numbers. Comments,
/// string and character literals are left alone.
std::string rewriteLaunches(const std::string &source);

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_LAUNCHREWRITER_H
