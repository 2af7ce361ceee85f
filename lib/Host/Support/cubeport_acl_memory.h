// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Memory calls beyond the plain ones: in stream order, pitched, in three
// dimensions, between devices, and what CUDA tells about pointers. Part of the
// support headers of a project written by cubeport.
#ifndef CUBEPORT_ACL_MEMORY_H
#define CUBEPORT_ACL_MEMORY_H

#include "cubeport_acl.h"

namespace cubeport {

// In stream order. ACL has no such calls: memory is there at once, and is
// freed when the stream has come so far.

/// A pool has nothing to keep: each block of memory is the runtime's own.
struct MemPoolState {
  uint64_t releaseThreshold = 0;
};
using MemPool = MemPoolState *;
enum MemPoolAttr {
  kMemPoolReuseFollowEventDependencies = 1,
  kMemPoolReuseAllowOpportunistic = 2,
  kMemPoolReuseAllowInternalDependencies = 3,
  kMemPoolAttrReleaseThreshold = 4,
};

template <class T>
aclError mallocAsync(T **pointer, size_t size, aclrtStream stream) {
  (void)stream;
  return malloc(pointer, size);
}
inline aclError freeAsync(void *pointer, aclrtStream stream) {
  aclError status = detail::beforeWork(stream);
  if (status != ACL_SUCCESS || pointer == nullptr) {
    return detail::note(status);
  }
  status = aclrtSynchronizeStream(stream);
  aclError freed = aclrtFree(pointer);
  return detail::note(status == ACL_SUCCESS ? freed : status);
}
inline aclError getMemPool(MemPool *pool, int device) {
  static std::map<int, MemPoolState> pools;
  static std::mutex mutex;
  std::lock_guard<std::mutex> lock(mutex);
  *pool = &pools[device];
  return detail::note(detail::ready());
}
inline aclError setMemPoolAttribute(MemPool pool, MemPoolAttr attribute,
                                    void *value) {
  if (pool == nullptr || value == nullptr) {
    return detail::note(ACL_ERROR_RT_PARAM_INVALID);
  }
  if (attribute == kMemPoolAttrReleaseThreshold) {
    pool->releaseThreshold = *(uint64_t *)value;
  }
  return ACL_SUCCESS;
}
inline aclError getMemPoolAttribute(MemPool pool, MemPoolAttr attribute,
                                    void *value) {
  if (pool == nullptr || value == nullptr) {
    return detail::note(ACL_ERROR_RT_PARAM_INVALID);
  }
  if (attribute == kMemPoolAttrReleaseThreshold) {
    *(uint64_t *)value = pool->releaseThreshold;
  } else {
    *(int *)value = 0;
  }
  return ACL_SUCCESS;
}
inline aclError trimMemPool(MemPool, size_t) { return ACL_SUCCESS; }

// Two dimensions.

inline aclError memcpy2DAsync(void *dst, size_t dstPitch, const void *src,
                              size_t srcPitch, size_t width, size_t height,
                              aclrtMemcpyKind kind,
                              aclrtStream stream = nullptr) {
  if (width > dstPitch || width > srcPitch) {
    return detail::note(kErrorInvalidPitchValue);
  }
  if (detail::Captures::get().take(stream, [=](aclrtStream other) {
        return memcpy2DAsync(dst, dstPitch, src, srcPitch, width, height,
                             kind, other);
      })) {
    return ACL_SUCCESS;
  }
  aclError status = detail::beforeWork(stream);
  if (status == ACL_SUCCESS) {
    status = aclrtSynchronizeStream(stream);
  }
  if (status != ACL_SUCCESS || width == 0 || height == 0) {
    return detail::note(status);
  }
  return detail::note(
      aclrtMemcpy2d(dst, dstPitch, src, srcPitch, width, height, kind));
}

inline aclError memset2DAsync(void *dst, size_t pitch, int value, size_t width,
                              size_t height, aclrtStream stream = nullptr) {
  if (width > pitch) {
    return detail::note(kErrorInvalidPitchValue);
  }
  if (width == pitch) {
    return memsetAsync(dst, value, width * height, stream);
  }
  for (size_t row = 0; row < height; ++row) {
    aclError status =
        memsetAsync((char *)dst + row * pitch, value, width, stream);
    if (status != ACL_SUCCESS) {
      return status;
    }
  }
  return ACL_SUCCESS;
}
inline aclError memset2D(void *dst, size_t pitch, int value, size_t width,
                         size_t height) {
  aclError status = memset2DAsync(dst, pitch, value, width, height);
  return status == ACL_SUCCESS ? synchronizeStream(nullptr) : status;
}

// Three dimensions.

struct Extent {
  size_t width, height, depth;
};
struct Pos {
  size_t x, y, z;
};
struct PitchedPtr {
  void *ptr;
  size_t pitch, xsize, ysize;
};
inline Extent makeExtent(size_t w, size_t h, size_t d) { return {w, h, d}; }
inline Pos makePos(size_t x, size_t y, size_t z) { return {x, y, z}; }
inline PitchedPtr makePitchedPtr(void *ptr, size_t pitch, size_t xsize,
                                 size_t ysize) {
  return {ptr, pitch, xsize, ysize};
}
/// Units of offsets and of the extent: elements of the array that takes part,
/// or bytes.
struct Memcpy3DParms {
  struct Array *srcArray;
  Pos srcPos;
  PitchedPtr srcPtr;
  struct Array *dstArray;
  Pos dstPos;
  PitchedPtr dstPtr;
  Extent extent;
  aclrtMemcpyKind kind;
};

inline aclError malloc3D(PitchedPtr *pitched, Extent extent) {
  pitched->xsize = extent.width;
  pitched->ysize = extent.height;
  return mallocPitch(&pitched->ptr, &pitched->pitch, extent.width,
                     extent.height * extent.depth);
}
inline aclError memset3D(PitchedPtr pitched, int value, Extent extent) {
  for (size_t z = 0; z < extent.depth; ++z) {
    aclError status =
        memset2D((char *)pitched.ptr + z * pitched.ysize * pitched.pitch,
                 pitched.pitch, value, extent.width, extent.height);
    if (status != ACL_SUCCESS) {
      return status;
    }
  }
  return ACL_SUCCESS;
}

// Several devices.

inline aclError canAccessPeer(int *can, int device, int peer) {
  int32_t answer = 0;
  aclError status = detail::ready();
  if (status == ACL_SUCCESS) {
    status = aclrtDeviceCanAccessPeer(&answer, device, peer);
  }
  *can = answer;
  return detail::note(status);
}
inline aclError enablePeerAccess(int peer, unsigned int flags) {
  aclError status = detail::ready();
  return detail::note(status == ACL_SUCCESS
                          ? aclrtDeviceEnablePeerAccess(peer, flags)
                          : status);
}
inline aclError disablePeerAccess(int peer) {
  return detail::note(aclrtDeviceDisablePeerAccess(peer));
}
inline aclError memcpyPeer(void *dst, int, const void *src, int, size_t size) {
  return memcpy(dst, src, size, ACL_MEMCPY_DEVICE_TO_DEVICE);
}
inline aclError memcpyPeerAsync(void *dst, int, const void *src, int,
                                size_t size, aclrtStream stream = nullptr) {
  return memcpyAsync(dst, src, size, ACL_MEMCPY_DEVICE_TO_DEVICE, stream);
}

// Hints, which ACL decides on itself.

enum MemoryAdvise {
  kMemAdviseSetReadMostly = 1,
  kMemAdviseUnsetReadMostly = 2,
  kMemAdviseSetPreferredLocation = 3,
  kMemAdviseUnsetPreferredLocation = 4,
  kMemAdviseSetAccessedBy = 5,
  kMemAdviseUnsetAccessedBy = 6,
};
constexpr int kCpuDeviceId = -1, kInvalidDeviceId = -2;
inline aclError prefetch(const void *, size_t, int, aclrtStream = nullptr) {
  return detail::note(detail::ready());
}
inline aclError advise(const void *, size_t, MemoryAdvise, int) {
  return detail::note(detail::ready());
}
inline aclError attachStream(aclrtStream, void *, size_t = 0,
                             unsigned int = 4) {
  return detail::note(detail::ready());
}
inline aclError getHostFlags(unsigned int *flags, void *pointer) {
  if (!detail::PinnedMemory::get().contains(pointer, 1)) {
    return detail::note(ACL_ERROR_RT_PARAM_INVALID);
  }
  *flags = kHostAllocMapped;
  return ACL_SUCCESS;
}

} // namespace cubeport

#endif
