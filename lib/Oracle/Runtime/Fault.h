// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Errors of device code, worded like a compiler's.
#ifndef CUBEPORT_LIB_ORACLE_RUNTIME_FAULT_H
#define CUBEPORT_LIB_ORACLE_RUNTIME_FAULT_H

#include "lib/Oracle/Abi.h"

#include <string>
#include <vector>

namespace cubeport::oracle {

/// Something more about a fault, at a place of its own.
struct FaultNote {
  uint32_t site;
  std::string text;
};

/// A printf-style text.
std::string formatted(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/// The site of the running launch; null if there is none of that number.
const Site *findSite(uint32_t site);

/// "file.cu:12:3", or "an unknown place".
std::string describeSite(const Site *site);

/// Prints `code` with its message, place, notes and hint, and ends the
/// process with status 1.
[[noreturn]] void fault(const char *code, uint32_t site,
                        const std::string &message,
                        const std::vector<FaultNote> &notes = {});

/// The same for what is suspicious only; returns.
void warn(const char *code, uint32_t site, const std::string &message,
          const std::vector<FaultNote> &notes = {});

/// The same at a place that is no site.
[[noreturn]] void faultAt(const char *code, const Site &place,
                          const std::string &message);

/// Is called with the code before a fault ends the process.
void setFaultHandler(void (*handler)(const char *code,
                                     const std::string &message));

/// Reports stack overflows of this host thread, and what else the checks did
/// not catch, as faults.
void catchSignals();

/// Ends the process without running destructors of the program.
[[noreturn]] void stopProcess();

} // namespace cubeport::oracle

#endif
