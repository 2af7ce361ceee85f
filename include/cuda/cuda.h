// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// CUDA's driver API, the part that the host half has counterparts of; other
// calls do not parse.
#ifndef CUBEPORT_CUDA_CUDA_H
#define CUBEPORT_CUDA_CUDA_H

#include "driver_types.h"

#define CUDA_VERSION 12080

typedef int CUdevice;
typedef unsigned long long CUdeviceptr;
typedef struct CUctx_st *CUcontext;
typedef struct CUmod_st *CUmodule;
typedef struct CUfunc_st *CUfunction;
typedef struct CUstream_st *CUstream;
typedef struct CUevent_st *CUevent;
typedef struct CUlinkState_st *CUlinkState;
typedef unsigned long long CUtexObject;

typedef enum cudaError_enum {
  CUDA_SUCCESS = 0,
  CUDA_ERROR_INVALID_VALUE = 1,
  CUDA_ERROR_OUT_OF_MEMORY = 2,
  CUDA_ERROR_NOT_INITIALIZED = 3,
  CUDA_ERROR_DEINITIALIZED = 4,
  CUDA_ERROR_NO_DEVICE = 100,
  CUDA_ERROR_INVALID_DEVICE = 101,
  CUDA_ERROR_INVALID_IMAGE = 200,
  CUDA_ERROR_INVALID_CONTEXT = 201,
  CUDA_ERROR_FILE_NOT_FOUND = 301,
  CUDA_ERROR_NOT_FOUND = 500,
  CUDA_ERROR_NOT_READY = 600,
  CUDA_ERROR_LAUNCH_FAILED = 719,
  CUDA_ERROR_NOT_SUPPORTED = 801,
  CUDA_ERROR_UNKNOWN = 999,
} CUresult;

typedef enum CUdevice_attribute_enum {
  CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK = 1,
  CU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_X = 2,
  CU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Y = 3,
  CU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Z = 4,
  CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_X = 5,
  CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Y = 6,
  CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Z = 7,
  CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK = 8,
  CU_DEVICE_ATTRIBUTE_TOTAL_CONSTANT_MEMORY = 9,
  CU_DEVICE_ATTRIBUTE_WARP_SIZE = 10,
  CU_DEVICE_ATTRIBUTE_MAX_REGISTERS_PER_BLOCK = 12,
  CU_DEVICE_ATTRIBUTE_CLOCK_RATE = 13,
  CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT = 16,
  CU_DEVICE_ATTRIBUTE_INTEGRATED = 18,
  CU_DEVICE_ATTRIBUTE_CAN_MAP_HOST_MEMORY = 19,
  CU_DEVICE_ATTRIBUTE_CONCURRENT_KERNELS = 31,
  CU_DEVICE_ATTRIBUTE_MEMORY_CLOCK_RATE = 36,
  CU_DEVICE_ATTRIBUTE_GLOBAL_MEMORY_BUS_WIDTH = 37,
  CU_DEVICE_ATTRIBUTE_L2_CACHE_SIZE = 38,
  CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_MULTIPROCESSOR = 39,
  CU_DEVICE_ATTRIBUTE_UNIFIED_ADDRESSING = 41,
  CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR = 75,
  CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR = 76,
  CU_DEVICE_ATTRIBUTE_MANAGED_MEMORY = 83,
} CUdevice_attribute;

typedef enum CUctx_flags_enum {
  CU_CTX_SCHED_AUTO = 0,
  CU_CTX_SCHED_SPIN = 1,
  CU_CTX_SCHED_YIELD = 2,
  CU_CTX_SCHED_BLOCKING_SYNC = 4,
  CU_CTX_MAP_HOST = 8,
} CUctx_flags;
typedef enum CUstream_flags_enum {
  CU_STREAM_DEFAULT = 0,
  CU_STREAM_NON_BLOCKING = 1,
} CUstream_flags;
typedef enum CUevent_flags_enum {
  CU_EVENT_DEFAULT = 0,
  CU_EVENT_BLOCKING_SYNC = 1,
  CU_EVENT_DISABLE_TIMING = 2,
} CUevent_flags;
typedef enum CUmemAttach_flags_enum {
  CU_MEM_ATTACH_GLOBAL = 1,
  CU_MEM_ATTACH_HOST = 2,
} CUmemAttach_flags;
typedef enum CUfunc_cache_enum {
  CU_FUNC_CACHE_PREFER_NONE = 0,
  CU_FUNC_CACHE_PREFER_SHARED = 1,
  CU_FUNC_CACHE_PREFER_L1 = 2,
  CU_FUNC_CACHE_PREFER_EQUAL = 3,
} CUfunc_cache;
typedef int CUjit_option;

