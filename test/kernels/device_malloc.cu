// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// CHECK: PASS
// Memory from the heap of the device: lists that one kernel makes, a second
// one walks and frees, and a third one makes again in the same memory.
#include "check.h"

struct Node {
  int value;
  Node *next;
};

__global__ void make(Node **lists, const int *lengths) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  Node *first = nullptr;
  for (int k = 0; k < lengths[i]; ++k) {
    Node *node = (Node *)malloc(sizeof(Node));
    node->value = 100 * i + k;
    node->next = first;
    first = node;
  }
  lists[i] = first;
}

__global__ void walk(Node **lists, int *sums) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int sum = 0;
  for (Node *node = lists[i]; node != nullptr;) {
    Node *next = node->next;
    sum += node->value;
    free(node);
    node = next;
  }
  sums[i] = sum;
}

__global__ void objects(int *out, int n) {
  int *values = new int[n];
  for (int k = 0; k < n; ++k) {
    values[k] = k + (int)threadIdx.x;
  }
  int sum = 0;
  for (int k = 0; k < n; ++k) {
    sum += values[k];
  }
  delete[] values;
  out[threadIdx.x] = sum;
}

int main() {
  const int n = 64;
  std::vector<int> lengths = mixed(n, 6), expected(n), sums(32);
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < lengths[i]; ++k) {
      expected[i] += 100 * i + k;
    }
  }
  for (int i = 0; i < 32; ++i) {
    sums[i] = 20 * 19 / 2 + 20 * i;
  }
  Node **lists = deviceArray<Node *>(n);
  int *dLengths = toDevice(lengths), *out = nullptr;
  for (int round = 0; round < 3; ++round) {
    out = deviceArray<int>(n);
    make<<<2, n / 2>>>(lists, dLengths);
    walk<<<2, n / 2>>>(lists, out);
    expectEqual("lists", takeBack(out, n), expected);
  }
  out = deviceArray<int>(32);
  objects<<<1, 32>>>(out, 20);
  expectEqual("objects", takeBack(out, 32), sums);
  return finish();
}
