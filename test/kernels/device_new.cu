// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport run --on=oracle %s | FileCheck %s
// CHECK: PASS
// new and delete in kernels: constructors, destructors, virtual calls on
// objects that an earlier kernel made, arrays, and memory behind pointers that
// lead from object to object.
#include "check.h"

struct Shape {
  float factor;
  __device__ explicit Shape(float factor) : factor(factor) {}
  __device__ virtual float area() const = 0;
  __device__ virtual ~Shape() {}
};
struct Box : Shape {
  float w, h;
  __device__ Box(float w, float h) : Shape(1.0f), w(w), h(h) {}
  __device__ float area() const override { return factor * w * h; }
};
struct Polygon : Shape {
  int count;
  float *parts;
  __device__ explicit Polygon(int count)
      : Shape(0.5f), count(count), parts(new float[count]) {
    for (int i = 0; i < count; ++i) {
      parts[i] = 0.25f * (float)(i + 1);
    }
  }
  __device__ float area() const override {
    float sum = 0.0f;
    for (int i = 0; i < count; ++i) {
      sum += parts[i];
    }
    return factor * sum;
  }
  __device__ ~Polygon() override { delete[] parts; }
};

__global__ void create(Shape **shapes, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    if (i % 3 == 0) {
      shapes[i] = new Polygon(i % 7 + 1);
    } else {
      shapes[i] = new Box((float)i, 2.0f);
    }
  }
}
__global__ void measure(Shape **shapes, float *areas, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    areas[i] = shapes[i]->area();
  }
}
__global__ void destroy(Shape **shapes, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    delete shapes[i];
    shapes[i] = nullptr;
  }
}

int main() {
  const int n = 100;
  std::vector<float> expected(n);
  for (int i = 0; i < n; ++i) {
    int parts = i % 7 + 1;
    expected[i] = i % 3 ? 2.0f * (float)i
                        : 0.5f * 0.25f * (float)(parts * (parts + 1) / 2);
  }
  Shape **shapes = deviceArray<Shape *>(n);
  for (int round = 0; round < 2; ++round) {
    float *areas = deviceArray<float>(n);
    create<<<4, 32>>>(shapes, n);
    measure<<<4, 32>>>(shapes, areas, n);
    expectNear("areas", takeBack(areas, n), expected);
    destroy<<<4, 32>>>(shapes, n);
  }
  return finish();
}
