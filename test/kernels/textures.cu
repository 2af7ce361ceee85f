// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// CHECK: PASS
// Texture objects of two dimensions: address modes, filters, normalised
// coordinates, against the formulas of CUDA's programming guide in double; a
// few values by hand.
#include "check.h"

__global__ void sample(cudaTextureObject_t texture, const float *u,
                       const float *v, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = tex2D<float>(texture, u[i], v[i]);
  }
}

static const int kWidth = 13, kHeight = 7;
static const float kBorder = 100.0f;

/// The texel that stands for index `i`, or -1 for the border.
static int resolve(int i, int size, cudaTextureAddressMode mode) {
  if (mode == cudaAddressModeBorder) {
    return i < 0 || i >= size ? -1 : i;
  }
  if (mode == cudaAddressModeClamp) {
    return i < 0 ? 0 : i >= size ? size - 1 : i;
  }
  int period = mode == cudaAddressModeWrap ? size : 2 * size;
  i = ((i % period) + period) % period;
  return i < size ? i : 2 * size - 1 - i;
}

static double expectedAt(const std::vector<float> &texels, double x, double y,
                         const cudaTextureDesc &desc) {
  auto texel = [&](int i, int j) {
    i = resolve(i, kWidth, desc.addressMode[0]);
    j = resolve(j, kHeight, desc.addressMode[1]);
    return i < 0 || j < 0 ? (double)kBorder : (double)texels[j * kWidth + i];
  };
  if (desc.normalizedCoords) {
    x *= kWidth;
    y *= kHeight;
  }
  if (desc.filterMode == cudaFilterModePoint) {
    return texel((int)std::floor(x), (int)std::floor(y));
  }
  x -= 0.5;
  y -= 0.5;
  int i = (int)std::floor(x), j = (int)std::floor(y);
  double a = std::floor((x - i) * 256 + 0.5) / 256;
  double b = std::floor((y - j) * 256 + 0.5) / 256;
  return (1 - a) * (1 - b) * texel(i, j) + a * (1 - b) * texel(i + 1, j) +
         (1 - a) * b * texel(i, j + 1) + a * b * texel(i + 1, j + 1);
}

static cudaTextureObject_t makeTexture(cudaArray_t array,
                                       const cudaTextureDesc &desc) {
  cudaResourceDesc resource = {};
  resource.resType = cudaResourceTypeArray;
  resource.res.array.array = array;
  cudaTextureObject_t texture = 0;
  require(cudaCreateTextureObject(&texture, &resource, &desc, nullptr),
          "texture");
  return texture;
}

static std::vector<float> fetch(cudaTextureObject_t texture,
                                const std::vector<float> &u,
                                const std::vector<float> &v) {
  int n = (int)u.size();
  float *du = toDevice(u), *dv = toDevice(v), *out = deviceArray<float>(n);
  sample<<<(n + 63) / 64, 64>>>(texture, du, dv, out, n);
  cudaFree(du);
  cudaFree(dv);
  return takeBack(out, n);
}

int main() {
  const int n = 400;
  std::vector<float> texels(kWidth * kHeight);
  std::vector<int> numbers = mixed(texels.size(), 1000);
  for (size_t i = 0; i < texels.size(); ++i) {
    texels[i] = (float)numbers[i] / 8.0f;
  }
  cudaChannelFormatDesc format = cudaCreateChannelDesc<float>();
  cudaArray_t array;
  require(cudaMallocArray(&array, &format, kWidth, kHeight), "array");
  require(cudaMemcpy2DToArray(array, 0, 0, texels.data(), kWidth * 4,
                              kWidth * 4, kHeight, cudaMemcpyHostToDevice),
          "copy to array");

  // From far below to far above, in steps that weights hold exactly.
  std::vector<int> places = mixed(2 * n, 1 << 10);
  for (int isNormalized = 0; isNormalized < 2; ++isNormalized) {
    std::vector<float> u(n), v(n);
    for (int i = 0; i < n; ++i) {
      float scale = isNormalized ? 1.0f / 256 : 1.0f / 32;
      u[i] = (float)(places[2 * i] - 512) * scale;
      v[i] = (float)(places[2 * i + 1] - 512) * scale;
    }
    for (int filter = 0; filter < 2; ++filter) {
      for (int mode = 0; mode < 4; ++mode) {
        cudaTextureDesc desc = {};
        desc.addressMode[0] = (cudaTextureAddressMode)mode;
        desc.addressMode[1] = (cudaTextureAddressMode)((mode + filter) % 4);
        desc.filterMode = (cudaTextureFilterMode)filter;
        desc.borderColor[0] = kBorder;
        desc.normalizedCoords = isNormalized;
        cudaTextureObject_t texture = makeTexture(array, desc);
        for (int axis = 0; axis < 2; ++axis) { // as CUDA switches them
          if (!isNormalized && desc.addressMode[axis] != cudaAddressModeBorder) {
            desc.addressMode[axis] = cudaAddressModeClamp;
          }
        }
        std::vector<float> expected(n);
        for (int i = 0; i < n; ++i) {
          expected[i] = (float)expectedAt(texels, u[i], v[i], desc);
        }
        char what[64];
        snprintf(what, sizeof(what), "normalized %d filter %d mode %d",
                 isNormalized, filter, mode);
        expectNear(what, fetch(texture, u, v), expected);
        require(cudaDestroyTextureObject(texture), "destroy");
      }
    }
  }

  // Two texels, 1 and 3: a quarter from the first to the second is 1.5; the
  // weight 0.2 is 51/256.
  float two[2] = {1.0f, 3.0f};
  cudaArray_t line;
  require(cudaMallocArray(&line, &format, 2, 1), "array of two");
  require(cudaMemcpy2DToArray(line, 0, 0, two, 8, 8, 1, cudaMemcpyHostToDevice),
          "copy of two");
  cudaTextureDesc desc = {};
  desc.addressMode[0] = desc.addressMode[1] = cudaAddressModeClamp;
  desc.filterMode = cudaFilterModeLinear;
  cudaTextureObject_t texture = makeTexture(line, desc);
  expectNear("by hand",
             fetch(texture, {0.0f, 0.5f, 0.75f, 0.7f, 1.0f, 1.5f, 9.0f},
                   std::vector<float>(7, 0.5f)),
             {1.0f, 1.0f, 1.5f, 1.0f + 2.0f * 51 / 256, 2.0f, 3.0f, 3.0f},
             1e-7, 0);
  cudaDestroyTextureObject(texture);
  cudaFreeArray(line);
  require(cudaFreeArray(array), "free array");
  return finish();
}
