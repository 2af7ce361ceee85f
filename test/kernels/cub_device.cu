// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// CUB's algorithms for arrays, with the two calls that each takes.
#include "check.h"
#include <algorithm>
#include <cub/cub.cuh>

struct IsOdd {
  __host__ __device__ bool operator()(int x) const { return x % 2 != 0; }
};

/// Calls `run` for the size of the storage, then with it.
template <class Run> void withStorage(Run run) {
  void *storage = nullptr;
  size_t bytes = 0;
  require(run(storage, bytes), "size of the storage");
  require(cudaMalloc(&storage, bytes), "cudaMalloc");
  require(run(storage, bytes), "algorithm");
  require(cudaFree(storage), "cudaFree");
}

int main() {
  const int n = 1500;
  std::vector<int> in(n), scan(n), sorted, odd;
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    in[i] = i * 7919 % 1013 - 400;
    scan[i] = sum;
    sum += in[i];
  }
  sorted = in;
  std::sort(sorted.begin(), sorted.end());
  std::copy_if(in.begin(), in.end(), std::back_inserter(odd), IsOdd());
  int least = int(std::min_element(in.begin(), in.end()) - in.begin());

  int *data = toDevice(in), *out = deviceArray<int>(n);
  int *one = deviceArray<int>(1);
  withStorage([&](void *storage, size_t &bytes) {
    return cub::DeviceReduce::Sum(storage, bytes, data, one, n);
  });
  expectEqual("sum", takeBack(one, 1), {sum});
  using Pair = cub::KeyValuePair<int, int>;
  Pair *place = deviceArray<Pair>(1);
  withStorage([&](void *storage, size_t &bytes) {
    return cub::DeviceReduce::ArgMin(storage, bytes, data, place, n);
  });
  Pair found = takeBack(place, 1)[0];
  expectEqual("least", std::vector<int>{found.key, found.value},
              {least, in[least]});
  withStorage([&](void *storage, size_t &bytes) {
    return cub::DeviceScan::ExclusiveSum(storage, bytes, data, out, n);
  });
  expectEqual("scan", takeBack(out, n), scan);
  out = deviceArray<int>(n);
  withStorage([&](void *storage, size_t &bytes) {
    return cub::DeviceRadixSort::SortKeys(storage, bytes, data, out, n);
  });
  expectEqual("sorted", takeBack(out, n), sorted);
  out = deviceArray<int>(n);
  one = deviceArray<int>(1);
  withStorage([&](void *storage, size_t &bytes) {
    return cub::DeviceSelect::If(storage, bytes, data, out, one, n, IsOdd());
  });
  expectEqual("how many", takeBack(one, 1), {(int)odd.size()});
  expectEqual("odd", takeBack(out, odd.size()), odd);
  cudaFree(data);
  return finish();
}
