// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Streams whose work is written down instead of done, for graphs. Part of the
// support headers of a project written by cubeport.
#ifndef CUBEPORT_ACL_CAPTURE_H
#define CUBEPORT_ACL_CAPTURE_H

#include "acl/acl.h"

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

namespace cubeport::detail {

/// Calls to be made again on another stream.
using CapturedCalls = std::vector<std::function<aclError(aclrtStream)>>;

class Captures {
public:
  static Captures &get() {
    static Captures captures;
    return captures;
  }

  bool begin(aclrtStream stream) {
    std::lock_guard<std::mutex> lock(mutex);
    bool isNew = streams.try_emplace(stream, new CapturedCalls).second;
    count = streams.size();
    return isNew && stream != nullptr;
  }
  /// Ends the capture of a stream and of those that joined it.
  CapturedCalls *end(aclrtStream stream) {
    std::lock_guard<std::mutex> lock(mutex);
    auto found = streams.find(stream);
    if (found == streams.end()) {
      return nullptr;
    }
    CapturedCalls *calls = found->second;
    auto drop = [calls](auto &map) {
      for (auto it = map.begin(); it != map.end();) {
        it = it->second == calls ? map.erase(it) : std::next(it);
      }
    };
    drop(streams);
    drop(events);
    count = streams.size();
    return calls;
  }
  bool isCapturing(aclrtStream stream) {
    if (count == 0) {
      return false;
    }
    std::lock_guard<std::mutex> lock(mutex);
    return streams.count(stream) != 0;
  }
  /// Writes a call down if the stream is captured; false if it is to be made.
  template <class Call> bool take(aclrtStream stream, Call call) {
    if (count == 0) {
      return false;
    }
    std::lock_guard<std::mutex> lock(mutex);
    auto found = streams.find(stream);
    if (found == streams.end()) {
      return false;
    }
    found->second->push_back(call);
    return true;
  }
  /// An event recorded in a capture brings the streams that wait for it in.
  bool record(aclrtEvent event, aclrtStream stream) {
    if (count == 0) {
      return false;
    }
    std::lock_guard<std::mutex> lock(mutex);
    auto found = streams.find(stream);
    if (found == streams.end()) {
      return false;
    }
    events[event] = found->second;
    return true;
  }
  bool wait(aclrtStream stream, aclrtEvent event) {
    if (count == 0) {
      return false;
    }
    std::lock_guard<std::mutex> lock(mutex);
    auto found = events.find(event);
    if (found == events.end()) {
      return false;
    }
    streams[stream] = found->second;
    count = streams.size();
    return true;
  }

private:
  std::mutex mutex;
  /// How many streams are captured: mostly none, which costs nothing.
  std::atomic<size_t> count{0};
  std::map<aclrtStream, CapturedCalls *> streams;
  std::map<aclrtEvent, CapturedCalls *> events;
};

} // namespace cubeport::detail

#endif
