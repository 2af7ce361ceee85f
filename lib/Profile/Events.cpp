// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads a trace line by line: it may be much larger than what is wanted of it.
#include "lib/Profile/Events.h"
#include "llvm/Support/JSON.h"

using namespace cubeport;
using namespace cubeport::profile;
using llvm::StringRef;

/// The number behind "launch": without parsing all of the line.
static bool isChosen(StringRef line, const std::set<uint64_t> &launches) {
  auto [before, behind] = line.split("\"launch\":");
  uint64_t number;
  return !behind.consumeInteger(10, number) && launches.count(number);
}

static uint64_t countOf(const llvm::json::Object &object, StringRef key) {
  return uint64_t(object.getInteger(key).value_or(0));
}

ChosenEvents profile::readEvents(StringRef trace,
                                 const std::set<uint64_t> &launches) {
  ChosenEvents chosen;
  while (!trace.empty()) {
    StringRef line;
    std::tie(line, trace) = trace.split('\n');
    if (!isChosen(line, launches)) {
      continue;
    }
    llvm::Expected<llvm::json::Value> value =
        llvm::json::parse(line.rtrim(','));
    if (!value) {
      llvm::consumeError(value.takeError());
      continue;
    }
    const llvm::json::Object *object = value->getAsObject();
    const llvm::json::Object *args =
        object ? object->getObject("args") : nullptr;
    if (!args) {
      continue;
    }
    Event event;
    event.name = object->getString("name").value_or("").str();
    event.core = unsigned(countOf(*object, "pid"));
    event.pipe = unsigned(countOf(*object, "tid"));
    event.line = unsigned(countOf(*args, "line"));
    event.start = object->getNumber("ts").value_or(0);
    event.duration = object->getNumber("dur").value_or(0);
    chosen[countOf(*args, "launch")].push_back(std::move(event));
  }
  return chosen;
}