#if defined(__cplusplus)
extern "C" {
#endif
extern CUresult cuInit(unsigned int flags);
extern CUresult cuDriverGetVersion(int *version);
extern CUresult cuGetErrorName(CUresult error, const char **text);
extern CUresult cuGetErrorString(CUresult error, const char **text);

extern CUresult cuDeviceGet(CUdevice *device, int ordinal);
extern CUresult cuDeviceGetCount(int *count);
extern CUresult cuDeviceGetName(char *name, int length, CUdevice device);
extern CUresult cuDeviceGetAttribute(int *value, CUdevice_attribute attribute,
                                     CUdevice device);
extern CUresult cuDeviceTotalMem(size_t *bytes, CUdevice device);
extern CUresult cuDeviceComputeCapability(int *major, int *minor,
                                          CUdevice device);
extern CUresult cuDevicePrimaryCtxRetain(CUcontext *context, CUdevice device);
extern CUresult cuDevicePrimaryCtxRelease(CUdevice device);
extern CUresult cuCtxCreate(CUcontext *context, unsigned int flags,
                            CUdevice device);
extern CUresult cuCtxDestroy(CUcontext context);
extern CUresult cuCtxSetCurrent(CUcontext context);
extern CUresult cuCtxGetCurrent(CUcontext *context);
extern CUresult cuCtxPushCurrent(CUcontext context);
extern CUresult cuCtxPopCurrent(CUcontext *context);
extern CUresult cuCtxGetDevice(CUdevice *device);
extern CUresult cuCtxSynchronize(void);

extern CUresult cuMemAlloc(CUdeviceptr *pointer, size_t bytes);
extern CUresult cuMemAllocManaged(CUdeviceptr *pointer, size_t bytes,
                                  unsigned int flags);
extern CUresult cuMemFree(CUdeviceptr pointer);
extern CUresult cuMemAllocHost(void **pointer, size_t bytes);
extern CUresult cuMemFreeHost(void *pointer);
extern CUresult cuMemGetInfo(size_t *free, size_t *total);
extern CUresult cuMemcpyHtoD(CUdeviceptr to, const void *from, size_t bytes);
extern CUresult cuMemcpyDtoH(void *to, CUdeviceptr from, size_t bytes);
extern CUresult cuMemcpyDtoD(CUdeviceptr to, CUdeviceptr from, size_t bytes);
extern CUresult cuMemcpyHtoDAsync(CUdeviceptr to, const void *from,
                                  size_t bytes, CUstream stream);
extern CUresult cuMemcpyDtoHAsync(void *to, CUdeviceptr from, size_t bytes,
                                  CUstream stream);
extern CUresult cuMemcpyDtoDAsync(CUdeviceptr to, CUdeviceptr from,
                                  size_t bytes, CUstream stream);
extern CUresult cuMemsetD8(CUdeviceptr to, unsigned char value, size_t count);
extern CUresult cuMemsetD8Async(CUdeviceptr to, unsigned char value,
                                size_t count, CUstream stream);
extern CUresult cuMemsetD32(CUdeviceptr to, unsigned int value, size_t count);

extern CUresult cuStreamCreate(CUstream *stream, unsigned int flags);
extern CUresult cuStreamDestroy(CUstream stream);
extern CUresult cuStreamSynchronize(CUstream stream);
extern CUresult cuStreamQuery(CUstream stream);
extern CUresult cuStreamWaitEvent(CUstream stream, CUevent event,
                                  unsigned int flags);
extern CUresult cuEventCreate(CUevent *event, unsigned int flags);
extern CUresult cuEventDestroy(CUevent event);
extern CUresult cuEventRecord(CUevent event, CUstream stream);
extern CUresult cuEventSynchronize(CUevent event);
extern CUresult cuEventElapsedTime(float *milliseconds, CUevent start,
                                   CUevent end);
extern CUresult cuEventQuery(CUevent event);

extern CUresult cuModuleLoad(CUmodule *module, const char *file);
extern CUresult cuModuleLoadData(CUmodule *module, const void *image);
extern CUresult cuModuleLoadFatBinary(CUmodule *module, const void *image);
extern CUresult cuModuleLoadDataEx(CUmodule *module, const void *image,
                                   unsigned int count, CUjit_option *options,
                                   void **values);
extern CUresult cuModuleUnload(CUmodule module);
extern CUresult cuModuleGetFunction(CUfunction *function, CUmodule module,
                                    const char *name);
extern CUresult cuFuncSetCacheConfig(CUfunction function, CUfunc_cache config);
extern CUresult cuLaunchKernel(CUfunction function, unsigned int gridX,
                               unsigned int gridY, unsigned int gridZ,
                               unsigned int blockX, unsigned int blockY,
                               unsigned int blockZ, unsigned int sharedBytes,
                               CUstream stream, void **parameters,
                               void **extra);
#if defined(__cplusplus)
} // extern "C"
#endif

#endif
