// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ACL: device and host memory, copies and fills.
#include "AclRuntime.h"
#include "GlobalMemory.h"
#include "Launch.h"

#include <cstdlib>
#include <cstring>

using namespace cubeport::twin;

static aclError allocate(void **pointer, uint64_t size, bool managed) {
  if (!pointer || size == 0) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtMalloc of 0 bytes or without a result");
  }
  *pointer = GlobalMemory::instance().allocate(size, currentDevice(), managed);
  return *pointer ? ACL_SUCCESS
                  : failed(ACL_ERROR_RT_MEMORY_ALLOCATION,
                           "aclrtMalloc exceeds the memory of the device");
}

aclError aclrtMalloc(void **devPtr, size_t size, aclrtMemMallocPolicy) {
  return allocate(devPtr, size, false);
}

aclError aclrtMallocAlign32(void **devPtr, size_t size, aclrtMemMallocPolicy) {
  return allocate(devPtr, size, false);
}

aclError aclrtMallocCached(void **devPtr, size_t size, aclrtMemMallocPolicy) {
  return allocate(devPtr, size, false);
}

aclError aclrtMemAllocManaged(void **ptr, uint64_t size, uint32_t) {
  return allocate(ptr, size, true);
}

aclError aclrtFree(void *devPtr) {
  bool guardDamaged = false;
  if (!GlobalMemory::instance().release(devPtr, guardDamaged)) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtFree of a pointer that aclrtMalloc did not return");
  }
  if (guardDamaged) {
    reportFault("CP7034: host code wrote beside an allocation of device "
                "memory; found by aclrtFree\n");
  }
  return ACL_SUCCESS;
}

aclError aclrtMallocHost(void **hostPtr, size_t size) {
  if (!hostPtr || size == 0) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtMallocHost of 0 bytes or without a result");
  }
  *hostPtr = std::aligned_alloc(64, (size + 63) / 64 * 64);
  return *hostPtr ? ACL_SUCCESS
                  : failed(ACL_ERROR_RT_MEMORY_ALLOCATION,
                           "aclrtMallocHost exceeds the host's memory");
}

aclError aclrtFreeHost(void *hostPtr) {
  GlobalMemory::instance().unmap(hostPtr);
  std::free(hostPtr);
  return ACL_SUCCESS;
}

aclError aclrtHostRegister(void *ptr, uint64_t size, aclrtHostRegisterType,
                           void **devPtr) {
  if (!ptr || size == 0) {
    return failed(ACL_ERROR_RT_PARAM_INVALID, "aclrtHostRegister of no memory");
  }
  GlobalMemory::instance().map(ptr, size, currentDevice());
  if (devPtr) {
    *devPtr = ptr;
  }
  return ACL_SUCCESS;
}

aclError aclrtHostUnregister(void *ptr) {
  GlobalMemory::instance().unmap(ptr);
  return ACL_SUCCESS;
}

aclError aclrtHostGetDevicePointer(void *pHost, void **pDevice, uint32_t) {
  if (!pHost || !pDevice) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtHostGetDevicePointer without memory");
  }
  *pDevice = pHost;
  return ACL_SUCCESS;
}

aclError aclrtGetMemInfo(aclrtMemAttr, size_t *free, size_t *total) {
  if (!free || !total) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtGetMemInfo without a result");
  }
  *total = GlobalMemory::capacity();
  *free = *total - GlobalMemory::instance().bytesInUse(currentDevice());
  return ACL_SUCCESS;
}

/// True unless [address, address + bytes) begins in device memory and runs
/// out of its allocation, or must be device memory and is not.
static bool reaches(const void *address, size_t bytes, bool mustBeDevice) {
  Allocation allocation;
  const auto begin = reinterpret_cast<uint64_t>(address);
  if (!GlobalMemory::instance().find(begin, allocation)) {
    return !mustBeDevice;
  }
  return begin + bytes <= allocation.end;
}

static bool sourceIsDevice(aclrtMemcpyKind kind) {
  return kind == ACL_MEMCPY_DEVICE_TO_HOST ||
         kind == ACL_MEMCPY_DEVICE_TO_DEVICE ||
         kind == ACL_MEMCPY_INNER_DEVICE_TO_DEVICE ||
         kind == ACL_MEMCPY_INTER_DEVICE_TO_DEVICE;
}

static bool targetIsDevice(aclrtMemcpyKind kind) {
  return kind == ACL_MEMCPY_HOST_TO_DEVICE ||
         kind == ACL_MEMCPY_HOST_TO_BUF_TO_DEVICE ||
         kind == ACL_MEMCPY_DEVICE_TO_DEVICE ||
         kind == ACL_MEMCPY_INNER_DEVICE_TO_DEVICE ||
         kind == ACL_MEMCPY_INTER_DEVICE_TO_DEVICE;
}

aclError aclrtMemcpy(void *dst, size_t destMax, const void *src, size_t count,
                     aclrtMemcpyKind kind) {
  if (count == 0) {
    return ACL_SUCCESS;
  }
  if (!dst || !src || count > destMax) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtMemcpy of more bytes than the destination takes, or "
                  "without one");
  }
  if (!reaches(dst, count, targetIsDevice(kind)) ||
      !reaches(src, count, sourceIsDevice(kind))) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtMemcpy leaves its allocation of device memory, or "
                  "names a host address as one of the device");
  }
  std::memmove(dst, src, count);
  return ACL_SUCCESS;
}

aclError aclrtMemcpyAsync(void *dst, size_t destMax, const void *src,
                          size_t count, aclrtMemcpyKind kind, aclrtStream) {
  return aclrtMemcpy(dst, destMax, src, count, kind);
}

aclError aclrtMemcpy2d(void *dst, size_t dpitch, const void *src, size_t spitch,
                       size_t width, size_t height, aclrtMemcpyKind kind) {
  if (width > dpitch || width > spitch) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtMemcpy2d of rows wider than their pitch");
  }
  for (size_t row = 0; row < height; ++row) {
    const aclError error =
        aclrtMemcpy(static_cast<char *>(dst) + row * dpitch, width,
                    static_cast<const char *>(src) + row * spitch, width, kind);
    if (error != ACL_SUCCESS) {
      return error;
    }
  }
  return ACL_SUCCESS;
}

aclError aclrtMemcpy2dAsync(void *dst, size_t dpitch, const void *src,
                            size_t spitch, size_t width, size_t height,
                            aclrtMemcpyKind kind, aclrtStream) {
  return aclrtMemcpy2d(dst, dpitch, src, spitch, width, height, kind);
}

aclError aclrtMemset(void *devPtr, size_t maxCount, int32_t value,
                     size_t count) {
  if (!devPtr || count > maxCount || !reaches(devPtr, count, false)) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtMemset of more bytes than its memory has");
  }
  std::memset(devPtr, value, count);
  return ACL_SUCCESS;
}

aclError aclrtMemsetAsync(void *devPtr, size_t maxCount, int32_t value,
                          size_t count, aclrtStream) {
  return aclrtMemset(devPtr, maxCount, value, count);
}

aclError aclrtMemsetD32(void *ptr, size_t memSize, uint32_t value, size_t N) {
  if (!ptr || N * 4 > memSize || !reaches(ptr, N * 4, false)) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtMemsetD32 of more words than its memory has");
  }
  for (size_t word = 0; word < N; ++word) {
    std::memcpy(static_cast<char *>(ptr) + word * 4, &value, 4);
  }
  return ACL_SUCCESS;
}
