// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What waits for memory, by time: a heap whose first place stays open until it
// is known what follows, since one request mostly leads to the next.
#ifndef CUBEPORT_TWIN_CLOCK_REQUESTQUEUE_H
#define CUBEPORT_TWIN_CLOCK_REQUESTQUEUE_H

#include "Hazards.h"

#include <cstdint>
#include <cstring>
#include <vector>

namespace cubeport::twin {

/// Memory's turn for the copy at the front of a pipe; of pipe S: the cores of a
/// block are free.
class Request {
public:
  /// Times are not negative: as bits, they have the same order.
  Request(double time, uint32_t core, Pipe pipe)
      : place(uint64_t(core) << 8 | static_cast<uint8_t>(pipe)) {
    std::memcpy(&bits, &time, sizeof(bits));
  }
  double time() const {
    double result;
    std::memcpy(&result, &bits, sizeof(result));
    return result;
  }
  uint32_t core() const { return static_cast<uint32_t>(place >> 8); }
  Pipe pipe() const { return static_cast<Pipe>(place & 0xff); }
  /// Without branches, which the host could not foresee.
  bool comesBefore(const Request &other) const {
    return (bits < other.bits) | ((bits == other.bits) & (place < other.place));
  }

private:
  uint64_t bits, place;
};

class RequestQueue {
public:
  bool empty() const { return heap.size() == size_t(isOpen); }
  void push(const Request &request) {
    if (isOpen) {
      isOpen = false;
      sink(request);
    } else {
      heap.push_back(request);
      rise(request);
    }
  }
  /// Takes out what comes first.
  Request pop() {
    close();
    isOpen = true;
    return heap.front();
  }

private:
  /// Nothing has followed: the last request takes the first place.
  void close() {
    if (isOpen) {
      isOpen = false;
      const Request last = heap.back();
      heap.pop_back();
      if (!heap.empty()) {
        sink(last);
      }
    }
  }
  /// Finds a place for `request` from the first one down.
  void sink(const Request &request) {
    Request *const places = heap.data();
    const size_t count = heap.size();
    size_t place = 0;
    for (size_t child = 1; child < count; child = arity * place + 1) {
      size_t least = child;
      const size_t end = child + arity < count ? child + arity : count;
      while (++child < end) {
        least = places[child].comesBefore(places[least]) ? child : least;
      }
      if (!places[least].comesBefore(request)) {
        break;
      }
      places[place] = places[least];
      place = least;
    }
    places[place] = request;
  }
  /// Finds a place for `request` from the last one up.
  void rise(const Request &request) {
    Request *const places = heap.data();
    size_t place = heap.size() - 1;
    while (place > 0 && request.comesBefore(places[(place - 1) / arity])) {
      places[place] = places[(place - 1) / arity];
      place = (place - 1) / arity;
    }
    places[place] = request;
  }

  static constexpr size_t arity = 4; ///< a line of the host's cache
  std::vector<Request> heap;
  bool isOpen = false; ///< the first place holds what was taken out
};

} // namespace cubeport::twin

#endif // CUBEPORT_TWIN_CLOCK_REQUESTQUEUE_H
