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

/// Throws a Fault with a printf-style message.
[[noreturn]] void fault(FaultCode code, Where where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// "file.asc:12", without directories.
std::string placeOf(Where where);

/// The whole report: message, kernel, core, source line, CUDA line if the
/// source names one in a comment ("// saxpy.cu:7").
std::string describe(const Fault &fault, const char *kernel, uint64_t core);

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_FAULT_H
