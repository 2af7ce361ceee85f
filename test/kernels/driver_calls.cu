// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// RUN: cubeport translate %s --emit=host | FileCheck %s --check-prefix=HOST
// The driver API: contexts, memory by numbers, modules, kernels by name. What
// a module's file would hold is part of the program.
#include <cstdio>
#include <cstring>
#include <cuda.h>
#include <vector>

#define CHECK(call)                                                            \
  do {                                                                         \
    CUresult status = (call);                                                  \
    if (status != CUDA_SUCCESS) {                                              \
      const char *name = nullptr;                                              \
      cuGetErrorName(status, &name);                                           \
      printf("FAIL %s: %s\n", #call, name);                                    \
      return 1;                                                                \
    }                                                                          \
  } while (0)

// HOST: static const cubeport::NamedKernel scale_name("scale", scale);
extern "C" __global__ void scale(float *x, float by, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    x[i] *= by;
  }
}

// HOST: static const cubeport::NamedKernel shift_name("_ZN7library5shiftEPii", shift);
// HOST-NEXT: } // namespace library
namespace library {
__global__ void shift(int *x, int n) {
  extern __shared__ int tile[];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  tile[threadIdx.x] = i < n ? x[i] : 0;
  __syncthreads();
  if (i < n) {
    x[i] = tile[threadIdx.x ? threadIdx.x - 1 : 0];
  }
}
} // namespace library

int main() {
  const int n = 1000;
  CHECK(cuInit(0));
  int count = 0, version = 0, warp = 0, major = 0, minor = 0;
  CHECK(cuDeviceGetCount(&count));
  CHECK(cuDriverGetVersion(&version));
  CUdevice device;
  CUcontext context, current, popped;
  CHECK(cuDeviceGet(&device, 0));
  char name[64] = "";
  size_t total = 0, free = 0;
  CHECK(cuDeviceGetName(name, sizeof(name), device));
  CHECK(cuDeviceTotalMem(&total, device));
  CHECK(cuDeviceGetAttribute(&warp, CU_DEVICE_ATTRIBUTE_WARP_SIZE, device));
  CHECK(cuDeviceComputeCapability(&major, &minor, device));
  CHECK(cuCtxCreate(&context, CU_CTX_SCHED_AUTO, device));
  CHECK(cuCtxGetCurrent(&current));
  CHECK(cuMemGetInfo(&free, &total));
  if (count < 1 || version < 1000 || warp != 32 || major < 1 || !name[0] ||
      total == 0 || current != context) {
    printf("FAIL device\n");
    return 1;
  }
  if (cuDeviceGet(&device, 1000) == CUDA_SUCCESS) {
    printf("FAIL a device that does not exist\n");
    return 1;
  }

  CUmodule module;
  CUfunction scaleFunction, shiftFunction, none;
  CHECK(cuModuleLoad(&module, "driver_calls.ptx"));
  CHECK(cuModuleGetFunction(&scaleFunction, module, "scale"));
  CHECK(cuModuleGetFunction(&shiftFunction, module, "_ZN7library5shiftEPii"));
  if (cuModuleGetFunction(&none, module, "scales") != CUDA_ERROR_NOT_FOUND) {
    printf("FAIL a kernel that does not exist\n");
    return 1;
  }

  std::vector<float> host(n);
  for (int i = 0; i < n; ++i) {
    host[i] = float(i);
  }
  CUdeviceptr x, y;
  CHECK(cuMemAlloc(&x, n * sizeof(float)));
  CHECK(cuMemAlloc(&y, n * sizeof(int)));
  CHECK(cuMemcpyHtoD(x, host.data(), n * sizeof(float)));
  float by = 3;
  int size = n;
  CUstream stream;
  CUevent start, stop;
  CHECK(cuStreamCreate(&stream, CU_STREAM_NON_BLOCKING));
  CHECK(cuEventCreate(&start, CU_EVENT_DEFAULT));
  CHECK(cuEventCreate(&stop, CU_EVENT_DEFAULT));
  void *arguments[] = {&x, &by, &size};
  CHECK(cuEventRecord(start, stream));
  CHECK(cuLaunchKernel(scaleFunction, (n + 127) / 128, 1, 1, 128, 1, 1, 0,
                       stream, arguments, nullptr));
  // Half of it again, by a pointer into the middle.
  CUdeviceptr middle = x + n / 2 * sizeof(float);
  int half = n / 2;
  void *others[] = {&middle, &by, &half};
  CHECK(cuLaunchKernel(scaleFunction, (half + 63) / 64, 1, 1, 64, 1, 1, 0,
                       stream, others, nullptr));
  CHECK(cuMemcpyDtoHAsync(host.data(), x, n * sizeof(float), stream));
  CHECK(cuEventRecord(stop, stream));
  CHECK(cuStreamSynchronize(stream));
  float time = -1;
  CHECK(cuEventElapsedTime(&time, start, stop));
  for (int i = 0; i < n; ++i) {
    if (host[i] != float(i) * (i < n / 2 ? 3 : 9)) {
      printf("FAIL scale %d: %g\n", i, host[i]);
      return 1;
    }
  }

  CHECK(cuMemsetD32(y, 0x01020304, n));
  CHECK(cuMemsetD8(y, 0, 4 * sizeof(int)));
  void *last[] = {&y, &size};
  CHECK(cuLaunchKernel(shiftFunction, (n + 255) / 256, 1, 1, 256, 1, 1,
                       256 * sizeof(int), nullptr, last, nullptr));
  CHECK(cuCtxSynchronize());
  std::vector<int> shifted(n);
  CHECK(cuMemcpyDtoH(shifted.data(), y, n * sizeof(int)));
  for (int i = 0; i < n; ++i) {
    if (shifted[i] != (i < 5 ? 0 : 0x01020304)) {
      printf("FAIL shift %d: %x\n", i, shifted[i]);
      return 1;
    }
  }

  CHECK(cuModuleUnload(module));
  CHECK(cuMemFree(x));
  CHECK(cuMemFree(y));
  CHECK(cuEventDestroy(start));
  CHECK(cuEventDestroy(stop));
  CHECK(cuStreamDestroy(stream));
  CHECK(cuCtxPopCurrent(&popped));
  CHECK(cuCtxDestroy(context));
  printf("%s\n", popped == context ? "PASS" : "FAIL contexts");
  return popped != context;
}
