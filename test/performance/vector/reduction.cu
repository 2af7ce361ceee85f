// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Sum, maximum and sum of squares (a norm but for its root) of an array, each
// in six ways of writing it. The numbers are small integers, whose sums are
// exact in any order.
#include "bench.h"
#include <cfloat>
#include <cooperative_groups.h>
#include <cooperative_groups/reduce.h>
#include <cub/cub.cuh>

namespace cg = cooperative_groups;

struct Sum {
  static constexpr float start = 0;
  __host__ __device__ static float load(float x) { return x; }
  __host__ __device__ float operator()(float a, float b) const { return a + b; }
  __device__ static void atomic(float *to, float x) { atomicAdd(to, x); }
};

struct Norm : Sum {
  __host__ __device__ static float load(float x) { return x * x; }
};

struct Max {
  static constexpr float start = -FLT_MAX;
  __host__ __device__ static float load(float x) { return x; }
  __host__ __device__ float operator()(float a, float b) const {
    return fmaxf(a, b);
  }
  // Floats compare as their bits do, negative ones the other way round.
  __device__ static void atomic(float *to, float x) {
    if (x >= 0)
      atomicMax((int *)to, __float_as_int(x));
    else
      atomicMin((unsigned *)to, __float_as_uint(x));
  }
};

constexpr int blockSize = 256;

template <class Op> __global__ void byAtomics(const float *x, float *to, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n)
    Op::atomic(to, Op::load(x[i]));
}

template <class Op>
__global__ void bySharedTree(const float *x, float *to, int n) {
  __shared__ float part[blockSize];
  int i = blockIdx.x * blockSize + threadIdx.x;
  part[threadIdx.x] = i < n ? Op::load(x[i]) : Op::start;
  __syncthreads();
  for (int width = blockSize / 2; width > 0; width /= 2) {
    if (threadIdx.x < width)
      part[threadIdx.x] = Op()(part[threadIdx.x], part[threadIdx.x + width]);
    __syncthreads();
  }
  if (threadIdx.x == 0)
    Op::atomic(to, part[0]);
}

template <class Op> __device__ float reduceWarp(float x) {
  for (int offset = 16; offset > 0; offset /= 2)
    x = Op()(x, __shfl_down_sync(0xffffffffu, x, offset));
  return x;
}

template <class Op>
__global__ void byShuffles(const float *x, float *to, int n) {
  __shared__ float part[blockSize / 32];
  int i = blockIdx.x * blockSize + threadIdx.x;
  int lane = threadIdx.x % 32, warp = threadIdx.x / 32;
  float mine = reduceWarp<Op>(i < n ? Op::load(x[i]) : Op::start);
  if (lane == 0)
    part[warp] = mine;
  __syncthreads();
  if (warp == 0) {
    mine = reduceWarp<Op>(lane < blockSize / 32 ? part[lane] : Op::start);
    if (lane == 0)
      Op::atomic(to, mine);
  }
}

template <class Op>
__global__ void byGridStride(const float *x, float *to, int n) {
  __shared__ float part[blockSize];
  float mine = Op::start;
  for (int i = blockIdx.x * blockSize + threadIdx.x; i < n;
       i += gridDim.x * blockSize)
    mine = Op()(mine, Op::load(x[i]));
  part[threadIdx.x] = mine;
  __syncthreads();
  for (int width = blockSize / 2; width > 0; width /= 2) {
    if (threadIdx.x < width)
      part[threadIdx.x] = Op()(part[threadIdx.x], part[threadIdx.x + width]);
    __syncthreads();
  }
  if (threadIdx.x == 0)
    Op::atomic(to, part[0]);
}

template <class Op>
__device__ float reduceTile(const cg::thread_block_tile<32> &tile, float x) {
  if constexpr (std::is_same<Op, Max>::value)
    return cg::reduce(tile, x, cg::greater<float>());
  else
    return cg::reduce(tile, x, cg::plus<float>());
}

