// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A stage of a pipeline that is read before it was waited for.
// RUN: not cubeport run --on=oracle %s 2>&1 | FileCheck %s
// RUN: cubeport run --on=oracle %s -DWAITS | FileCheck %s --check-prefix=WAITS
// WAITS: 31
#include <cooperative_groups.h>
#include <cuda/pipeline>

__global__ void shift(const int *in, int *out) {
  __shared__ int staged[64];
  __shared__ cuda::pipeline_shared_state<cuda::thread_scope_block, 1> state;
  auto pipe = cuda::make_pipeline(cooperative_groups::this_thread_block(),
                                  &state);
  int i = threadIdx.x;
  pipe.producer_acquire();
  // CHECK: cp8013-pipeline-race.cu:[[#@LINE+1]]:3: error: CP8013: write of shared memory ('staged', byte 0) races
  cuda::memcpy_async(&staged[i], &in[i], sizeof(int), pipe);
  pipe.producer_commit();
#ifdef WAITS
  pipe.consumer_wait();
#endif
  out[i] = staged[63 - i];
  pipe.consumer_release();
}

int main() {
  int *in, *out, numbers[64], last = 0;
  cudaMalloc(&in, sizeof(numbers));
  cudaMalloc(&out, sizeof(numbers));
  for (int i = 0; i < 64; ++i) {
    numbers[i] = 94 - i;
  }
  cudaMemcpy(in, numbers, sizeof(numbers), cudaMemcpyHostToDevice);
  shift<<<1, 64>>>(in, out);
  cudaMemcpy(&last, out, 4, cudaMemcpyDeviceToHost);
  printf("%d\n", last);
  return 0;
}
