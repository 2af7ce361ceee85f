// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Device properties as CUDA programs ask for them, answered for the chip that
// ACL reports. Part of the support headers of a project written by cubeport.
#ifndef CUBEPORT_DEVICE_H
#define CUBEPORT_DEVICE_H

#include "cubeport_acl.h"

namespace cubeport {

/// Compute modes; an NPU is always in the default one.
enum ComputeMode {
  kComputeModeDefault = 0,
  kComputeModeExclusive = 1,
  kComputeModeProhibited = 2,
  kComputeModeExclusiveProcess = 3,
};

/// The members of cudaDeviceProp that have an answer on the chip. A vector
/// core stands for a multiprocessor; textures are memory, of CUDA's limits.
struct DeviceProp {
  char name[256] = "";
  size_t totalGlobalMem = 0;
  size_t sharedMemPerBlock = 48 * 1024;
  int regsPerBlock = 65536;
  int warpSize = 32;
  size_t memPitch = INT32_MAX;
  int maxThreadsPerBlock = 1024;
  int maxThreadsDim[3] = {1024, 1024, 64};
  int maxGridSize[3] = {INT32_MAX, 65535, 65535};
  int clockRate = 1800000; // kHz
  size_t totalConstMem = 64 * 1024;
  int major = 8, minor = 0; // what the translator takes device code for
  size_t textureAlignment = 512;
  size_t texturePitchAlignment = 32;
  int deviceOverlap = 1;
  int multiProcessorCount = 0;
  int kernelExecTimeoutEnabled = 0;
  int integrated = 0;
  int canMapHostMemory = 1;
  int computeMode = kComputeModeDefault;
  size_t surfaceAlignment = 512;
  int concurrentKernels = 1;
  int ECCEnabled = 1;
  int pciBusID = 0, pciDeviceID = 0, pciDomainID = 0;
  int tccDriver = 0;
  int asyncEngineCount = 2;
  int unifiedAddressing = 1;
  int memoryClockRate = 1600000; // kHz
  int memoryBusWidth = 4096;     // bits
  int l2CacheSize = 0;
  int maxThreadsPerMultiProcessor = 2048;
  int streamPrioritiesSupported = 1;
  size_t sharedMemPerMultiprocessor = 0;
  int regsPerMultiprocessor = 65536;
  int managedMemory = 1;
  int isMultiGpuBoard = 0, multiGpuBoardGroupID = 0;
  int hostNativeAtomicSupported = 0;
  int singleToDoublePrecisionPerfRatio = 64;
  int pageableMemoryAccess = 0;
  int concurrentManagedAccess = 0;
  int computePreemptionSupported = 0;
  int cooperativeLaunch = 1, cooperativeMultiDeviceLaunch = 0;
  size_t sharedMemPerBlockOptin = 48 * 1024;
  int maxBlocksPerMultiProcessor = 1;
  int memoryPoolsSupported = 1;
  int persistingL2CacheMaxSize = 0, accessPolicyMaxWindowSize = 0;
  int globalL1CacheSupported = 0, localL1CacheSupported = 0;
  int canUseHostPointerForRegisteredMem = 0;
  int pageableMemoryAccessUsesHostPageTables = 0;
  int directManagedMemAccessFromHost = 0;
  size_t reservedSharedMemPerBlock = 0;
  int maxTexture1D = 131072, maxTexture1DLinear = 1 << 28;
  int maxTexture2D[2] = {131072, 65536};
  int maxTexture3D[3] = {16384, 16384, 16384};
  int maxTexture1DLayered[2] = {32768, 2048};
  int maxTexture2DLayered[3] = {32768, 32768, 2048};
  struct {
    char bytes[16];
  } uuid = {};
};

/// Attributes that are members of DeviceProp: name, member.
#define CUBEPORT_DEVICE_ATTRIBUTES(X)                                          \
  X(MaxThreadsPerBlock, maxThreadsPerBlock)                                    \
  X(MaxBlockDimX, maxThreadsDim[0])                                            \
  X(MaxBlockDimY, maxThreadsDim[1])                                            \
  X(MaxBlockDimZ, maxThreadsDim[2])                                            \
  X(MaxGridDimX, maxGridSize[0])                                               \
  X(MaxGridDimY, maxGridSize[1])                                               \
  X(MaxGridDimZ, maxGridSize[2])                                               \
  X(MaxSharedMemoryPerBlock, sharedMemPerBlock)                                \
  X(MaxSharedMemoryPerBlockOptin, sharedMemPerBlockOptin)                      \
  X(MaxSharedMemoryPerMultiprocessor, sharedMemPerMultiprocessor)              \
  X(TotalConstantMemory, totalConstMem)                                        \
  X(WarpSize, warpSize)                                                        \
  X(MaxPitch, memPitch)                                                        \
  X(MaxRegistersPerBlock, regsPerBlock)                                        \
  X(MaxRegistersPerMultiprocessor, regsPerMultiprocessor)                      \
  X(ClockRate, clockRate)                                                      \
  X(GpuOverlap, deviceOverlap)                                                 \
  X(MultiProcessorCount, multiProcessorCount)                                  \
  X(KernelExecTimeout, kernelExecTimeoutEnabled)                               \
  X(Integrated, integrated)                                                    \
  X(CanMapHostMemory, canMapHostMemory)                                        \
  X(ComputeMode, computeMode)                                                  \
  X(ConcurrentKernels, concurrentKernels)                                      \
  X(EccEnabled, ECCEnabled)                                                    \
  X(PciBusId, pciBusID)                                                        \
  X(PciDeviceId, pciDeviceID)                                                  \
  X(PciDomainId, pciDomainID)                                                  \
  X(TccDriver, tccDriver)                                                      \
  X(MemoryClockRate, memoryClockRate)                                          \
  X(GlobalMemoryBusWidth, memoryBusWidth)                                      \
  X(L2CacheSize, l2CacheSize)                                                  \
  X(MaxThreadsPerMultiProcessor, maxThreadsPerMultiProcessor)                  \
  X(AsyncEngineCount, asyncEngineCount)                                        \
  X(UnifiedAddressing, unifiedAddressing)                                      \
  X(ComputeCapabilityMajor, major)                                             \
  X(ComputeCapabilityMinor, minor)                                             \
  X(StreamPrioritiesSupported, streamPrioritiesSupported)                      \
  X(ManagedMemory, managedMemory)                                              \
  X(IsMultiGpuBoard, isMultiGpuBoard)                                          \
  X(HostNativeAtomicSupported, hostNativeAtomicSupported)                      \
  X(PageableMemoryAccess, pageableMemoryAccess)                                \
  X(ConcurrentManagedAccess, concurrentManagedAccess)                          \
  X(ComputePreemptionSupported, computePreemptionSupported)                    \
  X(CooperativeLaunch, cooperativeLaunch)                                      \
  X(MaxBlocksPerMultiprocessor, maxBlocksPerMultiProcessor)                    \
  X(MemoryPoolsSupported, memoryPoolsSupported)                                \
  X(MultiGpuBoardGroupID, multiGpuBoardGroupID)                                \
  X(CanUseHostPointerForRegisteredMem, canUseHostPointerForRegisteredMem)      \
  X(CooperativeMultiDeviceLaunch, cooperativeMultiDeviceLaunch)                \
  X(TextureAlignment, textureAlignment)

enum DeviceAttr {
#define CUBEPORT_ENUMERATOR(name, member) kDevAttr##name,
  CUBEPORT_DEVICE_ATTRIBUTES(CUBEPORT_ENUMERATOR)
#undef CUBEPORT_ENUMERATOR
};

inline aclError getDeviceProperties(DeviceProp *prop, int device) {
  *prop = DeviceProp();
  int count = 0;
  aclError status = getDeviceCount(&count);
  if (status == ACL_SUCCESS && (device < 0 || device >= count)) {
    status = detail::note(ACL_ERROR_RT_INVALID_DEVICEID);
  }
  if (status == ACL_SUCCESS) {
    status = detail::ready(); // the queries below need a current device
  }
  auto ask = [&](aclrtDevAttr attribute, int64_t fallback) {
    int64_t value = fallback;
    if (status == ACL_SUCCESS && aclrtGetDeviceInfo((uint32_t)device, attribute,
                                                    &value) != ACL_SUCCESS) {
      value = fallback; // an older driver does not know the attribute
    }
    return value;
  };
  if (status != ACL_SUCCESS) {
    return status;
  }
  const char *soc = aclrtGetSocName();
  snprintf(prop->name, sizeof(prop->name), "%s", soc ? soc : "Ascend");
  size_t free = 0, total = 0;
  if (aclrtGetMemInfo(ACL_HBM_MEM, &free, &total) != ACL_SUCCESS) {
    total = 0;
  }
  prop->totalGlobalMem =
      (size_t)ask(ACL_DEV_ATTR_TOTAL_GLOBAL_MEM_SIZE, (int64_t)total);
  prop->multiProcessorCount = (int)ask(ACL_DEV_ATTR_VECTOR_CORE_NUM, 1);
  prop->l2CacheSize = (int)ask(ACL_DEV_ATTR_L2_CACHE_SIZE, 0);
  prop->sharedMemPerMultiprocessor =
      (size_t)ask(ACL_DEV_ATTR_UBUF_PER_VECTOR_CORE, 0);
  return ACL_SUCCESS;
}

inline aclError getDeviceAttribute(int *value, DeviceAttr attribute,
                                   int device) {
  DeviceProp prop;
  aclError status = getDeviceProperties(&prop, device);
  switch (attribute) {
#define CUBEPORT_CASE(name, member)                                            \
  case kDevAttr##name:                                                         \
    *value = (int)prop.member;                                                 \
    break;
    CUBEPORT_DEVICE_ATTRIBUTES(CUBEPORT_CASE)
#undef CUBEPORT_CASE
  }
  return status;
}

} // namespace cubeport

#endif
