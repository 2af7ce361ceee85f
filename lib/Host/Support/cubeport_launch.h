// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernel launches: the CUDA launch configuration and the limits it is checked
// against. Part of the support headers of a project written by cubeport.
#ifndef CUBEPORT_LAUNCH_H
#define CUBEPORT_LAUNCH_H

#include "cubeport_acl.h"

#include <string>
#include <typeinfo>

namespace cubeport {

/// True if T is the type whose pointer has this mangled name; for instances
/// of kernel templates whose arguments have no name at the kernel's place.
template <class T> bool isType(const char *name, bool isReference = false) {
  return std::is_reference_v<T> == isReference &&
         std::strcmp(typeid(std::remove_reference_t<T> *).name(), name) == 0;
}
template <class... T> bool areTypes(const char *names) {
  std::string own;
  ((own += std::string(typeid(std::remove_reference_t<T> *).name()) + ";"),
   ...);
  return own == names && !(std::is_reference_v<T> || ...);
}

/// In the body of a lambda that only the device calls.
template <class T> T onDeviceOnly() {
  fprintf(stderr, "error: a lambda for the device was called on the host\n");
  abort();
}

/// The scalar at an offset in a kernel's argument, which may have no public
/// name.
template <class T, class Argument>
T readScalar(const Argument &argument, size_t offset) {
  T value;
  std::memcpy(&value, (const char *)&argument + offset, sizeof(T));
  return value;
}

/// A copy in device memory of a large argument, for the time of a launch: its
/// end waits for the kernel.
class DeviceCopy {
public:
  template <class Argument>
  DeviceCopy(const Argument &argument, aclrtStream stream) : stream(stream) {
    aclError status = detail::note(
        aclrtMalloc(&place, sizeof(argument), ACL_MEM_MALLOC_HUGE_FIRST));
    if (status == ACL_SUCCESS) {
      detail::note(aclrtMemcpy(place, sizeof(argument), &argument,
                               sizeof(argument), ACL_MEMCPY_HOST_TO_DEVICE));
    }
  }
  DeviceCopy(const DeviceCopy &) = delete;
  ~DeviceCopy() {
    if (place != nullptr) {
      detail::note(aclrtSynchronizeStream(stream));
      detail::note(aclrtFree(place));
    }
  }
  void *address() const { return place; }

private:
  aclrtStream stream;
  void *place = nullptr;
};

/// What one translated kernel can take.
struct KernelLimits {
  const char *name;
  /// The most threads of one block that fit the core's local memory.
  uint64_t maxThreads;
  /// The most dynamic shared memory of one block, in bytes.
  uint64_t maxSharedBytes;
  /// The block size of every launch in the CUDA source, if there was just
  /// one; the kernel is right for no other.
  dim3 onlyBlock = dim3(0, 0, 0);
};

/// The <<<grid, block, sharedBytes, stream>>> of one launch.
struct LaunchConfig {
  dim3 grid, block;
  size_t sharedBytes;
  aclrtStream stream;
  /// Not null: no launch, but the question what the kernel can take.
  KernelLimits *asked = nullptr;

  LaunchConfig(dim3 grid, dim3 block, size_t sharedBytes = 0,
               aclrtStream stream = nullptr)
      : grid(grid), block(block), sharedBytes(sharedBytes), stream(stream) {}

  /// The same launch on another stream.
  LaunchConfig on(aclrtStream other) const {
    LaunchConfig moved = *this;
    moved.stream = other;
    return moved;
  }

  /// Writes a launch down if its stream is captured for a graph.
  template <class Launch> bool isCaptured(Launch launch) const {
    LaunchConfig self = *this;
    return detail::Captures::get().take(stream, [=](aclrtStream other) {
      launch(self.on(other));
      return (aclError)ACL_SUCCESS;
    });
  }

  /// Vector cores to start: each takes every n-th block of the grid, or every
  /// n-th part of one.
  uint32_t cores(uint32_t partsOfBlock = 1) const {
    static const uint32_t onChip = vectorCores();
    uint64_t blocks = (uint64_t)grid.x * grid.y * grid.z * partsOfBlock;
    return blocks < onChip ? (uint32_t)blocks : onChip;
  }

