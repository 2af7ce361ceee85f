// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// CHECK: PASS
// Surface objects: one kernel writes an array, the next one changes it in
// place, a texture over the same array reads it; the modes of the boundary.
#include "check.h"

static const int kWidth = 20, kHeight = 9;

__global__ void draw(cudaSurfaceObject_t surface) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < kWidth && y < kHeight) {
    surf2Dwrite(make_float2((float)x, (float)(10 * y)), surface, x * 8, y);
  }
}
__global__ void turn(cudaSurfaceObject_t surface) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  float2 value;
  surf2Dread(&value, surface, x * 8, y, cudaBoundaryModeClamp);
  value = make_float2(value.y, -value.x);
  // Threads outside write nothing.
  surf2Dwrite(value, surface, x * 8, y, cudaBoundaryModeZero);
}
__global__ void read(cudaTextureObject_t texture, float2 *out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < kWidth * kHeight) {
    out[i] = tex2D<float2>(texture, (float)(i % kWidth), (float)(i / kWidth));
  }
}
__global__ void edges(cudaSurfaceObject_t surface, float *out) {
  int i = threadIdx.x;
  out[i] = surf2Dread<float2>(surface, (i - 2) * 8, 0, cudaBoundaryModeZero).y;
  out[32 + i] =
      surf2Dread<float2>(surface, (i - 2) * 8, i, cudaBoundaryModeClamp).x;
}
__global__ void count(cudaSurfaceObject_t line, cudaSurfaceObject_t box,
                      int n) {
  int i = threadIdx.x;
  if (i < n) {
    surf1Dwrite(surf1Dread<int>(line, i * 4) + i, line, i * 4);
    surf3Dwrite((unsigned char)(i * 3), box, i % 4, i / 4 % 3, i / 12);
  }
}

static cudaSurfaceObject_t makeSurface(cudaArray_t array) {
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaSurfaceObject_t surface = 0;
  require(cudaCreateSurfaceObject(&surface, &resource), "surface");
  return surface;
}

static void checkPlane() {
  cudaChannelFormatDesc format = cudaCreateChannelDesc<float2>();
  cudaArray_t array;
  require(cudaMallocArray(&array, &format, kWidth, kHeight,
                          cudaArraySurfaceLoadStore),
          "array");
  cudaSurfaceObject_t surface = makeSurface(array);
  dim3 block(8, 4), grid(3, 3);
  draw<<<grid, block>>>(surface);
  turn<<<grid, block>>>(surface);
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaTextureDesc desc = {};
  cudaTextureObject_t texture = 0;
  require(cudaCreateTextureObject(&texture, &resource, &desc, nullptr),
          "texture");
  const int n = kWidth * kHeight;
  float *out = deviceArray<float>(2 * n), *ends = deviceArray<float>(64);
  read<<<(n + 63) / 64, 64>>>(texture, (float2 *)out);
  edges<<<1, 32>>>(surface, ends);
  std::vector<float> expected(2 * n), atEdges(64);
  for (int i = 0; i < n; ++i) {
    expected[2 * i] = (float)(10 * (i / kWidth));
    expected[2 * i + 1] = (float)-(i % kWidth);
  }
  for (int i = 0; i < 32; ++i) {
    int x = i - 2;
    atEdges[i] = x >= 0 && x < kWidth ? (float)-x : 0.0f;
    atEdges[32 + i] = (float)(10 * (i < kHeight ? i : kHeight - 1));
  }
  expectNear("plane", takeBack(out, 2 * n), expected, 0, 0);
  expectNear("edges", takeBack(ends, 64), atEdges, 0, 0);
  std::vector<float> host(2 * n);
  require(cudaMemcpy2DFromArray(host.data(), kWidth * 8, array, 0, 0,
                                kWidth * 8, kHeight, cudaMemcpyDeviceToHost),
          "copy from array");
  expectNear("copied", host, expected, 0, 0);
  cudaDestroyTextureObject(texture);
  cudaDestroySurfaceObject(surface);
  cudaFreeArray(array);
}

static void checkLineAndBox() {
  const int n = 24;
  cudaChannelFormatDesc ints = cudaCreateChannelDesc<int>();
  cudaChannelFormatDesc bytes = cudaCreateChannelDesc<unsigned char>();
  cudaArray_t line, box;
  require(cudaMallocArray(&line, &ints, n, 0, cudaArraySurfaceLoadStore),
          "line");
  require(cudaMalloc3DArray(&box, &bytes, make_cudaExtent(4, 3, 2),
                            cudaArraySurfaceLoadStore),
          "box");
  std::vector<int> values(n, 100), back(n), expected(n), numbers;
  require(cudaMemcpyToArray(line, 0, 0, values.data(), n * 4,
                            cudaMemcpyHostToDevice),
          "copy to line");
  cudaSurfaceObject_t lineSurface = makeSurface(line);
  cudaSurfaceObject_t boxSurface = makeSurface(box);
  count<<<1, 32>>>(lineSurface, boxSurface, n);
  require(cudaMemcpyFromArray(back.data(), line, 0, 0, n * 4,
                              cudaMemcpyDeviceToHost),
          "copy from line");
  std::vector<unsigned char> inBox(n);
  cudaMemcpy3DParms copy = {};
  copy.srcArray = box;
  copy.dstPtr = make_cudaPitchedPtr(inBox.data(), 4, 4, 3);
  copy.extent = make_cudaExtent(4, 3, 2);
  copy.kind = cudaMemcpyDeviceToHost;
  require(cudaMemcpy3D(&copy), "copy from box");
  for (int i = 0; i < n; ++i) {
    expected[i] = 100 + i;
  }
  expectEqual("line", back, expected);
  for (int i = 0; i < n; ++i) {
    expected[i] = 3 * i;
  }
  expectEqual("box", std::vector<int>(inBox.begin(), inBox.end()), expected);
}

int main() {
  checkPlane();
  checkLineAndBox();
  return finish();
}
