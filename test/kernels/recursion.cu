// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s --check-prefix=VERIFY
// CHECK: PASS
// VERIFY: numbers {{.*}} match
// VERIFY: sort {{.*}} match
// VERIFY: tree {{.*}} match
// VERIFY: meeting {{.*}} match
// Device functions that call themselves: two calls in one expression, in a
// loop, in a circle of functions, through virtual functions, with arrays and
// structures in each frame, with barriers, and as deep as allowed.
#include "check.h"
#include <algorithm>
#include <new>

__device__ int fibonacci(int n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

__device__ int ackermann(int m, int n) {
  if (m == 0) {
    return n + 1;
  }
  return n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

__device__ void quickSort(int *a, int low, int high) {
  if (low >= high) {
    return;
  }
  int pivot = a[(low + high) / 2], i = low, j = high;
  while (i <= j) {
    while (a[i] < pivot) {
      ++i;
    }
    while (a[j] > pivot) {
      --j;
    }
    if (i <= j) {
      int t = a[i];
      a[i++] = a[j];
      a[j--] = t;
    }
  }
  quickSort(a, low, j);
  quickSort(a, i, high);
}

// Pointers that change, and a parameter that is halved each time.
__device__ float sumOf(const float *x, int n) {
  return n == 1 ? x[0] : sumOf(x, n / 2) + sumOf(x + n / 2, n - n / 2);
}

// A circle of three; the last one is also called from outside.
__device__ int third(int n);
__device__ int first(int n) { return n <= 0 ? 1 : third(n - 1) * 3 % 1009; }
__device__ int second(int n) { return n <= 0 ? 2 : first(n - 2) + n; }
__device__ int third(int n) {
  return n <= 0 ? 3 : second(n - 1) + first(n / 2);
}

// A call in a loop, an array in each frame: permutations with a sum.
__device__ int permutations(int *used, int size, int depth, int sum) {
  if (depth == size) {
    return sum;
  }
  int weights[4], total = 0;
  for (int k = 0; k < size; ++k) {
    weights[k] = (k + 1) * (depth + 1);
  }
  for (int k = 0; k < size; ++k) {
    if (!used[k]) {
      used[k] = 1;
      total += permutations(used, size, depth + 1, sum + weights[k]);
      used[k] = 0;
      weights[k] += total % 3;
    }
  }
  return total + weights[size - 1];
}

struct Range {
  int low, high;
  float scale;
};
// A structure by value, changed by the callee, and one returned.
__device__ Range narrow(Range range, const int *keys, int key) {
  int middle = (range.low + range.high) / 2;
  if (range.high - range.low <= 1) {
    return range;
  }
  Range next = range;
  (keys[middle] <= key ? next.low : next.high) = middle;
  next.scale *= 0.5f;
  Range found = narrow(next, keys, key);
  found.scale += range.scale;
  return found;
}

struct Node {
  __device__ virtual float value() const = 0;
};
struct Leaf : Node {
  float number;
  __device__ explicit Leaf(float number) : number(number) {}
  __device__ float value() const override { return number; }
};
struct Sum : Node {
  const Node *left, *right;
  __device__ Sum(const Node *left, const Node *right)
      : left(left), right(right) {}
  __device__ float value() const override {
    return left->value() + 2.0f * right->value();
  }
};
struct Place {
  alignas(16) char bytes[32];
};

// Threads of the block wait for each other at each level.
__device__ int meet(int level, int *shared) {
  if (level == 0) {
    return threadIdx.x;
  }
  shared[threadIdx.x] = meet(level - 1, shared);
  __syncthreads();
  int other = shared[(threadIdx.x + level) % blockDim.x];
  __syncthreads();
  return other * 2 + level;
}

__global__ void numbers(int *out, const float *x, const int *keys) {
  int i = threadIdx.x;
  int used[4] = {0, 0, 0, 0};
  out[8 * i] = fibonacci(i % 14);
  out[8 * i + 1] = ackermann(2, i % 6);
  out[8 * i + 2] = (int)sumOf(x + i, i + 1);
  out[8 * i + 3] = third(i) + 7 * first(i);
  out[8 * i + 4] = permutations(used, 2 + i % 3, 0, i);
  Range found = narrow(Range{0, 32, 1.0f}, keys, 5 * i + 1);
  out[8 * i + 5] = found.low;
  out[8 * i + 6] = (int)(found.scale * 1024);
}
__global__ void sort(int *a, int n) { quickSort(a + n * threadIdx.x, 0, n - 1); }
__global__ void tree(float *out) {
  Place places[40];
  Node *last = new (places) Leaf(1.0f);
  for (int k = 1; k < 20; ++k) {
    Node *leaf = new (places + 2 * k - 1) Leaf((float)k);
    last = new (places + 2 * k) Sum(leaf, last);
  }
  *out = last->value();
}
__global__ void meeting(int *out) {
  __shared__ int shared[32];
  out[threadIdx.x] = meet(5, shared);
}

namespace host {
int fibonacci(int n) {
  return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}
int ackermann(int m, int n) {
  return m == 0   ? n + 1
         : n == 0 ? ackermann(m - 1, 1)
                  : ackermann(m - 1, ackermann(m, n - 1));
}
int third(int n);
int first(int n) { return n <= 0 ? 1 : third(n - 1) * 3 % 1009; }
int second(int n) { return n <= 0 ? 2 : first(n - 2) + n; }
int third(int n) { return n <= 0 ? 3 : second(n - 1) + first(n / 2); }
int permutations(int *used, int size, int depth, int sum) {
  if (depth == size) {
    return sum;
  }
  int weights[4], total = 0;
  for (int k = 0; k < size; ++k) {
    weights[k] = (k + 1) * (depth + 1);
  }
  for (int k = 0; k < size; ++k) {
    if (!used[k]) {
      used[k] = 1;
      total += permutations(used, size, depth + 1, sum + weights[k]);
      used[k] = 0;
      weights[k] += total % 3;
    }
  }
  return total + weights[size - 1];
}
} // namespace host

int main() {
  const int n = 32;
  std::vector<float> x(2 * n + 1);
  std::vector<int> keys(n), expected(8 * n), met(n), next(n);
  for (int i = 0; i < 2 * n + 1; ++i) {
    x[i] = (float)(i % 7);
  }
  for (int i = 0; i < n; ++i) {
    keys[i] = 5 * i;
    met[i] = i;
  }
  for (int i = 0; i < n; ++i) {
    int used[4] = {0, 0, 0, 0}, sum = 0;
    for (int k = 0; k <= i; ++k) {
      sum += (i + k) % 7;
    }
    int e[7] = {host::fibonacci(i % 14), host::ackermann(2, i % 6), sum,
                host::third(i) + 7 * host::first(i),
                host::permutations(used, 2 + i % 3, 0, i), i,
                1024 + 512 + 256 + 128 + 64 + 32};
    std::copy(e, e + 7, expected.begin() + 8 * i);
  }
  for (int level = 1; level <= 5; ++level) {
    for (int i = 0; i < n; ++i) {
      next[i] = met[(i + level) % n] * 2 + level;
    }
    met = next;
  }
  int *out = toDevice(std::vector<int>(8 * n, 0));
  numbers<<<1, n>>>(out, toDevice(x), toDevice(keys));
  expectEqual("numbers", takeBack(out, 8 * n), expected);
  std::vector<int> unsorted = mixed(8 * 25, 1000), sorted = unsorted;
  int *a = toDevice(unsorted);
  sort<<<1, 8>>>(a, 25);
  for (int k = 0; k < 8; ++k) {
    std::sort(sorted.begin() + 25 * k, sorted.begin() + 25 * (k + 1));
  }
  expectEqual("sort", takeBack(a, 8 * 25), sorted);
  float *value = deviceArray<float>(1), total = 1;
  tree<<<1, 1>>>(value);
  for (int k = 1; k < 20; ++k) {
    total = k + 2.0f * total;
  }
  expectEqual("tree", takeBack(value, 1), {total});
  out = deviceArray<int>(n);
  meeting<<<1, n>>>(out);
  expectEqual("meeting", takeBack(out, n), met);
  return finish();
}
