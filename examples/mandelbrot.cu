// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The Mandelbrot set: every thread leaves its loop at an iteration of its own.
#include <cstdio>
#include <vector>

__host__ __device__ inline int escapeTime(float cx, float cy, int limit) {
  float x = 0.0f, y = 0.0f;
  int steps = 0;
  while (steps < limit && x * x + y * y <= 4.0f) {
    float next = x * x - y * y + cx;
    y = 2.0f * x * y + cy;
    x = next;
    ++steps;
  }
  return steps;
}

__global__ void mandelbrot(int *image, int width, int height, int limit) {
  int px = blockIdx.x * blockDim.x + threadIdx.x;
  int py = blockIdx.y * blockDim.y + threadIdx.y;
  if (px < width && py < height) {
    float cx = -2.0f + 3.0f * px / width;
    float cy = -1.0f + 2.0f * py / height;
    image[py * width + px] = escapeTime(cx, cy, limit);
  }
}

int main() {
  const int width = 75, height = 49, limit = 60;
  std::vector<int> image(width * height);
  int *dImage;
  cudaMalloc(&dImage, image.size() * sizeof(int));

  dim3 block(16, 16);
  dim3 grid((width + 15) / 16, (height + 15) / 16);
  mandelbrot<<<grid, block>>>(dImage, width, height, limit);

  cudaMemcpy(image.data(), dImage, image.size() * sizeof(int),
             cudaMemcpyDeviceToHost);
  cudaFree(dImage);
  // Points on the border of the set depend on the last bit: a few may differ.
  int different = 0, inside = 0;
  for (int py = 0; py < height; ++py) {
    for (int px = 0; px < width; ++px) {
      float cx = -2.0f + 3.0f * px / width;
      float cy = -1.0f + 2.0f * py / height;
      int expected = escapeTime(cx, cy, limit);
      different += image[py * width + px] != expected;
      inside += expected == limit;
      if (py % 6 == 0 && px % 2 == 0) {
        putchar(image[py * width + px] == limit ? '#' : '.');
      }
    }
    if (py % 6 == 0) {
      putchar('\n');
    }
  }
  if (different > width * height / 100) {
    printf("FAIL %d of %d points differ\n", different, width * height);
    return 1;
  }
  printf("%d points inside\nPASS\n", inside);
  return 0;
}