template <class Op> __global__ void byGroups(const float *x, float *to, int n) {
  __shared__ float part[blockSize / 32];
  cg::thread_block block = cg::this_thread_block();
  cg::thread_block_tile<32> tile = cg::tiled_partition<32>(block);
  int i = blockIdx.x * blockSize + block.thread_rank();
  float mine = reduceTile<Op>(tile, i < n ? Op::load(x[i]) : Op::start);
  if (tile.thread_rank() == 0)
    part[tile.meta_group_rank()] = mine;
  block.sync();
  if (tile.meta_group_rank() == 0) {
    float other = tile.thread_rank() < blockSize / 32 ? part[tile.thread_rank()]
                                                      : Op::start;
    mine = reduceTile<Op>(tile, other);
    if (tile.thread_rank() == 0)
      Op::atomic(to, mine);
  }
}

template <class Op> struct LoadOp {
  __host__ __device__ float operator()(float x) const { return Op::load(x); }
};

template <class Op> struct Cub {
  void *storage = nullptr;
  size_t bytes = 0;
  void reduce(const float *x, float *to, int n) {
    cub::TransformInputIterator<float, LoadOp<Op>, const float *> in(
        x, LoadOp<Op>());
    if (!storage) {
      CHECK_CUDA(cub::DeviceReduce::Reduce(nullptr, bytes, in, to, n, Op(),
                                           Op::start));
      CHECK_CUDA(cudaMalloc(&storage, bytes));
    }
    CHECK_CUDA(
        cub::DeviceReduce::Reduce(storage, bytes, in, to, n, Op(), Op::start));
  }
};

template <class Op> static int run(const char *style, int n) {
  std::vector<float> x(n);
  for (int i = 0; i < n; ++i)
    x[i] = float(scramble(i) % 3) - 1;
  x[size_t(n) * 2 / 3] = 2;
  double expected = Op::start;
  for (float value : x)
    expected = std::is_same<Op, Max>::value ? std::fmax(expected, value)
                                            : expected + Op::load(value);
  float *dx[2], *to[2];
  std::vector<float> start(1, Op::start);
  for (int set = 0; set < 2; ++set) {
    dx[set] = upload(x);
    to[set] = upload(start);
  }
  int blocks = (n + blockSize - 1) / blockSize;
  Cub<Op> library;
  bool known = true;
  runTwice([&](int set) {
    if (!strcmp(style, "atomic"))
      byAtomics<Op><<<blocks, blockSize>>>(dx[set], to[set], n);
    else if (!strcmp(style, "tree"))
      bySharedTree<Op><<<blocks, blockSize>>>(dx[set], to[set], n);
    else if (!strcmp(style, "shuffle"))
      byShuffles<Op><<<blocks, blockSize>>>(dx[set], to[set], n);
    else if (!strcmp(style, "grid-stride"))
      byGridStride<Op><<<1024, blockSize>>>(dx[set], to[set], n);
    else if (!strcmp(style, "groups"))
      byGroups<Op><<<blocks, blockSize>>>(dx[set], to[set], n);
    else if (!strcmp(style, "cub"))
      library.reduce(dx[set], to[set], n);
    else
      known = false;
  });
  if (!known)
    return misuse("reduction OP atomic|tree|shuffle|grid-stride|groups|cub N");
  Distance distance;
  distance.compare(download(to[1], 1)[0], expected);
  return finish(distance.worst, 0, 4.0 * n + 4);
}

int main(int argc, char **argv) {
  if (argc < 4)
    return misuse("reduction OP STYLE N");
  if (!strcmp(argv[1], "sum"))
    return run<Sum>(argv[2], atoi(argv[3]));
  if (!strcmp(argv[1], "max"))
    return run<Max>(argv[2], atoi(argv[3]));
  if (!strcmp(argv[1], "norm"))
    return run<Norm>(argv[2], atoi(argv[3]));
  return misuse("reduction sum|max|norm STYLE N");
}
