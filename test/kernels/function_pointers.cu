// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Functions in a table, function pointers as values, in variables and as
// arguments, virtual calls on objects
// that another kernel has made, and tail recursion.
#include "check.h"
#include <new>

__device__ float twice(float x) { return 2.0f * x; }
__device__ float square(float x) { return x * x; }
__device__ float negate(float x) { return -x; }
typedef float (*Function)(float);

__global__ void byTable(const float *in, float *out, int n) {
  Function functions[3] = {twice, square, negate};
  int i = threadIdx.x;
  Function f = i % 2 ? functions[i % 3] : square;
  out[i] = f(in[i]);
}

// Variables with functions in them: the host passes on what it finds there.
__device__ Function chosen = square;
__device__ Function several[2] = {twice, &negate};
__global__ void byArgument(Function f, const float *in, float *out) {
  int i = threadIdx.x;
  out[i] = f(in[i]) + several[i % 2](in[i]);
}

struct Shape {
  float size;
  __device__ explicit Shape(float size) : size(size) {}
  __device__ virtual float area() const = 0;
  __device__ virtual float edge() const { return size; }
};
struct Square : Shape {
  __device__ explicit Square(float size) : Shape(size) {}
  __device__ float area() const override { return size * size; }
};
struct Box : Square {
  float height;
  __device__ Box(float size, float height) : Square(size), height(height) {}
  __device__ float area() const override { return size * height; }
  __device__ float edge() const override { return height; }
};
struct Place {
  alignas(16) char bytes[32];
};

__global__ void make(Place *places) {
  int i = threadIdx.x;
  if (i % 3 == 0) {
    new (places + i) Square((float)i);
  } else {
    new (places + i) Box((float)i, 2.0f);
  }
}
__global__ void measure(Place *places, float *out) {
  int i = threadIdx.x;
  Shape *shape = (Shape *)(places + i);
  out[i] = shape->area() + 100.0f * shape->edge();
}

__device__ int divisor(int a, int b) { return b == 0 ? a : divisor(b, a % b); }
__global__ void divisors(const int *in, int *out) {
  out[threadIdx.x] = divisor(in[threadIdx.x], 36);
}

int main() {
  const int n = 32;
  std::vector<float> in = ramp(n, 0.5f, 1.0f), expected(n), areas(n);
  std::vector<int> numbers = mixed(n, 200), common(n);
  for (int i = 0; i < n; ++i) {
    float x = in[i];
    float of[3] = {2.0f * x, x * x, -x};
    expected[i] = i % 2 ? of[i % 3] : x * x;
    areas[i] = i % 3 == 0 ? (float)(i * i + 100 * i) : 2.0f * i + 200.0f;
    int a = numbers[i], b = 36;
    while (b) {
      int rest = a % b;
      a = b;
      b = rest;
    }
    common[i] = a;
  }
  float *dIn = toDevice(in), *out = deviceArray<float>(n);
  byTable<<<1, n>>>(dIn, out, n);
  expectEqual("table", takeBack(out, n), expected);
  Function onHost;
  require(cudaMemcpyFromSymbol(&onHost, chosen, sizeof(onHost)), "symbol");
  for (int i = 0; i < n; ++i) {
    float x = in[i];
    expected[i] = x * x + (i % 2 ? -x : 2.0f * x);
  }
  out = deviceArray<float>(n);
  byArgument<<<1, n>>>(onHost, dIn, out);
  expectEqual("argument", takeBack(out, n), expected);
  Place *places = deviceArray<Place>(n);
  out = deviceArray<float>(n);
  make<<<1, n>>>(places);
  measure<<<1, n>>>(places, out);
  expectEqual("virtual", takeBack(out, n), areas);
  int *dNumbers = toDevice(numbers), *dCommon = deviceArray<int>(n);
  divisors<<<1, n>>>(dNumbers, dCommon);
  expectEqual("recursion", takeBack(dCommon, n), common);
  return finish();
}
