// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// RUN: cubeport verify %s | FileCheck %s
// CHECK: PASS
// Barriers and pipelines as objects, copies that they wait for: stages between
// producers and consumers, completions, threads that drop out.
#include "check.h"
#include <cooperative_groups.h>
#include <cooperative_groups/memcpy_async.h>
#include <cuda/barrier>
#include <cuda/pipeline>
#include <cuda_pipeline.h>
namespace cg = cooperative_groups;

static const int kThreads = 64, kChunks = 5;

struct CountPhases {
  int *count;
  __device__ void operator()() { ++*count; }
};

// Sums of the neighbour's value in each phase; the upper half drops out.
__global__ void phases(const int *in, int *out, int *completed) {
  __shared__ int values[kThreads];
  __shared__ cuda::barrier<cuda::thread_scope_block, CountPhases> barrier;
  int i = threadIdx.x;
  if (i == 0) {
    init(&barrier, kThreads, CountPhases{completed});
  }
  __syncthreads();
  int sum = 0;
  for (int phase = 0; phase < 6; ++phase) {
    values[i] = in[i] + phase;
    auto token = barrier.arrive();
    barrier.wait(std::move(token));
    sum += values[(i + 1) % (phase < 3 ? kThreads : kThreads / 2)];
    if (phase == 2 && i >= kThreads / 2) {
      barrier.arrive_and_drop();
      break;
    }
    barrier.arrive_and_wait();
  }
  out[i] = sum;
}

// All threads produce and consume: chunks from one end to the other.
__global__ void unified(const float *in, float *out) {
  __shared__ float staged[2][kThreads];
  __shared__ cuda::pipeline_shared_state<cuda::thread_scope_block, 2> state;
  auto block = cg::this_thread_block();
  auto pipe = cuda::make_pipeline(block, &state);
  int i = threadIdx.x;
  for (int fetch = 0, chunk = 0; chunk < kChunks; ++chunk) {
    for (; fetch < kChunks && fetch < chunk + 2; ++fetch) {
      pipe.producer_acquire();
      cuda::memcpy_async(block, staged[fetch % 2], in + fetch * kThreads,
                         cuda::aligned_size_t<16>(kThreads * 4), pipe);
      pipe.producer_commit();
    }
    pipe.consumer_wait();
    out[chunk * kThreads + i] = 2.0f * staged[chunk % 2][kThreads - 1 - i];
    pipe.consumer_release();
  }
}

// One warp copies, the other one computes.
__global__ void divided(const float *in, float *out) {
  __shared__ float staged[3][32];
  __shared__ cuda::pipeline_shared_state<cuda::thread_scope_block, 3> state;
  auto block = cg::this_thread_block();
  auto role = threadIdx.x < 32 ? cuda::pipeline_role::producer
                               : cuda::pipeline_role::consumer;
  auto pipe = cuda::make_pipeline(block, &state, role);
  int lane = threadIdx.x % 32;
  for (int chunk = 0; chunk < 2 * kChunks; ++chunk) {
    if (role == cuda::pipeline_role::producer) {
      pipe.producer_acquire();
      cuda::memcpy_async(&staged[chunk % 3][lane], &in[chunk * 32 + lane],
                         sizeof(float), pipe);
      pipe.producer_commit();
    } else {
      pipe.consumer_wait();
      out[chunk * 32 + lane] = 3.0f * staged[chunk % 3][31 - lane];
      pipe.consumer_release();
    }
  }
}

// Copies of one thread, of a tile, of bytes, by primitives.
__global__ void copies(const char *in, char *out, int n) {
  __shared__ __align__(16) char a[128], b[128], c[128];
  __shared__ cuda::barrier<cuda::thread_scope_block> barrier;
  auto block = cg::this_thread_block();
  auto warp = cg::tiled_partition<32>(block);
  if (block.thread_rank() == 0) {
    init(&barrier, block.size());
  }
  int i = threadIdx.x;
  __pipeline_memcpy_async(c + 4 * i, in + 4 * i, 4, i < 24 ? 0 : 4);
  __pipeline_commit();
  __pipeline_wait_prior(0);
  cg::memcpy_async(warp, a, in, n);
  cg::wait(warp);
  if (i == 0) {
    cuda::memcpy_async((void *)(b + 1), (const void *)(in + 3), (size_t)n,
                       barrier);
  }
  barrier.arrive_and_wait();
  auto alone = cuda::make_pipeline();
  for (int k = i; k < 128; k += 32) {
    alone.producer_acquire();
    cuda::memcpy_async(out + 256 + k, c + k, 1, alone);
    alone.producer_commit();
    if (k < n) {
      out[k] = a[k];
      out[128 + k] = b[1 + k];
    }
  }
  cuda::pipeline_consumer_wait_prior<0>(alone);
}

int main() {
  std::vector<int> in = mixed(kThreads, 100), sums(kThreads);
  for (int i = 0; i < kThreads; ++i) {
    for (int phase = 0; phase < (i < kThreads / 2 ? 6 : 3); ++phase) {
      int size = phase < 3 ? kThreads : kThreads / 2;
      sums[i] += in[(i + 1) % size] + phase;
    }
  }
  int *values = toDevice(in), *out = deviceArray<int>(kThreads),
      *completed = deviceArray<int>(1);
  phases<<<1, kThreads>>>(values, out, completed);
  expectEqual("phases", takeBack(out, kThreads), sums);
  expectEqual("completions", takeBack(completed, 1), {12});

  const int n = kThreads * kChunks;
  std::vector<float> floats = ramp(n, 0.5f, 1.0f), turned(n), thirds(n);
  for (int i = 0; i < n; ++i) {
    turned[i] = 2.0f * floats[i / kThreads * kThreads + kThreads - 1 -
                              i % kThreads];
    thirds[i] = 3.0f * floats[i / 32 * 32 + 31 - i % 32];
  }
  float *dFloats = toDevice(floats), *first = deviceArray<float>(n),
        *second = deviceArray<float>(n);
  unified<<<1, kThreads>>>(dFloats, first);
  expectNear("unified", takeBack(first, n), turned, 0, 0);
  divided<<<1, kThreads>>>(dFloats, second);
  expectNear("divided", takeBack(second, n), thirds, 0, 0);

  const int bytes = 101;
  std::vector<char> text(140), copied(384);
  for (int i = 0; i < 140; ++i) {
    text[i] = (char)(7 * i);
  }
  for (int i = 0; i < 128; ++i) {
    copied[i] = i < bytes ? text[i] : (char)0;
    copied[128 + i] = i < bytes ? text[3 + i] : (char)0;
    copied[256 + i] = i < 96 ? text[i] : (char)0;
  }
  char *dText = toDevice(text), *dCopied = deviceArray<char>(384);
  copies<<<1, 32>>>(dText, dCopied, bytes);
  expectEqual("copies", takeBack(dCopied, 384), copied);
  return finish();
}
