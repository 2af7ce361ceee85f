// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// CHECK: PASS
// What textures are of: linear and pitched memory, arrays of one and three
// dimensions, layers; channels of 8, 16 and 32 bits, one, two or four of them;
// read as they are or as floats from 0 or -1 to 1.
#include "check.h"
#include <cuda_fp16.h>

template <class T>
__global__ void fetchLine(cudaTextureObject_t texture, T *out, int first,
                          int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = tex1Dfetch<T>(texture, first + i);
  }
}
template <class T>
__global__ void fetchPlane(cudaTextureObject_t texture, T *out, int width,
                           int height) {
  int x = threadIdx.x, y = threadIdx.y;
  if (x < width && y < height) {
    out[y * width + x] = tex2D<T>(texture, (float)x, (float)y);
  }
}
__global__ void fetchVolume(cudaTextureObject_t texture, float *out, float dx,
                            float dy, float dz) {
  int x = threadIdx.x, y = threadIdx.y, z = threadIdx.z;
  out[(z * 4 + y) * 4 + x] =
      tex3D<float>(texture, (float)x + dx, (float)y + dy, (float)z + dz);
}
__global__ void fetchLayer(cudaTextureObject_t texture, ushort2 *out) {
  int x = threadIdx.x, layer = threadIdx.y;
  ushort2 value;
  tex2D(&value, texture, 99.0f, 0.0f); // clamped, and not used
  value = tex2DLayered<ushort2>(texture, (float)x, 1.0f, layer);
  out[layer * blockDim.x + x] = value;
}

static cudaTextureObject_t
makeTexture(const cudaResourceDesc &resource,
            cudaTextureReadMode readMode = cudaReadModeElementType,
            cudaTextureFilterMode filterMode = cudaFilterModePoint) {
  cudaTextureDesc desc = {};
  for (int axis = 0; axis < 3; ++axis) {
    desc.addressMode[axis] = cudaAddressModeClamp;
  }
  desc.readMode = readMode;
  desc.filterMode = filterMode;
  cudaTextureObject_t texture = 0;
  require(cudaCreateTextureObject(&texture, &resource, &desc, nullptr),
          "texture");
  return texture;
}

/// Through linear memory of channels like `T`, as `R`, from two elements
/// before to two behind.
template <class R, class T>
static std::vector<R> throughLine(const std::vector<T> &values,
                                  cudaChannelFormatDesc format,
                                  cudaTextureReadMode readMode) {
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeLinear;
  resource.res.linear.devPtr = toDevice(values);
  resource.res.linear.desc = format;
  resource.res.linear.sizeInBytes = values.size() * sizeof(T);
  cudaTextureObject_t texture = makeTexture(resource, readMode);
  int n = (int)values.size() + 4;
  R *out = deviceArray<R>(n);
  fetchLine<R><<<1, 64>>>(texture, out, -2, n);
  std::vector<R> result = takeBack(out, n);
  require(cudaDestroyTextureObject(texture), "destroy");
  require(cudaFree(resource.res.linear.devPtr), "free");
  return result;
}

static void checkLinear() {
  std::vector<unsigned char> bytes = {0, 1, 51, 128, 255};
  expectNear("bytes as floats",
             throughLine<float>(bytes, cudaCreateChannelDesc<unsigned char>(),
                                cudaReadModeNormalizedFloat),
             {0, 0, 0, 1.0f / 255, 0.2f, 128.0f / 255, 1, 0, 0});
  expectEqual("bytes",
              throughLine<unsigned char>(
                  bytes, cudaCreateChannelDesc(8, 0, 0, 0,
                                               cudaChannelFormatKindUnsigned),
                  cudaReadModeElementType),
              {0, 0, 0, 1, 51, 128, 255, 0, 0});
  std::vector<short> shorts = {-32768, -32767, 0, 16384, 32767};
  expectNear("shorts as floats",
             throughLine<float>(shorts, cudaCreateChannelDesc<short>(),
                                cudaReadModeNormalizedFloat),
             {0, 0, -1, -1, 0, 16384.0f / 32767, 1, 0, 0});
  std::vector<int> ints = {-5, 1 << 30, 7};
  expectEqual("ints",
              throughLine<int>(ints, cudaCreateChannelDesc<int>(),
                               cudaReadModeElementType),
              {0, 0, -5, 1 << 30, 7, 0, 0});
  std::vector<__half> halves = {__float2half(1.5f), __float2half(-0.25f)};
  expectNear("halves",
             throughLine<float>(halves, cudaCreateChannelDescHalf(),
                                cudaReadModeElementType),
             {0, 0, 1.5f, -0.25f, 0, 0});
}

static void checkPitched() {
  const int width = 5, height = 3;
  float4 *memory = nullptr;
  size_t pitch = 0;
  require(cudaMallocPitch(&memory, &pitch, width * 16, height), "pitched");
  std::vector<float> values = ramp(4 * width * height, 0.5f);
  require(cudaMemcpy2D(memory, pitch, values.data(), width * 16, width * 16,
                       height, cudaMemcpyHostToDevice),
          "copy");
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypePitch2D;
  resource.res.pitch2D.devPtr = memory;
  resource.res.pitch2D.desc = cudaCreateChannelDesc<float4>();
  resource.res.pitch2D.width = width;
  resource.res.pitch2D.height = height;
  resource.res.pitch2D.pitchInBytes = pitch;
  cudaTextureObject_t texture = makeTexture(resource);
  float *out = deviceArray<float>(values.size());
  fetchPlane<float4><<<1, dim3(8, 4)>>>(texture, (float4 *)out, width, height);
  expectNear("pitched", takeBack(out, values.size()), values, 0, 0);
  cudaDestroyTextureObject(texture);
  cudaFree(memory);
}