  /// True if the launch may go ahead; otherwise leaves the error that
  /// cudaGetLastError() would report and launches nothing.
  bool admits(const KernelLimits &kernel) const {
    if (asked) {
      *asked = kernel;
      return false;
    }
    uint64_t threads = (uint64_t)block.x * block.y * block.z;
    uint64_t blocks = (uint64_t)grid.x * grid.y * grid.z;
    bool isCudaLaunch = threads != 0 && blocks != 0 && threads <= 1024 &&
                        block.z <= 64 && grid.x <= INT32_MAX &&
                        grid.y <= 65535 && grid.z <= 65535;
    if (!isCudaLaunch) {
      detail::note(kErrorInvalidConfiguration);
      return false;
    }
    // Limits of the chip, not of CUDA: said aloud, because a CUDA program
    // may not ask for errors that it cannot have.
    if (threads > kernel.maxThreads) {
      return refuse(kernel, "threads in a block", threads, kernel.maxThreads);
    }
    if (kernel.onlyBlock.x != 0 && (block.x != kernel.onlyBlock.x ||
                                    block.y != kernel.onlyBlock.y ||
                                    block.z != kernel.onlyBlock.z)) {
      fprintf(stderr,
              "error: CP6006: kernel '%s' was launched with blocks of %u x %u "
              "x %u; it was translated for %u x %u x %u\n",
              kernel.name, block.x, block.y, block.z, kernel.onlyBlock.x,
              kernel.onlyBlock.y, kernel.onlyBlock.z);
      detail::note(kErrorLaunchOutOfResources);
      return false;
    }
    if (sharedBytes > kernel.maxSharedBytes) {
      return refuse(kernel, "bytes of dynamic shared memory", sharedBytes,
                    kernel.maxSharedBytes);
    }
    if (blocks > INT32_MAX) {
      return refuse(kernel, "blocks in the grid", blocks, INT32_MAX);
    }
    // Kernels count threads along an axis in 32-bit integers.
    for (uint64_t along : {(uint64_t)grid.x * block.x,
                           (uint64_t)grid.y * block.y,
                           (uint64_t)grid.z * block.z}) {
      if (along > INT32_MAX) {
        return refuse(kernel, "threads along an axis of the grid", along,
                      INT32_MAX);
      }
    }
    return detail::note(detail::beforeWork(stream)) == ACL_SUCCESS;
  }

  /// The launch of a kernel that was refused with `code` when the program was
  /// translated with --defer-refusals.
  void refuse(const char *kernel, const char *code) const {
    if (asked) {
      return;
    }
    fprintf(stderr, "error: %s: kernel '%s' was not translated\n", code,
            kernel);
    detail::note(ACL_ERROR_RT_FEATURE_NOT_SUPPORT);
  }

private:
  static uint32_t vectorCores() {
    int device = 0;
    int64_t cores = 0;
    if (getDevice(&device) != ACL_SUCCESS ||
        aclrtGetDeviceInfo((uint32_t)device, ACL_DEV_ATTR_VECTOR_CORE_NUM,
                           &cores) != ACL_SUCCESS ||
        cores < 1) {
      return 1;
    }
    return (uint32_t)cores;
  }

  static bool refuse(const KernelLimits &kernel, const char *what,
                     uint64_t asked, uint64_t limit) {
    fprintf(stderr,
            "error: CP6006: kernel '%s' was launched with %llu %s; as "
            "translated it takes at most %llu\n",
            kernel.name, (unsigned long long)asked, what,
            (unsigned long long)limit);
    detail::note(kErrorLaunchOutOfResources);
    return false;
  }
};

/// CUDA lets a program ask for more dynamic shared memory, for a cache split or
/// for a width of shared memory's banks; a core's local memory is one, and the
/// launch checks its size.
template <class Kernel> aclError setKernelAttribute(Kernel &&, int, int) {
  return ACL_SUCCESS;
}
template <class Kernel> aclError setKernelCacheConfig(Kernel &&, int) {
  return ACL_SUCCESS;
}
inline aclError setDeviceCacheConfig(int) { return ACL_SUCCESS; }
template <class Kernel> aclError setKernelBankSize(Kernel &&, int) {
  return ACL_SUCCESS;
}
inline aclError setDeviceBankSize(int) { return ACL_SUCCESS; }

constexpr int kFuncAttributeMaxDynamicSharedMemorySize = 8;
constexpr int kFuncAttributePreferredSharedMemoryCarveout = 9;
constexpr int kFuncCachePreferNone = 0, kFuncCachePreferShared = 1,
              kFuncCachePreferL1 = 2, kFuncCachePreferEqual = 3;

} // namespace cubeport

#include "cubeport_acl_kernels.h"

#endif
