// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Structures of more than 256 scalars: the kernel takes the address of a copy.
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport run --route=threads %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// RUN: rm -rf %t && cubeport translate %s -o %t
// RUN: FileCheck %s --check-prefix=HOST < %t/large_arguments.cpp
// RUN: FileCheck %s --check-prefix=KERNEL < %t/large_arguments_kernels.asc
// CHECK: 0 wrong, no error
// HOST: cubeport::DeviceCopy(table, launch.stream).address()
// KERNEL: void readTable(__gm__ int32_t *table,
#include <cstdio>

struct Table {
  float weights[300];
  int shift;
  double scale;
};

__global__ void readTable(Table table, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    out[i] = table.weights[(i + table.shift) % 300] * (float)table.scale;
  }
}

// Each thread has its own copy to write to.
__global__ void changeTable(Table table, float *out, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    table.weights[i % 300] += 1.0f;
    table.shift += i;
    float sum = 0.0f;
    for (int k = 0; k < 300; ++k) {
      sum += table.weights[k];
    }
    out[i] = sum + (float)table.shift;
  }
}

struct Views {
  int *rows[260];
  short count;
};

__global__ void readRows(Views views, int *out) {
  int row = blockIdx.x;
  if (row < views.count) {
    out[row * blockDim.x + threadIdx.x] =
        views.rows[row] ? views.rows[row][threadIdx.x] : -1;
  }
}

template <class T, int N> struct Box {
  T values[N];
  __device__ T last() const { return values[N - 1]; }
};

template <class T, int N> __global__ void readBox(Box<T, N> box, T *out) {
  out[threadIdx.x] = box.values[threadIdx.x] + box.last();
}

template <class F> __global__ void apply(F function, int *out) {
  out[threadIdx.x] = function(threadIdx.x);
}

inline void addSeven(Box<int, 280> ints, int *out) {
  apply<<<1, 31>>>([=] __device__(int i) { return ints.values[i] + 7; }, out);
}

int main() {
  int wrong = 0;
  const int n = 97;
  Table table;
  for (int i = 0; i < 300; ++i) {
    table.weights[i] = (float)i;
  }
  table.shift = 5;
  table.scale = 0.5;
  float *out;
  cudaMallocManaged(&out, n * sizeof(float));
  readTable<<<4, 32>>>(table, out, n);
  cudaDeviceSynchronize();
  for (int i = 0; i < n; ++i) {
    wrong += out[i] != ((i + 5) % 300) * 0.5f;
  }
  // The host's own may change at once.
  changeTable<<<4, 32>>>(table, out, n);
  table.weights[0] = 1e9f;
  cudaDeviceSynchronize();
  for (int i = 0; i < n; ++i) {
    wrong += out[i] != 300 * 299 / 2 + 1 + 5 + i;
  }
  Views views = {};
  views.count = 3;
  int *rows, *numbers;
  cudaMallocManaged(&rows, 64 * sizeof(int));
  cudaMallocManaged(&numbers, 96 * sizeof(int));
  for (int i = 0; i < 64; ++i) {
    rows[i] = 100 + i;
  }
  views.rows[0] = rows;
  views.rows[2] = rows + 32;
  cudaStream_t stream;
  cudaStreamCreate(&stream);
  readRows<<<3, 32, 0, stream>>>(views, numbers);
  cudaStreamSynchronize(stream);
  for (int i = 0; i < 96; ++i) {
    int row = i / 32;
    wrong += numbers[i] != (row == 1 ? -1 : 100 + i % 32 + 16 * row);
  }
  Box<int, 280> ints;
  Box<float, 3> floats = {{1.0f, 2.0f, 3.0f}};
  for (int i = 0; i < 280; ++i) {
    ints.values[i] = i * i;
  }
  readBox<<<1, 33>>>(ints, numbers);
  readBox<<<1, 3>>>(floats, out);
  cudaDeviceSynchronize();
  for (int i = 0; i < 33; ++i) {
    wrong += numbers[i] != i * i + 279 * 279;
  }
  for (int i = 0; i < 3; ++i) {
    wrong += out[i] != i + 4.0f;
  }
  addSeven(ints, numbers);
  cudaDeviceSynchronize();
  for (int i = 0; i < 31; ++i) {
    wrong += numbers[i] != i * i + 7;
  }
  printf("%d wrong, %s\n", wrong, cudaGetErrorString(cudaGetLastError()));
  return wrong != 0;
}