static void checkVolume() {
  cudaChannelFormatDesc format = cudaCreateChannelDesc<float>();
  cudaExtent extent = make_cudaExtent(4, 4, 4);
  cudaArray_t array;
  require(cudaMalloc3DArray(&array, &format, extent), "3D array");
  std::vector<float> values(64);
  for (int i = 0; i < 64; ++i) {
    values[i] = (float)(i % 4 + 10 * (i / 4 % 4) + 100 * (i / 16));
  }
  cudaMemcpy3DParms copy = {};
  copy.srcPtr = make_cudaPitchedPtr(values.data(), 16, 4, 4);
  copy.dstArray = array;
  copy.extent = extent;
  copy.kind = cudaMemcpyHostToDevice;
  require(cudaMemcpy3D(&copy), "copy to 3D array");
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaTextureObject_t texture = makeTexture(resource, cudaReadModeElementType,
                                            cudaFilterModeLinear);
  float *out = deviceArray<float>(64);
  fetchVolume<<<1, dim3(4, 4, 4)>>>(texture, out, 1.0f, 0.5f, 0.25f);
  std::vector<float> expected(64);
  for (int i = 0; i < 64; ++i) {
    int x = i % 4, y = i / 4 % 4, z = i / 16;
    // Half way to the next column; three quarters of the way from the slice
    // below, which the first has none of.
    float column = x < 3 ? (float)x + 0.5f : 3.0f;
    float slice = z > 0 ? (float)z - 0.25f : 0.0f;
    expected[i] = column + 10.0f * (float)y + 100.0f * slice;
  }
  expectNear("volume", takeBack(out, 64), expected);
  cudaDestroyTextureObject(texture);
  require(cudaFreeArray(array), "free 3D array");
}

static void checkLayers() {
  const int width = 6, height = 2, layers = 3;
  cudaChannelFormatDesc format = cudaCreateChannelDesc<ushort2>();
  cudaArray_t array;
  require(cudaMalloc3DArray(&array, &format,
                            make_cudaExtent(width, height, layers),
                            cudaArrayLayered),
          "layers");
  std::vector<ushort2> values(width * height * layers);
  for (size_t i = 0; i < values.size(); ++i) {
    values[i] = {(unsigned short)i, (unsigned short)(1000 + i)};
  }
  cudaMemcpy3DParms copy = {};
  copy.srcPtr = make_cudaPitchedPtr(values.data(), width * 4, width, height);
  copy.dstArray = array;
  copy.extent = make_cudaExtent(width, height, layers);
  copy.kind = cudaMemcpyHostToDevice;
  require(cudaMemcpy3D(&copy), "copy to layers");
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaTextureObject_t texture = makeTexture(resource);
  ushort2 *out = deviceArray<ushort2>(width * layers);
  fetchLayer<<<1, dim3(width, layers)>>>(texture, out);
  std::vector<ushort2> got = takeBack(out, width * layers);
  std::vector<int> numbers, expected;
  for (int i = 0; i < width * layers; ++i) {
    int at = i / width * width * height + width + i % width;
    numbers.insert(numbers.end(), {got[i].x, got[i].y});
    expected.insert(expected.end(), {at, 1000 + at});
  }
  expectEqual("layers", numbers, expected);
  cudaDestroyTextureObject(texture);
  cudaFreeArray(array);
}

static void checkRefusals() {
  cudaChannelFormatDesc format = cudaCreateChannelDesc<int>();
  cudaArray_t array;
  cudaResourceDesc resource = {};
  cudaTextureDesc desc = {};
  cudaTextureObject_t texture = 1;
  require(cudaMallocArray(&array, &format, 4, 4), "array");
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  desc.filterMode = cudaFilterModeLinear;
  expectEqual<int>("a filter over ints",
                   {cudaCreateTextureObject(&texture, &resource, &desc,
                                            nullptr) != cudaSuccess},
                   {1});
  desc.filterMode = cudaFilterModePoint;
  desc.sRGB = 1;
  expectEqual<int>("sRGB",
                   {cudaCreateTextureObject(&texture, &resource, &desc,
                                            nullptr)},
                   {cudaErrorNotSupported});
  int row[4] = {};
  expectEqual<int>("a copy beyond an array",
                   {cudaMemcpy2DToArray(array, 4, 0, row, 16, 16, 1,
                                        cudaMemcpyHostToDevice)},
                   {cudaErrorInvalidValue});
  format.x = 64;
  expectEqual<int>("64 bits",
                   {cudaMallocArray(&array, &format, 4, 4)},
                   {cudaErrorInvalidValue});
  cudaGetLastError();
}

int main() {
  checkLinear();
  checkPitched();
  checkVolume();
  checkLayers();
  checkRefusals();
  return finish();
}
