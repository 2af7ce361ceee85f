// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Launches that the oracle takes part in: it runs the CUDA kernel itself on
// this machine. Only in programs that `cubeport verify` and `cubeport run
// --on=oracle` build; never part of a project for the chip.
#ifndef CUBEPORT_VERIFY_H
#define CUBEPORT_VERIFY_H

#include "cubeport_acl.h"
#include <type_traits>
#include <vector>

// Of cubeport_half.h, where the program uses them.
struct __half;
struct __nv_bfloat16;

namespace cubeport {
namespace verify {

/// What the elements behind a pointer are, in the oracle's numbers.
enum class Element : uint8_t { Unknown, Integer, F16, BF16, F32, F64 };

/// A type without `__restrict`, which the traits of pointers do not know.
template <class T> struct Unrestricted { using type = T; };
template <class T> struct Unrestricted<T *__restrict> { using type = T *; };

/// One argument of a launch.
struct Argument {
  const char *name;
  void *value;
  Element kind;
  uint32_t elementBytes;

  template <class T>
  Argument(const char *name, T &argument)
      : name(name), value((void *)&argument), kind(Element::Unknown),
        elementBytes(0) {
    using P = typename Unrestricted<std::remove_cv_t<T>>::type;
    if constexpr (std::is_pointer_v<P>) {
      using E = std::remove_cv_t<std::remove_pointer_t<P>>;
      if constexpr (std::is_same_v<E, float>) {
        kind = Element::F32;
      } else if constexpr (std::is_same_v<E, double>) {
        kind = Element::F64;
      } else if constexpr (std::is_same_v<E, __half>) {
        kind = Element::F16;
      } else if constexpr (std::is_same_v<E, __nv_bfloat16>) {
        kind = Element::BF16;
      } else if constexpr (std::is_integral_v<E> || std::is_enum_v<E>) {
        kind = Element::Integer;
      }
      if constexpr (std::is_void_v<E> || std::is_function_v<E>) {
        elementBytes = 1;
      } else {
        elementBytes = sizeof(E);
      }
    }
  }
};

/// One kernel: its mangled name, its name, its file, and the code that its
/// translation was refused with or null.
struct Kernel {
  const char *mangled, *name, *file, *refusal;
};

/// What goes to the oracle.
struct Request {
  const char *mangled, *kernel, *file, *refusal;
  uint32_t grid[3], block[3];
  uint64_t sharedBytes;
  const Argument *arguments;
  uint32_t argumentCount;

  Request(const LaunchConfig &launch, const Kernel &kernel,
          const std::vector<Argument> &arguments)
      : mangled(kernel.mangled), kernel(kernel.name), file(kernel.file),
        refusal(kernel.refusal), grid{launch.grid.x, launch.grid.y,
                                      launch.grid.z},
        block{launch.block.x, launch.block.y, launch.block.z},
        sharedBytes(launch.sharedBytes), arguments(arguments.data()),
        argumentCount((uint32_t)arguments.size()) {}
};

extern "C" {
void cubeportVerifyBegin(const Request *request);
void cubeportVerifyEnd(const Request *request);
bool cubeportVerifyRun(const Request *request);
void cubeportVerifyVariable(const char *mangled, void *(*address)(void *),
                            void *handle);
void cubeportVerifyHostMemory(bool (*isKnown)(const void *, uint64_t));
}

/// Kernels may access the host's pinned memory.
inline void shareHostMemory() {
  cubeportVerifyHostMemory([](const void *address, uint64_t bytes) {
    return detail::PinnedMemory::get().contains(address, bytes);
  });
}

/// Lives while the twin runs a launch; then the oracle does the same work.
class Launch {
public:
  Launch(const LaunchConfig &launch, const Kernel &kernel,
         std::vector<Argument> given)
      : arguments(std::move(given)), request(launch, kernel, arguments),
        isQuestion(launch.asked) {
    if (!isQuestion) {
      shareHostMemory();
      cubeportVerifyBegin(&request);
    }
  }
  ~Launch() {
    if (!isQuestion) {
      cubeportVerifyEnd(&request);
    }
  }
  Launch(const Launch &) = delete;

private:
  std::vector<Argument> arguments;
  Request request;
  bool isQuestion; ///< what the kernel can take; nothing is launched
};

/// A launch that runs on the oracle alone.
inline void run(const LaunchConfig &launch, const Kernel &kernel,
                std::vector<Argument> arguments) {
  if (launch.asked) {
    *launch.asked = {kernel.name, 1024, 49152}; // CUDA's own limits
    return;
  }
  shareHostMemory();
  if (detail::note(detail::beforeWork(launch.stream)) != ACL_SUCCESS) {
    return;
  }
  Request request(launch, kernel, arguments);
  if (!cubeportVerifyRun(&request)) {
    detail::note(kErrorInvalidConfiguration);
  }
}

/// Tells the oracle where a device variable lives.
struct Variable {
  template <class Symbol> Variable(const char *mangled, Symbol &symbol) {
    cubeportVerifyVariable(
        mangled, [](void *handle) { return ((Symbol *)handle)->address(); },
        (void *)std::addressof(symbol));
  }
};

/// The heap that kernels allocate from.
inline Variable heapVariable("__cubeport_heap", DeviceHeap::get());

} // namespace verify
} // namespace cubeport

#endif
