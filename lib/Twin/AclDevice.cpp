// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// ACL: start-up, devices, contexts and errors.
#include "AclRuntime.h"
#include "GlobalMemory.h"
#include "Launch.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <string>

using namespace cubeport::twin;

static std::mutex faultMutex;
static std::string faultReport;
static std::atomic<bool> faultPending{false};

static thread_local aclError lastError = ACL_SUCCESS;
static thread_local std::string lastMessage;
static thread_local int32_t device = 0;
static std::atomic<bool> initialised{false};

uint32_t cubeport::twin::numDevices() {
  static const uint32_t count = [] {
    const char *value = std::getenv("CUBEPORT_TWIN_DEVICES");
    return value ? static_cast<uint32_t>(std::max(1, std::atoi(value))) : 2u;
  }();
  return count;
}

int32_t cubeport::twin::currentDevice() { return device; }

aclError cubeport::twin::failed(aclError code, const char *what) {
  lastError = code;
  lastMessage = what;
  return code;
}

void cubeport::twin::recordKernelFault(const std::string &report) {
  std::lock_guard<std::mutex> lock(faultMutex);
  faultReport = report;
  faultPending = true;
}

aclError cubeport::twin::takeKernelFault() {
  if (!faultPending.exchange(false)) {
    return ACL_SUCCESS;
  }
  std::lock_guard<std::mutex> lock(faultMutex);
  return failed(ACL_ERROR_RT_VECTOR_CORE_EXCEPTION, faultReport.c_str());
}

/// Fewer cores than the chip's 48 make block loops go round more often.
static int64_t numVectorCores() {
  const char *value = std::getenv("CUBEPORT_TWIN_VECTOR_CORES");
  const int64_t asked = value ? std::atoi(value) : 0;
  return asked > 0 ? asked : 48;
}

static bool isDevice(int64_t id) {
  return id >= 0 && id < static_cast<int64_t>(numDevices());
}

float aclFloat16ToFloat(aclFloat16 value) { return floatOfHalf(value); }
aclFloat16 aclFloatToFloat16(float value) { return halfOfFloat(value); }

aclError aclInit(const char *) {
  if (initialised.exchange(true)) {
    return failed(ACL_ERROR_REPEAT_INITIALIZE,
                  "aclInit was called before; it works once per process");
  }
  return ACL_SUCCESS;
}

aclError aclFinalize() {
  if (!initialised.exchange(false)) {
    return failed(ACL_ERROR_UNINITIALIZE, "aclFinalize without aclInit");
  }
  return ACL_SUCCESS;
}

const char *aclGetRecentErrMsg() {
  static thread_local std::string message;
  message = lastMessage;
  lastMessage.clear();
  return message.empty() ? nullptr : message.c_str();
}

aclError aclrtGetLastError(aclrtLastErrLevel) {
  const aclError error = lastError;
  lastError = ACL_SUCCESS;
  return error;
}

aclError aclrtPeekAtLastError(aclrtLastErrLevel) { return lastError; }

aclError aclrtSetDevice(int32_t deviceId) {
  if (!isDevice(deviceId)) {
    return failed(ACL_ERROR_RT_INVALID_DEVICEID,
                  "aclrtSetDevice names a device that does not exist");
  }
  device = deviceId;
  return ACL_SUCCESS;
}

aclError aclrtGetDevice(int32_t *deviceId) {
  if (!deviceId) {
    return failed(ACL_ERROR_RT_PARAM_INVALID, "aclrtGetDevice(nullptr)");
  }
  *deviceId = device;
  return ACL_SUCCESS;
}

aclError aclrtResetDevice(int32_t deviceId) {
  if (!isDevice(deviceId)) {
    return failed(ACL_ERROR_RT_INVALID_DEVICEID,
                  "aclrtResetDevice names a device that does not exist");
  }
  return takeKernelFault();
}

aclError aclrtResetDeviceForce(int32_t deviceId) {
  return aclrtResetDevice(deviceId);
}

aclError aclrtGetDeviceCount(uint32_t *count) {
  if (!count) {
    return failed(ACL_ERROR_RT_PARAM_INVALID, "aclrtGetDeviceCount(nullptr)");
  }
  *count = numDevices();
  return ACL_SUCCESS;
}

