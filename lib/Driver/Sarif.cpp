// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Writes SARIF.
#include "lib/Driver/Sarif.h"
#include "lib/Driver/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using namespace cubeport;
using namespace cubeport::driver;
using llvm::StringRef;
namespace json = llvm::json;

static StringRef levelOf(Severity severity) {
  return severity == Severity::Remark ? "note" : severityName(severity);
}

/// A path as a URI reference, relative if the path is.
static std::string makeUri(StringRef path) {
  std::string uri = llvm::sys::path::is_absolute(path) ? "file://" : "";
  for (unsigned char c : path) {
    if (llvm::isAlnum(c) || StringRef("/-._~+").contains(c)) {
      uri += char(c);
    } else {
      uri += "%" + llvm::utohexstr(c, /*LowerCase=*/false, /*Width=*/2);
    }
  }
  return uri;
}

static json::Object describe(const SourcePlace &place, StringRef message = "") {
  json::Object physical{
      {"artifactLocation", json::Object{{"uri", makeUri(place.file)}}}};
  if (place.line) {
    json::Object region{{"startLine", int64_t(place.line)}};
    if (place.column) {
      region["startColumn"] = int64_t(place.column);
    }
    physical["region"] = std::move(region);
  }
  json::Object location{{"physicalLocation", std::move(physical)}};
  if (!message.empty()) {
    location["message"] = json::Object{{"text", json::fixUTF8(message)}};
  }
  return location;
}

static json::Object describe(const DiagnosticInfo &info) {
  auto text = [](StringRef value) { return json::Object{{"text", value}}; };
  return json::Object{{"id", info.code},
                      {"shortDescription", text(info.title)},
                      {"fullDescription", text(info.explanation)},
                      {"help", text(info.hint)},
                      {"defaultConfiguration",
                       json::Object{{"level", levelOf(info.severity)}}}};
}

std::string driver::printSarif(llvm::ArrayRef<SourceDiagnostic> diagnostics) {
  json::Array rules, results;
  std::map<std::string, int64_t> indices;
  for (const SourceDiagnostic &one : diagnostics) {
    json::Object result{
        {"level", levelOf(one.severity)},
        {"message", json::Object{{"text", json::fixUTF8(one.message)}}}};
    if (const DiagnosticInfo *info = findDiagnostic(one.code)) {
      auto [entry, isNew] = indices.try_emplace(one.code, rules.size());
      if (isNew) {
        rules.push_back(describe(*info));
      }
      result["ruleId"] = one.code;
      result["ruleIndex"] = entry->second;
    }
    if (!one.place.file.empty()) {
      result["locations"] = json::Array{describe(one.place)};
    }
    json::Array related;
    for (const DiagnosticNote &note : one.notes) {
      if (!note.place.file.empty()) {
        related.push_back(describe(note.place, note.message));
      }
    }
    if (!related.empty()) {
      result["relatedLocations"] = std::move(related);
    }
    results.push_back(std::move(result));
  }
  json::Object tool{{"name", "cubeport"},
                    {"version", CUBEPORT_VERSION},
                    {"rules", std::move(rules)}};
  json::Object run{{"tool", json::Object{{"driver", std::move(tool)}}},
                   {"results", std::move(results)}};
  json::Value log =
      json::Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                   {"version", "2.1.0"},
                   {"runs", json::Array{std::move(run)}}};
  return llvm::formatv("{0:2}\n", log).str();
}
