// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Threads that know only their global index: any length, any block size, and
// every way to write the index and its bound.
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport run %s --lift-merge-blocks=0 | FileCheck %s
// RUN: cubeport run %s --lanes=64 | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// CHECK: PASS
#include "check.h"

__global__ void below(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = 3.0f * in[i];
  }
}

__global__ void leaves(const float *in, float *out, unsigned n) {
  unsigned i = threadIdx.x + blockDim.x * blockIdx.x;
  if (i >= n) {
    return;
  }
  out[i] = 3.0f * in[i];
}

__global__ void wide(const float *in, float *out, size_t n) {
  size_t i = (size_t)blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = 3.0f * in[i];
  }
}

__global__ void upTo(const float *in, float *out, long long last) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (last >= i) {
    out[i] = 3.0f * in[i];
  }
}

__global__ void computed(const float *in, float *out, int rows, int columns) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < rows * columns) {
    out[i] = 3.0f * in[i];
  }
}

// The bound holds for a part of what happens only.
__global__ void twoParts(const float *in, float *out, int n, int most) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = in[i];
  }
  if (i < most) {
    out[i] = 3.0f * in[i];
  }
}

__global__ void strides(const float *in, float *out, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n;
       i += gridDim.x * blockDim.x) {
    out[i] = 3.0f * in[i];
  }
}

// As many threads as there are, also those of y and z, which do the same.
__global__ void countAll(int *counts) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  atomicAdd(counts + i, 1);
}

__global__ void inner(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i > 0 && i < n - 1) {
    out[i] = in[i - 1] + in[i + 1];
  }
}

__global__ void triples(const float *in, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n / 3) {
    out[3 * i] = in[3 * i + 1];
    out[3 * i + 1] = in[3 * i + 2];
    out[3 * i + 2] = in[3 * i];
  }
}

__global__ void image(const float *in, float *out, int width, int height) {
  int x = blockIdx.x * blockDim.x + threadIdx.x;
  int y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < width && y < height) {
    out[y * width + x] = in[y * width + x] + y;
  }
}

// Blocks of 96 threads in every launch.
__global__ void fixedSize(float *out, int n) {
  int i = blockIdx.x * 96 + threadIdx.x;
  if (i < n) {
    out[i] = i;
  }
}

static std::vector<float> tripled(const std::vector<float> &in, int n) {
  std::vector<float> out(in.size(), -1.0f);
  for (int i = 0; i < n; ++i) {
    out[i] = 3.0f * in[i];
  }
  return out;
}

/// One launch on `n` elements, both arrays `shift` elements off a boundary.
template <typename Launch>
static void check(const char *what, int n, int shift,
                  const std::vector<float> &in,
                  const std::vector<float> &expected, Launch launch) {
  float *dIn = toDevice(in), *dOut = deviceArray(in.size(), -1.0f);
  launch(dIn + shift, dOut + shift);
  std::vector<float> got = takeBack(dOut, in.size());
  std::vector<float> whole(in.size(), -1.0f);
  for (int i = 0; i < n; ++i) {
    whole[i + shift] = expected[i];
  }
  expectEqual(what, got, whole);
  cudaFree(dIn);
}

static void checkLength(int n, int block, int shift) {
  const int grid = n / block + 1, all = n + shift + 1;
  std::vector<float> in = ramp(all, 0.5f, 1.0f);
  std::vector<float> own(in.begin() + shift, in.end());
  std::vector<float> by3 = tripled(own, n);
  check("below", n, shift, in, by3, [&](float *a, float *b) {
    below<<<grid, block>>>(a, b, n);
  });
  check("leaves", n, shift, in, by3, [&](float *a, float *b) {
    leaves<<<grid, block>>>(a, b, n);
  });
  check("wide", n, shift, in, by3, [&](float *a, float *b) {
    wide<<<grid, block>>>(a, b, n);
  });
  check("upTo", n, shift, in, by3, [&](float *a, float *b) {
    upTo<<<grid, block>>>(a, b, n - 1);
  });
  check("computed", n, shift, in, by3, [&](float *a, float *b) {
    computed<<<grid, block>>>(a, b, 1, n);
  });
  check("twoParts", n, shift, in, by3, [&](float *a, float *b) {
    twoParts<<<grid, block>>>(a, b, n / 2, n);
  });
  check("strides", n, shift, in, by3, [&](float *a, float *b) {
    strides<<<grid / 3 + 1, block>>>(a, b, n);
  });
  std::vector<float> sums(n, -1.0f), turned(n, -1.0f);
  for (int i = 1; i < n - 1; ++i) {
    sums[i] = own[i - 1] + own[i + 1];
  }
  for (int i = 0; i < n / 3 * 3; ++i) {
    turned[i] = own[i % 3 == 2 ? i - 2 : i + 1];
  }
  check("inner", n, shift, in, sums, [&](float *a, float *b) {
    inner<<<grid, block>>>(a, b, n);
  });
  check("triples", n, shift, in, turned, [&](float *a, float *b) {
    triples<<<grid, block>>>(a, b, n);
  });
  // In place.
  check("in place", n, shift, in, by3, [&](float *a, float *b) {
    cudaMemcpy(b, a, n * sizeof(float), cudaMemcpyDeviceToDevice);
    below<<<grid, block>>>(b, b, n);
  });
}

static void checkImage(int width, int height, dim3 block) {
  std::vector<float> in = ramp(width * height, 0.25f), expected = in;
  for (int i = 0; i < width * height; ++i) {
    expected[i] += i / width;
  }
  float *dIn = toDevice(in), *dOut = deviceArray(in.size(), -1.0f);
  dim3 grid((width + block.x - 1) / block.x, (height + block.y - 1) / block.y);
  image<<<grid, block>>>(dIn, dOut, width, height);
  expectEqual("image", takeBack(dOut, in.size()), expected);
  cudaFree(dIn);
}

static void checkCounts(dim3 grid, dim3 block) {
  int threads = grid.x * block.x;
  int *counts = deviceArray(threads, 0);
  countAll<<<grid, block>>>(counts);
  int rows = grid.y * grid.z * block.y * block.z;
  expectEqual("countAll", takeBack(counts, threads),
              std::vector<int>(threads, rows));
}

int main() {
  const int lengths[] = {0, 1, 31, 33, 255, 256, 257, 1009};
  const int blocks[] = {32, 96, 1024};
  for (int n : lengths) {
    for (int block : blocks) {
      checkLength(n, block, block == 96 ? 1 : 0);
    }
  }
  checkLength(40009, 32, 1);
  checkLength(40009, 1024, 0);
  checkImage(1, 1, dim3(32, 4));
  checkImage(33, 5, dim3(16, 16));
  checkImage(700, 67, dim3(32, 8));
  checkCounts(dim3(3), dim3(32));
  checkCounts(dim3(5, 2, 3), dim3(32, 4, 2));
  float *numbers = deviceArray(1000, -1.0f);
  fixedSize<<<11, 96>>>(numbers, 999);
  std::vector<float> expected = ramp(1000);
  expected[999] = -1.0f;
  expectEqual("fixedSize", takeBack(numbers, 1000), expected);
  return finish();
}
