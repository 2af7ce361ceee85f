// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A violation of a rule of the chip, and how it is worded and reported.
#ifndef CUBEPORT_TWIN_FAULT_H
#define CUBEPORT_TWIN_FAULT_H

#include "twin/Machine.h"

#include <string>

namespace cubeport::twin {

enum class FaultCode : uint16_t {
#define TWIN_FAULT(CODE, NAME) NAME = CODE,
#include "TwinDiagnostics.def"
#undef TWIN_FAULT
};

/// Thrown by the checks; ends the core that caused it.
struct Fault {
  FaultCode code;
  std::string message;
  Where where;
};

/// Throws a Fault.
[[noreturn]] void throwFault(FaultCode code, Where where, std::string message);

/// A printf-style text.
std::string formatted(const char *format, ...);

/// Throws a Fault with a printf-style message. Formatting is a call of its
/// own and this function is inlined, since unwinding fails from a call that
/// does not return and takes arguments on the stack (seen with clang 22).
template <typename... Args>
[[noreturn, gnu::always_inline]] inline void
fault(FaultCode code, Where where, const char *format, Args... args) {
  throwFault(code, where, formatted(format, args...));
}

/// Whether a switch in the environment is on: set, and not to 0.
bool isSwitchedOn(const char *variable);

/// "file.asc:12", without directories.
std::string placeOf(Where where);

/// The whole report: message, kernel, core, source line, CUDA line if the
/// source names one in a comment ("// saxpy.cu:7").
std::string describe(const Fault &fault, const char *kernel, uint64_t core);

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_FAULT_H
