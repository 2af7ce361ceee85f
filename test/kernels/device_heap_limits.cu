// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// CHECK: PASS
// The size of the device's heap: null when it is full, alignment, blocks that
// do not overlap, order of allocation behind barriers, another limit.
#include "check.h"

struct Chunk {
  Chunk *next;
  unsigned int filler[60];
};

// All that fits, in a list; then half of it goes back.
__global__ void exhaust(Chunk **list, unsigned long long *bytes) {
  unsigned long long count = 0;
  Chunk *first = nullptr;
  while (Chunk *chunk = (Chunk *)malloc(sizeof(Chunk))) {
    chunk->next = first;
    first = chunk;
    ++count;
  }
  bytes[0] = count * sizeof(Chunk);
  bytes[1] = malloc(1u << 20) == nullptr;
  *list = first;
}

__global__ void release(Chunk **list) {
  for (Chunk *chunk = *list; chunk != nullptr;) {
    Chunk *next = chunk->next;
    free(chunk);
    chunk = next;
  }
}

// Each thread fills a block of its own size behind a barrier, so that the
// order of allocation is not that of the threads.
__global__ void fill(unsigned char **blocks, const int *sizes, int *isEven) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  __shared__ int total;
  if (threadIdx.x == 0) {
    total = 0;
  }
  __syncthreads();
  atomicAdd(&total, sizes[i]);
  __syncthreads();
  unsigned char *block = (unsigned char *)malloc(sizes[i]);
  isEven[i] = (unsigned long long)block % 16 == 0 && total > 0;
  for (int k = 0; k < sizes[i]; ++k) {
    block[k] = (unsigned char)(i + k);
  }
  blocks[i] = block;
}

__global__ void check(unsigned char **blocks, const int *sizes, int *wrong) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  int count = 0;
  for (int k = 0; k < sizes[i]; ++k) {
    count += blocks[i][k] != (unsigned char)(i + k);
  }
  delete[] blocks[i];
  wrong[i] = count;
}

static std::vector<unsigned long long> measure(Chunk **list) {
  auto *bytes = deviceArray<unsigned long long>(2);
  exhaust<<<1, 1>>>(list, bytes);
  return takeBack(bytes, 2);
}

int main() {
  const int n = 128;
  size_t limit = 0;
  require(cudaDeviceGetLimit(&limit, cudaLimitMallocHeapSize), "limit");
  expectEqual<size_t>("limit at first", {limit}, {8u << 20});
  require(cudaDeviceSetLimit(cudaLimitMallocHeapSize, 1 << 20), "set limit");

  Chunk **list = deviceArray<Chunk *>(1);
  std::vector<unsigned long long> first = measure(list);
  expectEqual("fits the limit",
              std::vector<int>{first[0] <= 1u << 20, first[0] > 900000,
                               (int)first[1]},
              {1, 1, 1});
  expectEqual<int>("limit of a heap in use",
                   {cudaDeviceSetLimit(cudaLimitMallocHeapSize, 1 << 22)},
                   {cudaErrorInvalidValue});
  cudaGetLastError();
  release<<<1, 1>>>(list);
  std::vector<unsigned long long> second = measure(list);
  expectEqual("the same again", second, first);
  release<<<1, 1>>>(list);

  std::vector<int> sizes = mixed(n, 700);
  unsigned char **blocks = deviceArray<unsigned char *>(n);
  int *dSizes = toDevice(sizes);
  for (int round = 0; round < 2; ++round) {
    int *isEven = deviceArray<int>(n), *wrong = deviceArray<int>(n);
    fill<<<4, n / 4>>>(blocks, dSizes, isEven);
    expectEqual("alignment", takeBack(isEven, n), std::vector<int>(n, 1));
    check<<<2, n / 2>>>(blocks, dSizes, wrong);
    expectEqual("contents", takeBack(wrong, n), std::vector<int>(n));
  }

  require(cudaDeviceReset(), "reset");
  require(cudaDeviceGetLimit(&limit, cudaLimitMallocHeapSize), "limit");
  expectEqual<size_t>("limit behind reset", {limit}, {8u << 20});
  return finish();
}
