// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What stands in for CUDA's driver API: numbers as device pointers, contexts,
// and modules, which are the kernels of this program. Part of the support
// headers of a project written by cubeport.
#ifndef CUBEPORT_DRIVER_H
#define CUBEPORT_DRIVER_H

#include "cubeport_acl.h"
#include "cubeport_acl_kernels.h"

#include <string>

namespace cubeport {

// Devices and contexts: a context is a device, as with the runtime's calls.

inline aclError initDriver(unsigned int flags) {
  return detail::note(flags ? ACL_ERROR_RT_PARAM_INVALID : detail::ready());
}

inline aclError findDevice(int *device, int ordinal) {
  int count = 0;
  aclError status = getDeviceCount(&count);
  if (status == ACL_SUCCESS && (ordinal < 0 || ordinal >= count)) {
    status = ACL_ERROR_RT_INVALID_DEVICEID;
  }
  *device = ordinal;
  return detail::note(status);
}

inline aclError getDeviceName(char *name, int length, int device) {
  DeviceProp prop;
  aclError status = getDeviceProperties(&prop, device);
  if (status == ACL_SUCCESS && length > 0) {
    snprintf(name, (size_t)length, "%s", prop.name);
  }
  return status;
}

inline aclError getDeviceMemory(size_t *bytes, int device) {
  DeviceProp prop;
  aclError status = getDeviceProperties(&prop, device);
  *bytes = prop.totalGlobalMem;
  return status;
}

inline aclError getComputeCapability(int *major, int *minor, int device) {
  DeviceProp prop;
  aclError status = getDeviceProperties(&prop, device);
  *major = prop.major;
  *minor = prop.minor;
  return status;
}

struct DriverContext {
  int device = 0;
};
using Context = DriverContext *;

namespace detail {
/// The contexts of this host thread; the last one is current.
inline std::vector<Context> &contexts() {
  static thread_local std::vector<Context> stack;
  return stack;
}
inline aclError useContext() {
  return contexts().empty() ? ACL_SUCCESS
                            : setDevice(contexts().back()->device);
}
} // namespace detail

inline aclError pushContext(Context context) {
  if (context == nullptr) {
    return detail::note(kErrorInvalidContext);
  }
  detail::contexts().push_back(context);
  return detail::useContext();
}
inline aclError popContext(Context *context) {
  if (detail::contexts().empty()) {
    return detail::note(kErrorInvalidContext);
  }
  if (context) {
    *context = detail::contexts().back();
  }
  detail::contexts().pop_back();
  return detail::useContext();
}
inline aclError setContext(Context context) {
  if (!detail::contexts().empty()) {
    detail::contexts().pop_back();
  }
  return context ? pushContext(context) : detail::useContext();
}
inline aclError getContext(Context *context) {
  *context = detail::contexts().empty() ? nullptr : detail::contexts().back();
  return ACL_SUCCESS;
}
inline aclError createContext(Context *context, unsigned int flags,
                              int device) {
  (void)flags; // how the host waits is ACL's own choice
  aclError status = setDevice(device);
  if (status != ACL_SUCCESS) {
    return status;
  }
  *context = new DriverContext{device};
  detail::contexts().push_back(*context);
  return ACL_SUCCESS;
}
inline aclError destroyContext(Context context) {
  std::vector<Context> &stack = detail::contexts();
  if (context == nullptr) {
    return detail::note(kErrorInvalidContext);
  }
  aclError status = synchronizeDevice();
  for (size_t i = stack.size(); i-- > 0;) {
    if (stack[i] == context) {
      stack.erase(stack.begin() + (std::ptrdiff_t)i);
    }
  }
  delete context;
  return status;
}
inline aclError retainPrimaryContext(Context *context, int device) {
  static std::map<int, DriverContext> primary;
  static std::mutex mutex;
  std::lock_guard<std::mutex> lock(mutex);
  *context = &primary[device];
  (*context)->device = device;
  return setDevice(device);
}
inline aclError releasePrimaryContext(int) { return ACL_SUCCESS; }

// Memory by numbers.

using DevicePointer = unsigned long long;

namespace detail {
inline void *address(DevicePointer pointer) {
  return (void *)(uintptr_t)pointer;
}
template <class Allocate>
aclError allocate(DevicePointer *pointer, Allocate allocate) {
  char *memory = nullptr;
  aclError status = allocate(&memory);
  *pointer = (DevicePointer)(uintptr_t)memory;
  return status;
}
} // namespace detail

inline aclError driverMalloc(DevicePointer *pointer, size_t size) {
  if (size == 0) {
    return detail::note(ACL_ERROR_RT_PARAM_INVALID);
  }
  return detail::allocate(pointer,
                          [&](char **memory) { return malloc(memory, size); });
}
inline aclError driverMallocManaged(DevicePointer *pointer, size_t size,
                                    unsigned int flags) {
  return detail::allocate(pointer, [&](char **memory) {
    return mallocManaged(memory, size, flags);
  });
}
inline aclError driverFree(DevicePointer pointer) {
  return free(detail::address(pointer));
}
inline aclError copyToDevice(DevicePointer to, const void *from, size_t size) {
  return memcpy(detail::address(to), from, size, ACL_MEMCPY_HOST_TO_DEVICE);
}
inline aclError copyToHost(void *to, DevicePointer from, size_t size) {
  return memcpy(to, detail::address(from), size, ACL_MEMCPY_DEVICE_TO_HOST);
}
inline aclError copyOnDevice(DevicePointer to, DevicePointer from,
                             size_t size) {
  return memcpy(detail::address(to), detail::address(from), size,
                ACL_MEMCPY_DEVICE_TO_DEVICE);
}
inline aclError copyToDeviceAsync(DevicePointer to, const void *from,
                                  size_t size, aclrtStream stream) {
  return memcpyAsync(detail::address(to), from, size,
                     ACL_MEMCPY_HOST_TO_DEVICE, stream);
}
inline aclError copyToHostAsync(void *to, DevicePointer from, size_t size,
                                aclrtStream stream) {
  return memcpyAsync(to, detail::address(from), size,
                     ACL_MEMCPY_DEVICE_TO_HOST, stream);
}
inline aclError copyOnDeviceAsync(DevicePointer to, DevicePointer from,
                                  size_t size, aclrtStream stream) {
  return memcpyAsync(detail::address(to), detail::address(from), size,
                     ACL_MEMCPY_DEVICE_TO_DEVICE, stream);
}
inline aclError fillBytes(DevicePointer to, unsigned char value, size_t count) {
  return memset(detail::address(to), value, count);
}
inline aclError fillBytesAsync(DevicePointer to, unsigned char value,
                               size_t count, aclrtStream stream) {
  return memsetAsync(detail::address(to), value, count, stream);
}
/// ACL fills bytes only: words that are not four times a byte come as a copy.
inline aclError fillWords(DevicePointer to, unsigned int value, size_t count) {
  if (value == (value & 0xff) * 0x01010101u) {
    return fillBytes(to, (unsigned char)value, count * sizeof(value));
  }
  const std::vector<unsigned int> words(count, value);
  return copyToDevice(to, words.data(), count * sizeof(value));
}

// Modules and kernels.

/// All modules are this program: its kernels, by their names.
struct DriverModule {};
using Module = DriverModule *;
/// A kernel, as kernelAddress() gives it.
using Function = void *;

namespace detail {
inline std::map<std::string, Function> &namedKernels() {
  static std::map<std::string, Function> kernels;
  return kernels;
}
} // namespace detail

/// Makes a kernel known by the name that it has in a module.
struct NamedKernel {
  template <class... Params>
  NamedKernel(const char *name,
              void (*kernel)(const LaunchConfig &, Params...)) {
    detail::namedKernels()[name] = kernelAddress(kernel);
  }
};

/// What the file or the image holds is not read: the kernels that it was made
/// of are part of this program.
inline aclError loadModule(Module *module, const void *) {
  static DriverModule program;
  *module = &program;
  return detail::note(detail::ready());
}
inline aclError loadModuleWithOptions(Module *module, const void *image,
                                      unsigned int, int *, void **) {
  return loadModule(module, image);
}
inline aclError unloadModule(Module) { return ACL_SUCCESS; }

inline aclError findKernel(Function *function, Module, const char *name) {
  auto found = detail::namedKernels().find(name);
  const bool isKnown = found != detail::namedKernels().end();
  *function = isKnown ? found->second : nullptr;
  return detail::note(isKnown ? ACL_SUCCESS : kErrorNotFound);
}

/// Arguments in one buffer (`extra`) are not taken apart.
inline aclError launchFunction(Function function, unsigned int gridX,
                               unsigned int gridY, unsigned int gridZ,
                               unsigned int blockX, unsigned int blockY,
                               unsigned int blockZ, unsigned int sharedBytes,
                               aclrtStream stream, void **arguments,
                               void **extra) {
  if (extra != nullptr) {
    return detail::note(ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
  }
  return launchKernel(function, dim3(gridX, gridY, gridZ),
                      dim3(blockX, blockY, blockZ), arguments, sharedBytes,
                      stream);
}
inline aclError setFunctionCacheConfig(Function, int) { return ACL_SUCCESS; }

// Errors.

inline aclError getErrorName(aclError error, const char **name) {
  *name = errorName(error);
  return ACL_SUCCESS;
}
inline aclError getErrorString(aclError error, const char **text) {
  *text = errorString(error);
  return ACL_SUCCESS;
}

} // namespace cubeport

#endif
