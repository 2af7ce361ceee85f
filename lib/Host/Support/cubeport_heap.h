// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The memory behind malloc in kernels, and the limits of a device. Part of the
// support headers of a project written by cubeport.
#ifndef CUBEPORT_HEAP_H
#define CUBEPORT_HEAP_H

#include "cubeport_acl.h"

namespace cubeport {

enum DeviceLimit {
  kLimitStackSize = 0,
  kLimitPrintfFifoSize = 1,
  kLimitMallocHeapSize = 2,
  kLimitDevRuntimeSyncDepth = 3,
  kLimitDevRuntimePendingLaunchCount = 4,
  kLimitMaxL2FetchGranularity = 5,
  kLimitPersistingL2CacheSize = 6,
};

/// The heap of each device, made when a kernel that allocates is first
/// launched. The kernels' malloc knows what the first words mean.
class DeviceHeap {
public:
  static DeviceHeap &get() {
    static DeviceHeap heap;
    return heap;
  }

  /// Its address on the current device, null if there is no memory for it.
  void *address() {
    int device = 0;
    if (getDevice(&device) != ACL_SUCCESS) {
      return nullptr;
    }
    std::lock_guard<std::mutex> lock(mutex);
    Heap &heap = heaps[device];
    if (heap.place == nullptr) {
      make(heap);
    }
    return heap.place;
  }

  size_t limit(int device) {
    std::lock_guard<std::mutex> lock(mutex);
    return heaps[device].limit;
  }

  /// Fails once the heap is in use, as in CUDA.
  aclError setLimit(int device, size_t bytes) {
    std::lock_guard<std::mutex> lock(mutex);
    if (heaps[device].place != nullptr) {
      return ACL_ERROR_RT_PARAM_INVALID;
    }
    heaps[device].limit = bytes;
    return ACL_SUCCESS;
  }

  /// Forgets all blocks of a device.
  aclError reset(int device) {
    std::lock_guard<std::mutex> lock(mutex);
    void *place = heaps[device].place;
    heaps[device] = {};
    return place ? aclrtFree(place) : ACL_SUCCESS;
  }

private:
  struct Heap {
    void *place = nullptr;
    size_t limit = 8 << 20;
  };
  std::map<int, Heap> heaps;
  std::mutex mutex;

  static void make(Heap &heap) {
    constexpr uint64_t kUnit = 16, kFirstUnit = 128, kWords = 2 * kFirstUnit;
    // Sizes are rounded up by at most an eighth; freed blocks stay apart.
    uint64_t most = heap.limit / kUnit;
    uint64_t units = kFirstUnit + most + most / 4 + 4096;
    const uint64_t words[kWords] = {most, units, 0, kFirstUnit};
    aclError status =
        aclrtMalloc(&heap.place, units * kUnit, ACL_MEM_MALLOC_HUGE_FIRST);
    if (status == ACL_SUCCESS) {
      status = aclrtMemcpy(heap.place, sizeof(words), words, sizeof(words),
                           ACL_MEMCPY_HOST_TO_DEVICE);
    }
    detail::note(status);
  }
};

namespace detail {
/// Limits that nothing hangs on: stacks and texts have what they need.
inline size_t *findPlainLimit(DeviceLimit limit) {
  static size_t stack = 1024, texts = 1 << 20;
  return limit == kLimitStackSize        ? &stack
         : limit == kLimitPrintfFifoSize ? &texts
                                         : nullptr;
}
} // namespace detail

inline aclError setDeviceLimit(DeviceLimit limit, size_t value) {
  int device = 0;
  aclError status = getDevice(&device);
  if (status == ACL_SUCCESS && limit == kLimitMallocHeapSize) {
    status = DeviceHeap::get().setLimit(device, value);
  } else if (status == ACL_SUCCESS) {
    size_t *plain = detail::findPlainLimit(limit);
    status = plain ? ACL_SUCCESS : ACL_ERROR_RT_FEATURE_NOT_SUPPORT;
    if (plain) {
      *plain = value;
    }
  }
  return detail::note(status);
}

inline aclError getDeviceLimit(size_t *value, DeviceLimit limit) {
  int device = 0;
  aclError status = getDevice(&device);
  if (status == ACL_SUCCESS && limit == kLimitMallocHeapSize) {
    *value = DeviceHeap::get().limit(device);
  } else if (status == ACL_SUCCESS) {
    size_t *plain = detail::findPlainLimit(limit);
    status = plain ? ACL_SUCCESS : ACL_ERROR_RT_FEATURE_NOT_SUPPORT;
    if (plain) {
      *value = *plain;
    }
  }
  return detail::note(status);
}

inline aclError resetDevice() {
  int device = 0;
  aclError status = synchronizeDevice();
  if (status == ACL_SUCCESS && getDevice(&device) == ACL_SUCCESS) {
    status = DeviceHeap::get().reset(device);
  }
  return detail::note(status);
}

} // namespace cubeport

#endif
