// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Kernels as values: launches by address, cooperative launches, and what CUDA
// tells about a kernel. Part of the support headers of a project written by
// cubeport.
#ifndef CUBEPORT_ACL_KERNELS_H
#define CUBEPORT_ACL_KERNELS_H

#include "cubeport_device.h"
#include "cubeport_launch.h"

#include <tuple>

namespace cubeport {
namespace detail {

/// Calls a kernel with arguments that stand behind pointers.
using KernelInvoker = void (*)(const void *kernel, const LaunchConfig &config,
                               void **args);

/// A launch with its arguments, copied from behind pointers.
using BoundKernel = std::function<void(const LaunchConfig &config)>;
using KernelBinder = BoundKernel (*)(const void *kernel, void **args);

class KernelRegistry {
public:
  static KernelRegistry &get() {
    static KernelRegistry registry;
    return registry;
  }
  void add(const void *kernel, KernelInvoker invoker, KernelBinder binder) {
    std::lock_guard<std::mutex> lock(mutex);
    invokers[kernel] = invoker;
    binders[kernel] = binder;
  }
  KernelBinder findBinder(const void *kernel) {
    std::lock_guard<std::mutex> lock(mutex);
    auto it = binders.find(kernel);
    return it == binders.end() ? nullptr : it->second;
  }
  KernelInvoker find(const void *kernel) {
    std::lock_guard<std::mutex> lock(mutex);
    auto it = invokers.find(kernel);
    return it == invokers.end() ? nullptr : it->second;
  }

private:
  std::mutex mutex;
  std::map<const void *, KernelInvoker> invokers;
  std::map<const void *, KernelBinder> binders;
};

template <class... Params, size_t... I>
void invoke(void (*kernel)(const LaunchConfig &, Params...),
            const LaunchConfig &config, void **args,
            std::index_sequence<I...>) {
  (void)args;
  kernel(config, *(std::remove_reference_t<Params> *)args[I]...);
}

template <class... Params, size_t... I>
BoundKernel bind(const void *address, void **args, std::index_sequence<I...>) {
  (void)args;
  auto kernel = (void (*)(const LaunchConfig &, Params...))address;
  return [kernel, values = std::make_tuple(
                      *(std::remove_cv_t<std::remove_reference_t<Params>> *)
                          args[I]...)](const LaunchConfig &config) {
    std::apply([&](const auto &...value) { kernel(config, value...); }, values);
  };
}

template <class... Params> struct Invoker {
  static BoundKernel bindArgs(const void *kernel, void **args) {
    return bind<Params...>(kernel, args, std::index_sequence_for<Params...>());
  }
  static void call(const void *kernel, const LaunchConfig &config,
                   void **args) {
    invoke((void (*)(const LaunchConfig &, Params...))kernel, config, args,
           std::index_sequence_for<Params...>());
  }
};

} // namespace detail

/// A kernel as an address that launchKernel() knows.
template <class... Params>
void *kernelAddress(void (*kernel)(const LaunchConfig &, Params...)) {
  detail::KernelRegistry::get().add((const void *)kernel,
                                    &detail::Invoker<Params...>::call,
                                    &detail::Invoker<Params...>::bindArgs);
  return (void *)kernel;
}

/// The error that the launch left, as cudaLaunchKernel returns it.
template <class Launch> aclError launchResult(Launch launch) {
  aclError before = detail::lastError;
  detail::lastError = ACL_SUCCESS;
  launch();
  aclError status = detail::lastError;
  if (status == ACL_SUCCESS) {
    detail::lastError = before;
  }
  return status;
}

template <class... Params>
aclError launchKernel(void (*kernel)(const LaunchConfig &, Params...),
                      dim3 grid, dim3 block, void **args,
                      size_t sharedBytes = 0, aclrtStream stream = nullptr) {
  return launchResult([&] {
    detail::invoke(kernel, LaunchConfig(grid, block, sharedBytes, stream), args,
                   std::index_sequence_for<Params...>());
  });
}
inline aclError launchKernel(const void *kernel, dim3 grid, dim3 block,
                             void **args, size_t sharedBytes = 0,
                             aclrtStream stream = nullptr) {
  detail::KernelInvoker invoker = detail::KernelRegistry::get().find(kernel);
  if (invoker == nullptr) {
    return detail::note(ACL_ERROR_RT_INVALID_DEVICE_FUNCTION);
  }
  return launchResult([&] {
    invoker(kernel, LaunchConfig(grid, block, sharedBytes, stream), args);
  });
}

// The launches with a configuration in a structure.

union LaunchAttributeValue {
  int cooperative;
  int priority;
  struct {
    unsigned int x, y, z;
  } clusterDim;
};
enum LaunchAttributeId {
  kLaunchAttributeIgnore = 0,
  kLaunchAttributeCooperative = 2,
  kLaunchAttributeClusterDimension = 4,
  kLaunchAttributePriority = 8,
};
struct LaunchAttribute {
  LaunchAttributeId id;
  LaunchAttributeValue val;
};
struct LaunchStructure {
  dim3 gridDim, blockDim;
  size_t dynamicSmemBytes = 0;
  aclrtStream stream = nullptr;
  LaunchAttribute *attrs = nullptr;
  unsigned int numAttrs = 0;