aclError aclrtGetDeviceInfo(uint32_t deviceId, aclrtDevAttr attr,
                            int64_t *value) {
  if (!isDevice(deviceId) || !value) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtGetDeviceInfo names no device or no result");
  }
  switch (attr) { // 910B1
  case ACL_DEV_ATTR_AICPU_CORE_NUM:
    *value = 6;
    return ACL_SUCCESS;
  case ACL_DEV_ATTR_AICORE_CORE_NUM:
  case ACL_DEV_ATTR_CUBE_CORE_NUM:
    *value = 24;
    return ACL_SUCCESS;
  case ACL_DEV_ATTR_VECTOR_CORE_NUM:
    *value = numVectorCores();
    return ACL_SUCCESS;
  case ACL_DEV_ATTR_UBUF_PER_VECTOR_CORE:
    *value = 192 * 1024;
    return ACL_SUCCESS;
  case ACL_DEV_ATTR_MAX_BLOCK_PER_GRID:
    *value = 65535;
    return ACL_SUCCESS;
  case ACL_DEV_ATTR_TOTAL_GLOBAL_MEM_SIZE:
    *value = static_cast<int64_t>(GlobalMemory::capacity());
    return ACL_SUCCESS;
  case ACL_DEV_ATTR_L2_CACHE_SIZE:
    *value = 192ll << 20;
    return ACL_SUCCESS;
  case ACL_DEV_ATTR_IS_VIRTUAL:
    *value = 0;
    return ACL_SUCCESS;
  case ACL_DEV_ATTR_NPU_ARCH:
    *value = 2201;
    return ACL_SUCCESS;
  default:
    return failed(ACL_ERROR_RT_FEATURE_NOT_SUPPORT,
                  "aclrtGetDeviceInfo names an attribute this chip lacks");
  }
}

const char *aclrtGetSocName() { return "Ascend910B1"; }

aclError aclrtGetRunMode(aclrtRunMode *runMode) {
  if (!runMode) {
    return failed(ACL_ERROR_RT_PARAM_INVALID, "aclrtGetRunMode(nullptr)");
  }
  *runMode = ACL_HOST;
  return ACL_SUCCESS;
}

/// A context is its device: 1 + id, so that device 0 is not nullptr.
aclError aclrtCreateContext(aclrtContext *context, int32_t deviceId) {
  if (!context || !isDevice(deviceId)) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtCreateContext names no device or no result");
  }
  *context = reinterpret_cast<void *>(static_cast<intptr_t>(deviceId) + 1);
  device = deviceId;
  return ACL_SUCCESS;
}

aclError aclrtDestroyContext(aclrtContext context) {
  return context ? ACL_SUCCESS
                 : failed(ACL_ERROR_RT_CONTEXT_NULL,
                          "aclrtDestroyContext(nullptr)");
}

aclError aclrtSetCurrentContext(aclrtContext context) {
  if (!context) {
    return failed(ACL_ERROR_RT_CONTEXT_NULL, "aclrtSetCurrentContext(nullptr)");
  }
  return aclrtSetDevice(
      static_cast<int32_t>(reinterpret_cast<intptr_t>(context) - 1));
}

aclError aclrtGetCurrentContext(aclrtContext *context) {
  if (!context) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtGetCurrentContext(nullptr)");
  }
  *context = reinterpret_cast<void *>(static_cast<intptr_t>(device) + 1);
  return ACL_SUCCESS;
}

aclError aclrtSynchronizeDevice(void) { return takeKernelFault(); }

aclError aclrtSynchronizeDeviceWithTimeout(int32_t) {
  return takeKernelFault();
}

aclError aclrtDeviceCanAccessPeer(int32_t *canAccessPeer, int32_t deviceId,
                                  int32_t peerDeviceId) {
  if (!canAccessPeer || !isDevice(deviceId) || !isDevice(peerDeviceId)) {
    return failed(ACL_ERROR_RT_PARAM_INVALID,
                  "aclrtDeviceCanAccessPeer names no device or no result");
  }
  *canAccessPeer = deviceId != peerDeviceId;
  return ACL_SUCCESS;
}

aclError aclrtDeviceEnablePeerAccess(int32_t peerDeviceId, uint32_t) {
  return isDevice(peerDeviceId)
             ? ACL_SUCCESS
             : failed(ACL_ERROR_RT_INVALID_DEVICEID,
                      "aclrtDeviceEnablePeerAccess names a device that does "
                      "not exist");
}

aclError aclrtDeviceDisablePeerAccess(int32_t peerDeviceId) {
  return aclrtDeviceEnablePeerAccess(peerDeviceId, 0);
}
