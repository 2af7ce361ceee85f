// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: cubeport run %s | FileCheck %s
// CHECK: PASS
// Graphs: what is captured runs at each launch of the graph, and not before;
// and graphs that are made node by node.
#include "check.h"

template <class T> __global__ void add(T *x, T value, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) {
    x[i] += value;
  }
}

static void testCapture(int n) {
  int *x = deviceArray<int>(n), *y = deviceArray<int>(n);
  std::vector<int> got(n, -1);
  cudaStream_t stream, other;
  cudaEvent_t fork, join;
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  cudaStreamCreate(&stream);
  cudaStreamCreate(&other);
  cudaEventCreate(&fork);
  cudaEventCreate(&join);
  require(cudaStreamBeginCapture(stream, cudaStreamCaptureModeGlobal), "begin");
  add<<<2, 64, 0, stream>>>(x, 3, n);
  cudaEventRecord(fork, stream);
  cudaStreamWaitEvent(other, fork, 0);
  add<<<2, 64, 0, other>>>(y, 5, n);
  cudaEventRecord(join, other);
  cudaStreamWaitEvent(stream, join, 0);
  cudaMemcpyAsync(x, y, n / 2 * sizeof(int), cudaMemcpyDeviceToDevice, stream);
  require(cudaStreamEndCapture(stream, &graph), "end");
  require(cudaMemcpy(got.data(), x, n * sizeof(int), cudaMemcpyDeviceToHost),
          "copy");
  expectEqual("before the launch", got, std::vector<int>(n, 0));
  require(cudaGraphInstantiate(&exec, graph, nullptr, nullptr, 0), "instance");
  std::vector<int> expected(n);
  for (int i = 0; i < n; ++i) {
    expected[i] = i < n / 2 ? 10 : 6;
  }
  for (int i = 0; i < 2; ++i) {
    require(cudaGraphLaunch(exec, stream), "launch");
  }
  require(cudaStreamSynchronize(stream), "synchronize");
  expectEqual("after two launches", takeBack(x, n), expected);
  cudaGraphExecDestroy(exec);
  cudaGraphDestroy(graph);
  cudaFree(y);
}

static void testNodes(int n) {
  int *x = deviceArray<int>(n, 9), value = 4;
  cudaGraph_t graph;
  cudaGraphExec_t exec;
  cudaGraphNode_t clear, kernel;
  require(cudaGraphCreate(&graph, 0), "create");
  cudaMemsetParams memset = {};
  memset.dst = x;
  memset.elementSize = 1;
  memset.width = n * sizeof(int);
  memset.height = 1;
  require(cudaGraphAddMemsetNode(&clear, graph, nullptr, 0, &memset), "memset");
  void *args[] = {&x, &value, &n};
  cudaKernelNodeParams params = {};
  params.func = (void *)add<int>;
  params.gridDim = dim3(2);
  params.blockDim = dim3(64);
  params.kernelParams = args;
  require(cudaGraphAddKernelNode(&kernel, graph, &clear, 1, &params), "kernel");
  value = 100; // the node has its own copy
  require(cudaGraphInstantiate(&exec, graph, 0), "instance");
  require(cudaGraphLaunch(exec, 0), "launch");
  require(cudaDeviceSynchronize(), "synchronize");
  expectEqual("nodes", takeBack(x, n), std::vector<int>(n, 4));
  cudaGraphExecDestroy(exec);
  cudaGraphDestroy(graph);
}

int main() {
  testCapture(100);
  testNodes(100);
  return finish();
}
