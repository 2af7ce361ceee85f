// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What waits for memory, by time: a sorted list, since cores have few copies
// under way each, and what is new is mostly late.
#ifndef CUBEPORT_TWIN_CLOCK_REQUESTQUEUE_H
#define CUBEPORT_TWIN_CLOCK_REQUESTQUEUE_H

#include "Hazards.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cubeport::twin {

/// Memory's turn for the copy at the front of `pipe`; of pipe S: the cores of a
/// block are free.
struct Request {
  double time;
  uint32_t core;
  Pipe pipe;
  bool comesBefore(const Request &other) const {
    return time != other.time   ? time < other.time
           : core != other.core ? core < other.core
                                : pipe < other.pipe;
  }
};

class RequestQueue {
public:
  bool isEmpty() const { return first == last; }
  void push(const Request &request) {
    if (last == places.size()) {
      makeRoom();
    }
    Request *const begin = places.data() + first;
    Request *place = places.data() + last++;
    for (; place != begin && place[-1].time > request.time; --place) {
      *place = place[-1];
    }
    for (; place != begin && request.comesBefore(place[-1]); --place) {
      *place = place[-1];
    }
    *place = request;
  }
  /// Takes out what comes first.
  Request pop() { return places.data()[first++]; }
  /// The one that may come after `after` others, or nullptr.
  const Request *peek(size_t after) const {
    return after < last - first ? places.data() + first + after : nullptr;
  }

private:
  void makeRoom() {
    std::copy(places.begin() + first, places.end(), places.begin());
    last -= first;
    first = 0;
    if (last > places.size() / 2) {
      places.resize(2 * places.size());
    }
  }

  std::vector<Request> places = std::vector<Request>(256);
  size_t first = 0, last = 0; ///< what waits, in order, has these places
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_REQUESTQUEUE_H
