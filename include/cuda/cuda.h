// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Types of the CUDA driver API. Calls of it are refused with a code in the
// host half; the most common declarations let sources parse.
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
  CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK = 8,
  CU_DEVICE_ATTRIBUTE_WARP_SIZE = 10,
  CU_DEVICE_ATTRIBUTE_CLOCK_RATE = 13,
  CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT = 16,
  CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR = 75,
  CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR = 76,
} CUdevice_attribute;

#if defined(__cplusplus)
extern "C" {
#endif
extern CUresult cuInit(unsigned int flags);
extern CUresult cuDeviceGet(CUdevice *device, int ordinal);
extern CUresult cuDeviceGetCount(int *count);
extern CUresult cuDeviceGetName(char *name, int length, CUdevice device);
extern CUresult cuDeviceGetAttribute(int *value, CUdevice_attribute attribute,
                                     CUdevice device);
extern CUresult cuDeviceTotalMem(size_t *bytes, CUdevice device);
extern CUresult cuCtxCreate(CUcontext *context, unsigned int flags,
                            CUdevice device);
extern CUresult cuCtxDestroy(CUcontext context);
extern CUresult cuCtxSynchronize(void);
extern CUresult cuModuleLoad(CUmodule *module, const char *file);
extern CUresult cuModuleLoadData(CUmodule *module, const void *image);
extern CUresult cuModuleUnload(CUmodule module);
extern CUresult cuModuleGetFunction(CUfunction *function, CUmodule module,
                                    const char *name);
extern CUresult cuMemAlloc(CUdeviceptr *pointer, size_t bytes);
extern CUresult cuMemFree(CUdeviceptr pointer);
extern CUresult cuMemGetInfo(size_t *free, size_t *total);
extern CUresult cuMemcpyHtoD(CUdeviceptr to, const void *from, size_t bytes);
extern CUresult cuMemcpyDtoH(void *to, CUdeviceptr from, size_t bytes);
extern CUresult cuGetErrorName(CUresult error, const char **text);
extern CUresult cuGetErrorString(CUresult error, const char **text);
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
