// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Prints errors of device code as the compiler prints its own.
#include "Fault.h"
#include "Block.h"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

using namespace cubeport::oracle;

namespace {
struct Hint {
  const char *code, *text;
};
} // namespace

static const Hint hints[] = {
#define CUBEPORT_DIAGNOSTIC(code, severity, title, explanation, hint)          \
  {code, hint},
#include "lib/Common/Diagnostics.def"
#undef CUBEPORT_DIAGNOSTIC
};

static void (*faultHandler)(const char *, const std::string &) = nullptr;

void cubeport::oracle::setFaultHandler(void (*handler)(const char *,
                                                       const std::string &)) {
  faultHandler = handler;
}

std::string cubeport::oracle::formatted(const char *format, ...) {
  va_list args;
  va_start(args, format);
  va_list again;
  va_copy(again, args);
  std::string text(size_t(std::vsnprintf(nullptr, 0, format, args)), '\0');
  std::vsnprintf(&text[0], text.size() + 1, format, again);
  va_end(again);
  va_end(args);
  return text;
}

const Site *cubeport::oracle::findSite(uint32_t site) {
  const Launch *launch = thisWorker().launch;
  return launch && site < launch->module->siteCount
             ? &launch->module->sites[site]
             : nullptr;
}

std::string cubeport::oracle::describeSite(const Site *site) {
  if (!site || !site->line) {
    return "an unknown place";
  }
  return site->column
             ? formatted("%s:%u:%u", site->file, site->line, site->column)
             : formatted("%s:%u", site->file, site->line);
}

/// The source line and a caret below the column.
static std::string printSourceLine(const Site *site) {
  if (!site || !site->line) {
    return "";
  }
  std::ifstream file(site->file);
  std::string line;
  for (uint32_t number = 0; number < site->line; ++number) {
    if (!std::getline(file, line)) {
      return "";
    }
  }
  std::string text = formatted(" %4u | ", site->line) + line + "\n";
  if (site->column && site->column <= line.size() + 1) {
    text += "      | ";
    for (uint32_t at = 0; at + 1 < site->column; ++at) {
      text += line[at] == '\t' ? '\t' : ' ';
    }
    text += "^\n";
  }
  return text;
}

static std::string printPlace(const Site *site) {
  return site && site->line ? describeSite(site) + ": " : "cubeport: ";
}

/// "in kernel 'k', thread (1, 0, 0) of block (0, 0, 0)".
static std::string describeRunning() {
  const Launch *launch = thisWorker().launch;
  if (!launch) {
    return "";
  }
  std::string text = std::string("in kernel '") + launch->kernel->name + "'";
  if (cubeportOracleThread) {
    text += ", " + Block::describeThread(*cubeportOracleThread);
  }
  return "  " + text + "\n";
}

static std::string describe(const char *severity, const char *code,
                            const Site *site, const std::string &message,
                            const std::vector<FaultNote> &notes) {
  std::string text = printPlace(site) + severity + ": " + code + ": " +
                     message + "\n" + printSourceLine(site) +
                     describeRunning();
  for (const FaultNote &note : notes) {
    const Site *place = findSite(note.site);
    text += printPlace(place) + "note: " + note.text + "\n" +
            printSourceLine(place);
  }
  for (const Hint &hint : hints) {
    if (std::strcmp(hint.code, code) == 0) {
      text += std::string("  hint: ") + hint.text + "\n";
    }
  }
  return text;
}

void cubeport::oracle::stopProcess() {
  std::fflush(stdout);
  std::fflush(stderr);
  std::_Exit(1);
}

static void report(const char *code, const std::string &message,
                   const std::string &text) {
  // Of several threads with a fault, one speaks.
  static std::mutex *mutex = new std::mutex;
  mutex->lock();
  std::fflush(stdout);
  std::fputs(text.c_str(), stderr);
  if (faultHandler) {
    faultHandler(code, message);
  }
  stopProcess();
}

void cubeport::oracle::fault(const char *code, uint32_t site,
                             const std::string &message,
                             const std::vector<FaultNote> &notes) {
  report(code, message,
         describe("error", code, findSite(site), message, notes));
  __builtin_unreachable();
}

void cubeport::oracle::faultAt(const char *code, const Site &place,
                               const std::string &message) {
  report(code, message, describe("error", code, &place, message, {}));
  __builtin_unreachable();
}

void cubeport::oracle::warn(const char *code, uint32_t site,
                            const std::string &message,
                            const std::vector<FaultNote> &notes) {
  std::fflush(stdout);
  std::fputs(
      describe("warning", code, findSite(site), message, notes).c_str(),
      stderr);
}
