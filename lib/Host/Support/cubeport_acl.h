// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a ported CUDA host program needs beside ACL: the calls whose meaning
// differs between the two runtimes. Calls that mean the same are plain ACL in
// the program itself. Part of the support headers of a project written by
// cubeport.
//
// The differences bridged here:
// - CUDA starts the runtime at the first call, ACL wants aclInit() and a
//   device per host thread.
// - CUDA's default stream and the streams made by cudaStreamCreate wait for
//   each other; ACL's streams never do.
// - cudaMemcpy waits for the default stream; aclrtMemcpy waits for nothing.
// - Copies of no bytes, and freeing null, succeed in CUDA.
// - A launch that is out of limits leaves an error for cudaGetLastError.
#ifndef CUBEPORT_ACL_H
#define CUBEPORT_ACL_H

#include "acl/acl.h"
#include "cubeport_acl_capture.h"
#include "cubeport_types.h"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

/// The CUDA version whose runtime behaviour the helpers follow.
#define CUBEPORT_CUDA_VERSION 12000

/// Host code may name it in an alias or a using directive; what it holds is for
/// kernels only.
namespace cooperative_groups {}

namespace cubeport {

// CUDA errors that have no code in ACL.
constexpr aclError kErrorInvalidConfiguration = 1000009;
constexpr aclError kErrorInvalidPitchValue = 1000012;
constexpr aclError kErrorInvalidHostPointer = 1000016;
constexpr aclError kErrorInvalidDevicePointer = 1000017;
constexpr aclError kErrorInvalidMemcpyDirection = 1000021;
constexpr aclError kErrorNotReady = 1000600;
constexpr aclError kErrorIllegalAddress = 1000700;
constexpr aclError kErrorLaunchOutOfResources = 1000701;
// Those of the driver API alone.
constexpr aclError kErrorDeinitialized = 1000004;
constexpr aclError kErrorInvalidImage = 1000200;
constexpr aclError kErrorInvalidContext = 1000201;
constexpr aclError kErrorFileNotFound = 1000301;
constexpr aclError kErrorNotFound = 1000500;

// Flags of CUDA calls; ACL has one behaviour where CUDA has a choice.
constexpr unsigned int kStreamDefault = 0, kStreamNonBlocking = 1;
constexpr unsigned int kEventDefault = 0, kEventBlockingSync = 1,
                       kEventDisableTiming = 2;
constexpr unsigned int kHostAllocDefault = 0, kHostAllocPortable = 1,
                       kHostAllocMapped = 2, kHostAllocWriteCombined = 4;
constexpr unsigned int kHostRegisterDefault = 0, kHostRegisterPortable = 1,
                       kHostRegisterMapped = 2;
constexpr unsigned int kMemAttachGlobal = 1, kMemAttachHost = 2;
constexpr unsigned int kDeviceScheduleAuto = 0, kDeviceScheduleSpin = 1,
                       kDeviceScheduleYield = 2,
                       kDeviceScheduleBlockingSync = 4, kDeviceMapHost = 8;

namespace detail {

/// The last error of this host thread, as cudaGetLastError() reports it.
inline thread_local aclError lastError = ACL_SUCCESS;

/// Remembers an error for getLastError() and hands it on.
inline aclError note(aclError error) {
  if (error != ACL_SUCCESS) {
    lastError = error;
  }
  return error;
}

/// ACL for the whole process: started at first use, ended at exit.
struct Runtime {
  aclError status = aclInit(nullptr);
  static Runtime &get() {
    static Runtime runtime;
    return runtime;
  }
};

/// Gives this host thread a device, device 0 unless setDevice() came first.
inline aclError ready(int32_t device = -1) {
  thread_local int32_t current = -1;
  aclError status = Runtime::get().status;
  if (status != ACL_SUCCESS || (device < 0 && current >= 0)) {
    return status;
  }
  device = device < 0 ? 0 : device;
  status = aclrtSetDevice(device);
  if (status == ACL_SUCCESS) {
    current = device;
  }
  return status;
}

/// Orders the default stream against the streams that CUDA lets wait for it.
class StreamOrder {
public:
  static StreamOrder &get() {
    static StreamOrder order;
    return order;
  }

