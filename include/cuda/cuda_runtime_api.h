// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Declarations of the CUDA runtime. Nothing defines them: the host half of a
// program is rewritten before it is compiled.
#ifndef CUBEPORT_CUDA_RUNTIME_API_H
#define CUBEPORT_CUDA_RUNTIME_API_H

#include "builtin_types.h"
#include "host_defines.h"

#define CUDART_VERSION 12080

#if defined(__cplusplus)
#define CUBEPORT_DEFAULT(value) = value
extern "C" {
#else
#define CUBEPORT_DEFAULT(value)
#endif
// Also callable on the device as far as declarations go: device-side calls
// are refused with a code, not with a parse error.
#define CUBEPORT_API extern

// Errors
CUBEPORT_API cudaError_t cudaGetLastError(void);
CUBEPORT_API cudaError_t cudaPeekAtLastError(void);
CUBEPORT_API const char *cudaGetErrorName(cudaError_t error);
CUBEPORT_API const char *cudaGetErrorString(cudaError_t error);

// Devices
CUBEPORT_API cudaError_t cudaGetDeviceCount(int *count);
CUBEPORT_API cudaError_t cudaGetDevice(int *device);
CUBEPORT_API cudaError_t cudaSetDevice(int device);
CUBEPORT_API cudaError_t cudaSetDeviceFlags(unsigned int flags);
CUBEPORT_API cudaError_t cudaGetDeviceFlags(unsigned int *flags);
CUBEPORT_API cudaError_t cudaGetDeviceProperties(struct cudaDeviceProp *prop,
                                                 int device);
CUBEPORT_API cudaError_t cudaDeviceGetAttribute(int *value,
                                                enum cudaDeviceAttr attr,
                                                int device);
CUBEPORT_API cudaError_t cudaChooseDevice(int *device,
                                          const struct cudaDeviceProp *prop);
CUBEPORT_API cudaError_t cudaDeviceSynchronize(void);
CUBEPORT_API cudaError_t cudaDeviceReset(void);
CUBEPORT_API cudaError_t cudaThreadSynchronize(void);
CUBEPORT_API cudaError_t cudaThreadExit(void);
CUBEPORT_API cudaError_t cudaDeviceSetLimit(enum cudaLimit limit,
                                            size_t value);
CUBEPORT_API cudaError_t cudaDeviceGetLimit(size_t *value,
                                            enum cudaLimit limit);
CUBEPORT_API cudaError_t cudaDeviceSetCacheConfig(enum cudaFuncCache config);
CUBEPORT_API cudaError_t
cudaDeviceSetSharedMemConfig(enum cudaSharedMemConfig config);
CUBEPORT_API cudaError_t
cudaDeviceGetStreamPriorityRange(int *leastPriority, int *greatestPriority);
CUBEPORT_API cudaError_t cudaDeviceCanAccessPeer(int *canAccessPeer,
                                                 int device, int peerDevice);
CUBEPORT_API cudaError_t cudaDeviceEnablePeerAccess(int peerDevice,
                                                    unsigned int flags);
CUBEPORT_API cudaError_t cudaDeviceDisablePeerAccess(int peerDevice);
CUBEPORT_API cudaError_t cudaDeviceGetPCIBusId(char *pciBusId, int len,
                                               int device);
CUBEPORT_API cudaError_t cudaDriverGetVersion(int *driverVersion);
CUBEPORT_API cudaError_t cudaRuntimeGetVersion(int *runtimeVersion);
CUBEPORT_API cudaError_t cudaProfilerStart(void);
CUBEPORT_API cudaError_t cudaProfilerStop(void);

// Memory
CUBEPORT_API cudaError_t cudaMalloc(void **devPtr, size_t size);
CUBEPORT_API cudaError_t cudaMallocHost(void **ptr, size_t size);
CUBEPORT_API cudaError_t cudaHostAlloc(void **pHost, size_t size,
                                       unsigned int flags);
CUBEPORT_API cudaError_t
cudaMallocManaged(void **devPtr, size_t size,
                  unsigned int flags CUBEPORT_DEFAULT(cudaMemAttachGlobal));
CUBEPORT_API cudaError_t cudaMallocPitch(void **devPtr, size_t *pitch,
                                         size_t width, size_t height);
CUBEPORT_API cudaError_t cudaMalloc3D(struct cudaPitchedPtr *pitchedDevPtr,
                                      struct cudaExtent extent);
CUBEPORT_API cudaError_t
cudaMallocArray(cudaArray_t *array, const struct cudaChannelFormatDesc *desc,
                size_t width, size_t height CUBEPORT_DEFAULT(0),
                unsigned int flags CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t
cudaMalloc3DArray(cudaArray_t *array, const struct cudaChannelFormatDesc *desc,
                  struct cudaExtent extent,
                  unsigned int flags CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMallocAsync(void **devPtr, size_t size,
                                         cudaStream_t stream);
CUBEPORT_API cudaError_t cudaFreeAsync(void *devPtr, cudaStream_t stream);
CUBEPORT_API cudaError_t cudaFree(void *devPtr);
CUBEPORT_API cudaError_t cudaFreeHost(void *ptr);
CUBEPORT_API cudaError_t cudaFreeArray(cudaArray_t array);
CUBEPORT_API cudaError_t cudaFreeMipmappedArray(cudaMipmappedArray_t array);
CUBEPORT_API cudaError_t cudaHostRegister(void *ptr, size_t size,
                                          unsigned int flags);
CUBEPORT_API cudaError_t cudaHostUnregister(void *ptr);
CUBEPORT_API cudaError_t cudaHostGetDevicePointer(void **pDevice, void *pHost,
                                                  unsigned int flags);
CUBEPORT_API cudaError_t cudaHostGetFlags(unsigned int *flags, void *pHost);
CUBEPORT_API cudaError_t cudaMemGetInfo(size_t *free, size_t *total);
CUBEPORT_API cudaError_t
cudaPointerGetAttributes(struct cudaPointerAttributes *attributes,
                         const void *ptr);
CUBEPORT_API cudaError_t cudaMemcpy(void *dst, const void *src, size_t count,
                                    enum cudaMemcpyKind kind);
CUBEPORT_API cudaError_t
cudaMemcpyAsync(void *dst, const void *src, size_t count,
                enum cudaMemcpyKind kind,
                cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMemcpy2D(void *dst, size_t dpitch,
                                      const void *src, size_t spitch,
                                      size_t width, size_t height,
                                      enum cudaMemcpyKind kind);
CUBEPORT_API cudaError_t
cudaMemcpy2DAsync(void *dst, size_t dpitch, const void *src, size_t spitch,
                  size_t width, size_t height, enum cudaMemcpyKind kind,
                  cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMemcpy3D(const struct cudaMemcpy3DParms *p);
CUBEPORT_API cudaError_t
cudaMemcpy3DAsync(const struct cudaMemcpy3DParms *p,
                  cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMemcpyPeer(void *dst, int dstDevice,
                                        const void *src, int srcDevice,
                                        size_t count);
CUBEPORT_API cudaError_t
cudaMemcpyPeerAsync(void *dst, int dstDevice, const void *src, int srcDevice,
                    size_t count, cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMemcpyToArray(cudaArray_t dst, size_t wOffset,
                                           size_t hOffset, const void *src,
                                           size_t count,
                                           enum cudaMemcpyKind kind);
CUBEPORT_API cudaError_t cudaMemcpyToArrayAsync(
    cudaArray_t dst, size_t wOffset, size_t hOffset, const void *src,
    size_t count, enum cudaMemcpyKind kind,
    cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMemcpyFromArray(void *dst, cudaArray_const_t src,
                                             size_t wOffset, size_t hOffset,
                                             size_t count,
                                             enum cudaMemcpyKind kind);
CUBEPORT_API cudaError_t cudaMemcpyFromArrayAsync(
    void *dst, cudaArray_const_t src, size_t wOffset, size_t hOffset,
    size_t count, enum cudaMemcpyKind kind,
    cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMemcpy2DToArrayAsync(
    cudaArray_t dst, size_t wOffset, size_t hOffset, const void *src,
    size_t spitch, size_t width, size_t height, enum cudaMemcpyKind kind,
    cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMemcpy2DFromArray(
    void *dst, size_t dpitch, cudaArray_const_t src, size_t wOffset,
    size_t hOffset, size_t width, size_t height, enum cudaMemcpyKind kind);
CUBEPORT_API cudaError_t cudaMemcpy2DFromArrayAsync(
    void *dst, size_t dpitch, cudaArray_const_t src, size_t wOffset,
    size_t hOffset, size_t width, size_t height, enum cudaMemcpyKind kind,
    cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMemcpy2DArrayToArray(
    cudaArray_t dst, size_t wOffsetDst, size_t hOffsetDst,
    cudaArray_const_t src, size_t wOffsetSrc, size_t hOffsetSrc, size_t width,
    size_t height,
    enum cudaMemcpyKind kind CUBEPORT_DEFAULT(cudaMemcpyDeviceToDevice));
CUBEPORT_API cudaError_t cudaMemcpy2DToArray(cudaArray_t dst, size_t wOffset,
                                             size_t hOffset, const void *src,
                                             size_t spitch, size_t width,
                                             size_t height,
                                             enum cudaMemcpyKind kind);
CUBEPORT_API cudaError_t
cudaMemcpyToSymbol(const void *symbol, const void *src, size_t count,
                   size_t offset CUBEPORT_DEFAULT(0),
                   enum cudaMemcpyKind kind
                       CUBEPORT_DEFAULT(cudaMemcpyHostToDevice));
CUBEPORT_API cudaError_t
cudaMemcpyFromSymbol(void *dst, const void *symbol, size_t count,
                     size_t offset CUBEPORT_DEFAULT(0),
                     enum cudaMemcpyKind kind
                         CUBEPORT_DEFAULT(cudaMemcpyDeviceToHost));
CUBEPORT_API cudaError_t
cudaMemcpyToSymbolAsync(const void *symbol, const void *src, size_t count,
                        size_t offset, enum cudaMemcpyKind kind,
                        cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t
cudaMemcpyFromSymbolAsync(void *dst, const void *symbol, size_t count,
                          size_t offset, enum cudaMemcpyKind kind,
                          cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaGetSymbolAddress(void **devPtr,
                                              const void *symbol);
CUBEPORT_API cudaError_t cudaGetSymbolSize(size_t *size, const void *symbol);
CUBEPORT_API cudaError_t cudaMemset(void *devPtr, int value, size_t count);
CUBEPORT_API cudaError_t
cudaMemsetAsync(void *devPtr, int value, size_t count,
                cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMemset2D(void *devPtr, size_t pitch, int value,
                                      size_t width, size_t height);
CUBEPORT_API cudaError_t
cudaMemset2DAsync(void *devPtr, size_t pitch, int value, size_t width,
                  size_t height, cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMemset3D(struct cudaPitchedPtr pitchedDevPtr,
                                      int value, struct cudaExtent extent);
CUBEPORT_API cudaError_t
cudaMemPrefetchAsync(const void *devPtr, size_t count, int dstDevice,
                     cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaMemAdvise(const void *devPtr, size_t count,
                                       enum cudaMemoryAdvise advice,
                                       int device);
CUBEPORT_API cudaError_t cudaDeviceGetDefaultMemPool(cudaMemPool_t *memPool,
                                                     int device);
CUBEPORT_API cudaError_t cudaDeviceGetMemPool(cudaMemPool_t *memPool,
                                              int device);
CUBEPORT_API cudaError_t cudaMemPoolSetAttribute(cudaMemPool_t memPool,
                                                 enum cudaMemPoolAttr attr,
                                                 void *value);
CUBEPORT_API cudaError_t cudaMemPoolTrimTo(cudaMemPool_t memPool,
                                           size_t minBytesToKeep);
CUBEPORT_API cudaError_t cudaMemPoolGetAttribute(cudaMemPool_t memPool,
                                                 enum cudaMemPoolAttr attr,
                                                 void *value);

// Textures
CUBEPORT_API struct cudaChannelFormatDesc
cudaCreateChannelDesc(int x, int y, int z, int w,
                      enum cudaChannelFormatKind f);
CUBEPORT_API cudaError_t cudaCreateTextureObject(
    cudaTextureObject_t *texture, const struct cudaResourceDesc *resource,
    const struct cudaTextureDesc *description,
    const struct cudaResourceViewDesc *view);
CUBEPORT_API cudaError_t
cudaArrayGetInfo(struct cudaChannelFormatDesc *desc, struct cudaExtent *extent,
                 unsigned int *flags, cudaArray_t array);
CUBEPORT_API cudaError_t cudaGetChannelDesc(struct cudaChannelFormatDesc *desc,
                                            cudaArray_const_t array);
CUBEPORT_API cudaError_t cudaDestroyTextureObject(cudaTextureObject_t texture);
CUBEPORT_API cudaError_t cudaCreateSurfaceObject(
    cudaSurfaceObject_t *surface, const struct cudaResourceDesc *resource);
CUBEPORT_API cudaError_t cudaDestroySurfaceObject(cudaSurfaceObject_t surface);

// Streams and events
CUBEPORT_API cudaError_t cudaStreamCreate(cudaStream_t *stream);
CUBEPORT_API cudaError_t cudaStreamCreateWithFlags(cudaStream_t *stream,
                                                   unsigned int flags);
CUBEPORT_API cudaError_t cudaStreamCreateWithPriority(cudaStream_t *stream,
                                                      unsigned int flags,
                                                      int priority);
CUBEPORT_API cudaError_t cudaStreamDestroy(cudaStream_t stream);
CUBEPORT_API cudaError_t cudaStreamSynchronize(cudaStream_t stream);
CUBEPORT_API cudaError_t cudaStreamQuery(cudaStream_t stream);
CUBEPORT_API cudaError_t
cudaStreamWaitEvent(cudaStream_t stream, cudaEvent_t event,
                    unsigned int flags CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaStreamAddCallback(cudaStream_t stream,
                                               cudaStreamCallback_t callback,
                                               void *userData,
                                               unsigned int flags);
CUBEPORT_API cudaError_t cudaLaunchHostFunc(cudaStream_t stream,
                                            cudaHostFn_t fn, void *userData);
CUBEPORT_API cudaError_t
cudaStreamAttachMemAsync(cudaStream_t stream, void *devPtr,
                         size_t length CUBEPORT_DEFAULT(0),
                         unsigned int flags
                             CUBEPORT_DEFAULT(cudaMemAttachSingle));
CUBEPORT_API cudaError_t
cudaStreamBeginCapture(cudaStream_t stream, enum cudaStreamCaptureMode mode);
CUBEPORT_API cudaError_t cudaStreamEndCapture(cudaStream_t stream,
                                              cudaGraph_t *graph);
CUBEPORT_API cudaError_t cudaEventCreate(cudaEvent_t *event);
CUBEPORT_API cudaError_t cudaEventCreateWithFlags(cudaEvent_t *event,
                                                  unsigned int flags);
CUBEPORT_API cudaError_t
cudaEventRecord(cudaEvent_t event, cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaEventQuery(cudaEvent_t event);
CUBEPORT_API cudaError_t cudaEventSynchronize(cudaEvent_t event);
CUBEPORT_API cudaError_t cudaEventElapsedTime(float *ms, cudaEvent_t start,
                                              cudaEvent_t end);
CUBEPORT_API cudaError_t cudaEventDestroy(cudaEvent_t event);

// Graphs
CUBEPORT_API cudaError_t cudaGraphCreate(cudaGraph_t *graph,
                                         unsigned int flags);
CUBEPORT_API cudaError_t
cudaGraphInstantiate(cudaGraphExec_t *exec, cudaGraph_t graph,
                     unsigned long long flags CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaGraphLaunch(cudaGraphExec_t exec,
                                         cudaStream_t stream);
CUBEPORT_API cudaError_t cudaGraphExecDestroy(cudaGraphExec_t exec);
CUBEPORT_API cudaError_t cudaGraphDestroy(cudaGraph_t graph);

CUBEPORT_API cudaError_t
cudaGraphInstantiateWithFlags(cudaGraphExec_t *exec, cudaGraph_t graph,
                              unsigned long long flags CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaGraphUpload(cudaGraphExec_t exec,
                                         cudaStream_t stream);
CUBEPORT_API cudaError_t cudaGraphGetNodes(cudaGraph_t graph,
                                           cudaGraphNode_t *nodes,
                                           size_t *numNodes);
CUBEPORT_API cudaError_t
cudaStreamIsCapturing(cudaStream_t stream,
                      enum cudaStreamCaptureStatus *status);
CUBEPORT_API cudaError_t
cudaGraphAddKernelNode(cudaGraphNode_t *node, cudaGraph_t graph,
                       const cudaGraphNode_t *dependencies, size_t count,
                       const struct cudaKernelNodeParams *params);
CUBEPORT_API cudaError_t
cudaGraphAddMemcpyNode(cudaGraphNode_t *node, cudaGraph_t graph,
                       const cudaGraphNode_t *dependencies, size_t count,
                       const struct cudaMemcpy3DParms *params);
CUBEPORT_API cudaError_t cudaGraphAddMemcpyNode1D(
    cudaGraphNode_t *node, cudaGraph_t graph,
    const cudaGraphNode_t *dependencies, size_t count, void *dst,
    const void *src, size_t bytes, enum cudaMemcpyKind kind);
CUBEPORT_API cudaError_t
cudaGraphAddMemsetNode(cudaGraphNode_t *node, cudaGraph_t graph,
                       const cudaGraphNode_t *dependencies, size_t count,
                       const struct cudaMemsetParams *params);
CUBEPORT_API cudaError_t
cudaGraphAddHostNode(cudaGraphNode_t *node, cudaGraph_t graph,
                     const cudaGraphNode_t *dependencies, size_t count,
                     const struct cudaHostNodeParams *params);
CUBEPORT_API cudaError_t
cudaGraphAddEmptyNode(cudaGraphNode_t *node, cudaGraph_t graph,
                      const cudaGraphNode_t *dependencies, size_t count);

// Execution
CUBEPORT_API cudaError_t
cudaLaunchKernel(const void *func, dim3 gridDim, dim3 blockDim, void **args,
                 size_t sharedMem CUBEPORT_DEFAULT(0),
                 cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t
cudaLaunchCooperativeKernel(const void *func, dim3 gridDim, dim3 blockDim,
                            void **args, size_t sharedMem CUBEPORT_DEFAULT(0),
                            cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t cudaLaunchKernelExC(const cudaLaunchConfig_t *config,
                                             const void *func, void **args);
CUBEPORT_API cudaError_t cudaFuncSetAttribute(const void *func,
                                              enum cudaFuncAttribute attr,
                                              int value);
CUBEPORT_API cudaError_t
cudaFuncGetAttributes(struct cudaFuncAttributes *attr, const void *func);
CUBEPORT_API cudaError_t cudaFuncSetCacheConfig(const void *func,
                                                enum cudaFuncCache config);
CUBEPORT_API cudaError_t
cudaFuncSetSharedMemConfig(const void *func, enum cudaSharedMemConfig config);
CUBEPORT_API cudaError_t cudaOccupancyMaxActiveBlocksPerMultiprocessor(
    int *numBlocks, const void *func, int blockSize, size_t dynamicSMemSize);

// What a launch `f<<<grid, block, bytes, stream>>>(...)` is checked against.
CUBEPORT_API unsigned
__cudaPushCallConfiguration(dim3 gridDim, dim3 blockDim,
                            size_t sharedMem CUBEPORT_DEFAULT(0),
                            cudaStream_t stream CUBEPORT_DEFAULT(0));
CUBEPORT_API cudaError_t
cudaConfigureCall(dim3 gridDim, dim3 blockDim,
                  size_t sharedMem CUBEPORT_DEFAULT(0),
                  cudaStream_t stream CUBEPORT_DEFAULT(0));

#if defined(__cplusplus)
} // extern "C"
#endif
#undef CUBEPORT_API
#undef CUBEPORT_DEFAULT

#endif