  LaunchConfig config() const {
    return LaunchConfig(gridDim, blockDim, dynamicSmemBytes, stream);
  }
};
template <class... Params, class... Args>
aclError launchKernelEx(const LaunchStructure *structure,
                        void (*kernel)(const LaunchConfig &, Params...),
                        Args &&...args) {
  return launchResult(
      [&] { kernel(structure->config(), std::forward<Args>(args)...); });
}
inline aclError launchKernelExC(const LaunchStructure *structure,
                                const void *kernel, void **args) {
  return launchKernel(kernel, structure->gridDim, structure->blockDim, args,
                      structure->dynamicSmemBytes, structure->stream);
}

// What CUDA tells about kernels: a core runs one block at a time.

namespace detail {

/// Asks a launch function for its limits; its arguments do not matter.
template <class... Params>
KernelLimits askLimits(void (*kernel)(const LaunchConfig &, Params...)) {
  KernelLimits limits = {"", 1024, 48 * 1024};
  LaunchConfig question(dim3(1), dim3(1));
  question.asked = &limits;
  alignas(64) static char zeros[4096 + (0 + ... + sizeof(Params))] = {};
  kernel(question, *(std::remove_reference_t<Params> *)zeros...);
  return limits;
}
template <class Kernel> KernelLimits askLimits(Kernel &&) {
  return {"", 1024, 48 * 1024};
}

} // namespace detail

struct FuncAttributes {
  size_t sharedSizeBytes = 0, constSizeBytes = 0, localSizeBytes = 0;
  int maxThreadsPerBlock = 1024;
  int numRegs = 0;
  int ptxVersion = 80, binaryVersion = 80;
  int cacheModeCA = 0;
  int maxDynamicSharedSizeBytes = 48 * 1024;
  int preferredShmemCarveout = 0;
};
template <class Kernel>
aclError getKernelAttributes(FuncAttributes *attributes, Kernel &&kernel) {
  KernelLimits limits = detail::askLimits(kernel);
  *attributes = FuncAttributes();
  attributes->maxThreadsPerBlock = (int)limits.maxThreads;
  return detail::note(detail::ready());
}

template <class Kernel>
aclError maxActiveBlocks(int *blocks, Kernel &&kernel, int threads,
                         size_t sharedBytes) {
  KernelLimits limits = detail::askLimits(kernel);
  bool fits = threads > 0 && (uint64_t)threads <= limits.maxThreads &&
              sharedBytes <= 48 * 1024;
  *blocks = fits ? 1 : 0;
  return detail::note(threads > 0 ? detail::ready()
                                  : ACL_ERROR_RT_PARAM_INVALID);
}
template <class Kernel>
aclError maxActiveBlocksWithFlags(int *blocks, Kernel &&kernel, int threads,
                                  size_t sharedBytes, unsigned int) {
  return maxActiveBlocks(blocks, kernel, threads, sharedBytes);
}
/// The most threads that a block of the kernel may have, in whole warps.
template <class Kernel, class Bytes = size_t>
aclError maxPotentialBlockSize(int *blocks, int *threads, Kernel &&kernel,
                               Bytes = Bytes(), int limit = 0) {
  DeviceProp prop;
  aclError status = getDeviceProperties(&prop, 0);
  int most = (int)detail::askLimits(kernel).maxThreads;
  most = limit > 0 && limit < most ? limit : most;
  *threads = most > 32 ? most / 32 * 32 : most;
  *blocks = prop.multiProcessorCount > 0 ? prop.multiProcessorCount : 1;
  return status;
}
constexpr unsigned int kOccupancyDefault = 0;

} // namespace cubeport

#endif
