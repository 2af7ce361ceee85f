// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What verification found, by kernel, as a JSON file for `cubeport verify`.
#include "Fault.h"
#include "Verify.h"

#include <cstdio>
#include <cstdlib>
#include <deque>

using namespace cubeport::oracle;

namespace {
struct Report {
  std::deque<KernelRecord> kernels;
  std::string code, message;
};
} // namespace

static Report &theReport() {
  static auto *report = new Report;
  return *report;
}

KernelRecord &cubeport::oracle::findRecord(const VerifyLaunch &launch) {
  for (KernelRecord &record : theReport().kernels) {
    if (record.mangled == launch.mangled) {
      return record;
    }
  }
  KernelRecord record;
  record.kernel = launch.kernel;
  record.mangled = launch.mangled;
  record.refusal = launch.refusal ? launch.refusal : "";
  theReport().kernels.push_back(record);
  return theReport().kernels.back();
}

void cubeport::oracle::noteProblem(const std::string &code,
                                   const std::string &message) {
  theReport().code = code;
  theReport().message = message;
}

static std::string quoted(const std::string &text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 32) {
      result += formatted("\\u%04x", unsigned(c));
    } else {
      result += c;
    }
  }
  return result + "\"";
}

void cubeport::oracle::writeReport() {
  const char *path = std::getenv("CUBEPORT_VERIFY_REPORT");
  FILE *file = path ? std::fopen(path, "w") : nullptr;
  if (!file) {
    return;
  }
  std::string text = "{\n  \"kernels\": [";
  const char *separator = "\n";
  for (const KernelRecord &record : theReport().kernels) {
    text += separator;
    text +=
        "    {\"kernel\": " + quoted(record.kernel) +
        ", \"mangled\": " + quoted(record.mangled) +
        formatted(", \"launches\": %llu, \"passed_over\": %llu, "
                  "\"buffers\": %llu, "
                  "\"elements\": %llu, \"sensitive\": %llu, \"timed\": %llu, "
                  "\"ordered\": %llu, "
                  "\"worst_ulps\": %llu, "
                  "\"worst_relative\": %.3g, \"reassociated\": %s, ",
                  (unsigned long long)record.launches,
                  (unsigned long long)record.passedOver,
                  (unsigned long long)record.buffers,
                  (unsigned long long)record.elements,
                  (unsigned long long)record.sensitive,
                  (unsigned long long)record.timed,
                  (unsigned long long)record.ordered,
                  (unsigned long long)record.worstUlps, record.worstRelative,
                  record.isReassociated ? "true" : "false") +
        "\"on_twin\": " + (record.ranOnTwin ? "true" : "false") +
        ", \"refusal\": " + quoted(record.refusal) +
        ", \"verdict\": " + quoted(record.verdict) + "}";
    separator = ",\n";
  }
  text += "\n  ],\n  \"code\": " + quoted(theReport().code) +
          ",\n  \"message\": " + quoted(theReport().message) + "\n}\n";
  std::fputs(text.c_str(), file);
  std::fclose(file);
}
