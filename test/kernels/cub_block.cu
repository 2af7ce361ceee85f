// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// CUB's primitives of a block and of a warp.
#include "check.h"
#include <algorithm>
#include <cub/cub.cuh>

constexpr int kThreads = 128, kItems = 4, kTile = kThreads * kItems;

__global__ void sums(const int *in, int *total, int *largest, int *scan) {
  using Reduce = cub::BlockReduce<int, kThreads>;
  using Scan = cub::BlockScan<int, kThreads>;
  __shared__ union {
    typename Reduce::TempStorage reduce;
    typename Scan::TempStorage scan;
  } temp;
  int items[kItems], before[kItems];
  cub::BlockLoad<int, kThreads, kItems>().Load(in + blockIdx.x * kTile, items);
  int sum = Reduce(temp.reduce).Sum(items);
  __syncthreads();
  // Only the first 100 threads count.
  int most = Reduce(temp.reduce).Reduce(items[0], cub::Max(), 100);
  __syncthreads();
  Scan(temp.scan).ExclusiveSum(items, before);
  cub::BlockStore<int, kThreads, kItems>().Store(scan + blockIdx.x * kTile,
                                                 before);
  if (threadIdx.x == 0) {
    total[blockIdx.x] = sum;
    largest[blockIdx.x] = most;
  }
}

__global__ void order(const int *in, int *sorted, int *places, int *steps) {
  using Sort = cub::BlockRadixSort<int, kThreads, kItems, int>;
  using Difference = cub::BlockAdjacentDifference<int, kThreads>;
  __shared__ typename Sort::TempStorage sortTemp;
  __shared__ typename Difference::TempStorage differenceTemp;
  int keys[kItems], values[kItems];
  cub::BlockLoad<int, kThreads, kItems>().Load(in + blockIdx.x * kTile, keys);
  for (int i = 0; i < kItems; ++i) {
    values[i] = threadIdx.x * kItems + i;
  }
  Sort(sortTemp).Sort(keys, values);
  cub::BlockStore<int, kThreads, kItems> store;
  store.Store(sorted + blockIdx.x * kTile, keys);
  store.Store(places + blockIdx.x * kTile, values);
  Difference(differenceTemp).SubtractLeft(keys, keys, cub::Difference());
  store.Store(steps + blockIdx.x * kTile, keys);
}

__global__ void histogram(const int *in, int *counts, int *warpSums) {
  using Histogram = cub::BlockHistogram<int, kThreads, kItems, 16>;
  using Warp = cub::WarpScan<int>;
  __shared__ int bins[16];
  __shared__ typename Warp::TempStorage temp[kThreads / 32];
  int items[kItems], scanned;
  cub::BlockLoad<int, kThreads, kItems, cub::BLOCK_LOAD_STRIPED>().Load(
      in + blockIdx.x * kTile, items);
  Warp(temp[threadIdx.x / 32]).InclusiveSum(items[0], scanned);
  warpSums[blockIdx.x * kThreads + threadIdx.x] = scanned;
  for (int i = 0; i < kItems; ++i) {
    items[i] &= 15;
  }
  Histogram().Histogram(items, bins);
  __syncthreads();
  if (threadIdx.x < 16) {
    counts[blockIdx.x * 16 + threadIdx.x] = bins[threadIdx.x];
  }
}

int main() {
  const int blocks = 3, n = blocks * kTile;
  std::vector<int> in(n), total(blocks), largest(blocks, -100000), scan(n),
      sorted(n), places(n), steps(n), counts(blocks * 16),
      warpSums(blocks * kThreads);
  for (int i = 0; i < n; ++i) {
    in[i] = i * 7919 % 503 - 200;
  }
  for (int b = 0; b < blocks; ++b) {
    const int *tile = in.data() + b * kTile;
    std::vector<int> index(kTile);
    for (int i = 0; i < kTile; ++i) {
      scan[b * kTile + i] = total[b];
      total[b] += tile[i];
      counts[b * 16 + (tile[i] & 15)] += 1;
      index[i] = i;
    }
    for (int t = 0; t < kThreads; ++t) {
      if (t < 100) {
        largest[b] = std::max(largest[b], tile[t * kItems]);
      }
      int before = t % 32 ? warpSums[b * kThreads + t - 1] : 0;
      warpSums[b * kThreads + t] = before + tile[t];
    }
    std::stable_sort(index.begin(), index.end(),
                     [&](int x, int y) { return tile[x] < tile[y]; });
    for (int i = 0; i < kTile; ++i) {
      sorted[b * kTile + i] = tile[index[i]];
      places[b * kTile + i] = index[i];
      steps[b * kTile + i] =
          tile[index[i]] - (i ? tile[index[i - 1]] : 0);
    }
  }
  int *data = toDevice(in);
  int *dTotal = deviceArray<int>(blocks), *dLargest = deviceArray<int>(blocks);
  int *dScan = deviceArray<int>(n), *dSorted = deviceArray<int>(n);
  int *dPlaces = deviceArray<int>(n), *dSteps = deviceArray<int>(n);
  int *dCounts = deviceArray<int>(blocks * 16);
  int *dWarpSums = deviceArray<int>(blocks * kThreads);
  sums<<<blocks, kThreads>>>(data, dTotal, dLargest, dScan);
  order<<<blocks, kThreads>>>(data, dSorted, dPlaces, dSteps);
  histogram<<<blocks, kThreads>>>(data, dCounts, dWarpSums);
  expectEqual("total", takeBack(dTotal, blocks), total);
  expectEqual("largest", takeBack(dLargest, blocks), largest);
  expectEqual("scan", takeBack(dScan, n), scan);
  expectEqual("sorted", takeBack(dSorted, n), sorted);
  expectEqual("places", takeBack(dPlaces, n), places);
  expectEqual("steps", takeBack(dSteps, n), steps);
  expectEqual("counts", takeBack(dCounts, blocks * 16), counts);
  expectEqual("warp sums", takeBack(dWarpSums, blocks * kThreads), warpSums);
  cudaFree(data);
  return finish();
}