  void add(aclrtStream stream) {
    std::lock_guard<std::mutex> lock(mutex);
    aclrtEvent event = nullptr;
    aclrtCreateEventExWithFlag(&event, ACL_EVENT_SYNC);
    streams[stream] = {event, false, false};
  }

  void remove(aclrtStream stream) {
    std::lock_guard<std::mutex> lock(mutex);
    auto it = streams.find(stream);
    if (it != streams.end()) {
      aclrtDestroyEvent(it->second.event);
      streams.erase(it);
    }
  }

  /// To be called before work is given to `stream`.
  void beforeWork(aclrtStream stream) {
    std::lock_guard<std::mutex> lock(mutex);
    if (streams.empty()) {
      return;
    }
    if (stream == nullptr) {
      for (auto &[other, state] : streams) {
        if (state.hasWork) {
          aclrtRecordEvent(state.event, other);
          aclrtStreamWaitEvent(nullptr, state.event);
        }
        state = {state.event, false, true};
      }
      return;
    }
    auto it = streams.find(stream);
    if (it == streams.end()) {
      return;
    }
    if (it->second.behindDefault) {
      aclrtRecordEvent(it->second.event, nullptr);
      aclrtStreamWaitEvent(stream, it->second.event);
    }
    it->second.behindDefault = false;
    it->second.hasWork = true;
  }

private:
  struct State {
    aclrtEvent event;
    bool hasWork;       // the default stream has not waited for its work
    bool behindDefault; // it has not waited for the default stream's work
  };
  std::mutex mutex;
  std::map<aclrtStream, State> streams;
};

/// Readies the thread and orders `stream` before work is given to it.
inline aclError beforeWork(aclrtStream stream) {
  aclError status = ready();
  if (status == ACL_SUCCESS) {
    StreamOrder::get().beforeWork(stream);
  }
  return status;
}

/// Waits as a blocking call on the default stream does.
inline aclError waitForDefaultStream() {
  aclError status = beforeWork(nullptr);
  return status == ACL_SUCCESS ? aclrtSynchronizeStream(nullptr) : status;
}

/// Host memory that copies may use without staging.
class PinnedMemory {
public:
  static PinnedMemory &get() {
    static PinnedMemory memory;
    return memory;
  }
  void add(const void *start, size_t size) {
    std::lock_guard<std::mutex> lock(mutex);
    ranges[(uintptr_t)start] = size;
  }
  void remove(const void *start) {
    std::lock_guard<std::mutex> lock(mutex);
    ranges.erase((uintptr_t)start);
  }
  bool contains(const void *start, size_t size) {
    std::lock_guard<std::mutex> lock(mutex);
    auto it = ranges.upper_bound((uintptr_t)start);
    if (it == ranges.begin()) {
      return false;
    }
    --it;
    return (uintptr_t)start + size <= it->first + it->second;
  }

private:
  std::mutex mutex;
  std::map<uintptr_t, size_t> ranges;
};

} // namespace detail

// Devices.

inline aclError setDevice(int device) {
  return detail::note(device < 0 ? ACL_ERROR_RT_INVALID_DEVICEID
                                 : detail::ready(device));
}

inline aclError getDevice(int *device) {
  aclError status = detail::ready();
  int32_t current = 0;
  if (status == ACL_SUCCESS) {
    status = aclrtGetDevice(&current);
  }
  *device = current;
  return detail::note(status);
}

inline aclError getDeviceCount(int *count) {
  uint32_t found = 0;
  aclError status = detail::Runtime::get().status;
  if (status == ACL_SUCCESS) {
    status = aclrtGetDeviceCount(&found);
  }
  *count = (int)found;
  return detail::note(status);
}

inline aclError synchronizeDevice() {
  aclError status = detail::ready();
  return detail::note(status == ACL_SUCCESS ? aclrtSynchronizeDevice()
                                            : status);
}

/// CUDA frees what the device holds; memory of this process is freed by ACL
/// at exit, so a program can rely on waiting, and on a new heap for kernels.
inline aclError resetDevice();

/// How the host waits is ACL's own choice; only the flags are checked.
inline aclError setDeviceFlags(unsigned int flags) {
  return detail::note(flags > 0x1f ? ACL_ERROR_RT_PARAM_INVALID
                                   : detail::ready());
}

inline aclError getMemInfo(size_t *free, size_t *total) {
  aclError status = detail::ready();
  return detail::note(status == ACL_SUCCESS
                          ? aclrtGetMemInfo(ACL_HBM_MEM, free, total)
                          : status);
}

inline aclError getVersion(int *version) {
  *version = CUBEPORT_CUDA_VERSION;
  return ACL_SUCCESS;
}

/// Marks for a profiler that is attached from outside, as msprof is; without
/// one they do nothing, as in CUDA.
inline aclError startProfiler() { return ACL_SUCCESS; }
inline aclError stopProfiler() { return ACL_SUCCESS; }

// Errors.

inline aclError getLastError() {
  aclError fromAcl = aclrtGetLastError(ACL_RT_THREAD_LEVEL);
  aclError error = detail::lastError;
  detail::lastError = ACL_SUCCESS;
  return error != ACL_SUCCESS ? error : fromAcl;
}

inline aclError peekAtLastError() {
  return detail::lastError != ACL_SUCCESS
             ? detail::lastError
             : aclrtPeekAtLastError(ACL_RT_THREAD_LEVEL);
}

namespace detail {
struct ErrorText {
  aclError code;
  const char *name, *text;
};
inline const ErrorText *findErrorText(aclError error) {
  static const ErrorText table[] = {
      {ACL_SUCCESS, "ACL_SUCCESS", "no error"},
      {ACL_ERROR_RT_PARAM_INVALID, "ACL_ERROR_RT_PARAM_INVALID",
       "invalid argument"},
      {ACL_ERROR_RT_INVALID_DEVICEID, "ACL_ERROR_RT_INVALID_DEVICEID",
       "invalid device ordinal"},
      {ACL_ERROR_RT_INVALID_HANDLE, "ACL_ERROR_RT_INVALID_HANDLE",
       "invalid resource handle"},
      {ACL_ERROR_RT_MEMORY_ALLOCATION, "ACL_ERROR_RT_MEMORY_ALLOCATION",
       "out of memory"},
      {ACL_ERROR_RT_FEATURE_NOT_SUPPORT, "ACL_ERROR_RT_FEATURE_NOT_SUPPORT",
       "operation not supported"},
      {ACL_ERROR_RT_NO_DEVICE, "ACL_ERROR_RT_NO_DEVICE",
       "no NPU device is detected"},
      {ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, "ACL_ERROR_RT_VECTOR_CORE_EXCEPTION",
       "unspecified launch failure"},
      {ACL_ERROR_RT_VECTOR_CORE_TIMEOUT, "ACL_ERROR_RT_VECTOR_CORE_TIMEOUT",
       "the launch timed out and was terminated"},
      {ACL_ERROR_RT_INTERNAL_ERROR, "ACL_ERROR_RT_INTERNAL_ERROR",
       "unknown error"},
      {kErrorInvalidConfiguration, "kErrorInvalidConfiguration",
       "invalid configuration argument"},
      {kErrorInvalidPitchValue, "kErrorInvalidPitchValue",
       "invalid pitch argument"},
      {kErrorInvalidHostPointer, "kErrorInvalidHostPointer",
       "invalid host pointer"},
      {kErrorInvalidDevicePointer, "kErrorInvalidDevicePointer",
       "invalid device pointer"},
      {kErrorInvalidMemcpyDirection, "kErrorInvalidMemcpyDirection",
       "invalid copy direction for memcpy"},
      {kErrorNotReady, "kErrorNotReady", "device not ready"},
      {kErrorDeinitialized, "kErrorDeinitialized", "driver shutting down"},
      {kErrorInvalidImage, "kErrorInvalidImage",
       "device kernel image is invalid"},
      {kErrorInvalidContext, "kErrorInvalidContext", "invalid device context"},
      {kErrorFileNotFound, "kErrorFileNotFound", "file not found"},
      {kErrorNotFound, "kErrorNotFound", "named symbol not found"},
      {kErrorIllegalAddress, "kErrorIllegalAddress",
       "an illegal memory access was encountered"},
      {kErrorLaunchOutOfResources, "kErrorLaunchOutOfResources",
       "too many resources requested for launch"},
  };
  for (const ErrorText &entry : table) {
    if (entry.code == error) {
      return &entry;
    }
  }
  return nullptr;
}
} // namespace detail

inline const char *errorName(aclError error) {
  const detail::ErrorText *entry = detail::findErrorText(error);
  return entry ? entry->name : "unrecognized error code";
}

inline const char *errorString(aclError error) {
  if (const detail::ErrorText *entry = detail::findErrorText(error)) {
    return entry->text;
  }
  const char *recent = aclGetRecentErrMsg();
  return recent ? recent : "unrecognized error code";
}

// Memory.

template <class T> aclError malloc(T **pointer, size_t size) {
  *pointer = nullptr;
  aclError status = detail::ready();
  if (status != ACL_SUCCESS || size == 0) {
    return detail::note(status);
  }
  return detail::note(
      aclrtMalloc((void **)pointer, size, ACL_MEM_MALLOC_HUGE_FIRST));
}

/// Rows start at multiples of 512 bytes, one line of the L2 cache.
template <class T>
aclError mallocPitch(T **pointer, size_t *pitch, size_t width, size_t height) {
  *pitch = (width + 511) / 512 * 512;
  return malloc(pointer, *pitch * height);
}

template <class T>
aclError mallocManaged(T **pointer, size_t size,
                       unsigned int flags = kMemAttachGlobal) {
  (void)flags; // ACL attaches managed memory to every stream
  aclError status = detail::ready();
  if (status != ACL_SUCCESS || size == 0) {
    return detail::note(size ? status : ACL_ERROR_RT_PARAM_INVALID);
  }
  return detail::note(aclrtMemAllocManaged((void **)pointer, size, 0));
}

/// Pinned memory; the device reaches it if it is mapped.
template <class T>
aclError mallocHost(T **pointer, size_t size, unsigned int flags = 0) {
  *pointer = nullptr;
  aclError status = detail::ready();
  if (status == ACL_SUCCESS && size != 0) {
    status = aclrtMallocHost((void **)pointer, size);
    if (status == ACL_SUCCESS) {
      detail::PinnedMemory::get().add(*pointer, size);
    }
    if (status == ACL_SUCCESS && (flags & kHostAllocMapped)) {
      void *onDevice = nullptr;
      status = aclrtHostRegister(*pointer, size, ACL_HOST_REGISTER_MAPPED,
                                 &onDevice);
    }
  }
  return detail::note(status);
}

/// Frees device or managed memory; waits for the device as cudaFree does.
inline aclError free(void *pointer) {
  aclError status = detail::ready();
  if (status != ACL_SUCCESS || pointer == nullptr) {
    return detail::note(status);
  }
  status = aclrtSynchronizeDevice();
  aclError freed = aclrtFree(pointer);
  return detail::note(status == ACL_SUCCESS ? freed : status);
}

inline aclError freeHost(void *pointer) {
  if (pointer == nullptr) {
    return ACL_SUCCESS;
  }
  aclError status = synchronizeDevice();
  detail::PinnedMemory::get().remove(pointer);
  aclError freed = aclrtFreeHost(pointer);
  return detail::note(status == ACL_SUCCESS ? freed : status);
}

inline aclError hostRegister(void *pointer, size_t size,
                             unsigned int flags = 0) {
  (void)flags; // registered memory is always mapped
  void *onDevice = nullptr;
  aclError status = detail::ready();
  if (status == ACL_SUCCESS) {
    status =
        aclrtHostRegister(pointer, size, ACL_HOST_REGISTER_MAPPED, &onDevice);
  }
  if (status == ACL_SUCCESS) {
    detail::PinnedMemory::get().add(pointer, size);
  }
  return detail::note(status);
}

inline aclError hostUnregister(void *pointer) {
  aclError status = synchronizeDevice();
  detail::PinnedMemory::get().remove(pointer);
  return detail::note(status == ACL_SUCCESS ? aclrtHostUnregister(pointer)
                                            : status);
}

template <class T>
aclError hostGetDevicePointer(T **onDevice, void *onHost, unsigned int flags) {
  return detail::note(
      aclrtHostGetDevicePointer(onHost, (void **)onDevice, flags));
}

inline aclError memcpy(void *dst, const void *src, size_t size,
                       aclrtMemcpyKind kind) {
  aclError status = detail::waitForDefaultStream();
  if (status != ACL_SUCCESS || size == 0) {
    return detail::note(status);
  }
  return detail::note(aclrtMemcpy(dst, size, src, size, kind));
}

inline aclError memcpyAsync(void *dst, const void *src, size_t size,
                            aclrtMemcpyKind kind,
                            aclrtStream stream = nullptr) {
  if (detail::Captures::get().take(stream, [=](aclrtStream other) {
        return memcpyAsync(dst, src, size, kind, other);
      })) {
    return ACL_SUCCESS;
  }
  aclError status = detail::beforeWork(stream);
  if (status != ACL_SUCCESS || size == 0) {
    return detail::note(status);
  }
  bool hostIsPinned = kind == ACL_MEMCPY_DEVICE_TO_DEVICE ||
                      detail::PinnedMemory::get().contains(
                          kind == ACL_MEMCPY_HOST_TO_DEVICE ? src : dst, size);
  if (hostIsPinned) {
    return detail::note(aclrtMemcpyAsync(dst, size, src, size, kind, stream));
  }
  // ACL copies asynchronously only from and to pinned host memory.
  status = aclrtSynchronizeStream(stream);
  return detail::note(
      status == ACL_SUCCESS ? aclrtMemcpy(dst, size, src, size, kind) : status);
}

inline aclError memcpy2D(void *dst, size_t dstPitch, const void *src,
                         size_t srcPitch, size_t width, size_t height,
                         aclrtMemcpyKind kind) {
  if (width > dstPitch || width > srcPitch) {
    return detail::note(kErrorInvalidPitchValue);
  }
  aclError status = detail::waitForDefaultStream();
  if (status != ACL_SUCCESS || width == 0 || height == 0) {
    return detail::note(status);
  }
  return detail::note(
      aclrtMemcpy2d(dst, dstPitch, src, srcPitch, width, height, kind));
}

inline aclError memset(void *dst, int value, size_t size) {
  aclError status = detail::waitForDefaultStream();
  if (status != ACL_SUCCESS || size == 0) {
    return detail::note(status);
  }
  return detail::note(aclrtMemset(dst, size, value, size));
}

inline aclError memsetAsync(void *dst, int value, size_t size,
                            aclrtStream stream = nullptr) {
  if (detail::Captures::get().take(stream, [=](aclrtStream other) {
        return memsetAsync(dst, value, size, other);
      })) {
    return ACL_SUCCESS;
  }
  aclError status = detail::beforeWork(stream);
  if (status != ACL_SUCCESS || size == 0) {
    return detail::note(status);
  }
  return detail::note(aclrtMemsetAsync(dst, size, value, size, stream));
}

// Streams and events.

inline aclError createStreamWithPriority(aclrtStream *stream,
                                         unsigned int flags, int priority) {
  aclError status = detail::ready();
  if (status == ACL_SUCCESS) {
    status = aclrtCreateStreamWithConfig(
        stream, priority < 0 ? 0 : (uint32_t)priority,
        ACL_STREAM_FAST_LAUNCH | ACL_STREAM_FAST_SYNC);
  }
  if (status == ACL_SUCCESS && !(flags & kStreamNonBlocking)) {
    detail::StreamOrder::get().add(*stream);
  }
  return detail::note(status);
}

inline aclError createStream(aclrtStream *stream,
                             unsigned int flags = kStreamDefault) {
  return createStreamWithPriority(stream, flags, 0);
}

/// CUDA lets the stream's work finish after the call.
inline aclError destroyStream(aclrtStream stream) {
  aclError status = aclrtSynchronizeStream(stream);
  detail::StreamOrder::get().remove(stream);
  aclError destroyed = aclrtDestroyStream(stream);
  return detail::note(status == ACL_SUCCESS ? destroyed : status);
}

inline aclError synchronizeStream(aclrtStream stream) {
  if (detail::Captures::get().isCapturing(stream)) {
    return detail::note(ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
  }
  aclError status = detail::ready();
  return detail::note(status == ACL_SUCCESS ? aclrtSynchronizeStream(stream)
                                            : status);
}

/// ACL_SUCCESS when all work is done, kErrorNotReady while it runs.
inline aclError queryStream(aclrtStream stream) {
  aclrtStreamStatus done = ACL_STREAM_STATUS_NOT_READY;
  aclError status = detail::ready();
  if (status == ACL_SUCCESS) {
    status = aclrtStreamQuery(stream, &done);
  }
  if (status == ACL_SUCCESS && done != ACL_STREAM_STATUS_COMPLETE) {
    return kErrorNotReady;
  }
  return detail::note(status);
}

inline aclError streamWaitEvent(aclrtStream stream, aclrtEvent event,
                                unsigned int flags = 0) {
  (void)flags; // CUDA defines none for ordinary programs
  if (detail::Captures::get().wait(stream, event)) {
    return ACL_SUCCESS;
  }
  aclError status = detail::beforeWork(stream);
  return detail::note(
      status == ACL_SUCCESS ? aclrtStreamWaitEvent(stream, event) : status);
}

inline aclError createEvent(aclrtEvent *event,
                            unsigned int flags = kEventDefault) {
  aclError status = detail::ready();
  uint32_t uses = ACL_EVENT_SYNC;
  if (!(flags & kEventDisableTiming)) {
    uses |= ACL_EVENT_TIME_LINE;
  }
  return detail::note(
      status == ACL_SUCCESS ? aclrtCreateEventExWithFlag(event, uses) : status);
}

inline aclError recordEvent(aclrtEvent event, aclrtStream stream = nullptr) {
  if (detail::Captures::get().record(event, stream)) {
    return ACL_SUCCESS;
  }
  aclError status = detail::beforeWork(stream);
  return detail::note(status == ACL_SUCCESS ? aclrtRecordEvent(event, stream)
                                            : status);
}

/// ACL_SUCCESS when the event has happened, kErrorNotReady before.
inline aclError queryEvent(aclrtEvent event) {
  aclrtEventRecordedStatus done = ACL_EVENT_RECORDED_STATUS_NOT_READY;
  aclError status = aclrtQueryEventStatus(event, &done);
  if (status == ACL_SUCCESS && done != ACL_EVENT_RECORDED_STATUS_COMPLETE) {
    return kErrorNotReady;
  }
  return detail::note(status);
}

inline aclError launchHostFunc(aclrtStream stream, void (*function)(void *),
                               void *data) {
  if (detail::Captures::get().take(stream, [=](aclrtStream other) {
        return launchHostFunc(other, function, data);
      })) {
    return ACL_SUCCESS;
  }
  aclError status = detail::beforeWork(stream);
  return detail::note(status == ACL_SUCCESS
                          ? aclrtLaunchHostFunc(stream, function, data)
                          : status);
}

// Variables in device memory.

/// A __device__ or __constant__ variable of type T: memory on each device,
/// made and given its first value when a launch or a copy first needs it.
template <class T> class DeviceSymbol {
public:
  DeviceSymbol() = default;
  explicit DeviceSymbol(const T &value)
      : initial((const char *)&value, (const char *)&value + sizeof(T)) {}
  DeviceSymbol(const DeviceSymbol &) = delete;

  static constexpr size_t size() { return sizeof(T); }

  /// Its address on the current device, null if there is no memory for it.
  void *address() {
    int device = 0;
    if (getDevice(&device) != ACL_SUCCESS) {
      return nullptr;
    }
    std::lock_guard<std::mutex> lock(mutex);
    void *&place = places[device];
    if (place == nullptr) {
      aclError status = detail::note(aclrtMalloc(&place, sizeof(T), kPolicy));
      if (status == ACL_SUCCESS && initial.empty()) {
        detail::note(aclrtMemset(place, sizeof(T), 0, sizeof(T)));
      } else if (status == ACL_SUCCESS) {
        detail::note(aclrtMemcpy(place, sizeof(T), initial.data(), sizeof(T),
                                 ACL_MEMCPY_HOST_TO_DEVICE));
      }
    }
    return place;
  }

private:
  static constexpr aclrtMemMallocPolicy kPolicy = ACL_MEM_MALLOC_HUGE_FIRST;
  std::vector<char> initial;
  std::map<int, void *> places;
  std::mutex mutex;
};

/// T, where its spelling may hold brackets.
template <class T> using TypeOf = T;

/// The memory of a __managed__ variable, which the host has a reference to.
template <class T> class ManagedSymbol {
public:
  ManagedSymbol() = default;
  explicit ManagedSymbol(const T &value)
      : initial((const char *)&value, (const char *)&value + sizeof(T)) {}
  ManagedSymbol(const ManagedSymbol &) = delete;

  static constexpr size_t size() { return sizeof(T); }
  void *address() {
    std::lock_guard<std::mutex> lock(mutex);
    if (place == nullptr && mallocManaged(&place, sizeof(T)) == ACL_SUCCESS) {
      std::memset(place, 0, sizeof(T));
      std::memcpy(place, initial.data(), initial.size());
    }
    return place;
  }
  T &value() {
    void *memory = address();
    if (memory == nullptr) {
      fprintf(stderr, "error: no memory for a managed variable\n");
      abort();
    }
    return *(T *)memory;
  }

private:
  std::vector<char> initial;
  void *place = nullptr;
  std::mutex mutex;
};

template <class Symbol>
aclError memcpyToSymbol(Symbol &symbol, const void *src, size_t size,
                        size_t offset = 0,
                        aclrtMemcpyKind kind = ACL_MEMCPY_HOST_TO_DEVICE) {
  if (offset > symbol.size() || size > symbol.size() - offset) {
    return detail::note(ACL_ERROR_RT_PARAM_INVALID);
  }
  return memcpy((char *)symbol.address() + offset, src, size, kind);
}

template <class Symbol>
aclError memcpyFromSymbol(void *dst, Symbol &symbol, size_t size,
                          size_t offset = 0,
                          aclrtMemcpyKind kind = ACL_MEMCPY_DEVICE_TO_HOST) {
  if (offset > symbol.size() || size > symbol.size() - offset) {
    return detail::note(ACL_ERROR_RT_PARAM_INVALID);
  }
  return memcpy(dst, (char *)symbol.address() + offset, size, kind);
}

template <class Symbol>
aclError memcpyToSymbolAsync(Symbol &symbol, const void *src, size_t size,
                             size_t offset, aclrtMemcpyKind kind,
                             aclrtStream stream = nullptr) {
  if (offset > symbol.size() || size > symbol.size() - offset) {
    return detail::note(ACL_ERROR_RT_PARAM_INVALID);
  }
  return memcpyAsync((char *)symbol.address() + offset, src, size, kind,
                     stream);
}

template <class Symbol>
aclError memcpyFromSymbolAsync(void *dst, Symbol &symbol, size_t size,
                               size_t offset, aclrtMemcpyKind kind,
                               aclrtStream stream = nullptr) {
  if (offset > symbol.size() || size > symbol.size() - offset) {
    return detail::note(ACL_ERROR_RT_PARAM_INVALID);
  }
  return memcpyAsync(dst, (char *)symbol.address() + offset, size, kind,
                     stream);
}

template <class T, class Symbol>
aclError getSymbolAddress(T **pointer, Symbol &symbol) {
  *pointer = (T *)symbol.address();
  return detail::note(*pointer ? ACL_SUCCESS : ACL_ERROR_RT_MEMORY_ALLOCATION);
}

template <class Symbol> aclError getSymbolSize(size_t *size, Symbol &symbol) {
  *size = symbol.size();
  return ACL_SUCCESS;
}

} // namespace cubeport

#include "cubeport_device.h"
#include "cubeport_heap.h"
#include "cubeport_launch.h"
#include "cubeport_acl_graphs.h"
#include "cubeport_acl_memory.h"
#include "cubeport_arrays.h"
#include "cubeport_textures.h"

#endif
