// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a kernel launch becomes on the twin; LaunchRewriter puts calls of
// `launch` in the place of `kernel<<<blocks, dynamicUb, stream>>>(args)`.
#ifndef CUBEPORT_ASCENDC_TWIN_LAUNCH_H
#define CUBEPORT_ASCENDC_TWIN_LAUNCH_H

#include "twin/Machine.h"

namespace cubeport {
namespace twin {

/// A literal 0 among the arguments of a launch.
struct Zero {
  template <typename T> operator T() const { return T(); }
};

/// The cores that one block of a kernel occupies.
struct KernelKind {
  uint8_t cubeCores = 0;
  uint8_t vectorCores = 1;
  bool autoSync = false; ///< compiled with --cce-auto-sync
  bool wholeUb = false;  ///< and with --cce-disable-asc-reserved-ubuf
};

/// Runs `body(context)` once per core of `blocks` blocks and returns when all
/// are done. A fault is reported and, unless asked otherwise by
/// CUBEPORT_TWIN_ON_ERROR, ends the process.
void launchErased(const char *kernel, KernelKind kind, uint64_t blocks,
                  void *stream, void (*body)(void *), void *context,
                  Where where);

/// `kernel` is called with copies of `args` on every core. The bytes of
/// dynamic UB do not matter here: a program places its tensors itself.
template <typename Kernel, typename... Args>
inline void launch(const char *name, KernelKind kind, Where where,
                   uint64_t blocks, uint64_t dynamicUbBytes, void *stream,
                   Kernel kernel, Args... args) {
  (void)dynamicUbBytes;
#ifdef CUBEPORT_TWIN_AUTO_SYNC
  kind.autoSync = true;
#endif
#ifdef CUBEPORT_TWIN_WHOLE_UB
  kind.wholeUb = true;
#endif
  auto body = [&] { kernel(args...); };
  launchErased(
      name, kind, blocks, stream,
      [](void *context) { (*static_cast<decltype(body) *>(context))(); }, &body,
      where);
}

} // namespace twin
} // namespace cubeport

#endif // CUBEPORT_ASCENDC_TWIN_LAUNCH_H
